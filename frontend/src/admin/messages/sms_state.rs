//! A text message as the segments that a phone puts together (3GPP TS 23.038), in plain Rust. The counts come from
//! the server; this only draws the borders.

use anteroom_api_types::notifications::messages::SmsEncoding;

/// What a segment of several holds: the rest of it says which one it is.
const GSM7_UNITS_MAX: usize = 153;
const UCS2_UNITS_MAX: usize = 67;

/// Characters of GSM-7 that take two units.
const GSM7_EXTENDED: &str = "^{}\\[~]|€\u{c}";

fn units(character: char, encoding: SmsEncoding) -> usize {
    match encoding {
        SmsEncoding::Gsm7 if GSM7_EXTENDED.contains(character) => 2,
        SmsEncoding::Gsm7 => 1,
        SmsEncoding::Ucs2 => character.len_utf16(),
    }
}

/// The text in `count` segments. No character is ever cut.
pub fn segments(text: &str, encoding: SmsEncoding, count: u32) -> Vec<String> {
    if count <= 1 {
        return vec![text.to_owned()];
    }
    let units_max = match encoding {
        SmsEncoding::Gsm7 => GSM7_UNITS_MAX,
        SmsEncoding::Ucs2 => UCS2_UNITS_MAX,
    };
    let mut segments = vec![String::new()];
    let mut used = 0;
    for character in text.chars() {
        let size = units(character, encoding);
        if used + size > units_max {
            segments.push(String::new());
            used = 0;
        }
        used += size;
        if let Some(segment) = segments.last_mut() {
            segment.push(character);
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(text: &str, encoding: SmsEncoding, count: u32) -> Vec<usize> {
        let segments = segments(text, encoding, count);
        assert_eq!(segments.concat(), text);
        segments.iter().map(|one| one.chars().count()).collect()
    }

    #[test]
    fn one_segment_is_the_whole_text() {
        assert_eq!(lengths(&"a".repeat(160), SmsEncoding::Gsm7, 1), vec![160]);
    }

    #[test]
    fn characters_of_two_units_are_not_cut() {
        assert_eq!(
            lengths(&"a".repeat(161), SmsEncoding::Gsm7, 2),
            vec![153, 8]
        );
        let euro_at_the_border = format!("{}€{}", "a".repeat(152), "b".repeat(10));
        assert_eq!(
            lengths(&euro_at_the_border, SmsEncoding::Gsm7, 2),
            vec![152, 11]
        );
        let smile_at_the_border = format!("{}🙂{}", "я".repeat(66), "я".repeat(5));
        assert_eq!(
            lengths(&smile_at_the_border, SmsEncoding::Ucs2, 2),
            vec![66, 6]
        );
    }
}
