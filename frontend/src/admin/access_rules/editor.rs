//! The editor of a requirement: what its parts share, and the component that shows the tree.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::criterion_state::{CriterionDraft, CriterionKind};
use super::editor_nodes::node_view;
use super::requirement_state::{GroupKind, NodeId, NodeProblem, RequirementTree};
use crate::admin::form::FormError;
use crate::kit::{browser, toast};
use crate::text::t;

/// What is wrong with a node, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NodeMessage {
    node: NodeId,
    field: String,
    sentence: String,
}

/// A tree that is being edited.
#[derive(Clone, Copy)]
pub struct Editor {
    tree: RwSignal<RequirementTree>,
    messages: RwSignal<Vec<NodeMessage>>,
    /// Counts the trees that were put in as a whole, so that their nodes are shown anew.
    generation: RwSignal<u32>,
}

impl Editor {
    pub fn new(tree: RequirementTree) -> Self {
        Self {
            tree: RwSignal::new(tree),
            messages: RwSignal::new(Vec::new()),
            generation: RwSignal::new(0),
        }
    }

    /// Something of the tree, reactively.
    pub fn with<T>(self, read: impl FnOnce(&RequirementTree) -> T) -> T {
        self.tree.with(read)
    }

    /// Something of the tree as it is now.
    pub fn peek<T>(self, read: impl FnOnce(&RequirementTree) -> T) -> T {
        self.tree.with_untracked(read)
    }

    /// Puts another tree in.
    pub fn fill(self, tree: RequirementTree) {
        self.messages.set(Vec::new());
        self.tree.set(tree);
        self.generation
            .update(|count| *count = count.wrapping_add(1));
    }

    pub fn clear_messages(self) {
        self.messages.set(Vec::new());
    }

    /// Shows what the tree itself found wrong.
    pub fn show_problems(self, problems: &[NodeProblem]) {
        let message = |problem: &NodeProblem| NodeMessage {
            node: problem.node,
            field: problem.field.clone(),
            sentence: t(&format!("field-{}", problem.code)),
        };
        self.messages.set(problems.iter().map(message).collect());
    }

    /// Shows those errors of the server that lie below `prefix` at their nodes, and hands the others back.
    pub fn take(self, errors: Vec<FormError>, prefix: &str) -> Vec<FormError> {
        let mut messages = Vec::new();
        let mut others = Vec::new();
        self.tree.with_untracked(|tree| {
            for error in errors {
                match tree.locate(&error.pointer, prefix) {
                    Some((node, field)) => messages.push(NodeMessage {
                        node,
                        field,
                        sentence: error.sentence,
                    }),
                    None => others.push(error),
                }
            }
        });
        self.messages.set(messages);
        others
    }

    /// The messages as lines of a summary.
    pub fn summary(self) -> Vec<(String, String)> {
        self.messages
            .get()
            .into_iter()
            .map(|message| (node_element(message.node), message.sentence))
            .collect()
    }

    /// What is wrong with a field of a node; with the node itself for the empty field.
    pub fn message(self, node: NodeId, field: &'static str) -> MaybeProp<String> {
        MaybeProp::derive(move || {
            self.messages.with(|messages| {
                messages
                    .iter()
                    .find(|message| message.node == node && message.field == field)
                    .map(|message| message.sentence.clone())
            })
        })
    }

    pub fn set_criterion(self, node: NodeId, criterion: CriterionDraft) {
        self.tree.update(|tree| tree.set_criterion(node, criterion));
    }

    pub fn set_kind(self, node: NodeId, kind: GroupKind) {
        self.tree.update(|tree| tree.set_kind(node, kind));
    }

    pub fn add_criterion(self, parent: NodeId, kind: CriterionKind) {
        let criterion = CriterionDraft::new(kind, &own_zone());
        let mut added = None;
        self.tree
            .update(|tree| added = tree.add_criterion(parent, criterion));
        focus_soon(added);
    }

    pub fn add_group(self, parent: NodeId) {
        let mut added = None;
        self.tree
            .update(|tree| added = tree.add_group(parent, GroupKind::Any));
        focus_soon(added);
    }

    /// Changes the place of a node, and keeps the focus on it.
    pub fn relocate(self, node: NodeId, change: fn(&mut RequirementTree, NodeId)) {
        self.tree.update(|tree| change(tree, node));
        focus_soon(Some(node));
    }

    /// Takes a node out; Undo puts it back.
    pub fn remove(self, node: NodeId) {
        let Some((parent, position)) = self.peek(|tree| tree.place(node)) else {
            return;
        };
        let mut removed = None;
        self.tree.update(|tree| removed = tree.remove(node));
        let Some(removed) = removed else { return };
        focus_soon(Some(parent));
        let undo = move || {
            // The editor may be gone by now.
            let _ = self
                .tree
                .try_update(|tree| tree.put_back(parent, position, removed.clone()));
        };
        toast::show_undo(text!("rule-part-removed"), undo);
    }
}

/// The id of the element of a node.
pub fn node_element(node: NodeId) -> String {
    format!("rule-node-{node}")
}

/// Focuses a node once it is on the page.
fn focus_soon(node: Option<NodeId>) {
    if let Some(node) = node {
        spawn_local(async move {
            browser::sleep_milliseconds(0).await;
            browser::focus(&node_element(node));
        });
    }
}

/// The time zone of this browser.
fn own_zone() -> String {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new())
        .resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// The tree with its tools.
#[component]
pub fn RequirementEditor(editor: Editor) -> impl IntoView {
    move || {
        let _shown_anew = editor.generation.get();
        let root = editor.peek(RequirementTree::root);
        view! { <div class="rule-editor">{node_view(editor, root)}</div> }
    }
}
