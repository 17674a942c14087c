//! Tests of normalising and refusing.

use super::*;
use proptest::prelude::*;

fn check(raw: &str, expected: Result<&str, PathRefused>) {
    let found = normalise(raw);
    assert_eq!(
        found.as_ref().map(NormalisedPath::as_str),
        expected.as_ref().map(|text| *text),
        "{raw:?}"
    );
}

#[test]
fn plain_paths_stay() {
    check("/", Ok("/"));
    check("/provisioning", Ok("/provisioning"));
    check(
        "/wa/personal/provisioning.html",
        Ok("/wa/personal/provisioning.html"),
    );
    check("/Case/Kept", Ok("/Case/Kept"));
    check("/with space", Ok("/with space"));
    check("/...", Ok("/..."));
}

#[test]
fn encoded_letters_are_the_letters() {
    check("/%70rovisioning", Ok("/provisioning"));
    check("/%C3%A5", Ok("/å"));
    check("/a%20b", Ok("/a b"));
}

#[test]
fn dots_are_resolved() {
    check("/a/./b", Ok("/a/b"));
    check("/a/../b", Ok("/b"));
    check("/a/%2e%2E/b", Ok("/b"));
    check("/a/..", Ok("/"));
    check("/.", Ok("/"));
    check("/..", Err(PathRefused::AboveRoot));
    check("/a/../../b", Err(PathRefused::AboveRoot));
}

#[test]
fn slash_at_the_end_is_dropped() {
    check("/a/", Ok("/a"));
    check("/a/b/./", Ok("/a/b"));
    check("/a//", Err(PathRefused::EmptySegment));
    check("//", Err(PathRefused::EmptySegment));
    check("//a", Err(PathRefused::EmptySegment));
    check("/a//b", Err(PathRefused::EmptySegment));
}

#[test]
fn ambiguous_paths_are_refused() {
    check("", Err(PathRefused::NotAbsolute));
    check("a/b", Err(PathRefused::NotAbsolute));
    check("http://host/a", Err(PathRefused::NotAbsolute));
    check("/%", Err(PathRefused::BadEncoding));
    check("/%4", Err(PathRefused::BadEncoding));
    check("/%zz", Err(PathRefused::BadEncoding));
    check("/%+1", Err(PathRefused::BadEncoding));
    check("/%u0041", Err(PathRefused::BadEncoding));
    check("/%2570rovisioning", Err(PathRefused::DoubleEncoding));
    check("/100%25", Err(PathRefused::DoubleEncoding));
    check("/a%2Fb", Err(PathRefused::EncodedSlash));
    check("/a%5Cb", Err(PathRefused::ForbiddenCharacter));
    check("/a\\b", Err(PathRefused::ForbiddenCharacter));
    check("/a%00", Err(PathRefused::ForbiddenCharacter));
    check("/a\r\n", Err(PathRefused::ForbiddenCharacter));
    check("/a%0d%0ab", Err(PathRefused::ForbiddenCharacter));
    check("/a%C2%85", Err(PathRefused::ForbiddenCharacter));
    check("/admin;x=1", Err(PathRefused::ForbiddenCharacter));
    check("/admin%3Bx", Err(PathRefused::ForbiddenCharacter));
    check("/%FF", Err(PathRefused::NotUtf8));
    check("/%C0%AF", Err(PathRefused::NotUtf8));
    check("/%ED%A0%80", Err(PathRefused::NotUtf8));
    check(
        &format!("/{}", "a".repeat(PATH_BYTES_MAX)),
        Err(PathRefused::TooLong),
    );
}

#[test]
fn whole_segments_are_compared() {
    let check_within = |path: &str, parent: &str, expected: bool| {
        assert_eq!(
            normalise(path)
                .unwrap()
                .is_within(&normalise(parent).unwrap()),
            expected,
            "{path} {parent}"
        );
    };
    check_within("/admin", "/admin", true);
    check_within("/admin/users", "/admin", true);
    check_within("/admin2", "/admin", false);
    check_within("/admi", "/admin", false);
    check_within("/anything", "/", true);
    check_within("/", "/admin", false);
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing(raw in "(/|\\.|%2e|%2F|%25|%41|[a-z]|é|;|%){0,24}") {
        if let Ok(once) = normalise(&format!("/{raw}")) {
            let twice = normalise(once.as_str());
            prop_assert_eq!(twice.as_ref(), Ok(&once));
        }
    }

    #[test]
    fn any_text_is_normalised_or_refused_without_harm(raw in "\\PC{0,64}") {
        if let Ok(path) = normalise(&raw) {
            prop_assert!(path.as_str().starts_with('/'));
            prop_assert!(!path.as_str().contains("//"));
            prop_assert!(path.as_str().split('/').all(|segment| segment != ".." && segment != "."));
        }
    }
}
