//! Reading, writing, changing and finding places in the tree.

use super::super::criterion_state::CriterionKind;
use super::*;
use serde_json::{Value, json};

fn network(address: &str) -> Value {
    json!({"client_network": {"networks": [address]}})
}

fn tree(stored: &Value) -> RequirementTree {
    RequirementTree::from_requirement(&serde_json::from_value(stored.clone()).unwrap())
}

fn sent(tree: &RequirementTree) -> Value {
    serde_json::to_value(tree.to_requirement().unwrap()).unwrap()
}

fn check_kept(stored: Value) {
    assert_eq!(sent(&tree(&stored)), stored);
}

/// `all [ 1, any [ 3, 4 ], 5 ]`
fn example() -> RequirementTree {
    tree(&json!({"all": [
        network("192.0.2.1"),
        {"any": [network("192.0.2.3"), network("192.0.2.4")]},
        network("192.0.2.5"),
    ]}))
}

#[test]
fn a_tree_comes_back_as_it_was_stored() {
    check_kept(json!({"all": [network("192.0.2.1"), {"any": [network("192.0.2.2")]}]}));
    check_kept(json!({"not": network("192.0.2.1")}));
    check_kept(json!({"not": {"any": [network("192.0.2.1"), network("192.0.2.2")]}}));
    check_kept(json!({"not": {"all": [network("192.0.2.1")]}}));
}

#[test]
fn a_lone_criterion_gets_a_group_around_it() {
    assert_eq!(
        sent(&tree(&network("192.0.2.1"))),
        json!({"all": [network("192.0.2.1")]})
    );
}

#[test]
fn nodes_move_among_their_siblings_and_between_groups() {
    let mut tree = example();
    tree.move_up(5);
    assert_eq!(tree.children(0), vec![1, 5, 2]);
    tree.move_down(1);
    assert_eq!(tree.children(0), vec![5, 1, 2]);
    tree.move_out(4);
    assert_eq!(tree.children(0), vec![5, 1, 2, 4]);
    tree.move_into_previous(4);
    assert_eq!(tree.children(2), vec![3, 4]);
    // What cannot be done is not done.
    tree.move_up(5);
    tree.move_out(5);
    tree.move_into_previous(1);
    assert_eq!(tree.children(0), vec![5, 1, 2]);
}

#[test]
fn moves_are_offered_where_they_lead_somewhere() {
    let tree = example();
    let offered = |id: NodeId| {
        let moves = tree.moves(id);
        (moves.up, moves.down, moves.out, moves.into_previous)
    };
    assert_eq!(offered(0), (false, false, false, false));
    assert_eq!(offered(1), (false, true, false, false));
    assert_eq!(offered(4), (true, false, true, false));
    assert_eq!(offered(5), (true, false, false, true));
}

#[test]
fn what_was_removed_can_be_put_back_into_its_place() {
    let mut tree = example();
    let before = tree.clone();
    let (parent, position) = tree.place(2).unwrap();
    let node = tree.remove(2).unwrap();
    assert_eq!(tree.children(0), vec![1, 5]);
    tree.put_back(parent, position, node);
    assert_eq!(tree, before);
    assert_eq!(tree.remove(0), None, "the root stays");
}

#[test]
fn depth_and_number_of_nodes_are_bounded() {
    let mut tree = RequirementTree::empty();
    let mut innermost = tree.root();
    for _ in 1..DEPTH_MAX {
        innermost = tree.add_group(innermost, GroupKind::Any).unwrap();
    }
    assert_eq!(tree.add_group(innermost, GroupKind::Any), None);
    let criterion = CriterionDraft::new(CriterionKind::AuthenticationMethod, "UTC");
    for _ in 0..NODES_MAX {
        let _ = tree.add_criterion(0, criterion.clone());
    }
    assert_eq!(count(&tree.root), NODES_MAX);
}

#[test]
fn empty_groups_and_wrong_fields_are_told_by_node() {
    let mut tree = RequirementTree::empty();
    let inner = tree.add_group(0, GroupKind::None).unwrap();
    let criterion = CriterionDraft::new(CriterionKind::User, "UTC");
    let user = tree.add_criterion(0, criterion).unwrap();
    let problem = |node, field: &str, code| NodeProblem {
        node,
        field: field.to_owned(),
        code,
    };
    assert_eq!(
        tree.to_requirement().unwrap_err(),
        vec![
            problem(inner, "", "group_empty"),
            problem(user, "users", "empty")
        ]
    );
}

#[test]
fn pointers_of_the_server_lead_to_nodes() {
    let tree = tree(&json!({"all": [
        network("192.0.2.1"),
        {"not": network("192.0.2.3")},
        {"not": {"any": [network("192.0.2.5"), network("192.0.2.6")]}},
    ]}));
    let check = |pointer: &str, expected: (NodeId, &str)| {
        let found = tree.locate(pointer, "/requirement").unwrap();
        assert_eq!((found.0, found.1.as_str()), expected, "{pointer}");
    };
    check("/requirement", (0, ""));
    check("/requirement/all", (0, ""));
    check(
        "/requirement/all/0/client_network/networks/0",
        (1, "networks"),
    );
    check(
        "/requirement/all/1/not/client_network/networks",
        (3, "networks"),
    );
    check(
        "/requirement/all/2/not/any/1/client_network/networks",
        (6, "networks"),
    );
    check("/requirement/all/2/not/any", (4, ""));
    assert_eq!(tree.locate("/name", "/requirement"), None);
}
