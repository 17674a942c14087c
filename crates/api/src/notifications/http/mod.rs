//! The endpoints of the slice, a file for each topic.

mod caught;
mod channels;
mod deliveries;
mod email_channel;
mod limits;
mod messages;
mod receipts;
mod sms_gateways;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of the slice.
pub fn routes(config: &mut ServiceConfig<'_>) {
    channels::routes(config);
    email_channel::routes(config);
    sms_gateways::routes(config);
    limits::routes(config);
    messages::routes(config);
    deliveries::routes(config);
    caught::routes(config);
}

/// The routes that other systems call, without a session and not from our pages.
pub fn callback_routes(config: &mut ServiceConfig<'_>) {
    receipts::routes(config);
}
