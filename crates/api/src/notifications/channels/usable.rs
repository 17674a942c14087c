//! Which channels can send at all, by their settings.

use anteroom_api_types::notifications::sms::SmsTransport;
use anteroom_domain::notifications::NotificationChannel;

use crate::db::ConnectionTrait;
use crate::failure::Unexpected;
use crate::notifications::store::sms_gateways::StoredGateway;
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
    Ok(UsableChannels {
        email: is_usable(connection, NotificationChannel::Email).await?,
        sms: is_usable(connection, NotificationChannel::Sms).await?,
    })
}

/// The same for one channel.
pub async fn is_usable(
    connection: &impl ConnectionTrait,
    channel: NotificationChannel,
) -> Result<bool, Unexpected> {
    match channel {
        NotificationChannel::Email => email_is_on(connection).await,
        NotificationChannel::Sms => {
            let mut gateways = sms_gateways::all(connection).await?;
            gateways.retain(|gateway| gateway.enabled);
            let by_mail =
                |gateway: &StoredGateway| matches!(gateway.transport, SmsTransport::Smtp(_));
            if gateways.iter().all(by_mail) {
                // Gateways that take mails are of no use without the channel that carries them.
                return Ok(!gateways.is_empty() && email_is_on(connection).await?);
            }
            Ok(true)
        }
    }
}

async fn email_is_on(connection: &impl ConnectionTrait) -> Result<bool, Unexpected> {
    let channel = email_channel::read(connection).await?;
    Ok(channel.is_some_and(|channel| channel.settings.enabled))
}
