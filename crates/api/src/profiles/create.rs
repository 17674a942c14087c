//! What the other slices ask of profiles: counting them, making them, showing one to its phone.

use anteroom_api_types::device::DeviceProfile;
use anteroom_domain::ids::{ProfileId, UserId};
use anteroom_domain::notifications::MessageKind;
use anteroom_domain::profiles::ProfileState;
use anteroom_domain::provisioning::ProfileKind;
use anteroom_domain::totp::TotpSeed;

use super::entity::{Model, StoredPhone};
use super::{notice, store, totp, wire};
use crate::accounts::Account;
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::{self, ConnectionTrait, DbErr, Moment as _, Transaction};
use crate::failure::{Failure, Unexpected};

/// What the other slices ask of the profiles of a user.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProfileSummary {
    /// Active profiles of both kinds.
    pub active: u32,
    /// Active and suspended ones, which count for the limit.
    pub counted: u32,
    /// Whether an active `totp` profile is there, so that `totp` can be passed at sign-in.
    pub has_active_totp: bool,
}

/// Counts the profiles of a user.
pub async fn summary(
    connection: &impl ConnectionTrait,
    user: UserId,
) -> Result<ProfileSummary, DbErr> {
    let rows = store::counted(connection, user, None).await?;
    Ok(summed(user, &rows))
}

/// Counts the profiles of a user, and says whether a profile of anybody has this key.
pub async fn summary_and_key(
    connection: &impl ConnectionTrait,
    user: UserId,
    thumbprint: &str,
) -> Result<(ProfileSummary, bool), DbErr> {
    let rows = store::counted(connection, user, Some(thumbprint)).await?;
    let key_is_taken = rows
        .iter()
        .any(|(_, counted)| counted.key_thumbprint.as_deref() == Some(thumbprint));
    Ok((summed(user, &rows), key_is_taken))
}

fn summed(user: UserId, rows: &[(uuid::Uuid, store::Counted)]) -> ProfileSummary {
    let mut summary = ProfileSummary::default();
    for (owner, counted) in rows {
        let state = counted.status.parse::<ProfileState>();
        let counts = state.is_ok_and(ProfileState::counts_against_limit);
        if *owner != user.as_uuid() || !counts {
            continue;
        }
        summary.counted += 1;
        if counted.status == ProfileState::Active.as_str() {
            summary.active += 1;
            summary.has_active_totp |= counted.kind == ProfileKind::Totp.as_str();
        }
    }
    summary
}

/// The key belongs to a profile already; a phone makes a key pair for each.
#[derive(Clone, Copy, Debug)]
pub struct KeyTaken;

/// A profile of a key pair on a phone.
pub struct NewMobileAppProfile {
    /// Its id, which its token names from the same moment on.
    pub id: ProfileId,
    /// Whose it is.
    pub user: UserId,
    /// What the phone says of itself; its name becomes that of the profile.
    pub phone: StoredPhone,
    /// The RFC 7638 thumbprint of the key.
    pub key_thumbprint: String,
    /// The public key as canonical JSON.
    pub public_key: String,
}

/// Makes a profile of a key pair, in the transaction that completes its token.
pub async fn create_mobile_app(
    transaction: &Transaction,
    app: &App,
    origin: &Origin,
    new: NewMobileAppProfile,
) -> Result<(), Failure<KeyTaken>> {
    let row = Model {
        phone: Some(new.phone.to_text()?),
        key_thumbprint: Some(new.key_thumbprint),
        public_key: Some(new.public_key),
        ..blank(
            app,
            new.id,
            new.user,
            ProfileKind::MobileApp,
            new.phone.name(),
        )
    };
    insert(transaction, app, origin, row).await
}

/// A profile of a shared secret.
pub struct NewTotpProfile {
    /// Its id, which its token names from the same moment on.
    pub id: ProfileId,
    /// Whose it is.
    pub user: UserId,
    /// What the user calls it.
    pub name: String,
    /// The shared secret.
    pub seed: TotpSeed,
    /// The step of the first code, which is thereby used up.
    pub first_step: u64,
}

/// Makes a profile of a shared secret, in the transaction that completes its token.
pub async fn create_totp(
    transaction: &Transaction,
    app: &App,
    origin: &Origin,
    new: NewTotpProfile,
) -> Result<(), Unexpected> {
    let blank = blank(app, new.id, new.user, ProfileKind::Totp, &new.name);
    let sealed = app.keys.seal(
        totp::place(blank.profile_id()),
        new.seed.expose_bytes(),
        &mut app.random(),
    )?;
    let row = Model {
        totp_seed: Some(sealed),
        totp_last_step: Some(totp::stored_step(new.first_step)),
        ..blank
    };
    match insert(transaction, app, origin, row).await {
        Ok(()) => Ok(()),
        Err(Failure::Unexpected(cause)) => Err(cause),
        Err(Failure::Refused(KeyTaken)) => Err(Unexpected::new(
            "making a profile",
            "a profile without a key met another's key",
        )),
    }
}

fn blank(app: &App, id: ProfileId, user: UserId, kind: ProfileKind, name: &str) -> Model {
    let now = app.now();
    Model {
        id: id.as_uuid(),
        user_id: user.as_uuid(),
        kind: kind.as_str().to_owned(),
        name: name.to_owned(),
        name_key: name.to_lowercase(),
        status: ProfileState::Active.as_str().to_owned(),
        phone: None,
        key_thumbprint: None,
        public_key: None,
        totp_seed: None,
        totp_last_step: None,
        created_at: now.stored(),
        last_used_at: Some(now.stored()),
        ended_at: None,
        version: 1,
    }
}

async fn insert(
    transaction: &Transaction,
    app: &App,
    origin: &Origin,
    row: Model,
) -> Result<(), Failure<KeyTaken>> {
    let event = Event::about("profile.created", "profile", row.id, row.name.clone())
        .with("user_id", row.user_id.to_string())
        .with("kind", row.kind.clone());
    let told = row.clone();
    match store::insert(transaction, row).await {
        Err(error)
            if db::violates(
                &error,
                "profiles_key_thumbprint_unique",
                "profiles.key_thumbprint",
            ) =>
        {
            return Err(Failure::Refused(KeyTaken));
        }
        result => result?,
    }
    audit::record(transaction, app, origin, event).await?;
    notice::tell(transaction, app, origin, MessageKind::ProfileAdded, &told).await?;
    Ok(())
}

/// A profile, as its phone sees it.
pub async fn device_profile(
    connection: &impl ConnectionTrait,
    app: &App,
    id: ProfileId,
    account: &Account,
) -> Result<Option<DeviceProfile>, Unexpected> {
    match store::find(connection, id).await? {
        Some(row) => wire::device_profile(app, &row, account).map(Some),
        None => Ok(None),
    }
}
