//! The extractors: a handler that has one of them knows who calls, and that he may.

pub mod cookies;
pub mod permission;

use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::users::Language;
use anteroom_domain::access_rules::{AuthenticationMethod, Evidence, Outcome};
use anteroom_domain::accounts::Role;
use anteroom_domain::ids::{SessionId, UserId};
use anteroom_domain::secret::Secret;

use super::browser::Browser;
use super::service::live::{self, LiveSession};
use crate::access_rules;
use crate::app::App;
use crate::audit::{Actor, Origin};
use crate::failure::Unexpected;
use crate::http::caller_first::{Extracted, prove_caller};
use crate::http::{ApiError, RequestContext};

/// Somebody who is signed in.
pub struct SignedIn {
    /// The session.
    pub session_id: SessionId,
    /// Who.
    pub user_id: UserId,
    /// The name to sign in with.
    pub user_name: String,
    /// The role in the console.
    pub role: Option<Role>,
    /// The language of the user, else the one of the browser.
    pub language: Language,
    /// What the access rules may know: user, groups, methods passed, address, time.
    pub evidence: Evidence,
    /// The methods that the user could pass (has a password, has an active authenticator app).
    pub available_methods: Vec<AuthenticationMethod>,
    /// The request.
    pub context: RequestContext,
}

impl SignedIn {
    /// Where the changes of this caller come from, for the audit events.
    pub fn origin(&self) -> Origin {
        Origin {
            actor: Actor::User {
                id: self.user_id,
                user_name: self.user_name.clone(),
            },
            client_address: self.context.client_address(),
            request_id: Some(self.context.request_id().to_owned()),
        }
    }

    fn new(session: LiveSession, context: RequestContext) -> Self {
        Self {
            session_id: session.id,
            user_id: session.account.id,
            language: session
                .account
                .language
                .unwrap_or_else(|| context.language()),
            user_name: session.account.user_name,
            role: session.account.role,
            evidence: session.evidence,
            available_methods: session.available_methods,
            context,
        }
    }
}

impl FromRequest for SignedIn {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let asked = request.clone();
        prove_caller(request, async move { signed_in(&asked).await })
    }
}

/// The session of the request as a whole; for the endpoint that tells about it.
pub struct CurrentSession(pub LiveSession);

impl FromRequest for CurrentSession {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let asked = request.clone();
        prove_caller(request, async move {
            let (app, context) = facts(&asked)?;
            live_session(&app, &asked, &context).await.map(Self)
        })
    }
}

/// Somebody whom the rules of `/provisioning` let in.
pub struct Provisioner(pub SignedIn);

impl FromRequest for Provisioner {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let asked = request.clone();
        prove_caller(request, async move {
            admitted(&asked, "/provisioning").await.map(Self)
        })
    }
}

/// Somebody whom the rules of `/profiles` let in.
pub struct ProfileOwner(pub SignedIn);

impl FromRequest for ProfileOwner {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let asked = request.clone();
        prove_caller(request, async move {
            admitted(&asked, "/profiles").await.map(Self)
        })
    }
}

/// Somebody whom the rules of `/admin` let in, with a role that has the permission `P`.
pub struct Permitted<P> {
    /// Who.
    pub caller: SignedIn,
    permission: PhantomData<P>,
}

impl<P: permission::Marker> FromRequest for Permitted<P> {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let asked = request.clone();
        prove_caller(request, async move {
            let caller = signed_in(&asked).await?;
            if !caller.role.is_some_and(|role| role.may(P::PERMISSION)) {
                return Err(ApiError::new(
                    ProblemCode::Forbidden,
                    "Your role does not allow this.",
                ));
            }
            check_rules(&asked, "/admin", &caller).await?;
            Ok(Self {
                caller,
                permission: PhantomData,
            })
        })
    }
}

impl FromRequest for Browser {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        std::future::ready(facts(request).map(|(_app, context)| browser(request, &context)))
    }
}

/// Whether the session of a stream that is still open counts; watching is no use of the session.
pub async fn session_counts(app: &App, session: SessionId) -> Result<bool, Unexpected> {
    live::still_counts(app, session).await
}

