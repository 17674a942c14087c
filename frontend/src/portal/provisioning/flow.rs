//! What the provisioning page knows and does: the offer, the token that it follows live, and the calls.

use std::cell::RefCell;

use anteroom_api_types::provisioning::{Channel, OwnProvisioning, ProvisioningToken};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::flow_state::{
    Asked, Possibility, Screen, can_be_shown, is_outdated, is_over, is_prepared, merged, screen,
    to_take_up,
};
use super::{address, announcements};
use crate::api::live_token::{LiveToken, TokenNews, is_final};
use crate::api::{self, ApiFailure};
use crate::kit::clock;
use crate::router;

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
    asked: RwSignal<Asked>,
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
            asked: RwSignal::new(address::asked()),
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
            let asked = self.asked.get();
            Some(
                self.token
                    .with(|token| screen(offer, token.as_ref(), asked)),
            )
        })?;
        Some(if over { Screen::Expired } else { now })
    }

    /// The token that is followed: a replacement shows the same screen, and must be drawn anew.
    pub fn token_id(self) -> Option<Uuid> {
        self.token
            .with(|token| token.as_ref().map(|token| token.id))
    }

    /// How the code of the followed token comes.
    pub fn channel(self) -> Option<Channel> {
        self.token
            .with(|token| token.as_ref().map(|token| token.channel))
    }

    /// The text of the QR code: another one for the same token must be drawn anew as well.
    pub fn code(self) -> Option<String> {
        self.token.with(|token| {
            let token = token.as_ref()?;
            let key = || token.totp_key.as_ref().map(|key| key.uri.clone());
            token.link.clone().or_else(key)
        })
    }

    fn token_id_untracked(self) -> Option<Uuid> {
        untrack(|| self.token_id())
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
        address::clear();
        self.resume();
    }

    /// Begins anew with what the address asks for, after a proof for instance.
    pub fn resume(self) {
        self.unfollow();
        self.token.set(None);
        self.asked.set(address::asked());
        self.offer.set(None);
        self.load();
    }

    /// Goes to the choice. A code that the person asked for is cancelled, since another takes its place; one that
    /// somebody prepared stays.
    pub fn choose_another_way(self) {
        let choose = move || {
            address::ask_for_choice();
            self.resume();
        };
        let own = self.token.with_untracked(|token| {
            token
                .as_ref()
                .filter(|token| !is_final(token.status) && !is_prepared(token))
                .map(|token| token.id)
        });
        match own {
            Some(id) => self.end(id, choose),
            None => choose(),
        }
    }

    /// Issues a token.
    pub fn create(self, possibility: Possibility) {
        self.act(async move {
            api::my_provisioning::create(possibility.kind, possibility.channel).await
        });
    }

    /// Has the message sent once more.
    pub fn resend(self) {
        if let Some(id) = self.token_id_untracked() {
            self.act(async move { api::my_provisioning::resend(id).await });
        }
    }

    /// Shows the code of a token whose message leads here; what was shown before stops working.
    pub fn show(self) {
        if let Some(id) = self.token_id_untracked() {
            self.act(async move { api::my_provisioning::show(id).await });
        }
    }

    /// Makes a new code in the place of the one that is shown, without a further message where there was one.
    pub fn renew_code(self) {
        let shown_here = self
            .token
            .with_untracked(|token| token.as_ref().is_some_and(can_be_shown));
        if shown_here {
            self.show();
        } else {
            self.get_new_code();
        }
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
        if let Some(id) = self.token_id_untracked() {
            self.act(async move { api::my_provisioning::reject(id).await });
        }
    }

    /// Cancels the token and goes back to the beginning.
    pub fn cancel(self) {
        if let Some(id) = self.token_id_untracked() {
            self.end(id, || router::navigate(&crate::routes::home()));
        }
    }

    /// Cancels a token, and goes on once it is over, whether it was cancelled now or had ended before.
    fn end(self, id: Uuid, go_on: impl FnOnce() + 'static) {
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::my_provisioning::cancel(id).await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Err(failure) if failure.is_passing() => self.fail(failure),
                _ => go_on(),
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
        let known = self.token_id_untracked();
        let is_new = known != Some(id);
        if is_new && known.is_some() {
            self.asked.set(Asked::Nothing);
        }
        let has_moved_on = self.token.with_untracked(|known| {
            announcements::announce_change(known.as_ref(), &token);
            known
                .as_ref()
                .is_some_and(|known| known.status != token.status)
        });
        if has_moved_on {
            // What did not work a moment ago matters no more.
            self.failure.set(None);
        }
        let token = KNOWN.with_borrow(|known| merged(known.as_ref(), token));
        KNOWN.replace((!ended).then(|| token.clone()));
        let waits_for_message = token.channel != Channel::Browser
            && self.asked.with_untracked(|asked| *asked == Asked::Nothing);
        self.token.set(Some(token));
        address::name_token(id, waits_for_message);
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
        let has_token = self
            .token
            .try_with_untracked(Option::is_some)
            .unwrap_or(true);
        if !has_token {
            if let Some(id) = address::token() {
                if let Err(failure) = self.take_asked_for(&id).await {
                    // Without the token it is not known what to show.
                    return self.fail(failure);
                }
            } else if !address::asks_for_choice()
                && let Some(token) = to_take_up(&offer)
            {
                self.take_token(token.clone());
            }
        }
        let _left_meanwhile = self.offer.try_set(Some(offer));
    }

    /// Takes the token that the address asks for. One that may not be seen before a further proof waits for it.
    async fn take_asked_for(self, id: &str) -> Result<(), ApiFailure> {
        let Ok(id) = id.parse::<Uuid>() else {
            self.set_asked(Asked::ForNothingThere);
            return Ok(());
        };
        match api::my_provisioning::get(id).await {
            Ok(token) => self.take_token(token),
            Err(failure) if failure.status == 404 => self.set_asked(Asked::ForNothingThere),
            Err(failure) if failure.is_passing() => return Err(failure),
            Err(_for_the_sake_of_the_rules) => {}
        }
        Ok(())
    }

    fn set_asked(self, asked: Asked) {
        let _left_meanwhile = self.asked.try_set(asked);
    }

    /// A refusal for the sake of a proof, or of a limit, brings another offer; all else is said on the page.
    fn fail(self, failure: ApiFailure) {
        let sent_back = self.sent_back.try_get_value().unwrap_or(true);
        if failure.asks_for_step_up() && !sent_back {
            self.sent_back.set_value(true);
            self.resume();
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
}
