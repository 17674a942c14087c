//! The phone's side up to the claim: what a secret would add, and the one phone that takes it.

use anteroom_api_types::device::{DeviceProfile, Phone};
use anteroom_domain::accounts::name as checked_name;
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::ids::{ProfileId, TokenId};
use anteroom_domain::provisioning::{
    ClaimFacts, ClaimOutcome, ProfileKind, TokenStatus, Unusable, claim as decide,
};
use anteroom_domain::secret::{Secret, SecretHash};

use super::super::entity::Model;
use super::super::store::{self, ClaimChange, Claimed};
use super::world::{self, WorldNow};
use super::{TRIES_MAX, event, lock_user};
use crate::accounts::{self, Account};
use crate::app::App;
use crate::audit;
use crate::db::{ConnectionTrait, Transaction};
use crate::device_proof::{self, DeviceProof};
use crate::failure::{Failure, Unexpected};
use crate::profiles::{self, KeyTaken, NewMobileAppProfile, StoredPhone};

/// What a phone is told of the token that it took.
pub struct ClaimView {
    /// The token.
    pub row: Model,
    /// For whom it is.
    pub account: Account,
    /// The profile, once it is there.
    pub profile: Option<DeviceProfile>,
}

/// What a secret would add.
pub struct Preview {
    /// The token.
    pub row: Model,
    /// For whom it is.
    pub account: Account,
    /// Whether the code of the signed-in page will be asked for.
    pub confirmation_required: bool,
}

/// Why a phone's request is refused.
#[derive(Debug)]
pub enum DeviceRefused {
    /// The proof was used before.
    Replayed,
    /// The token is of no use; the phone does not learn why.
    Unusable,
    /// The key belongs to a profile already.
    KeyTaken,
    /// What the phone says of itself cannot be shown to people.
    Phone(Vec<FieldProblem>),
    /// The confirmation code is wrong.
    WrongCode {
        /// How many are left; the token is rejected when none is.
        attempts_left: u32,
    },
}

/// The answer to a phone inside a transaction: a refusal is committed like an answer, so that its
/// proof counts as used and a wrong code as tried.
pub type Answer = Result<ClaimView, DeviceRefused>;

/// Says what a secret would add; changes nothing.
pub async fn preview(app: &App, typed_secret: &str) -> Result<Preview, Failure<DeviceRefused>> {
    let connection = app.db.reader();
    let unusable = || Failure::Refused(DeviceRefused::Unusable);
    let hash = Secret::parse(typed_secret)
        .map_err(|_no_secret| unusable())?
        .hash();
    let row = store::find_by_secret(connection, &hash)
        .await?
        .ok_or_else(unusable)?;
    let (token, now) = (row.to_token()?, app.now());
    if token.status_at(now) != TokenStatus::Issued {
        return Err(unusable());
    }
    let world = world::ask(app, connection, &row, None)
        .await?
        .ok_or_else(unusable)?;
    world
        .facts()
        .allows(&token, now)
        .map_err(|_changed_since| unusable())?;
    Ok(Preview {
        confirmation_required: token.confirmation_required
            || world.settings.confirmation_required(token.channel),
        account: world.account,
        row,
    })
}

/// Takes a token for the phone that holds the key of the proof.
pub async fn claim(
    app: &App,
    proof: DeviceProof,
    typed_secret: &str,
    phone: Phone,
) -> Result<ClaimView, Failure<DeviceRefused>> {
    let phone = StoredPhone::from(
        checked_phone(phone).map_err(|fields| Failure::Refused(DeviceRefused::Phone(fields)))?,
    );
    let hash = Secret::parse(typed_secret).ok().map(|secret| secret.hash());
    let tx_app = app.clone();
    let view = app
        .db
        .write(
            async move |transaction| -> Result<Answer, Failure<DeviceRefused>> {
                if !device_proof::remember(transaction, &proof.used).await? {
                    return Ok(Err(DeviceRefused::Replayed));
                }
                let Some(hash) = hash else {
                    return Ok(Err(DeviceRefused::Unusable));
                };
                for _ in 0..TRIES_MAX {
                    let answer = try_claim(transaction, &tx_app, &proof, &hash, &phone).await?;
                    if let Some(answer) = answer {
                        return Ok(answer);
                    }
                }
                Ok(Err(DeviceRefused::Unusable))
            },
        )
        .await?
        .map_err(Failure::Refused)?;
    app.live_tokens.notify(view.row.token_id());
    Ok(view)
}

/// One try; `None` when another phone changed the token between the look and the grasp.
async fn try_claim(
    transaction: &Transaction,
    app: &App,
    proof: &DeviceProof,
    hash: &SecretHash,
    phone: &StoredPhone,
) -> Result<Option<Answer>, Failure<DeviceRefused>> {
    let unusable = || Ok(Some(Err(DeviceRefused::Unusable)));
    let Some(row) = store::find_by_secret(transaction, hash).await? else {
        return unusable();
    };
    let (token, now) = (row.to_token()?, app.now());
    let is_own = token.claimed_by_thumbprint.as_deref() == Some(&proof.thumbprint);
    if token.status_at(now) != TokenStatus::Issued && !is_own {
        // Whoever comes too late need not make the world be asked.
        return unusable();
    }
    lock_user(app, transaction, token.user_id).await?;
    let Some(world) = world::ask(app, transaction, &row, Some(&proof.thumbprint)).await? else {
        return unusable();
    };
    let facts = ClaimFacts {
        token: &token,
        world: world.facts(),
        thumbprint: &proof.thumbprint,
    };
    match decide(&facts, now) {
        Err(reason) => {
            record_refusal(transaction, app, proof, phone, &row, &world, reason).await?;
            unusable()
        }
        Ok(ClaimOutcome::Repeated) => view(transaction, app, row, world.account)
            .await
            .map(|view| Some(Ok(view)))
            .map_err(Failure::from),
        Ok(_) if world.key_is_taken => Ok(Some(Err(DeviceRefused::KeyTaken))),
        Ok(outcome) => take(transaction, app, proof, phone, row, world, outcome).await,
    }
}

