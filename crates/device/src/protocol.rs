//! The calls of the device protocol, one function each.

use anteroom_api_types::device::{
    Claim, ClaimPreview, ConfirmClaim, CreateClaim, DeviceProfile, Phone, PreviewClaim,
};
use anteroom_api_types::profiles::RenameProfile;
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::client::{Call, DeviceClient, DeviceError};
use crate::key::KeyPair;
use crate::link::LinkSecret;

/// Media type of every body that is not a partial change.
const JSON: &str = "application/json";

/// Media type of a partial change (RFC 7396).
const MERGE_PATCH: &str = "application/merge-patch+json";

/// The call about the profile that belongs to the key of the proof.
const PROFILE_PATH: &str = "/device/v1/profile";

impl DeviceClient {
    /// Asks what a secret would add. Changes nothing and needs no key.
    ///
    /// # Errors
    /// Refused with `provisioning_token_unusable` (404) when the secret is unknown, used, expired or
    /// revoked; with `too_many_tries` (429) when this address has asked too often.
    pub async fn preview_claim(&self, secret: &LinkSecret) -> Result<ClaimPreview, DeviceError> {
        let body = PreviewClaim {
            secret: secret.expose().to_owned(),
        };
        self.ask(
            &with_body(Method::POST, "/device/v1/claims/preview", JSON, &body),
            None,
        )
        .await
    }

    /// Takes the token for this phone. The same key may repeat it, when the answer was lost, and gets the same claim.
    ///
    /// # Errors
    /// Refused with `provisioning_token_unusable` (404) when another phone was first, or as
    /// [`DeviceClient::preview_claim`]; with `content_refused` (422) when a field of the phone is too long.
    pub async fn create_claim(
        &self,
        key: &KeyPair,
        secret: &LinkSecret,
        phone: &Phone,
    ) -> Result<Claim, DeviceError> {
        let body = CreateClaim {
            secret: secret.expose().to_owned(),
            phone: phone.clone(),
        };
        self.ask(
            &with_body(Method::POST, "/device/v1/claims", JSON, &body),
            Some(key),
        )
        .await
    }

    /// Sends the confirmation code that the signed-in page shows.
    ///
    /// # Errors
    /// Refused with `confirmation_code_wrong` (422) and `attempts_left`; with 0 left the token is rejected.
    pub async fn confirm_claim(
        &self,
        key: &KeyPair,
        claim_id: Uuid,
        code: &str,
    ) -> Result<Claim, DeviceError> {
        let body = ConfirmClaim {
            code: code.to_owned(),
        };
        let path = format!("/device/v1/claims/{claim_id}/confirm");
        self.ask(&with_body(Method::POST, &path, JSON, &body), Some(key))
            .await
    }

    /// The claim as it stands.
    ///
    /// # Errors
    /// Refused with `provisioning_token_unusable` (404) when it has ended without a profile, or never was this key's.
    pub async fn get_claim(&self, key: &KeyPair, claim_id: Uuid) -> Result<Claim, DeviceError> {
        self.ask(
            &without_body(Method::GET, &format!("/device/v1/claims/{claim_id}")),
            Some(key),
        )
        .await
    }

    /// The profile of the key, also when it is suspended or revoked.
    ///
    /// # Errors
    /// Refused with `profile_unknown` (401) when no profile belongs to the key.
    pub async fn get_profile(&self, key: &KeyPair) -> Result<DeviceProfile, DeviceError> {
        self.ask(&without_body(Method::GET, PROFILE_PATH), Some(key))
            .await
    }

    /// Gives the profile another name, of 1 to 100 characters.
    ///
    /// # Errors
    /// Refused with `content_refused` (422) when the name is not allowed, with `profile_unknown`
    /// (401) or `state_conflict` (409) when the profile has ended.
    pub async fn rename_profile(
        &self,
        key: &KeyPair,
        name: &str,
    ) -> Result<DeviceProfile, DeviceError> {
        let body = RenameProfile {
            name: name.to_owned(),
        };
        self.ask(
            &with_body(Method::PATCH, PROFILE_PATH, MERGE_PATCH, &body),
            Some(key),
        )
        .await
    }

    /// Gives the profile up.
    ///
    /// # Errors
    /// Refused with `profile_unknown` (401) when no profile belongs to the key.
    pub async fn remove_profile(&self, key: &KeyPair) -> Result<(), DeviceError> {
        self.send(&without_body(Method::DELETE, PROFILE_PATH), Some(key))
            .await
            .map(drop)
    }

    async fn ask<Wanted: DeserializeOwned>(
        &self,
        call: &Call,
        key: Option<&KeyPair>,
    ) -> Result<Wanted, DeviceError> {
        let body = self.send(call, key).await?;
        match serde_json::from_slice(&body) {
            Ok(wanted) => Ok(wanted),
            // The status was a success, so whatever answered is not this protocol.
            Err(_another_shape) => Err(DeviceError::UnexpectedAnswer { status: 200 }),
        }
    }
}

fn without_body(method: Method, path: &str) -> Call {
    Call {
        method,
        path: path.to_owned(),
        body: None,
    }
}

/// The wire types are structures of strings, which always serialise, so there is no error to hand on.
fn with_body(method: Method, path: &str, media_type: &'static str, body: &impl Serialize) -> Call {
    let bytes = serde_json::to_vec(body).unwrap_or_default();
    Call {
        method,
        path: path.to_owned(),
        body: Some((bytes, media_type)),
    }
}
