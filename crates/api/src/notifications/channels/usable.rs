//! Which channels can send at all, by their settings.

use anteroom_api_types::notifications::sms::SmsTransport;

use crate::db::ConnectionTrait;
use crate::failure::Unexpected;
use crate::notifications::store::{email_channel, sms_gateways};

/// Which channels are set up and switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsableChannels {
    /// The e-mail channel.
    pub email: bool,
    /// One SMS gateway at least.
    pub sms: bool,
}

/// Reads the settings and says which channels can be used. Whether they work is a matter of their health.
pub async fn usable_channels(
    connection: &impl ConnectionTrait,
) -> Result<UsableChannels, Unexpected> {
    let email = email_channel::read(connection)
        .await?
        .is_some_and(|channel| channel.settings.enabled);
    let gateways = sms_gateways::all(connection).await?;
    let mut on = gateways.iter().filter(|gateway| gateway.enabled);
    // A gateway that takes mails is of no use without the channel that carries them.
    let sms = on.any(|gateway| email || !matches!(gateway.transport, SmsTransport::Smtp(_)));
    Ok(UsableChannels { email, sms })
}
