//! The SMS gateways, in the order in which they are tried.

use anteroom_api_types::notifications::health::ChannelTest;
use anteroom_api_types::notifications::sms::{
    CreateSmsGateway, SmsGateway, SmsGatewayOrder, SmsGatewayPresets, SmsGateways, TestSmsGateway,
    UpdateSmsGateway,
};
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, Versioned};

/// All gateways, the first to try first.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list() -> Result<SmsGateways, ApiFailure> {
    client::get("/sms-gateways").await
}

/// One gateway with its version.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<Versioned<SmsGateway>, ApiFailure> {
    client::get_versioned(&format!("/sms-gateways/{id}")).await
}

/// Adds a gateway at the end of the list.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn create(gateway: &CreateSmsGateway) -> Result<SmsGateway, ApiFailure> {
    client::post("/sms-gateways", gateway).await
}

/// Changes a gateway.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn update(
    id: Uuid,
    change: &UpdateSmsGateway,
    etag: &str,
) -> Result<Versioned<SmsGateway>, ApiFailure> {
    client::patch(&format!("/sms-gateways/{id}"), change, etag).await
}

/// Removes a gateway.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn remove(id: Uuid, etag: &str) -> Result<(), ApiFailure> {
    client::delete(&format!("/sms-gateways/{id}"), etag).await
}

/// Puts the gateways into another order.
///
/// # Errors
/// Any refusal, `state_conflict` where one was added or removed meanwhile, or no answer.
pub async fn reorder(ids: Vec<Uuid>) -> Result<SmsGateways, ApiFailure> {
    client::put_unversioned("/sms-gateways/order", &SmsGatewayOrder { ids }).await
}

/// Tries a stored gateway step by step.
///
/// # Errors
/// Any refusal, or no answer. A step that fails is no failure of the call.
pub async fn test(id: Uuid, test: &TestSmsGateway) -> Result<ChannelTest, ApiFailure> {
    client::post(&format!("/sms-gateways/{id}/test"), test).await
}

/// What gateways of known providers look like.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn presets() -> Result<SmsGatewayPresets, ApiFailure> {
    client::get("/sms-gateway-presets").await
}
