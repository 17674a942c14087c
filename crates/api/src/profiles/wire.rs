//! Profiles on the wire.

use std::collections::HashMap;

use anteroom_api_types::device::{Account as DeviceAccount, DeviceProfile, Issuer, Phone};
use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::profiles::{Profile, ProfilePhone, ProfileStatus};
use anteroom_api_types::provisioning::ProfileKind as WireKind;
use anteroom_api_types::users::UserRef;
use anteroom_domain::field_problem::TextRefused;
use anteroom_domain::ids::UserId;
use anteroom_domain::profiles::ProfileState;
use anteroom_domain::provisioning::ProfileKind;
use jiff::Timestamp;

use super::entity::Model;
use super::service::{ChangeRefused, DeviceRefused};
use crate::accounts::Account;
use crate::app::App;
use crate::db::Moment as _;
use crate::device_proof::ProofReplayed;
use crate::failure::Unexpected;
use crate::http::ApiError;

/// A profile as people see it; `users` holds the names of its owner.
pub fn profile(row: &Model, users: &HashMap<UserId, UserRef>) -> Result<Profile, Unexpected> {
    let user = users.get(&row.owner()).cloned().unwrap_or(UserRef {
        id: row.user_id,
        user_name: String::new(),
        display_name: String::new(),
    });
    let phone = row
        .stored_phone()?
        .map(Phone::from)
        .map(|phone| ProfilePhone {
            platform: phone.platform,
            model: phone.model,
            app_name: phone.app_name,
        });
    Ok(Profile {
        id: row.id,
        user,
        kind: match row.profile_kind()? {
            ProfileKind::MobileApp => WireKind::MobileApp,
            ProfileKind::Totp => WireKind::Totp,
        },
        name: row.name.clone(),
        status: status(row.state()?),
        phone,
        created_at: Timestamp::from_stored(row.created_at).into(),
        last_used_at: row.last_used_at.map(|at| Timestamp::from_stored(at).into()),
        ended_at: row.ended_at.map(|at| Timestamp::from_stored(at).into()),
    })
}

/// A profile as its phone sees it.
pub fn device_profile(
    app: &App,
    row: &Model,
    account: &Account,
) -> Result<DeviceProfile, Unexpected> {
    Ok(DeviceProfile {
        id: row.id,
        status: status(row.state()?),
        account: DeviceAccount {
            display_name: account.display_name.clone(),
            user_name: account.user_name.clone(),
        },
        issuer: issuer(app),
        name: row.name.clone(),
        created_at: Timestamp::from_stored(row.created_at).into(),
    })
}

/// Who issues the profiles.
pub fn issuer(app: &App) -> Issuer {
    Issuer {
        name: app.config.issuer.name.clone(),
        base_url: app.config.http.origin().to_owned(),
    }
}

/// The state that a filter names.
pub const fn state(status: ProfileStatus) -> ProfileState {
    match status {
        ProfileStatus::Active => ProfileState::Active,
        ProfileStatus::Suspended => ProfileState::Suspended,
        ProfileStatus::Revoked => ProfileState::Revoked,
    }
}

const fn status(state: ProfileState) -> ProfileStatus {
    match state {
        ProfileState::Active => ProfileStatus::Active,
        ProfileState::Suspended => ProfileStatus::Suspended,
        ProfileState::Revoked => ProfileStatus::Revoked,
    }
}

/// The kind that a filter names.
pub const fn kind(kind: WireKind) -> ProfileKind {
    match kind {
        WireKind::MobileApp => ProfileKind::MobileApp,
        WireKind::Totp => ProfileKind::Totp,
    }
}

impl From<ChangeRefused> for ApiError {
    fn from(refused: ChangeRefused) -> Self {
        match refused {
            ChangeRefused::NotFound => Self::not_found(),
            ChangeRefused::State(refused) => Self::new(
                ProblemCode::StateConflict,
                format!("The profile is {}.", refused.state),
            ),
            ChangeRefused::Name(refused) => name_refused(refused),
        }
    }
}

impl From<DeviceRefused> for ApiError {
    fn from(refused: DeviceRefused) -> Self {
        match refused {
            DeviceRefused::Replayed => ProofReplayed.into(),
            DeviceRefused::Unknown => Self::new(
                ProblemCode::ProfileUnknown,
                "No profile belongs to the key of the proof.",
            ),
            DeviceRefused::Ended => Self::new(
                ProblemCode::StateConflict,
                "The profile was removed for good.",
            ),
            DeviceRefused::Name(refused) => name_refused(refused),
        }
    }
}

fn name_refused(refused: TextRefused) -> ApiError {
    let problem = refused.at("/name");
    ApiError::field(problem.pointer, problem.code, problem.message)
}
