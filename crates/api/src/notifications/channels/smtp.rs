//! Talking to the mail server, step by step: name, connection, TLS, sign-in, handing over.
//!
//! The steps are made one by one, and not by a transport of the library, because what a refusal means depends on
//! the step: a password that is refused is the channel's failure, a recipient that is refused the message's.

use std::fmt;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use anteroom_domain::notifications::DeliveryProblemCode as Code;
use anteroom_domain::notifications::email::{EmailSettings, SmtpSecurity};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use zeroize::Zeroizing;

use super::letter::Letter;
use super::smtp_answers::{Step, not_sent};
use crate::notifications::outgoing::NotSent;

/// A mail server, and how we deal with it.
pub struct SmtpServer {
    host: String,
    port: u16,
    ehlo_name: ClientId,
    timeout: Duration,
    protection: Protection,
    credentials: Option<Credentials>,
}

enum Protection {
    None,
    Starttls(TlsParameters),
    Tls(TlsParameters),
}

impl SmtpServer {
    /// Reads the settings. `our_host` is what we call ourselves when they do not say.
    pub fn new(
        settings: &EmailSettings,
        password: Option<&Zeroizing<String>>,
        our_host: &str,
    ) -> Result<Self, NotSent> {
        let protection = match settings.security {
            SmtpSecurity::None => Protection::None,
            SmtpSecurity::Starttls => Protection::Starttls(tls_parameters(settings)?),
            SmtpSecurity::Tls => Protection::Tls(tls_parameters(settings)?),
        };
        let ehlo_name = settings.ehlo_name.as_deref().unwrap_or(our_host);
        let sign_in = settings.user_name.as_ref().zip(password);
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port,
            ehlo_name: match ehlo_name.parse() {
                Ok(std::net::IpAddr::V4(address)) => ClientId::Ipv4(address),
                Ok(std::net::IpAddr::V6(address)) => ClientId::Ipv6(address),
                Err(_a_name) => ClientId::Domain(ehlo_name.to_owned()),
            },
            timeout: Duration::from_secs(settings.timeout_seconds.into()),
            protection,
            credentials: sign_in
                .map(|(name, password)| Credentials::new(name.clone(), password.to_string())),
        })
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.host
    }

    /// How long connecting and each answer may take.
    pub const fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Whether the settings ask for an encrypted connection.
    pub const fn is_protected(&self) -> bool {
        !matches!(self.protection, Protection::None)
    }

    /// Whether the settings ask for signing in.
    pub const fn asks_for_sign_in(&self) -> bool {
        self.credentials.is_some()
    }

    /// Whether the connection is encrypted before the first word.
    pub const fn is_wrapped(&self) -> bool {
        matches!(self.protection, Protection::Tls(_))
    }

    /// A connection that is ready for mails.
    pub async fn connect(&self) -> Result<AsyncSmtpConnection, NotSent> {
        let addresses = self.resolve().await?;
        let mut connection = self.open(&addresses).await?;
        self.protect(&mut connection).await?;
        self.sign_in(&mut connection).await?;
        Ok(connection)
    }

    /// Resolves the name.
    pub async fn resolve(&self) -> Result<Vec<SocketAddr>, NotSent> {
        let name = (self.host.as_str(), self.port);
        match tokio::time::timeout(self.timeout, tokio::net::lookup_host(name)).await {
            Ok(Ok(found)) => Ok(found.collect()),
            Ok(Err(error)) => Err(NotSent::for_now(
                Code::NameUnknown,
                &format!("{}: {error}", self.host),
            )),
            Err(_elapsed) => Err(self.too_late("resolving the name")),
        }
    }

    /// Makes a bare connection and ends it; answers the address.
    pub async fn reach(&self, addresses: &[SocketAddr]) -> Result<SocketAddr, NotSent> {
        let failed =
            |error: std::io::Error| NotSent::for_now(Code::ConnectionFailed, &error.to_string());
        let connecting = tokio::net::TcpStream::connect(addresses);
        match tokio::time::timeout(self.timeout, connecting).await {
            Ok(connected) => connected.and_then(|it| it.peer_addr()).map_err(failed),
            Err(_elapsed) => Err(self.too_late("connecting")),
        }
    }

    /// Connects, and is greeted; encrypted from the first byte where the settings say so.
    pub async fn open(&self, addresses: &[SocketAddr]) -> Result<AsyncSmtpConnection, NotSent> {
        let (wrapped, step) = match &self.protection {
            Protection::Tls(parameters) => (Some(parameters.clone()), Step::TlsConnection),
            _ => (None, Step::Connection),
        };
        let opening = AsyncSmtpConnection::connect_tokio1(
            addresses,
            Some(self.timeout),
            &self.ehlo_name,
            wrapped,
            None,
        );
        // Connecting, the handshake and the greeting have this time together.
        self.within(step, Box::pin(opening)).await
    }

    /// Encrypts the connection by STARTTLS where the settings say so. There is no way around it.
    pub async fn protect(&self, connection: &mut AsyncSmtpConnection) -> Result<(), NotSent> {
        let Protection::Starttls(parameters) = &self.protection else {
            return Ok(());
        };
        let upgrading = connection.starttls(parameters.clone(), &self.ehlo_name);
        self.within(Step::Starttls, Box::pin(upgrading)).await?;
        // The library has just done so; a mail in the clear would be worth more than one comparison.
        if connection.is_encrypted() {
            Ok(())
        } else {
            Err(NotSent::for_now(Code::TlsFailed, "not encrypted"))
        }
    }

    /// Signs in where the settings say so.
    pub async fn sign_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), NotSent> {
        let Some(credentials) = &self.credentials else {
            return Ok(());
        };
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        let asking = connection.auth(&mechanisms, credentials);
        self.within(Step::SignIn, Box::pin(asking)).await.map(drop)
    }

    /// Hands a mail over; returns once the server has taken it.
    pub async fn deliver(
        &self,
        connection: &mut AsyncSmtpConnection,
        letter: &Letter,
    ) -> Result<(), NotSent> {
        let server = connection.server_info();
        let mut parameters = Vec::new();
        let sender = letter.envelope.from().cloned();
        let mut addresses = letter.envelope.to().iter().chain(&sender);
        if !addresses.all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
            if !server.supports_feature(Extension::SmtpUtfEight) {
                return Err(NotSent::for_good(
                    Code::Refused,
                    "the server takes no addresses with other letters than ASCII (SMTPUTF8)",
                ));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !letter.bytes.is_ascii() {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let step = Step::Send;
        self.within(
            step,
            Box::pin(connection.command(Mail::new(sender, parameters))),
        )
        .await?;
        for recipient in letter.envelope.to() {
            let command = Rcpt::new(recipient.clone(), Vec::new());
            self.within(step, Box::pin(connection.command(command)))
                .await?;
        }
        self.within(step, Box::pin(connection.command(Data)))
            .await?;
        let message = WholeMessage::of(letter)?;
        self.within(step, Box::pin(connection.command(message)))
            .await
            .map(drop)
    }

    /// Whether a kept connection still answers.
    pub async fn is_alive(&self, connection: &mut AsyncSmtpConnection) -> bool {
        let asking = connection.test_connected();
        tokio::time::timeout(self.timeout, asking).await == Ok(true)
    }

    /// The futures of the library are boxed, since they are kilobytes that every caller would carry along.
    async fn within<T>(
        &self,
        step: Step,
        action: Pin<Box<impl Future<Output = Result<T, lettre::transport::smtp::Error>>>>,
    ) -> Result<T, NotSent> {
        match tokio::time::timeout(self.timeout, action).await {
            Ok(done) => done.map_err(|error| not_sent(step, &error)),
            Err(_elapsed) => Err(self.too_late(step.doing())),
        }
    }

    fn too_late(&self, doing: &str) -> NotSent {
        let seconds = self.timeout.as_secs();
        NotSent::for_now(
            Code::TimedOut,
            &format!("{doing}: no answer in {seconds} seconds"),
        )
    }
}

/// A message as it follows `DATA`, in one piece with the line that ends it (RFC 5321, section 4.1.1.4).
///
/// The library would write that line by itself. The kernel holds so small a piece back until the one before is
/// acknowledged (RFC 9293, section 3.7.4), for which the other side takes up to 40 ms: ten times what a mail needs.
struct WholeMessage<'a>(&'a str);

