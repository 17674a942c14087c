//! A question to the rules, between the form, the address and the API, in plain Rust.

use anteroom_api_types::Time;
use anteroom_api_types::access_rules::SimulateDecision;
use uuid::Uuid;

use crate::admin::words::from_wire;
use crate::query::Query;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub path: String,
    /// Nobody: somebody who is not signed in.
    pub user: Option<Uuid>,
    pub address: String,
    /// Date and time in the zone of the browser; both empty: now.
    pub date: String,
    pub time: String,
    /// The names of the methods on the wire.
    pub methods: Vec<String>,
}

/// Names in the address.
const PATH: &str = "path";
const USER: &str = "user";
const ADDRESS: &str = "address";
const DATE: &str = "date";
const TIME: &str = "time";
const METHODS: &str = "methods";

impl Question {
    pub fn from_query(query: &Query) -> Self {
        let text = |name: &str| query.get(name).unwrap_or_default().to_owned();
        Self {
            path: query.get(PATH).unwrap_or("/provisioning").to_owned(),
            user: query.get(USER).and_then(|id| id.parse().ok()),
            address: text(ADDRESS),
            date: text(DATE),
            time: text(TIME),
            methods: query
                .get(METHODS)
                .unwrap_or_default()
                .split(',')
                .filter(|method| !method.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }

    /// Whether the address asks something already, so that a shared link shows the answer.
    pub fn is_asked(query: &Query) -> bool {
        [USER, ADDRESS, METHODS, DATE]
            .iter()
            .any(|name| query.get(name).is_some())
    }

    /// Names and values for the address.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        vec![
            (PATH, self.path.clone()),
            (USER, self.user.map(|id| id.to_string()).unwrap_or_default()),
            (ADDRESS, self.address.clone()),
            (DATE, self.date.clone()),
            (TIME, self.time.clone()),
            (METHODS, self.methods.join(",")),
        ]
    }

    /// Whether a moment was chosen: a time without a date means nothing.
    pub fn has_moment(&self) -> bool {
        !self.date.is_empty()
    }

    /// The body of the question; `at` is the chosen moment.
    pub fn to_body(&self, at: Option<Time>) -> SimulateDecision {
        SimulateDecision {
            user_id: self.user,
            resource_path: self.path.trim().to_owned(),
            client_address: Some(self.address.trim().to_owned())
                .filter(|address| !address.is_empty()),
            at,
            methods: self
                .methods
                .iter()
                .filter_map(|method| from_wire(method))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_survives_the_address() {
        let question = Question {
            path: "/provisioning".to_owned(),
            user: "01999999-0000-7000-8000-000000000001".parse().ok(),
            address: "192.0.2.10".to_owned(),
            date: "2026-03-01".to_owned(),
            time: "08:30".to_owned(),
            methods: vec!["password".to_owned(), "totp".to_owned()],
        };
        let mut query = Query::default();
        for (name, value) in question.to_pairs() {
            query = query.with(name, Some(&value));
        }
        let read = Query::parse(&query.to_search());
        assert_eq!(Question::from_query(&read), question);
        assert!(Question::is_asked(&read));
    }

    #[test]
    fn nothing_in_the_address_asks_nothing_yet() {
        let query = Query::parse("?path=%2Fadmin");
        let question = Question::from_query(&query);
        assert!(!Question::is_asked(&query));
        assert_eq!(question.path, "/admin");
        let body = question.to_body(None);
        assert_eq!(body.client_address, None);
        assert!(body.methods.is_empty());
    }
}
