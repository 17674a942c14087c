//! One proof after the other, until the sign-in or the step-up is complete.

use anteroom_api_types::sessions::{AuthenticationMethod, SignIn};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::proofs_state::{
    Asked, ProofFailed, TOTP_DIGITS, asked, method_name, method_names, progress, proof_failed,
};
use crate::api;
use crate::kit::{
    Button, ButtonKind, ButtonVariant, CodeField, Form, Notice, PasswordField, Tone, announcer,
    browser, clock,
};

/// What the steps share.
#[derive(Clone, Copy)]
struct Progress {
    sign_in: RwSignal<SignIn>,
    chosen: RwSignal<Option<AuthenticationMethod>>,
    /// The sentence beside the field.
    error: RwSignal<Option<String>>,
    /// Until when nobody may try, with the sentence.
    locked: RwSignal<Option<(Timestamp, String)>>,
    busy: RwSignal<bool>,
    on_complete: Callback<SignIn>,
    on_over: Callback<()>,
}

/// Asks for the proofs that a sign-in still needs. `on_over` runs when it must be started anew.
#[component]
pub fn Proofs(
    sign_in: SignIn,
    /// The name that signs in, for password managers; empty where it is not known.
    #[prop(optional, into)]
    user_name: String,
    #[prop(into)] on_complete: Callback<SignIn>,
    #[prop(into)] on_over: Callback<()>,
) -> impl IntoView {
    let state = Progress {
        sign_in: RwSignal::new(sign_in),
        chosen: RwSignal::new(None),
        error: RwSignal::new(None),
        locked: RwSignal::new(None),
        busy: RwSignal::new(false),
        on_complete,
        on_over,
    };
    let now_asked = Memo::new(move |_| asked(&state.sign_in.get(), state.chosen.get()));
    let unlocked = Memo::new(move |_| {
        state.locked.with(|locked| {
            locked
                .as_ref()
                .is_none_or(|(until, _)| clock::seconds_until(*until) == 0)
        })
    });
    move || {
        let user_name = user_name.clone();
        match now_asked.get() {
            Asked::Complete => ().into_any(),
            Asked::Impossible { methods } => impossible(&methods),
            Asked::Proof { .. } if !unlocked.get() => locked_view(state),
            Asked::Proof { method, other_ways } => proof(state, method, other_ways, user_name),
        }
    }
}

fn impossible(methods: &[AuthenticationMethod]) -> AnyView {
    let sentence = if methods.is_empty() {
        text!("sign-in-impossible-nothing")
    } else {
        text!("sign-in-impossible-body", methods = method_names(methods))
    };
    view! {
        <Notice tone=Tone::Warning title=text!("sign-in-impossible-title")>
            <p>{sentence}</p>
        </Notice>
    }
    .into_any()
}

fn locked_view(state: Progress) -> AnyView {
    let (until, sentence) = state
        .locked
        .get_untracked()
        .unwrap_or((Timestamp::UNIX_EPOCH, String::new()));
    let left = move || {
        let seconds = clock::seconds_until(until);
        text!(
            "sign-in-locked-left",
            time = format!("{}:{:02}", seconds / 60, seconds % 60)
        )
    };
    view! {
        <Notice tone=Tone::Danger title=text!("sign-in-locked-title") announced=true>
            <p>{sentence}</p>
            // The countdown is for the eye; announcing every second would drown everything else.
            <p aria-live="off">{left}</p>
        </Notice>
    }
    .into_any()
}

fn proof(
    state: Progress,
    method: AuthenticationMethod,
    other_ways: Vec<AuthenticationMethod>,
    user_name: String,
) -> AnyView {
    let value = RwSignal::new(String::new());
    let submit = Callback::new(move |()| send(state, method, value));
    let error = Signal::derive(move || state.error.get());
    let field = match method {
        AuthenticationMethod::Totp => view! {
            <CodeField
                label=text!("sign-in-totp-label")
                hint=text!("sign-in-totp-hint")
                digits=TOTP_DIGITS
                value
                error
                autofocus=true
            />
        }
        .into_any(),
        _ => view! {
            <PasswordField
                label=text!("sign-in-password-label")
                autocomplete="current-password"
                value
                error
                autofocus=true
            />
        }
        .into_any(),
    };
    view! {
        <Form on_submit=submit>
            {move || {
                progress(&state.sign_in.get())
                    .map(|(current, needed)| {
                        view! {
                            <p class="proof-progress">
                                {text!("sign-in-progress", current = current, needed = needed)}
                            </p>
                        }
                    })
            }}
            // Password managers want the name in the form of the password.
            <input
                class="visually-hidden"
                type="text"
                name="username"
                autocomplete="username"
                value=user_name
                tabindex="-1"
                aria-hidden="true"
                readonly
            />
            {field}
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy=state.busy wide=true>
                {text!("sign-in-continue")}
            </Button>
            {(!other_ways.is_empty()).then(|| other_ways_view(state, other_ways))}
        </Form>
    }
    .into_any()
}

fn other_ways_view(state: Progress, other_ways: Vec<AuthenticationMethod>) -> impl IntoView {
    let buttons = other_ways
        .into_iter()
        .map(|method| {
            let choose = move |()| {
                state.error.set(None);
                state.chosen.set(Some(method));
            };
            view! { <Button variant=ButtonVariant::Quiet on_press=choose>{method_name(method)}</Button> }
        })
        .collect_view();
    view! {
        <div class="other-ways" role="group" aria-label=text!("sign-in-other-ways")>
            <span class="muted">{text!("sign-in-other-ways")}</span>
            {buttons}
        </div>
    }
}

fn send(state: Progress, method: AuthenticationMethod, value: RwSignal<String>) {
    if state.busy.get_untracked() {
        return;
    }
    let typed = value.get_untracked();
    if typed.is_empty() {
        state.error.set(Some(text!("sign-in-proof-missing")));
        browser::focus_first_invalid();
        return;
    }
    state.busy.set(true);
    state.error.set(None);
    spawn_local(async move {
        let id = state.sign_in.with_untracked(|sign_in| sign_in.id);
        let answer = match method {
            AuthenticationMethod::Totp => api::sign_ins::totp(id, &typed).await,
            _ => api::sign_ins::password(id, &typed).await,
        };
        // The page may have been left while the answer was on its way.
        if state.busy.try_set(false).is_some() {
            return;
        }
        match answer {
            Ok(sign_in) => take(state, sign_in),
            Err(failure) => refuse(state, value, proof_failed(&failure, method)),
        }
    });
}

fn take(state: Progress, sign_in: SignIn) {
    let complete = asked(&sign_in, None) == Asked::Complete;
    if let Some((current, needed)) = progress(&sign_in).filter(|_| !complete) {
        announcer::announce(&text!(
            "sign-in-progress",
            current = current,
            needed = needed
        ));
    }
    state.sign_in.set(sign_in.clone());
    if complete {
        state.on_complete.run(sign_in);
    }
}

fn refuse(state: Progress, value: RwSignal<String>, failed: ProofFailed) {
    match failed {
        ProofFailed::TryAgain(sentence) => {
            announcer::announce(&sentence);
            state.error.set(Some(sentence));
            value.set(String::new());
            browser::focus_first_invalid();
        }
        ProofFailed::Locked { sentence, seconds } => {
            let until = Timestamp::from_second(browser::now().as_second() + i64::from(seconds));
            state
                .locked
                .set(Some((until.unwrap_or(Timestamp::UNIX_EPOCH), sentence)));
        }
        ProofFailed::Over => state.on_over.run(()),
    }
}
