//! How a notification channel does, and the stepwise test of one.

use serde::{Deserialize, Serialize};

use crate::Time;

/// What a message travels over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotificationChannel {
    /// E-mail.
    Email,
    /// Text messages.
    Sms,
}

/// Both notification channels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationChannels {
    /// E-mail.
    pub email: ChannelStatus,
    /// Text messages: all gateways together.
    pub sms: ChannelStatus,
}

/// How a channel does; computed from its settings and its deliveries at each reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelStatus {
    /// In one word.
    pub state: ChannelState,
    /// When a message last left.
    pub last_sent_at: Option<Time>,
    /// The first failed attempt since a message last left; set while the state is `failing`.
    pub failing_since: Option<Time>,
    /// What went wrong last; set while the state is `failing`.
    pub last_error: Option<DeliveryProblem>,
    /// Messages that wait.
    pub queued: u64,
    /// When the oldest of them was written.
    pub oldest_queued_at: Option<Time>,
    /// Messages that left in the last 24 hours.
    pub sent_last_day: u64,
    /// Messages that were given up in the last 24 hours.
    pub failed_last_day: u64,
}

/// The state of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChannelState {
    /// Nothing is set up.
    NotSetUp,
    /// It is set up and switched off.
    SwitchedOff,
    /// It is set up, and nothing has been sent yet.
    Unused,
    /// The last attempt succeeded.
    Working,
    /// The last attempts failed for a reason that is not the message's.
    Failing,
}

/// Why an attempt failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryProblem {
    /// A stable word of `DeliveryProblemCode`.
    pub code: DeliveryProblemCode,
    /// What the other side said, or what happened, at most 500 characters; without anything secret.
    pub detail: String,
}

/// Why a message did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryProblemCode {
    /// The channel is not set up or switched off.
    ChannelOff,
    /// The name of the server cannot be resolved.
    NameUnknown,
    /// The server cannot be reached, or the connection broke.
    ConnectionFailed,
    /// The server did not answer in time.
    TimedOut,
    /// The connection cannot be protected as it is configured to be: no STARTTLS, or a wrong certificate.
    TlsFailed,
    /// The server refuses our user name and password.
    SignInRefused,
    /// The server refuses for now.
    RefusedForNow,
    /// The server refuses for good: this message or this address.
    Refused,
    /// The address of the gateway is one that must not be reached.
    AddressNotAllowed,
    /// The answer of the gateway is not one that counts as success.
    AnswerUnexpected,
    /// The text cannot be made, or no message can be made of it.
    MessageInvalid,
    /// The reason for the message is gone: the token is over, or the user has no such address any more.
    NotNeeded,
    /// Too many messages to this user or address in the last hour.
    TooMany,
    /// The budget for text messages of the day is spent.
    BudgetSpent,
    /// The provider reports that the message was not delivered.
    Undelivered,
    /// The settings or the keys of Anteroom cannot be read.
    Internal,
}

/// The outcome of a stepwise test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelTest {
    /// Whether every step passed.
    pub passed: bool,
    /// The steps in their order; those after a failed one are `not_reached`.
    pub steps: Vec<TestStep>,
}

/// One step of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestStep {
    /// What was tried.
    pub step: TestStepName,
    /// How it went.
    pub outcome: TestOutcome,
    /// What was found, or why it failed, at most 500 characters.
    pub detail: Option<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: u32,
}

/// The steps that a test may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TestStepName {
    /// The name of the server is resolved, and its addresses may be reached.
    Name,
    /// A connection is made.
    Connection,
    /// The connection is protected.
    Tls,
    /// User name and password are accepted.
    SignIn,
    /// A message is handed over.
    Send,
}

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TestOutcome {
    /// It worked.
    Passed,
    /// It did not.
    Failed,
    /// The settings do not ask for it.
    NotAsked,
    /// A step before it failed.
    NotReached,
}
