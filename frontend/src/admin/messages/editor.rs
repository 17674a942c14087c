//! The editor of one message: its parts beside a live preview, Save, reset, history and a test.

use anteroom_api_types::notifications::messages::{
    Message, MessageContent, MessageHistory, MessageKind, MessagePart, MessagePreview,
    PreviewMessage,
};
use anteroom_api_types::sessions::Permission;
use anteroom_api_types::users::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_state::{MessageDraft, pointer};
use super::history::HistoryCard;
use super::parts::{MessageFields, part_fields};
use super::preview::PreviewPane;
use super::test_send::TestSend;
use crate::admin::conflict::{Conflict, ConflictNotice, is_conflict};
use crate::admin::difference::differences;
use crate::admin::form::{FormError, FormErrors};
use crate::admin::guard::{self, checked, use_guarded};
use crate::admin::session::may;
use crate::admin::words::{LANGUAGES, wire_name, word};
use crate::api::{self, ApiFailure, Versioned};
use crate::kit::{
    Button, ErrorSummary, Form, IconName, LoadedView, Loader, Notice, PageHeader, RelativeTime,
    SaveBar, Tone, browser, toast,
};
use crate::routes;
use crate::text::{failure_sentence, field_sentence};

type Stored = Versioned<Message>;

const CONTROLS: &[&str] = &["/subject", "/text", "/html", "/sms"];
/// Long enough that nobody who types waits for the server.
const PAUSE_MILLISECONDS: u32 = 400;
/// Where the server says more than its code: which placeholder, which line.
const TOLD_IN_DETAIL: [&str; 6] = [
    "unknown_placeholder",
    "placeholder_missing",
    "syntax_error",
    "statement_not_allowed",
    "function_not_allowed",
    "forbidden_character",
];

#[component]
pub fn MessagePage(kind: MessageKind, language: Language) -> impl IntoView {
    let address = format!("{}/{}", wire_name(&kind), wire_name(&language));
    let loader = {
        let address = address.clone();
        use_guarded(move || {
            let address = address.clone();
            async move { api::messages::get(&address).await }
        })
    };
    let content =
        move |stored: Stored| view! { <Editor stored address=address.clone() loader/> }.into_any();
    let tabs = LANGUAGES
        .map(|other| {
            let href = routes::admin::message(&wire_name(&kind), &wire_name(&other));
            let current = (other == language).then_some("page");
            view! { <a class="tabs__tab" href=href aria-current=current>{word("language", &other)}</a> }
        })
        .collect_view();
    view! {
        <a class="back-link" href=routes::admin::messages()>{text!("nav-messages")}</a>
        <PageHeader
            title=word("message-kind", &kind)
            description=word("message-kind-when", &kind)
        />
        <nav class="tabs" aria-label=text!("message-languages")>{tabs}</nav>
        <LoadedView loader view=content/>
    }
    .into_any()
}

/// What the parts of the editor share.
#[derive(Clone, Copy)]
struct Editing {
    address: StoredValue<String>,
    parts: StoredValue<Vec<MessagePart>>,
    fields: MessageFields,
    base: RwSignal<Stored>,
    loader: Loader<Stored>,
    history: Loader<MessageHistory>,
    conflict: Conflict<Message>,
    /// What a save was refused for; with a summary above the form.
    refused: FormErrors,
    /// What the preview was refused for; beside the fields alone, since nobody asked.
    live: FormErrors,
    preview: RwSignal<Option<MessagePreview>>,
    busy: RwSignal<bool>,
}

impl Editing {
    fn content(self) -> MessageContent {
        let draft = untrack(|| self.fields.draft());
        self.parts.with_value(|parts| draft.to_content(parts))
    }

    fn is_dirty(self) -> bool {
        self.base
            .with(|base| self.fields.draft() != MessageDraft::from_content(&base.value.content))
    }

    fn fill(self, content: &MessageContent) {
        self.refused.clear();
        self.fields.fill(MessageDraft::from_content(content));
    }