impl<'a> WholeMessage<'a> {
    fn of(letter: &'a Letter) -> Result<Self, NotSent> {
        let text = std::str::from_utf8(&letter.bytes);
        text.map(Self)
            .map_err(|error| NotSent::for_good(Code::MessageInvalid, &error.to_string()))
    }
}

impl fmt::Display for WholeMessage<'_> {
    /// A dot at the start of a line is doubled, so that none but the last stands alone (RFC 5321, section 4.5.2).
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.0.split_terminator("\r\n") {
            let dot = if line.starts_with('.') { "." } else { "" };
            write!(formatter, "{dot}{line}\r\n")?;
        }
        formatter.write_str(".\r\n")
    }
}

fn tls_parameters(settings: &EmailSettings) -> Result<TlsParameters, NotSent> {
    let failed = |error: lettre::transport::smtp::Error| {
        NotSent::for_now(Code::TlsFailed, &error.to_string())
    };
    let mut builder = TlsParametersBuilder::new(settings.host.clone())
        .certificate_store(CertificateStore::WebpkiRoots);
    if let Some(pem) = &settings.ca_certificates {
        let certificates = Certificate::from_pem(pem.as_bytes()).map_err(failed)?;
        builder = builder.add_root_certificate(certificates);
    }
    builder.build().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(message: &str, expected: &str) {
        assert_eq!(WholeMessage(message).to_string(), expected, "{message:?}");
    }

    #[test]
    fn a_message_ends_with_the_only_dot_that_stands_alone() {
        check("", ".\r\n");
        check("Hello\r\n", "Hello\r\n.\r\n");
        check("Hello", "Hello\r\n.\r\n");
        check("Hello\r\n\r\n", "Hello\r\n\r\n.\r\n");
        check(".\r\n.a\r\n..\r\n", "..\r\n..a\r\n...\r\n.\r\n");
        check("a.\r\nb\r\n.", "a.\r\nb\r\n..\r\n.\r\n");
        check("a\n.b\r\n", "a\n.b\r\n.\r\n");
    }
}
