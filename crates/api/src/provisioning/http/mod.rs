//! The endpoints of provisioning: of the user, of the help desk, of the phone.

mod all;
mod device;
mod events;
mod own;

use std::collections::HashMap;

use anteroom_api_types::provisioning::ProvisioningToken;
use anteroom_api_types::users::UserRef;
use anteroom_domain::ids::UserId;
use utoipa_actix_web::service_config::ServiceConfig;

use super::entity::Model;
use super::service::issue::Issued;
use super::wire::{self, Reader};
use crate::accounts;
use crate::app::App;
use crate::failure::Unexpected;
use crate::notifications::{self, DeliveryOfToken};

/// The routes of the slice in the REST API.
pub fn routes(config: &mut ServiceConfig<'_>) {
    own::routes(config);
    events::routes(config);
    all::routes(config);
}

/// The routes of the slice in the device protocol.
pub fn device_routes(config: &mut ServiceConfig<'_>) {
    device::routes(config);
}

/// Tokens with the names of their users and with their messages, which are asked for at once.
async fn on_the_wire(
    app: &App,
    rows: &[Model],
    reader: Reader,
) -> Result<Vec<ProvisioningToken>, Unexpected> {
    let connection = app.db.reader();
    let mut owners: Vec<_> = rows.iter().map(Model::owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let users = accounts::user_refs(connection, &owners).await?;
    let by_message: Vec<_> = rows
        .iter()
        .filter(|row| row.message_mode.is_some())
        .map(Model::token_id)
        .collect();
    let messages = notifications::newest_of_tokens(connection, &by_message).await?;
    rows.iter()
        .map(|row| {
            let message = messages.get(&row.token_id());
            wire::token(app, row, name_of(&users, row), message, reader)
        })
        .collect()
}

/// One token with the names of its user and with its message.
async fn one_on_the_wire(
    app: &App,
    row: &Model,
    reader: Reader,
) -> Result<ProvisioningToken, Unexpected> {
    on_the_wire(app, std::slice::from_ref(row), reader)
        .await?
        .pop()
        .ok_or_else(|| Unexpected::new("showing a token", "it is not there"))
}

/// A token that was just issued, with what is shown this once.
async fn issued_on_the_wire(
    app: &App,
    issued: &Issued,
    reader: Reader,
) -> Result<ProvisioningToken, Unexpected> {
    let user = UserRef {
        id: issued.account.id.as_uuid(),
        user_name: issued.account.user_name.clone(),
        display_name: issued.account.display_name.clone(),
    };
    let message = message_of(app, &issued.row).await?;
    let token = wire::token(app, &issued.row, user, message.as_ref(), reader)?;
    Ok(wire::with_code(app, token, issued))
}

/// The newest message that carries a token; none for one that no message carries.
async fn message_of(app: &App, row: &Model) -> Result<Option<DeliveryOfToken>, Unexpected> {
    if row.message_mode.is_none() {
        return Ok(None);
    }
    let id = row.token_id();
    let mut newest = notifications::newest_of_tokens(app.db.reader(), &[id]).await?;
    Ok(newest.remove(&id))
}

/// A user who went between two reads has no names any more.
fn name_of(users: &HashMap<UserId, UserRef>, row: &Model) -> UserRef {
    users.get(&row.owner()).cloned().unwrap_or(UserRef {
        id: row.user_id,
        user_name: String::new(),
        display_name: String::new(),
    })
}
