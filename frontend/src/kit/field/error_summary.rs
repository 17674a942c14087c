//! What is wrong with a form, above it, with links to the fields.

use leptos::html;
use leptos::prelude::*;

use crate::kit::browser;
use crate::kit::icon::{Icon, IconName};

/// The errors of a form: the id of the field (empty for one of the whole form) and its sentence. It takes the focus
/// when errors appear.
#[component]
pub fn ErrorSummary(#[prop(into)] errors: Signal<Vec<(String, String)>>) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let present = !errors.get().is_empty();
        if let (true, Some(element)) = (present, element.get()) {
            browser::focus_element(&element);
        }
    });
    let present = move || !errors.get().is_empty();
    let items = move || {
        errors
            .get()
            .into_iter()
            .map(|(field, sentence)| {
                let content = if field.is_empty() {
                    sentence.into_any()
                } else {
                    let press = move |event: leptos::ev::MouseEvent| {
                        event.prevent_default();
                        browser::focus(&field);
                    };
                    view! { <a href="#main" on:click=press>{sentence}</a> }.into_any()
                };
                view! { <li>{content}</li> }
            })
            .collect_view()
    };
    view! {
        <Show when=present>
            <div class="notice notice--danger" role="alert" tabindex="-1" node_ref=element>
                <Icon name=IconName::Warning/>
                <div class="notice__content">
                    <p class="notice__title">{text!("error-summary-title")}</p>
                    <ul class="notice__list">{items}</ul>
                </div>
            </div>
        </Show>
    }
    .into_any()
}
