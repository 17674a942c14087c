//! What can be done about a delivery, in plain Rust.

use anteroom_api_types::notifications::deliveries::{Delivery, DeliveryStatus};

/// Whether it will move by itself, so that looking again is worth it.
pub fn is_moving(delivery: &Delivery) -> bool {
    delivery.status == DeliveryStatus::Queued
}

/// Whether an administrator can have it tried at once. One that a worker has in hand is being tried already; one that
/// was discarded is so for good.
pub fn can_retry(delivery: &Delivery) -> bool {
    match delivery.status {
        DeliveryStatus::Queued => !delivery.in_hand,
        DeliveryStatus::Failed => true,
        DeliveryStatus::Sent | DeliveryStatus::Discarded => false,
    }
}

/// Whether an administrator can take it out of the queue.
pub fn can_discard(delivery: &Delivery) -> bool {
    delivery.status == DeliveryStatus::Queued && !delivery.in_hand
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(status: &str, in_hand: bool, expected: (bool, bool, bool)) {
        let delivery: Delivery = serde_json::from_value(json!({
            "id": "01999999-0000-7000-8000-000000000001", "kind": "profile_added",
            "channel": "email", "status": status, "user": null, "destination": "m•••@example.org",
            "language": "en", "provisioning_token_id": null, "attempts": 0, "in_hand": in_hand,
            "next_attempt_at": null, "sent_at": null, "sent_by": null,
            "provider_message_id": null, "receipt": null, "message_id": null, "segments": null,
            "last_error": null, "created_at": "2026-03-01T08:30:00Z", "ended_at": null,
        }))
        .unwrap();
        let can = (
            is_moving(&delivery),
            can_retry(&delivery),
            can_discard(&delivery),
        );
        assert_eq!(can, expected, "{status} {in_hand}");
    }

    #[test]
    fn what_can_be_done_depends_on_where_it_stands() {
        check("queued", false, (true, true, true));
        check("queued", true, (true, false, false));
        check("failed", false, (false, true, false));
        check("sent", false, (false, false, false));
        check("discarded", false, (false, false, false));
    }
}
