//! A user as the other slices see one, and how they hear of changes.

use std::pin::Pin;

use anteroom_api_types::users::Language;
use anteroom_domain::accounts::Role;
use anteroom_domain::ids::UserId;

use crate::app::App;
use crate::audit::Origin;
use crate::db::Transaction;
use crate::failure::Unexpected;

/// A user, as the other slices see one.
#[derive(Clone, Debug)]
pub struct Account {
    /// Who.
    pub id: UserId,
    /// The name to sign in with.
    pub user_name: String,
    /// The name that people see.
    pub display_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number (E.164).
    pub phone_number: Option<String>,
    /// Language, if chosen.
    pub language: Option<Language>,
    /// Role in the console.
    pub role: Option<Role>,
    /// False when disabled.
    pub enabled: bool,
    /// Whether a password is set.
    pub has_password: bool,
}

/// A change of a user that ends things elsewhere, told in its own transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountChange {
    /// Disabled or removed: sessions and open tokens end.
    Ended,
    /// New password or role: sessions end.
    CredentialsChanged,
    /// Another e-mail address or phone number; the former ones are told.
    AddressChanged(FormerAddresses),
}

/// The addresses that a user had before a change, as far as they changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormerAddresses {
    /// The former e-mail address.
    pub email: Option<String>,
    /// The former phone number.
    pub phone_number: Option<String>,
}

/// What another slice does when a user changes; registered in `App`.
pub type AccountObserver = for<'a> fn(
    &'a App,
    &'a Transaction,
    UserId,
    &'a AccountChange,
    &'a Origin,
)
    -> Pin<Box<dyn Future<Output = Result<(), Unexpected>> + 'a>>;
