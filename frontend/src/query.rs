//! The query string as state: parsed, changed and written back, in plain Rust.

use std::fmt::Write as _;

/// The parameters of a query string in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads `?a=1&b=2`, with or without the question mark. A part without `=` has an empty value.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let pairs = text
            .trim_start_matches('?')
            .split('&')
            .filter(|part| !part.is_empty())
            .map(|part| {
                let (name, value) = part.split_once('=').unwrap_or((part, ""));
                (decode(name), decode(value))
            })
            .collect();
        Self { pairs }
    }

    /// The first value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(candidate, _)| candidate == name)
            .map(|(_, value)| value.as_str())
    }

    /// Sets a name to one value, in its old place if it had one; `None` or an empty value removes it.
    #[must_use]
    pub fn with(mut self, name: &str, value: Option<&str>) -> Self {
        let value = value.filter(|value| !value.is_empty());
        let position = self
            .pairs
            .iter()
            .position(|(candidate, _)| candidate == name);
        match (
            position.and_then(|position| self.pairs.get_mut(position)),
            value,
        ) {
            (Some(pair), Some(value)) => value.clone_into(&mut pair.1),
            (Some(_), None) => self.pairs.retain(|(candidate, _)| candidate != name),
            (None, Some(value)) => self.pairs.push((name.to_owned(), value.to_owned())),
            (None, None) => {}
        }
        self
    }

    /// `?a=1&b=2`, or nothing when there is no parameter.
    #[must_use]
    pub fn to_search(&self) -> String {
        let mut search = String::new();
        for (name, value) in &self.pairs {
            search.push(if search.is_empty() { '?' } else { '&' });
            encode_into(&mut search, name);
            search.push('=');
            encode_into(&mut search, value);
        }
        search
    }
}

/// Percent-encodes everything but the unreserved characters of RFC 3986, section 2.3.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::new();
    encode_into(&mut encoded, text);
    encoded
}

fn encode_into(encoded: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
}

/// Decodes `%XX` and `+`; what is not valid UTF-8 becomes the replacement character.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let ahead = rest.clone().take(2).map(char::from).collect::<String>();
                match u8::from_str_radix(&ahead, 16) {
                    Ok(decoded) if ahead.len() == 2 => {
                        bytes.push(decoded);
                        rest.nth(1);
                    }
                    _ => bytes.push(b'%'),
                }
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_what_people_type() {
        let query = Query::parse("?q=%C3%85sa+Berg&state=active");
        assert_eq!(query.get("q"), Some("Åsa Berg"));
        assert_eq!(query.to_search(), "?q=%C3%85sa%20Berg&state=active");
    }

    #[test]
    fn setting_keeps_the_place_and_removing_drops_the_name() {
        let query = Query::parse("?a=1&b=2")
            .with("a", Some("3"))
            .with("c", Some("&"))
            .with("b", None);
        assert_eq!(query.to_search(), "?a=3&c=%26");
        assert_eq!(query.with("a", Some("")).to_search(), "?c=%26");
    }

    #[test]
    fn broken_escapes_are_kept_as_they_are() {
        assert_eq!(Query::parse("?a=100%&b=%zz").get("a"), Some("100%"));
        assert_eq!(Query::parse("?a=100%&b=%zz").get("b"), Some("%zz"));
    }
}
