//! What the provisioning page knows and does: the offer, the token that it follows live, and the calls.

use std::cell::RefCell;

use anteroom_api_types::provisioning::{OwnProvisioning, ProvisioningToken};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::flow_state::{Possibility, Screen, is_outdated, is_over, merged, screen, to_take_up};
use crate::api::live_token::{LiveToken, TokenNews, is_final};
use crate::api::{self, ApiFailure};
use crate::kit::{announcer, clock};
use crate::router::{self, HistoryStep};

/// The name of the followed token in the query, so that a reload keeps the place.
const TOKEN: &str = "token";

thread_local! {
    /// The token with what only its first answer held, so that the page can be left and come back to, or be rebuilt
    /// in another language, without losing the code. It is never stored.
    static KNOWN: RefCell<Option<ProvisioningToken>> = const { RefCell::new(None) };
}

/// The flow. It is copied into every screen.
#[derive(Clone, Copy)]
pub struct Flow {
    pub offer: RwSignal<Option<OwnProvisioning>>,
    pub token: RwSignal<Option<ProvisioningToken>>,
    /// What went wrong at the last action; a failure of loading when there is no offer.
    pub failure: RwSignal<Option<ApiFailure>>,
    /// False while the stream is lost and the page polls.
    pub live: RwSignal<bool>,
    pub busy: RwSignal<bool>,
    follower: StoredValue<Option<LiveToken>, LocalStorage>,
    /// Whether a refusal for the sake of a proof has begun the page anew already, so that it does so once.
    sent_back: StoredValue<bool>,
}

impl Flow {
    /// Starts the flow of the page: loads the offer, and the token of the address or an open one.
    pub fn start() -> Self {
        let flow = Self {
            offer: RwSignal::new(None),
            token: RwSignal::new(None),
            failure: RwSignal::new(None),
            live: RwSignal::new(true),
            busy: RwSignal::new(false),
            follower: StoredValue::new_local(None),
            sent_back: StoredValue::new(false),
        };
        flow.load();
        flow
    }

    /// The screen to show; nothing while the offer is on its way.
    pub fn screen(self) -> Option<Screen> {
        let over = self.is_over();
        let now = self.offer.with(|offer| {
            let offer = offer.as_ref()?;
            Some(self.token.with(|token| screen(offer, token.as_ref())))
        })?;
        Some(if over { Screen::Expired } else { now })
    }

    /// The token that is followed: a replacement shows the same screen, and must be drawn anew.
    pub fn token_id(self) -> Option<Uuid> {
        self.token
            .with(|token| token.as_ref().map(|token| token.id))
    }

    fn is_over(self) -> bool {
        self.token.with(|token| {
            token
                .as_ref()
                .is_some_and(|token| is_over(token, clock::seconds_until(token.expires_at.0)))
        })
    }

    /// Asks for the offer again, keeping the token that is followed.
    pub fn load(self) {
        self.failure.set(None);
        if self.token.with_untracked(Option::is_none) {
            self.offer.set(None);
        }
        spawn_local(async move {
            match api::my_provisioning::offer().await {
                Ok(offer) => self.take_offer(offer).await,
                Err(failure) => self.fail(failure),
            }
        });
    }

    /// Forgets the token and begins anew.
    pub fn begin_anew(self) {
        self.unfollow();
        self.token.set(None);
        router::set_query(&[(TOKEN, None)], HistoryStep::Replace);
        self.offer.set(None);
        self.load();
    }

    /// Issues a token.
    pub fn create(self, possibility: Possibility) {
        self.act(async move {
            api::my_provisioning::create(possibility.kind, possibility.channel).await
        });
    }

    /// Replaces the followed token by a new one of the same kind.
    pub fn get_new_code(self) {
        let Some((id, ended, kind, channel)) = self.token.with_untracked(|token| {
            token
                .as_ref()
                .map(|token| (token.id, is_final(token.status), token.kind, token.channel))
        }) else {
            return self.begin_anew();
        };
        if ended {
            // What has ended cannot be replaced; a new one of the same kind keeps the place all the same.
            self.create(Possibility { kind, channel });
        } else {
            self.act(async move {
                match api::my_provisioning::replace(id).await {
                    // It ran out a moment ago.
                    Err(failure) if failure.status == 409 || failure.status == 404 => {
                        api::my_provisioning::create(kind, channel).await
                    }
                    answer => answer,
                }
            });
        }
    }

