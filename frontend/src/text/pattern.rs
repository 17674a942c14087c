//! Reads the compact form into which `build.rs` turns a Fluent pattern, and fills in its arguments.
//!
//! Text stands as it is. Control characters, which no text for people holds, mark the rest:
//! `1 name 2` is an argument; `3 name 4 (key 5 pattern 6)* 7` selects by an argument, the default last;
//! `8` parts the messages of a catalogue.

use super::Language;

const ARGUMENT_START: char = '\u{1}';
const ARGUMENT_END: char = '\u{2}';
const SELECT_START: char = '\u{3}';
const SELECTOR_END: char = '\u{4}';
const VARIANT_KEY_END: char = '\u{5}';
const VARIANT_END: char = '\u{6}';
const SELECT_END: char = '\u{7}';
const MESSAGE_END: char = '\u{8}';

/// All texts of one `.ftl` file name, in every language.
pub struct Catalogue {
    /// The keys in alphabetical order, one per line.
    pub keys: &'static str,
    /// Per language, in the order of [`Language::ALL`], the patterns in the order of the keys.
    pub patterns: [&'static str; 3],
}

impl Catalogue {
    /// The pattern of a key, or nothing when another catalogue holds it.
    #[must_use]
    pub fn pattern(&self, language: Language, key: &str) -> Option<&'static str> {
        let position = self
            .keys
            .split('\n')
            .position(|candidate| candidate == key)?;
        let patterns = self.patterns.get(language.position())?;
        patterns.split(MESSAGE_END).nth(position)
    }
}

/// Fills the arguments into a pattern. An argument that is not given leaves its name in braces.
#[must_use]
pub fn fill(pattern: &str, language: Language, arguments: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    Reader {
        rest: pattern,
        language,
        arguments,
    }
    .read(&mut filled, true);
    filled
}

/// The names of the arguments that a pattern uses, in alphabetical order, each once.
#[must_use]
pub fn argument_names(pattern: &str) -> Vec<String> {
    let mut names: Vec<String> = pattern
        .split([ARGUMENT_START, SELECT_START])
        .skip(1)
        .filter_map(|after| after.split([ARGUMENT_END, SELECTOR_END]).next())
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

struct Reader<'a> {
    rest: &'a str,
    language: Language,
    arguments: &'a [(&'a str, String)],
}

impl<'a> Reader<'a> {
    /// Reads to the end of the pattern or of the variant. With `keep` off it only skips.
    fn read(&mut self, filled: &mut String, keep: bool) {
        while let Some(next) = self.rest.chars().next() {
            match next {
                ARGUMENT_START => {
                    self.skip_mark();
                    let name = self.until(ARGUMENT_END);
                    if keep {
                        self.push_argument(filled, name);
                    }
                }
                SELECT_START => {
                    self.skip_mark();
                    self.select(filled, keep);
                }
                VARIANT_END => {
                    self.skip_mark();
                    return;
                }
                _ => {
                    let end = self
                        .rest
                        .find([ARGUMENT_START, SELECT_START, VARIANT_END])
                        .unwrap_or(self.rest.len());
                    let (text, rest) = self.rest.split_at(end);
                    if keep {
                        filled.push_str(text);
                    }
                    self.rest = rest;
                }
            }
        }
    }

    fn select(&mut self, filled: &mut String, keep: bool) {
        let name = self.until(SELECTOR_END);
        let value = self.value(name).unwrap_or_default().to_owned();
        let mut found = false;
        while !self.rest.is_empty() && !self.rest.starts_with(SELECT_END) {
            let key = self.until(VARIANT_KEY_END);
            let is_last = self.is_last_variant();
            let fits = !found
                && (key == value || is_last || self.language.plural_category(&value) == Some(key));
            self.read(filled, keep && fits);
            found |= fits;
        }
        self.skip_mark();
    }

    /// Whether the select ends after the variant that comes next.
    fn is_last_variant(&self) -> bool {
        let mut probe = Reader {
            rest: self.rest,
            language: self.language,
            arguments: &[],
        };
        probe.read(&mut String::new(), false);
        probe.rest.starts_with(SELECT_END)
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.arguments
            .iter()
            .find(|(candidate, _)| *candidate == name)
            .map(|(_, value)| value.as_str())
    }

    fn push_argument(&self, filled: &mut String, name: &str) {
        if let Some(value) = self.value(name) {
            filled.push_str(value);
        } else {
            filled.push('{');
            filled.push_str(name);
            filled.push('}');
        }
    }

    fn until(&mut self, mark: char) -> &'a str {
        if let Some((before, after)) = self.rest.split_once(mark) {
            self.rest = after;
            before
        } else {
            std::mem::take(&mut self.rest)
        }
    }

    fn skip_mark(&mut self) {
        let mut characters = self.rest.chars();
        characters.next();
        self.rest = characters.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONES: &str = "\u{3}count\u{4}0\u{5}No phone\u{6}one\u{5}\u{1}count\u{2} phone\u{6}other\u{5}\u{1}count\u{2} phones\u{6}\u{7} left";

    fn check(pattern: &str, arguments: &[(&str, &str)], expected: &str) {
        let arguments: Vec<(&str, String)> = arguments
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        assert_eq!(fill(pattern, Language::English, &arguments), expected);
    }

    #[test]
    fn plain_text_stands_as_it_is() {
        check("Add this phone", &[], "Add this phone");
    }

    #[test]
    fn arguments_are_filled_in() {
        check("Hello \u{1}name\u{2}!", &[("name", "Åsa")], "Hello Åsa!");
    }

    #[test]
    fn a_missing_argument_shows_its_name() {
        check("Hello \u{1}name\u{2}!", &[], "Hello {name}!");
    }

    #[test]
    fn selects_by_exact_value_by_plural_and_by_default() {
        check(PHONES, &[("count", "0")], "No phone left");
        check(PHONES, &[("count", "1")], "1 phone left");
        check(PHONES, &[("count", "7")], "7 phones left");
    }

    #[test]
    fn an_argument_value_is_never_read_as_a_pattern() {
        check(
            "Hello \u{1}name\u{2}",
            &[("name", "\u{1}secret\u{2}")],
            "Hello \u{1}secret\u{2}",
        );
    }

    #[test]
    fn argument_names_are_found_in_texts_and_selects() {
        assert_eq!(argument_names(PHONES), vec!["count".to_owned()]);
    }
}
