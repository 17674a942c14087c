//! Waking the worker of this replica when something was written, and stopping it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;
use tokio::sync::futures::Notified;

/// Wakes the worker of this replica, so that a person need not wait for its next look; cheap to clone.
#[derive(Clone, Default)]
pub struct OutboxSignal(Arc<Shared>);

#[derive(Default)]
struct Shared {
    notify: Notify,
    closed: AtomicBool,
}

impl OutboxSignal {
    /// Says that something is due; called after the change is committed.
    pub fn wake(&self) {
        self.0.notify.notify_waiters();
    }

    /// Lets the worker end once its hands are empty.
    pub fn close(&self) {
        self.0.closed.store(true, Ordering::SeqCst);
        self.wake();
    }

    pub(super) fn is_closed(&self) -> bool {
        self.0.closed.load(Ordering::SeqCst)
    }

    /// Waits until something is said after this call, even before the answer is awaited: what is written while a
    /// lane looks is not missed.
    pub(super) fn woken(&self) -> Notified<'_> {
        self.0.notify.notified()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn what_is_written_while_a_lane_looks_is_not_missed() {
        let signal = OutboxSignal::default();
        let woken = signal.woken();
        signal.wake();
        assert!(woken.now_or_never().is_some());
        assert!(signal.woken().now_or_never().is_none());
    }
}
