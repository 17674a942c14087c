//! Audit events on the wire.

use anteroom_api_types::audit::{AuditActor, AuditActorKind, AuditEvent, AuditSubject};
use jiff::Timestamp;

use super::entity::Model;
use super::service::hex;
use crate::db::Moment as _;

/// The event as others see it.
pub fn audit_event(row: Model) -> AuditEvent {
    let kind = match row.actor_kind.as_str() {
        "user" => AuditActorKind::User,
        "phone" => AuditActorKind::Phone,
        "anonymous" => AuditActorKind::Anonymous,
        _ => AuditActorKind::System,
    };
    AuditEvent {
        id: row.id,
        sequence: row
            .sequence
            .and_then(|sequence| u64::try_from(sequence).ok()),
        at: Timestamp::from_stored(row.at).into(),
        action: row.action,
        actor: AuditActor {
            kind,
            id: row.actor_id,
            name: row.actor_name,
        },
        subject: row
            .subject_kind
            .zip(row.subject_id)
            .map(|(kind, id)| AuditSubject {
                kind,
                id,
                name: row.subject_name,
            }),
        client_address: row.client_address,
        request_id: row.request_id,
        details: serde_json::from_str(&row.details).unwrap_or_default(),
        hash: row.hash.as_deref().map(hex),
    }
}
