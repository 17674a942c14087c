//! The rows of rules, resources and the version of the configuration, and the stored form of JSON columns.

use anteroom_domain::access_rules::Requirement;
use anteroom_domain::ids::AccessRuleId;
use serde::{Deserialize, Serialize};

/// A named rule.
pub mod access_rule {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "access_rules")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub name_key: String,
        pub description: String,
        pub scope: String,
        pub requirement: String,
        pub created_at: i64,
        pub updated_at: i64,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Something protected. A host is empty for Anteroom itself, so that the unique index covers it.
pub mod resource {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "resources")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub host: String,
        pub path: String,
        pub search_text: String,
        pub built_in: bool,
        pub public: bool,
        pub portal: String,
        pub authorization: String,
        pub created_at: i64,
        pub updated_at: i64,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The one row whose version moves with every change of rules, resources and settings.
pub mod configuration_state {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "configuration_state")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How a resource stands in the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portal {
    /// Whether it is listed.
    pub visible: bool,
    /// Its title; empty for the built-in words.
    #[serde(default)]
    pub title: String,
    /// One sentence about it.
    #[serde(default)]
    pub description: String,
    /// The name of its icon.
    #[serde(default)]
    pub icon: String,
}

/// The stored form of an authorization.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredAuthorization {
    /// That of the nearest parent path.
    Inherit,
    /// Its own.
    Own {
        /// The general rules.
        general_rules: Vec<AccessRuleId>,
        /// The specific requirement.
        requirement: Option<Requirement>,
    },
}
