//! Decisions on the wire: politely for the user, with the trace for administrators.

use anteroom_api_types::access_rules as wire;
use anteroom_api_types::users::NamedRef;
use anteroom_domain::access_rules::explain::{Language, Names, sentence_for_user, trace_sentence};
use anteroom_domain::access_rules::{
    AuthenticationMethod, Decision, NodeState, Outcome, TraceNode, TraceSubject,
};

use super::requirement::{method_from_wire, method_to_wire};
use super::resource;
use crate::access_rules::service::simulate::{Simulation, SimulationRefused};
use crate::http::ApiError;

/// A decision with the polite reason; the trace would give the rules away, so it is left out.
pub fn for_user(decision: &Decision, language: Language) -> wire::Decision {
    let (outcome, missing, unavailable): (_, &[_], &[_]) = match &decision.outcome {
        Outcome::Allow => (wire::Outcome::Allow, &[], &[]),
        Outcome::StepUp { missing_methods } => (wire::Outcome::StepUp, missing_methods, &[]),
        Outcome::Deny {
            missing_not_available,
        } => (wire::Outcome::Deny, &[], missing_not_available),
    };
    wire::Decision {
        outcome,
        missing_methods: methods(missing),
        unavailable_methods: methods(unavailable),
        reason: sentence_for_user(decision, language),
        trace: Vec::new(),
    }
}

/// The same with the trace: rule names and sentences.
pub fn for_administrator(
    decision: &Decision,
    language: Language,
    names: &dyn Names,
) -> wire::Decision {
    let show = |node| trace_node(node, language, names);
    wire::Decision {
        trace: decision.trace.iter().map(show).collect(),
        ..for_user(decision, language)
    }
}

fn trace_node(node: &TraceNode, language: Language, names: &dyn Names) -> wire::TraceNode {
    let rule = match &node.subject {
        TraceSubject::Rule {
            id: Some(id), name, ..
        } => Some(NamedRef {
            id: id.as_uuid(),
            name: name.clone(),
        }),
        _ => None,
    };
    let show = |child| trace_node(child, language, names);
    wire::TraceNode {
        rule,
        sentence: trace_sentence(node, language, names),
        state: match node.state {
            NodeState::Held => wire::TraceState::Held,
            NodeState::NotHeld => wire::TraceState::NotHeld,
            NodeState::NotReached => wire::TraceState::NotReached,
        },
        children: node.children.iter().map(show).collect(),
    }
}

fn methods(
    methods: &[AuthenticationMethod],
) -> Vec<anteroom_api_types::sessions::AuthenticationMethod> {
    methods.iter().copied().map(method_to_wire).collect()
}

/// Reads what is to be tried.
pub fn simulation(body: wire::SimulateDecision) -> Result<Simulation, ApiError> {
    let mut problems = Vec::new();
    let path = resource::path(&body.resource_path, "/resource_path", &mut problems);
    let client_address = match body.client_address.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(text) => match text.parse() {
            Ok(address) => Some(address),
            Err(_not_an_address) => {
                problems.push(anteroom_domain::field_problem::FieldProblem::new(
                    "/client_address",
                    "malformed",
                    "a network address is written like 192.0.2.10 or 2001:db8::10",
                ));
                None
            }
        },
    };
    match path {
        Some(path) if problems.is_empty() => Ok(Simulation {
            user: body.user_id.map(Into::into),
            path,
            client_address,
            at: body.at.map(Into::into),
            methods: body.methods.into_iter().map(method_from_wire).collect(),
        }),
        _ => Err(super::refused(problems)),
    }
}

impl From<SimulationRefused> for ApiError {
    fn from(refused: SimulationRefused) -> Self {
        match refused {
            SimulationRefused::UserUnknown => {
                Self::field("/user_id", "unknown_reference", "there is no such user")
            }
        }
    }
}
