//! Groups of content: a card with a heading, and a list of terms with their values.

use leptos::prelude::*;

/// A card. With a title it is a section with a heading of the second level.
#[component]
pub fn Card(
    #[prop(optional, into)] title: Option<String>,
    #[prop(optional, into)] description: Option<String>,
    /// Buttons at the end of the heading.
    #[prop(optional, into)]
    actions: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card">
            {title
                .map(|title| {
                    view! {
                        <header class="card__header">
                            <div>
                                <h2 class="card__title">{title}</h2>
                                {description.map(|text| view! { <p class="card__description">{text}</p> })}
                            </div>
                            <div class="card__actions">{actions.run()}</div>
                        </header>
                    }
                })}
            <div class="card__body">{children()}</div>
        </section>
    }
    .into_any()
}

/// A list of terms and values.
#[component]
pub fn DefinitionList(children: Children) -> impl IntoView {
    view! { <dl class="definitions">{children()}</dl> }.into_any()
}

/// One term with its value.
#[component]
pub fn Definition(#[prop(into)] term: String, children: Children) -> impl IntoView {
    view! {
        <div class="definitions__row">
            <dt>{term}</dt>
            <dd>{children()}</dd>
        </div>
    }
    .into_any()
}
