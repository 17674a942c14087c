//! The page of a report. Opening it changes nothing; a button does.

use std::cell::RefCell;

use anteroom_api_types::change_reports::{ChangeReport, ChangeReportPreview};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::report_state::{
    Stage, after_preview, after_report, consequences, event_sentence, results,
};
use crate::api::{self, ApiFailure};
use crate::kit::{
    Button, ButtonVariant, Card, Definition, DefinitionList, EmptyState, FailureView, Icon,
    IconName, LinkButton, PageHeader, RelativeTime, Skeleton, absolute_time, browser,
};
use crate::portal::session::PlainFrame;
use crate::routes;

thread_local! {
    /// Kept beside the page, so that a change of language, which rebuilds the page, does not lose it.
    static KEY: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Reads the key and takes it out of the address bar and the history.
fn take_key() -> String {
    let key = browser::location_fragment();
    if !key.is_empty() {
        browser::drop_fragment();
        KEY.replace(key);
    }
    KEY.with_borrow(Clone::clone)
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Report {
    key: StoredValue<String>,
    stage: RwSignal<Stage>,
    busy: RwSignal<bool>,
    /// Why the report did not get through; the button may be pressed again.
    failure: RwSignal<Option<ApiFailure>>,
}

impl Report {
    fn look(self) {
        let key = self.key.get_value();
        if key.is_empty() {
            return self.stage.set(Stage::NoKey);
        }
        self.stage.set(Stage::Looking);
        spawn_local(async move {
            let answer = api::change_reports::preview(&key).await;
            let _left_meanwhile = self.stage.try_set(after_preview(answer));
        });
    }

    fn send(self) {
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let answer = api::change_reports::report(&self.key.get_value()).await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match after_report(answer) {
                Ok(stage) => self.stage.set(stage),
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }
}

/// The page.
#[component]
pub fn ChangeReportPage() -> impl IntoView {
    let report = Report {
        key: StoredValue::new(take_key()),
        stage: RwSignal::new(Stage::Looking),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
    };
    report.look();
    let title = Signal::derive(move || match report.stage.get() {
        Stage::Done(_) => text!("report-done-title"),
        Stage::Kept(_) => text!("report-kept-title"),
        _ => text!("report-title"),
    });
    let content = move || match report.stage.get() {
        Stage::Looking => view! { <Skeleton lines=5/> }.into_any(),
        Stage::NoKey => over(text!("report-no-key-title"), text!("report-no-key-body")),
        Stage::Unusable => over(
            text!("report-unusable-title"),
            text!("report-unusable-body"),
        ),
        Stage::Failed(failure) => {
            view! { <FailureView failure on_retry=move |()| report.look()/> }.into_any()
        }
        Stage::Question(preview) => question(report, *preview),
        Stage::Kept(preview) => kept(report, preview),
        Stage::Done(done) => done_view(done),
    };
    view! {
        <PlainFrame>
            <PageHeader title/>
            <div class="stack stack--loose">{content}</div>
        </PlainFrame>
    }
}

fn question(report: Report, preview: ChangeReportPreview) -> AnyView {
    let will = list(consequences(&preview));
    let kept = preview.clone();
    let at = preview.occurred_at.0;
    view! {
        <Card>
            <div class="report">
                <p class="report__event">{event_sentence(preview.kind)}</p>
                <DefinitionList>
                    {preview
                        .profile_name
                        .map(|name| view! { <Definition term=text!("report-profile")>{name}</Definition> })}
                    <Definition term=text!("report-when")>
                        {absolute_time(at)}
                        <br/>
                        <span class="muted"><RelativeTime at/></span>
                    </Definition>
                    <Definition term=text!("report-account-at")>{preview.issuer}</Definition>
                </DefinitionList>
                <section class="report__part">
                    <h2 class="report__heading">{text!("report-not-me-title")}</h2>
                    {will}
                </section>
                {move || report.failure.get().map(|failure| view! { <FailureView failure/> })}
                <div class="row">
                    <Button variant=ButtonVariant::Danger busy=report.busy on_press=move |()| report.send()>
                        {text!("report-not-me")}
                    </Button>
                    <Button
                        disabled=report.busy
                        on_press=move |()| report.stage.set(Stage::Kept(Box::new(kept.clone())))
                    >
                        {text!("report-was-me")}
                    </Button>
                </div>
                <p class="muted">{text!("report-nothing-yet")}</p>
            </div>
        </Card>
    }
    .into_any()
}

fn kept(report: Report, preview: Box<ChangeReportPreview>) -> AnyView {
    let back = move |()| report.stage.set(Stage::Question(preview.clone()));
    view! {
        <Card>
            <div class="done" role="status">
                <span class="done__tick"><Icon name=IconName::Check/></span>
                <p>{text!("report-kept-body")}</p>
                <Button variant=ButtonVariant::Quiet on_press=back>{text!("report-back")}</Button>
            </div>
        </Card>
    }
    .into_any()
}

fn done_view(done: ChangeReport) -> AnyView {
    let next = vec![
        text!("report-next-help-desk"),
        text!("report-next-password"),
        text!("report-next-phones"),
    ];
    view! {
        <Card>
            <div class="report">
                <div role="status">{list(results(done))}</div>
                <section class="report__part">
                    <h2 class="report__heading">{text!("report-next-title")}</h2>
                    {list(next)}
                </section>
                <div class="row">
                    <LinkButton href=routes::sign_in(&routes::my_phones()) variant=ButtonVariant::Primary>
                        {text!("sign-in")}
                    </LinkButton>
                </div>
            </div>
        </Card>
    }
    .into_any()
}

fn list(sentences: Vec<String>) -> AnyView {
    let items = sentences
        .into_iter()
        .map(|sentence| view! { <li>{sentence}</li> })
        .collect_view();
    view! { <ul class="report__list">{items}</ul> }.into_any()
}

fn over(title: String, body: String) -> AnyView {
    view! {
        <Card>
            <EmptyState icon=IconName::Shield title body>
                <LinkButton href=routes::home()>{text!("to-home")}</LinkButton>
            </EmptyState>
        </Card>
    }
    .into_any()
}
