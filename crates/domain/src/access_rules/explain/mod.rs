//! Words for people: what a rule asks for, and why somebody was not let in.
//!
//! The console, the simulator and the user's page all take their sentences from here.
//! A language is one file with a table; to add one, add the file, its name to [`Language`], and its line to `words_of`.

mod de;
mod en;
mod sv;
pub(super) mod words;

use super::{
    AuthenticationMethod, Decision, NamedRequirement, Outcome, Requirement, RuleSource, TraceNode,
    TraceSubject,
};
use crate::{
    ids::{UserGroupId, UserId},
    named_enum::named_enum,
};
use words::Words;

named_enum! {
    /// A language that the product speaks, by its BCP 47 tag.
    pub enum Language {
        /// English.
        En => "en",
        /// Swedish.
        Sv => "sv",
        /// German.
        De => "de",
    }
}

/// Looks up what people call the users and groups that rules refer to by id.
pub trait Names {
    /// The name of a user; `None` when there is no such user (any more).
    fn user(&self, id: UserId) -> Option<String>;
    /// The name of a user group; `None` when there is no such group (any more).
    fn user_group(&self, id: UserGroupId) -> Option<String>;
}

/// Knows no names: for places where nobody may learn them.
#[derive(Debug, Clone, Copy)]
pub struct NoNames;

impl Names for NoNames {
    fn user(&self, _id: UserId) -> Option<String> {
        None
    }

    fn user_group(&self, _id: UserGroupId) -> Option<String> {
        None
    }
}

const fn words_of(language: Language) -> &'static Words {
    match language {
        Language::En => &en::WORDS,
        Language::Sv => &sv::WORDS,
        Language::De => &de::WORDS,
    }
}

/// What a method is called, as a part of a sentence: `authenticator app code`.
#[must_use]
pub fn method_name(method: AuthenticationMethod, language: Language) -> &'static str {
    (words_of(language).method)(method)
}

/// A requirement as one part of a sentence, exact and complete:
/// `signed in with password and e-mail code, from 192.0.2.0/24`.
#[must_use]
pub fn requirement_sentence(
    requirement: &Requirement,
    language: Language,
    names: &dyn Names,
) -> String {
    sentence(requirement, words_of(language), names, Place::Top)
}

/// One node of a trace, for administrators. The sentences of the nodes below it are not repeated.
#[must_use]
pub fn trace_sentence(node: &TraceNode, language: Language, names: &dyn Names) -> String {
    let words = words_of(language);
    match &node.subject {
        TraceSubject::Rule { source, name, .. } => rule_name(*source, name, words),
        TraceSubject::All => words.all_below.to_owned(),
        TraceSubject::Any => words.any_below.to_owned(),
        TraceSubject::Not => words.not_below.to_owned(),
        TraceSubject::Criterion(criterion) => criterion.condition().sentence(words, names),
    }
}

/// What to tell the user about a decision: polite, and giving away nothing of the rule but the methods
/// that are missing. `None` when the decision is to allow.
#[must_use]
pub fn sentence_for_user(decision: &Decision, language: Language) -> Option<String> {
    let words = words_of(language);
    match &decision.outcome {
        Outcome::Allow => None,
        Outcome::StepUp { missing_methods } => Some(
            words
                .also_confirm_with
                .replace("{methods}", &method_list(missing_methods, words)),
        ),
        Outcome::Deny {
            missing_not_available,
        } if !missing_not_available.is_empty() => Some(
            words
                .not_set_up
                .replace("{methods}", &method_list(missing_not_available, words)),
        ),
        Outcome::Deny { .. } => Some(words.not_allowed.to_owned()),
    }
}

/// What to tell an administrator about a decision: the exact condition that was not met and its rule.
/// `None` when the decision is to allow.
#[must_use]
pub fn sentence_for_administrator(
    decision: &Decision,
    language: Language,
    names: &dyn Names,
) -> Option<String> {
    let words = words_of(language);
    let unmet = decision.first_unmet.as_ref()?;
    let condition = sentence(&unmet.requirement, words, names, Place::Top);
    Some(
        words
            .not_met
            .replace("{rule}", &rule_name(unmet.source, &unmet.rule_name, words))
            .replace("{condition}", &condition),
    )
}

/// All rules of a resource as one sentence, for lists: `signed in, from 192.0.2.0/24`.
#[must_use]
pub fn rules_sentence(rules: &[NamedRequirement], language: Language, names: &dyn Names) -> String {
    let words = words_of(language);
    if rules.is_empty() {
        return words.open_to_all.to_owned();
    }
    let parts: Vec<String> = rules
        .iter()
        .map(|rule| match rule.source {
            RuleSource::SignedIn => words.signed_in.to_owned(),
            _ => sentence(&rule.requirement, words, names, Place::Inside),
        })
        .collect();
    Words::conditions(&parts)
}

fn method_list(methods: &[AuthenticationMethod], words: &Words) -> String {
    let names: Vec<String> = methods
        .iter()
        .map(|method| (words.method)(*method).to_owned())
        .collect();
    words.all_of(&names)
}

fn rule_name(source: RuleSource, name: &str, words: &Words) -> String {
    match source {
        RuleSource::Global => words.global_rule.replace("{name}", name),
        RuleSource::General => words.general_rule.replace("{name}", name),
        RuleSource::Specific => words.specific_rule.to_owned(),
        RuleSource::SignedIn => words.signed_in_rule.to_owned(),
    }
}

/// Whether a group of conditions needs brackets to be read rightly.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    Inside,
}

fn sentence(requirement: &Requirement, words: &Words, names: &dyn Names, place: Place) -> String {
    let parts = |children: &[Requirement]| -> Vec<String> {
        let inside = if children.len() > 1 {
            Place::Inside
        } else {
            place
        };
        children
            .iter()
            .map(|child| sentence(child, words, names, inside))
            .collect()
    };
    let text = match requirement {
        Requirement::All(children) | Requirement::Any(children) if children.is_empty() => {
            return words.never.to_owned();
        }
        Requirement::All(children) => Words::conditions(&parts(children)),
        Requirement::Any(children) => words.alternatives(&parts(children)),
        Requirement::Not(child) => {
            let inner = sentence(child, words, names, Place::Inside);
            return words.not.replace("{condition}", &inner);
        }
        Requirement::Criterion(criterion) => return criterion.condition().sentence(words, names),
    };
    match requirement {
        Requirement::All(children) | Requirement::Any(children)
            if place == Place::Inside && children.len() > 1 =>
        {
            format!("({text})")
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests;
