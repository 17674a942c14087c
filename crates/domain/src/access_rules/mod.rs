//! Access rules: what must hold before somebody may use a resource.
//!
//! [`resources`] collects the rules of a path, [`evaluate`] decides them over the [`Evidence`] of a request and
//! leaves a trace, [`explain`] puts requirements, traces and refusals into words.

mod criteria;
mod evaluation;
mod evidence;
pub mod explain;
mod requirement;
pub mod resources;

pub use criteria::{
    AuthenticationMethodCriterion, ClientNetworkCriterion, Criterion, Match, NotATimeOfDay,
    TimeOfDay, TimeWindowCriterion, UserCriterion, UserGroupCriterion, Weekday,
};
pub use evaluation::{asks_for_authentication, evaluate, methods_asked_for_at_sign_in};
pub use evidence::{AuthenticationMethod, Evidence, EvidenceUser, MethodPassed, ProofDestination};
pub use requirement::Requirement;

use crate::{ids::AccessRuleId, named_enum::named_enum};

named_enum! {
    /// Where a rule that holds for a resource comes from.
    pub enum RuleSource {
        /// It holds for every resource.
        Global => "global",
        /// The resource (or the parent that it inherits from) lists it.
        General => "general",
        /// It belongs to the resource alone.
        Specific => "specific",
        /// Built in: a resource without any rule asks for a signed-in user.
        SignedIn => "signed_in",
    }
}

/// One of the requirements that together decide over a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRequirement {
    /// Where it comes from.
    pub source: RuleSource,
    /// The rule, for global and general rules.
    pub id: Option<AccessRuleId>,
    /// What people call it; empty for specific and built-in requirements.
    pub name: String,
    /// What must hold.
    pub requirement: Requirement,
}

impl NamedRequirement {
    /// The built-in requirement of a signed-in user: any method has been passed.
    #[must_use]
    pub fn signed_in() -> Self {
        Self {
            source: RuleSource::SignedIn,
            id: None,
            name: String::new(),
            requirement: Requirement::Criterion(Criterion::AuthenticationMethod(
                AuthenticationMethodCriterion::any_of(AuthenticationMethod::ALL),
            )),
        }
    }

    /// The requirement that belongs to one resource alone.
    #[must_use]
    pub const fn specific(requirement: Requirement) -> Self {
        Self {
            source: RuleSource::Specific,
            id: None,
            name: String::new(),
            requirement,
        }
    }
}

/// What was decided, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Allow, step up or deny.
    pub outcome: Outcome,
    /// One node for each rule, in the order in which they were given.
    pub trace: Vec<TraceNode>,
    /// The first condition that did not hold, in reading order; `None` with [`Outcome::Allow`].
    pub first_unmet: Option<Unmet>,
}

/// The three answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Every rule holds.
    Allow,
    /// Every rule would hold if these methods, which the user can use, were passed as well; in the order to ask for them.
    StepUp {
        /// Never empty.
        missing_methods: Vec<AuthenticationMethod>,
    },
    /// Not allowed, and no proof that the user can give changes that.
    Deny {
        /// Methods that the user has not set up, and that (with others) would have made the rules hold.
        /// Empty when no method at all would help.
        missing_not_available: Vec<AuthenticationMethod>,
    },
}

impl Outcome {
    /// The name on the wire: `allow`, `step_up` or `deny`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::StepUp { .. } => "step_up",
            Self::Deny { .. } => "deny",
        }
    }
}

impl Decision {
    /// Whether every rule holds.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.outcome == Outcome::Allow
    }

    /// Methods that are missing and that the user has not set up; empty unless the outcome is a denial for their sake.
    #[must_use]
    pub fn unavailable_methods(&self) -> &[AuthenticationMethod] {
        match &self.outcome {
            Outcome::Deny {
                missing_not_available,
            } => missing_not_available,
            Outcome::Allow | Outcome::StepUp { .. } => &[],
        }
    }

    /// The methods to ask for; empty unless the outcome is a step-up.
    #[must_use]
    pub fn missing_methods(&self) -> &[AuthenticationMethod] {
        match &self.outcome {
            Outcome::StepUp { missing_methods } => missing_methods,
            Outcome::Allow | Outcome::Deny { .. } => &[],
        }
    }
}

named_enum! {
    /// What became of a node while it was decided.
    pub enum NodeState {
        /// It holds.
        Held => "held",
        /// It does not hold.
        NotHeld => "not_held",
        /// The nodes before it had decided already.
        NotReached => "not_reached",
    }
}

/// One node of the trace; [`explain::trace_sentence`] puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceNode {
    /// What the node is.
    pub subject: TraceSubject,
    /// Whether it holds.
    pub state: NodeState,
    /// The nodes below it.
    pub children: Vec<TraceNode>,
}

/// What a node of the trace stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TraceSubject {
    /// A whole rule; its requirement is the only child.
    Rule {
        /// Where the rule comes from.
        source: RuleSource,
        /// The rule, for global and general rules.
        id: Option<AccessRuleId>,
        /// What people call it.
        name: String,
    },
    /// Everything below must hold.
    All,
    /// One below must hold.
    Any,
    /// What is below must not hold.
    Not,
    /// A condition.
    Criterion(Criterion),
}

impl TraceSubject {
    /// The kind on the wire: `rule`, `all`, `any`, `not` or the name of the criterion.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Rule { .. } => "rule",
            Self::All => "all",
            Self::Any => "any",
            Self::Not => "not",
            Self::Criterion(criterion) => criterion.name(),
        }
    }
}

/// The first condition that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// Where its rule comes from.
    pub source: RuleSource,
    /// The rule, for global and general rules.
    pub rule_id: Option<AccessRuleId>,
    /// What people call the rule.
    pub rule_name: String,
    /// The condition: a criterion, or the `not` or empty list that failed.
    pub requirement: Requirement,
}
