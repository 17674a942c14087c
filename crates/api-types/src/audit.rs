//! Audit events: what happened, who did it, chained by hash.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEvent {
    /// The event's id.
    pub id: Uuid,
    /// Its place in the chain, from 1 without gaps; `null` for a moment until it is sealed.
    pub sequence: Option<u64>,
    /// When it happened.
    pub at: Time,
    /// What happened, as `subject.verb`.
    #[cfg_attr(feature = "openapi", schema(example = "provisioning_token.claimed"))]
    pub action: String,
    /// Who did it.
    pub actor: AuditActor,
    /// To what it was done.
    pub subject: Option<AuditSubject>,
    /// From which network address it was asked for.
    pub client_address: Option<String>,
    /// The id of the request that did it.
    pub request_id: Option<String>,
    /// Further facts, without secrets.
    pub details: serde_json::Map<String, serde_json::Value>,
    /// The link of the chain in hexadecimal: SHA-256 over the event and the hash before it.
    pub hash: Option<String>,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditActor {
    /// The kind of actor.
    pub kind: AuditActorKind,
    /// Its id, where it has one.
    pub id: Option<Uuid>,
    /// Its name at that time.
    pub name: String,
}

/// The kinds of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuditActorKind {
    /// A signed-in person.
    User,
    /// A phone, by the proof of its key.
    Phone,
    /// Somebody not signed in.
    Anonymous,
    /// Anteroom itself, or the command line.
    System,
}

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditSubject {
    /// The kind of object, as `user` or `provisioning_token`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// Its name at that time; may be empty.
    pub name: String,
}

/// The result of walking the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditVerification {
    /// True when every event is where and what it was.
    pub valid: bool,
    /// How many events were checked.
    pub checked: u64,
    /// How many events wait to be sealed.
    pub unsealed: u64,
    /// The first place in the chain that is changed, missing or out of order.
    pub first_broken_sequence: Option<u64>,
    /// The hash of the newest event, in hexadecimal; keep it elsewhere to notice a cut tail.
    pub head: Option<String>,
}
