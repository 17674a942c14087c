//! The list of messages: a row for each kind, a column for each language.

use anteroom_api_types::notifications::messages::{MessageSummary, Messages};
use anteroom_api_types::users::Language;
use leptos::prelude::*;

use super::list_state::{KindRow, by_kind};
use crate::admin::guard::use_guarded;
use crate::admin::words::{LANGUAGES, wire_name, word};
use crate::api;
use crate::kit::{Badge, Column, DataTable, LoadedView, PageHeader, RelativeTime, Tone};
use crate::routes;

#[component]
pub fn MessagesPage() -> impl IntoView {
    let loader = use_guarded(api::messages::list);
    let table = |messages: Messages| {
        let items = by_kind(messages.items);
        view! { <DataTable caption=text!("nav-messages") columns=columns() items/> }.into_any()
    };
    view! {
        <PageHeader title=text!("nav-messages") description=text!("messages-description")/>
        <LoadedView loader skeleton_lines=6 view=table/>
    }
}

fn columns() -> Vec<Column<KindRow>> {
    let mut columns = vec![Column::new(text!("message-kind"), |row: &KindRow| {
        view! {
            <span>{word("message-kind", &row.kind)}</span>
            <span class="cell__second">{word("message-kind-when", &row.kind)}</span>
        }
    })];
    columns.extend(LANGUAGES.map(|language| {
        Column::new(word("language", &language), move |row: &KindRow| {
            row.of(language).map(|message| cell(message, language))
        })
    }));
    columns
}

fn cell(message: &MessageSummary, language: Language) -> AnyView {
    let href = routes::admin::message(&wire_name(&message.kind), &wire_name(&language));
    let label = text!(
        "message-edit",
        kind = word("message-kind", &message.kind),
        language = word("language", &language)
    );
    let state = if message.customised {
        view! { <Badge tone=Tone::Info>{text!("message-customised")}</Badge> }
    } else {
        view! { <Badge>{text!("message-shipped")}</Badge> }
    };
    let when = message
        .updated_at
        .filter(|_| message.customised)
        .map(|at| view! { <span class="cell__second"><RelativeTime at/></span> });
    view! {
        <a class="badge-link" href=href>
            <span class="visually-hidden">{label} ": "</span>
            {state}
        </a>
        {when}
    }
    .into_any()
}
