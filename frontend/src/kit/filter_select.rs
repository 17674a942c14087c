//! A filter of a list: a select that writes the query of the address.

use leptos::prelude::*;

use super::field::{SelectField, SelectOption};
use crate::router::{self, HistoryStep};

/// A select that writes the query parameter `name` and drops the cursor. The first choice, "all", removes it.
#[component]
pub fn FilterSelect(
    #[prop(into)] label: String,
    name: &'static str,
    /// What the choice without the filter says, such as "All states".
    #[prop(into)]
    all: String,
    #[prop(into)] options: Signal<Vec<SelectOption>>,
) -> impl IntoView {
    let in_address = router::query_value(name);
    let value = RwSignal::new(in_address.get_untracked().unwrap_or_default());
    Effect::new(move |_| value.set(in_address.get().unwrap_or_default()));
    let with_all = Signal::derive(move || {
        let mut choices = vec![SelectOption::new("", all.clone())];
        choices.extend(options.get());
        choices
    });
    let choose = move |chosen: String| {
        router::set_query(
            &[(name, Some(chosen.as_str())), ("cursor", None)],
            HistoryStep::Replace,
        );
    };
    view! { <SelectField label value options=with_all on_change=Callback::new(choose)/> }.into_any()
}