/// What a page should do for the browser that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageVerdict {
    /// Nobody is signed in, and the rules ask for somebody.
    SignIn,
    /// Somebody is signed in, and the rules ask for more, or refuse; the page says which.
    StepUpOrDenied,
    /// The page may be shown.
    Allowed,
}

/// Asks the rules of a path for the browser of this request. Changes nothing but when the session
/// was used last.
pub async fn page_guard(
    app: &App,
    request: &HttpRequest,
    path: &str,
) -> Result<PageVerdict, ApiError> {
    let (_app, context) = facts(request)?;
    let session = match &browser(request, &context).session {
        Some(secret) => live::find(app, secret, context.client_address()).await?,
        None => None,
    };
    let (evidence, available, refused) = if let Some(session) = session {
        (
            session.evidence,
            session.available_methods,
            PageVerdict::StepUpOrDenied,
        )
    } else {
        let mut evidence = Evidence::nobody(app.now());
        evidence.client_address = context.client_address();
        (evidence, Vec::new(), PageVerdict::SignIn)
    };
    let decision = access_rules::decide(app, app.db.reader(), path, &evidence, &available).await?;
    Ok(if decision.is_allowed() {
        PageVerdict::Allowed
    } else {
        refused
    })
}

async fn admitted(request: &HttpRequest, path: &str) -> Result<SignedIn, ApiError> {
    let caller = signed_in(request).await?;
    check_rules(request, path, &caller).await?;
    Ok(caller)
}

async fn signed_in(request: &HttpRequest) -> Result<SignedIn, ApiError> {
    let (app, context) = facts(request)?;
    let session = live_session(&app, request, &context).await?;
    Ok(SignedIn::new(session, context))
}

async fn live_session(
    app: &App,
    request: &HttpRequest,
    context: &RequestContext,
) -> Result<LiveSession, ApiError> {
    let session = match &browser(request, context).session {
        Some(secret) => live::find(app, secret, context.client_address()).await?,
        None => None,
    };
    session.ok_or_else(|| {
        ApiError::new(
            ProblemCode::SignInRequired,
            "Nobody is signed in, or the session has ended.",
        )
    })
}

async fn check_rules(request: &HttpRequest, path: &str, caller: &SignedIn) -> Result<(), ApiError> {
    let (app, _context) = facts(request)?;
    let available = &caller.available_methods;
    let decision =
        access_rules::decide(&app, app.db.reader(), path, &caller.evidence, available).await?;
    let (code, detail) = match decision.outcome {
        Outcome::Allow => return Ok(()),
        Outcome::StepUp { .. } => (
            ProblemCode::StepUpRequired,
            "The access rules ask for another proof of identity; `decision` says which.",
        ),
        Outcome::Deny { .. } => (
            ProblemCode::AccessDenied,
            "The access rules refuse; `decision` says why.",
        ),
    };
    let decision = access_rules::decision_for_user(&decision, caller.language);
    Err(ApiError::new(code, detail).with_decision(decision))
}

fn facts(request: &HttpRequest) -> Result<(App, RequestContext), ApiError> {
    let app = request.app_data::<web::Data<App>>();
    let context = request.extensions().get::<RequestContext>().cloned();
    app.map(|app| App::clone(app))
        .zip(context)
        .ok_or_else(|| Unexpected::new("reading the request", "the envelope is missing").into())
}

fn browser(request: &HttpRequest, context: &RequestContext) -> Browser {
    let headers = request.headers();
    let secret = |name| cookies::read(headers, name).and_then(|text| Secret::parse(text).ok());
    Browser {
        client_address: context.client_address(),
        user_agent: context.user_agent().to_owned(),
        request_id: context.request_id().to_owned(),
        session: secret(cookies::SESSION).map(|secret| secret.hash()),
        sign_in: secret(cookies::SIGN_IN),
        known: cookies::read(headers, cookies::KNOWN_BROWSER).map(str::to_owned),
    }
}