    fn save(self) {
        let draft = untrack(|| self.fields.draft());
        let problems = self.parts.with_value(|parts| draft.problems(parts));
        let complete = problems.is_empty();
        self.refused.set_found(problems);
        if !complete {
            return;
        }
        let (address, content) = (self.address.get_value(), self.content());
        let etag = self.base.with_untracked(|base| base.etag.clone());
        guard::run_or(
            self.busy,
            async move { api::messages::put(&address, &content, &etag).await },
            move |saved| {
                toast::show(Tone::Success, text!("saved"));
                self.history.reload();
                self.loader.set(saved);
            },
            move |failure| {
                if is_conflict(&failure) {
                    let address = self.address.get_value();
                    self.conflict
                        .find(self.busy, async move { api::messages::get(&address).await });
                } else {
                    show(self.refused, &failure, "");
                }
            },
        );
    }

    /// Goes back to the text that ships, and offers the wording that was in force.
    fn reset(self) {
        let (address, stored) = (self.address.get_value(), self.base.get_untracked());
        let before = stored.value.content;
        let etag = stored.etag;
        guard::run(
            self.busy,
            async move { api::messages::reset(&address, &etag).await },
            move |()| {
                self.history.reload();
                self.loader.reload();
                let address = self.address.get_value();
                toast::show_undo(text!("message-was-reset"), move || {
                    let (address, before) = (address.clone(), before.clone());
                    spawn_local(async move { self.take_back(&address, &before).await });
                });
            },
        );
    }

    async fn take_back(self, address: &str, content: &MessageContent) {
        let call = async {
            let now = api::messages::get(address).await?;
            api::messages::put(address, content, &now.etag).await
        };
        match checked(call.await) {
            Ok(saved) => {
                self.history.reload();
                self.loader.set(saved);
            }
            Err(failure) => toast::show(Tone::Danger, failure_sentence(&failure)),
        }
    }

    /// Asks how the text looks, a moment after the last key.
    fn keep_previewing(self) {
        let keys = StoredValue::new(0_u32);
        Effect::new(move |again: Option<()>| {
            let draft = self.fields.draft();
            keys.update_value(|count| *count = count.wrapping_add(1));
            let mine = keys.get_value();
            if again.is_some() {
                self.refused.clear();
            }
            let content = self.parts.with_value(|parts| draft.to_content(parts));
            let address = self.address.get_value();
            spawn_local(async move {
                if again.is_some() {
                    browser::sleep_milliseconds(PAUSE_MILLISECONDS).await;
                }
                if keys.try_get_value() != Some(mine) {
                    return;
                }
                let asked = PreviewMessage {
                    content: Some(content),
                    user_id: None,
                };
                let answer = api::messages::preview(&address, &asked).await;
                if keys.try_get_value() == Some(mine) {
                    match answer {
                        Ok(preview) => {
                            self.live.clear();
                            self.preview.set(Some(preview));
                        }
                        Err(failure) => show(self.live, &failure, "/content"),
                    }
                }
            });
        });
    }

    fn error(self, part: MessagePart) -> MaybeProp<String> {
        let refused = self.refused.of(pointer(part));
        let live = self.live.of(pointer(part));
        MaybeProp::derive(move || refused.get().or_else(|| live.get()))
    }
}

/// Shows a refusal of texts that stand at `prefix` of the body, with what the server says of the place.
fn show(errors: FormErrors, failure: &ApiFailure, prefix: &str) {
    let mut found: Vec<FormError> = failure
        .field_problems()
        .iter()
        .map(|problem| {
            let told = field_sentence(problem);
            let in_detail = TOLD_IN_DETAIL.contains(&problem.code.as_str())
                && !problem.message.is_empty()
                && told != problem.message;
            FormError {
                pointer: problem
                    .pointer
                    .strip_prefix(prefix)
                    .unwrap_or(&problem.pointer)
                    .to_owned(),
                sentence: if in_detail {
                    format!("{told} ({})", problem.message)
                } else {
                    told
                },
            }
        })
        .collect();
    if found.is_empty() {
        found.push(FormError {
            pointer: String::new(),
            sentence: failure_sentence(failure),
        });
    }
    errors.set(found);
}

