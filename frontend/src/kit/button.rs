//! Buttons: one look per meaning, and a busy state that keeps the width.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// The weight of a button. One primary per view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    Primary,
    #[default]
    Secondary,
    /// No frame: for the third choice and for toolbars.
    Quiet,
    /// For what removes something.
    Danger,
}

impl ButtonVariant {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button button--secondary",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        }
    }
}

/// What a press does in a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Button,
    Submit,
}

/// A button. While `busy` it shows a spinner, keeps its width, and takes no press.
#[component]
pub fn Button(
    #[prop(optional)] variant: ButtonVariant,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional)] wide: bool,
    /// What a press does; not needed for a submit button.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let kind = match kind {
        ButtonKind::Button => "button",
        ButtonKind::Submit => "submit",
    };
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() || disabled.get_untracked() {
            // A button that is `aria-disabled` keeps the focus, so the press must be refused here.
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=kind
            class=variant.class()
            class:button--wide=wide
            class:button--busy=busy
            aria-disabled=move || (busy.get() || disabled.get()).then_some("true")
            aria-busy=move || busy.get().then_some("true")
            on:click=press
        >
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span class="button__label">{children()}</span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] variant: ButtonVariant,
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=move || href.get() class=variant.class() class:button--wide=wide>
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span class="button__label">{children()}</span>
        </a>
    }
    .into_any()
}

/// A button that shows only an icon; its label is read aloud and shown as a tooltip.
#[component]
pub fn IconButton(
    icon: IconName,
    #[prop(into)] label: String,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            title=label.clone()
            aria-label=label
            disabled=disabled
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon/>
        </button>
    }
    .into_any()
}
