//! The deliveries: messages on their way.

use anteroom_api_types::notifications::deliveries::{Delivery, DeliveryDetails};
use anteroom_api_types::page::Page;
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, list_path};

/// One page of the deliveries. The filters are names and values of query parameters.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list(filters: &[(&str, Option<&str>)]) -> Result<Page<Delivery>, ApiFailure> {
    client::get(&list_path("/deliveries", filters)).await
}

/// One delivery with its attempts.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<DeliveryDetails, ApiFailure> {
    client::get(&format!("/deliveries/{id}")).await
}

/// Tries a delivery again at once.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn retry(id: Uuid) -> Result<DeliveryDetails, ApiFailure> {
    client::act(&format!("/deliveries/{id}/retry")).await
}

/// Gives a delivery up that has not left yet.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn discard(id: Uuid) -> Result<DeliveryDetails, ApiFailure> {
    client::act(&format!("/deliveries/{id}/discard")).await
}
