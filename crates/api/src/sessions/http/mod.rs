//! The endpoints of set-up, sign-ins and the session.

mod session;
mod setup;
mod sign_ins;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of the slice.
pub fn routes(config: &mut ServiceConfig<'_>) {
    setup::routes(config);
    sign_ins::routes(config);
    session::routes(config);
}
