//! The nonce over HTTP, against a stand-in that answers what a server would.

use anteroom_api_types::problem::ProblemCode;
use anteroom_device::client::{DeviceClient, DeviceError, Surroundings, http_client};
use anteroom_device::key::{Algorithm, KeyPair};
use anteroom_device::link::{PlainHttp, ServerAddress};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::rand::SystemRandom;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::reference_verifier;

const PROFILE: &str = "/device/v1/profile";

async fn run(server: &MockServer) -> Result<(), DeviceError> {
    let address = ServerAddress::parse(&server.uri(), PlainHttp::Loopback).unwrap();
    let random = SystemRandom::new();
    let now = || Timestamp::UNIX_EPOCH;
    let http = http_client(&address).unwrap();
    let client = DeviceClient::new(
        address,
        http,
        Surroundings {
            now,
            random: random.clone(),
        },
    );
    let key = KeyPair::generate(Algorithm::Es256, &random).unwrap();
    client.remove_profile(&key).await
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

fn refuses_for_nonce(nonce: &str) -> ResponseTemplate {
    let code = ProblemCode::UseDpopNonce;
    let problem = json!({
        "type": "about:blank", "title": code.title(), "status": code.status(), "detail": "",
        "code": code.name(), "request_id": "r-1",
    });
    ResponseTemplate::new(code.status())
        .insert_header("DPoP-Nonce", nonce)
        .set_body_json(problem)
}

fn proof(request: &Request) -> &str {
    request.headers["DPoP"].to_str().unwrap()
}

fn claims(request: &Request) -> Value {
    let part = proof(request).split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[test]
fn a_proof_is_repeated_once_with_the_nonce_of_the_refusal() {
    runtime().block_on(async {
        let server = MockServer::start().await;
        let removal = || Mock::given(method("DELETE")).and(path(PROFILE));
        removal()
            .respond_with(refuses_for_nonce("n-1"))
            .up_to_n_times(1)
            .mount(&server)
            .await;
        removal()
            .respond_with(ResponseTemplate::new(204))
            .mount(&server)
            .await;

        run(&server).await.unwrap();

        let requests = server.received_requests().await.unwrap();
        let [first, second] = &requests[..] else {
            panic!("{} requests", requests.len())
        };
        assert_eq!(claims(first).get("nonce"), None);
        assert_ne!(claims(first)["jti"], claims(second)["jti"]);
        let url = format!("{}{PROFILE}", server.uri());
        let request = reference_verifier::Request {
            method: "DELETE",
            url: &url,
            body: b"",
            nonce: "n-1",
        };
        assert!(reference_verifier::verify(proof(second), &request).is_ok());
    });
}

#[test]
fn a_server_that_never_takes_its_own_nonce_is_not_asked_for_ever() {
    runtime().block_on(async {
        let server = MockServer::start().await;
        Mock::given(path(PROFILE))
            .respond_with(refuses_for_nonce("n-1"))
            .expect(2)
            .mount(&server)
            .await;
        assert_eq!(
            run(&server).await.unwrap_err().code(),
            Some(ProblemCode::UseDpopNonce)
        );
    });
}

#[test]
fn an_answer_of_somebody_else_is_not_taken_for_one_of_the_protocol() {
    runtime().block_on(async {
        let server = MockServer::start().await;
        let page = ResponseTemplate::new(502).set_body_string("<h1>Bad gateway</h1>");
        Mock::given(path(PROFILE))
            .respond_with(page)
            .mount(&server)
            .await;
        let error = run(&server).await.unwrap_err();
        assert!(
            matches!(error, DeviceError::UnexpectedAnswer { status: 502 }),
            "{error}"
        );
    });
}
