//! Activating an authenticator app: the first right code completes the token.

use anteroom_domain::field_problem::TextRefused;
use anteroom_domain::ids::{ProfileId, TokenId, UserId};
use anteroom_domain::limits::TOTP_SEED_BYTES;
use anteroom_domain::profiles::profile_name;
use anteroom_domain::provisioning::{
    TokenStatus, TotpActivationFacts, TotpActivationRefused, Unusable, activate_totp as decide,
};
use anteroom_domain::totp::TotpSeed;

use super::super::entity::Model;
use super::super::store;
use super::world::{self, WorldNow};
use super::{Reach, TRIES_MAX, event, lock_user};
use crate::app::App;
use crate::audit::{self, Origin};
use crate::crypto::Place;
use crate::db::Transaction;
use crate::failure::{Failure, Unexpected};
use crate::profiles::{self, NewTotpProfile};

/// What the profile is called when its user does not say.
const NAME_DEFAULT: &str = "Authenticator app";

/// Where the seed of a token is stored.
pub fn place(id: TokenId) -> Place {
    Place {
        table: "provisioning_tokens",
        column: "totp_seed",
        row: id.as_uuid(),
    }
}

/// Why a first code activates nothing.
#[derive(Debug)]
pub enum ActivateRefused {
    /// The token is not the caller's.
    NotFound,
    /// The name is not one.
    Name(TextRefused),
    /// Not six digits; it does not count as a try.
    Malformed,
    /// A wrong code; the token is rejected when none is left.
    WrongCode {
        /// How many are left.
        attempts_left: u32,
    },
    /// The token is of no use any more.
    Unusable(Unusable),
    /// Nobody has seen the shared secret yet.
    KeyNotShown,
}

/// The answer inside a transaction: a wrong code is committed as tried.
type Answer = Result<Model, ActivateRefused>;

/// Takes the first code of an authenticator app.
pub async fn activate(
    app: &App,
    user: UserId,
    id: TokenId,
    typed_code: String,
    name: Option<String>,
    origin: Origin,
) -> Result<Model, Failure<ActivateRefused>> {
    let name = profile_name(name.as_deref().unwrap_or(NAME_DEFAULT))
        .map_err(|refused| Failure::Refused(ActivateRefused::Name(refused)))?;
    let tx_app = app.clone();
    let answer = app
        .db
        .write(async move |transaction| -> Result<Answer, Unexpected> {
            lock_user(&tx_app, transaction, user).await?;
            for _ in 0..TRIES_MAX {
                let activation = Activation {
                    app: &tx_app,
                    origin: &origin,
                    typed_code: &typed_code,
                    name: &name,
                };
                if let Some(answer) = activation.attempt(transaction, user, id).await? {
                    return Ok(answer);
                }
            }
            Err(Unexpected::new(
                "activating an authenticator app",
                "it changed all the time",
            ))
        })
        .await?;
    app.live_tokens.notify(id);
    answer.map_err(Failure::Refused)
}

struct Activation<'a> {
    app: &'a App,
    origin: &'a Origin,
    typed_code: &'a str,
    name: &'a str,
}

impl Activation<'_> {
    /// One attempt; `None` when the token changed between the look and the grasp.
    async fn attempt(
        &self,
        transaction: &Transaction,
        user: UserId,
        id: TokenId,
    ) -> Result<Option<Answer>, Unexpected> {
        let refused = |refused| Ok(Some(Err(refused)));
        let row = store::find(transaction, id)
            .await?
            .filter(|row| Reach::Own(user).covers(row));
        let Some(row) = row else {
            return refused(ActivateRefused::NotFound);
        };
        let Some(world) = world::ask(self.app, transaction, &row, None).await? else {
            return refused(ActivateRefused::NotFound);
        };
        let token = row.to_token()?;
        let status = token.status_at(self.app.now());
        let Some(sealed) = row.totp_seed.as_deref() else {
            return refused(if status == TokenStatus::Issued {
                ActivateRefused::KeyNotShown
            } else {
                ActivateRefused::Unusable(Unusable::Status(status))
            });
        };
        let seed = open(self.app, id, sealed)?;
        let facts = TotpActivationFacts {
            token: &token,
            world: world.facts(),
            seed: &seed,
            typed_code: self.typed_code,
        };
        match decide(&facts, self.app.now()) {
            Ok(step) => self.complete(transaction, row, &world, seed, step).await,
            Err(TotpActivationRefused::Malformed) => refused(ActivateRefused::Malformed),
            Err(TotpActivationRefused::Unusable(reason)) => {
                refused(ActivateRefused::Unusable(reason))
            }
            Err(TotpActivationRefused::WrongCode { attempts_left }) => {
                self.wrong_code(transaction, &row, &world, attempts_left)
                    .await
            }
            Err(TotpActivationRefused::Rejected) => {
                self.wrong_code(transaction, &row, &world, 0).await
            }
        }
    }

    async fn complete(
        &self,
        transaction: &Transaction,
        mut row: Model,
        world: &WorldNow,
        seed: TotpSeed,
        first_step: u64,
    ) -> Result<Option<Answer>, Unexpected> {
        let now = self.app.now();
        let profile = ProfileId::generate(now, &mut self.app.random());
        if !store::complete(transaction, &row, profile, now).await? {
            return Ok(None);
        }
        let completed = event(
            "provisioning_token.completed",
            &row,
            &world.account.user_name,
        );
        audit::record(transaction, self.app, self.origin, completed).await?;
        let new = NewTotpProfile {
            id: profile,
            user: row.owner(),
            name: self.name.to_owned(),
            seed,
            first_step,
        };
        profiles::create_totp(transaction, self.app, self.origin, new).await?;
        row.apply_completion(profile, now);
        Ok(Some(Ok(row)))
    }

    async fn wrong_code(
        &self,
        transaction: &Transaction,
        row: &Model,
        world: &WorldNow,
        attempts_left: u32,
    ) -> Result<Option<Answer>, Unexpected> {
        let rejected_at = (attempts_left == 0).then(|| self.app.now());
        if !store::count_wrong_code(transaction, row, rejected_at).await? {
            return Ok(None);
        }
        let user_name = &world.account.user_name;
        let failed = event("provisioning_token.confirmation_failed", row, user_name)
            .with("attempts_left", attempts_left);
        audit::record(transaction, self.app, self.origin, failed).await?;
        if rejected_at.is_some() {
            let rejected = event("provisioning_token.rejected", row, user_name)
                .with("reason", "too many wrong codes");
            audit::record(transaction, self.app, self.origin, rejected).await?;
        }
        Ok(Some(Err(ActivateRefused::WrongCode { attempts_left })))
    }
}

fn open(app: &App, id: TokenId, sealed: &[u8]) -> Result<TotpSeed, Unexpected> {
    let opened = app.keys.open(place(id), sealed)?;
    let bytes: [u8; TOTP_SEED_BYTES] = opened
        .as_slice()
        .try_into()
        .map_err(|cause| Unexpected::new("reading a shared secret", cause))?;
    Ok(TotpSeed::from_bytes(bytes))
}
