//! The stepwise test of a channel: each step with what was found, or why it failed, and how long it took.

use std::time::Instant;

use anteroom_api_types::notifications::health::{ChannelTest, TestOutcome, TestStep, TestStepName};
use anteroom_api_types::notifications::sms::{HttpSms, SmsTransport};
use anteroom_domain::notifications::email::{EmailSettings, EmailTransport};

use super::letter::{Content, Letter, compose};
use super::mail::{self, milliseconds};
use super::sms::{send_by, with_values};
use super::smtp::SmtpServer;
use super::{caught, http_sms};
use crate::app::App;
use crate::failure::Unexpected;
use crate::notifications::outgoing::{NotSent, Sms};
use crate::notifications::store::email_channel;
use crate::notifications::store::sms_gateways::StoredGateway;

/// A number of the range that is kept for films (Swedish Post and Telecom Authority); it fills in templates and
/// is never called.
const NUMBER_OF_NOBODY: &str = "+46701740605";

/// Tests the e-mail channel with these settings, up to sending where there is somebody to send to.
pub async fn test_email(
    app: &App,
    settings: &EmailSettings,
    server: Result<SmtpServer, NotSent>,
    to: Option<&str>,
) -> ChannelTest {
    let mut steps = Steps::default();
    let letter = to.map(|to| test_letter(app, settings, to));
    match settings.transport {
        EmailTransport::File => {
            steps.no_server();
            steps
                .send(letter, async |letter: Letter| {
                    caught::write_mail(app, letter.bytes).await
                })
                .await;
        }
        EmailTransport::Smtp => {
            // A failed step ends the test; the steps behind it are filled in at the end.
            let _ended_early = steps.smtp(server, letter).await;
        }
    }
    steps.finish()
}

/// Tests a gateway, up to sending where there is a number to send to.
pub async fn test_gateway(
    app: &App,
    gateway: &StoredGateway,
    to: Option<&str>,
) -> Result<ChannelTest, Unexpected> {
    let mut steps = Steps::default();
    let sms = Sms {
        to: to.unwrap_or(NUMBER_OF_NOBODY).to_owned(),
        text: format!("{}: this is a test message.", app.config.issuer.name),
        message_id: anteroom_domain::ids::DeliveryId::generate(app.now(), &mut app.random())
            .to_string(),
    };
    let reached = match &gateway.transport {
        SmsTransport::File(_) => steps.no_server(),
        SmsTransport::Http(http) => steps.http(app, gateway, http, &sms).await,
        SmsTransport::Smtp(_) => match email_channel::read(app.db.reader()).await? {
            Some(channel) if channel.settings.transport == EmailTransport::Smtp => {
                let server = mail::server(app, &channel);
                steps.smtp_without_sending(server).await.map(drop)
            }
            _ => steps.no_server(),
        },
    };
    if reached.is_some() {
        steps
            .send(to.map(|_number| Ok(sms)), async |sms: Sms| {
                send_by(app, gateway, &sms).await.outcome.map(drop)
            })
            .await;
    }
    Ok(steps.finish())
}

fn test_letter(app: &App, settings: &EmailSettings, to: &str) -> Result<Letter, NotSent> {
    let issuer = &app.config.issuer.name;
    let id = anteroom_domain::ids::DeliveryId::generate(app.now(), &mut app.random());
    let content = Content {
        to,
        subject: &format!("{issuer}: test message"),
        text: &format!("This is a test message of {issuer}. The e-mail channel works.\n"),
        html: None,
        qr_code: None,
        message_id: &format!("<test-{id}@{}>", app.config.http.host()),
        written_at: app.now(),
    };
    compose(settings, &content)
}

#[derive(Default)]
struct Steps(Vec<TestStep>);

impl Steps {
    async fn run<T>(
        &mut self,
        step: TestStepName,
        action: impl Future<Output = Result<(T, Option<String>), NotSent>>,
    ) -> Option<T> {
        let started = Instant::now();
        let (outcome, detail, found) = match action.await {
            Ok((found, detail)) => (TestOutcome::Passed, detail, Some(found)),
            Err(failed) => (TestOutcome::Failed, Some(failed.problem.detail), None),
        };
        self.0.push(TestStep {
            step,
            outcome,
            detail,
            duration_ms: milliseconds(started.elapsed()),
        });
        found
    }

    fn skip(&mut self, step: TestStepName, outcome: TestOutcome) {
        self.0.push(TestStep {
            step,
            outcome,
            detail: None,
            duration_ms: 0,
        });
    }

