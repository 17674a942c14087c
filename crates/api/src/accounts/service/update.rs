//! Changing a user: fields, groups, password, whether the user may sign in.

use anteroom_api_types::users::Language;
use anteroom_domain::accounts::{self as rules, user_name_key};
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::ids::{UserGroupId, UserId};

use super::guards::{self, GuardRefused};
use super::{fields, password};
use crate::accounts::entity::{DISABLED, ENABLED, user};
use crate::accounts::store::{groups, users};
use crate::accounts::wire::language_name;
use crate::accounts::{AccountChange, FormerAddresses};
use crate::app::{ACCOUNT_OBSERVERS, App};
use crate::audit::{self, Event, Origin};
use crate::db::{self, DbErr, Moment as _, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::http::etag::IfMatch;

/// What changes; `None` stays as it is. The texts are as people typed them.
#[derive(Clone, Default)]
pub struct UserChange {
    /// The name to sign in with.
    pub user_name: Option<String>,
    /// The name that people see.
    pub display_name: Option<String>,
    /// E-mail address, or none.
    pub email: Option<Option<String>>,
    /// Phone number, or none.
    pub phone_number: Option<Option<String>>,
    /// Language, or none.
    pub language: Option<Option<Language>>,
    /// Whether the user may sign in.
    pub enabled: Option<bool>,
    /// A new password.
    pub password: Option<String>,
    /// The groups, all of them.
    pub groups: Option<Vec<UserGroupId>>,
}

/// Why a user was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdateUserRefused {
    /// There is no such user.
    NotFound,
    /// Somebody else changed it.
    Stale,
    /// Something is wrong with these fields.
    Content(Vec<FieldProblem>),
    /// Another user has the name.
    NameTaken,
    /// This user may not be changed so.
    Guarded(GuardRefused),
}

type Refused = Failure<UpdateUserRefused>;

/// Changes a user on behalf of `actor`.
pub async fn update_user(
    app: &App,
    actor: UserId,
    id: UserId,
    if_match: IfMatch,
    change: UserChange,
    origin: &Origin,
) -> Result<(), Refused> {
    let change = checked(change)?;
    let password_hash = match change.password.as_deref() {
        Some(text) => Some(password::hash(app, text).await?),
        None => None,
    };
    let (context, origin) = (app.clone(), origin.clone());
    app.db
        .write(async move |transaction| {
            let before = lock(transaction, actor, id, if_match, &change).await?;
            if let Some(list) = &change.groups {
                let unknown = fields::unknown_groups(transaction, list).await?;
                if !unknown.is_empty() {
                    return Err(Failure::Refused(UpdateUserRefused::Content(unknown)));
                }
            }
            let after = changed(before.clone(), &change, password_hash);
            write(&context, transaction, &before, after, &change, &origin).await
        })
        .await
}

fn checked(change: UserChange) -> Result<UserChange, Refused> {
    let mut problems = fields::Problems::default();
    problems.password(change.password.as_deref());
    let checked = UserChange {
        user_name: change
            .user_name
            .map(|text| problems.take("/user_name", rules::user_name(&text))),
        display_name: change
            .display_name
            .map(|text| problems.take("/display_name", rules::display_name(&text))),
        email: change.email.map(|text| problems.email(text)),
        phone_number: change.phone_number.map(|text| problems.phone_number(text)),
        groups: change.groups.map(fields::without_repetition),
        ..change
    };
    problems
        .finish()
        .map_err(|problems| Failure::Refused(UpdateUserRefused::Content(problems)))?;
    Ok(checked)
}

/// Locks the row and asks whether it may be changed so.
async fn lock(
    transaction: &Transaction,
    actor: UserId,
    id: UserId,
    if_match: IfMatch,
    change: &UserChange,
) -> Result<user::Model, Refused> {
    let guarded = |refused| Failure::Refused(UpdateUserRefused::Guarded(refused));
    let disables = change.enabled == Some(false);
    let owner_stays = if disables {
        guards::check_owner_stays(transaction, id).await?
    } else {
        Ok(())
    };
    let row = users::row_locked(transaction, id)
        .await?
        .ok_or(Failure::Refused(UpdateUserRefused::NotFound))?;
    if_match
        .check(row.version)
        .map_err(|_stale| Failure::Refused(UpdateUserRefused::Stale))?;
    guards::check_rank(transaction, actor, &row)
        .await?
        .map_err(guarded)?;
    owner_stays.map_err(guarded)?;
    if disables && actor == id {
        return Err(guarded(GuardRefused::Yourself));
    }
    Ok(row)
}

