//! Both channels write to a folder in place of sending: what the demo starts with.

use anteroom_api_types::notifications::sms::{FileSms, SmsTransport};
use anteroom_domain::notifications::email::{EmailSettings, EmailTransport};

use super::email_channel::{self, Draft};
use super::sms_gateways::{self, NewGateway};
use crate::app::App;
use crate::audit::Origin;
use crate::failure::{Failure, Unexpected};
use crate::http::etag::IfMatch;

/// Sets both channels up so that nothing leaves the machine.
pub async fn catch_messages(app: &App) -> Result<(), Unexpected> {
    let settings = EmailSettings {
        enabled: true,
        transport: EmailTransport::File,
        sender_name: app.config.issuer.name.clone(),
        sender_address: "sign-in@example.org".to_owned(),
        ..EmailSettings::default()
    };
    let draft = Draft {
        settings,
        password: None,
    };
    email_channel::replace(app, Origin::system(), IfMatch::Any, draft)
        .await
        .map_err(unexpected)?;
    let gateway = NewGateway {
        name: "Caught messages".to_owned(),
        enabled: true,
        sender: "Anteroom".to_owned(),
        user_name: None,
        secret: None,
        transport: SmsTransport::File(FileSms {}),
    };
    sms_gateways::create(app, Origin::system(), gateway)
        .await
        .map_err(unexpected)?;
    Ok(())
}

/// These settings are our own: a refusal would be a mistake in this file.
fn unexpected<R: std::fmt::Debug>(failure: Failure<R>) -> Unexpected {
    match failure {
        Failure::Unexpected(cause) => cause,
        Failure::Refused(refused) => Unexpected::new(
            "setting the channels up",
            format!("they are refused: {refused:?}"),
        ),
    }
}
