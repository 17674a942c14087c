//! The former wordings of a message, each of which can be taken up again.

use anteroom_api_types::notifications::messages::{MessageContent, MessageHistory, MessageVersion};
use leptos::prelude::*;

use crate::kit::{Button, ButtonVariant, Card, LoadedView, Loader, RelativeTime};

/// The list. `on_use` gets the texts to put into the editor; nothing is saved by it.
#[component]
pub fn HistoryCard(
    loader: Loader<MessageHistory>,
    /// Whether the person may change anything.
    can_write: bool,
    default_content: MessageContent,
    #[prop(into)] on_use: Callback<MessageContent>,
) -> impl IntoView {
    let default_content = StoredValue::new(default_content);
    let list = move |history: MessageHistory| {
        if history.items.is_empty() {
            return view! { <p class="muted">{text!("history-empty")}</p> }.into_any();
        }
        let rows = history
            .items
            .into_iter()
            .map(|version| row(version, can_write, default_content, on_use))
            .collect_view();
        view! { <ul class="history">{rows}</ul> }.into_any()
    };
    view! {
        <Card title=text!("history-title") description=text!("history-description")>
            <LoadedView loader view=list/>
        </Card>
    }
}

fn row(
    version: MessageVersion,
    can_write: bool,
    default_content: StoredValue<MessageContent>,
    on_use: Callback<MessageContent>,
) -> AnyView {
    let what = match &version.content {
        Some(_) => text!("history-worded", version = version.version),
        None => text!("history-reset", version = version.version),
    };
    let who = version
        .created_by
        .map(|user| user.display_name)
        .unwrap_or_default();
    let content = version.content;
    let take = move |()| {
        on_use.run(
            content
                .clone()
                .unwrap_or_else(|| default_content.get_value()),
        );
    };
    let button = can_write.then(|| {
        view! {
            <Button variant=ButtonVariant::Quiet on_press=take>{text!("history-use")}</Button>
        }
    });
    view! {
        <li class="history__item">
            <span>
                {what}
                <span class="cell__second">{who} " " <RelativeTime at=version.created_at/></span>
            </span>
            {button}
        </li>
    }
    .into_any()
}
