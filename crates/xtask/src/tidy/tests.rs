//! The repository itself is tidy.

#[test]
fn repository_is_tidy() {
    let findings = super::findings().unwrap();
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "\n{}", shown.join("\n"));
}
