//! One of a few, each with a sentence: radio buttons as cards.

use leptos::prelude::*;

use crate::kit::icon::{Icon, IconName};
use crate::kit::id;

/// One card.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub icon: IconName,
    pub title: String,
    pub description: String,
    /// Why it cannot be chosen; such a card is shown, and cannot be chosen.
    pub unavailable: Option<String>,
}

/// A group of cards of which one is chosen.
#[component]
pub fn ChoiceCards(
    #[prop(into)] legend: String,
    value: RwSignal<String>,
    choices: Vec<Choice>,
) -> impl IntoView {
    let group = id::unique("choice");
    let cards = choices
        .into_iter()
        .map(|choice| {
            let chosen_value = choice.value.clone();
            let taken_value = choice.value.clone();
            let unavailable = choice.unavailable.is_some();
            let title_id = id::unique("choice-title");
            let description_id = format!("{title_id}-description");
            view! {
                <label class="choice" class:choice--unavailable=unavailable>
                    <input
                        type="radio"
                        name=group.clone()
                        value=choice.value
                        disabled=unavailable
                        aria-labelledby=title_id.clone()
                        aria-describedby=description_id.clone()
                        prop:checked=move || value.get() == chosen_value
                        on:change=move |_| value.set(taken_value.clone())
                    />
                    <Icon name=choice.icon/>
                    <span class="choice__text">
                        <span class="choice__title" id=title_id>{choice.title}</span>
                        <span class="choice__description" id=description_id>
                            {choice.unavailable.unwrap_or(choice.description)}
                        </span>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend class="field__label">{legend}</legend>
            {cards}
        </fieldset>
    }
    .into_any()
}
