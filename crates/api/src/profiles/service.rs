//! What is done with profiles: by their user, by the help desk, by the phone itself.

use anteroom_domain::field_problem::TextRefused;
use anteroom_domain::ids::{ProfileId, UserId};
use anteroom_domain::notifications::MessageKind;
use anteroom_domain::profiles::{ProfileAction, ProfileActionRefused, ProfileState, profile_name};
use jiff::Timestamp;

use super::entity::Model;
use super::notice;
use super::store::{self, Filter};
use crate::accounts::{self, Account};
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::{ConnectionTrait, DbErr, Moment as _, Transaction};
use crate::device_proof::{self, DeviceProof};
use crate::failure::{Failure, Unexpected};
use crate::http::pagination::{PageRequest, like_pattern};

/// The time between two notes of when a phone was last seen.
const LAST_USED_SECONDS: i64 = 60;
/// How many users a search for profiles looks at.
const SEARCHED_USERS_MAX: u64 = 500;

/// Why a profile is not changed.
#[derive(Debug)]
pub enum ChangeRefused {
    /// There is none, or it is not the caller's.
    NotFound,
    /// Its state does not allow it.
    State(ProfileActionRefused),
    /// The name is not one.
    Name(TextRefused),
}

/// Why a phone's request is refused.
#[derive(Debug)]
pub enum DeviceRefused {
    /// The proof was used before.
    Replayed,
    /// No profile has the key.
    Unknown,
    /// The profile is gone for good.
    Ended,
    /// The name is not one.
    Name(TextRefused),
}

/// Whose profiles a caller may touch.
#[derive(Clone, Copy, Debug)]
pub enum Reach {
    /// The caller's own that are not gone.
    Own(UserId),
    /// Everybody's.
    All,
}

impl Reach {
    fn covers(self, row: &Model) -> bool {
        match self {
            Self::Own(user) => {
                row.user_id == user.as_uuid() && row.status != ProfileState::Revoked.as_str()
            }
            Self::All => true,
        }
    }
}

/// One page of profiles, newest first.
pub async fn list(
    app: &App,
    mut filter: Filter,
    q: Option<&str>,
    page: PageRequest,
) -> Result<Vec<Model>, DbErr> {
    let connection = app.db.reader();
    if let Some(text) = q {
        let pattern = like_pattern(text);
        let users = accounts::search_ids(connection, &pattern, SEARCHED_USERS_MAX).await?;
        filter.search = Some((pattern, users));
    }
    store::list(connection, &filter, page).await
}

/// One profile.
pub async fn get(app: &App, id: ProfileId, reach: Reach) -> Result<Model, Failure<ChangeRefused>> {
    store::find(app.db.reader(), id)
        .await?
        .filter(|row| reach.covers(row))
        .ok_or(Failure::Refused(ChangeRefused::NotFound))
}

/// Gives a profile another name.
pub async fn rename(
    app: &App,
    id: ProfileId,
    reach: Reach,
    name: &str,
    origin: Origin,
) -> Result<Model, Failure<ChangeRefused>> {
    let name =
        profile_name(name).map_err(|refused| Failure::Refused(ChangeRefused::Name(refused)))?;
    let tx_app = app.clone();
    app.db
        .write(async move |transaction| {
            let row = find_covered(transaction, id, reach).await?;
            rename_row(transaction, &tx_app, row, name, &origin)
                .await
                .map_err(Failure::from)
        })
        .await
}

async fn rename_row(
    transaction: &Transaction,
    app: &App,
    mut row: Model,
    name: String,
    origin: &Origin,
) -> Result<Model, DbErr> {
    if row.name == name {
        return Ok(row);
    }
    store::rename(transaction, &row, &name).await?;
    let event = Event::about("profile.renamed", "profile", row.id, name.clone())
        .with("user_id", row.user_id.to_string())
        .with("before", row.name.clone());
    audit::record(transaction, app, origin, event).await?;
    row.name = name;
    Ok(row)
}

/// Suspends, resumes, revokes, removes, or reports lost.
pub async fn act(
    app: &App,
    id: ProfileId,
    reach: Reach,
    action: ProfileAction,
    origin: Origin,
) -> Result<Model, Failure<ChangeRefused>> {
    let tx_app = app.clone();
    app.db
        .write(async move |transaction| {
            let row = find_covered(transaction, id, reach).await?;
            let state = row
                .state()?
                .after(action)
                .map_err(|refused| Failure::Refused(ChangeRefused::State(refused)))?;
            move_to(transaction, &tx_app, row, state, action, &origin)
                .await
                .map_err(Failure::from)
        })
        .await
}

/// Removes a profile that its user, told of it at a known address, does not know; false when it is gone already.
pub async fn report_lost(
    transaction: &Transaction,
    app: &App,
    id: ProfileId,
    origin: &Origin,
) -> Result<bool, Unexpected> {
    let Some(row) = store::find_for_change(transaction, id).await? else {
        return Ok(false);
    };
    let action = ProfileAction::ReportLost;
    let Ok(state) = row.state()?.after(action) else {
        return Ok(false);
    };
    move_to(transaction, app, row, state, action, origin).await?;
    Ok(true)
}

