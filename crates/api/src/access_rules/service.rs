//! The use cases of rules and resources, one file each.

pub mod decide;
pub mod names;
pub mod resources;
pub mod rules;
pub mod seed;
pub mod simulate;

use std::pin::Pin;

use anteroom_domain::access_rules::{AuthenticationMethod, Evidence, Outcome, evaluate};
use anteroom_domain::field_problem::FieldProblem;

use super::configuration::Configuration;
use crate::app::{App, CONFIGURATION_GUARDS};
use crate::audit::Origin;
use crate::db::Transaction;
use crate::failure::{Failure, Unexpected};

/// Who changes rules or resources, and what this person has proved and could still prove.
#[derive(Clone, Debug)]
pub struct ChangedBy {
    /// For the audit event.
    pub origin: Origin,
    /// What the access rules know of the request.
    pub evidence: Evidence,
    /// The methods that this person could still pass.
    pub available_methods: Vec<AuthenticationMethod>,
}

/// Why the rules may not stand as they were just changed.
#[derive(Clone, Copy, Debug)]
pub struct ConfigurationProblem {
    /// A stable word for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub message: &'static str,
}

/// What another slice says to a change of rules or resources; registered in `App`.
pub type ConfigurationGuard = for<'a> fn(
    &'a App,
    &'a Transaction,
) -> Pin<
    Box<dyn Future<Output = Result<Option<ConfigurationProblem>, Unexpected>> + 'a>,
>;

/// Asks everybody who relies on the rules, and sees that the person who changes them is not locked out.
///
/// To be called in the transaction, after the change. `pointer` is the member that a refusal is about.
async fn check_guards(
    app: &App,
    transaction: &Transaction,
    by: &ChangedBy,
    pointer: &str,
) -> Result<(), Failure<Vec<FieldProblem>>> {
    let mut problems = Vec::new();
    for guard in CONFIGURATION_GUARDS {
        let problem = guard(app, transaction).await?;
        problems.extend(
            problem.map(|problem| FieldProblem::new(pointer, problem.code, problem.message)),
        );
    }
    let rules = Configuration::read(transaction).await?.rules_at("/admin")?;
    let decision = evaluate(&rules, &by.evidence, &by.available_methods);
    if matches!(decision.outcome, Outcome::Deny { .. }) {
        problems.push(FieldProblem::new(
            pointer,
            "would_lock_you_out",
            "with this you could not reach the admin console any more yourself",
        ));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::Refused(problems))
    }
}
