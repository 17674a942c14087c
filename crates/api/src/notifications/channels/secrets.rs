//! The secrets of the channels: sealed for their rows, opened when a message is sent.

use anteroom_domain::ids::SmsGatewayId;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::app::App;
use crate::crypto::Place;
use crate::failure::Unexpected;

/// The only row of the e-mail channel has a number and no id; this one stands for it.
const EMAIL_CHANNEL_ROW: Uuid = Uuid::from_u128(0x616e_7465_726f_6f6d_0000_0000_0000_0001);

/// Where the password of the mail server is stored.
pub const fn email_password() -> Place {
    Place {
        table: "email_channel",
        column: "password",
        row: EMAIL_CHANNEL_ROW,
    }
}

/// Where the secret of a gateway is stored.
pub const fn gateway_secret(id: SmsGatewayId) -> Place {
    Place {
        table: "sms_gateways",
        column: "secret",
        row: id.as_uuid(),
    }
}

/// Seals a secret.
pub fn seal(app: &App, place: Place, secret: &str) -> Result<Vec<u8>, Unexpected> {
    app.keys.seal(place, secret.as_bytes(), &mut app.random())
}

/// Opens a secret, if there is one.
pub fn open(
    app: &App,
    place: Place,
    sealed: Option<&[u8]>,
) -> Result<Option<Zeroizing<String>>, Unexpected> {
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    let opened = app.keys.open(place, sealed)?;
    let text = std::str::from_utf8(&opened)
        .map_err(|cause| Unexpected::new("opening a sealed secret", cause))?;
    Ok(Some(Zeroizing::new(text.to_owned())))
}