    /// Says that the phone which took the token is not the person's.
    pub fn not_my_phone(self) {
        if let Some(id) = self
            .token
            .with_untracked(|token| token.as_ref().map(|token| token.id))
        {
            self.act(async move { api::my_provisioning::reject(id).await });
        }
    }

    /// Cancels the token and goes back to the beginning.
    pub fn cancel(self) {
        let Some(id) = self
            .token
            .with_untracked(|token| token.as_ref().map(|token| token.id))
        else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::my_provisioning::cancel(id).await;
            let _left_meanwhile = self.busy.try_set(false);
            match answer {
                Err(failure) if failure.is_passing() => self.fail(failure),
                // Whether it was cancelled now or had ended before: it is over.
                _ => router::navigate(&crate::routes::home()),
            }
        });
    }

    /// Takes a token and follows it.
    pub fn take_token(self, token: ProvisioningToken) {
        if self
            .token
            .with_untracked(|known| is_outdated(known.as_ref(), &token))
        {
            return;
        }
        self.sent_back.set_value(false);
        let id = token.id;
        let ended = is_final(token.status);
        let is_new = self
            .token
            .with_untracked(|known| known.as_ref().is_none_or(|known| known.id != id));
        self.announce_change(&token);
        let token = KNOWN.with_borrow(|known| merged(known.as_ref(), token));
        KNOWN.replace((!ended).then(|| token.clone()));
        self.token.set(Some(token));
        router::set_query(&[(TOKEN, Some(&id.to_string()))], HistoryStep::Replace);
        if ended {
            self.unfollow();
        } else if is_new || self.follower.with_value(Option::is_none) {
            self.follow(id);
        }
    }

    /// Runs one call that answers a token.
    fn act(self, call: impl Future<Output = Result<ProvisioningToken, ApiFailure>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let answer = call.await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(token) => self.take_token(token),
                Err(failure) => self.fail(failure),
            }
        });
    }

    async fn take_offer(self, offer: OwnProvisioning) {
        let asked_for = untrack(router::query)
            .get(TOKEN)
            .and_then(|id| id.parse::<Uuid>().ok());
        let has_token = self
            .token
            .try_with_untracked(Option::is_some)
            .unwrap_or(true);
        if !has_token {
            let taken = match asked_for {
                Some(id) => api::my_provisioning::get(id).await.ok(),
                None => None,
            };
            if let Some(token) = taken.or_else(|| to_take_up(&offer).cloned()) {
                self.take_token(token);
            }
        }
        let _left_meanwhile = self.offer.try_set(Some(offer));
    }

    /// A refusal for the sake of a proof, or of a limit, brings another offer; all else is said on the page.
    fn fail(self, failure: ApiFailure) {
        let sent_back = self.sent_back.try_get_value().unwrap_or(true);
        if failure.asks_for_step_up() && !sent_back {
            self.sent_back.set_value(true);
            self.begin_anew();
        } else {
            let _left_meanwhile = self.failure.try_set(Some(failure));
        }
    }

    fn follow(self, id: Uuid) {
        let follower = LiveToken::follow(id, move |news| match news {
            TokenNews::Token(token) => self.take_token(*token),
            TokenNews::Live(live) => {
                let _left_meanwhile = self.live.try_set(live);
            }
            TokenNews::Refused(failure) => self.fail(failure),
        });
        self.live.set(true);
        self.follower.set_value(Some(follower));
    }

    fn unfollow(self) {
        let _left_meanwhile = self.follower.try_update_value(Option::take);
    }

    fn announce_change(self, token: &ProvisioningToken) {
        let changed = self.token.with_untracked(|known| {
            known
                .as_ref()
                .is_some_and(|known| known.status != token.status)
        });
        if changed && token.status == anteroom_api_types::provisioning::TokenStatus::Claimed {
            let name = token
                .claim
                .as_ref()
                .map(|claim| claim.phone.name.clone())
                .unwrap_or_default();
            announcer::announce(&text!("claimed-announced", name = name));
        }
    }
}
