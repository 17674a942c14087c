//! The notification channels: how both do, and the settings of e-mail.

use anteroom_api_types::notifications::email::{
    EmailChannel, EmailChannelSettings, TestEmailChannel,
};
use anteroom_api_types::notifications::health::{ChannelTest, NotificationChannels};

use super::ApiFailure;
use super::client::{self, Versioned};

const EMAIL: &str = "/notification-channels/email";

/// How both channels do.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn statuses() -> Result<NotificationChannels, ApiFailure> {
    client::get("/notification-channels").await
}

/// The e-mail channel with its version.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn email() -> Result<Versioned<EmailChannel>, ApiFailure> {
    client::get_versioned(EMAIL).await
}

/// Writes the settings of the e-mail channel.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn put_email(
    settings: &EmailChannelSettings,
    etag: &str,
) -> Result<Versioned<EmailChannel>, ApiFailure> {
    client::put(EMAIL, settings, etag).await
}

/// Tries the e-mail channel step by step, with settings that need not be stored.
///
/// # Errors
/// Any refusal, or no answer. A step that fails is no failure of the call.
pub async fn test_email(test: &TestEmailChannel) -> Result<ChannelTest, ApiFailure> {
    client::post(&format!("{EMAIL}/test"), test).await
}
