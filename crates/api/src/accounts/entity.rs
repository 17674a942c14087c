//! The rows of users, groups and their members.

/// A user.
pub mod user {
    use sea_orm::entity::prelude::*;

    /// See `accounts::mod`. `user_name_key` makes names unique whatever the collation is;
    /// `search_text` holds names and addresses in lower case.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "users")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_name: String,
        pub user_name_key: String,
        pub display_name: String,
        pub email: Option<String>,
        pub phone_number: Option<String>,
        pub language: Option<String>,
        pub role: Option<String>,
        pub status: String,
        pub password_hash: Option<String>,
        pub search_text: String,
        pub last_sign_in_at: Option<i64>,
        pub created_at: i64,
        pub updated_at: i64,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A group.
pub mod group {
    use sea_orm::entity::prelude::*;

    /// See `accounts::mod`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "user_groups")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub name_key: String,
        pub description: String,
        pub created_at: i64,
        pub updated_at: i64,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// That a user is a member of a group.
pub mod member {
    use sea_orm::entity::prelude::*;

    /// See `accounts::mod`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "user_group_members")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub group_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `status` of a user who may sign in.
pub const ENABLED: &str = "enabled";
/// `status` of a user who may not.
pub const DISABLED: &str = "disabled";
