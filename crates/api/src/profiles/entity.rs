//! The row of a profile, and the stored form of what a phone says of itself.

use anteroom_api_types::device::{KeyStorage, Phone, Platform};
use anteroom_domain::ids::{ProfileId, UserId};
use anteroom_domain::profiles::ProfileState;
use anteroom_domain::provisioning::ProfileKind;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::failure::Unexpected;

/// See `profiles::mod`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "profiles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub kind: String,
    pub name: String,
    /// The name in lower case, for searches that answer alike on every database.
    pub name_key: String,
    pub status: String,
    pub phone: Option<String>,
    pub key_thumbprint: Option<String>,
    pub public_key: Option<String>,
    pub totp_seed: Option<Vec<u8>>,
    pub totp_last_step: Option<i64>,
    pub created_at: i64,
    pub last_used_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The profile's id.
    pub fn profile_id(&self) -> ProfileId {
        ProfileId::from_uuid(self.id)
    }

    /// Whose it is.
    pub fn owner(&self) -> UserId {
        UserId::from_uuid(self.user_id)
    }

    /// What kind it is.
    pub fn profile_kind(&self) -> Result<ProfileKind, Unexpected> {
        self.kind
            .parse()
            .map_err(|cause| Unexpected::new("reading a profile", cause))
    }

    /// Where it stands.
    pub fn state(&self) -> Result<ProfileState, Unexpected> {
        self.status
            .parse()
            .map_err(|cause| Unexpected::new("reading a profile", cause))
    }

    /// What the phone said of itself.
    pub fn stored_phone(&self) -> Result<Option<StoredPhone>, Unexpected> {
        self.phone.as_deref().map(StoredPhone::read).transpose()
    }
}

/// What a phone said of itself, as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredPhone {
    name: String,
    platform: Platform,
    model: String,
    app_name: String,
    app_version: String,
    key_storage: KeyStorage,
}

impl StoredPhone {
    /// Reads the stored form.
    pub fn read(text: &str) -> Result<Self, Unexpected> {
        serde_json::from_str(text)
            .map_err(|cause| Unexpected::new("reading what a phone said of itself", cause))
    }

    /// The form that is stored.
    pub fn to_text(&self) -> Result<String, Unexpected> {
        serde_json::to_string(self)
            .map_err(|cause| Unexpected::new("storing what a phone says of itself", cause))
    }

    /// The name that the person sees.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl From<Phone> for StoredPhone {
    fn from(phone: Phone) -> Self {
        Self {
            name: phone.name,
            platform: phone.platform,
            model: phone.model,
            app_name: phone.app_name,
            app_version: phone.app_version,
            key_storage: phone.key_storage,
        }
    }
}

impl From<StoredPhone> for Phone {
    fn from(stored: StoredPhone) -> Self {
        Self {
            name: stored.name,
            platform: stored.platform,
            model: stored.model,
            app_name: stored.app_name,
            app_version: stored.app_version,
            key_storage: stored.key_storage,
        }
    }
}
