//! Reading users and groups with what stands beside them.

use std::collections::HashMap;

use anteroom_api_types::user_groups::UserGroup;
use anteroom_api_types::users::User;
use anteroom_domain::ids::{UserGroupId, UserId};
use uuid::Uuid;

use crate::accounts::entity::{group, user};
use crate::accounts::store::users::Filter;
use crate::accounts::store::{groups, users};
use crate::accounts::wire;
use crate::app::App;
use crate::db::DbErr;
use crate::guessing;
use crate::http::pagination::PageRequest;

/// A user with its version; `None` when there is none.
pub async fn user(app: &App, id: UserId) -> Result<Option<(i64, User)>, DbErr> {
    let Some(row) = users::row(app.db.reader(), id).await? else {
        return Ok(None);
    };
    let version = row.version;
    let mut users = with_surroundings(app, vec![row]).await?;
    Ok(users.pop().map(|user| (version, user)))
}

/// One page of users, newest first; one more than the page holds when there are more.
pub async fn users(app: &App, filter: &Filter, page: PageRequest) -> Result<Vec<User>, DbErr> {
    let rows = users::list(app.db.reader(), filter, page).await?;
    with_surroundings(app, rows).await
}

/// One page of users with a role.
pub async fn administrators(app: &App, page: PageRequest) -> Result<Vec<user::Model>, DbErr> {
    let filter = Filter {
        administrators: true,
        ..Filter::default()
    };
    users::list(app.db.reader(), &filter, page).await
}

/// A group with its version; `None` when there is none.
pub async fn group(app: &App, id: UserGroupId) -> Result<Option<(i64, UserGroup)>, DbErr> {
    let Some(row) = groups::row(app.db.reader(), id).await? else {
        return Ok(None);
    };
    let version = row.version;
    let mut groups = with_counts(app, vec![row]).await?;
    Ok(groups.pop().map(|group| (version, group)))
}

/// One page of groups, newest first.
pub async fn groups(
    app: &App,
    pattern: Option<&str>,
    page: PageRequest,
) -> Result<Vec<UserGroup>, DbErr> {
    let rows = groups::list(app.db.reader(), pattern, page).await?;
    with_counts(app, rows).await
}

async fn with_surroundings(app: &App, rows: Vec<user::Model>) -> Result<Vec<User>, DbErr> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let connection = app.db.reader();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let user_ids: Vec<UserId> = ids.iter().copied().map(UserId::from_uuid).collect();
    let mut groups: HashMap<Uuid, Vec<group::Model>> =
        groups::groups_of_users(connection, &ids).await?;
    let locked = guessing::locked_until(connection, &user_ids, app.now()).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let groups = groups.remove(&row.id).unwrap_or_default();
            let locked_until = locked.get(&UserId::from_uuid(row.id)).copied();
            wire::user(row, groups, locked_until)
        })
        .collect())
}

async fn with_counts(app: &App, rows: Vec<group::Model>) -> Result<Vec<UserGroup>, DbErr> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let counts = groups::member_counts(app.db.reader(), &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let members = counts.get(&row.id).copied().unwrap_or(0);
            wire::group(row, members)
        })
        .collect())
}
