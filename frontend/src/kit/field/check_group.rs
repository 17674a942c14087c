//! Some of a few values: check boxes under one legend.

use leptos::prelude::*;

use super::{FieldIds, SelectOption};

/// A group of check boxes. `value` holds the chosen values in the order in which they were chosen.
#[component]
pub fn CheckGroup(
    #[prop(into)] legend: String,
    value: RwSignal<Vec<String>>,
    options: Vec<SelectOption>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Shows the place of each chosen value, where the order counts.
    #[prop(optional)]
    numbered: bool,
) -> impl IntoView {
    let ids = FieldIds::new(id);
    let describing = ids.clone();
    let has_hint = hint.is_some();
    let error_id = ids.error.clone();
    let boxes = options
        .into_iter()
        .map(|option| check_box(option, value, disabled, numbered))
        .collect_view();
    view! {
        <fieldset
            class="check-group"
            id=ids.control
            tabindex="-1"
            aria-describedby=move || describing.described_by(has_hint, error.get().is_some())
        >
            <legend class="field__label">{legend}</legend>
            <div class="check-group__boxes">{boxes}</div>
            {move || {
                error
                    .get()
                    .map(|sentence| view! { <p class="field__error" id=error_id.clone()>{sentence}</p> })
            }}
            {hint.map(|hint| view! { <p class="field__hint" id=ids.hint>{hint}</p> })}
        </fieldset>
    }
    .into_any()
}

fn check_box(
    option: SelectOption,
    value: RwSignal<Vec<String>>,
    disabled: Signal<bool>,
    numbered: bool,
) -> AnyView {
    let name = StoredValue::new(option.value);
    let place = move || {
        value.with(|chosen| {
            chosen
                .iter()
                .position(|chosen| name.with_value(|name| name == chosen))
        })
    };
    let change = move |checked: bool| {
        value.update(|chosen| {
            name.with_value(|name| chosen.retain(|candidate| candidate != name));
            if checked {
                chosen.push(name.get_value());
            }
        });
    };
    view! {
        <label class="check-group__box">
            <input
                class="checkbox"
                type="checkbox"
                disabled=move || disabled.get()
                prop:checked=move || place().is_some()
                on:change:target=move |event| change(event.target().checked())
            />
            <span>{option.label}</span>
            {move || {
                place()
                    .filter(|_| numbered)
                    .map(|place| view! { <span class="check-group__place">{place + 1}</span> })
            }}
        </label>
    }
    .into_any()
}
