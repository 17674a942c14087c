//! People in front of a browser: signing in, asking for a token, reading the confirmation code.

use anteroom_api_types::provisioning::{Channel, CreateOwnToken, ProfileKind, ProvisioningToken};
use anteroom_api_types::sessions::{PasswordProof, SignIn, SignInStatus, StartSignIn};
use anyhow::{Context as _, Result, bail};
use futures_util::future::try_join_all;
use hyper::header::{COOKIE, ETAG, HeaderName, IF_MATCH, SET_COOKIE};
use hyper::{Method, StatusCode};
use uuid::Uuid;

use crate::client::{Answer, Call, Client, json};
use crate::seed::user_name;
use crate::server::{OWNER, PASSWORD, Server};

const CSRF: HeaderName = HeaderName::from_static("x-anteroom-csrf");

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

    /// Asks for a token whose link comes with the answer.
    pub async fn issue(&self, client: &mut Client) -> Result<ProvisioningToken> {
        let body = json(&CreateOwnToken {
            kind: ProfileKind::MobileApp,
            channel: Channel::Browser,
        })?;
        let path = "/api/v1/me/provisioning-tokens";
        let answer = self.send(client, Method::POST, path, Some(body)).await?;
        answer.expect(StatusCode::CREATED, "issuing a token")
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

/// Switches self-service on, with the widest limits that there are.
pub async fn switch_self_service_on(server: &Server) -> Result<()> {
    let mut client = server.connect().await?;
    let owner = sign_in_one(&mut client, OWNER).await?;
    let path = "/api/v1/self-service-settings";
    let answer = owner.send(&mut client, Method::GET, path, None).await?;
    let mut settings: serde_json::Value =
        answer.expect(StatusCode::OK, "reading the self-service settings")?;
    let version = answer
        .header(ETAG.as_str())
        .context("the settings have no version")?
        .to_owned();
    let fields = settings
        .as_object_mut()
        .context("the settings are not an object")?;
    fields.remove("readiness");
    fields.insert("enabled".to_owned(), true.into());
    fields.insert("open_tokens_per_user_max".to_owned(), 10.into());
    fields.insert("profiles_per_user_max".to_owned(), 50.into());
    let headers = [
        (CSRF, "1"),
        (COOKIE, owner.cookie.as_str()),
        (IF_MATCH, version.as_str()),
    ];
    let call = Call {
        method: Method::PUT,
        path,
        headers: &headers,
        body: Some(json(&settings)?),
    };
    let answer = client.send(call).await?;
    let _written: serde_json::Value = answer.expect(StatusCode::OK, "switching self-service on")?;
    Ok(())
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
