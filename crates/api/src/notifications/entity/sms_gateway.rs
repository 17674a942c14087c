//! The row of an SMS gateway.

use sea_orm::entity::prelude::*;

/// See `notifications::mod`. The transport and the error are JSON, the secret is sealed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sms_gateways")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub name_key: String,
    pub position: i64,
    pub enabled: bool,
    pub sender: String,
    pub user_name: Option<String>,
    pub secret: Option<Vec<u8>>,
    pub transport: String,
    pub last_sent_at: Option<i64>,
    pub last_error: Option<String>,
    pub last_error_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
