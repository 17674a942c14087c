//! Why no phone can be added now, and what to do: not offered, a limit, one more proof.

use anteroom_api_types::sessions::{SignIn, SignInStatus};
use leptos::prelude::*;

use super::flow::Flow;
use super::flow_state::{Limit, NotOffered};
use crate::api;
use crate::kit::{
    Button, ButtonVariant, Card, EmptyState, IconName, LinkButton, LoadedView, Notice, Tone,
    use_loader,
};
use crate::portal::sign_in::{Proofs, method_names};
use crate::routes;

/// Nothing is offered: why, and whom to ask.
pub fn not_offered(reason: NotOffered) -> AnyView {
    match reason {
        NotOffered::SwitchedOff => refusal(
            text!("not-offered-off-title"),
            vec![text!("not-offered-off-body")],
        ),
        NotOffered::NoChannel => refusal(
            text!("not-offered-title"),
            vec![text!("not-offered-no-channel")],
        ),
        NotOffered::Denied { reason } => {
            let reason = reason.unwrap_or_else(|| text!("not-offered-denied"));
            refusal(
                text!("not-offered-title"),
                vec![reason, text!("not-offered-ask")],
            )
        }
        NotOffered::MethodsNotSetUp {
            missing,
            not_set_up,
            reason,
        } => {
            let mut sentences: Vec<String> = reason.into_iter().collect();
            if missing.len() > not_set_up.len() {
                sentences.push(text!(
                    "not-offered-missing",
                    methods = method_names(&missing)
                ));
            }
            sentences.push(text!(
                "not-offered-not-set-up",
                methods = method_names(&not_set_up)
            ));
            sentences.push(text!("not-offered-ask"));
            refusal(text!("not-offered-title"), sentences)
        }
    }
}

fn refusal(title: String, sentences: Vec<String>) -> AnyView {
    let paragraphs = sentences
        .into_iter()
        .map(|sentence| view! { <p>{sentence}</p> })
        .collect_view();
    view! {
        <Notice tone=Tone::Warning title>{paragraphs}</Notice>
        <div class="row">
            <LinkButton href=routes::my_phones()>{text!("to-my-phones")}</LinkButton>
            <LinkButton href=routes::home() variant=ButtonVariant::Quiet>{text!("to-home")}</LinkButton>
        </div>
    }
    .into_any()
}

/// A limit is reached: which, and what to do.
pub fn limit(flow: Flow, limit: Limit) -> AnyView {
    match limit {
        Limit::Profiles => view! {
            <Card>
                <EmptyState
                    icon=IconName::Phone
                    title=text!("limit-profiles-title")
                    body=text!("limit-profiles-body")
                >
                    <LinkButton href=routes::my_phones() variant=ButtonVariant::Primary>
                        {text!("to-my-phones")}
                    </LinkButton>
                </EmptyState>
            </Card>
        }
        .into_any(),
        Limit::OpenTokens => view! {
            <Card>
                <EmptyState icon=IconName::Clock title=text!("limit-tokens-title") body=text!("limit-tokens-body")>
                    <Button variant=ButtonVariant::Primary on_press=move |()| flow.begin_anew()>
                        {text!("try-again")}
                    </Button>
                </EmptyState>
            </Card>
        }
        .into_any(),
    }
}

/// One more proof, in the same place; then the page goes on where it was.
#[component]
pub fn StepUp(flow: Flow) -> impl IntoView {
    let sign_in = use_loader(|| api::sign_ins::start(None, Some(routes::provisioning())));
    let on_complete = Callback::new(move |_: SignIn| flow.resume());
    let on_over = Callback::new(move |()| sign_in.reload());
    view! {
        <Card>
            <p>{text!("step-up-provisioning")}</p>
            <LoadedView
                loader=sign_in
                view=move |sign_in| {
                    if sign_in.status == SignInStatus::Complete {
                        // Nothing is missing any more, for instance after a proof in another window.
                        view! {
                            <Button variant=ButtonVariant::Primary on_press=move |()| flow.resume()>
                                {text!("sign-in-continue")}
                            </Button>
                        }
                            .into_any()
                    } else {
                        view! { <Proofs sign_in on_complete on_over/> }.into_any()
                    }
                }
            />
        </Card>
    }
}
