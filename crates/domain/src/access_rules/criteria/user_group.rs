//! The criterion `user_group`: the user is a member.

use serde::{Deserialize, Serialize};

use super::{Condition, LooksAt, Match};
use crate::{
    access_rules::{
        evidence::Evidence,
        explain::{Names, words::Words},
        requirement::check_list_length,
    },
    field_problem::FieldProblem,
    ids::UserGroupId,
};

/// Holds when the signed-in user is a member of one or of all of the groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserGroupCriterion {
    /// The groups (1 to 100).
    pub groups: Vec<UserGroupId>,
    /// Whether one is enough. Default: one is.
    #[serde(rename = "match", default = "any")]
    pub matching: Match,
}

const fn any() -> Match {
    Match::Any
}

impl Condition for UserGroupCriterion {
    fn holds(&self, evidence: &Evidence) -> bool {
        let Some(user) = &evidence.user else {
            return false;
        };
        let member = |group| user.groups.contains(group);
        match self.matching {
            Match::Any => self.groups.iter().any(member),
            Match::All => !self.groups.is_empty() && self.groups.iter().all(member),
        }
    }

    fn looks_at(&self) -> LooksAt {
        LooksAt::User
    }

    fn check(&self, pointer: &str, problems: &mut Vec<FieldProblem>) {
        check_list_length(self.groups.len(), &format!("{pointer}/groups"), problems);
    }

    fn sentence(&self, words: &Words, names: &dyn Names) -> String {
        let groups: Vec<String> = self
            .groups
            .iter()
            .map(|id| {
                names
                    .user_group(*id)
                    .unwrap_or_else(|| words.unknown_user_group.to_owned())
            })
            .collect();
        let list = match self.matching {
            Match::Any => words.one_of(&groups),
            Match::All => words.all_of(&groups),
        };
        words.member_of.replace("{groups}", &list)
    }
}
