//! `anteroom-phone show`: asks the servers how all profiles stand.

use anteroom_api_types::device::DeviceProfile;
use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::profiles::ProfileStatus;
use anteroom_device::client::DeviceError;
use anteroom_device::store::{Stage, StoredProfile};
use serde::Serialize;

use crate::arguments::ShowOptions;
use crate::failure::Failure;
use crate::phone::{Phone, id_of};
use crate::screen::{say, table};

/// How one profile stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Active,
    Suspended,
    Removed,
    AwaitingConfirmation,
    /// The claim is over without a profile: expired, cancelled, rejected.
    Ended,
    /// The answer to the claim was lost.
    Unfinished,
    /// The server refused to say.
    Refused,
    /// The server did not answer.
    Unreachable,
}

impl Status {
    const fn words(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
            Self::AwaitingConfirmation => "waits for the confirmation code",
            Self::Ended => "ended without a profile",
            Self::Unfinished => "unfinished: claim the same link again",
            Self::Refused => "refused",
            Self::Unreachable => "no connection",
        }
    }
}

/// One profile in the answer; the JSON form is for scripts and only grows.
#[derive(Serialize)]
struct Row {
    /// The profile's id, or the claim's while there is no profile.
    id: Option<String>,
    name: String,
    status: Status,
    display_name: String,
    user_name: String,
    issuer: String,
    server: String,
    thumbprint: String,
    /// What went wrong, for `refused` and `unreachable`.
    reason: Option<String>,
}

pub async fn run(phone: &Phone, options: ShowOptions) -> Result<(), Failure> {
    let mut rows = Vec::new();
    let mut worst = None;
    for mut profile in phone.store.read()?.profiles {
        let (status, failure) = match look(phone, &mut profile).await {
            Ok(status) => (status, None),
            Err(failure @ Failure::Refused(_)) => (Status::Refused, Some(failure)),
            Err(failure @ Failure::NoConnection(_)) => (Status::Unreachable, Some(failure)),
            Err(failure @ Failure::Usage(_)) => return Err(failure),
        };
        rows.push(row(phone, &profile, status, failure.as_ref())?);
        worst = failure.or(worst);
    }
    if options.json {
        say(&serde_json::json!({ "profiles": rows }).to_string());
    } else if rows.is_empty() {
        say("No profile is here. Add one with: anteroom-phone claim LINK");
    } else {
        let cells: Vec<_> = rows.into_iter().map(cells).collect();
        table(["NAME", "USER", "ISSUER", "SERVER", "STATUS", "ID"], &cells);
    }
    worst.map_or(Ok(()), Err)
}

/// Asks the server and takes over what has changed.
async fn look(phone: &Phone, profile: &mut StoredProfile) -> Result<Status, Failure> {
    let client = phone.connect(&profile.server)?;
    let key = phone.key_of(profile)?;
    match profile.stage.clone() {
        Stage::Claiming { .. } => Ok(Status::Unfinished),
        Stage::Complete { .. } => take_over(phone, profile, client.get_profile(&key).await),
        Stage::AwaitingConfirmation {
            claim_id,
            secret_fingerprint,
            ..
        } => {
            match client.get_claim(&key, claim_id).await {
                Ok(claim) => {
                    profile.follow(&claim, &secret_fingerprint);
                    phone.store.put(profile)?;
                    // The confirmation went through although its answer was lost.
                    let stands = matches!(profile.stage, Stage::Complete { .. });
                    Ok(if stands {
                        Status::Active
                    } else {
                        Status::AwaitingConfirmation
                    })
                }
                Err(error) => match error.code() {
                    Some(ProblemCode::ProvisioningTokenUnusable | ProblemCode::NotFound) => {
                        Ok(Status::Ended)
                    }
                    _ => Err(error.into()),
                },
            }
        }
    }
}

fn take_over(
    phone: &Phone,
    profile: &mut StoredProfile,
    answer: Result<DeviceProfile, DeviceError>,
) -> Result<Status, Failure> {
    match answer {
        Ok(current) => {
            if profile.name != current.name {
                profile.name = current.name;
                phone.store.put(profile)?;
            }
            Ok(match current.status {
                ProfileStatus::Active => Status::Active,
                ProfileStatus::Suspended => Status::Suspended,
                ProfileStatus::Revoked => Status::Removed,
            })
        }
        Err(error) if error.code() == Some(ProblemCode::ProfileUnknown) => Ok(Status::Removed),
        Err(error) => Err(error.into()),
    }
}

fn row(
    phone: &Phone,
    profile: &StoredProfile,
    status: Status,
    failure: Option<&Failure>,
) -> Result<Row, Failure> {
    Ok(Row {
        id: id_of(profile),
        name: profile.name.clone(),
        status,
        display_name: profile.account.display_name.clone(),
        user_name: profile.account.user_name.clone(),
        issuer: profile.issuer.name.clone(),
        server: profile.server.to_string(),
        thumbprint: phone.key_of(profile)?.thumbprint(),
        reason: failure.map(|failure| failure.sentence().to_owned()),
    })
}

fn cells(row: Row) -> [String; 6] {
    let status = row.status.words().to_owned();
    [
        row.name,
        row.user_name,
        row.issuer,
        row.server,
        status,
        row.id.unwrap_or_default(),
    ]
}
