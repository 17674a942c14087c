//! Revoking a token that is not at its end.

use anteroom_api_types::provisioning::{ProvisioningToken, TokenStatus};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use crate::admin::guard;
use crate::admin::session::may;
use crate::api;
use crate::kit::{Button, ButtonVariant, ConfirmDialog, IconButton, IconName, Tone, toast};
use crate::text::failure_sentence;

/// The button and its dialog; nothing where there is nothing to revoke.
#[component]
pub fn RevokeToken(
    token: ProvisioningToken,
    /// Only an icon, for a row.
    #[prop(optional)]
    small: bool,
    #[prop(into)] on_change: Callback<ProvisioningToken>,
) -> impl IntoView {
    let open_still = matches!(token.status, TokenStatus::Issued | TokenStatus::Claimed);
    if !open_still || !may(Permission::ProvisioningWrite) {
        return ().into_any();
    }
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let ask = move |()| open.set(true);
    let button = if small {
        let label = text!("token-revoke-of", name = token.user.display_name);
        view! { <IconButton icon=IconName::Trash label on_press=ask/> }.into_any()
    } else {
        view! {
            <Button variant=ButtonVariant::Danger icon=IconName::Trash on_press=ask>
                {text!("token-revoke")}
            </Button>
        }
        .into_any()
    };
    let id = token.id;
    let confirm = move |()| {
        guard::run_or(
            busy,
            api::provisioning_tokens::revoke(id),
            move |changed| {
                open.set(false);
                toast::show(Tone::Success, text!("token-revoked"));
                on_change.run(changed);
            },
            move |failure| failed.set(Some(failure_sentence(&failure))),
        );
    };
    view! {
        {button}
        <ConfirmDialog
            open
            title=text!("token-revoke-title", name = token.user.display_name)
            body=text!("token-revoke-body")
            verb=text!("token-revoke-verb")
            danger=true
            busy
            failure=failed
            on_confirm=confirm
        />
    }
    .into_any()
}
