//! The search of a list: it writes the query of the address a moment after the last key.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::kit::icon::{Icon, IconName};
use crate::kit::{browser, id};
use crate::router::{self, HistoryStep};

const PAUSE_MILLISECONDS: u32 = 250;

/// A search that writes the query parameter `name` (usually `q`) and drops the cursor.
#[component]
pub fn SearchField(
    #[prop(into)] label: String,
    #[prop(default = "q")] name: &'static str,
) -> impl IntoView {
    let in_address = router::query_value(name);
    let value = RwSignal::new(in_address.get_untracked().unwrap_or_default());
    // Back and forward change the address; the field follows.
    Effect::new(move |_| value.set(in_address.get().unwrap_or_default()));
    let keys = StoredValue::new(0_u32);
    let typed = move |text: String| {
        value.set(text);
        keys.update_value(|count| *count = count.wrapping_add(1));
        let mine = keys.get_value();
        spawn_local(async move {
            browser::sleep_milliseconds(PAUSE_MILLISECONDS).await;
            if keys.try_get_value() == Some(mine) {
                let text = value.get_untracked();
                router::set_query(
                    &[(name, Some(text.trim())), ("cursor", None)],
                    HistoryStep::Replace,
                );
            }
        });
    };
    let control = id::unique("search");
    view! {
        <div class="search">
            <label class="visually-hidden" for=control.clone()>{label.clone()}</label>
            <Icon name=IconName::Search/>
            <input
                class="input search__input"
                type="search"
                id=control
                placeholder=label
                autocomplete="off"
                maxlength="200"
                prop:value=move || value.get()
                on:input:target=move |event| typed(event.target().value())
            />
        </div>
    }
    .into_any()
}
