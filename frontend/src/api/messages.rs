//! The texts of messages, by kind and language.

use anteroom_api_types::notifications::deliveries::Delivery;
use anteroom_api_types::notifications::messages::{
    Message, MessageContent, MessageHistory, MessagePreview, Messages, PreviewMessage, TestMessage,
};

use super::ApiFailure;
use super::client::{self, Versioned};

/// Every kind in every language.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list() -> Result<Messages, ApiFailure> {
    client::get("/messages").await
}

/// One message with its version. `address` is `<kind>/<language>`.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(address: &str) -> Result<Versioned<Message>, ApiFailure> {
    client::get_versioned(&format!("/messages/{address}")).await
}

/// Words a message.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn put(
    address: &str,
    content: &MessageContent,
    etag: &str,
) -> Result<Versioned<Message>, ApiFailure> {
    client::put(&format!("/messages/{address}"), content, etag).await
}

/// Goes back to the text that ships.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn reset(address: &str, etag: &str) -> Result<(), ApiFailure> {
    client::delete(&format!("/messages/{address}"), etag).await
}

/// The former wordings.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn history(address: &str) -> Result<MessageHistory, ApiFailure> {
    client::get(&format!("/messages/{address}/history")).await
}

/// How a message looks with made-up values.
///
/// # Errors
/// Any refusal, those of the texts among them, or no answer.
pub async fn preview(
    address: &str,
    preview: &PreviewMessage,
) -> Result<MessagePreview, ApiFailure> {
    client::post(&format!("/messages/{address}/preview"), preview).await
}

/// Sends a message with made-up values.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn test(address: &str, test: &TestMessage) -> Result<Delivery, ApiFailure> {
    client::post(&format!("/messages/{address}/test"), test).await
}
