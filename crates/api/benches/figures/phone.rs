//! A phone: a new key for each token, the claim, the confirmation.

use anteroom_api_types::device::{
    Claim, ClaimStatus, ConfirmClaim, CreateClaim, KeyStorage, Phone as PhoneDescription, Platform,
};
use anteroom_device::key::{Algorithm, KeyPair};
use anteroom_device::proof::{NONCE_HEADER, Proof};
use anyhow::{Result, bail};
use hyper::header::HeaderName;
use hyper::{Method, StatusCode};
use ring::rand::SystemRandom;
use uuid::Uuid;

use crate::client::{Answer, Call, Client, json};
use crate::seed::now;

const DPOP: HeaderName = HeaderName::from_static("dpop");

/// One phone after the other, as a client of the load is.
pub struct Phone {
    base_url: String,
    random: SystemRandom,
    nonce: Option<String>,
    /// Tells the proofs of all phones of this run apart.
    proofs: u64,
    name: String,
    /// Requests sent so far, those that were only asked for a nonce included.
    pub requests: usize,
}

impl Phone {
    /// A phone that knows where the server is and has not talked to it yet.
    pub fn new(authority: &str, number: usize) -> Self {
        Self {
            base_url: format!("http://{authority}"),
            random: SystemRandom::new(),
            nonce: None,
            proofs: 0,
            name: format!("{}-{number}", now().as_nanosecond()),
            requests: 0,
        }
    }

    /// Takes the token behind a link, with a new key.
    pub async fn claim(&mut self, client: &mut Client, link: &str) -> Result<(Claim, KeyPair)> {
        let key = KeyPair::generate(Algorithm::Es256, &self.random)?;
        let secret = link.rsplit_once('#').map_or(link, |(_, secret)| secret);
        let body = json(&CreateClaim {
            secret: secret.to_owned(),
            phone: PhoneDescription {
                name: "A phone".to_owned(),
                platform: Platform::Other,
                model: String::new(),
                app_name: "measurement".to_owned(),
                app_version: String::new(),
                key_storage: KeyStorage::Software,
            },
        })?;
        let answer = self.send(client, &key, "/device/v1/claims", body).await?;
        Ok((answer.expect(StatusCode::CREATED, "claiming")?, key))
    }

    /// Types the code of the signed-in page.
    pub async fn confirm(
        &mut self,
        client: &mut Client,
        key: &KeyPair,
        claim: Uuid,
        code: String,
    ) -> Result<()> {
        let path = format!("/device/v1/claims/{claim}/confirm");
        let body = json(&ConfirmClaim { code })?;
        let answer = self.send(client, key, &path, body).await?;
        let claim: Claim = answer.expect(StatusCode::OK, "confirming")?;
        if claim.status != ClaimStatus::Completed {
            bail!("the confirmation did not complete the token");
        }
        Ok(())
    }

    /// Sends with a proof, and once more with the nonce that the server asks for.
    async fn send(
        &mut self,
        client: &mut Client,
        key: &KeyPair,
        path: &str,
        body: Vec<u8>,
    ) -> Result<Answer> {
        let answer = self.send_once(client, key, path, body.clone()).await?;
        if answer.status.is_client_error() && answer.text().contains("use_dpop_nonce") {
            return self.send_once(client, key, path, body).await;
        }
        Ok(answer)
    }

    async fn send_once(
        &mut self,
        client: &mut Client,
        key: &KeyPair,
        path: &str,
        body: Vec<u8>,
    ) -> Result<Answer> {
        self.proofs += 1;
        let url = format!("{}{path}", self.base_url);
        let jti = format!("{}-{}", self.name, self.proofs);
        let nonce = self.nonce.as_deref();
        let proof = Proof::new(key, "POST", &url, &body, nonce, now(), &jti)?;
        let headers = [(DPOP, proof.as_str())];
        let call = Call {
            method: Method::POST,
            path,
            headers: &headers,
            body: Some(body),
        };
        let answer = client.send(call).await?;
        self.requests += 1;
        if let Some(nonce) = answer.header(NONCE_HEADER) {
            self.nonce = Some(nonce.to_owned());
        }
        Ok(answer)
    }
}
