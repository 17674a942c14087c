//! A length of time: a whole number and its unit.

use leptos::prelude::*;

use super::FieldIds;
use crate::kit::duration::DurationUnit;
use crate::text::t;

/// A labelled length of time. `amount` holds what was typed, `unit` the name of a [`DurationUnit`].
#[component]
pub fn DurationField(
    #[prop(into)] label: String,
    amount: RwSignal<String>,
    unit: RwSignal<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let ids = FieldIds::new(id);
    let has_hint = hint.is_some();
    let describing = ids.clone();
    let error_id = ids.error.clone();
    let units = move || {
        let chosen = unit.get();
        DurationUnit::ALL
            .into_iter()
            .map(|candidate| {
                let name = candidate.name();
                view! { <option value=name selected=name == chosen>{t(&format!("unit-{name}"))}</option> }
            })
            .collect_view()
    };
    view! {
        <div class="field">
            <label class="field__label" for=ids.control.clone()>{label.clone()}</label>
            <span class="field__control duration">
                <input
                    class="input duration__amount"
                    id=ids.control
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength="7"
                    disabled=move || disabled.get()
                    aria-invalid=move || error.get().is_some().then_some("true")
                    aria-describedby=move || describing.described_by(has_hint, error.get().is_some())
                    prop:value=move || amount.get()
                    on:input:target=move |event| amount.set(event.target().value())
                />
                <span class="select">
                    <select
                        class="input"
                        aria-label=text!("duration-unit-of", label = label)
                        disabled=move || disabled.get()
                        prop:value=move || unit.get()
                        on:change:target=move |event| unit.set(event.target().value())
                    >
                        {units}
                    </select>
                </span>
            </span>
            {move || {
                error
                    .get()
                    .map(|sentence| view! { <p class="field__error" id=error_id.clone()>{sentence}</p> })
            }}
            {hint.map(|hint| view! { <p class="field__hint" id=ids.hint>{hint}</p> })}
        </div>
    }
    .into_any()
}
