//! Requirements between the wire and the domain.

mod criteria;

use anteroom_api_types::access_rules as wire;
use anteroom_api_types::sessions as wire_sessions;
use anteroom_domain::access_rules::{AuthenticationMethod, Criterion, Match, Requirement};
use anteroom_domain::field_problem::FieldProblem;

/// Reads a requirement and checks its bounds; `pointer` is where it stands in the body.
///
/// What is wrong is added to `problems`; `None` only when something was.
pub fn from_wire(
    requirement: wire::Requirement,
    pointer: &str,
    problems: &mut Vec<FieldProblem>,
) -> Option<Requirement> {
    let known = problems.len();
    let requirement = read(requirement, pointer, problems)?;
    problems.extend(requirement.problems(pointer));
    (problems.len() == known).then_some(requirement)
}

/// Reads on after a problem, so that all of them are told at once.
fn read(
    requirement: wire::Requirement,
    pointer: &str,
    problems: &mut Vec<FieldProblem>,
) -> Option<Requirement> {
    use wire::Requirement as Wire;
    let criterion = match requirement {
        Wire::All(parts) => {
            return read_parts(parts, &format!("{pointer}/all"), problems).map(Requirement::All);
        }
        Wire::Any(parts) => {
            return read_parts(parts, &format!("{pointer}/any"), problems).map(Requirement::Any);
        }
        Wire::Not(part) => {
            let part = read(*part, &format!("{pointer}/not"), problems)?;
            return Some(Requirement::Not(Box::new(part)));
        }
        Wire::AuthenticationMethod(criterion) => {
            Criterion::AuthenticationMethod(criteria::authentication_method(&criterion))
        }
        Wire::UserGroup(criterion) => Criterion::UserGroup(criteria::user_group(&criterion)),
        Wire::User(criterion) => Criterion::User(criteria::user(&criterion)),
        Wire::ClientNetwork(criterion) => {
            let pointer = format!("{pointer}/client_network");
            Criterion::ClientNetwork(criteria::client_network(&criterion, &pointer, problems)?)
        }
        Wire::TimeWindow(criterion) => {
            let pointer = format!("{pointer}/time_window");
            Criterion::TimeWindow(criteria::time_window(&criterion, &pointer, problems)?)
        }
    };
    Some(Requirement::Criterion(criterion))
}

fn read_parts(
    parts: Vec<wire::Requirement>,
    pointer: &str,
    problems: &mut Vec<FieldProblem>,
) -> Option<Vec<Requirement>> {
    let read: Vec<Option<Requirement>> = parts
        .into_iter()
        .enumerate()
        .map(|(index, part)| read(part, &format!("{pointer}/{index}"), problems))
        .collect();
    read.into_iter().collect()
}

/// Shows a requirement.
pub fn to_wire(requirement: &Requirement) -> wire::Requirement {
    match requirement {
        Requirement::All(parts) => wire::Requirement::All(parts.iter().map(to_wire).collect()),
        Requirement::Any(parts) => wire::Requirement::Any(parts.iter().map(to_wire).collect()),
        Requirement::Not(part) => wire::Requirement::Not(Box::new(to_wire(part))),
        Requirement::Criterion(criterion) => criteria::to_wire(criterion),
    }
}

/// A method, read.
pub const fn method_from_wire(method: wire_sessions::AuthenticationMethod) -> AuthenticationMethod {
    use wire_sessions::AuthenticationMethod as Wire;
    match method {
        Wire::Password => AuthenticationMethod::Password,
        Wire::EmailCode => AuthenticationMethod::EmailCode,
        Wire::SmsCode => AuthenticationMethod::SmsCode,
        Wire::Totp => AuthenticationMethod::Totp,
        Wire::Passkey => AuthenticationMethod::Passkey,
        Wire::MobileApp => AuthenticationMethod::MobileApp,
        Wire::Oidc => AuthenticationMethod::Oidc,
    }
}

/// A method, shown.
pub const fn method_to_wire(method: AuthenticationMethod) -> wire_sessions::AuthenticationMethod {
    use wire_sessions::AuthenticationMethod as Wire;
    match method {
        AuthenticationMethod::Password => Wire::Password,
        AuthenticationMethod::EmailCode => Wire::EmailCode,
        AuthenticationMethod::SmsCode => Wire::SmsCode,
        AuthenticationMethod::Totp => Wire::Totp,
        AuthenticationMethod::Passkey => Wire::Passkey,
        AuthenticationMethod::MobileApp => Wire::MobileApp,
        AuthenticationMethod::Oidc => Wire::Oidc,
    }
}

const fn match_from_wire(matching: wire::Match) -> Match {
    match matching {
        wire::Match::Any => Match::Any,
        wire::Match::All => Match::All,
    }
}

const fn match_to_wire(matching: Match) -> wire::Match {
    match matching {
        Match::Any => wire::Match::Any,
        Match::All => wire::Match::All,
    }
}

#[cfg(test)]
mod tests;
