//! Problem documents: what every refusal looks like (RFC 9457).

use serde::{Deserialize, Serialize};

use crate::access_rules::Decision;

/// A problem document, media type `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Where the problem is explained: `<base>/docs/problems/<code>`.
    #[serde(rename = "type")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "http://localhost:8080/docs/problems/not_found")
    )]
    pub type_uri: String,
    /// The problem in a few words, the same for every occurrence.
    pub title: String,
    /// The HTTP status code, repeated (RFC 9457 section 3.1.2).
    #[cfg_attr(feature = "openapi", schema(minimum = 400, maximum = 599))]
    pub status: u16,
    /// What went wrong this time, in a sentence for people.
    pub detail: String,
    /// The stable name of the problem; programs decide by this.
    pub code: ProblemCode,
    /// The id under which the server logged the request.
    pub request_id: String,
    /// What is wrong in which place of the request; empty when it is not about its content.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The decision of the access rules, when they refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// How long to wait before another try, in seconds; the same as `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
    /// How many tries are left, where a wrong code was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts_left: Option<u32>,
    /// The limit that was reached, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// One thing wrong with one place of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer into the body (RFC 6901), or the name of a query parameter.
    #[cfg_attr(feature = "openapi", schema(example = "/email"))]
    pub pointer: String,
    /// The stable name of what is wrong with the field.
    #[cfg_attr(feature = "openapi", schema(example = "too_long"))]
    pub code: String,
    /// The same in a sentence for people.
    pub message: String,
}

/// Writes the closed list of codes once: the enum, its wire names, its titles and explanations.
// The name is a `tt`: a `literal` reaches derive macros in a group, where the one of the schema does not see it.
macro_rules! problem_codes {
    ($( $(#[doc = $doc:literal])+ $variant:ident $name:tt $status:literal $title:literal ),* $(,)?) => {
        /// The closed list of problem codes; each is explained at `/docs/problems/<code>`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemCode {
            $( $(#[doc = $doc])+ #[serde(rename = $name)] $variant, )*
            /// A code that this version of the library does not know.
            #[serde(other, skip_serializing, rename = "unknown")]
            #[cfg_attr(feature = "openapi", schema(ignore))]
            Unknown,
        }

        impl ProblemCode {
            /// Every code that the server can answer, in the order of the list.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// The name on the wire.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )* Self::Unknown => "unknown" }
            }

            /// The HTTP status that goes with the code.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $( Self::$variant => $status, )* Self::Unknown => 500 }
            }

            /// What the code means, in English, for the page that explains it.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $( Self::$variant => concat!($($doc),+), )* Self::Unknown => "" }
            }

            /// The problem in a few words.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $( Self::$variant => $title, )* Self::Unknown => "Unknown problem" }
            }
        }
    };
}

