//! The hash of an event in the chain.

use sha2::{Digest as _, Sha256};

use super::entity::Model;

/// SHA-256 over the hash before it and every field of the event, each preceded by its length.
pub fn hash(before: &[u8], sequence: i64, event: &Model) -> [u8; 32] {
    let optional = |value: &Option<String>| value.clone().unwrap_or_default();
    let fields: [Vec<u8>; 14] = [
        before.to_vec(),
        sequence.to_be_bytes().to_vec(),
        event.id.as_bytes().to_vec(),
        event.at.to_be_bytes().to_vec(),
        event.action.clone().into_bytes(),
        event.actor_kind.clone().into_bytes(),
        event
            .actor_id
            .map(|id| id.as_bytes().to_vec())
            .unwrap_or_default(),
        event.actor_name.clone().into_bytes(),
        optional(&event.subject_kind).into_bytes(),
        event
            .subject_id
            .map(|id| id.as_bytes().to_vec())
            .unwrap_or_default(),
        event.subject_name.clone().into_bytes(),
        optional(&event.client_address).into_bytes(),
        optional(&event.request_id).into_bytes(),
        event.details.clone().into_bytes(),
    ];
    let mut digest = Sha256::new();
    for field in &fields {
        digest.update((field.len() as u64).to_be_bytes());
        digest.update(field);
    }
    digest.finalize().into()
}
