//! A requirement as a tree that can be edited, in plain Rust: nodes have ids, and every operation names them.
//!
//! The contract's `not` has one part. People rather think "none of these", so the editor has three kinds of groups;
//! `none` with one part is written as `not`, with several as `not` of `any`.

mod wire;

use super::criterion_state::CriterionDraft;
use anteroom_api_types::access_rules::Requirement;
use wire::{locate, read, write};

/// Levels and nodes that the server takes.
const DEPTH_MAX: usize = 8;
const NODES_MAX: usize = 64;

/// Names a node for as long as the editor is open.
pub type NodeId = u32;

/// How the parts of a group count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    All,
    Any,
    None,
}

impl GroupKind {
    pub const ALL: [Self; 3] = [Self::All, Self::Any, Self::None];

    /// Its name in selects and in the keys of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
            Self::None => "none",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub id: NodeId,
    pub content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Group {
        kind: GroupKind,
        children: Vec<Node>,
    },
    Criterion(CriterionDraft),
}

/// Where a node may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    pub up: bool,
    pub down: bool,
    /// Out of its group, behind it.
    pub out: bool,
    /// To the end of the group before it.
    pub into_previous: bool,
}

/// The tree. Its root is always a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementTree {
    root: Node,
    next_id: NodeId,
}

/// A node, a field of it, and the code of what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeProblem {
    pub node: NodeId,
    pub field: String,
    pub code: &'static str,
}

impl RequirementTree {
    /// An empty tree: a group of which all parts must hold.
    pub fn empty() -> Self {
        Self {
            root: group(0, GroupKind::All, Vec::new()),
            next_id: 1,
        }
    }

    /// The tree of a stored requirement.
    pub fn from_requirement(requirement: &Requirement) -> Self {
        let mut next_id = 0;
        let mut root = read(requirement, &mut next_id);
        if matches!(root.content, Content::Criterion(_)) {
            root = group(next_id, GroupKind::All, vec![root]);
            next_id += 1;
        }
        Self { root, next_id }
    }

    /// The requirement to send.
    ///
    /// # Errors
    /// Everything that is wrong with what was typed.
    pub fn to_requirement(&self) -> Result<Requirement, Vec<NodeProblem>> {
        let mut problems = Vec::new();
        let requirement = write(&self.root, &mut problems);
        if problems.is_empty() {
            Ok(requirement)
        } else {
            Err(problems)
        }
    }

    pub fn root(&self) -> NodeId {
        self.root.id
    }

    pub fn is_empty(&self) -> bool {
        self.children(self.root.id).is_empty()
    }

    pub fn node(&self, id: NodeId) -> Option<&Node> {
        find(&self.root, id)
    }

    /// The kind of a group; nothing for a criterion.
    pub fn kind(&self, id: NodeId) -> Option<GroupKind> {
        match &self.node(id)?.content {
            Content::Group { kind, .. } => Some(*kind),
            Content::Criterion(_) => None,
        }
    }

