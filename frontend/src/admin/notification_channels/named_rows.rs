//! Names with values, one row each: headers and form fields of a request.

use anteroom_api_types::notifications::sms::NamedValue;
use leptos::prelude::*;

use crate::admin::form::{FormErrors, field_id};
use crate::kit::{Button, ButtonVariant, IconButton, IconName};

/// A row on the page. Its key stays when others are added or removed.
#[derive(Clone, Copy)]
struct Row {
    key: u32,
    name: RwSignal<String>,
    value: RwSignal<String>,
}

#[derive(Clone, Copy)]
struct Rows {
    rows: RwSignal<Vec<Row>>,
    next_key: StoredValue<u32>,
}

impl Rows {
    fn add(self, value: NamedValue) {
        let key = self.next_key.get_value();
        self.next_key.set_value(key.wrapping_add(1));
        let row = Row {
            key,
            name: RwSignal::new(value.name),
            value: RwSignal::new(value.value),
        };
        self.rows.update(|rows| rows.push(row));
    }

    fn remove(self, key: u32) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
    }

    fn values(self) -> Vec<NamedValue> {
        let named = |row: Row| NamedValue {
            name: row.name.get(),
            value: row.value.get(),
        };
        self.rows.get().into_iter().map(named).collect()
    }
}

/// The rows of `value`, at most `count_max`. An error of one row stands below it.
#[component]
pub fn NamedRows(
    #[prop(into)] legend: String,
    #[prop(into)] add_label: String,
    #[prop(optional, into)] hint: Option<String>,
    value: RwSignal<Vec<NamedValue>>,
    pointer: &'static str,
    errors: FormErrors,
    count_max: usize,
) -> impl IntoView {
    let rows = Rows {
        rows: RwSignal::new(Vec::new()),
        next_key: StoredValue::new(0),
    };
    // The rows follow the draft when it is put back, and the draft follows what is typed.
    Effect::new(move |_| {
        let wanted = value.get();
        if wanted != untrack(|| rows.values()) {
            rows.rows.set(Vec::new());
            for named in wanted {
                rows.add(named);
            }
        }
    });
    Effect::new(move |first: Option<()>| {
        let typed = rows.values();
        if first.is_some() && typed != value.get_untracked() {
            value.set(typed);
        }
    });
    let full = move || rows.rows.with(Vec::len) >= count_max;
    let add_label = StoredValue::new(add_label);
    let add = move |()| {
        rows.add(NamedValue {
            name: String::new(),
            value: String::new(),
        });
    };
    view! {
        <fieldset class="named-rows" id=field_id(pointer) tabindex="-1">
            <legend class="field__label">{legend}</legend>
            <For each=move || rows.rows.get() key=|row| row.key let:row>
                {row_view(row, rows, pointer, errors)}
            </For>
            {hint.map(|hint| view! { <p class="field__hint">{hint}</p> })}
            {whole_error(pointer, errors)}
            <Show when=move || !full()>
                <div>
                    <Button variant=ButtonVariant::Quiet icon=IconName::Add on_press=add>
                        {add_label.get_value()}
                    </Button>
                </div>
            </Show>
        </fieldset>
    }
    .into_any()
}

fn row_view(row: Row, rows: Rows, pointer: &'static str, errors: FormErrors) -> AnyView {
    let place = move || {
        rows.rows
            .with(|rows| rows.iter().position(|other| other.key == row.key))
    };
    let error = move || {
        let begin = format!("{pointer}/{}/", place()?);
        let found = errors
            .all()
            .into_iter()
            .find(|error| error.pointer.starts_with(&begin))?;
        Some(view! { <p class="field__error named-rows__error">{found.sentence}</p> })
    };
    let invalid = move || {
        let begin = place().map(|place| format!("{pointer}/{place}/"))?;
        errors
            .all()
            .iter()
            .any(|error| error.pointer.starts_with(&begin))
            .then_some("true")
    };
    view! {
        <div class="named-rows__row">
            <input
                class="input"
                type="text"
                aria-label=text!("named-name")
                placeholder=text!("named-name")
                maxlength="100"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=invalid
                prop:value=move || row.name.get()
                on:input:target=move |event| row.name.set(event.target().value())
            />
            <input
                class="input"
                type="text"
                aria-label=text!("named-value")
                placeholder=text!("named-value")
                maxlength="1000"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                prop:value=move || row.value.get()
                on:input:target=move |event| row.value.set(event.target().value())
            />
            <IconButton
                icon=IconName::Close
                label=text!("named-remove")
                on_press=move |()| rows.remove(row.key)
            />
            {error}
        </div>
    }
    .into_any()
}

/// An error of the list as a whole.
fn whole_error(pointer: &'static str, errors: FormErrors) -> impl IntoView {
    move || {
        let found = errors
            .all()
            .into_iter()
            .find(|error| error.pointer == pointer)?;
        Some(view! { <p class="field__error">{found.sentence}</p> })
    }
}
