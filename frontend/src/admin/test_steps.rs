//! A stepwise test of a channel: where it goes, and a tick or a cross for each step.

use std::future::Future;

use anteroom_api_types::notifications::health::{ChannelTest, TestOutcome, TestStep};
use leptos::prelude::*;

use super::form::{FormErrors, field_id};
use super::guard;
use super::words::word;
use crate::api::ApiFailure;
use crate::kit::{
    Button, ButtonKind, Card, Form, Icon, IconName, Notice, TextField, TextKind, Tone,
};

/// The card of a test. `run` gets the address to send to, if one was typed; `None` means that there is nothing to try,
/// because the form above has errors.
#[component]
pub fn TestCard<Asked>(
    #[prop(into)] description: String,
    #[prop(into)] to_label: String,
    #[prop(into)] to_hint: String,
    to_kind: TextKind,
    /// Takes the errors that are not about the address.
    #[prop(optional)]
    form_errors: Option<FormErrors>,
    run: impl Fn(Option<String>) -> Option<Asked> + Send + Sync + 'static,
) -> impl IntoView
where
    Asked: Future<Output = Result<ChannelTest, ApiFailure>> + 'static,
{
    let to = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let result = RwSignal::new(None::<ChannelTest>);
    let errors = FormErrors::new();
    let start = move |()| {
        errors.clear();
        result.set(None);
        let address = Some(to.get_untracked().trim().to_owned()).filter(|to| !to.is_empty());
        let Some(call) = run(address) else { return };
        guard::run_or(
            busy,
            call,
            move |test| result.set(Some(test)),
            move |failure| {
                errors.take(&failure, None);
                if let Some(form_errors) = form_errors {
                    form_errors.take_within(&failure, "/settings");
                }
            },
        );
    };
    let whole = move || {
        let found = errors
            .all()
            .into_iter()
            .find(|error| error.pointer != "/to");
        found.map(|error| view! { <p class="field__error" role="alert">{error.sentence}</p> })
    };
    view! {
        <Card title=text!("test-title") description>
            <Form on_submit=start>
                <div class="test-form">
                    <TextField
                        label=to_label
                        value=to
                        kind=to_kind
                        id=field_id("/to")
                        error=errors.of("/to")
                        hint=to_hint
                        max_length=254
                    />
                    <Button kind=ButtonKind::Submit icon=IconName::Send busy>{text!("test-start")}</Button>
                </div>
                {whole}
            </Form>
            {move || result.get().map(outcome)}
        </Card>
    }
    .into_any()
}

fn outcome(test: ChannelTest) -> AnyView {
    let (tone, title) = if test.passed {
        (Tone::Success, text!("test-passed"))
    } else {
        (Tone::Danger, text!("test-failed"))
    };
    let steps = test.steps.into_iter().map(step).collect_view();
    view! {
        <Notice tone title announced=true>""</Notice>
        <ol class="timeline">{steps}</ol>
    }
    .into_any()
}

fn step(step: TestStep) -> AnyView {
    let (class, icon) = match step.outcome {
        TestOutcome::Passed => ("timeline__step timeline__step--done", IconName::Check),
        TestOutcome::Failed => ("timeline__step timeline__step--failed", IconName::Close),
        TestOutcome::NotAsked | TestOutcome::NotReached => ("timeline__step", IconName::More),
    };
    let took = matches!(step.outcome, TestOutcome::Passed | TestOutcome::Failed)
        .then(|| text!("milliseconds", count = step.duration_ms));
    view! {
        <li class=class>
            <span class="timeline__mark"><Icon name=icon/></span>
            <span class="timeline__text">
                {word("test-step", &step.step)}
                <span class="visually-hidden">": " {word("test-outcome", &step.outcome)}</span>
                <span class="cell__second">
                    {step.detail.unwrap_or_else(|| word("test-outcome", &step.outcome))}
                </span>
            </span>
            <span class="timeline__time">{took}</span>
        </li>
    }
    .into_any()
}
