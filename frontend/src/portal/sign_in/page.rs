//! The sign-in page: who it is, then the proofs; for somebody signed in already, one more proof.

use anteroom_api_types::sessions::SignIn;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Proofs;
use crate::api::{self, ApiFailure};
use crate::kit::{
    Button, ButtonKind, ButtonVariant, Card, FailureView, Form, Notice, PageHeader, Skeleton,
    TextField, Tone, browser,
};
use crate::portal::session::{PlainFrame, sign_out};
use crate::text::failure_sentence;
use crate::{router, routes};

/// Where the page is.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// Asking whether somebody is signed in.
    Looking,
    /// Who is it? With a sentence when the sign-in before ran out.
    Name {
        notice: Option<String>,
    },
    /// The proofs; with the name of the signed-in person on a step-up.
    Proving {
        sign_in: Box<SignIn>,
        user_name: String,
    },
    Failed(ApiFailure),
}

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let return_to = untrack(|| routes::safe_return_path(router::query().get("return_to")));
    let return_to = StoredValue::new(return_to);
    let step = RwSignal::new(Step::Looking);
    let user_name = RwSignal::new(String::new());
    let look = move || {
        spawn_local(async move {
            let found = look_for_session(return_to.get_value()).await;
            settle(step, found);
        });
    };
    look();
    let on_over = Callback::new(move |()| {
        step.set(Step::Name {
            notice: Some(text!("sign-in-over")),
        });
    });
    let title = Signal::derive(move || match step.get() {
        Step::Proving { sign_in, .. } if sign_in.step_up => text!("step-up-title"),
        _ => text!("sign-in-title"),
    });
    let content = move || match step.get() {
        Step::Looking => view! { <Skeleton lines=3/> }.into_any(),
        Step::Failed(failure) => {
            let retry = move |()| {
                step.set(Step::Looking);
                look();
            };
            view! { <FailureView failure on_retry=retry/> }.into_any()
        }
        Step::Name { notice } => {
            view! { <NameForm notice user_name return_to=return_to.get_value() step/> }.into_any()
        }
        Step::Proving {
            sign_in,
            user_name: name,
        } => proving(*sign_in, name, step, on_over),
    };
    view! {
        <PlainFrame>
            <div class="sign-in">
                <PageHeader title/>
                <Card>{content}</Card>
            </div>
        </PlainFrame>
    }
}

/// Somebody signed in goes on with a step-up, anybody else says who it is.
async fn look_for_session(return_to: String) -> Step {
    match api::session::get().await {
        Ok(session) => match api::sign_ins::start(None, Some(return_to)).await {
            Ok(sign_in) => Step::Proving {
                sign_in: Box::new(sign_in),
                user_name: session.user.user_name,
            },
            Err(failure) if failure.is_signed_out() => Step::Name { notice: None },
            Err(failure) => Step::Failed(failure),
        },
        Err(failure) if failure.is_passing() => Step::Failed(failure),
        // Whatever else the server says of the session: a person who signs in gets a new one.
        Err(_) => Step::Name { notice: None },
    }
}

fn settle(step: RwSignal<Step>, found: Step) {
    match found {
        Step::Proving { sign_in, .. } if is_complete(&sign_in) => go_on(&sign_in),
        other => {
            let _left_meanwhile = step.try_set(other);
        }
    }
}

fn is_complete(sign_in: &SignIn) -> bool {
    sign_in.status == anteroom_api_types::sessions::SignInStatus::Complete
}

fn go_on(sign_in: &SignIn) {
    router::replace(&routes::safe_return_path(Some(&sign_in.return_to)));
}

fn proving(
    sign_in: SignIn,
    user_name: String,
    step: RwSignal<Step>,
    on_over: Callback<()>,
) -> AnyView {
    let step_up = sign_in.step_up;
    let who = user_name.clone();
    let change = move |()| {
        if step_up {
            sign_out();
        } else {
            step.set(Step::Name { notice: None });
        }
    };
    view! {
        <div class="who">
            <span class="who__name">{who}</span>
            <Button variant=ButtonVariant::Quiet on_press=change>{text!("sign-in-somebody-else")}</Button>
        </div>
        {step_up.then(|| view! { <p class="muted">{text!("step-up-why")}</p> })}
        <Proofs sign_in user_name on_complete=move |sign_in: SignIn| go_on(&sign_in) on_over/>
    }
    .into_any()
}

#[component]
fn NameForm(
    notice: Option<String>,
    user_name: RwSignal<String>,
    return_to: String,
    step: RwSignal<Step>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let submit = move |()| {
        let name = user_name.get_untracked().trim().to_owned();
        if name.is_empty() {
            error.set(Some(text!("sign-in-name-missing")));
            browser::focus_first_invalid();
            return;
        }
        busy.set(true);
        error.set(None);
        let return_to = return_to.clone();
        spawn_local(async move {
            match api::sign_ins::start(Some(name.clone()), Some(return_to)).await {
                Ok(sign_in) => settle(
                    step,
                    Step::Proving {
                        sign_in: Box::new(sign_in),
                        user_name: name,
                    },
                ),
                Err(failure) => {
                    let _left_meanwhile = error.try_set(Some(failure_sentence(&failure)));
                }
            }
            let _left_meanwhile = busy.try_set(false);
        });
    };
    view! {
        <Form on_submit=submit>
            {notice
                .map(|sentence| view! { <Notice tone=Tone::Warning announced=true><p>{sentence}</p></Notice> })}
            <TextField
                label=text!("sign-in-name-label")
                value=user_name
                name="username"
                autocomplete="username"
                max_length=100
                required=true
                autofocus=true
                error=Signal::derive(move || error.get())
            />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy wide=true>
                {text!("sign-in-continue")}
            </Button>
        </Form>
    }
}
