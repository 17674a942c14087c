//! Line icons on a grid of 24, drawn as paths so that they take the colour of the text.

use leptos::prelude::*;

/// The icons of the kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    Add,
    Arrow,
    Back,
    Check,
    ChevronDown,
    Clock,
    Close,
    Copy,
    Down,
    Edit,
    Eye,
    EyeOff,
    Globe,
    Grip,
    Home,
    Inbox,
    Info,
    Key,
    List,
    Lock,
    Mail,
    Message,
    More,
    Phone,
    QrCode,
    Refresh,
    Rule,
    Search,
    Send,
    Settings,
    Shield,
    SignOut,
    System,
    Trash,
    Tree,
    Up,
    User,
    Users,
    Warning,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M12 5v14M5 12h14",
            Self::Arrow => "M5 12h14M13 6l6 6-6 6",
            Self::Back => "M19 12H5M11 18l-6-6 6-6",
            Self::Check => "M5 13l4.5 4.5L19 7.5",
            Self::ChevronDown => "M7 10l5 5 5-5",
            Self::Clock => "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.5V12l3 2",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Copy => "M9 9h11v11H9zM15 9V4H4v11h5",
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::Edit => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
            Self::Eye => {
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6z"
            }
            Self::EyeOff => {
                "M4 4l16 16M9.5 6c.8-.3 1.6-.5 2.5-.5 6 0 9.5 6.5 9.5 6.5a17 17 0 01-2.6 3.3M6 8a17 17 0 00-3.5 4S6 18.5 12 18.5c1.4 0 2.7-.4 3.8-.9"
            }
            Self::Globe => {
                "M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"
            }
            Self::Grip => "M9 6h.1M15 6h.1M9 12h.1M15 12h.1M9 18h.1M15 18h.1",
            Self::Home => "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
            Self::Inbox => "M4 13l3-8h10l3 8v6H4zM4 13h5l1 2.5h4l1-2.5h5",
            Self::Info => "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v5.5M12 7.5v.1",
            Self::Key => "M8 11a4 4 0 100 8 4 4 0 000-8zM11 12.5L19.5 4M16 7.5l3 3M13.5 10l2 2",
            Self::List => "M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1",
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3",
            Self::Mail => "M3.5 6h17v12h-17zM3.5 7l8.5 6.500L20.500 7",
            Self::Message => "M4 5h16v11h-8.500L7 19.500V16H4z",
            Self::More => "M5 12h.1M12 12h.1M19 12h.1",
            Self::Phone => {
                "M8 2.5h8a1.5 1.5 0 011.5 1.5v16a1.5 1.5 0 01-1.5 1.5H8A1.5 1.5 0 016.5 20V4A1.5 1.5 0 018 2.5zM11 18.5h2"
            }
            Self::QrCode => {
                "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2M20 18v2M14 20h2M18 18h.1"
            }
            Self::Refresh => "M20 12a8 8 0 11-2.5-5.8M18 3v4h-4",
            Self::Rule => "M4 6l2 2 3.5-4M4 15l2 2 3.5-4M13 6.5h7M13 15.5h7",
            Self::Search => "M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l4.5 4.5",
            Self::Send => "M4 12l16-7-5.500 15-3-6.500zM11.500 13.500L20 5",
            Self::Settings => "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
            Self::Shield => "M12 3l7.5 3v5.5c0 4.5-3 7.8-7.5 9.5-4.5-1.7-7.5-5-7.5-9.5V6z",
            Self::SignOut => "M10 4H5v16h5M9.5 12H20M16 8l4 4-4 4",
            Self::System => "M4 5h16v5H4zM4 14h16v5H4zM7.5 7.5h.1M7.5 16.5h.1",
            Self::Trash => "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5",
            Self::Tree => "M5 4v14h6M5 10h6M13 8h7v4h-7zM13 16h7v4h-7z",
            Self::Up => "M12 19V5M6 11l6-6 6 6",
            Self::User => {
                "M12 4a4 4 0 100 8 4 4 0 000-8zM4.5 20c.8-3.5 3.7-5.5 7.5-5.5s6.7 2 7.5 5.5"
            }
            Self::Users => {
                "M9 5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM2.5 19.5c.6-3 3.1-5 6.5-5s5.9 2 6.5 5M16 5.3a3.5 3.5 0 010 6.4M18 14.8c1.900.7 3.1 2.4 3.5 4.7"
            }
            Self::Warning => "M12 4l9 16H3zM12 10v5M12 17.5v.1",
        }
    }
}

/// An icon that means nothing by itself: the text beside it, or the label of its button, does.
#[component]
pub fn Icon(name: IconName) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=name.path()/>
        </svg>
    }
    .into_any()
}
