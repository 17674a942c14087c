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
use super::wire::{self, Reader};
use crate::accounts;
use crate::app::App;
use crate::http::{ApiError, ApiResult};

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

/// Tokens with the names of their users, which are asked for at once.
async fn on_the_wire(
    app: &App,
    rows: &[Model],
    reader: Reader,
) -> ApiResult<Vec<ProvisioningToken>> {
    let mut owners: Vec<_> = rows.iter().map(Model::owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let users = accounts::user_refs(app.db.reader(), &owners).await?;
    rows.iter()
        .map(|row| wire::token(app, row, name_of(&users, row), reader).map_err(ApiError::from))
        .collect()
}

/// One token with the names of its user.
async fn one_on_the_wire(app: &App, row: &Model, reader: Reader) -> ApiResult<ProvisioningToken> {
    let users = accounts::user_refs(app.db.reader(), &[row.owner()]).await?;
    Ok(wire::token(app, row, name_of(&users, row), reader)?)
}

/// A user who went between two reads has no names any more.
fn name_of(users: &HashMap<UserId, UserRef>, row: &Model) -> UserRef {
    users.get(&row.owner()).cloned().unwrap_or(UserRef {
        id: row.user_id,
        user_name: String::new(),
        display_name: String::new(),
    })
}
