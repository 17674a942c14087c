//! Every query of the rules, the resources and the version of the configuration.

mod records;

use anteroom_domain::ids::{AccessRuleId, ResourceId};
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr, OnConflict};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
};

use super::entity::{access_rule, configuration_state, resource};
use crate::db;
use crate::failure::Unexpected;
use crate::http::pagination::PageRequest;

pub use super::entity::Portal;
pub use records::{StoredResource, StoredRule};

/// Another thing has this name or place already.
#[derive(Debug)]
pub struct Taken;

/// Which rules or resources are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only rules of this scope.
    pub scope: Option<&'static str>,
    /// Only those whose name (or host, or path) holds this pattern.
    pub pattern: Option<String>,
}

pub async fn configuration_version(connection: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let row = configuration_state::Entity::find().one(connection).await?;
    Ok(row.map_or(0, |row| row.version))
}

/// Moves the version on. On PostgreSQL it also locks the row, so that changes come one after the other.
pub async fn advance_configuration_version(
    transaction: &impl ConnectionTrait,
    step: i64,
) -> Result<(), DbErr> {
    use configuration_state::{Column, Entity};
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(step))
        .exec(transaction)
        .await
        .map(|_done| ())
}

pub async fn rule(
    connection: &impl ConnectionTrait,
    id: AccessRuleId,
) -> Result<Option<StoredRule>, Unexpected> {
    let row = access_rule::Entity::find_by_id(id.as_uuid())
        .one(connection)
        .await?;
    row.map(StoredRule::read).transpose()
}

pub async fn rules(connection: &impl ConnectionTrait) -> Result<Vec<StoredRule>, Unexpected> {
    let query = access_rule::Entity::find().order_by_asc(access_rule::Column::Id);
    read_rules(query, connection).await
}

