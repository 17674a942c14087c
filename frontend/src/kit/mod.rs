//! The kit: components without product knowledge, on native elements, styled by `styles/kit*.css`.
//!
//! Rules of the kit: labels come in as finished texts (`text!(...)`); what changes comes in as a signal; a component
//! never speaks HTTP; colours, spaces and sizes come from `styles/tokens.css`. No `style="..."` in markup (the
//! content security policy forbids it); use a class, or Leptos' `style:name=value`.
//!
//! | component | for |
//! | --- | --- |
//! | [`Button`], [`LinkButton`], [`IconButton`] | actions; variants by [`ButtonVariant`]; `busy` shows work in progress |
//! | [`Icon`], [`IconName`] | line icons |
//! | [`Dialog`], [`ConfirmDialog`], [`open_while_chosen`] | `<dialog>`; confirmation with a verb, and typing a name where it cannot be undone |
//! | [`DataTable`], [`Column`] | lists; rows collapse into cards on a narrow screen |
//! | [`TextField`], [`TextArea`], [`PasswordField`], [`CodeField`], [`SelectField`], [`CheckField`], [`SwitchField`], [`ChoiceCards`], [`SearchField`], [`CheckGroup`], [`DurationField`], [`ErrorSummary`] | forms |
//! | [`Form`], [`SaveBar`] | a real `<form>` that never loads the page; Save with a dirty marker and a leave guard |
//! | [`FilterSelect`] | a filter of a list that lives in the address |
//! | [`Checklist`], [`IdCode`] | things to do; an id with its copy button |
//! | [`Notice`] | a message on the page: [`Tone`] |
//! | [`PageHeader`] | the heading of a page: title, description, actions; sets the document's title and takes the focus |
//! | [`Frame`], [`BrandMark`] | the frame of portal and phone pages |
//! | [`Card`], [`DefinitionList`], [`Definition`] | groups of content |
//! | [`Skeleton`], [`EmptyState`], [`FailureView`] | loading, nothing there, failed |
//! | [`use_loader`], [`Loader`], [`LoadedView`] | ask the server, show its six states |
//! | [`Pager`] | "Newest / Older" by cursor in the address |
//! | [`Badge`], [`RelativeTime`], [`CopyButton`], [`QrCode`], [`Menu`], [`MenuItem`], [`Tabs`], [`Steps`] | small parts |
//! | [`toast::show`], [`toast::show_undo`], [`ToastRegion`] | short messages; Undo |
//! | [`Preferences`] | the menu for language and theme |
//! | [`announcer::announce`] | say a change to screen readers |
//! | [`browser`], [`clock`], [`id`], [`theme`] | plain functions |

pub mod announcer;
pub mod browser;
pub mod clock;
pub mod duration;
pub mod id;
pub mod theme;
pub mod toast;

mod badge;
mod button;
mod card;
mod checklist;
mod copy_button;
mod data_table;
mod dialog;
mod empty_state;
mod failure_view;
mod field;
mod filter_select;
mod form;
mod frame;
mod icon;
mod id_code;
mod loaded;
mod menu;
mod notice;
mod page_header;
mod pager;
mod preferences;
mod qr_code;
mod qr_path;
mod relative_time;
mod save_bar;
mod skeleton;
mod steps;
mod tabs;

pub use announcer::Announcer;
pub use badge::Badge;
pub use button::{Button, ButtonKind, ButtonVariant, IconButton, LinkButton};
pub use card::{Card, Definition, DefinitionList};
pub use checklist::{Checklist, ChecklistItem};
pub use copy_button::CopyButton;
pub use data_table::{Column, DataTable};
pub use dialog::{ConfirmDialog, Dialog, open_while_chosen};
pub use empty_state::EmptyState;
pub use failure_view::FailureView;
pub use field::{
    CheckField, CheckGroup, Choice, ChoiceCards, CodeField, DurationField, ErrorSummary,
    PasswordField, SearchField, SelectField, SelectOption, SwitchField, TextArea, TextField,
    TextKind,
};
pub use filter_select::FilterSelect;
pub use form::Form;
pub use frame::{BrandMark, Frame, FrameWidth};
pub use icon::{Icon, IconName};
pub use id_code::IdCode;
pub use loaded::{Loaded, LoadedView, Loader, use_loader};
pub use menu::{Menu, MenuHeading, MenuItem};
pub use notice::{Notice, Tone};
pub use page_header::PageHeader;
pub use pager::Pager;
pub use preferences::Preferences;
pub use qr_code::QrCode;
pub use relative_time::{RelativeTime, absolute_time, clock_time};
pub use save_bar::SaveBar;
pub use skeleton::Skeleton;
pub use steps::Steps;
pub use tabs::{Tab, Tabs};
pub use toast::ToastRegion;