    /// The parts of a group.
    pub fn children(&self, id: NodeId) -> Vec<NodeId> {
        match self.node(id).map(|node| &node.content) {
            Some(Content::Group { children, .. }) => {
                children.iter().map(|child| child.id).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The group that a node is in, and its place there.
    pub fn place(&self, id: NodeId) -> Option<(NodeId, usize)> {
        place(&self.root, id)
    }

    pub fn set_kind(&mut self, id: NodeId, new: GroupKind) {
        if let Some(Content::Group { kind, .. }) = self.content_mut(id) {
            *kind = new;
        }
    }

    pub fn set_criterion(&mut self, id: NodeId, new: CriterionDraft) {
        if let Some(Content::Criterion(criterion)) = self.content_mut(id) {
            *criterion = new;
        }
    }

    /// Whether one more node fits into a group.
    pub fn has_room(&self, group: NodeId) -> bool {
        count(&self.root) < NODES_MAX && self.depth_of(group).is_some_and(|depth| depth < DEPTH_MAX)
    }

    /// Adds a criterion to the end of a group.
    pub fn add_criterion(&mut self, parent: NodeId, criterion: CriterionDraft) -> Option<NodeId> {
        self.add(parent, Content::Criterion(criterion))
    }

    /// Adds a group to the end of a group.
    pub fn add_group(&mut self, parent: NodeId, kind: GroupKind) -> Option<NodeId> {
        let children = Vec::new();
        self.add(parent, Content::Group { kind, children })
    }

    fn add(&mut self, parent: NodeId, content: Content) -> Option<NodeId> {
        if !self.has_room(parent) {
            return None;
        }
        let id = self.next_id;
        let node = Node { id, content };
        self.children_mut(parent)?.push(node);
        self.next_id += 1;
        Some(id)
    }

    /// Takes a node out, with all that is in it. The root stays.
    pub fn remove(&mut self, id: NodeId) -> Option<Node> {
        let (parent, position) = self.place(id)?;
        let children = self.children_mut(parent)?;
        (position < children.len()).then(|| children.remove(position))
    }

    /// Puts a node that was taken out back into its place.
    pub fn put_back(&mut self, parent: NodeId, position: usize, node: Node) {
        if let Some(children) = self.children_mut(parent) {
            children.insert(position.min(children.len()), node);
        }
    }

    /// Where a node may go.
    pub fn moves(&self, id: NodeId) -> Moves {
        let Some((parent, position)) = self.place(id) else {
            return Moves::default();
        };
        let siblings = self.children(parent);
        let previous = position
            .checked_sub(1)
            .and_then(|before| siblings.get(before));
        let height = self.node(id).map_or(0, height);
        let fits = |group: NodeId| {
            self.depth_of(group)
                .is_some_and(|depth| depth + height <= DEPTH_MAX)
        };
        Moves {
            up: previous.is_some(),
            down: position + 1 < siblings.len(),
            out: self.place(parent).is_some(),
            into_previous: previous
                .is_some_and(|group| self.kind(*group).is_some() && fits(*group)),
        }
    }

    pub fn move_up(&mut self, id: NodeId) {
        if let Some((parent, position)) = self.place(id).filter(|_| self.moves(id).up)
            && let Some(children) = self.children_mut(parent)
        {
            children.swap(position - 1, position);
        }
    }

    pub fn move_down(&mut self, id: NodeId) {
        if let Some((parent, position)) = self.place(id).filter(|_| self.moves(id).down)
            && let Some(children) = self.children_mut(parent)
        {
            children.swap(position, position + 1);
        }
    }

    pub fn move_out(&mut self, id: NodeId) {
        let Some((parent, _)) = self.place(id).filter(|_| self.moves(id).out) else {
            return;
        };
        if let (Some((grandparent, position)), Some(node)) = (self.place(parent), self.remove(id)) {
            self.put_back(grandparent, position + 1, node);
        }
    }

    pub fn move_into_previous(&mut self, id: NodeId) {
        let Some((parent, position)) = self.place(id).filter(|_| self.moves(id).into_previous)
        else {
            return;
        };
        let previous = position
            .checked_sub(1)
            .and_then(|before| self.children(parent).get(before).copied());
        if let (Some(group), Some(node)) = (previous, self.remove(id)) {
            self.put_back(group, usize::MAX, node);
        }
    }

    /// The node that a JSON pointer leads to, and the rest of the pointer inside of it. `prefix` is the pointer of
    /// the requirement in the body that was sent.
    pub fn locate(&self, pointer: &str, prefix: &str) -> Option<(NodeId, String)> {
        let rest = pointer.strip_prefix(prefix)?;
        let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
        Some(locate(&self.root, &parts))
    }

    fn depth_of(&self, id: NodeId) -> Option<usize> {
        match self.place(id) {
            Some((parent, _)) => Some(self.depth_of(parent)? + 1),
            None => (id == self.root.id).then_some(1),
        }
    }

    fn content_mut(&mut self, id: NodeId) -> Option<&mut Content> {
        find_mut(&mut self.root, id).map(|node| &mut node.content)
    }

    fn children_mut(&mut self, id: NodeId) -> Option<&mut Vec<Node>> {
        match self.content_mut(id)? {
            Content::Group { children, .. } => Some(children),
            Content::Criterion(_) => None,
        }
    }
}

fn group(id: NodeId, kind: GroupKind, children: Vec<Node>) -> Node {
    Node {
        id,
        content: Content::Group { kind, children },
    }
}

fn children_of(node: &Node) -> &[Node] {
    match &node.content {
        Content::Group { children, .. } => children,
        Content::Criterion(_) => &[],
    }
}

fn find(node: &Node, id: NodeId) -> Option<&Node> {
    if node.id == id {
        return Some(node);
    }
    children_of(node).iter().find_map(|child| find(child, id))
}

fn find_mut(node: &mut Node, id: NodeId) -> Option<&mut Node> {
    if node.id == id {
        return Some(node);
    }
    match &mut node.content {
        Content::Group { children, .. } => {
            children.iter_mut().find_map(|child| find_mut(child, id))
        }
        Content::Criterion(_) => None,
    }
}

fn place(node: &Node, id: NodeId) -> Option<(NodeId, usize)> {
    let children = children_of(node);
    if let Some(position) = children.iter().position(|child| child.id == id) {
        return Some((node.id, position));
    }
    children.iter().find_map(|child| place(child, id))
}

fn count(node: &Node) -> usize {
    1 + children_of(node).iter().map(count).sum::<usize>()
}

/// Levels of a node with all that is in it.
fn height(node: &Node) -> usize {
    1 + children_of(node).iter().map(height).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
