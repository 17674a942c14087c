//! A message that stands on the page.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// What a message, a badge or a toast means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
}

impl Tone {
    /// The end of the class name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    /// The icon that says the same without colour.
    #[must_use]
    pub fn icon(self) -> IconName {
        match self {
            Self::Neutral | Self::Info => IconName::Info,
            Self::Success => IconName::Check,
            Self::Warning | Self::Danger => IconName::Warning,
        }
    }
}

/// A message with an optional title; actions are children. Set `announced` for one that appears later, so that
/// screen readers say it.
#[component]
pub fn Notice(
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] title: Option<String>,
    #[prop(optional)] announced: bool,
    children: Children,
) -> impl IntoView {
    let role = match (announced, tone) {
        (false, _) => None,
        (true, Tone::Danger) => Some("alert"),
        (true, _) => Some("status"),
    };
    view! {
        <div class=format!("notice notice--{}", tone.name()) role=role>
            <Icon name=tone.icon()/>
            <div class="notice__content">
                {title.map(|title| view! { <p class="notice__title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
    .into_any()
}