pub async fn rule_page(
    connection: &impl ConnectionTrait,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<StoredRule>, Unexpected> {
    use access_rule::{Column, Entity};
    let mut query = Entity::find().order_by_desc(Column::Id).limit(page.rows());
    if let Some(after) = page.after {
        query = query.filter(Column::Id.lt(after));
    }
    if let Some(scope) = filter.scope {
        query = query.filter(Column::Scope.eq(scope));
    }
    if let Some(pattern) = &filter.pattern {
        let name = Expr::col(Column::NameKey);
        query = query.filter(name.like(LikeExpr::new(pattern.clone()).escape('\\')));
    }
    read_rules(query, connection).await
}

async fn read_rules(
    query: Select<access_rule::Entity>,
    connection: &impl ConnectionTrait,
) -> Result<Vec<StoredRule>, Unexpected> {
    let rows = query.all(connection).await?;
    rows.into_iter().map(StoredRule::read).collect()
}

pub async fn insert_rule(
    transaction: &impl ConnectionTrait,
    rule: &StoredRule,
) -> Result<Result<(), Taken>, Unexpected> {
    let inserted = access_rule::Entity::insert(rule.write()?)
        .exec_without_returning(transaction)
        .await;
    taken_or_failed(inserted.map(|_rows| ()), RULE_NAME)
}

pub async fn update_rule(
    transaction: &impl ConnectionTrait,
    rule: &StoredRule,
) -> Result<Result<(), Taken>, Unexpected> {
    let updated = access_rule::Entity::update(rule.write()?)
        .exec(transaction)
        .await;
    taken_or_failed(updated.map(|_row| ()), RULE_NAME)
}

pub async fn delete_rule(
    transaction: &impl ConnectionTrait,
    id: AccessRuleId,
) -> Result<(), DbErr> {
    access_rule::Entity::delete_by_id(id.as_uuid())
        .exec(transaction)
        .await
        .map(|_done| ())
}

pub async fn resource(
    connection: &impl ConnectionTrait,
    id: ResourceId,
) -> Result<Option<StoredResource>, Unexpected> {
    let row = resource::Entity::find_by_id(id.as_uuid())
        .one(connection)
        .await?;
    row.map(StoredResource::read).transpose()
}

pub async fn resources(
    connection: &impl ConnectionTrait,
) -> Result<Vec<StoredResource>, Unexpected> {
    let query = resource::Entity::find().order_by_asc(resource::Column::Id);
    read_resources(query, connection).await
}

/// The resource of this very path of Anteroom itself.
pub async fn resource_at(
    connection: &impl ConnectionTrait,
    path: &str,
) -> Result<Option<StoredResource>, Unexpected> {
    use resource::{Column, Entity};
    let row = Entity::find()
        .filter(Column::Host.eq(""))
        .filter(Column::Path.eq(path))
        .one(connection)
        .await?;
    row.map(StoredResource::read).transpose()
}

pub async fn resource_page(
    connection: &impl ConnectionTrait,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<StoredResource>, Unexpected> {
    use resource::{Column, Entity};
    let mut query = Entity::find().order_by_desc(Column::Id).limit(page.rows());
    if let Some(after) = page.after {
        query = query.filter(Column::Id.lt(after));
    }
    if let Some(pattern) = &filter.pattern {
        let text = Expr::col(Column::SearchText);
        query = query.filter(text.like(LikeExpr::new(pattern.clone()).escape('\\')));
    }
    read_resources(query, connection).await
}

async fn read_resources(
    query: Select<resource::Entity>,
    connection: &impl ConnectionTrait,
) -> Result<Vec<StoredResource>, Unexpected> {
    let rows = query.all(connection).await?;
    rows.into_iter().map(StoredResource::read).collect()
}

pub async fn insert_resource(
    transaction: &impl ConnectionTrait,
    resource: &StoredResource,
) -> Result<Result<(), Taken>, Unexpected> {
    let inserted = resource::Entity::insert(resource.write()?)
        .exec_without_returning(transaction)
        .await;
    taken_or_failed(inserted.map(|_rows| ()), RESOURCE_PLACE)
}

/// Inserts a resource unless its place is taken; answers whether it did. For several replicas that start at once.
pub async fn insert_resource_if_missing(
    transaction: &impl ConnectionTrait,
    resource: &StoredResource,
) -> Result<bool, Unexpected> {
    use resource::{Column, Entity};
    let place_taken = OnConflict::columns([Column::Host, Column::Path])
        .do_nothing()
        .to_owned();
    let inserted = Entity::insert(resource.write()?)
        .on_conflict(place_taken)
        .exec_without_returning(transaction)
        .await;
    match inserted {
        Ok(rows) => Ok(rows > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

pub async fn update_resource(
    transaction: &impl ConnectionTrait,
    resource: &StoredResource,
) -> Result<Result<(), Taken>, Unexpected> {
    let updated = resource::Entity::update(resource.write()?)
        .exec(transaction)
        .await;
    taken_or_failed(updated.map(|_row| ()), RESOURCE_PLACE)
}

pub async fn delete_resource(
    transaction: &impl ConnectionTrait,
    id: ResourceId,
) -> Result<(), DbErr> {
    resource::Entity::delete_by_id(id.as_uuid())
        .exec(transaction)
        .await
        .map(|_done| ())
}

/// The name of a unique constraint, and the columns by which SQLite names it.
type Constraint = (&'static str, &'static str);
const RULE_NAME: Constraint = ("access_rules_name_unique", "access_rules.name_key");
const RESOURCE_PLACE: Constraint = ("resources_host_path_unique", "resources.host");

fn taken_or_failed(
    outcome: Result<(), DbErr>,
    (constraint, sqlite_columns): Constraint,
) -> Result<Result<(), Taken>, Unexpected> {
    match outcome {
        Ok(()) => Ok(Ok(())),
        Err(error) if db::violates(&error, constraint, sqlite_columns) => Ok(Err(Taken)),
        Err(error) => Err(error.into()),
    }
}
