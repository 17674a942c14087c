//! Reading tokens.

use anteroom_domain::ids::{TokenId, UserId};

use super::super::entity::Model;
use super::super::store::{self, Filter};
use super::Reach;
use crate::accounts;
use crate::app::App;
use crate::db::DbErr;
use crate::http::pagination::{PageRequest, like_pattern};

/// How many users a search for tokens looks at.
const SEARCHED_USERS_MAX: u64 = 500;

/// One page of tokens, newest first; `q` searches the names of their users.
pub async fn list(
    app: &App,
    user: Option<UserId>,
    q: Option<&str>,
    mut filter: Filter,
    page: PageRequest,
) -> Result<Vec<Model>, DbErr> {
    let connection = app.db.reader();
    filter.users = match q {
        None => user.map(|user| vec![user]),
        Some(text) => {
            let pattern = like_pattern(text);
            let mut found = accounts::search_ids(connection, &pattern, SEARCHED_USERS_MAX).await?;
            found.retain(|found| user.is_none_or(|user| *found == user));
            Some(found)
        }
    };
    store::list(connection, &filter, page, app.now()).await
}

/// One token, if it is within reach.
pub async fn get(app: &App, id: TokenId, reach: Reach) -> Result<Option<Model>, DbErr> {
    let row = store::find(app.db.reader(), id).await?;
    Ok(row.filter(|row| reach.covers(row)))
}
