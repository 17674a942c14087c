//! Notifications: messages that leave the system.
//!
//! Whoever has something to tell writes a delivery into the outbox, in the transaction of its cause. A
//! worker takes what is due, renders the text of its kind in the language of the user, and hands it to a
//! channel: the e-mail channel, or the SMS gateways in their order. What the channel says is written to the
//! delivery; what failed for now is tried again, what failed for good stays visible.

mod channels;
mod entity;
mod http;
mod messages;
mod outbox;
mod outgoing;
mod reports;
mod service;
mod store;
mod wire;

pub use channels::{MailPool, UsableChannels, is_usable, send_mail, send_sms, usable_channels};
pub use http::{callback_routes, routes};
pub use messages::Values;
pub use outbox::{
    DeliveryOfToken, EnqueueRefused, MessageSource, NewDelivery, Notice, NoticePolicy,
    OutboxSignal, Pending, Prepared, budget_is_spent, enqueue, newest_of_tokens, notify,
    on_account_change, remove_old, run,
};
pub use outgoing::{HandedOver, Mail, NotSent, Problem, Sms, Try, Verdict};
pub use reports::{Reported, find as find_reported};
pub use service::catching::catch_messages;
pub use wire::names::wire_kind;
