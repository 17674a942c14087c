//! The ceiling of the messages: a bare loop that hands one mail after the other over one kept connection.
//!
//! It has no outbox, no database and no text to write; it is what the mail server takes at most from one
//! sender that waits for each answer.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use lettre::address::Envelope;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;

/// Connecting and each answer may take so long.
const TIME_MAX: Duration = Duration::from_secs(15);

/// Where its mails go.
pub const RECIPIENT: &str = "ceiling@example.org";

/// A kept connection to the mail server.
pub struct MailLoop {
    connection: AsyncSmtpConnection,
    envelope: Envelope,
}

impl MailLoop {
    /// Connects to the server on this port of the loopback.
    pub async fn connect(port: u16) -> Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .await
            .context("cannot connect to the mail server")?;
        stream.set_nodelay(true).context("cannot set TCP_NODELAY")?;
        let name = ClientId::Domain("localhost".to_owned());
        let connecting = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &name);
        let connection = tokio::time::timeout(TIME_MAX, Box::pin(connecting))
            .await
            .context("the mail server does not greet")?
            .context("the mail server does not greet as it should")?;
        let sender = "sign-in@example.org".parse().context("no address")?;
        let recipient = RECIPIENT.parse().context("no address")?;
        let envelope = Envelope::new(Some(sender), vec![recipient]).context("no envelope")?;
        Ok(Self {
            connection,
            envelope,
        })
    }

    /// Hands one mail over; returns once the server has taken it.
    pub async fn send(&mut self, mail: &[u8]) -> Result<()> {
        let sending = self.connection.send(&self.envelope, mail);
        tokio::time::timeout(TIME_MAX, Box::pin(sending))
            .await
            .context("the mail server does not answer")?
            .context("the mail server does not take a mail")?;
        Ok(())
    }
}
