//! One provisioning token, followed live: server-sent events, and polling while the stream is lost.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use anteroom_api_types::provisioning::{ProvisioningToken, TokenStatus};
use leptos::task::spawn_local;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, MessageEvent};

use super::{ApiFailure, client, my_provisioning};
use crate::kit::browser;

/// The names of the events are the statuses of a token.
const EVENT_NAMES: [&str; 6] = [
    "issued",
    "claimed",
    "completed",
    "expired",
    "revoked",
    "rejected",
];
const POLL_PAUSE_MILLISECONDS: u32 = 3_000;

/// What the follower tells.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenNews {
    /// The token as it is now. It never holds the link.
    Token(Box<ProvisioningToken>),
    /// The stream is open (true), or lost and replaced by polling (false).
    Live(bool),
    /// The server does not let this session follow the token any more.
    Refused(ApiFailure),
}

/// Whether nothing more will happen to a token of this status.
#[must_use]
pub fn is_final(status: TokenStatus) -> bool {
    !matches!(status, TokenStatus::Issued | TokenStatus::Claimed)
}

/// A callback for the browser.
type Listener = Closure<dyn FnMut(Event)>;

/// A running follower. Dropping it, or [`LiveToken::stop`], ends the stream and the polling.
pub struct LiveToken {
    inner: Rc<Inner>,
}

struct Inner {
    id: Uuid,
    tell: Box<dyn Fn(TokenNews)>,
    stopped: Cell<bool>,
    polling: Cell<bool>,
    source: RefCell<Option<EventSource>>,
    /// The listeners, kept alive as long as the stream.
    listeners: RefCell<Vec<Listener>>,
}

impl LiveToken {
    /// Starts to follow a token. `tell` is called with all that happens, the current state first.
    pub fn follow(id: Uuid, tell: impl Fn(TokenNews) + 'static) -> Self {
        let inner = Rc::new(Inner {
            id,
            tell: Box::new(tell),
            stopped: Cell::new(false),
            polling: Cell::new(false),
            source: RefCell::new(None),
            listeners: RefCell::new(Vec::new()),
        });
        open_stream(&inner);
        Self { inner }
    }

    /// Ends the stream and the polling.
    pub fn stop(&self) {
        self.inner.stop();
    }
}

impl Drop for LiveToken {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Inner {
    fn stop(&self) {
        self.stopped.set(true);
        if let Some(source) = self.source.borrow_mut().take() {
            source.close();
        }
    }

    fn take(&self, token: ProvisioningToken) {
        if self.stopped.get() {
            return;
        }
        let ended = is_final(token.status);
        (self.tell)(TokenNews::Token(Box::new(token)));
        if ended {
            self.stop();
        }
    }
}

fn open_stream(inner: &Rc<Inner>) {
    let Ok(source) = EventSource::new(&my_provisioning::events_address(inner.id)) else {
        start_polling(inner);
        return;
    };
    let mut listeners = Vec::new();
    for name in EVENT_NAMES {
        let of_event = Rc::clone(inner);
        let listener = Listener::new(move |event: Event| {
            let data = event
                .dyn_ref::<MessageEvent>()
                .and_then(|message| message.data().as_string());
            if let Some(Ok(token)) = data.map(|data| client::read(&data, 200)) {
                of_event.take(token);
            }
        });
        let _ = source.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        listeners.push(listener);
    }
    let of_open = Rc::clone(inner);
    let opened = Listener::new(move |_| {
        of_open.polling.set(false);
        (of_open.tell)(TokenNews::Live(true));
    });
    let of_error = Rc::clone(inner);
    // The browser opens a lost stream again by itself; until it succeeds, the page polls.
    let failed = Listener::new(move |_| start_polling(&of_error));
    source.set_onopen(Some(opened.as_ref().unchecked_ref()));
    source.set_onerror(Some(failed.as_ref().unchecked_ref()));
    listeners.push(opened);
    listeners.push(failed);
    inner.source.replace(Some(source));
    inner.listeners.replace(listeners);
}

fn start_polling(inner: &Rc<Inner>) {
    if inner.stopped.get() || inner.polling.replace(true) {
        return;
    }
    (inner.tell)(TokenNews::Live(false));
    let inner = Rc::clone(inner);
    spawn_local(async move {
        while inner.polling.get() && !inner.stopped.get() {
            match my_provisioning::get(inner.id).await {
                Ok(token) => inner.take(token),
                Err(failure) if failure.is_passing() => {}
                Err(failure) => {
                    if !inner.stopped.get() {
                        (inner.tell)(TokenNews::Refused(failure));
                        inner.stop();
                    }
                }
            }
            browser::sleep_milliseconds(POLL_PAUSE_MILLISECONDS).await;
        }
    });
}
