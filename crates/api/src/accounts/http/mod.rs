//! The endpoints of users, groups and roles.

mod administrators;
mod user_groups;
mod users;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of the slice.
pub fn routes(config: &mut ServiceConfig<'_>) {
    users::routes(config);
    user_groups::routes(config);
    administrators::routes(config);
}