/// Whether a profile is there and not gone for good.
pub async fn is_there(
    connection: &impl ConnectionTrait,
    id: ProfileId,
) -> Result<bool, Unexpected> {
    match store::find(connection, id).await? {
        Some(row) => Ok(row.state()? != ProfileState::Revoked),
        None => Ok(false),
    }
}

async fn find_covered(
    transaction: &Transaction,
    id: ProfileId,
    reach: Reach,
) -> Result<Model, Failure<ChangeRefused>> {
    store::find_for_change(transaction, id)
        .await?
        .filter(|row| reach.covers(row))
        .ok_or(Failure::Refused(ChangeRefused::NotFound))
}

async fn move_to(
    transaction: &Transaction,
    app: &App,
    mut row: Model,
    state: ProfileState,
    action: ProfileAction,
    origin: &Origin,
) -> Result<Model, Unexpected> {
    let ended_at = (state != ProfileState::Active).then(|| app.now());
    store::set_state(transaction, &row, state, ended_at).await?;
    let (name, told) = match action {
        ProfileAction::Suspend => ("profile.suspended", Some(MessageKind::ProfileSuspended)),
        // What can be used again is not told: its user knows of the suspension.
        ProfileAction::Resume => ("profile.resumed", None),
        ProfileAction::Revoke => ("profile.revoked", Some(MessageKind::ProfileRemoved)),
        ProfileAction::ReportLost => (
            "profile.reported_lost",
            Some(MessageKind::ProfileReportedLost),
        ),
        ProfileAction::Remove | ProfileAction::GiveUp => {
            ("profile.removed", Some(MessageKind::ProfileRemoved))
        }
    };
    let event = Event::about(name, "profile", row.id, row.name.clone())
        .with("user_id", row.user_id.to_string())
        .with("kind", row.kind.clone());
    audit::record(transaction, app, origin, event).await?;
    if let Some(kind) = told {
        notice::tell(transaction, app, origin, kind, &row).await?;
    }
    state.as_str().clone_into(&mut row.status);
    row.ended_at = ended_at.map(Timestamp::stored);
    Ok(row)
}

/// What a phone asks of its own profile.
pub enum DeviceCall {
    /// How it stands.
    Get,
    /// Another name.
    Rename(String),
    /// The phone gives it up.
    GiveUp,
}

/// Answers a phone about its own profile.
///
/// A refusal is committed like an answer, so that its proof counts as used.
pub async fn device_call(
    app: &App,
    proof: DeviceProof,
    call: DeviceCall,
) -> Result<(Model, Account), Failure<DeviceRefused>> {
    let tx_app = app.clone();
    app.db
        .write(async move |transaction| -> Result<_, Unexpected> {
            if !device_proof::remember(transaction, &proof.used).await? {
                return Ok(Err(DeviceRefused::Replayed));
            }
            let Some(row) = store::find_by_key(transaction, &proof.thumbprint).await? else {
                return Ok(Err(DeviceRefused::Unknown));
            };
            let Some(account) = accounts::find(transaction, row.owner()).await? else {
                return Ok(Err(DeviceRefused::Unknown));
            };
            let answer = answer_phone(transaction, &tx_app, &proof, row, call).await?;
            Ok(answer.map(|row| (row, account)))
        })
        .await?
        .map_err(Failure::Refused)
}

async fn answer_phone(
    transaction: &Transaction,
    app: &App,
    proof: &DeviceProof,
    mut row: Model,
    call: DeviceCall,
) -> Result<Result<Model, DeviceRefused>, Unexpected> {
    let state = row.state()?;
    let origin = proof.origin(Some(row.profile_id()), row.name.clone());
    match call {
        DeviceCall::Get => {
            let now = app.now();
            let before = now.stored() - LAST_USED_SECONDS * 1_000_000;
            if row.last_used_at.is_none_or(|last| last <= before) {
                store::set_last_used(transaction, &row, now).await?;
                row.last_used_at = Some(now.stored());
            }
            Ok(Ok(row))
        }
        DeviceCall::Rename(_) if state == ProfileState::Revoked => Ok(Err(DeviceRefused::Ended)),
        DeviceCall::Rename(name) => match profile_name(&name) {
            Ok(name) => Ok(Ok(rename_row(transaction, app, row, name, &origin).await?)),
            Err(refused) => Ok(Err(DeviceRefused::Name(refused))),
        },
        DeviceCall::GiveUp => match state.after(ProfileAction::GiveUp) {
            Ok(state) => {
                let action = ProfileAction::GiveUp;
                Ok(Ok(
                    move_to(transaction, app, row, state, action, &origin).await?
                ))
            }
            // It is gone already: a phone whose answer was lost hears the same again.
            Err(_gone) => Ok(Ok(row)),
        },
    }
}
