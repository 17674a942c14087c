//! What is said when something is recorded.

use std::net::IpAddr;

use anteroom_domain::ids::{ProfileId, UserId};
use uuid::Uuid;

/// Where a change comes from: who, from which address, in which request.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Who does it.
    pub actor: Actor,
    /// From which network address.
    pub client_address: Option<IpAddr>,
    /// In which request.
    pub request_id: Option<String>,
}

/// Who does it.
#[derive(Clone, Debug)]
pub enum Actor {
    /// A signed-in person.
    User {
        /// Who.
        id: UserId,
        /// The name to sign in with.
        user_name: String,
    },
    /// A phone, by the proof of its key; without an id before it has a profile.
    Phone {
        /// Its profile.
        id: Option<ProfileId>,
        /// Its name.
        name: String,
    },
    /// Somebody not signed in.
    Anonymous,
    /// Anteroom itself, or the command line.
    System,
}

impl Origin {
    /// Anteroom itself, or the command line.
    pub const fn system() -> Self {
        Self {
            actor: Actor::System,
            client_address: None,
            request_id: None,
        }
    }
}

/// To what it is done.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The kind of object, as `user`.
    pub kind: &'static str,
    /// Its id.
    pub id: Uuid,
    /// Its name at this time; may be empty.
    pub name: String,
}

/// Something that happens.
#[derive(Clone, Debug)]
pub struct Event {
    /// What, as `provisioning_token.claimed`.
    pub action: &'static str,
    /// To what.
    pub subject: Option<Subject>,
    /// Further facts, without secrets.
    pub details: serde_json::Map<String, serde_json::Value>,
}

impl Event {
    /// Something that happens to an object.
    pub fn about(
        action: &'static str,
        kind: &'static str,
        id: impl Into<Uuid>,
        name: impl Into<String>,
    ) -> Self {
        Self {
            action,
            subject: Some(Subject {
                kind,
                id: id.into(),
                name: name.into(),
            }),
            details: serde_json::Map::new(),
        }
    }

    /// Something without an object.
    pub fn plain(action: &'static str) -> Self {
        Self {
            action,
            subject: None,
            details: serde_json::Map::new(),
        }
    }

    /// With a further fact.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }

    /// With what changed: for each member that differs, its value before and after.
    #[must_use]
    pub fn with_changes(self, before: &serde_json::Value, after: &serde_json::Value) -> Self {
        let members = after.as_object().into_iter().flatten();
        let changes: serde_json::Map<_, _> = members
            .filter(|(name, now)| before.get(name) != Some(*now))
            .map(|(name, now)| {
                let change = serde_json::json!({ "from": before.get(name), "to": now });
                (name.clone(), change)
            })
            .collect();
        self.with("changes", changes)
    }
}
