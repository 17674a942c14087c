//! The configuration on the command line: sources, refusals that name the key, what is shown.

use std::path::Path;
use std::process::{Command, Output};

fn anteroom(arguments: &[&str], variables: &[(&str, &str)], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.args(arguments).current_dir(folder).env_clear();
    command.envs(variables.iter().copied());
    command.output().expect("the binary starts")
}

fn refused(arguments: &[&str], variables: &[(&str, &str)], expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let output = anteroom(arguments, variables, folder.path());
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{text}");
    for part in expected {
        assert!(text.contains(part), "{part:?} is missing in: {text}");
    }
}

fn shown(arguments: &[&str], variables: &[(&str, &str)], folder: &Path) -> String {
    let output = anteroom(
        &[&["config", "show"], arguments].concat(),
        variables,
        folder,
    );
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_wrong_key_stops_the_start_and_is_named_with_its_source() {
    refused(
        &["serve"],
        &[("ANTEROOM__HTTP__LISTN", "127.0.0.1:1")],
        &["http.listn", "did you mean `http.listen`", "environment"],
    );
    refused(&["serve"], &[("ANTEROOM__COLOUR", "red")], &["colour"]);
}

#[test]
fn a_wrong_value_is_named_with_its_source() {
    refused(
        &["serve"],
        &[("ANTEROOM__HTTP__LISTEN", "here")],
        &["http.listen", "environment"],
    );
    refused(
        &["serve"],
        &[("ANTEROOM__HTTP__TRUSTED_PROXIES", "[\"nonsense\"]")],
        &["http.trusted_proxies"],
    );
    refused(
        &["serve"],
        &[("ANTEROOM__HTTP__BASE_URL", "http://id.example.org")],
        &["http.base_url", "TLS"],
    );
    refused(
        &["serve"],
        &[("ANTEROOM__HTTP__BASE_URL", "https://id.example.org/path")],
        &["http.base_url"],
    );
    refused(
        &["serve"],
        &[("ANTEROOM__DATABASE__URL", "mysql://x")],
        &["database.url"],
    );
    refused(
        &["serve", "--config", "missing.toml"],
        &[],
        &["missing.toml", "does not exist"],
    );
    refused(
        &["serve"],
        &[("ANTEROOM__DATABASE__URL_FILE", "/nowhere")],
        &["ANTEROOM__DATABASE__URL_FILE", "/nowhere"],
    );
}

#[test]
fn later_sources_win_and_are_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("anteroom.toml"),
        "[issuer]\nname = \"From the file\"\n[log]\nfilter = \"debug\"\n",
    )
    .unwrap();
    std::fs::write(
        folder.path().join("url"),
        "postgres://me:hidden@db/anteroom\n",
    )
    .unwrap();
    let url_file = folder.path().join("url").display().to_string();
    let variables = [
        ("ANTEROOM__ISSUER__NAME", "From the environment"),
        ("ANTEROOM__DATABASE__URL_FILE", url_file.as_str()),
    ];
    let text = shown(&["--listen", "127.0.0.1:9999"], &variables, folder.path());
    let line = |key: &str| {
        text.lines()
            .find(|line| line.starts_with(key))
            .unwrap_or_else(|| panic!("{key}: {text}"))
            .to_owned()
    };
    assert!(
        line("issuer.name").contains("From the environment")
            && line("issuer.name").contains("environment"),
        "{text}"
    );
    assert!(
        line("log.filter").contains("debug") && line("log.filter").contains("anteroom.toml"),
        "{text}"
    );
    assert!(
        line("http.listen").contains("9999") && line("http.listen").contains("--listen"),
        "{text}"
    );
    assert!(
        line("database.url").contains("postgres://***@db/anteroom"),
        "{text}"
    );
    assert!(line("http.insecure").contains("default"), "{text}");
    assert!(!text.contains("hidden"), "{text}");
}

#[test]
fn lists_are_read_from_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let text = shown(
        &[],
        &[(
            "ANTEROOM__HTTP__TRUSTED_PROXIES",
            "[\"10.0.0.0/8\",\"fd00::/8\"]",
        )],
        folder.path(),
    );
    assert!(
        text.contains("10.0.0.0/8") && text.contains("fd00::/8"),
        "{text}"
    );
}
