//! Evaluation: from rules and evidence to a decision with its trace.

use super::{
    AuthenticationMethod, Decision, Evidence, NamedRequirement, NodeState, Outcome, Requirement,
    TraceNode, TraceSubject, Unmet,
    criteria::{Criterion, LooksAt},
};

/// Decides whether all `rules` hold over `evidence`.
///
/// `available` are the methods that the user could use now (a password is set, a TOTP profile is active, ...).
/// A step-up never asks for another one; if only others would help, the answer is a denial that names them.
/// Conditions on the user fail while nobody is signed in: send people to sign in before asking.
#[must_use]
pub fn evaluate(
    rules: &[NamedRequirement],
    evidence: &Evidence,
    available: &[AuthenticationMethod],
) -> Decision {
    let trace: Vec<TraceNode> = rules
        .iter()
        .map(|rule| trace_rule(rule, evidence))
        .collect();
    let first_unmet = rules
        .iter()
        .find(|rule| !holds(&rule.requirement, evidence))
        .map(|rule| Unmet {
            source: rule.source,
            rule_id: rule.id,
            rule_name: rule.name.clone(),
            requirement: first_unmet(&rule.requirement, evidence).clone(),
        });
    let outcome = if first_unmet.is_none() {
        Outcome::Allow
    } else {
        cure(rules, evidence, available)
    };
    Decision {
        outcome,
        trace,
        first_unmet,
    }
}

/// The methods to ask for while nobody is signed in yet, in the order of the rules.
///
/// It looks at no user, so that an unknown name is asked for exactly what a known one is asked for.
/// Conditions on the user count as if they could hold. Never empty: a sign-in passes one method at least.
#[must_use]
pub fn methods_asked_for_at_sign_in(
    rules: &[NamedRequirement],
    evidence: &Evidence,
) -> Vec<AuthenticationMethod> {
    let could_hold = |methods: &[AuthenticationMethod]| {
        let evidence = Evidence {
            user: None,
            ..evidence.with_methods_passed_now(methods)
        };
        rules.iter().all(|rule| {
            let truth = |criterion: &Criterion| match criterion.looks_at() {
                LooksAt::User => Possibility::Unknown,
                LooksAt::Methods | LooksAt::Circumstances => {
                    Possibility::from(criterion.holds(&evidence))
                }
            };
            possibility(&rule.requirement, &truth) != Possibility::Fails
        })
    };
    sets_by_size(&methods_in_order(rules))
        .into_iter()
        .find(|methods| !methods.is_empty() && could_hold(methods))
        // Place or time speak against it, or no method is named: who one is can be learnt all the same.
        .unwrap_or_else(|| vec![AuthenticationMethod::Password])
}

/// Whether nobody can meet these rules without having passed a method: the guard of the self-service switch.
///
/// It errs on the safe side: whatever depends on the user, the place or the time is taken as met.
#[must_use]
pub fn asks_for_authentication(rules: &[NamedRequirement]) -> bool {
    let truth = |criterion: &Criterion| match criterion.looks_at() {
        LooksAt::Methods => Possibility::Fails,
        LooksAt::User | LooksAt::Circumstances => Possibility::Unknown,
    };
    rules
        .iter()
        .any(|rule| possibility(&rule.requirement, &truth) == Possibility::Fails)
}

/// Truth while part of the evidence is left open: the three values of Kleene's logic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Possibility {
    Fails,
    Unknown,
    Holds,
}

impl From<bool> for Possibility {
    fn from(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }
}

fn possibility(
    requirement: &Requirement,
    truth: &impl Fn(&Criterion) -> Possibility,
) -> Possibility {
    let children = |list: &[Requirement]| -> Vec<Possibility> {
        list.iter().map(|child| possibility(child, truth)).collect()
    };
    // An empty list holds never: neither the least nor the greatest of nothing counts as met.
    match requirement {
        Requirement::All(list) => children(list).into_iter().min(),
        Requirement::Any(list) => children(list).into_iter().max(),
        Requirement::Not(child) => Some(match possibility(child, truth) {
            Possibility::Fails => Possibility::Holds,
            Possibility::Unknown => Possibility::Unknown,
            Possibility::Holds => Possibility::Fails,
        }),
        Requirement::Criterion(criterion) => Some(truth(criterion)),
    }
    .unwrap_or(Possibility::Fails)
}

fn holds(requirement: &Requirement, evidence: &Evidence) -> bool {
    match requirement {
        Requirement::All(list) => {
            !list.is_empty() && list.iter().all(|child| holds(child, evidence))
        }
        Requirement::Any(list) => list.iter().any(|child| holds(child, evidence)),
        Requirement::Not(child) => !holds(child, evidence),
        Requirement::Criterion(criterion) => criterion.holds(evidence),
    }
}

