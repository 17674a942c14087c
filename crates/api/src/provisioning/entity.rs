//! The row of a provisioning token, and the stored form of the evidence it was issued on.

use std::net::IpAddr;

use anteroom_domain::access_rules::{
    AuthenticationMethod, Evidence, EvidenceUser, MethodPassed, ProofDestination,
};
use anteroom_domain::ids::{TokenId, UserGroupId, UserId};
use anteroom_domain::provisioning::{Token, TokenStatus};
use jiff::Timestamp;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::db::Moment as _;
use crate::failure::Unexpected;

/// See `provisioning::mod`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provisioning_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub kind: String,
    pub channel: String,
    pub status: String,
    pub secret_hash: Option<Vec<u8>>,
    pub destination: Option<String>,
    pub issued_by: String,
    pub issuer_id: Option<Uuid>,
    pub issuing_evidence: String,
    pub confirmation_required: bool,
    pub totp_seed: Option<Vec<u8>>,
    pub phone: Option<String>,
    pub key_thumbprint: Option<String>,
    pub public_key: Option<String>,
    pub failed_attempts: i64,
    pub created_at: i64,
    pub expires_at: i64,
    pub claimed_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub profile_id: Option<Uuid>,
    pub version: i64,
    pub message_mode: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The token's id.
    pub fn token_id(&self) -> TokenId {
        TokenId::from_uuid(self.id)
    }

    /// Whose right it is.
    pub fn owner(&self) -> UserId {
        UserId::from_uuid(self.user_id)
    }

    /// When it ends.
    pub fn ends_at(&self) -> Timestamp {
        Timestamp::from_stored(self.expires_at)
    }

    /// What decisions must know of it.
    pub fn to_token(&self) -> Result<Token, Unexpected> {
        Ok(Token {
            id: self.token_id(),
            user_id: self.owner(),
            kind: read(&self.kind)?,
            channel: read(&self.channel)?,
            stored_status: read(&self.status)?,
            issued_by: read(&self.issued_by)?,
            expires_at: self.ends_at(),
            confirmation_required: self.confirmation_required,
            wrong_codes: self.wrong_codes(),
            claimed_by_thumbprint: self.key_thumbprint.clone(),
            message_mode: self.message_mode.as_deref().map(read).transpose()?,
        })
    }

    /// The status that counts at `now`.
    pub fn status_at(&self, now: Timestamp) -> Result<TokenStatus, Unexpected> {
        read::<TokenStatus>(&self.status).map(|status| status.at(now, self.ends_at()))
    }

    /// Wrong codes so far.
    pub fn wrong_codes(&self) -> u32 {
        u32::try_from(self.failed_attempts).unwrap_or(u32::MAX)
    }

    /// What it was issued on; `None` when somebody issued it for the user.
    pub fn evidence(&self) -> Result<Option<IssuingEvidence>, Unexpected> {
        serde_json::from_str(&self.issuing_evidence)
            .map_err(|cause| Unexpected::new("reading the evidence of a token", cause))
    }
}

fn read<T>(text: &str) -> Result<T, Unexpected>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse()
        .map_err(|cause| Unexpected::new("reading a provisioning token", cause))
}

/// What was known of the user when the token was issued. It is asked again at every further step,
/// with the groups and profiles as they are then.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IssuingEvidence {
    at: i64,
    client_address: Option<IpAddr>,
    groups: Vec<UserGroupId>,
    methods: Vec<StoredMethod>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct StoredMethod {
    method: AuthenticationMethod,
    at: i64,
    email: Option<String>,
    phone: Option<String>,
}

impl From<&Evidence> for IssuingEvidence {
    fn from(evidence: &Evidence) -> Self {
        Self {
            at: evidence.at.stored(),
            client_address: evidence.client_address,
            groups: evidence
                .user
                .as_ref()
                .map(|user| user.groups.clone())
                .unwrap_or_default(),
            methods: evidence.methods_passed.iter().map(stored_method).collect(),
        }
    }
}

fn stored_method(passed: &MethodPassed) -> StoredMethod {
    let (email, phone) = match &passed.destination {
        Some(ProofDestination::Email(address)) => (Some(address.clone()), None),
        Some(ProofDestination::Phone(number)) => (None, Some(number.clone())),
        None => (None, None),
    };
    StoredMethod {
        method: passed.method,
        at: passed.at.stored(),
        email,
        phone,
    }
}

impl IssuingEvidence {
    /// The form that is stored.
    pub fn to_text(evidence: Option<&Self>) -> Result<String, Unexpected> {
        serde_json::to_string(&evidence)
            .map_err(|cause| Unexpected::new("storing the evidence of a token", cause))
    }

    /// The evidence of the issue, with the user as he or she is now.
    pub fn with_user(self, user: EvidenceUser) -> Evidence {
        Evidence {
            user: Some(user),
            methods_passed: self.methods.into_iter().map(passed_method).collect(),
            client_address: self.client_address,
            at: Timestamp::from_stored(self.at),
        }
    }
}

fn passed_method(stored: StoredMethod) -> MethodPassed {
    MethodPassed {
        method: stored.method,
        at: Timestamp::from_stored(stored.at),
        destination: stored
            .email
            .map(ProofDestination::Email)
            .or(stored.phone.map(ProofDestination::Phone)),
    }
}
