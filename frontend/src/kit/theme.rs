//! Light or dark: the system's choice, unless the person chose on this device.

use super::browser;

const STORAGE_KEY: &str = "anteroom.theme";

/// The look that the person asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    /// All choices, in the order in which the menu shows them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name in storage and in `data-theme`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_name(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.name() == name)
            .unwrap_or(Self::System)
    }
}

/// Applies the stored choice. Called once when a page starts.
pub fn start() {
    apply(chosen());
}

/// The choice in force.
#[must_use]
pub fn chosen() -> Theme {
    browser::stored(STORAGE_KEY).map_or(Theme::System, |name| Theme::from_name(&name))
}

/// Takes and remembers a choice.
pub fn choose(theme: Theme) {
    match theme {
        Theme::System => browser::forget(STORAGE_KEY),
        Theme::Light | Theme::Dark => browser::store(STORAGE_KEY, theme.name()),
    }
    apply(theme);
}

fn apply(theme: Theme) {
    match theme {
        Theme::System => browser::remove_root_attribute("data-theme"),
        Theme::Light | Theme::Dark => browser::set_root_attribute("data-theme", theme.name()),
    }
}