    /// Nothing is asked for before sending.
    fn no_server(&mut self) -> Option<()> {
        use TestStepName::{Connection, Name, SignIn, Tls};
        for step in [Name, Connection, Tls, SignIn] {
            self.skip(step, TestOutcome::NotAsked);
        }
        Some(())
    }

    async fn smtp(
        &mut self,
        server: Result<SmtpServer, NotSent>,
        letter: Option<Result<Letter, NotSent>>,
    ) -> Option<()> {
        let (server, mut connection) = self.smtp_without_sending(server).await?;
        self.send(letter, async |letter: Letter| {
            let delivering = server.deliver(&mut connection, &letter);
            mail::in_time(&server, delivering).await
        })
        .await
    }

    async fn smtp_without_sending(
        &mut self,
        server: Result<SmtpServer, NotSent>,
    ) -> Option<(
        SmtpServer,
        lettre::transport::smtp::client::AsyncSmtpConnection,
    )> {
        use TestStepName::{Connection, Name, SignIn, Tls};
        let (server, addresses) = self
            .run(Name, async {
                let server = server?;
                let found = server.resolve().await?;
                let first = found.first().map(|address| address.ip().to_string());
                Ok(((server, found), first))
            })
            .await?;
        let mut connection = if server.is_wrapped() {
            let reaching = async {
                let peer = server.reach(&addresses).await?;
                Ok(((), Some(peer.to_string())))
            };
            self.run(Connection, reaching).await?;
            let opening = async { Ok((server.open(&addresses).await?, None)) };
            self.run(Tls, opening).await?
        } else {
            let opening = async { Ok((server.open(&addresses).await?, None)) };
            let mut connection = self.run(Connection, opening).await?;
            if server.is_protected() {
                let protecting = async { Ok((server.protect(&mut connection).await?, None)) };
                self.run(Tls, protecting).await?;
            } else {
                self.skip(Tls, TestOutcome::NotAsked);
            }
            connection
        };
        if server.asks_for_sign_in() {
            let signing_in = async { Ok((server.sign_in(&mut connection).await?, None)) };
            self.run(SignIn, signing_in).await?;
        } else {
            self.skip(SignIn, TestOutcome::NotAsked);
        }
        Some((server, connection))
    }

    async fn http(
        &mut self,
        app: &App,
        gateway: &StoredGateway,
        http: &HttpSms,
        sms: &Sms,
    ) -> Option<()> {
        use TestStepName::{Connection, Name, SignIn, Tls};
        let outgoing = &app.outgoing_http;
        let target = self
            .run(Name, async {
                let url = with_values(app, gateway, sms, async |values| {
                    http_sms::address(http, values)
                });
                let target = outgoing.resolve(&url.await?).await;
                let target = target.map_err(|unreached| http_sms::not_sent(&unreached))?;
                let first = target.first_address();
                Ok((target, first))
            })
            .await?;
        let connecting = async {
            let peer = outgoing.try_connection(&target).await;
            let peer = peer.map_err(|unreached| http_sms::not_sent(&unreached))?;
            Ok(((), Some(peer.to_string())))
        };
        self.run(Connection, connecting).await?;
        if target.is_encrypted() {
            let encrypting = async {
                let done = outgoing.try_encryption(&target).await;
                done.map_err(|unreached| http_sms::not_sent(&unreached))?;
                Ok(((), None))
            };
            self.run(Tls, encrypting).await?;
        } else {
            self.skip(Tls, TestOutcome::NotAsked);
        }
        // Whether user name and secret are right shows itself with the first message alone.
        self.skip(SignIn, TestOutcome::NotAsked);
        Some(())
    }

    async fn send<T>(
        &mut self,
        message: Option<Result<T, NotSent>>,
        action: impl AsyncFnOnce(T) -> Result<(), NotSent>,
    ) -> Option<()> {
        let Some(message) = message else {
            self.skip(TestStepName::Send, TestOutcome::NotAsked);
            return Some(());
        };
        let sending = async { Ok((action(message?).await?, None)) };
        self.run(TestStepName::Send, sending).await
    }

    fn finish(mut self) -> ChannelTest {
        use TestStepName::{Connection, Name, Send, SignIn, Tls};
        let all = [Name, Connection, Tls, SignIn, Send];
        for step in all.into_iter().skip(self.0.len()) {
            self.skip(step, TestOutcome::NotReached);
        }
        let failed =
            |step: &TestStep| matches!(step.outcome, TestOutcome::Failed | TestOutcome::NotReached);
        ChannelTest {
            passed: !self.0.iter().any(failed),
            steps: self.0,
        }
    }
}
