//! What two versions of an object say differently, in plain Rust.

/// One member that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub label: String,
    pub mine: String,
    pub theirs: String,
}

/// The members that differ, of labelled pairs of texts in the same order.
pub fn differences(mine: Vec<(String, String)>, theirs: Vec<(String, String)>) -> Vec<Difference> {
    mine.into_iter()
        .zip(theirs)
        .filter(|((_, mine), (_, theirs))| mine != theirs)
        .map(|((label, mine), (_, theirs))| Difference {
            label,
            mine,
            theirs,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(values: [&str; 2]) -> Vec<(String, String)> {
        vec![
            ("Name".to_owned(), values[0].to_owned()),
            ("Text".to_owned(), values[1].to_owned()),
        ]
    }

    #[test]
    fn only_what_differs_is_shown() {
        let found = differences(pairs(["a", "b"]), pairs(["a", "c"]));
        assert_eq!(
            found,
            vec![Difference {
                label: "Text".to_owned(),
                mine: "b".to_owned(),
                theirs: "c".to_owned(),
            }]
        );
    }
}
