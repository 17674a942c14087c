//! The filters of a list, between the address and the API, in plain Rust. A filter has the same name in both.

use crate::query::Query;

const CURSOR: &str = "cursor";

/// What a list is asked for: its filters and the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    pairs: Vec<(&'static str, Option<String>)>,
}

impl Filters {
    /// The filters of these names, as the address has them, and the cursor.
    pub fn from_query(query: &Query, names: &[&'static str]) -> Self {
        let pairs = names
            .iter()
            .copied()
            .chain([CURSOR])
            .map(|name| (name, query.get(name).map(str::to_owned)))
            .collect();
        Self { pairs }
    }

    /// The same with a filter that does not come from the address, such as the user of a user's page.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.pairs.push((name, Some(value.to_string())));
        self
    }

    /// One value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(candidate, _)| *candidate == name)
            .and_then(|(_, value)| value.as_deref())
    }

    /// The cursor.
    pub fn cursor(&self) -> Option<&str> {
        self.get(CURSOR)
    }

    /// Names and values, as the API takes them.
    pub fn pairs(&self) -> Vec<(&str, Option<&str>)> {
        self.pairs
            .iter()
            .map(|(name, value)| (*name, value.as_deref()))
            .collect()
    }
}

/// Whether one of these filters, or a cursor, narrows the list.
pub fn is_narrowed(query: &Query, names: &[&str]) -> bool {
    names
        .iter()
        .copied()
        .chain([CURSOR])
        .any(|name| query.get(name).is_some_and(|value| !value.is_empty()))
}

/// The changes of the address that take all filters and the cursor away.
pub fn cleared(names: &[&'static str]) -> Vec<(&'static str, Option<&'static str>)> {
    names
        .iter()
        .copied()
        .chain([CURSOR])
        .map(|name| (name, None))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["q", "status"];

    #[test]
    fn filters_come_from_the_address_and_unknown_ones_stay_there() {
        let query = Query::parse("?q=%C3%85sa&tab=phones&cursor=abc");
        let filters = Filters::from_query(&query, NAMES).with("user_id", 7);
        assert_eq!(
            filters.pairs(),
            vec![
                ("q", Some("Åsa")),
                ("status", None),
                ("cursor", Some("abc")),
                ("user_id", Some("7")),
            ]
        );
        assert_eq!(filters.cursor(), Some("abc"));
    }

    #[test]
    fn a_list_is_narrowed_by_a_filter_or_a_cursor_only() {
        let check = |search: &str, expected: bool| {
            assert_eq!(
                is_narrowed(&Query::parse(search), NAMES),
                expected,
                "{search}"
            );
        };
        check("", false);
        check("?tab=phones", false);
        check("?q=", false);
        check("?q=a", true);
        check("?cursor=a", true);
    }

    #[test]
    fn clearing_names_every_filter_and_the_cursor() {
        assert_eq!(
            cleared(NAMES),
            vec![("q", None), ("status", None), ("cursor", None)]
        );
    }
}
