//! The life of a token as steps of a timeline, in plain Rust.

use anteroom_api_types::Time;
use anteroom_api_types::provisioning::{ProvisioningToken, TokenStatus};

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    /// The token waits here.
    Now,
    /// Not reached.
    Ahead,
    /// The token ended here without a profile.
    Failed,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineStep {
    /// The end of its text key, after `timeline-`.
    pub name: &'static str,
    pub state: StepState,
    pub at: Option<Time>,
}

/// The steps of a token, the first one first. `ended_at` is when it came to its end, as far as is known.
pub fn steps(token: &ProvisioningToken, ended_at: Option<Time>) -> Vec<TimelineStep> {
    let step = |name, state, at| TimelineStep { name, state, at };
    let claimed_at = token.claim.as_ref().map(|claim| claim.claimed_at);
    let mut steps = vec![step("issued", StepState::Done, Some(token.created_at))];
    match (token.status, claimed_at) {
        (TokenStatus::Issued, _) => {
            steps.push(step("claim", StepState::Now, None));
            steps.push(step("completion", StepState::Ahead, None));
        }
        (TokenStatus::Claimed, at) => {
            steps.push(step("claimed", StepState::Done, at));
            steps.push(step("completion", StepState::Now, None));
        }
        (TokenStatus::Completed, at) => {
            if at.is_some() {
                steps.push(step("claimed", StepState::Done, at));
            }
            steps.push(step("completed", StepState::Done, ended_at));
        }
        (ended, at) => {
            if at.is_some() {
                steps.push(step("claimed", StepState::Done, at));
            }
            let (name, at) = match ended {
                TokenStatus::Revoked => ("revoked", ended_at),
                TokenStatus::Rejected => ("rejected", ended_at),
                _ => ("expired", Some(token.expires_at)),
            };
            steps.push(step(name, StepState::Failed, at));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(status: &str, claimed: bool, expected: &[(&str, StepState)]) {
        let claim = claimed.then(|| {
            json!({
                "phone": {"name": "Pixel 8", "platform": "android", "model": "Pixel 8",
                          "app_name": "Chrome", "app_version": "1", "key_storage": "unknown"},
                "confirmation_code": null, "attempts_left": 3,
                "claimed_at": "2026-03-01T08:31:00Z",
            })
        });
        let user_id = "01999999-0000-7000-8000-000000000001";
        let token: ProvisioningToken = serde_json::from_value(json!({
            "id": user_id, "user_id": user_id,
            "user": {"id": user_id, "user_name": "maja", "display_name": "Maja"},
            "kind": "mobile_app", "channel": "browser", "status": status,
            "link": null, "totp_key": null, "destination": null, "issued_by": "user",
            "created_at": "2026-03-01T08:30:00Z", "expires_at": "2026-03-01T08:35:00Z",
            "claim": claim, "profile_id": null,
        }))
        .unwrap();
        let shown: Vec<(&str, StepState)> = steps(&token, None)
            .iter()
            .map(|step| (step.name, step.state))
            .collect();
        assert_eq!(shown, expected, "{status}");
    }

    #[test]
    fn every_state_has_its_timeline() {
        use StepState::{Ahead, Done, Failed, Now};
        check(
            "issued",
            false,
            &[("issued", Done), ("claim", Now), ("completion", Ahead)],
        );
        check(
            "claimed",
            true,
            &[("issued", Done), ("claimed", Done), ("completion", Now)],
        );
        check(
            "completed",
            true,
            &[("issued", Done), ("claimed", Done), ("completed", Done)],
        );
        check("completed", false, &[("issued", Done), ("completed", Done)]);
        check("expired", false, &[("issued", Done), ("expired", Failed)]);
        check(
            "revoked",
            true,
            &[("issued", Done), ("claimed", Done), ("revoked", Failed)],
        );
        check(
            "rejected",
            true,
            &[("issued", Done), ("claimed", Done), ("rejected", Failed)],
        );
    }
}
