//! The criterion `authentication_method`: the session passed these methods, recently enough.

use serde::{Deserialize, Serialize};

use super::{Condition, LooksAt, Match};
use crate::{
    access_rules::{
        evidence::{AuthenticationMethod, Evidence},
        explain::{Names, words::Words},
        requirement::check_list_length,
    },
    clock::seconds_between,
    field_problem::FieldProblem,
    limits::METHOD_AGE_SECONDS,
};

/// Holds when the session passed one or all of the methods, none of the counted ones longer ago than `max_age_seconds`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthenticationMethodCriterion {
    /// The methods, in the order in which they are asked for.
    pub methods: Vec<AuthenticationMethod>,
    /// Whether one is enough. Default: all.
    #[serde(rename = "match", default = "all")]
    pub matching: Match,
    /// How old a proof may be, in seconds (1 to 86400); without it, as old as the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_seconds: Option<u32>,
}

const fn all() -> Match {
    Match::All
}

impl AuthenticationMethodCriterion {
    /// Asks for all of these methods, of any age.
    #[must_use]
    pub fn all_of(methods: &[AuthenticationMethod]) -> Self {
        Self {
            methods: methods.to_vec(),
            matching: Match::All,
            max_age_seconds: None,
        }
    }

    /// Asks for one of these methods, of any age.
    #[must_use]
    pub fn any_of(methods: &[AuthenticationMethod]) -> Self {
        Self {
            matching: Match::Any,
            ..Self::all_of(methods)
        }
    }

    fn passed(&self, method: AuthenticationMethod, evidence: &Evidence) -> bool {
        evidence.methods_passed.iter().any(|passed| {
            passed.method == method
                && self.max_age_seconds.is_none_or(|seconds| {
                    seconds_between(passed.at, evidence.at) <= u64::from(seconds)
                })
        })
    }
}

impl Condition for AuthenticationMethodCriterion {
    fn holds(&self, evidence: &Evidence) -> bool {
        let passed = |method: &AuthenticationMethod| self.passed(*method, evidence);
        match self.matching {
            Match::Any => self.methods.iter().any(passed),
            Match::All => !self.methods.is_empty() && self.methods.iter().all(passed),
        }
    }

    fn looks_at(&self) -> LooksAt {
        LooksAt::Methods
    }

    fn methods(&self) -> &[AuthenticationMethod] {
        &self.methods
    }

    fn check(&self, pointer: &str, problems: &mut Vec<FieldProblem>) {
        let methods_pointer = format!("{pointer}/methods");
        check_list_length(self.methods.len(), &methods_pointer, problems);
        for (index, method) in self.methods.iter().enumerate() {
            if self
                .methods
                .iter()
                .take(index)
                .any(|earlier| earlier == method)
            {
                problems.push(FieldProblem::new(
                    format!("{methods_pointer}/{index}"),
                    "duplicate",
                    format!("`{method}` is named twice"),
                ));
            }
        }
        if self
            .max_age_seconds
            .is_some_and(|seconds| !METHOD_AGE_SECONDS.contains(&seconds))
        {
            problems.push(FieldProblem::new(
                format!("{pointer}/max_age_seconds"),
                "out_of_range",
                format!(
                    "must be {} to {} seconds",
                    METHOD_AGE_SECONDS.start(),
                    METHOD_AGE_SECONDS.end()
                ),
            ));
        }
    }

    fn sentence(&self, words: &Words, _names: &dyn Names) -> String {
        let methods = self.methods.iter().map(|method| (words.method)(*method));
        let methods: Vec<String> = methods.map(str::to_owned).collect();
        let list = match self.matching {
            Match::Any => words.one_of(&methods),
            Match::All => words.all_of(&methods),
        };
        let sentence = words.signed_in_with.replace("{methods}", &list);
        match self.max_age_seconds {
            None => sentence,
            Some(seconds) => words
                .not_longer_ago_than
                .replace("{sentence}", &sentence)
                .replace("{duration}", &(words.duration)(seconds)),
        }
    }
}
