//! People in front of a browser: signing in, asking for a token, reading the confirmation code.

use anteroom_api_types::provisioning::{
    Channel, CreateOwnToken, CreateToken, ProfileKind, ProvisioningToken,
};
use anteroom_api_types::sessions::{PasswordProof, SignIn, SignInStatus, StartSignIn};
use anyhow::{Context as _, Result, bail};
use futures_util::future::try_join_all;
use hyper::header::{COOKIE, ETAG, HeaderName, IF_MATCH, SET_COOKIE};
use hyper::{Method, StatusCode};
use serde_json::Value;
use uuid::Uuid;

use crate::client::{Answer, Call, Client, json};
use crate::seed::user_name;
use crate::server::{OWNER, PASSWORD, Server};

const CSRF: HeaderName = HeaderName::from_static("x-anteroom-csrf");

const SELF_SERVICE_SETTINGS: &str = "/api/v1/self-service-settings";

/// Signing in hashes a password; more at once than processors would only wait.
const SIGN_INS_AT_ONCE: usize = 4;

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Person {
    cookie: String,
}

impl Person {
    /// Sends a request as the pages do.
    async fn send(
        &self,
        client: &mut Client,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<Answer> {
        let headers = [(CSRF, "1"), (COOKIE, self.cookie.as_str())];
        let call = Call {
            method,
            path,
            headers: &headers,
            body,
        };
        client.send(call).await
    }

    /// Reads something that has a version, and writes what is made of it.
    async fn replace(
        &self,
        client: &mut Client,
        path: &str,
        change: impl FnOnce(Value) -> Value,
    ) -> Result<()> {
        let answer = self.send(client, Method::GET, path, None).await?;
        let old: Value = answer.expect(StatusCode::OK, path)?;
        let version = answer
            .header(ETAG.as_str())
            .with_context(|| format!("{path} has no version"))?;
        let headers = [
            (CSRF, "1"),
            (COOKIE, self.cookie.as_str()),
            (IF_MATCH, version),
        ];
        let call = Call {
            method: Method::PUT,
            path,
            headers: &headers,
            body: Some(json(&change(old))?),
        };
        let answer = client.send(call).await?;
        let _written: Value = answer.expect(StatusCode::OK, path)?;
        Ok(())
    }

    /// Asks for a token whose link comes with the answer.
    pub async fn issue(&self, client: &mut Client) -> Result<ProvisioningToken> {
        self.issue_by(client, Channel::Browser).await
    }

    /// Asks for a token.
    pub async fn issue_by(
        &self,
        client: &mut Client,
        channel: Channel,
    ) -> Result<ProvisioningToken> {
        let body = json(&CreateOwnToken {
            kind: ProfileKind::MobileApp,
            channel,
        })?;
        let path = "/api/v1/me/provisioning-tokens";
        let answer = self.send(client, Method::POST, path, Some(body)).await?;
        answer.expect(StatusCode::CREATED, "issuing a token")
    }

    /// Issues a token for somebody else, which an administrator may; its link goes there by mail.
    pub async fn issue_for(&self, client: &mut Client, user: Uuid) -> Result<()> {
        let body = json(&CreateToken {
            user_id: user,
            kind: ProfileKind::MobileApp,
            channel: Channel::Email,
            lifetime_seconds: None,
        })?;
        let path = "/api/v1/provisioning-tokens";
        let answer = self.send(client, Method::POST, path, Some(body)).await?;
        let _token: Value = answer.expect(StatusCode::CREATED, "issuing a token for a user")?;
        Ok(())
    }

    /// Reads the code that the page shows after the claim.
    pub async fn confirmation_code(&self, client: &mut Client, token: Uuid) -> Result<String> {
        let path = format!("/api/v1/me/provisioning-tokens/{token}");
        let answer = self.send(client, Method::GET, &path, None).await?;
        let token: ProvisioningToken = answer.expect(StatusCode::OK, "reading a token")?;
        token
            .claim
            .and_then(|claim| claim.confirmation_code)
            .context("there is no confirmation code")
    }
}

/// Signs in the first people that were seeded.
pub async fn sign_in(server: &Server, count: usize) -> Result<Vec<Person>> {
    let numbers: Vec<usize> = (0..count).collect();
    let groups = numbers.chunks(count.div_ceil(SIGN_INS_AT_ONCE).max(1));
    let signed_in = try_join_all(groups.map(async |group| {
        let mut client = server.connect().await?;
        let mut people = Vec::new();
        for number in group {
            people.push(sign_in_one(&mut client, &user_name(*number)).await?);
        }
        Ok::<_, anyhow::Error>(people)
    }));
    Ok(signed_in.await?.into_iter().flatten().collect())
}

/// Signs the owner in.
pub async fn sign_in_owner(server: &Server) -> Result<Person> {
    sign_in_one(&mut server.connect().await?, OWNER).await
}

/// Switches self-service on, with the widest limits that there are.
pub async fn switch_self_service_on(server: &Server) -> Result<()> {
    let owner = sign_in_owner(server).await?;
    let mut client = server.connect().await?;
    let widest = |settings: Value| {
        changed(
            settings,
            [
                ("enabled", true.into()),
                ("open_tokens_per_user_max", 10.into()),
                ("profiles_per_user_max", 50.into()),
            ],
        )
    };
    owner
        .replace(&mut client, SELF_SERVICE_SETTINGS, widest)
        .await
}

/// Lets mails go to a server on this port of the loopback, to everybody who asks, as many as there may be.
pub async fn switch_mails_on(server: &Server, owner: &Person, port: u16) -> Result<()> {
    let mut client = server.connect().await?;
    let channel = serde_json::json!({
        "enabled": true,
        "transport": "smtp",
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender_name": "Anteroom",
        "sender_address": "sign-in@example.org",
        "timeout_seconds": 15,
    });
    let path = "/api/v1/notification-channels/email";
    owner.replace(&mut client, path, |_old| channel).await?;
    let limits = serde_json::json!({
        "per_user_per_hour": 1000,
        "per_address_per_hour": 1000,
        "sms_segments_per_day": 1000,
    });
    let path = "/api/v1/notification-limits";
    owner.replace(&mut client, path, |_old| limits).await?;
    let with_mails = |settings: Value| {
        let mut channels = settings.get("channels").cloned().unwrap_or_default();
        if let Some(channels) = channels.as_object_mut() {
            channels.insert("email".to_owned(), true.into());
        }
        changed(settings, [("channels", channels)])
    };
    owner
        .replace(&mut client, SELF_SERVICE_SETTINGS, with_mails)
        .await
}

/// The settings of self-service as they are written, with some of them changed.
fn changed<const COUNT: usize>(mut settings: Value, changes: [(&str, Value); COUNT]) -> Value {
    if let Some(fields) = settings.as_object_mut() {
        fields.remove("readiness");
        for (name, value) in changes {
            fields.insert(name.to_owned(), value);
        }
    }
    settings
}

async fn sign_in_one(client: &mut Client, name: &str) -> Result<Person> {
    let mut cookies = Cookies::default();
    let start = StartSignIn {
        user_name: Some(name.to_owned()),
        return_to: Some("/provisioning".to_owned()),
    };
    let answer = cookies
        .post(client, "/api/v1/sign-ins", json(&start)?)
        .await?;
    let status = answer.status;
    let started: SignIn = answer.expect(status, "starting a sign-in")?;
    let proof = PasswordProof {
        password: PASSWORD.to_owned(),
    };
    let path = format!("/api/v1/sign-ins/{}/password", started.id);
    let answer = cookies.post(client, &path, json(&proof)?).await?;
    let finished: SignIn = answer.expect(StatusCode::OK, "signing in")?;
    if finished.status != SignInStatus::Complete {
        bail!("the password alone does not complete the sign-in of {name}");
    }
    Ok(Person {
        cookie: cookies.header(),
    })
}

/// The cookies of one browser.
#[derive(Default)]
struct Cookies(Vec<(String, String)>);

impl Cookies {
    async fn post(&mut self, client: &mut Client, path: &str, body: Vec<u8>) -> Result<Answer> {
        let cookie = self.header();
        let headers = [(CSRF, "1"), (COOKIE, cookie.as_str())];
        let call = Call {
            method: Method::POST,
            path,
            headers: &headers,
            body: Some(body),
        };
        let answer = client.send(call).await?;
        for line in answer.headers.get_all(SET_COOKIE) {
            self.keep(line.to_str().unwrap_or_default());
        }
        Ok(answer)
    }

    /// Takes one `Set-Cookie`; an empty value is the end of a cookie.
    fn keep(&mut self, line: &str) {
        let pair = line.split(';').next().unwrap_or_default();
        if let Some((name, value)) = pair.split_once('=') {
            self.0.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.0.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    fn header(&self) -> String {
        let pairs: Vec<String> = self
            .0
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }
}
