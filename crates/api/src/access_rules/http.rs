//! The endpoints of rules, resources and decisions.

mod decisions;
mod resources;
mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

use super::service::ChangedBy;
use crate::http::ApiError;
use crate::sessions::caller::SignedIn;

/// The routes of the slice.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(rules::list_access_rules)
        .service(rules::create_access_rule)
        .service(rules::read_access_rule)
        .service(rules::update_access_rule)
        .service(rules::delete_access_rule)
        .service(resources::list_resources)
        .service(resources::create_resource)
        .service(resources::read_resource)
        .service(resources::update_resource)
        .service(resources::delete_resource)
        .service(decisions::simulate_access_decision);
}

fn changed_by(caller: &SignedIn) -> ChangedBy {
    ChangedBy {
        origin: caller.origin(),
        evidence: caller.evidence.clone(),
        available_methods: caller.available_methods.clone(),
    }
}

/// The one object of an answer that shows one.
fn only<T>(items: Vec<T>) -> Result<T, ApiError> {
    items.into_iter().next().ok_or_else(ApiError::not_found)
}