/// Step-up or denial. There are seven methods, so at most 128 sets to try; trying them all is right for any tree,
/// also where `not` makes a method harmful.
fn cure(
    rules: &[NamedRequirement],
    evidence: &Evidence,
    available: &[AuthenticationMethod],
) -> Outcome {
    let cures = |methods: &[AuthenticationMethod]| {
        let evidence = evidence.with_methods_passed_now(methods);
        rules.iter().all(|rule| holds(&rule.requirement, &evidence))
    };
    let not_available = |methods: &[AuthenticationMethod]| -> Vec<AuthenticationMethod> {
        let missing = methods.iter().filter(|method| !available.contains(method));
        missing.copied().collect()
    };
    // The sets come by size and order, and the first of the least is taken.
    let best = sets_by_size(&methods_in_order(rules))
        .into_iter()
        .filter(|methods| cures(methods))
        .min_by_key(|methods| not_available(methods).len());
    let Some(methods) = best else {
        return Outcome::Deny {
            missing_not_available: Vec::new(),
        };
    };
    let missing_not_available = not_available(&methods);
    if missing_not_available.is_empty() {
        Outcome::StepUp {
            missing_methods: methods,
        }
    } else {
        Outcome::Deny {
            missing_not_available,
        }
    }
}

/// Every method that the rules name, in reading order. Others cannot change anything.
fn methods_in_order(rules: &[NamedRequirement]) -> Vec<AuthenticationMethod> {
    let mut methods: Vec<AuthenticationMethod> = Vec::new();
    for criterion in rules.iter().flat_map(|rule| rule.requirement.criteria()) {
        for method in criterion.methods() {
            if !methods.contains(method) {
                methods.push(*method);
            }
        }
    }
    methods
}

/// All sets of these methods: small ones first, and among equals those whose methods were named first.
fn sets_by_size(methods: &[AuthenticationMethod]) -> Vec<Vec<AuthenticationMethod>> {
    let mut sets: Vec<Vec<(usize, AuthenticationMethod)>> = vec![Vec::new()];
    for place in methods.iter().copied().enumerate() {
        let with_this: Vec<_> = sets
            .iter()
            .map(|set| set.iter().copied().chain([place]).collect())
            .collect();
        sets.extend(with_this);
    }
    sets.sort_by_key(|set| (set.len(), set.clone()));
    sets.into_iter()
        .map(|set| set.into_iter().map(|(_, method)| method).collect())
        .collect()
}

/// The condition to tell about: down through `all`, to what fails in it first.
fn first_unmet<'a>(requirement: &'a Requirement, evidence: &Evidence) -> &'a Requirement {
    match requirement {
        Requirement::All(list) => list
            .iter()
            .find(|child| !holds(child, evidence))
            .map_or(requirement, |child| first_unmet(child, evidence)),
        Requirement::Any(list) => match list.as_slice() {
            [only] => first_unmet(only, evidence),
            _ => requirement,
        },
        Requirement::Not(_) | Requirement::Criterion(_) => requirement,
    }
}

/// Rules are all traced, whatever became of those before them, so that an administrator sees every reason.
fn trace_rule(rule: &NamedRequirement, evidence: &Evidence) -> TraceNode {
    let child = trace(&rule.requirement, Some(evidence));
    TraceNode {
        subject: TraceSubject::Rule {
            source: rule.source,
            id: rule.id,
            name: rule.name.clone(),
        },
        state: child.state,
        children: vec![child],
    }
}

/// `evidence` is `None` below a node that is not reached.
fn trace(requirement: &Requirement, evidence: Option<&Evidence>) -> TraceNode {
    let (subject, children) = match requirement {
        Requirement::All(list) => (
            TraceSubject::All,
            trace_until(list, NodeState::NotHeld, evidence),
        ),
        Requirement::Any(list) => (
            TraceSubject::Any,
            trace_until(list, NodeState::Held, evidence),
        ),
        Requirement::Not(child) => (TraceSubject::Not, vec![trace(child, evidence)]),
        Requirement::Criterion(criterion) => {
            (TraceSubject::Criterion(criterion.clone()), Vec::new())
        }
    };
    let state = match evidence {
        None => NodeState::NotReached,
        Some(evidence) if holds(requirement, evidence) => NodeState::Held,
        Some(_) => NodeState::NotHeld,
    };
    TraceNode {
        subject,
        state,
        children,
    }
}

/// Traces the children of a list up to the one that decides it; those after it are not reached.
fn trace_until(
    list: &[Requirement],
    deciding: NodeState,
    mut evidence: Option<&Evidence>,
) -> Vec<TraceNode> {
    let mut nodes = Vec::with_capacity(list.len());
    for child in list {
        let node = trace(child, evidence);
        if node.state == deciding {
            evidence = None;
        }
        nodes.push(node);
    }
    nodes
}

#[cfg(test)]
mod tests;
