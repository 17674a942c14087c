//! A call failed: what happened, what to do, and the id under which the server logged it.

use anteroom_api_types::problem::ProblemCode;
use leptos::prelude::*;

use super::button::{Button, ButtonVariant, LinkButton};
use super::copy_button::CopyButton;
use super::icon::IconName;
use super::notice::{Notice, Tone};
use crate::api::ApiFailure;
use crate::text::failure_sentence;
use crate::{router, routes};

/// The failure of a call, with a way on: sign in again, another proof, or try again.
#[component]
pub fn FailureView(
    failure: ApiFailure,
    #[prop(optional, into)] on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let here = move || {
        routes::sign_in(&format!(
            "{}{}",
            router::path(),
            router::query().to_search()
        ))
    };
    let leads_to_sign_in = matches!(
        failure.code,
        ProblemCode::SignInRequired | ProblemCode::StepUpRequired
    );
    let forbidden = failure.code == ProblemCode::Forbidden;
    let title = if forbidden {
        text!("forbidden-title")
    } else {
        text!("failure-title")
    };
    let tone = if forbidden || leads_to_sign_in {
        Tone::Warning
    } else {
        Tone::Danger
    };
    let request_id = failure.request_id().map(str::to_owned);
    let way_on = if leads_to_sign_in {
        Some(view! { <LinkButton href=Signal::derive(here) variant=ButtonVariant::Primary>{text!("sign-in")}</LinkButton> }.into_any())
    } else {
        on_retry.filter(|_| !forbidden).map(|retry| {
            view! { <Button icon=IconName::Refresh on_press=retry>{text!("try-again")}</Button> }.into_any()
        })
    };
    view! {
        <Notice tone title announced=true>
            <p>{failure_sentence(&failure)}</p>
            <div class="notice__actions">
                {way_on}
                {request_id
                    .map(|id| {
                        view! {
                            <span class="request-id">
                                {text!("request-id")} " " <code>{id.clone()}</code>
                            </span>
                            <CopyButton value=id label=text!("copy")/>
                        }
                    })}
            </div>
        </Notice>
    }
    .into_any()
}
