//! Tests of the state file, in folders that go afterwards.

use super::*;
use crate::link::PlainHttp;

fn example(name: &str) -> StoredProfile {
    let key = KeyPair::generate(Algorithm::EdDsa, &SystemRandom::new()).unwrap();
    StoredProfile {
        server: ServerAddress::parse("https://id.example.org", PlainHttp::Loopback).unwrap(),
        name: name.to_owned(),
        account: Account {
            display_name: "Mobile User".to_owned(),
            user_name: "mobile.user".to_owned(),
        },
        issuer: Issuer {
            name: "Example".to_owned(),
            base_url: "https://id.example.org".to_owned(),
        },
        stage: Stage::Claiming {
            secret_fingerprint: "x".to_owned(),
        },
        key: StoredKey::of(&key),
    }
}

fn names(store: &Store) -> Vec<String> {
    store
        .read()
        .unwrap()
        .profiles
        .into_iter()
        .map(|profile| profile.name)
        .collect()
}

#[test]
fn a_missing_file_is_an_empty_state() {
    let folder = tempfile::tempdir().unwrap();
    assert!(names(&Store::new(folder.path().join("none.json"))).is_empty());
}

#[test]
fn profiles_are_added_replaced_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("deep/state.json"));
    let mut first = example("first");
    let second = example("second");
    store.put(&first).unwrap();
    store.put(&second).unwrap();
    first.name = "renamed".to_owned();
    store.put(&first).unwrap();
    assert_eq!(names(&store), ["renamed", "second"]);
    store.forget(&first).unwrap();
    assert_eq!(names(&store), ["second"]);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("deep/state.json"));
    store.put(&example("phone")).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(store.path()), 0o600);
    assert_eq!(mode(store.path().parent().unwrap()), 0o700);
}

#[test]
fn a_file_of_somebody_else_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    std::fs::write(&path, "not ours").unwrap();
    let store = Store::new(path.clone());
    assert!(matches!(
        store.put(&example("phone")),
        Err(StoreError::Content { .. })
    ));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "not ours");
    std::fs::write(&path, r#"{"format":2,"profiles":[]}"#).unwrap();
    assert!(matches!(
        store.read(),
        Err(StoreError::Newer { format: 2, .. })
    ));
}

#[test]
fn a_changed_key_is_refused() {
    let mut profile = example("phone");
    profile.key.pkcs8 = "AAAA".to_owned();
    assert_eq!(
        profile.key.open(&SystemRandom::new()).err(),
        Some(KeyError::NotAKey)
    );
}
