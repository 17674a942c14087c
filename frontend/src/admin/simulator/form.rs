//! The form of the simulator, with the answer beside it.

use anteroom_api_types::Time;
use anteroom_api_types::access_rules::Decision;
use jiff::Timestamp;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::question_state::Question;
use super::trace::decision_view;
use crate::admin::form::{FormErrors, field_id};
use crate::admin::guard;
use crate::admin::pickers::{EntityPicker, Picked};
use crate::admin::words::{METHODS, options};
use crate::api;
use crate::kit::{
    Button, ButtonKind, ButtonVariant, Card, CheckGroup, EmptyState, ErrorSummary, Form, IconName,
    TextField, TextKind,
};
use crate::router::{self, HistoryStep};

const CONTROLS: &[&str] = &[
    "/resource_path",
    "/user_id",
    "/client_address",
    "/at",
    "/methods",
];

/// A moment on the clock of this browser.
fn moment(date: &str, time: &str) -> Option<Time> {
    let time = if time.is_empty() { "00:00" } else { time };
    let milliseconds = js_sys::Date::new(&JsValue::from_str(&format!("{date}T{time}"))).get_time();
    if milliseconds.is_nan() {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of a date fit into 64 bits"
    )]
    let milliseconds = milliseconds as i64;
    Timestamp::from_millisecond(milliseconds).ok().map(Time)
}

/// A signal per field.
#[derive(Clone, Copy)]
struct Fields {
    path: RwSignal<String>,
    user: RwSignal<Vec<uuid::Uuid>>,
    address: RwSignal<String>,
    date: RwSignal<String>,
    time: RwSignal<String>,
    methods: RwSignal<Vec<String>>,
}

impl Fields {
    fn new(question: Question) -> Self {
        Self {
            path: RwSignal::new(question.path),
            user: RwSignal::new(question.user.into_iter().collect()),
            address: RwSignal::new(question.address),
            date: RwSignal::new(question.date),
            time: RwSignal::new(question.time),
            methods: RwSignal::new(question.methods),
        }
    }

    fn question(self) -> Question {
        Question {
            path: self.path.get_untracked(),
            user: self.user.get_untracked().first().copied(),
            address: self.address.get_untracked(),
            date: self.date.get_untracked(),
            time: self.time.get_untracked(),
            methods: self.methods.get_untracked(),
        }
    }
}

/// Form and answer.
#[component]
pub fn Simulator() -> impl IntoView {
    let query = untrack(router::query);
    let fields = Fields::new(Question::from_query(&query));
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let decision = RwSignal::new(None::<Decision>);
    let ask = move |()| {
        let question = fields.question();
        let pairs = question.to_pairs();
        let changes: Vec<(&str, Option<&str>)> = pairs
            .iter()
            .map(|(name, value)| (*name, Some(value.as_str())))
            .collect();
        router::set_query(&changes, HistoryStep::Replace);
        errors.clear();
        let at = question
            .has_moment()
            .then(|| moment(&question.date, &question.time))
            .flatten();
        let body = question.to_body(at);
        guard::run_or(
            busy,
            async move { api::access_rules::simulate(&body).await },
            move |answer| decision.set(Some(answer)),
            move |failure| errors.take(&failure, None),
        );
    };
    if Question::is_asked(&query) {
        ask(());
    }
    let answer = move || {
        match decision.get() {
        Some(decision) => decision_view(decision),
        None => view! {
            <EmptyState icon=IconName::Shield title=text!("simulator-empty-title") body=text!("simulator-empty-body")/>
        }
        .into_any(),
    }
    };
    view! {
        <div class="simulator">
            <Form on_submit=ask>
                <ErrorSummary errors=errors.summary(CONTROLS)/>
                <Card>
                    {form_fields(fields, errors)}
                    <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy>
                        {text!("simulator-ask")}
                    </Button>
                </Card>
            </Form>
            <section class="simulator__answer card" aria-live="polite" aria-label=text!("simulator-answer")>
                <div class="card__body">{answer}</div>
            </section>
        </div>
    }
    .into_any()
}

fn form_fields(fields: Fields, errors: FormErrors) -> AnyView {
    view! {
        <EntityPicker
            label=text!("simulator-person")
            picked=Picked::Users
            chosen=fields.user
            max=1
            id=field_id("/user_id")
            error=errors.of("/user_id")
            hint=text!("simulator-person-hint")
        />
        <TextField
            label=text!("simulator-path")
            value=fields.path
            id=field_id("/resource_path")
            error=errors.of("/resource_path")
            hint=text!("simulator-path-hint")
            max_length=500
            required=true
        />
        <TextField
            label=text!("simulator-address")
            value=fields.address
            id=field_id("/client_address")
            error=errors.of("/client_address")
            hint=text!("simulator-address-hint")
            max_length=45
        />
        <div class="form__columns form__columns--narrow">
            <TextField
                label=text!("simulator-date")
                value=fields.date
                kind=TextKind::Date
                id=field_id("/at")
                error=errors.of("/at")
                hint=text!("simulator-date-hint")
            />
            <TextField label=text!("simulator-time") value=fields.time kind=TextKind::Time/>
        </div>
        <CheckGroup
            legend=text!("simulator-methods")
            value=fields.methods
            options=options("method", &METHODS)
            id=field_id("/methods")
            error=errors.of("/methods")
        />
    }
    .into_any()
}
