//! Notification channels: how e-mail and text messages leave, set up in the order in which one needs them.
//!
//! - `page`: the parts of the page, and the three steps of the set-up.
//! - `status`, `status_state`, `banner`: how the channels do; the overview and every page show it as well.
//! - `email*`: the form of the e-mail channel. `gateway*`, `order_state`: the SMS gateways. `limits*`: the limits.

mod banner;
mod email;
mod email_fields;
mod email_state;
mod gateway;
mod gateway_fields;
mod gateway_new;
mod gateway_state;
mod gateways;
mod http_fields;
mod limits;
mod limits_state;
mod named_rows;
mod order_state;
mod page;
mod status;
mod status_state;

use leptos::prelude::*;

use super::navigation::Place;

pub use banner::ChannelBanner;
pub use status::{ChannelCards, ChannelStatuses, Refresher};
pub use status_state::is_ready;

pub fn show(place: Place) -> Option<AnyView> {
    Some(match place {
        Place::Root => view! { <page::ChannelsPage/> }.into_any(),
        Place::New => view! { <gateway_new::NewGatewayPage/> }.into_any(),
        Place::One(id) => view! { <gateway::GatewayPage id/> }.into_any(),
        Place::Message(..) => return None,
    })
}
