//! Reading deliveries.

use std::collections::HashMap;

use anteroom_api_types::notifications::deliveries::{Delivery, DeliveryDetails};
use anteroom_api_types::users::UserRef;
use anteroom_domain::ids::{DeliveryId, UserId};

use crate::accounts;
use crate::app::App;
use crate::failure::Unexpected;
use crate::http::pagination::{PageRequest, like_pattern};
use crate::notifications::entity::delivery::Model;
use crate::notifications::store::deliveries::Filter;
use crate::notifications::{store, wire};

/// How many users a search for deliveries looks at.
const SEARCHED_USERS_MAX: u64 = 500;

/// One page of deliveries, newest first; one more than the page holds when there are more.
pub async fn list(
    app: &App,
    mut filter: Filter,
    q: Option<&str>,
    page: PageRequest,
) -> Result<Vec<Model>, Unexpected> {
    let connection = app.db.reader();
    if let Some(text) = q {
        let pattern = like_pattern(text);
        let users = accounts::search_ids(connection, &pattern, SEARCHED_USERS_MAX).await?;
        filter.search = Some((pattern, users));
    }
    Ok(store::deliveries::list(connection, &filter, page).await?)
}

/// Deliveries with the names of their users.
pub async fn with_users(app: &App, rows: Vec<Model>) -> Result<Vec<Delivery>, Unexpected> {
    let mut ids: Vec<UserId> = rows.iter().filter_map(Model::user).collect();
    ids.sort_unstable();
    ids.dedup();
    let users: HashMap<UserId, UserRef> = accounts::user_refs(app.db.reader(), &ids).await?;
    rows.into_iter()
        .map(|row| {
            let user = row.user().and_then(|user| users.get(&user).cloned());
            wire::deliveries::delivery(row, user, app.now())
        })
        .collect()
}

/// One delivery with its attempts; `None` when there is none.
pub async fn details(app: &App, id: DeliveryId) -> Result<Option<DeliveryDetails>, Unexpected> {
    let connection = app.db.reader();
    let Some(row) = store::deliveries::find(connection, id).await? else {
        return Ok(None);
    };
    let attempts = store::attempts::last(connection, row.id).await?;
    let mut deliveries = with_users(app, vec![row]).await?;
    let attempt_list = attempts
        .into_iter()
        .map(wire::deliveries::attempt)
        .collect::<Result<_, _>>()?;
    Ok(deliveries.pop().map(|delivery| DeliveryDetails {
        delivery,
        attempt_list,
    }))
}
