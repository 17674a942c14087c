//! The row of a delivery, and the facts that its text is made of.

use std::net::IpAddr;

use anteroom_domain::ids::{DeliveryId, ProfileId, TokenId, UserId};
use anteroom_domain::notifications::{DeliveryStatus, Language, MessageKind, NotificationChannel};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::failure::Unexpected;
use crate::notifications::messages::Texts;
use crate::notifications::outgoing::Problem;

/// See `notifications::mod`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deliveries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub channel: String,
    pub status: String,
    /// Whether a person waits for it; such messages overtake the others.
    pub urgent: bool,
    pub user_id: Option<Uuid>,
    pub token_id: Option<Uuid>,
    pub profile_id: Option<Uuid>,
    /// The address or number.
    pub destination: String,
    /// The same in one spelling, for counting.
    pub destination_key: String,
    pub language: String,
    /// [`Facts`] as JSON.
    pub facts: String,
    pub message_id: String,
    /// Every try at a server or gateway.
    pub attempts: i64,
    /// Every time it was taken in hand; the waits grow with it.
    pub rounds: i64,
    pub next_attempt_at: Option<i64>,
    pub lease_until: Option<i64>,
    pub lease_owner: Option<Uuid>,
    pub sent_at: Option<i64>,
    pub sent_by: Option<String>,
    pub gateway_id: Option<Uuid>,
    pub provider_message_id: Option<String>,
    pub receipt: Option<String>,
    pub segments: i64,
    pub last_error: Option<String>,
    pub created_at: i64,
    pub ended_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a message says besides the names and addresses of its user. Nothing of it is secret.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// The name of the profile that a notice is about.
    pub profile_name: Option<String>,
    /// From where the change was made.
    pub client_address: Option<IpAddr>,
    /// When it was made; microseconds since the Unix epoch.
    pub occurred_at: Option<i64>,
    /// The texts of a test message, in place of those in force.
    pub test_texts: Option<Texts>,
    /// Whether it is a test message, which is filled with made-up values.
    pub is_test: bool,
}

impl Model {
    /// Its id.
    pub fn delivery_id(&self) -> DeliveryId {
        DeliveryId::from_uuid(self.id)
    }

    /// Whom it is for; nobody known for a test message.
    pub fn user(&self) -> Option<UserId> {
        self.user_id.map(UserId::from_uuid)
    }

    /// The token it carries.
    pub fn token(&self) -> Option<TokenId> {
        self.token_id.map(TokenId::from_uuid)
    }

    /// The profile it tells of.
    pub fn profile(&self) -> Option<ProfileId> {
        self.profile_id.map(ProfileId::from_uuid)
    }

    /// What it is about.
    pub fn message_kind(&self) -> Result<MessageKind, Unexpected> {
        read(&self.kind)
    }

    /// What it travels over.
    pub fn notification_channel(&self) -> Result<NotificationChannel, Unexpected> {
        read(&self.channel)
    }

    /// The language it is written in.
    pub fn message_language(&self) -> Result<Language, Unexpected> {
        read(&self.language)
    }

    /// Where it stands.
    pub fn delivery_status(&self) -> Result<DeliveryStatus, Unexpected> {
        read(&self.status)
    }

    /// What its text is made of.
    pub fn read_facts(&self) -> Result<Facts, Unexpected> {
        serde_json::from_str(&self.facts)
            .map_err(|cause| Unexpected::new("reading the facts of a delivery", cause))
    }

    /// What went wrong last.
    pub fn problem(&self) -> Result<Option<Problem>, Unexpected> {
        self.last_error.as_deref().map(Problem::read).transpose()
    }
}

impl Facts {
    /// The form that is stored.
    pub fn to_text(&self) -> Result<String, Unexpected> {
        serde_json::to_string(self)
            .map_err(|cause| Unexpected::new("storing the facts of a delivery", cause))
    }
}

fn read<T>(text: &str) -> Result<T, Unexpected>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse()
        .map_err(|cause| Unexpected::new("reading a delivery", cause))
}
