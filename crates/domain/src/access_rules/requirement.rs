//! The requirement: a tree of `all`, `any`, `not` and criteria.
//!
//! Its serde form is the wire form and the stored form at once: an object with one key,
//! which is `all`, `any`, `not` or the name of a criterion. Unknown keys and fields are refused.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, MapAccess, Visitor},
    ser::SerializeMap as _,
};

use super::criteria::{Criterion, CriterionSeed};
use crate::{
    field_problem::FieldProblem,
    limits::{REQUIREMENT_DEPTH_MAX, REQUIREMENT_LIST_MAX, REQUIREMENT_NODES_MAX},
};

/// What must hold. A list without entries holds never: a rule that says nothing opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requirement {
    /// Every one of these holds.
    All(Vec<Requirement>),
    /// At least one of these holds.
    Any(Vec<Requirement>),
    /// This does not hold.
    Not(Box<Requirement>),
    /// One typed condition.
    Criterion(Criterion),
}

impl Requirement {
    /// Everything in the tree that is out of bounds, with JSON pointers that begin with `pointer`.
    ///
    /// A requirement is stored only when this is empty; the time zone of a `time_window` is checked here as well.
    #[must_use]
    pub fn problems(&self, pointer: &str) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.node_count() > REQUIREMENT_NODES_MAX {
            problems.push(FieldProblem::new(
                pointer,
                "too_many_nodes",
                format!("a requirement may have {REQUIREMENT_NODES_MAX} conditions at most"),
            ));
        }
        self.collect_problems(pointer, 1, &mut problems);
        problems
    }

    /// How many nodes the tree has, groups and criteria together.
    #[must_use]
    pub fn node_count(&self) -> usize {
        match self {
            Self::All(children) | Self::Any(children) => {
                1 + children.iter().map(Self::node_count).sum::<usize>()
            }
            Self::Not(child) => 1 + child.node_count(),
            Self::Criterion(_) => 1,
        }
    }

    /// Every criterion of the tree, in reading order.
    #[must_use]
    pub fn criteria(&self) -> Vec<&Criterion> {
        match self {
            Self::All(children) | Self::Any(children) => {
                children.iter().flat_map(Self::criteria).collect()
            }
            Self::Not(child) => child.criteria(),
            Self::Criterion(criterion) => vec![criterion],
        }
    }

    fn collect_problems(&self, pointer: &str, depth: usize, problems: &mut Vec<FieldProblem>) {
        if depth > REQUIREMENT_DEPTH_MAX {
            problems.push(FieldProblem::new(
                pointer,
                "too_deep",
                format!("a requirement may be {REQUIREMENT_DEPTH_MAX} levels deep at most"),
            ));
            return;
        }
        match self {
            Self::All(children) => collect_list("all", children, pointer, depth, problems),
            Self::Any(children) => collect_list("any", children, pointer, depth, problems),
            Self::Not(child) => {
                child.collect_problems(&format!("{pointer}/not"), depth + 1, problems);
            }
            Self::Criterion(criterion) => {
                criterion.check(&format!("{pointer}/{}", criterion.name()), problems);
            }
        }
    }
}

fn collect_list(
    key: &str,
    children: &[Requirement],
    pointer: &str,
    depth: usize,
    problems: &mut Vec<FieldProblem>,
) {
    let pointer = format!("{pointer}/{key}");
    check_list_length(children.len(), &pointer, problems);
    for (index, child) in children.iter().enumerate() {
        child.collect_problems(&format!("{pointer}/{index}"), depth + 1, problems);
    }
}

/// Lists inside a requirement hold at least one entry, and not more than a page can show.
pub(super) fn check_list_length(length: usize, pointer: &str, problems: &mut Vec<FieldProblem>) {
    if length == 0 {
        problems.push(FieldProblem::new(
            pointer,
            "empty",
            "at least one entry is needed",
        ));
    } else if length > REQUIREMENT_LIST_MAX {
        problems.push(FieldProblem::new(
            pointer,
            "too_long",
            format!("{REQUIREMENT_LIST_MAX} entries are allowed at most"),
        ));
    }
}

impl Serialize for Requirement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Self::Criterion(criterion) = self {
            return criterion.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::All(children) => map.serialize_entry("all", children)?,
            Self::Any(children) => map.serialize_entry("any", children)?,
            Self::Not(child) => map.serialize_entry("not", child)?,
            Self::Criterion(_) => {}
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Requirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RequirementVisitor)
    }
}

struct RequirementVisitor;

impl<'de> Visitor<'de> for RequirementVisitor {
    type Value = Requirement;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .write_str("an object with one key: `all`, `any`, `not` or the name of a criterion")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some(key) = map.next_key::<String>()? else {
            return Err(de::Error::invalid_length(0, &self));
        };
        let requirement = match key.as_str() {
            "all" => Requirement::All(map.next_value()?),
            "any" => Requirement::Any(map.next_value()?),
            "not" => Requirement::Not(Box::new(map.next_value()?)),
            name => Requirement::Criterion(map.next_value_seed(CriterionSeed { name })?),
        };
        if map.next_key::<de::IgnoredAny>()?.is_some() {
            return Err(de::Error::invalid_length(2, &self));
        }
        Ok(requirement)
    }
}

#[cfg(test)]
mod tests;
