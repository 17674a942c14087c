//! What holds of every decision, tried on trees that nobody would write.

use super::*;
use proptest::prelude::*;

fn any_method() -> impl Strategy<Value = AuthenticationMethod> {
    prop::sample::select(AuthenticationMethod::ALL)
}

fn any_criterion() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::collection::vec(any_method(), 1..4).prop_map(|methods| all_of(&methods)),
        prop::collection::vec(any_method(), 1..4).prop_map(|methods| any_of(&methods)),
        Just(inside()),
        Just(outside()),
        Just(json!({ "user_group": { "groups": [GROUP] } })),
    ]
}

fn any_requirement(with_not: bool) -> impl Strategy<Value = Value> {
    any_criterion().prop_recursive(4, 24, 4, move |inner| {
        let list = prop::collection::vec(inner.clone(), 1..4);
        let groups = prop_oneof![
            list.clone().prop_map(|list| json!({ "all": list })),
            list.prop_map(|list| json!({ "any": list })),
        ];
        if with_not {
            prop_oneof![3 => groups, 1 => inner.prop_map(|child| json!({ "not": child }))].boxed()
        } else {
            groups.boxed()
        }
    })
}

fn passed(methods: &[AuthenticationMethod]) -> Evidence {
    let passed: Vec<_> = methods.iter().map(|method| (*method, 60)).collect();
    evidence(&passed)
}

proptest! {
    #[test]
    fn further_method_never_shuts_anybody_out_without_not(
        requirement in any_requirement(false),
        methods in prop::collection::vec(any_method(), 0..4),
        further in any_method(),
    ) {
        let rules = rules(&[requirement]);
        let before = evaluate(&rules, &passed(&methods), &[]);
        let after = evaluate(&rules, &passed(&methods).with_methods_passed_now(&[further]), &[]);
        prop_assert!(!before.is_allowed() || after.is_allowed());
    }

    #[test]
    fn step_up_leads_to_allow_and_no_shorter_way_does(
        requirement in any_requirement(true),
        methods in prop::collection::vec(any_method(), 0..3),
        available in prop::collection::vec(any_method(), 0..7),
    ) {
        let rules = rules(&[requirement]);
        let evidence = passed(&methods);
        let decision = evaluate(&rules, &evidence, &available);
        let missing = decision.missing_methods();
        if matches!(decision.outcome, Outcome::StepUp { .. }) {
            prop_assert!(!missing.is_empty());
            prop_assert!(missing.iter().all(|method| available.contains(method)));
            prop_assert!(evaluate(&rules, &evidence.with_methods_passed_now(missing), &[]).is_allowed());
            for left_out in missing {
                let fewer: Vec<_> = missing.iter().copied().filter(|method| method != left_out).collect();
                prop_assert!(!evaluate(&rules, &evidence.with_methods_passed_now(&fewer), &[]).is_allowed());
            }
        }
    }

    #[test]
    fn trace_agrees_with_the_outcome(requirement in any_requirement(true), methods in prop::collection::vec(any_method(), 0..3)) {
        let decision = evaluate(&rules(&[requirement]), &passed(&methods), &[]);
        let held = decision.trace.iter().all(|node| node.state == NodeState::Held);
        prop_assert_eq!(held, decision.is_allowed());
    }

    #[test]
    fn what_the_guard_lets_pass_cannot_be_met_without_a_method(requirement in any_requirement(true)) {
        let rules = rules(&[requirement]);
        if asks_for_authentication(&rules) {
            prop_assert!(!evaluate(&rules, &evidence(&[]), &[]).is_allowed());
        }
    }
}
