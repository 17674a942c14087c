//! The form of the first owner: what is wrong with it before it is sent, and what the server said.

use anteroom_api_types::setup::CreateFirstOwner;

use crate::api::ApiFailure;
use crate::text::field_sentence;

/// The shortest password.
pub const PASSWORD_CHARACTERS_MIN: usize = 8;
/// The longest password.
pub const PASSWORD_CHARACTERS_MAX: usize = 128;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetupForm {
    pub user_name: String,
    pub display_name: String,
    pub email: String,
    pub password: String,
}

/// What is wrong, per field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetupErrors {
    pub user_name: Option<String>,
    pub display_name: Option<String>,
    pub email: Option<String>,
    pub password: Option<String>,
}

impl SetupErrors {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What the server said about the fields.
    pub fn of_failure(failure: &ApiFailure) -> Self {
        let sentence = |pointer: &str| failure.field_problem(pointer).map(field_sentence);
        Self {
            user_name: sentence("/user_name"),
            display_name: sentence("/display_name"),
            email: sentence("/email"),
            password: sentence("/password"),
        }
    }
}

impl SetupForm {
    /// Checks what can be checked here; the server checks again.
    pub fn check(&self) -> SetupErrors {
        let user_name = self.user_name.trim();
        let password_characters = self.password.chars().count();
        SetupErrors {
            user_name: if user_name.is_empty() {
                Some(text!("setup-user-name-missing"))
            } else {
                user_name
                    .contains(char::is_whitespace)
                    .then(|| text!("setup-user-name-spaces"))
            },
            display_name: self
                .display_name
                .trim()
                .is_empty()
                .then(|| text!("setup-display-name-missing")),
            email: (!self.email.trim().is_empty() && !self.email.contains('@'))
                .then(|| text!("setup-email-wrong")),
            password: (!(PASSWORD_CHARACTERS_MIN..=PASSWORD_CHARACTERS_MAX)
                .contains(&password_characters))
            .then(|| {
                text!(
                    "setup-password-length",
                    min = PASSWORD_CHARACTERS_MIN,
                    max = PASSWORD_CHARACTERS_MAX
                )
            }),
        }
    }

    /// The request.
    pub fn request(&self, token: &str) -> CreateFirstOwner {
        let email = self.email.trim();
        CreateFirstOwner {
            token: token.to_owned(),
            user_name: self.user_name.trim().to_owned(),
            display_name: self.display_name.trim().to_owned(),
            email: (!email.is_empty()).then(|| email.to_owned()),
            password: self.password.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(user_name: &str, display_name: &str, email: &str, password: &str) -> SetupForm {
        SetupForm {
            user_name: user_name.to_owned(),
            display_name: display_name.to_owned(),
            email: email.to_owned(),
            password: password.to_owned(),
        }
    }

    #[test]
    fn a_whole_form_is_sent_without_the_spaces_around_it() {
        let form = form(" ada ", "Ada Lovelace", "", "correct horse");
        assert!(form.check().is_empty());
        let request = form.request("TOKEN");
        assert_eq!((request.user_name.as_str(), request.email), ("ada", None));
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let errors = form("ada lovelace", " ", "nowhere", "short").check();
        assert!(errors.user_name.is_some() && errors.display_name.is_some());
        assert!(errors.email.is_some() && errors.password.is_some());
    }

    #[test]
    fn a_password_may_hold_128_characters_of_any_script() {
        assert!(form("ada", "Ada", "", &"å".repeat(128)).check().is_empty());
        assert!(!form("ada", "Ada", "", &"å".repeat(129)).check().is_empty());
    }
}
