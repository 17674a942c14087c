//! The confirmation: the digits of the signed-in page, typed on the phone.

use anteroom_domain::ids::{ProfileId, TokenId};
use anteroom_domain::provisioning::{
    ConfirmFacts, ConfirmOutcome, ConfirmRefused, confirm as decide,
};
use jiff::Timestamp;

use super::super::entity::Model;
use super::super::store;
use super::claim::{Answer, ClaimView, DeviceRefused, view};
use super::world::{self, WorldNow};
use super::{TRIES_MAX, code_of, event, lock_user};
use crate::app::App;
use crate::audit;
use crate::db::Transaction;
use crate::device_proof::{self, DeviceProof};
use crate::failure::{Failure, Unexpected};
use crate::profiles::{self, KeyTaken, NewMobileAppProfile, StoredPhone};

/// Takes the digits that a person typed on the phone.
pub async fn confirm(
    app: &App,
    proof: DeviceProof,
    id: TokenId,
    typed_code: String,
) -> Result<ClaimView, Failure<DeviceRefused>> {
    let tx_app = app.clone();
    let answer = app
        .db
        .write(
            async move |transaction| -> Result<Answer, Failure<DeviceRefused>> {
                if !device_proof::remember(transaction, &proof.used).await? {
                    return Ok(Err(DeviceRefused::Replayed));
                }
                for _ in 0..TRIES_MAX {
                    let answer = try_confirm(transaction, &tx_app, &proof, id, &typed_code).await?;
                    if let Some(answer) = answer {
                        return Ok(answer);
                    }
                }
                Ok(Err(DeviceRefused::Unusable))
            },
        )
        .await?;
    app.live_tokens.notify(id);
    answer.map_err(Failure::Refused)
}

/// One try; `None` when the token changed between the look and the grasp.
async fn try_confirm(
    transaction: &Transaction,
    app: &App,
    proof: &DeviceProof,
    id: TokenId,
    typed_code: &str,
) -> Result<Option<Answer>, Failure<DeviceRefused>> {
    let unusable = || Ok(Some(Err(DeviceRefused::Unusable)));
    let row = store::find(transaction, id)
        .await?
        .filter(|row| row.key_thumbprint.as_deref() == Some(&proof.thumbprint));
    let Some(row) = row else {
        return unusable();
    };
    lock_user(app, transaction, row.owner()).await?;
    let Some(world) = world::ask(app, transaction, &row, None).await? else {
        return unusable();
    };
    let (token, now) = (row.to_token()?, app.now());
    let facts = ConfirmFacts {
        token: &token,
        world: world.facts(),
        thumbprint: &proof.thumbprint,
        typed_code,
        expected_code: &code_of(app, &row).unwrap_or_default(),
    };
    match decide(&facts, now) {
        Ok(ConfirmOutcome::Completed) => complete(transaction, app, proof, row, world).await,
        Ok(ConfirmOutcome::Repeated) => view(transaction, app, row, world.account)
            .await
            .map(|view| Some(Ok(view)))
            .map_err(Failure::from),
        Err(ConfirmRefused::Unusable(_)) => unusable(),
        Err(ConfirmRefused::WrongCode { attempts_left }) => {
            Ok(wrong_code(transaction, app, proof, &row, &world, attempts_left).await?)
        }
        Err(ConfirmRefused::Rejected) => {
            Ok(wrong_code(transaction, app, proof, &row, &world, 0).await?)
        }
    }
}

async fn complete(
    transaction: &Transaction,
    app: &App,
    proof: &DeviceProof,
    mut row: Model,
    world: WorldNow,
) -> Result<Option<Answer>, Failure<DeviceRefused>> {
    let now = app.now();
    let phone = phone_of(&row)?;
    let profile = ProfileId::generate(now, &mut app.random());
    if !store::complete(transaction, &row, profile, now).await? {
        return Ok(None);
    }
    let origin = proof.origin(Some(profile), phone.name());
    let completed = event(
        "provisioning_token.completed",
        &row,
        &world.account.user_name,
    );
    audit::record(transaction, app, &origin, completed).await?;
    let new = NewMobileAppProfile {
        id: profile,
        user: row.owner(),
        phone,
        key_thumbprint: proof.thumbprint.clone(),
        public_key: proof.public_key.clone(),
    };
    profiles::create_mobile_app(transaction, app, &origin, new)
        .await
        .map_err(|failure| failure.map_refusal(|KeyTaken| DeviceRefused::KeyTaken))?;
    row.apply_completion(profile, now);
    let view = view(transaction, app, row, world.account).await?;
    Ok(Some(Ok(view)))
}

/// Counts a wrong code; the last one rejects the token.
async fn wrong_code(
    transaction: &Transaction,
    app: &App,
    proof: &DeviceProof,
    row: &Model,
    world: &WorldNow,
    attempts_left: u32,
) -> Result<Option<Answer>, Unexpected> {
    let rejected_at: Option<Timestamp> = (attempts_left == 0).then(|| app.now());
    if !store::count_wrong_code(transaction, row, rejected_at).await? {
        return Ok(None);
    }
    let user_name = &world.account.user_name;
    let origin = proof.origin(None, phone_of(row)?.name());
    let failed = event("provisioning_token.confirmation_failed", row, user_name)
        .with("attempts_left", attempts_left);
    audit::record(transaction, app, &origin, failed).await?;
    if rejected_at.is_some() {
        let rejected = event("provisioning_token.rejected", row, user_name)
            .with("reason", "too many wrong codes");
        audit::record(transaction, app, &origin, rejected).await?;
    }
    Ok(Some(Err(DeviceRefused::WrongCode { attempts_left })))
}

fn phone_of(row: &Model) -> Result<StoredPhone, Unexpected> {
    row.phone
        .as_deref()
        .ok_or_else(|| Unexpected::new("reading a provisioning token", "it has no phone"))
        .and_then(StoredPhone::read)
}
