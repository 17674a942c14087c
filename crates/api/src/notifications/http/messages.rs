//! The endpoints of the messages.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, delete, get, post, put, web};
use anteroom_api_types::notifications::deliveries::Delivery;
use anteroom_api_types::notifications::messages::{
    Message, MessageContent, MessageHistory, MessageKind as WireKind, MessagePreview, Messages,
    PreviewMessage, TestMessage,
};
use anteroom_api_types::problem::Problem;
use anteroom_api_types::users::Language as WireLanguage;
use anteroom_domain::ids::UserId;
use anteroom_domain::notifications::{Language, MessageKind};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts;
use crate::app::App;
use crate::http::caller_first::{Extracted, after_caller};
use crate::http::etag::{IfMatch, versioned};
use crate::http::{ApiError, ApiResult, Body, reply};
use crate::notifications::outbox::{self, NewTest};
use crate::notifications::service::messages as service;
use crate::notifications::store::messages::Version;
use crate::notifications::wire::{deliveries, messages as wire};
use crate::sessions::caller::{Permitted, permission};

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_messages)
        .service(read_message)
        .service(replace_message)
        .service(reset_message)
        .service(read_message_history)
        .service(preview_message)
        .service(test_message);
}

/// The segments `{kind}` and `{language}` of the path; a message that there is not is not found.
pub struct MessagePath(MessageKind, Language);

impl FromRequest for MessagePath {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let segments = request.match_info();
        let kind = segments.get("kind").and_then(|text| text.parse().ok());
        let language = segments.get("language").and_then(|text| text.parse().ok());
        let path = kind
            .zip(language)
            .map(|(kind, language)| Self(kind, language));
        after_caller(request, path.ok_or_else(ApiError::not_found))
    }
}

/// List messages
///
/// Every kind in every language, by kind, then by language.
#[utoipa::path(tag = "messages", operation_id = "list_messages", security(("session" = [])), responses(
    (status = 200, description = "The messages", body = Messages),
))]
#[get("/messages")]
pub async fn list_messages(
    app: web::Data<App>,
    _caller: Permitted<permission::NotificationsRead>,
) -> ApiResult<HttpResponse> {
    let views = service::list(&app).await?;
    let names = names(&app, views.iter().filter_map(|view| view.last.as_ref())).await?;
    let items = views.iter().map(|view| wire::summary(view, &names));
    Ok(reply::ok(&Messages {
        items: items.collect(),
    }))
}

/// Read a message
#[utoipa::path(tag = "messages", operation_id = "read_message", params(
    ("kind" = inline(WireKind), Path, description = "What it is about"),
    ("language" = inline(WireLanguage), Path, description = "The language"),
    ("If-None-Match" = Option<String>, Header, description = "The `ETag` that the caller has already"),
), security(("session" = [])), responses(
    (status = 200, description = "The texts in force, those that ship, and what may stand in them", body = Message),
    (status = 304, description = "The caller has them already"),
))]
#[get("/messages/{kind}/{language}")]
pub async fn read_message(
    app: web::Data<App>,
    _caller: Permitted<permission::NotificationsRead>,
    MessagePath(kind, language): MessagePath,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let view = service::read(app.db.reader(), kind, language).await?;
    let names = names(&app, view.last.as_ref()).await?;
    Ok(versioned(
        &request,
        view.version(),
        &wire::message(&view, &names),
    ))
}

/// Word a message
///
/// Refused, with the line, while a part is missing or is not one of the kind, does not hold a placeholder that it
/// must hold, names one that does not exist, or cannot be rendered.
#[utoipa::path(tag = "messages", operation_id = "replace_message", params(
    ("kind" = inline(WireKind), Path, description = "What it is about"),
    ("language" = inline(WireLanguage), Path, description = "The language"),
    ("If-Match" = String, Header, description = "The `ETag` of the message as it was read"),
), request_body = MessageContent, security(("session" = [])), responses(
    (status = 200, description = "The message as it is now", body = Message),
))]
#[put("/messages/{kind}/{language}")]
pub async fn replace_message(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsWrite>,
    MessagePath(kind, language): MessagePath,
    seen: IfMatch,
    body: Body<MessageContent>,
) -> ApiResult<HttpResponse> {
    let (origin, texts) = (caller.caller.origin(), wire::texts(body.0));
    let view = service::replace(&app, origin, seen, (kind, language), texts).await?;
    let names = names(&app, view.last.as_ref()).await?;
    Ok(reply::changed(
        view.version(),
        &wire::message(&view, &names),
    ))
}

