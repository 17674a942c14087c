//! What the forms for users hold, and what they send, in plain Rust.

use anteroom_api_types::users::{CreateUser, Language, UpdateUser, User};
use uuid::Uuid;

use crate::admin::words::{from_wire, wire_name};

/// What is typed in a form. An empty text means: not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserDraft {
    pub user_name: String,
    pub display_name: String,
    pub email: String,
    pub phone_number: String,
    /// The name of the language on the wire; empty for none.
    pub language: String,
    pub password: String,
    pub groups: Vec<Uuid>,
}

/// A field and the code of what is wrong with it.
pub type Wrong = (&'static str, &'static str);

impl UserDraft {
    /// A stored user. Passwords are never shown.
    pub fn from_user(user: &User) -> Self {
        Self {
            user_name: user.user_name.clone(),
            display_name: user.display_name.clone(),
            email: user.email.clone().unwrap_or_default(),
            phone_number: user.phone_number.clone().unwrap_or_default(),
            language: user.language.as_ref().map(wire_name).unwrap_or_default(),
            password: String::new(),
            groups: user.groups.iter().map(|group| group.id).collect(),
        }
    }

    /// What the page finds wrong before it asks the server.
    pub fn problems(&self) -> Vec<Wrong> {
        let mut problems = Vec::new();
        if self.user_name.trim().is_empty() {
            problems.push(("/user_name", "empty"));
        }
        if self.display_name.trim().is_empty() {
            problems.push(("/display_name", "empty"));
        }
        if !self.email.trim().is_empty() && !self.email.contains('@') {
            problems.push(("/email", "malformed"));
        }
        if !self.password.is_empty() && self.password.chars().count() < 8 {
            problems.push(("/password", "password_short"));
        }
        problems
    }

    /// The body that creates the user.
    pub fn to_create(&self) -> CreateUser {
        CreateUser {
            user_name: self.user_name.trim().to_owned(),
            display_name: self.display_name.trim().to_owned(),
            email: given(&self.email),
            phone_number: given(&dialled(&self.phone_number)),
            language: self.chosen_language(),
            password: Some(self.password.clone()).filter(|password| !password.is_empty()),
            groups: self.groups.clone(),
        }
    }

    /// The body that makes the stored user as typed: only what differs.
    pub fn to_update(&self, stored: &User) -> UpdateUser {
        let before = Self::from_user(stored);
        let text =
            |mine: &str, before: &str| (mine.trim() != before).then(|| mine.trim().to_owned());
        let phone_number = dialled(&self.phone_number);
        UpdateUser {
            user_name: text(&self.user_name, &before.user_name),
            display_name: text(&self.display_name, &before.display_name),
            email: (self.email.trim() != before.email).then(|| given(&self.email)),
            phone_number: (phone_number != before.phone_number).then(|| given(&phone_number)),
            language: (self.language != before.language).then(|| self.chosen_language()),
            status: None,
            password: Some(self.password.clone()).filter(|password| !password.is_empty()),
            groups: (self.sorted_groups() != before.sorted_groups()).then(|| self.groups.clone()),
        }
    }

    /// Whether saving would change the stored user.
    pub fn differs_from(&self, stored: &User) -> bool {
        let mut before = Self::from_user(stored);
        before.groups = before.sorted_groups();
        let mut mine = self.clone();
        mine.groups = self.sorted_groups();
        mine != before
    }

    fn chosen_language(&self) -> Option<Language> {
        from_wire(&self.language)
    }

    fn sorted_groups(&self) -> Vec<Uuid> {
        let mut groups = self.groups.clone();
        groups.sort();
        groups
    }
}

fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A number as people write it, without what is only for the eye.
fn dialled(number: &str) -> String {
    number
        .chars()
        .filter(|character| !matches!(character, ' ' | '-' | '(' | ')' | '/' | '\u{a0}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored() -> User {
        serde_json::from_value(serde_json::json!({
            "id": "01999999-0000-7000-8000-000000000001",
            "user_name": "maja", "display_name": "Maja Lind",
            "email": "maja@example.org", "phone_number": "+46701234567", "language": "sv",
            "role": null, "status": "enabled",
            "groups": [
                {"id": "01999999-0000-7000-8000-00000000000b", "name": "Staff"},
                {"id": "01999999-0000-7000-8000-00000000000a", "name": "Admins"},
            ],
            "has_password": true, "last_sign_in_at": null, "locked_until": null,
            "created_at": "2026-03-01T08:30:00Z", "updated_at": "2026-03-01T08:30:00Z",
        }))
        .unwrap()
    }

    fn update(change: impl FnOnce(&mut UserDraft)) -> serde_json::Value {
        let mut draft = UserDraft::from_user(&stored());
        change(&mut draft);
        serde_json::to_value(draft.to_update(&stored())).unwrap()
    }

    #[test]
    fn an_untouched_form_changes_nothing() {
        let draft = UserDraft::from_user(&stored());
        assert!(!draft.differs_from(&stored()));
        assert_eq!(update(|_| {}), serde_json::json!({}));
    }

    #[test]
    fn only_what_differs_is_sent_and_an_emptied_field_is_cleared() {
        assert_eq!(
            update(|draft| draft.display_name = " Maja Berg ".to_owned()),
            serde_json::json!({"display_name": "Maja Berg"})
        );
        assert_eq!(
            update(|draft| draft.email.clear()),
            serde_json::json!({"email": null})
        );
        assert_eq!(
            update(|draft| draft.phone_number = "+46 70-765 43 21".to_owned()),
            serde_json::json!({"phone_number": "+46707654321"})
        );
        assert_eq!(
            update(|draft| draft.language.clear()),
            serde_json::json!({"language": null})
        );
    }

    #[test]
    fn the_order_of_groups_does_not_count() {
        let mut draft = UserDraft::from_user(&stored());
        draft.groups.reverse();
        assert!(!draft.differs_from(&stored()));
        draft.groups.pop();
        assert!(draft.differs_from(&stored()));
    }

    #[test]
    fn what_is_missing_is_found_before_anything_is_sent() {
        let draft = UserDraft {
            email: "nobody".to_owned(),
            password: "short".to_owned(),
            ..UserDraft::default()
        };
        assert_eq!(
            draft.problems(),
            vec![
                ("/user_name", "empty"),
                ("/display_name", "empty"),
                ("/email", "malformed"),
                ("/password", "password_short"),
            ]
        );
    }
}
