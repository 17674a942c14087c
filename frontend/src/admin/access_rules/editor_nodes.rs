//! The nodes of the tree on the page: groups with their parts, criteria with their forms, and the tools of each.

use leptos::prelude::*;

use super::criterion_forms::criterion_form;
use super::criterion_state::CriterionKind;
use super::editor::{Editor, node_element};
use super::requirement_state::{Content, GroupKind, NodeId, RequirementTree};
use crate::kit::{IconName, Menu, MenuItem};
use crate::text::t;

/// A node with all that is in it.
pub fn node_view(editor: Editor, id: NodeId) -> AnyView {
    let criterion = editor.peek(|tree| match tree.node(id).map(|node| &node.content) {
        Some(Content::Criterion(criterion)) => Some(criterion.clone()),
        _ => None,
    });
    match criterion {
        None => group_view(editor, id),
        Some(criterion) => {
            let title = t(&format!("criterion-{}", criterion.kind().name()));
            let (name, label) = (title.clone(), title.clone());
            view! {
                <div class="rule-criterion" id=node_element(id) role="group" tabindex="-1" aria-label=label>
                    <header class="rule-node__head">
                        <h3 class="rule-node__title">{title}</h3>
                        {tools(editor, id, name)}
                    </header>
                    {message(editor, id)}
                    <div class="rule-criterion__form">{criterion_form(editor, id, criterion)}</div>
                </div>
            }
            .into_any()
        }
    }
}

fn group_view(editor: Editor, id: NodeId) -> AnyView {
    let children = Memo::new(move |_| editor.with(|tree| tree.children(id)));
    let is_root = editor.peek(|tree| tree.root() == id);
    let tools = (!is_root).then(|| tools(editor, id, text!("rule-group")));
    let kind = Memo::new(move |_| editor.with(|tree| tree.kind(id)).unwrap_or(GroupKind::All));
    // The word between the parts makes the tree readable without its colours.
    let joint = move || t(&format!("rule-joint-{}", kind.get().name()));
    view! {
        <div
            class=move || format!("rule-group rule-group--{}", kind.get().name())
            id=node_element(id)
            role="group"
            tabindex="-1"
            aria-label=text!("rule-group")
        >
            <header class="rule-node__head">
                {kind_select(editor, id, kind)}
                {tools}
            </header>
            {message(editor, id)}
            <ol class="rule-group__parts">
                <For each=move || children.get() key=|child| *child let:child>
                    <li class="rule-group__part">
                        <span class="rule-group__joint" aria-hidden="true">{joint}</span>
                        {node_view(editor, child)}
                    </li>
                </For>
            </ol>
            {add_menu(editor, id)}
        </div>
    }
    .into_any()
}

fn kind_select(editor: Editor, id: NodeId, kind: Memo<GroupKind>) -> AnyView {
    let options = move || {
        GroupKind::ALL
            .into_iter()
            .map(|candidate| {
                view! {
                    <option value=candidate.name() selected=candidate == kind.get()>
                        {t(&format!("rule-group-{}", candidate.name()))}
                    </option>
                }
            })
            .collect_view()
    };
    let choose = move |name: String| {
        if let Some(kind) = GroupKind::from_name(&name) {
            editor.set_kind(id, kind);
        }
    };
    view! {
        <span class="select rule-group__kind">
            <select
                class="input"
                aria-label=text!("rule-group-kind")
                prop:value=move || kind.get().name()
                on:change:target=move |event| choose(event.target().value())
            >
                {options}
            </select>
        </span>
    }
    .into_any()
}

fn message(editor: Editor, id: NodeId) -> AnyView {
    let message = editor.message(id, "");
    (move || {
        message
            .get()
            .map(|sentence| view! { <p class="field__error">{sentence}</p> })
    })
    .into_any()
}

fn add_menu(editor: Editor, id: NodeId) -> AnyView {
    let items = CriterionKind::ALL
        .into_iter()
        .map(|kind| {
            view! {
                <MenuItem on_choose=move |()| editor.add_criterion(id, kind)>
                    {t(&format!("criterion-{}", kind.name()))}
                </MenuItem>
            }
        })
        .collect_view();
    let has_room = Memo::new(move |_| editor.with(|tree| tree.has_room(id)));
    // The menu is built once; where the tree is full it gives way to a sentence.
    let menu = view! {
        <div class="rule-add" hidden=move || !has_room.get()>
            <Menu label=text!("rule-add") icon=IconName::Add labelled=true>
                {items}
                <MenuItem icon=IconName::Tree on_choose=move |()| editor.add_group(id)>
                    {text!("rule-add-group")}
                </MenuItem>
            </Menu>
        </div>
    };
    view! {
        {menu}
        <Show when=move || !has_room.get()><p class="field__hint">{text!("rule-full")}</p></Show>
    }
    .into_any()
}

/// Moving and removing. What is not possible now is not in the menu.
fn tools(editor: Editor, id: NodeId, name: String) -> AnyView {
    let moves = Memo::new(move |_| editor.with(|tree| tree.moves(id)));
    let item = move |shown: bool, label: String, change: fn(&mut RequirementTree, NodeId)| {
        shown.then(|| {
            view! { <MenuItem on_choose=move |()| editor.relocate(id, change)>{label}</MenuItem> }
        })
    };
    let items = move || {
        let moves = moves.get();
        view! {
            {item(moves.up, text!("rule-move-up"), RequirementTree::move_up)}
            {item(moves.down, text!("rule-move-down"), RequirementTree::move_down)}
            {item(moves.out, text!("rule-move-out"), RequirementTree::move_out)}
            {item(moves.into_previous, text!("rule-move-in"), RequirementTree::move_into_previous)}
        }
    };
    view! {
        <Menu label=text!("actions-of", name = name) icon=IconName::More>
            {items}
            <MenuItem icon=IconName::Trash danger=true on_choose=move |()| editor.remove(id)>
                {text!("remove")}
            </MenuItem>
        </Menu>
    }
    .into_any()
}
