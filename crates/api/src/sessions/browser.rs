//! The browser that asks: what it shows of itself, and which of our cookies it has.

use std::net::IpAddr;

use anteroom_domain::secret::{Secret, SecretHash};

use crate::audit::{Actor, Origin};

/// The browser of one request, before anybody is asked who sits before it.
#[derive(Clone)]
pub struct Browser {
    /// Its network address as trusted proxies tell it.
    pub client_address: Option<IpAddr>,
    /// What it says of itself, at most 300 characters.
    pub user_agent: String,
    /// The id of the request.
    pub request_id: String,
    /// The secret of its session, hashed.
    pub session: Option<SecretHash>,
    /// The secret that binds its sign-ins to it.
    pub sign_in: Option<Secret>,
    /// The mark of a browser in which somebody has signed in before.
    pub known: Option<String>,
}

impl Browser {
    /// For audit events of somebody not signed in.
    pub fn origin(&self) -> Origin {
        self.origin_of(Actor::Anonymous)
    }

    /// For audit events of this actor.
    pub fn origin_of(&self, actor: Actor) -> Origin {
        Origin {
            actor,
            client_address: self.client_address,
            request_id: Some(self.request_id.clone()),
        }
    }
}
