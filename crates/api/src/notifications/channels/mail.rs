//! Sending one mail over the e-mail channel.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anteroom_domain::limits::MAIL_TIMEOUTS_PER_SEND;
use anteroom_domain::notifications::DeliveryProblemCode as Code;
use anteroom_domain::notifications::email::EmailTransport;

use super::letter::{Content, Letter, compose};
use super::smtp::SmtpServer;
use super::{caught, secrets};
use crate::app::App;
use crate::failure::Unexpected;
use crate::notifications::outgoing::{HandedOver, Mail, NotSent, Try};
use crate::notifications::store::email_channel::{self, StoredEmailChannel};

/// The name under which the folder stands in the history of a delivery.
pub const FOLDER: &str = "folder";

/// Hands a mail to the e-mail channel.
pub async fn send_mail(app: &App, mail: &Mail) -> Try {
    send(app, &Content::from(mail)).await
}

/// The same for what is no mail by itself: a text message that travels as one.
pub async fn send(app: &App, content: &Content<'_>) -> Try {
    let started = Instant::now();
    let (by, outcome) = match channel(app).await {
        Err(not_sent) => (None, Err(not_sent)),
        Ok(channel) => {
            let by = match channel.settings.transport {
                EmailTransport::Smtp => channel.settings.host.clone(),
                EmailTransport::File => FOLDER.to_owned(),
            };
            (Some(by), hand_over(app, &channel, content).await)
        }
    };
    Try {
        by,
        gateway: None,
        duration_ms: milliseconds(started.elapsed()),
        outcome: outcome.map(|()| HandedOver {
            provider_message_id: None,
        }),
    }
}

/// The settings and the server that they name; the password is opened here and nowhere else.
pub fn server(app: &App, channel: &StoredEmailChannel) -> Result<SmtpServer, NotSent> {
    let sealed = channel.password.as_deref();
    let password = secrets::open(app, secrets::email_password(), sealed).map_err(internal)?;
    SmtpServer::new(&channel.settings, password.as_ref(), app.config.http.host())
}

/// Whole milliseconds, as they are stored.
pub fn milliseconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)
}

/// Logs a failure of our own and says no more of it than that.
pub fn internal(failed: Unexpected) -> NotSent {
    tracing::error!(cause = %failed, "A message could not be sent for a reason of our own.");
    NotSent::for_now(
        Code::Internal,
        "the settings of the channel cannot be read; the log says why",
    )
}

async fn channel(app: &App) -> Result<StoredEmailChannel, NotSent> {
    let channel = email_channel::read(app.db.reader())
        .await
        .map_err(internal)?;
    channel
        .filter(|channel| channel.settings.enabled)
        .ok_or_else(|| NotSent::for_now(Code::ChannelOff, "the e-mail channel is not switched on"))
}

async fn hand_over(
    app: &App,
    channel: &StoredEmailChannel,
    content: &Content<'_>,
) -> Result<(), NotSent> {
    let letter = compose(&channel.settings, content)?;
    match channel.settings.transport {
        EmailTransport::File => caught::write_mail(app, letter.bytes).await,
        EmailTransport::Smtp => {
            let make = || server(app, channel);
            let server = app.mail_pool.server(channel.version, make)?;
            in_time(&server, post(app, &server, &letter)).await
        }
    }
}

async fn post(app: &App, server: &Arc<SmtpServer>, letter: &Letter) -> Result<(), NotSent> {
    let mut lent = app.mail_pool.lend(server).await?;
    server.deliver(&mut lent.connection, letter).await?;
    app.mail_pool.give_back(lent);
    Ok(())
}

/// Every step has its time; this bounds them together, so that a server that is slow at each of them does not
/// hold up the mails behind.
pub async fn in_time(
    server: &SmtpServer,
    sending: impl Future<Output = Result<(), NotSent>>,
) -> Result<(), NotSent> {
    let deadline = server.timeout() * MAIL_TIMEOUTS_PER_SEND;
    tokio::time::timeout(deadline, sending)
        .await
        .unwrap_or_else(|_elapsed| {
            Err(NotSent::for_now(
                Code::TimedOut,
                &format!("the mail was not taken in {} seconds", deadline.as_secs()),
            ))
        })
}
