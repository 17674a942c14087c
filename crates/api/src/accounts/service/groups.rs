//! Creating, changing and removing groups.

use anteroom_domain::accounts as rules;
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::ids::UserGroupId;

use super::fields::Problems;
use crate::accounts::entity::group;
use crate::accounts::store::groups;
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::{self, DbErr, Moment as _};
use crate::failure::Failure;
use crate::http::etag::IfMatch;

/// Why a group was not created, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupRefused {
    /// There is no such group.
    NotFound,
    /// Somebody else changed it.
    Stale,
    /// Something is wrong with these fields.
    Content(Vec<FieldProblem>),
    /// Another group has the name.
    NameTaken,
}

type Refused = Failure<GroupRefused>;

/// Creates a group.
pub async fn create_group(
    app: &App,
    name: &str,
    description: &str,
    origin: &Origin,
) -> Result<UserGroupId, Refused> {
    let (name, description) = checked(Some(name), Some(description))?;
    let now = app.now();
    let id = UserGroupId::generate(now, &mut app.random());
    let name = name.unwrap_or_default();
    let row = group::Model {
        id: id.as_uuid(),
        name_key: name.to_lowercase(),
        name,
        description: description.unwrap_or_default(),
        created_at: now.stored(),
        updated_at: now.stored(),
        version: 1,
    };
    let (context, origin) = (app.clone(), origin.clone());
    app.db
        .write(async move |transaction| -> Result<UserGroupId, Refused> {
            let event = Event::about("user_group.created", "user_group", id, row.name.clone());
            groups::insert(transaction, row).await.map_err(name_taken)?;
            audit::record(transaction, &context, &origin, event).await?;
            Ok(id)
        })
        .await
}

/// Changes a group; what is `None` stays.
pub async fn update_group(
    app: &App,
    id: UserGroupId,
    if_match: IfMatch,
    (name, description): (Option<String>, Option<String>),
    origin: &Origin,
) -> Result<(), Refused> {
    let (name, description) = checked(name.as_deref(), description.as_deref())?;
    let (context, origin) = (app.clone(), origin.clone());
    app.db
        .write(async move |transaction| -> Result<(), Refused> {
            let before = groups::row_locked(transaction, id)
                .await?
                .ok_or(Failure::Refused(GroupRefused::NotFound))?;
            if_match
                .check(before.version)
                .map_err(|_stale| Failure::Refused(GroupRefused::Stale))?;
            let mut after = before.clone();
            if let Some(name) = name {
                after.name_key = name.to_lowercase();
                after.name = name;
            }
            if let Some(description) = description {
                after.description = description;
            }
            if after == before {
                return Ok(());
            }
            after.version += 1;
            after.updated_at = context.now().stored();
            let event = Event::about("user_group.changed", "user_group", id, after.name.clone())
                .with("name_before", before.name);
            groups::update(transaction, after)
                .await
                .map_err(name_taken)?;
            audit::record(transaction, &context, &origin, event).await?;
            Ok(())
        })
        .await
}

/// Removes a group; its members stay users.
///
/// Access rules that name the group are not asked, since accounts know nothing of rules: a group
/// that is gone has no members, so that such a rule opens nothing to anybody.
pub async fn remove_group(
    app: &App,
    id: UserGroupId,
    if_match: IfMatch,
    origin: &Origin,
) -> Result<(), Refused> {
    let (context, origin) = (app.clone(), origin.clone());
    app.db
        .write(async move |transaction| -> Result<(), Refused> {
            let row = groups::row_locked(transaction, id)
                .await?
                .ok_or(Failure::Refused(GroupRefused::NotFound))?;
            if_match
                .check(row.version)
                .map_err(|_stale| Failure::Refused(GroupRefused::Stale))?;
            groups::delete(transaction, id).await?;
            let event = Event::about("user_group.removed", "user_group", id, row.name);
            audit::record(transaction, &context, &origin, event).await?;
            Ok(())
        })
        .await
}

fn checked(
    name: Option<&str>,
    description: Option<&str>,
) -> Result<(Option<String>, Option<String>), Refused> {
    let mut problems = Problems::default();
    let name = name.map(|text| problems.take("/name", rules::name(text)));
    let description =
        description.map(|text| problems.take("/description", rules::description(text)));
    problems
        .finish()
        .map_err(|problems| Failure::Refused(GroupRefused::Content(problems)))?;
    Ok((name, description))
}

fn name_taken(error: DbErr) -> Refused {
    if db::violates(&error, "user_groups_name_unique", "user_groups.name_key") {
        Failure::Refused(GroupRefused::NameTaken)
    } else {
        error.into()
    }
}
