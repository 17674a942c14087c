//! The menu for the language and the theme.

use leptos::prelude::*;

use super::icon::IconName;
use super::menu::{Menu, MenuHeading, MenuItem};
use super::theme::{self, Theme};
use crate::text::{self, Language};

/// Language and theme, remembered on this device.
#[component]
pub fn Preferences() -> impl IntoView {
    let theme_now = RwSignal::new(theme::chosen());
    let languages = Language::ALL
        .into_iter()
        .map(|language| {
            view! {
                <MenuItem
                    current=language == text::language()
                    on_choose=move |()| text::choose_language(language)
                >
                    <span lang=language.tag()>{language.own_name()}</span>
                </MenuItem>
            }
        })
        .collect_view();
    let themes = move || {
        let now = theme_now.get();
        Theme::ALL
            .into_iter()
            .map(|choice| {
                let choose = move |()| {
                    theme::choose(choice);
                    theme_now.set(choice);
                };
                let current = choice == now;
                view! { <MenuItem current on_choose=choose>{theme_name(choice)}</MenuItem> }
            })
            .collect_view()
    };
    view! {
        <Menu label=text!("preferences") icon=IconName::Globe>
            <div role="group" aria-label=text!("language")>
                <MenuHeading>{text!("language")}</MenuHeading>
                {languages}
            </div>
            <div role="group" aria-label=text!("theme")>
                <MenuHeading>{text!("theme")}</MenuHeading>
                {themes}
            </div>
        </Menu>
    }
    .into_any()
}

fn theme_name(theme: Theme) -> String {
    match theme {
        Theme::System => text!("theme-system"),
        Theme::Light => text!("theme-light"),
        Theme::Dark => text!("theme-dark"),
    }
}
