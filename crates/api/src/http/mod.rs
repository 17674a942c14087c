//! What all endpoints share; it knows no concept of the product.
//!
//! This file holds THE list of slices. A request passes, from the outside in: [`envelope`] (request
//! id, host, problem documents, security headers, log line), [`csrf`] for the REST API, then the
//! handler of a slice.

pub mod body;
pub mod caller_first;
pub mod client_address;
pub mod context;
pub mod csrf;
pub mod docs;
pub mod envelope;
pub mod error;
pub mod etag;
pub mod health;
pub mod mail_frame;
pub mod openapi_document;
pub mod pagination;
pub mod path_id;
pub mod query;
pub mod reply;
pub mod security_headers;
pub mod server;
pub mod unmatched;
pub mod web_pages;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    access_rules, accounts, audit, change_reports, notifications, profiles, provisioning,
    self_service, sessions,
};

pub use body::{Body, MergePatch};
pub use context::RequestContext;
pub use error::{ApiError, ApiResult};
pub use path_id::PathId;
pub use query::{FilterText, Query};

/// The REST API under `/api/v1`: one line for each slice.
pub fn rest_routes(config: &mut ServiceConfig<'_>) {
    sessions::routes(config);
    self_service::routes(config);
    access_rules::routes(config);
    provisioning::routes(config);
    profiles::routes(config);
    notifications::routes(config);
    change_reports::routes(config);
    accounts::routes(config);
    audit::routes(config);
    health::rest_routes(config);
}

/// Where other systems call us back. No browser does, so that what guards against foreign pages is not asked.
pub const CALLBACKS: &str = "/api/v1/sms-gateways/{id}/receipts";

/// What other systems call, under [`CALLBACKS`].
pub fn callback_routes(config: &mut ServiceConfig<'_>) {
    notifications::callback_routes(config);
}

/// The device protocol under `/device/v1`.
pub fn device_routes(config: &mut ServiceConfig<'_>) {
    provisioning::device_routes(config);
    profiles::device_routes(config);
}
