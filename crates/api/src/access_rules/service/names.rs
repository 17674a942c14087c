//! What people call the users and groups that requirements refer to by id.

use std::collections::HashMap;

use anteroom_domain::access_rules::explain::Names;
use anteroom_domain::access_rules::{Criterion, Requirement};
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::ids::{UserGroupId, UserId};

use crate::accounts;
use crate::db::{ConnectionTrait, DbErr};

/// The names that some requirements need.
#[derive(Clone, Debug, Default)]
pub struct KnownNames {
    users: HashMap<UserId, String>,
    groups: HashMap<UserGroupId, String>,
}

impl Names for KnownNames {
    fn user(&self, id: UserId) -> Option<String> {
        self.users.get(&id).cloned()
    }

    fn user_group(&self, id: UserGroupId) -> Option<String> {
        self.groups.get(&id).cloned()
    }
}

impl KnownNames {
    /// Loads the names that these requirements need; most need none, and then nothing is asked.
    pub async fn load<'a>(
        connection: &impl ConnectionTrait,
        requirements: impl IntoIterator<Item = &'a Requirement>,
    ) -> Result<Self, DbErr> {
        let mut users = Vec::new();
        let mut groups = Vec::new();
        for criterion in requirements.into_iter().flat_map(Requirement::criteria) {
            match criterion {
                Criterion::User(criterion) => users.extend(&criterion.users),
                Criterion::UserGroup(criterion) => groups.extend(&criterion.groups),
                _ => {}
            }
        }
        users.sort_unstable();
        users.dedup();
        groups.sort_unstable();
        groups.dedup();
        let mut names = Self::default();
        if !users.is_empty() {
            let refs = accounts::user_refs(connection, &users).await?;
            let display_names = refs.into_iter().map(|(id, user)| (id, user.display_name));
            names.users = display_names.collect();
        }
        if !groups.is_empty() {
            names.groups = accounts::group_names(connection, &groups).await?;
        }
        Ok(names)
    }

    /// A problem for every user and group that the requirement names and that is not there.
    pub fn unknown_references(
        &self,
        requirement: &Requirement,
        pointer: &str,
    ) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        self.collect_unknown(requirement, pointer, &mut problems);
        problems
    }

    fn collect_unknown(
        &self,
        requirement: &Requirement,
        pointer: &str,
        problems: &mut Vec<FieldProblem>,
    ) {
        match requirement {
            Requirement::All(parts) => {
                self.collect_parts(parts, &format!("{pointer}/all"), problems);
            }
            Requirement::Any(parts) => {
                self.collect_parts(parts, &format!("{pointer}/any"), problems);
            }
            Requirement::Not(part) => {
                self.collect_unknown(part, &format!("{pointer}/not"), problems);
            }
            Requirement::Criterion(Criterion::User(criterion)) => {
                let known = criterion.users.iter().map(|id| self.users.contains_key(id));
                problems.extend(unknown(known, &format!("{pointer}/user/users"), "user"));
            }
            Requirement::Criterion(Criterion::UserGroup(criterion)) => {
                let known = criterion
                    .groups
                    .iter()
                    .map(|id| self.groups.contains_key(id));
                let pointer = format!("{pointer}/user_group/groups");
                problems.extend(unknown(known, &pointer, "user group"));
            }
            Requirement::Criterion(_) => {}
        }
    }

    fn collect_parts(
        &self,
        parts: &[Requirement],
        pointer: &str,
        problems: &mut Vec<FieldProblem>,
    ) {
        for (index, part) in parts.iter().enumerate() {
            self.collect_unknown(part, &format!("{pointer}/{index}"), problems);
        }
    }
}

fn unknown(
    known: impl Iterator<Item = bool>,
    pointer: &str,
    what: &str,
) -> impl Iterator<Item = FieldProblem> {
    known
        .enumerate()
        .filter(|(_, known)| !known)
        .map(move |(index, _)| {
            let message = format!("there is no such {what}");
            FieldProblem::new(format!("{pointer}/{index}"), "unknown_reference", message)
        })
}
