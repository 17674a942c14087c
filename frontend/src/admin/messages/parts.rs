//! The fields of a message: one for each part, with chips that put a placeholder where the caret is.

use anteroom_api_types::notifications::messages::{Message, MessagePart, Placeholder};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::draft_state::{MessageDraft, insert, pointer, written};
use crate::admin::form::field_id;
use crate::admin::signals::signals;
use crate::admin::words::word;
use crate::kit::{TextArea, TextField, browser};

signals! {
    /// A signal per part.
    MessageFields of MessageDraft {
        subject: String,
        text: String,
        html: String,
        sms: String,
    }
}

impl MessageFields {
    fn of(self, part: MessagePart) -> RwSignal<String> {
        match part {
            MessagePart::Subject => self.subject,
            MessagePart::Text => self.text,
            MessagePart::Html => self.html,
            MessagePart::Sms => self.sms,
        }
    }
}

/// The fields of the parts that the kind has. `error` says what is wrong with a part.
pub fn part_fields(
    message: &Message,
    fields: MessageFields,
    error: impl Fn(MessagePart) -> MaybeProp<String>,
    can_write: bool,
) -> AnyView {
    message
        .parts
        .iter()
        .map(|part| {
            let placeholders: Vec<Placeholder> = message
                .placeholders
                .iter()
                .filter(|placeholder| placeholder.parts.contains(part))
                .cloned()
                .collect();
            let chips = can_write.then(|| chips(*part, fields.of(*part), placeholders));
            view! {
                <div class="part">
                    {control(*part, fields.of(*part), error(*part))}
                    {chips}
                </div>
            }
        })
        .collect_view()
        .into_any()
}

fn control(part: MessagePart, value: RwSignal<String>, error: MaybeProp<String>) -> AnyView {
    let id = field_id(pointer(part));
    let label = word("message-part", &part);
    match part {
        MessagePart::Subject => {
            view! { <TextField label value id error autocomplete="off" max_length=200/> }.into_any()
        }
        MessagePart::Text => {
            view! { <TextArea label value id error rows=8 max_length=20_000/> }.into_any()
        }
        MessagePart::Html => view! {
            <div class="code-area">
                <TextArea label value id error rows=12 max_length=100_000/>
            </div>
        }
        .into_any(),
        MessagePart::Sms => {
            view! { <TextArea label value id error rows=4 max_length=1_000/> }.into_any()
        }
    }
}

fn chips(
    part: MessagePart,
    value: RwSignal<String>,
    placeholders: Vec<Placeholder>,
) -> Option<AnyView> {
    if placeholders.is_empty() {
        return None;
    }
    let chips = placeholders
        .into_iter()
        .map(|placeholder| {
            let required = placeholder.required_in.contains(&part);
            let label = if required {
                text!("placeholder-insert-required", name = placeholder.name)
            } else {
                text!("placeholder-insert", name = placeholder.name)
            };
            let name = placeholder.name.clone();
            let press = move |_| put(part, value, &written(&name));
            view! {
                <button
                    type="button"
                    class="placeholder"
                    class:placeholder--required=required
                    aria-label=label
                    title=text!("placeholder-example", example = placeholder.example)
                    on:click=press
                >
                    {placeholder.name}
                    {required.then_some(" *")}
                </button>
            }
        })
        .collect_view();
    let label = text!("placeholders-of", part = word("message-part", &part));
    Some(view! { <div class="placeholders" role="group" aria-label=label>{chips}</div> }.into_any())
}

/// Puts a text where the caret of a part's field is, and the caret behind it.
fn put(part: MessagePart, value: RwSignal<String>, inserted: &str) {
    let Some(element) = browser::document().get_element_by_id(&field_id(pointer(part))) else {
        return;
    };
    let text = value.get_untracked();
    let at_end = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let place =
        |found: Result<Option<u32>, wasm_bindgen::JsValue>| found.ok().flatten().unwrap_or(at_end);
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        let selection = (place(area.selection_start()), place(area.selection_end()));
        let (text, caret) = insert(&text, selection, inserted);
        area.set_value(&text);
        value.set(text);
        let _ = area.set_selection_range(caret, caret);
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let selection = (place(input.selection_start()), place(input.selection_end()));
        let (text, caret) = insert(&text, selection, inserted);
        input.set_value(&text);
        value.set(text);
        let _ = input.set_selection_range(caret, caret);
    }
    browser::focus_element(&element);
}
