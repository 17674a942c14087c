//! The criterion `user`: the user is one of these.

use serde::{Deserialize, Serialize};

use super::{Condition, LooksAt};
use crate::{
    access_rules::{
        evidence::Evidence,
        explain::{Names, words::Words},
        requirement::check_list_length,
    },
    field_problem::FieldProblem,
    ids::UserId,
};

/// Holds when the signed-in user is in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserCriterion {
    /// The users (1 to 100).
    pub users: Vec<UserId>,
}

impl Condition for UserCriterion {
    fn holds(&self, evidence: &Evidence) -> bool {
        evidence
            .user
            .as_ref()
            .is_some_and(|user| self.users.contains(&user.id))
    }

    fn looks_at(&self) -> LooksAt {
        LooksAt::User
    }

    fn check(&self, pointer: &str, problems: &mut Vec<FieldProblem>) {
        check_list_length(self.users.len(), &format!("{pointer}/users"), problems);
    }

    fn sentence(&self, words: &Words, names: &dyn Names) -> String {
        let users: Vec<String> = self
            .users
            .iter()
            .map(|id| {
                names
                    .user(*id)
                    .unwrap_or_else(|| words.unknown_user.to_owned())
            })
            .collect();
        words.user_is.replace("{users}", &words.one_of(&users))
    }
}
