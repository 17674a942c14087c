//! What is said aloud when a followed token changes, to those who do not see the page change.

use anteroom_api_types::provisioning::{Channel, ProvisioningToken, TokenStatus};

use super::delivery_state::{Standing, standing_of};
use crate::kit::announcer;

/// Announces what is new of a token: a phone has taken it, its message has left, or does not come.
pub fn announce_change(known: Option<&ProvisioningToken>, token: &ProvisioningToken) {
    let known = known.filter(|known| known.id == token.id);
    match token.status {
        TokenStatus::Claimed if known.is_some_and(|known| known.status != token.status) => {
            let name = token
                .claim
                .as_ref()
                .map(|claim| claim.phone.name.clone())
                .unwrap_or_default();
            announcer::announce(&text!("claimed-announced", name = name));
        }
        TokenStatus::Issued if token.channel != Channel::Browser => {
            announce_message(known.map(standing_of), token);
        }
        _ => {}
    }
}

fn announce_message(before: Option<Standing>, token: &ProvisioningToken) {
    let now = standing_of(token);
    let destination = token.destination.clone().unwrap_or_default();
    match now {
        _ if before == Some(now) => {}
        Standing::Failed(trouble) => announcer::announce(&trouble.cause(&destination)),
        Standing::Sent | Standing::Arrived if before.is_some() => {
            announcer::announce(&text!("sent-announced", destination = destination));
        }
        _ => {}
    }
}
