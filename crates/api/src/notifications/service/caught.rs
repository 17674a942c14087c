//! Reading the caught messages, while a channel catches.

use anteroom_api_types::notifications::sms::SmsTransport;
use anteroom_domain::notifications::email::EmailTransport;
use uuid::Uuid;

use crate::app::App;
use crate::failure::Unexpected;
use crate::notifications::channels::caught::{self, Caught};
use crate::notifications::store::{email_channel, sms_gateways};

/// How many are listed: what was tried out stands at the top.
const LISTED_MAX: usize = 100;

/// The newest caught messages; none while no channel catches.
pub async fn list(app: &App) -> Result<Option<Vec<(Uuid, Caught)>>, Unexpected> {
    if !catches(app).await? {
        return Ok(None);
    }
    caught::newest(app, LISTED_MAX).await.map(Some)
}

/// One caught message; none while no channel catches.
pub async fn find(app: &App, id: Uuid) -> Result<Option<Caught>, Unexpected> {
    if !catches(app).await? {
        return Ok(None);
    }
    caught::find(app, id).await
}

async fn catches(app: &App) -> Result<bool, Unexpected> {
    let connection = app.db.reader();
    let email = email_channel::read(connection).await?;
    if email.is_some_and(|channel| channel.settings.transport == EmailTransport::File) {
        return Ok(true);
    }
    let gateways = sms_gateways::all(connection).await?;
    Ok(gateways
        .iter()
        .any(|gateway| matches!(gateway.transport, SmsTransport::File(_))))
}