problem_codes! {
    /// The body is not JSON, or not of the shape that was asked for.
    MalformedRequest "malformed_request" 400 "The request cannot be read",
    /// A query or path parameter is unknown or unreadable.
    InvalidParameter "invalid_parameter" 400 "A parameter is wrong",
    /// The request names another host than the configured base address.
    WrongHost "wrong_host" 400 "The request is for another host",
    /// The path cannot be normalised.
    InvalidPath "invalid_path" 400 "The path cannot be read",
    /// Nobody is signed in, or the session has ended.
    SignInRequired "sign_in_required" 401 "Sign in first",
    /// The name, the password or the code is wrong.
    CredentialsWrong "credentials_wrong" 401 "Wrong name, password or code",
    /// A device request came without a proof or with one that does not hold.
    ProofInvalid "proof_invalid" 401 "The proof of possession does not hold",
    /// A device request must repeat its proof with the nonce of this answer (RFC 9449 section 8).
    UseDpopNonce "use_dpop_nonce" 401 "Repeat the proof with the nonce",
    /// No profile belongs to the key of the proof.
    ProfileUnknown "profile_unknown" 401 "No profile belongs to this key",
    /// The unsafe request lacks the CSRF header or comes from another origin.
    CsrfRefused "csrf_refused" 403 "The request does not come from our own pages",
    /// The role of the caller does not allow it.
    Forbidden "forbidden" 403 "Not allowed",
    /// The access rules refuse; `decision` says why.
    AccessDenied "access_denied" 403 "The access rules refuse",
    /// The access rules ask for more proofs; `decision` says which.
    StepUpRequired "step_up_required" 403 "Another proof of identity is needed",
    /// There is no such thing, or the caller may not know of it.
    NotFound "not_found" 404 "Not found",
    /// The secret of a provisioning token is unknown, used, expired or revoked.
    ProvisioningTokenUnusable "provisioning_token_unusable" 404 "The code cannot be used",
    /// The path exists, the method does not.
    MethodNotAllowed "method_not_allowed" 405 "The method is not allowed here",
    /// The state of the thing does not allow it.
    StateConflict "state_conflict" 409 "Not possible in this state",
    /// Another thing already has this name or address.
    AlreadyExists "already_exists" 409 "It exists already",
    /// The first owner exists, the set-up link is used up.
    SetupDone "setup_done" 409 "Set-up is done",
    /// Something still refers to it.
    InUse "in_use" 409 "It is still in use",
    /// The last owner cannot be removed, disabled or given a smaller role.
    LastOwner "last_owner" 409 "The last owner stays",
    /// It ships with Anteroom and cannot be removed.
    BuiltIn "built_in" 409 "It is built in",
    /// The version in `If-Match` is not the current one.
    VersionStale "version_stale" 412 "Somebody else changed it",
    /// The body is larger than allowed.
    BodyTooLarge "body_too_large" 413 "The body is too large",
    /// The media type of the body is not the one asked for.
    MediaTypeWrong "media_type_wrong" 415 "The media type is wrong",
    /// The content was understood and is refused; `errors` says where.
    ContentRefused "content_refused" 422 "The content is refused",
    /// The confirmation code is wrong; `attempts_left` says how often it may still be tried.
    ConfirmationCodeWrong "confirmation_code_wrong" 422 "The confirmation code is wrong",
    /// The first code of the authenticator app is wrong.
    TotpCodeWrong "totp_code_wrong" 422 "The code is wrong",
    /// Self-service cannot be switched on yet; `errors` says what is missing.
    SelfServiceNotReady "self_service_not_ready" 422 "Self-service cannot be switched on yet",
    /// `If-Match` is required.
    VersionRequired "version_required" 428 "The version is missing",
    /// Too many wrong tries, or too many requests.
    TooManyTries "too_many_tries" 429 "Too many tries",
    /// Too many messages to this user or address; `Retry-After` says when the next may be sent.
    TooManyMessages "too_many_messages" 429 "Too many messages",
    /// The notification channel is not set up or switched off.
    ChannelNotUsable "channel_not_usable" 409 "The channel cannot be used",
    /// The budget for text messages of the day is spent.
    SmsBudgetSpent "sms_budget_spent" 409 "No more text messages today",
    /// The key of a report link is unknown or too old.
    ReportKeyUnusable "report_key_unusable" 404 "The link cannot be used",
    /// Self-service is switched off.
    SelfServiceDisabled "self_service_disabled" 409 "Self-service is switched off",
    /// This kind of profile is not offered.
    KindNotOffered "kind_not_offered" 409 "This kind of profile is not offered",
    /// This way of sending the code is not offered to the user.
    ChannelNotOffered "channel_not_offered" 409 "This way is not offered",
    /// The user has as many open provisioning tokens as allowed.
    OpenTokensLimit "open_tokens_limit" 409 "Too many open codes",
    /// The user has as many profiles as allowed.
    ProfilesLimit "profiles_limit" 409 "Too many phones",
    /// The user is disabled or locked.
    UserNotActive "user_not_active" 409 "The user is not active",
    /// The server failed; it was logged under the request id.
    Internal "internal" 500 "The server failed",
    /// The database or another part is away for now.
    Unavailable "unavailable" 503 "Not available for the moment",
}
