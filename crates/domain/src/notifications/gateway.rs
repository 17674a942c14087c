//! What an SMS gateway must keep to, as far as it takes no knowledge of HTTP.

use crate::field_problem::TextRefused;

/// Characters of a sender in letters (3GPP TS 23.040, section 9.1.2.5: eleven of seven bits).
const SENDER_CHARACTERS_MAX: usize = 11;
/// Digits of a sender in digits: short codes have three at least, numbers fifteen at most.
const SENDER_DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// The sender that people see: a number, up to eleven letters and digits, or nothing, for the one that the
/// provider has set.
///
/// # Errors
/// [`TextRefused`].
pub fn sender(text: &str) -> Result<String, TextRefused> {
    let text = text.trim();
    let digits = text.strip_prefix('+').unwrap_or(text);
    let is_number =
        SENDER_DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = text.len() <= SENDER_CHARACTERS_MAX
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b" -_.&".contains(&byte))
        && text.bytes().any(|byte| byte.is_ascii_alphabetic());
    if text.is_empty() || is_number || is_name {
        Ok(text.to_owned())
    } else {
        Err(TextRefused::Malformed {
            expected: "a sender is a number such as +46701234567, or up to 11 letters and digits",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let found = sender(text);
        let found = found.as_deref().map_err(|refused| refused.code());
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn senders_are_numbers_or_short_names() {
        check("", Ok(""));
        check(" Anteroom ", Ok("Anteroom"));
        check("A & B Ltd.", Ok("A & B Ltd."));
        check("+46701234567", Ok("+46701234567"));
        check("72000", Ok("72000"));
        check("AnteroomAnte", Err("malformed"));
        check("12", Err("malformed"));
        check("1234567890123456", Err("malformed"));
        check("Åsa", Err("malformed"));
        check("a\nb", Err("malformed"));
        check("+abc", Err("malformed"));
    }
}
