//! Names on their way into a message: one line each, bounded, without anything that hides or turns text.

use crate::accounts::is_forbidden;

/// The text as one line of at most so many characters.
///
/// Line breaks and other control characters become spaces, spaces in a row become one; NUL, marks that change
/// the direction of text and what else is forbidden in names go. Names are checked where they come in; this
/// holds for those that came another way, and for a header of a mail it must.
#[must_use]
pub fn cleaned_line(text: &str, characters_max: usize) -> String {
    let mut line = String::new();
    let mut kept = 0;
    // Longer texts are cut before they are looked at: nobody waits for ten megabytes of spaces.
    for character in text.chars().take(characters_max.saturating_mul(4)) {
        let is_space = character.is_whitespace() || (character.is_control() && character != '\0');
        if is_space {
            if !line.is_empty() && !line.ends_with(' ') && kept < characters_max {
                line.push(' ');
                kept += 1;
            }
        } else if !is_forbidden(character) && kept < characters_max {
            line.push(character);
            kept += 1;
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// A secret in groups of five, which are easier to read and to type.
#[must_use]
pub fn grouped(secret: &str) -> String {
    let mut groups = String::with_capacity(secret.len() + secret.len() / 5);
    for (place, character) in secret.chars().enumerate() {
        if place > 0 && place % 5 == 0 {
            groups.push(' ');
        }
        groups.push(character);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(cleaned_line(text, 20), expected, "{text:?}");
    }

    #[test]
    fn names_become_one_harmless_line() {
        check("Maja Lind", "Maja Lind");
        check("  Maja \t Lind ", "Maja Lind");
        check("Maja\r\nBcc: all@example.org", "Maja Bcc: all@exampl");
        check("Maja\u{0}\u{7}Lind", "Maja Lind");
        check("\u{202e}Maja\u{2066}\u{200f} Lind\u{feff}", "Maja Lind");
        check("a\u{2028}b\u{85}c", "a b c");
        check("שלום עולם", "שלום עולם");
        check("\u{200b}\n\u{0}", "");
    }

    #[test]
    fn secrets_are_shown_in_groups() {
        assert_eq!(
            grouped("7ZC4MH2K0V9D1QWXRT5NB3EJ6A"),
            "7ZC4M H2K0V 9D1QW XRT5N B3EJ6 A"
        );
        assert_eq!(grouped(""), "");
    }

    proptest! {
        #[test]
        fn whatever_comes_in_is_one_bounded_line(text in any::<String>(), characters_max in 0_usize..50) {
            let line = cleaned_line(&text, characters_max);
            prop_assert!(line.chars().count() <= characters_max);
            prop_assert!(!line.chars().any(is_forbidden));
            prop_assert_eq!(cleaned_line(&line, characters_max), line.clone());
        }
    }
}
