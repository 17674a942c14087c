//! The row of an audit event.

use sea_orm::entity::prelude::*;

/// See `audit::mod`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sequence: Option<i64>,
    pub at: i64,
    pub action: String,
    pub actor_kind: String,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    pub subject_kind: Option<String>,
    pub subject_id: Option<Uuid>,
    pub subject_name: String,
    pub client_address: Option<String>,
    pub request_id: Option<String>,
    pub details: String,
    pub hash: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