#[component]
fn Editor(stored: Stored, address: String, loader: Loader<Stored>) -> impl IntoView {
    let message = stored.value.clone();
    let history = {
        let address = address.clone();
        use_guarded(move || {
            let address = address.clone();
            async move { api::messages::history(&address).await }
        })
    };
    let editing = Editing {
        address: StoredValue::new(address.clone()),
        parts: StoredValue::new(message.parts.clone()),
        fields: MessageFields::new(MessageDraft::from_content(&message.content)),
        base: RwSignal::new(stored),
        loader,
        history,
        conflict: Conflict::none(),
        refused: FormErrors::new(),
        live: FormErrors::new(),
        preview: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    editing.keep_previewing();
    let can_write = may(Permission::NotificationsWrite);
    let outdated = Signal::derive(move || !editing.live.all().is_empty());
    let parts = message.parts.clone();
    let on_use = move |content: MessageContent| editing.fill(&content);
    let test = can_write.then(|| {
        let parts = parts.clone();
        view! { <TestSend address parts content=move || editing.content()/> }
    });
    view! {
        <div class="editor">
            <div class="stack stack--loose">
                {form(&message, editing, can_write)}
                {test}
                <HistoryCard
                    loader=history
                    can_write
                    default_content=message.default_content
                    on_use
                />
            </div>
            <PreviewPane parts preview=editing.preview outdated/>
        </div>
    }
    .into_any()
}

fn form(message: &Message, editing: Editing, can_write: bool) -> AnyView {
    let dirty = Signal::derive(move || editing.is_dirty());
    let discard = move |()| {
        let base = editing.base.get_untracked();
        editing.fill(&base.value.content);
    };
    let compared = Signal::derive(move || {
        let newer = editing.conflict.newer()?;
        let theirs = MessageDraft::from_content(&newer.value.content);
        Some(differences(
            labelled(editing.fields.draft()),
            labelled(theirs),
        ))
    });
    let keep_mine = editing.conflict.keep_mine(move |newer| {
        editing.base.set(newer);
        editing.save();
    });
    let take_theirs = editing
        .conflict
        .take_theirs(move |newer| editing.loader.set(newer));
    let end = if can_write {
        view! { <SaveBar dirty busy=editing.busy on_discard=discard/> }.into_any()
    } else {
        view! { <Notice tone=Tone::Info><p>{text!("read-only")}</p></Notice> }.into_any()
    };
    let state = state_of(message, editing, can_write);
    let label = word("message-kind", &message.kind);
    let fields = part_fields(
        message,
        editing.fields,
        move |part| editing.error(part),
        can_write,
    );
    view! {
        <Form on_submit=move |()| editing.save() label>
            <ConflictNotice differences=compared on_keep_mine=keep_mine on_take_theirs=take_theirs/>
            <ErrorSummary errors=editing.refused.summary(CONTROLS)/>
            {state}
            <fieldset class="stack" disabled=!can_write>
                {fields}
                <p class="field__hint">{text!("placeholders-hint")}</p>
            </fieldset>
            {end}
        </Form>
    }
    .into_any()
}

/// Whose words these are, and the way back to those that ship.
fn state_of(message: &Message, editing: Editing, can_write: bool) -> AnyView {
    if !message.customised {
        return view! { <p class="muted">{text!("message-is-shipped")}</p> }.into_any();
    }
    let who = message
        .updated_by
        .as_ref()
        .map(|user| user.display_name.clone())
        .unwrap_or_default();
    let when = message.updated_at.map(|at| view! { <RelativeTime at/> });
    let reset = can_write.then(|| {
        view! {
            <Button icon=IconName::Refresh busy=editing.busy on_press=move |()| editing.reset()>
                {text!("message-reset")}
            </Button>
        }
    });
    view! {
        <div class="row row--apart">
            <p class="muted">{text!("message-is-customised", who = who)} " " {when}</p>
            {reset}
        </div>
    }
    .into_any()
}

fn labelled(draft: MessageDraft) -> Vec<(String, String)> {
    vec![
        (word("message-part", &MessagePart::Subject), draft.subject),
        (word("message-part", &MessagePart::Text), draft.text),
        (word("message-part", &MessagePart::Html), draft.html),
        (word("message-part", &MessagePart::Sms), draft.sms),
    ]
}
