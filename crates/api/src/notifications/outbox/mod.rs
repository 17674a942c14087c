//! The outbox: messages wait in the database until a worker has handed them over.
//!
//! A delivery is written in the transaction of its cause, so that neither exists without the other. A
//! worker takes the next one that is due under a lease, asks its source whether it is still needed and what
//! it says (only then is the secret of a link made), hands it over, and writes down what came of it. A
//! worker that dies leaves a lease that runs out; another one then tries again, with the same `Message-ID`
//! and the same link.

mod change;
mod enqueue;
mod finish;
mod notice;
mod of_token;
mod receipts;
mod signal;
mod source;
mod take;
mod worker;
mod write;

pub use change::{ChangeRefused, discard, remove_old, retry};
pub use enqueue::{EnqueueRefused, NewDelivery, NewTest, budget_is_spent, enqueue, enqueue_test};
pub use notice::{Notice, NoticePolicy, notify, on_account_change};
pub use of_token::{DeliveryOfToken, newest_of_tokens};
pub use receipts::record_receipt;
pub use signal::OutboxSignal;
pub use source::{MessageSource, Pending, Prepared};
pub use worker::run;