fn changed(
    mut row: user::Model,
    change: &UserChange,
    password_hash: Option<String>,
) -> user::Model {
    if let Some(user_name) = &change.user_name {
        row.user_name_key = user_name_key(user_name);
        row.user_name.clone_from(user_name);
    }
    if let Some(display_name) = &change.display_name {
        row.display_name.clone_from(display_name);
    }
    if let Some(email) = &change.email {
        row.email.clone_from(email);
    }
    if let Some(phone_number) = &change.phone_number {
        row.phone_number.clone_from(phone_number);
    }
    if let Some(language) = change.language {
        row.language = language.map(|language| language_name(language).to_owned());
    }
    if let Some(enabled) = change.enabled {
        if enabled { ENABLED } else { DISABLED }.clone_into(&mut row.status);
    }
    if password_hash.is_some() {
        row.password_hash = password_hash;
    }
    row.search_text = fields::search_text(
        &row.user_name,
        &row.display_name,
        row.email.as_deref(),
        row.phone_number.as_deref(),
    );
    row
}

async fn write(
    app: &App,
    transaction: &Transaction,
    before: &user::Model,
    mut after: user::Model,
    change: &UserChange,
    origin: &Origin,
) -> Result<(), Refused> {
    let id = UserId::from_uuid(before.id);
    let groups_change = match &change.groups {
        Some(list) => {
            let mut wanted = list.clone();
            wanted.sort();
            wanted != groups::groups_of(transaction, id).await?
        }
        None => false,
    };
    let names = changed_names(before, &after, groups_change);
    if names.is_empty() {
        return Ok(());
    }
    after.version += 1;
    after.updated_at = app.now().stored();
    let name = after.user_name.clone();
    users::update(transaction, after.clone())
        .await
        .map_err(|error: DbErr| {
            if db::violates(&error, "users_user_name_unique", "users.user_name_key") {
                Failure::Refused(UpdateUserRefused::NameTaken)
            } else {
                error.into()
            }
        })?;
    if let Some(list) = change.groups.as_ref().filter(|_| groups_change) {
        groups::set_groups(transaction, id, list).await?;
    }
    let action = match (before.status.as_str(), after.status.as_str()) {
        (ENABLED, DISABLED) => "user.disabled",
        (DISABLED, ENABLED) => "user.enabled",
        _ => "user.changed",
    };
    let event = Event::about(action, "user", id, name).with("changed", names.clone());
    audit::record(transaction, app, origin, event).await?;
    if action == "user.disabled" {
        tell(app, transaction, id, AccountChange::Ended, origin).await?;
    } else if names.contains(&"password") {
        let change = AccountChange::CredentialsChanged;
        tell(app, transaction, id, change, origin).await?;
    }
    let former = FormerAddresses {
        email: former(before.email.as_ref(), after.email.as_ref()),
        phone_number: former(before.phone_number.as_ref(), after.phone_number.as_ref()),
    };
    if former != FormerAddresses::default() {
        let change = AccountChange::AddressChanged(former);
        tell(app, transaction, id, change, origin).await?;
    }
    Ok(())
}

/// The address as it was before, if it is another one now.
fn former(before: Option<&String>, after: Option<&String>) -> Option<String> {
    before.filter(|_| before != after).cloned()
}

/// Tells the slices that hold something of the user.
pub(super) async fn tell(
    app: &App,
    transaction: &Transaction,
    user: UserId,
    change: AccountChange,
    origin: &Origin,
) -> Result<(), Unexpected> {
    for observer in ACCOUNT_OBSERVERS {
        observer(app, transaction, user, &change, origin).await?;
    }
    Ok(())
}

fn changed_names(
    before: &user::Model,
    after: &user::Model,
    groups_change: bool,
) -> Vec<&'static str> {
    [
        ("user_name", before.user_name != after.user_name),
        ("display_name", before.display_name != after.display_name),
        ("email", before.email != after.email),
        ("phone_number", before.phone_number != after.phone_number),
        ("language", before.language != after.language),
        ("status", before.status != after.status),
        ("password", before.password_hash != after.password_hash),
        ("groups", groups_change),
    ]
    .into_iter()
    .filter(|(_, is_changed)| *is_changed)
    .map(|(name, _)| name)
    .collect()
}