/// Reset a message to the texts that ship
#[utoipa::path(tag = "messages", operation_id = "reset_message", params(
    ("kind" = inline(WireKind), Path, description = "What it is about"),
    ("language" = inline(WireLanguage), Path, description = "The language"),
    ("If-Match" = String, Header, description = "The `ETag` of the message as it was read"),
), security(("session" = [])), responses(
    (status = 204, description = "The texts that ship are in force"),
))]
#[delete("/messages/{kind}/{language}")]
pub async fn reset_message(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsWrite>,
    MessagePath(kind, language): MessagePath,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    service::reset(&app, caller.caller.origin(), seen, (kind, language)).await?;
    Ok(reply::no_content())
}

/// Read the history of a message
#[utoipa::path(tag = "messages", operation_id = "read_message_history", params(
    ("kind" = inline(WireKind), Path, description = "What it is about"),
    ("language" = inline(WireLanguage), Path, description = "The language"),
), security(("session" = [])), responses(
    (status = 200, description = "The last 50 wordings, newest first", body = MessageHistory),
))]
#[get("/messages/{kind}/{language}/history")]
pub async fn read_message_history(
    app: web::Data<App>,
    _caller: Permitted<permission::NotificationsRead>,
    MessagePath(kind, language): MessagePath,
) -> ApiResult<HttpResponse> {
    let versions = service::history(&app, kind, language).await?;
    let names = names(&app, &versions).await?;
    Ok(reply::ok(&wire::history(&versions, &names)))
}

/// Preview a message
///
/// Nothing is saved or sent. Texts that a save would refuse are refused in the same way.
#[utoipa::path(tag = "messages", operation_id = "preview_message", params(
    ("kind" = inline(WireKind), Path, description = "What it is about"),
    ("language" = inline(WireLanguage), Path, description = "The language"),
), request_body = PreviewMessage, security(("session" = [])), responses(
    (status = 200, description = "How it looks", body = MessagePreview),
))]
#[post("/messages/{kind}/{language}/preview")]
pub async fn preview_message(
    app: web::Data<App>,
    _caller: Permitted<permission::NotificationsRead>,
    MessagePath(kind, language): MessagePath,
    body: Body<PreviewMessage>,
) -> ApiResult<HttpResponse> {
    let order = service::PreviewOrder {
        texts: body.0.content.map(wire::texts),
        user_id: body.0.user_id.map(UserId::from_uuid),
    };
    let rendered = service::preview(&app, (kind, language), order).await?;
    let sender = service::sender(&app).await?;
    Ok(reply::ok(&wire::preview(rendered, sender)))
}

/// Send a message with made-up values
///
/// As a text message where the address is a number, else as a mail. It is written to the outbox; the answer
/// is its delivery, which can be followed.
#[utoipa::path(tag = "messages", operation_id = "test_message", params(
    ("kind" = WireKind, Path, description = "What it is about"),
    ("language" = WireLanguage, Path, description = "The language"),
), request_body = TestMessage, security(("session" = [])), responses(
    (status = 201, description = "The delivery", body = Delivery, headers(("Location" = String, description = "Where the delivery is"))),
    (status = 409, description = "The budget for text messages is spent", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many messages to this address in the last hour", body = Problem, content_type = "application/problem+json"),
))]
#[post("/messages/{kind}/{language}/test")]
pub async fn test_message(
    app: web::Data<App>,
    permitted: Permitted<permission::NotificationsWrite>,
    MessagePath(kind, language): MessagePath,
    body: Body<TestMessage>,
) -> ApiResult<HttpResponse> {
    let texts = body.0.content.map(wire::texts);
    let order = service::prepare_test(&app, (kind, language), &body.0.to, texts).await?;
    let new = NewTest {
        kind,
        channel: order.channel,
        destination: order.destination,
        language: wire::language(language),
        texts: order.texts,
    };
    let row = outbox::enqueue_test(&app, permitted.caller.origin(), new).await?;
    let location = format!("/api/v1/deliveries/{}", row.id);
    let delivery = deliveries::delivery(row, None, app.now())?;
    Ok(reply::created(location, &delivery))
}

/// The names of those who saved these versions.
async fn names(app: &App, versions: impl IntoIterator<Item = &Version>) -> ApiResult<wire::Names> {
    let authors: Vec<UserId> = versions
        .into_iter()
        .filter_map(|version| version.created_by)
        .collect();
    Ok(accounts::user_refs(app.db.reader(), &authors).await?)
}
