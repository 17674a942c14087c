//! Whom a counter counts.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv6Addr};

use anteroom_domain::access_rules::AuthenticationMethod;
use anteroom_domain::ids::UserId;

use crate::app::App;

/// Whom a counter counts; the text is its key in the database.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject(String);

const SOURCE: &str = "source:";

impl Subject {
    /// One method of one user, tried by anybody.
    pub fn user(method: AuthenticationMethod, user: UserId) -> Self {
        Self(format!("{method}:user:{user}"))
    }

    /// One method of a name that nobody has. Counted like a user, or the waits would tell which
    /// names exist; kept as a MAC, since a password may have been typed into the field of the name.
    pub fn unknown_name(method: AuthenticationMethod, mark: &str) -> Self {
        Self(format!("{method}:name:{mark}"))
    }

    /// One method of one user, tried by a browser that the user has signed in with before.
    pub fn known_browser(method: AuthenticationMethod, user: UserId, browser: &str) -> Self {
        Self(format!("{method}:browser:{user}:{browser}"))
    }

    /// Everything from one network address. An IPv6 host has a whole /64 to choose from, so that
    /// counts as one. Sources that cannot be known share a counter.
    pub fn source(address: Option<IpAddr>) -> Self {
        let text = match address.map(|address| address.to_canonical()) {
            None => "unknown".to_owned(),
            Some(IpAddr::V4(address)) => address.to_string(),
            Some(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
            }
        };
        Self(format!("{SOURCE}{text}"))
    }

    /// How an unknown name is kept.
    pub fn mark_of_name(app: &App, name_key: &str) -> String {
        app.keys
            .mac("guess-counter-name", &[name_key.as_bytes()])
            .iter()
            .take(16)
            .fold(String::with_capacity(32), |mut text, byte| {
                // Writing to a string cannot fail.
                let _ = write!(text, "{byte:02x}");
                text
            })
    }

    pub(super) const fn from_stored(text: String) -> Self {
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_source(&self) -> bool {
        self.0.starts_with(SOURCE)
    }
}

/// The user whose counter has this key; `None` for the counters of others.
pub(super) fn user_of_key(key: &str) -> Option<UserId> {
    let (_method, rest) = key.split_once(':')?;
    rest.strip_prefix("user:")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> String {
        Subject::source(Some(text.parse().unwrap())).0
    }

    #[test]
    fn one_ipv6_network_is_one_source() {
        assert_eq!(source("2001:db8:1:2:3::4"), source("2001:db8:1:2:ffff::1"));
        assert_ne!(source("2001:db8:1:2:3::4"), source("2001:db8:1:3::4"));
        assert_eq!(source("::ffff:192.0.2.1"), source("192.0.2.1"));
    }

    #[test]
    fn the_user_is_found_in_the_key() {
        let user = UserId::from_uuid(uuid::Uuid::from_u128(7));
        let subject = Subject::user(AuthenticationMethod::Totp, user);
        assert_eq!(user_of_key(subject.as_str()), Some(user));
        let name = Subject::unknown_name(AuthenticationMethod::Totp, "00ff");
        assert_eq!(user_of_key(name.as_str()), None);
    }
}
