//! The endpoints of the profiles: of their user, of the help desk, of the phone.

mod all;
mod device;
mod own;

use anteroom_api_types::profiles::Profile;
use utoipa_actix_web::service_config::ServiceConfig;

use super::entity::Model;
use super::wire;
use crate::accounts;
use crate::app::App;
use crate::http::{ApiError, ApiResult};

/// The routes of the slice in the REST API.
pub fn routes(config: &mut ServiceConfig<'_>) {
    own::routes(config);
    all::routes(config);
}

/// The routes of the slice in the device protocol.
pub fn device_routes(config: &mut ServiceConfig<'_>) {
    device::routes(config);
}

/// Profiles with the names of their users, which are asked for at once.
async fn on_the_wire(app: &App, rows: &[Model]) -> ApiResult<Vec<Profile>> {
    let mut owners: Vec<_> = rows.iter().map(Model::owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let users = accounts::user_refs(app.db.reader(), &owners).await?;
    rows.iter()
        .map(|row| wire::profile(row, &users).map_err(ApiError::from))
        .collect()
}

/// One profile with the names of its user.
async fn one_on_the_wire(app: &App, row: Model) -> ApiResult<Profile> {
    let users = accounts::user_refs(app.db.reader(), &[row.owner()]).await?;
    Ok(wire::profile(&row, &users)?)
}
