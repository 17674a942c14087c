//! The rows of sessions, sign-ins and set-up links.

/// A session.
pub mod session {
    use sea_orm::entity::prelude::*;

    /// See `sessions::mod`. `methods` is the JSON of a list of [`super::StoredMethod`].
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub secret_hash: Vec<u8>,
        pub user_id: Uuid,
        pub methods: String,
        pub created_at: i64,
        pub last_seen_at: i64,
        pub expires_at: i64,
        pub client_address: Option<String>,
        pub user_agent: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A sign-in that is under way.
pub mod sign_in {
    use sea_orm::entity::prelude::*;

    /// See `sessions::mod`. `user_id` is empty for an unknown name, of which `name_mark` keeps a MAC.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_ins")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub browser_secret_hash: Vec<u8>,
        pub user_id: Option<Uuid>,
        pub name_mark: String,
        pub session_id: Option<Uuid>,
        pub step_up: bool,
        pub return_to: String,
        pub created_at: i64,
        pub expires_at: i64,
        pub completed_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The one-time link that makes the first owner.
pub mod setup_token {
    use sea_orm::entity::prelude::*;

    /// See `sessions::mod`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "setup_tokens")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub secret_hash: Vec<u8>,
        pub created_at: i64,
        pub expires_at: i64,
        pub used_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use anteroom_domain::access_rules::{AuthenticationMethod, MethodPassed};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::db::Moment as _;

/// One method that a session passed, as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredMethod {
    method: AuthenticationMethod,
    at: i64,
}

/// The stored form of the methods of a session.
pub fn methods_to_text(methods: &[MethodPassed]) -> Result<String, serde_json::Error> {
    let stored: Vec<StoredMethod> = methods
        .iter()
        .map(|passed| StoredMethod {
            method: passed.method,
            at: passed.at.stored(),
        })
        .collect();
    serde_json::to_string(&stored)
}

/// The methods of a session from their stored form.
pub fn methods_from_text(text: &str) -> Result<Vec<MethodPassed>, serde_json::Error> {
    let stored: Vec<StoredMethod> = serde_json::from_str(text)?;
    Ok(stored
        .into_iter()
        .map(|stored| MethodPassed {
            method: stored.method,
            at: Timestamp::from_stored(stored.at),
            destination: None,
        })
        .collect())
}
