//! The e-mail channel on the wire.

use anteroom_api_types::notifications::email as wire;
use anteroom_domain::notifications::email::{EmailSettings, EmailTransport, SmtpSecurity};
use zeroize::Zeroizing;

use super::{field_problems, health};
use crate::http::ApiError;
use crate::http::etag::VersionStale;
use crate::notifications::service::email_channel::{Draft, EmailChannelRefused, EmailChannelView};

/// Reads the settings.
pub fn draft(sent: wire::EmailChannelSettings) -> Draft {
    Draft {
        settings: EmailSettings {
            enabled: sent.enabled,
            transport: match sent.transport {
                wire::EmailTransport::Smtp => EmailTransport::Smtp,
                wire::EmailTransport::File => EmailTransport::File,
            },
            host: sent.host,
            port: sent.port,
            security: match sent.security {
                wire::SmtpSecurity::None => SmtpSecurity::None,
                wire::SmtpSecurity::Starttls => SmtpSecurity::Starttls,
                wire::SmtpSecurity::Tls => SmtpSecurity::Tls,
            },
            user_name: sent.user_name,
            sender_name: sent.sender_name,
            sender_address: sent.sender_address,
            reply_to: sent.reply_to,
            ehlo_name: sent.ehlo_name,
            ca_certificates: sent.ca_certificates,
            timeout_seconds: sent.timeout_seconds,
        },
        password: sent.password.map(|password| password.map(Zeroizing::new)),
    }
}

/// Shows the channel.
pub fn answer(view: EmailChannelView) -> wire::EmailChannel {
    let settings = view.settings;
    wire::EmailChannel {
        enabled: settings.enabled,
        transport: match settings.transport {
            EmailTransport::Smtp => wire::EmailTransport::Smtp,
            EmailTransport::File => wire::EmailTransport::File,
        },
        host: settings.host,
        port: settings.port,
        security: match settings.security {
            SmtpSecurity::None => wire::SmtpSecurity::None,
            SmtpSecurity::Starttls => wire::SmtpSecurity::Starttls,
            SmtpSecurity::Tls => wire::SmtpSecurity::Tls,
        },
        user_name: settings.user_name,
        has_password: view.has_password,
        sender_name: settings.sender_name,
        sender_address: settings.sender_address,
        reply_to: settings.reply_to,
        ehlo_name: settings.ehlo_name,
        ca_certificates: settings.ca_certificates,
        timeout_seconds: settings.timeout_seconds,
        updated_at: view.updated_at.map(Into::into),
        status: health::status(view.status),
    }
}

impl From<EmailChannelRefused> for ApiError {
    fn from(refused: EmailChannelRefused) -> Self {
        match refused {
            EmailChannelRefused::VersionStale => VersionStale.into(),
            EmailChannelRefused::Content(problems) => field_problems::refused(problems),
        }
    }
}
