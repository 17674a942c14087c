//! The check of the chain, and what it found.

use anteroom_api_types::audit::AuditVerification;
use leptos::prelude::*;

use crate::kit::{CopyButton, Notice, Tone};

/// What the check found.
pub fn verification(result: AuditVerification) -> AnyView {
    let AuditVerification {
        valid,
        checked,
        unsealed,
        first_broken_sequence,
        head,
    } = result;
    let (tone, title) = if valid {
        (Tone::Success, text!("verify-valid-title"))
    } else {
        (Tone::Danger, text!("verify-broken-title"))
    };
    let sentence = if valid {
        text!("verify-valid-body", count = checked)
    } else {
        let place = first_broken_sequence.unwrap_or_default();
        text!("verify-broken-body", place = place)
    };
    let waiting =
        (unsealed > 0).then(|| view! { <p>{text!("verify-unsealed", count = unsealed)}</p> });
    let head = head.map(|head| {
        view! {
            <p>{text!("verify-head")} " " <code>{head.clone()}</code></p>
            <div class="notice__actions"><CopyButton value=head label=text!("copy")/></div>
        }
    });
    view! {
        <Notice tone title announced=true>
            <p>{sentence}</p>
            {waiting}
            {head}
        </Notice>
    }
    .into_any()
}
