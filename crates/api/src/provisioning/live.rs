//! Waking the live pages of this replica when a token moves, and how many a user may have open.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anteroom_domain::ids::{TokenId, UserId};
use tokio::sync::broadcast;

/// Live streams of one user at one replica: a few pages on a few devices.
const STREAMS_PER_USER_MAX: usize = 8;
/// Movements that a slow stream may lag behind; it then simply looks again.
const WAITING_MOVEMENTS_MAX: usize = 256;

/// Wakes the live pages of this replica when a token moves.
#[derive(Clone)]
pub struct LiveTokens(Arc<Shared>);

struct Shared {
    movements: broadcast::Sender<Movement>,
    closed: AtomicBool,
    streams: Mutex<HashMap<UserId, usize>>,
}

/// What streams are told.
#[derive(Clone, Copy, Debug)]
pub enum Movement {
    /// This token moved.
    Token(TokenId),
    /// The server stops.
    Close,
}

/// The place of one stream among those of its user; given back when it is dropped.
pub struct StreamPlace {
    shared: Arc<Shared>,
    user: UserId,
    movements: broadcast::Receiver<Movement>,
}

impl Default for LiveTokens {
    fn default() -> Self {
        Self(Arc::new(Shared {
            movements: broadcast::channel(WAITING_MOVEMENTS_MAX).0,
            closed: AtomicBool::new(false),
            streams: Mutex::default(),
        }))
    }
}

impl LiveTokens {
    /// Tells the streams of a token that it moved; called after the change is committed.
    pub fn notify(&self, token: TokenId) {
        self.send(Movement::Token(token));
    }

    /// Ends all streams, those that are opened later as well.
    pub fn close(&self) {
        self.0.closed.store(true, Ordering::SeqCst);
        self.send(Movement::Close);
    }

    /// Takes a place for a stream of this user; `None` when the user has too many.
    pub fn open(&self, user: UserId) -> Option<StreamPlace> {
        let mut streams = self
            .0
            .streams
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let open = streams.entry(user).or_default();
        if *open >= STREAMS_PER_USER_MAX {
            return None;
        }
        *open += 1;
        Some(StreamPlace {
            shared: self.0.clone(),
            user,
            movements: self.0.movements.subscribe(),
        })
    }

    fn send(&self, movement: Movement) {
        // Nobody listens: nobody has to be told.
        let _listeners = self.0.movements.send(movement);
    }
}

impl StreamPlace {
    /// Waits until this token moved (true) or the stream must end (false).
    pub async fn moved(&mut self, token: TokenId) -> bool {
        loop {
            if self.shared.closed.load(Ordering::SeqCst) {
                return false;
            }
            match self.movements.recv().await {
                Ok(Movement::Token(other)) if other != token => {}
                Ok(Movement::Token(_)) | Err(broadcast::error::RecvError::Lagged(_)) => {
                    return true;
                }
                Ok(Movement::Close) | Err(broadcast::error::RecvError::Closed) => return false,
            }
        }
    }
}

impl Drop for StreamPlace {
    fn drop(&mut self) {
        let mut streams = self
            .shared
            .streams
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = streams.get_mut(&self.user) {
            *open = open.saturating_sub(1);
            if *open == 0 {
                streams.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[tokio::test]
    async fn streams_are_bounded_per_user_and_hear_of_their_token() {
        let live = LiveTokens::default();
        let user = UserId::from_uuid(Uuid::from_u128(1));
        let token = TokenId::from_uuid(Uuid::from_u128(2));
        let mut places: Vec<_> = (0..STREAMS_PER_USER_MAX)
            .map(|_| live.open(user).unwrap())
            .collect();
        assert!(live.open(user).is_none());
        assert!(live.open(UserId::from_uuid(Uuid::from_u128(3))).is_some());
        let mut first = places.pop().unwrap();
        live.notify(TokenId::from_uuid(Uuid::from_u128(4)));
        live.notify(token);
        assert!(first.moved(token).await);
        drop(first);
        let mut late = live.open(user).unwrap();
        live.close();
        assert!(!late.moved(token).await);
    }
}
