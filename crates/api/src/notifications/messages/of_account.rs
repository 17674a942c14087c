//! The values that every message to a user has.

use super::values::Values;
use crate::accounts::Account;

impl Values {
    /// The names of the user; what a kind has besides is added to them.
    pub fn of(account: &Account) -> Self {
        Self {
            user_display_name: account.display_name.clone(),
            user_name: account.user_name.clone(),
            ..Self::default()
        }
    }
}
