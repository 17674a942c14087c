//! The texts of the pages: which language, and the sentence of a key or of an error code.
//!
//! The texts live in Fluent files, `locales/<language>/{shared,portal,phone,admin}.ftl`; `build.rs` turns them
//! into tables. A bundle installs the tables that it needs ([`install`]), and asks for a text by its key:
//!
//! ```ignore
//! text!("provisioning-done-title")
//! text!("profiles-left", count = 3)
//! ```
//!
//! The language is the person's own choice on this device, else the one of the signed-in user's account, else
//! the browser's, else English. A change of language rebuilds the page ([`revision`]); the address keeps the place.

mod failure;
pub mod pattern;
mod pseudo;

use std::cell::{Cell, RefCell};

use leptos::prelude::*;

pub use failure::{failure_sentence, field_sentence};
use pattern::Catalogue;

/// The tables that `build.rs` makes of the Fluent files.
pub mod catalogues {
    use super::pattern::Catalogue;

    include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));
}

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Swedish,
    German,
}

impl Language {
    /// All languages, in the order of the tables.
    pub const ALL: [Self; 3] = [Self::English, Self::Swedish, Self::German];

    /// The language tag of RFC 5646.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Swedish => "sv",
            Self::German => "de",
        }
    }

    /// What the language calls itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Swedish => "Svenska",
            Self::German => "Deutsch",
        }
    }

    /// The language of a tag such as `sv-FI`, if the pages speak it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|language| language.tag() == primary)
    }

    pub(crate) fn position(self) -> usize {
        match self {
            Self::English => 0,
            Self::Swedish => 1,
            Self::German => 2,
        }
    }

    /// The CLDR plural category of a whole number written in digits; nothing for anything else.
    pub(crate) fn plural_category(self, value: &str) -> Option<&'static str> {
        if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match self {
            Self::English | Self::Swedish | Self::German => {
                Some(if value == "1" { "one" } else { "other" })
            }
        }
    }
}

const LANGUAGE_STORAGE_KEY: &str = "anteroom.language";

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::English) };
    static CATALOGUES: RefCell<Vec<&'static Catalogue>> = const { RefCell::new(Vec::new()) };
    static PSEUDO: Cell<bool> = const { Cell::new(false) };
    static REVISION: Cell<Option<RwSignal<u32>>> = const { Cell::new(None) };
}

/// Makes the tables of a bundle known, without touching the browser.
pub fn install(tables: &[&'static Catalogue]) {
    CATALOGUES.with_borrow_mut(|installed| {
        installed.clear();
        installed.extend_from_slice(tables);
    });
}

/// Chooses the language from the browser and sets `<html lang>`. Call it once, when the page starts.
pub fn start_in_browser() {
    REVISION.set(Some(RwSignal::new(0)));
    PSEUDO.set(
        cfg!(debug_assertions) && crate::kit::browser::location_search().contains("lang=pseudo"),
    );
    let stored =
        crate::kit::browser::stored(LANGUAGE_STORAGE_KEY).and_then(|tag| Language::from_tag(&tag));
    let preferred = || {
        crate::kit::browser::languages()
            .iter()
            .find_map(|tag| Language::from_tag(tag))
    };
    apply(stored.or_else(preferred).unwrap_or_default());
}

/// The language of the page now.
#[must_use]
pub fn language() -> Language {
    LANGUAGE.get()
}

/// Takes a language by the person's own choice, and remembers it on this device.
pub fn choose_language(language: Language) {
    crate::kit::browser::store(LANGUAGE_STORAGE_KEY, language.tag());
    change(language);
}

/// Takes the language of the signed-in user's account, unless the person chose one on this device.
pub fn adopt_account_language(tag: &str) {
    let chosen_here = crate::kit::browser::stored(LANGUAGE_STORAGE_KEY).is_some();
    if let (false, Some(language)) = (chosen_here, Language::from_tag(tag)) {
        change(language);
    }
}

/// Counts the changes of language, so that the page's root can rebuild itself by reading it.
#[must_use]
pub fn revision() -> u32 {
    REVISION.get().map_or(0, |revision| revision.get())
}

fn change(language: Language) {
    if language != LANGUAGE.get() {
        apply(language);
        if let Some(revision) = REVISION.get() {
            revision.update(|count| *count += 1);
        }
    }
}

fn apply(language: Language) {
    LANGUAGE.set(language);
    crate::kit::browser::set_root_attribute("lang", language.tag());
}

/// The text of a key in the language of the page. A key that no installed table has comes back as itself, which
/// the tests catch.
#[must_use]
pub fn t(key: &str) -> String {
    t_with(key, &[])
}

/// The text of a key with its arguments filled in.
#[must_use]
pub fn t_with(key: &str, arguments: &[(&str, String)]) -> String {
    find(key, arguments).unwrap_or_else(|| key.to_owned())
}

/// The text of a key that need not exist, such as the sentence of an error code.
#[must_use]
pub fn find(key: &str, arguments: &[(&str, String)]) -> Option<String> {
    let language = LANGUAGE.get();
    let pattern = CATALOGUES
        .with_borrow(|tables| tables.iter().find_map(|table| table.pattern(language, key)))?;
    let filled = pattern::fill(pattern, language, arguments);
    Some(if PSEUDO.get() {
        pseudo::lengthen(&filled)
    } else {
        filled
    })
}

/// The text of a key, with named arguments: `text!("key")`, `text!("key", name = value)`.
#[macro_export]
macro_rules! text {
    ($key:literal) => {
        $crate::text::t($key)
    };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::text::t_with($key, &[$((stringify!($name), $value.to_string())),+])
    };
}

#[cfg(test)]
mod tests;
