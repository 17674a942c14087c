//! The tree in the form of the contract, and the way from a JSON pointer back to its node.

use anteroom_api_types::access_rules::Requirement;

use super::{Content, CriterionDraft, GroupKind, Node, NodeId, NodeProblem, group};

/// Reads a stored requirement. `next_id` is the id for the next node.
pub fn read(requirement: &Requirement, next_id: &mut NodeId) -> Node {
    let id = *next_id;
    *next_id += 1;
    let mut list = |parts: &[Requirement]| parts.iter().map(|part| read(part, next_id)).collect();
    match requirement {
        Requirement::All(parts) => group(id, GroupKind::All, list(parts)),
        Requirement::Any(parts) => group(id, GroupKind::Any, list(parts)),
        Requirement::Not(part) => match part.as_ref() {
            Requirement::Any(parts) => group(id, GroupKind::None, list(parts)),
            part => group(id, GroupKind::None, list(std::slice::from_ref(part))),
        },
        criterion => Node {
            id,
            content: Content::Criterion(CriterionDraft::from_requirement(criterion)),
        },
    }
}

/// Writes a node, and notes what is wrong with what was typed.
pub fn write(node: &Node, problems: &mut Vec<NodeProblem>) -> Requirement {
    let (kind, children) = match &node.content {
        Content::Group { kind, children } => (*kind, children),
        Content::Criterion(criterion) => {
            let problem = |(field, code): (&str, &'static str)| NodeProblem {
                node: node.id,
                field: field.to_owned(),
                code,
            };
            problems.extend(criterion.problems().into_iter().map(problem));
            return criterion.to_requirement();
        }
    };
    if children.is_empty() {
        problems.push(NodeProblem {
            node: node.id,
            field: String::new(),
            code: "group_empty",
        });
    }
    let mut parts: Vec<Requirement> = children
        .iter()
        .map(|child| write(child, problems))
        .collect();
    match kind {
        GroupKind::All => Requirement::All(parts),
        GroupKind::Any => Requirement::Any(parts),
        GroupKind::None => match (parts.len(), parts.pop()) {
            (1, Some(part)) => Requirement::Not(Box::new(part)),
            (_, last) => {
                parts.extend(last);
                Requirement::Not(Box::new(Requirement::Any(parts)))
            }
        },
    }
}

/// Follows a pointer in the form in which [`write`] writes the tree.
pub fn locate(node: &Node, parts: &[&str]) -> (NodeId, String) {
    let Content::Group { kind, children } = &node.content else {
        let field = parts.get(1).copied().unwrap_or_default();
        return (node.id, field.to_owned());
    };
    let rest = match (kind, parts) {
        (GroupKind::All, ["all", rest @ ..]) | (GroupKind::Any, ["any", rest @ ..]) => rest,
        (GroupKind::None, ["not", rest @ ..]) => match (children.as_slice(), rest) {
            ([only], rest) => return locate(only, rest),
            (_, ["any", rest @ ..]) => rest,
            _ => &[],
        },
        _ => &[],
    };
    let child = rest
        .first()
        .and_then(|position| position.parse::<usize>().ok())
        .and_then(|position| children.get(position));
    match (child, rest) {
        (Some(child), [_, inner @ ..]) => locate(child, inner),
        _ => (node.id, String::new()),
    }
}