/// Takes the token: the conditional update decides the race, then the rest follows.
async fn take(
    transaction: &Transaction,
    app: &App,
    proof: &DeviceProof,
    phone: &StoredPhone,
    mut row: Model,
    world: WorldNow,
    outcome: ClaimOutcome,
) -> Result<Option<Answer>, Failure<DeviceRefused>> {
    let now = app.now();
    let outcome = match outcome {
        ClaimOutcome::AwaitingConfirmation { expires_at } => {
            Claimed::AwaitingConfirmation(expires_at)
        }
        ClaimOutcome::Completed | ClaimOutcome::Repeated => {
            Claimed::Completed(ProfileId::generate(now, &mut app.random()))
        }
    };
    let profile = match &outcome {
        Claimed::Completed(profile) => Some(*profile),
        Claimed::AwaitingConfirmation(_) => None,
    };
    let change = ClaimChange {
        phone: phone.to_text()?,
        thumbprint: &proof.thumbprint,
        public_key: &proof.public_key,
        now,
        outcome,
    };
    if !store::claim(transaction, &row, &change).await? {
        return Ok(None);
    }
    row.apply_claim(&change);
    let origin = proof.origin(profile, phone.name());
    let user_name = world.account.user_name.clone();
    let claimed = event("provisioning_token.claimed", &row, &user_name)
        .with("phone", phone.name())
        .with("key_thumbprint", proof.thumbprint.clone());
    audit::record(transaction, app, &origin, claimed).await?;
    if let Some(profile) = profile {
        let new = NewMobileAppProfile {
            id: profile,
            user: row.owner(),
            phone: phone.clone(),
            key_thumbprint: proof.thumbprint.clone(),
            public_key: proof.public_key.clone(),
        };
        profiles::create_mobile_app(transaction, app, &origin, new)
            .await
            .map_err(|failure| failure.map_refusal(|KeyTaken| DeviceRefused::KeyTaken))?;
        let completed = event("provisioning_token.completed", &row, &user_name);
        audit::record(transaction, app, &origin, completed).await?;
    }
    let view = view(transaction, app, row, world.account).await?;
    Ok(Some(Ok(view)))
}

/// The phone learns one answer for all reasons; the audit learns which it was.
async fn record_refusal(
    transaction: &Transaction,
    app: &App,
    proof: &DeviceProof,
    phone: &StoredPhone,
    row: &Model,
    world: &WorldNow,
    reason: Unusable,
) -> Result<(), Unexpected> {
    let event = event(
        "provisioning_token.claim_refused",
        row,
        &world.account.user_name,
    )
    .with("reason", reason.to_string());
    let origin = proof.origin(None, phone.name());
    Ok(audit::record(transaction, app, &origin, event).await?)
}

/// The claim as it stands, for the phone that took the token.
pub async fn get(
    app: &App,
    proof: DeviceProof,
    id: TokenId,
) -> Result<ClaimView, Failure<DeviceRefused>> {
    let tx_app = app.clone();
    app.db
        .write(async move |transaction| -> Result<Answer, Unexpected> {
            if !device_proof::remember(transaction, &proof.used).await? {
                return Ok(Err(DeviceRefused::Replayed));
            }
            let row = store::find(transaction, id)
                .await?
                .filter(|row| row.key_thumbprint.as_deref() == Some(&proof.thumbprint));
            let Some(row) = row else {
                return Ok(Err(DeviceRefused::Unusable));
            };
            let stands = matches!(
                row.status_at(tx_app.now())?,
                TokenStatus::Claimed | TokenStatus::Completed
            );
            match accounts::find(transaction, row.owner()).await? {
                Some(account) if stands => view(transaction, &tx_app, row, account).await.map(Ok),
                _ => Ok(Err(DeviceRefused::Unusable)),
            }
        })
        .await?
        .map_err(Failure::Refused)
}

/// What the phone is told of a token that it took.
pub async fn view(
    connection: &impl ConnectionTrait,
    app: &App,
    row: Model,
    account: Account,
) -> Result<ClaimView, Unexpected> {
    let profile = match row.profile_id.map(ProfileId::from_uuid) {
        Some(id) if row.kind == ProfileKind::MobileApp.as_str() => {
            profiles::device_profile(connection, app, id, &account).await?
        }
        _ => None,
    };
    Ok(ClaimView {
        row,
        account,
        profile,
    })
}

/// What a phone says of itself is shown to people, who must not be misled by it.
fn checked_phone(mut phone: Phone) -> Result<Phone, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let fields = [
        ("/phone/name", &mut phone.name, true),
        ("/phone/model", &mut phone.model, false),
        ("/phone/app_name", &mut phone.app_name, false),
        ("/phone/app_version", &mut phone.app_version, false),
    ];
    for (pointer, text, required) in fields {
        if text.trim().is_empty() && !required {
            text.clear();
            continue;
        }
        match checked_name(text) {
            Ok(clean) => *text = clean,
            Err(refused) => problems.push(refused.at(pointer)),
        }
    }
    if problems.is_empty() {
        Ok(phone)
    } else {
        Err(problems)
    }
}
