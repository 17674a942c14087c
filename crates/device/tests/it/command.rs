//! The command `anteroom-phone` without a server: usage, exit codes, and what it must never print.

use std::process::{Command, Output};

const LINK: &str = "http://127.0.0.1:1/a#7ZC4MH2K0V9D1QWXRT5NB3EJ6A";

fn run(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_anteroom-phone"))
        .args(arguments)
        .arg("--state")
        .arg(folder.path().join("state.json"))
        .output()
        .unwrap()
}

fn check(arguments: &[&str], expected_code: i32, expected_words: &str) {
    let output = run(arguments);
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        output.status.code(),
        Some(expected_code),
        "{arguments:?}: {text}"
    );
    assert!(text.contains(expected_words), "{arguments:?}: {text}");
    assert!(
        !text.contains("7ZC4"),
        "{arguments:?} prints the secret: {text}"
    );
}

#[test]
fn wrong_usage_is_explained() {
    check(
        &["claim", "https://id.example.org/"],
        2,
        "not a provisioning link",
    );
    check(
        &["claim", "https://id.example.org/a#7ZC4"],
        2,
        "The code is not complete",
    );
    check(
        &[
            "claim",
            "http://id.example.org/a#7ZC4MH2K0V9D1QWXRT5NB3EJ6A",
        ],
        2,
        "not encrypted",
    );
    check(&["claim", "--secret", "7ZC4"], 2, "--server");
    check(&["confirm", "4711"], 2, "no profile here");
    check(&["rename", "Work phone"], 2, "no profile here");
    check(&["remove", "--profile", "0199"], 2, "no such profile");
}

#[test]
fn a_server_that_is_away_is_told_apart() {
    check(&["claim", LINK, "--yes"], 3, "No connection");
}

#[test]
fn an_empty_phone_says_how_to_go_on() {
    check(&["show"], 0, "anteroom-phone claim");
    check(&["show", "--json"], 0, r#"{"profiles":[]}"#);
}
