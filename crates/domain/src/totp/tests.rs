//! Tests against the vectors of RFC 6238, and of using a code once.

use super::*;
use rand::SeedableRng as _;

/// The seed of RFC 6238, appendix B.
fn seed() -> TotpSeed {
    TotpSeed::from_bytes(*b"12345678901234567890")
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

#[test]
fn codes_are_those_of_the_standard() {
    // The standard prints eight digits; six are the last six of them.
    let check = |second: i64, expected: &str| assert_eq!(seed().code_at(at(second)), expected);
    check(59, "287082");
    check(1_111_111_109, "081804");
    check(1_111_111_111, "050471");
    check(1_234_567_890, "005924");
    check(2_000_000_000, "279037");
    check(20_000_000_000, "353130");
}

#[test]
fn code_counts_in_its_step_and_one_beside_it() {
    let check = |second: i64, expected: Result<u64, TotpCodeRefused>| {
        assert_eq!(
            seed().check_code("005924", at(second), None),
            expected,
            "{second}"
        );
    };
    let step = 1_234_567_890 / 30;
    check(1_234_567_890, Ok(step));
    check(1_234_567_890 - 30, Ok(step));
    check(1_234_567_890 + 30 + 29, Ok(step));
    check(1_234_567_890 + 60, Err(TotpCodeRefused::Wrong));
    check(1_234_567_890 - 31, Err(TotpCodeRefused::Wrong));
    check(-5, Err(TotpCodeRefused::Wrong));
}

#[test]
fn code_counts_once() {
    let step = 1_234_567_890 / 30;
    let check = |last: Option<u64>, expected: Result<u64, TotpCodeRefused>| {
        assert_eq!(
            seed().check_code("005924", at(1_234_567_890), last),
            expected,
            "{last:?}"
        );
    };
    check(Some(step - 1), Ok(step));
    check(Some(step), Err(TotpCodeRefused::AlreadyUsed));
    check(Some(step + 1), Err(TotpCodeRefused::AlreadyUsed));
}

#[test]
fn only_six_digits_are_a_code() {
    let check = |typed: &str, expected: Result<u64, TotpCodeRefused>| {
        assert_eq!(
            seed().check_code(typed, at(1_234_567_890), None),
            expected,
            "{typed:?}"
        );
    };
    check("005 924", Ok(41_152_263));
    check(" 005924\n", Ok(41_152_263));
    check("5924", Err(TotpCodeRefused::Malformed));
    check("0059244", Err(TotpCodeRefused::Malformed));
    check("00592a", Err(TotpCodeRefused::Malformed));
    check("٠٠٥٩٢٤", Err(TotpCodeRefused::Malformed));
    check("", Err(TotpCodeRefused::Malformed));
    check(&"0".repeat(1_000_000), Err(TotpCodeRefused::Malformed));
}

#[test]
fn key_is_written_for_apps_and_for_people() {
    assert_eq!(seed().expose_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assert_eq!(
        seed().expose_base32_in_groups(),
        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    );
    assert_eq!(
        seed().expose_key_uri("Örebro: AB", "anna@example.org"),
        "otpauth://totp/%C3%96rebro%3A%20AB:anna@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%C3%96rebro%3A%20AB&algorithm=SHA1&digits=6&period=30"
    );
}

#[test]
fn new_seeds_differ() {
    let mut random = rand::rngs::StdRng::seed_from_u64(3);
    let first = TotpSeed::generate(&mut random);
    assert_ne!(
        first.expose_bytes(),
        TotpSeed::generate(&mut random).expose_bytes()
    );
}
