//! Tables of texts, and what holds for every text.

use super::*;
use proptest::prelude::*;

fn check(text: &str, encoding: SmsEncoding, segments: u32, units: u32, units_left: u32) {
    let expected = SmsSize {
        encoding,
        segments,
        units,
        units_left,
    };
    let start: String = text.chars().take(20).collect();
    assert_eq!(sms_size(text), expected, "{start}...");
}

#[test]
fn default_alphabet_counts_septets() {
    use SmsEncoding::Gsm7;
    check("", Gsm7, 1, 0, 160);
    check("Hej!", Gsm7, 1, 4, 156);
    check("åäö ÅÄÖ üß é à", Gsm7, 1, 14, 146);
    check("€5 [a] {b} ^~|\\", Gsm7, 1, 24, 136);
    check("a\r\nb", Gsm7, 1, 4, 156);
    check(&"a".repeat(160), Gsm7, 1, 160, 0);
    check(&"a".repeat(161), Gsm7, 2, 161, 145);
    check(&"a".repeat(306), Gsm7, 2, 306, 0);
    check(&"a".repeat(307), Gsm7, 3, 307, 152);
    check(&"€".repeat(80), Gsm7, 1, 160, 0);
}

#[test]
fn escape_is_not_split_from_its_septet() {
    // 152 septets, then an escape that would have to stand at the end of the first message alone.
    let text = format!("{}€{}", "a".repeat(152), "b".repeat(151));
    check(&text, SmsEncoding::Gsm7, 2, 305, 0);
    check(&format!("{text}c"), SmsEncoding::Gsm7, 3, 306, 152);
}

#[test]
fn anything_else_counts_units_of_sixteen_bits() {
    use SmsEncoding::Ucs2;
    check("ł", Ucs2, 1, 1, 69);
    check("Hej \u{201d}Pixel\u{201d}", Ucs2, 1, 11, 59);
    check("ç", Ucs2, 1, 1, 69);
    check("`", Ucs2, 1, 1, 69);
    check("\t", Ucs2, 1, 1, 69);
    check(&"я".repeat(70), Ucs2, 1, 70, 0);
    check(&"я".repeat(71), Ucs2, 2, 71, 63);
    check(&"я".repeat(134), Ucs2, 2, 134, 0);
    check(&"я".repeat(135), Ucs2, 3, 135, 66);
    check("📱", Ucs2, 1, 2, 68);
}

#[test]
fn surrogate_pair_is_not_split() {
    let text = format!("{}📱{}", "я".repeat(66), "я".repeat(65));
    check(&text, SmsEncoding::Ucs2, 2, 133, 0);
}

#[test]
fn default_alphabet_has_its_127_and_its_extension_ten() {
    assert_eq!(GSM_7_BASIC.chars().count(), 127);
    assert_eq!(GSM_7_EXTENSION.chars().count(), 10);
}

proptest! {
    #[test]
    fn messages_hold_what_they_say(text in "[a-zåäö€\\[\\]я📱 ]{0,500}") {
        let size = sms_size(&text);
        let capacity = match size.encoding {
            SmsEncoding::Gsm7 => GSM_7_UNITS,
            SmsEncoding::Ucs2 => UCS_2_UNITS,
        };
        let each = if size.segments == 1 { capacity.alone } else { capacity.joined };
        prop_assert!(size.units + size.units_left <= size.segments * each);
        // A cut leaves one unit free at most.
        prop_assert!(size.units + size.units_left + size.segments > size.segments * each);
        prop_assert_eq!(size.segments == 1, size.units <= capacity.alone);
        prop_assert!(size.units_left <= each);
    }

    #[test]
    fn longer_text_never_costs_less(text in any::<String>(), more in any::<char>()) {
        let longer = format!("{text}{more}");
        prop_assert!(sms_size(&longer).segments >= sms_size(&text).segments);
    }
}
