//! Reading what people typed into the fields of a user, collecting everything that is wrong with it.

use anteroom_domain::accounts;
use anteroom_domain::field_problem::{FieldProblem, TextRefused};
use anteroom_domain::ids::UserGroupId;

use crate::accounts::store;
use crate::db::{DbErr, Transaction};

/// Collects the problems of several fields.
#[derive(Default)]
pub struct Problems(Vec<FieldProblem>);

impl Problems {
    /// The value, or an empty one and a problem more.
    pub fn take<T: Default>(&mut self, pointer: &str, read: Result<T, TextRefused>) -> T {
        read.unwrap_or_else(|refused| {
            self.0.push(refused.at(pointer));
            T::default()
        })
    }

    /// An e-mail address; an empty field is none.
    pub fn email(&mut self, text: Option<String>) -> Option<String> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(self.take("/email", accounts::email_address(&text)))
    }

    /// A phone number; an empty field is none.
    pub fn phone_number(&mut self, text: Option<String>) -> Option<String> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(self.take("/phone_number", accounts::phone_number(&text)))
    }

    /// A new password.
    pub fn password(&mut self, password: Option<&str>) {
        if let Some(password) = password {
            self.take("/password", accounts::check_new_password(password));
        }
    }

    /// Refuses when there was any.
    pub fn finish(self) -> Result<(), Vec<FieldProblem>> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.0)
        }
    }
}

/// What the search of the console looks into, in lower case.
pub fn search_text(
    user_name: &str,
    display_name: &str,
    email: Option<&str>,
    phone_number: Option<&str>,
) -> String {
    [
        user_name,
        display_name,
        email.unwrap_or_default(),
        phone_number.unwrap_or_default(),
    ]
    .join("\n")
    .to_lowercase()
}

/// A problem for each group that does not exist; the others cannot be removed until the end.
pub async fn unknown_groups(
    transaction: &Transaction,
    groups: &[UserGroupId],
) -> Result<Vec<FieldProblem>, DbErr> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let existing = store::groups::existing_held(transaction, groups).await?;
    Ok(groups
        .iter()
        .enumerate()
        .filter(|(_, group)| !existing.contains(group))
        .map(|(index, _)| {
            FieldProblem::new(
                format!("/groups/{index}"),
                "unknown",
                "there is no such group",
            )
        })
        .collect())
}

/// The same groups, each once.
pub fn without_repetition(mut groups: Vec<UserGroupId>) -> Vec<UserGroupId> {
    let mut seen = Vec::with_capacity(groups.len());
    groups.retain(|group| {
        let is_new = !seen.contains(group);
        seen.push(*group);
        is_new
    });
    groups
}
