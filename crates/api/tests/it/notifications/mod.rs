//! Messages that leave the system.

mod channels;
mod messages;
mod outbox;
