//! The live page of a token: server-sent events until it is at its end.

use std::time::Duration;

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use anteroom_api_types::problem::{Problem, ProblemCode};
use anteroom_api_types::provisioning::{ProvisioningToken, TokenStatus as WireStatus};
use anteroom_api_types::users::UserRef;
use anteroom_domain::ids::{SessionId, TokenId};
use futures_util::stream;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::entity::Model;
use super::super::live::StreamPlace;
use super::super::service::{Reach, read};
use super::super::wire::{self, Reader};
use crate::accounts;
use crate::app::App;
use crate::failure::Unexpected;
use crate::http::{ApiError, ApiResult, PathId};
use crate::sessions::caller::{Provisioner, SignedIn, session_counts};

/// How often the database is asked, since other replicas change tokens as well.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How often something is sent, so that nothing on the way takes the stream for dead.
const KEEP_ALIVE_EVERY: Duration = Duration::from_secs(15);
/// How often it is asked whether the session still counts.
const SESSION_EVERY: Duration = Duration::from_secs(30);

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(own_token_events);
}

/// Follow one of my tokens
///
/// Server-sent events: the name of an event is the status, its data the token as JSON. The first
/// comes at once, the last with the final status.
#[utoipa::path(tag = "my provisioning", operation_id = "own_provisioning_token_events", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 200, description = "The events", body = String, content_type = "text/event-stream"),
    (status = 429, description = "The user follows too many tokens at once", body = Problem, content_type = "application/problem+json"),
))]
#[get("/me/provisioning-tokens/{id}/events")]
async fn own_token_events(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let follower = Follower::new(&app, &caller, TokenId::from_uuid(id.0)).await?;
    let events = stream::unfold(follower, async |mut follower| {
        let event = follower.next().await?;
        Some((Ok::<_, actix_web::Error>(event), follower))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // Proxies must hand each event on at once.
        .insert_header(("X-Accel-Buffering", "no"))
        .insert_header((header::CACHE_CONTROL, "no-store, no-transform"))
        .streaming(Box::pin(events)))
}

/// One open stream.
struct Follower {
    app: App,
    token: TokenId,
    reach: Reach,
    user: UserRef,
    session: SessionId,
    place: StreamPlace,
    look: Interval,
    keep_alive: Interval,
    session_look: Interval,
    /// The data that was sent last.
    sent: Option<String>,
    /// The row that was read before the stream began.
    first: Option<Model>,
    is_over: bool,
}

/// What woke a stream.
enum Woken {
    Moved,
    KeepAlive,
    Session,
    Ended,
}

impl Follower {
    async fn new(app: &App, caller: &SignedIn, token: TokenId) -> Result<Self, ApiError> {
        let reach = Reach::Own(caller.user_id);
        let first = read::get(app, token, reach)
            .await?
            .ok_or_else(ApiError::not_found)?;
        let users = accounts::user_refs(app.db.reader(), &[caller.user_id]).await?;
        let place = app.live_tokens.open(caller.user_id).ok_or_else(|| {
            ApiError::new(
                ProblemCode::TooManyTries,
                "Too many pages follow tokens of this user; close one.",
            )
            .with_retry_after(5)
        })?;
        Ok(Self {
            app: app.clone(),
            token,
            reach,
            user: super::name_of(&users, &first),
            session: caller.session_id,
            place,
            look: every(LOOK_EVERY),
            keep_alive: every(KEEP_ALIVE_EVERY),
            session_look: every(SESSION_EVERY),
            sent: None,
            first: Some(first),
            is_over: false,
        })
    }

    /// The next piece of the stream; `None` at its end.
    async fn next(&mut self) -> Option<web::Bytes> {
        if let Some(first) = self.first.take() {
            return self.event_of(&first).await;
        }
        while !self.is_over {
            match self.wait().await {
                Woken::KeepAlive => return Some(web::Bytes::from_static(b": keep-alive\n\n")),
                Woken::Session if self.session_counts().await => {}
                Woken::Ended | Woken::Session => return None,
                Woken::Moved => match read::get(&self.app, self.token, self.reach).await {
                    Ok(Some(row)) => {
                        if let Some(event) = self.event_of(&row).await {
                            return Some(event);
                        }
                    }
                    Ok(None) => return None,
                    Err(cause) => {
                        // The database is away for the moment; the next look may find it again.
                        let cause = Unexpected::from(cause);
                        tracing::warn!(%cause, "A live page could not look at its token: {cause}.");
                    }
                },
            }
        }
        None
    }

    async fn wait(&mut self) -> Woken {
        tokio::select! {
            goes_on = self.place.moved(self.token) => {
                if goes_on { Woken::Moved } else { Woken::Ended }
            }
            _ = self.look.tick() => Woken::Moved,
            _ = self.keep_alive.tick() => Woken::KeepAlive,
            _ = self.session_look.tick() => Woken::Session,
        }
    }

    /// The session may have ended meanwhile, here or at another replica. A database that is away
    /// lets nobody in: the page opens its stream again when it is back.
    async fn session_counts(&self) -> bool {
        matches!(session_counts(&self.app, self.session).await, Ok(true))
    }

    /// The token as its page sees it. The names of the user are those of the begin of the stream.
    async fn token_of(&self, row: &Model) -> Result<ProvisioningToken, Unexpected> {
        let message = super::message_of(&self.app, row).await?;
        wire::token(
            &self.app,
            row,
            self.user.clone(),
            message.as_ref(),
            Reader::User,
        )
    }

    /// The event of a row; `None` when it says nothing new.
    async fn event_of(&mut self, row: &Model) -> Option<web::Bytes> {
        let token = self.token_of(row).await.ok()?;
        let data = serde_json::to_string(&token).ok()?;
        if self.sent.as_ref() == Some(&data) {
            return None;
        }
        self.is_over = is_over(token.status);
        let name = event_name(token.status);
        let event = format!("event: {name}\ndata: {data}\n\n");
        self.sent = Some(data);
        Some(event.into())
    }
}

fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

const fn event_name(status: WireStatus) -> &'static str {
    match status {
        WireStatus::Issued => "issued",
        WireStatus::Claimed => "claimed",
        WireStatus::Completed => "completed",
        WireStatus::Expired => "expired",
        WireStatus::Revoked => "revoked",
        WireStatus::Rejected => "rejected",
    }
}

const fn is_over(status: WireStatus) -> bool {
    !matches!(status, WireStatus::Issued | WireStatus::Claimed)
}
