//! What the address of the provisioning page says, so that a reload keeps the place and the link of a message finds it.

use leptos::prelude::*;
use uuid::Uuid;

use super::flow_state::Asked;
use crate::router::{self, HistoryStep};

/// The followed token.
const TOKEN: &str = "token";
/// What the address says of this page beside the token: the link of a message has nothing of it.
const VIEW: &str = "view";
/// The page made the token of the address itself, and waits for its message.
const VIEW_SENT: &str = "sent";
/// The person chooses how the code should come, whatever codes are open.
const VIEW_CHOOSE: &str = "choose";

/// The token that the address names, as it stands there.
pub fn token() -> Option<String> {
    untrack(router::query).get(TOKEN).map(str::to_owned)
}

/// What the address asks for. A token that the page made itself carries the mark of it.
pub fn asked() -> Asked {
    let query = untrack(router::query);
    if query.get(TOKEN).is_some() && query.get(VIEW).is_none() {
        Asked::ForToken
    } else {
        Asked::Nothing
    }
}

/// Whether the person wants to choose, whatever codes are open.
pub fn asks_for_choice() -> bool {
    untrack(router::query).get(VIEW) == Some(VIEW_CHOOSE)
}

/// Names the followed token, and whether the page waits for its message.
pub fn name_token(id: Uuid, waits_for_message: bool) {
    let view = waits_for_message.then_some(VIEW_SENT);
    router::set_query(
        &[(TOKEN, Some(&id.to_string())), (VIEW, view)],
        HistoryStep::Replace,
    );
}

/// Asks for the choice.
pub fn ask_for_choice() {
    router::set_query(
        &[(TOKEN, None), (VIEW, Some(VIEW_CHOOSE))],
        HistoryStep::Replace,
    );
}

/// Asks for nothing.
pub fn clear() {
    router::set_query(&[(TOKEN, None), (VIEW, None)], HistoryStep::Replace);
}
