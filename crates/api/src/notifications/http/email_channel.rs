//! The endpoints of the e-mail channel.

use actix_web::{HttpResponse, get, post, put, web};
use anteroom_api_types::notifications::email::{
    EmailChannel, EmailChannelSettings, TestEmailChannel,
};
use anteroom_api_types::notifications::health::ChannelTest;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::http::etag::IfMatch;
use crate::http::{ApiResult, Body, reply};
use crate::notifications::service::email_channel;
use crate::notifications::wire;
use crate::sessions::caller::{Permitted, permission};

/// The routes of the e-mail channel.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(read_email_channel)
        .service(replace_email_channel)
        .service(test_email_channel);
}

/// Read the e-mail channel
///
/// The answer also says how the channel does, which moves without its version: it is never answered by 304.
#[utoipa::path(tag = "notification channels", operation_id = "read_email_channel", security(("session" = [])), responses(
    (status = 200, description = "The settings, and how the channel does", body = EmailChannel),
))]
#[get("/notification-channels/email")]
async fn read_email_channel(
    app: web::Data<App>,
    _caller: Permitted<permission::NotificationsRead>,
) -> ApiResult<HttpResponse> {
    let view = email_channel::read(&app).await?;
    Ok(reply::current(
        view.version,
        &wire::email_channel::answer(view),
    ))
}

/// Replace the settings of the e-mail channel
///
/// A stored password stays when `password` is left out. It is never sent to another host, nor in clear text
/// where it was protected: such a change asks for the password again.
#[utoipa::path(tag = "notification channels", operation_id = "replace_email_channel", params(
    ("If-Match" = String, Header, description = "The `ETag` of the channel as it was read"),
), request_body = EmailChannelSettings, security(("session" = [])), responses(
    (status = 200, description = "The channel as it is now", body = EmailChannel),
))]
#[put("/notification-channels/email")]
async fn replace_email_channel(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsWrite>,
    seen: IfMatch,
    body: Body<EmailChannelSettings>,
) -> ApiResult<HttpResponse> {
    let draft = wire::email_channel::draft(body.0);
    let view = email_channel::replace(&app, caller.caller.origin(), seen, draft).await?;
    Ok(reply::changed(
        view.version,
        &wire::email_channel::answer(view),
    ))
}

/// Test the e-mail channel
///
/// Step by step: the name of the server, the connection, TLS, signing in, and, where an address is given, a test
/// message. It tests the stored settings, or those in the body, which are not stored.
#[utoipa::path(tag = "notification channels", operation_id = "test_email_channel", request_body = TestEmailChannel, security(("session" = [])), responses(
    (status = 200, description = "What each step came to", body = ChannelTest),
))]
#[post("/notification-channels/email/test")]
async fn test_email_channel(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsWrite>,
    body: Body<TestEmailChannel>,
) -> ApiResult<HttpResponse> {
    let TestEmailChannel { settings, to } = body.0;
    let draft = settings.map(wire::email_channel::draft);
    let origin = caller.caller.origin();
    let test = email_channel::test(&app, origin, draft, to.as_deref()).await?;
    Ok(reply::ok(&test))
}
