//! A lean HTTP client: one connection that is kept, requests one after the other.
//!
//! The measuring program shares the processors with the server; a client with pools, redirects and
//! a cookie store would take from the server what it wants to measure.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONTENT_TYPE, HOST, HeaderMap, HeaderName};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;

/// One connection to a server.
pub struct Client {
    connection: SendRequest<Full<Bytes>>,
    authority: String,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    body: Bytes,
}

/// A request before it is sent.
pub struct Call<'a> {
    /// The method.
    pub method: Method,
    /// The path, with the query.
    pub path: &'a str,
    /// Headers beside those that every request has.
    pub headers: &'a [(HeaderName, &'a str)],
    /// The JSON text of the body, if there is one.
    pub body: Option<Vec<u8>>,
}

impl Client {
    /// Connects; the authority is what the server calls itself.
    pub async fn connect(address: SocketAddr, authority: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)
            .await
            .with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true).context("cannot set TCP_NODELAY")?;
        let (connection, driver) = http1::handshake(TokioIo::new(stream))
            .await
            .context("cannot speak HTTP")?;
        tokio::spawn(async move {
            // The end of the connection is told to whoever sends the next request.
            driver.await.ok();
        });
        Ok(Self {
            connection,
            authority: authority.to_owned(),
        })
    }

    /// Sends one request and reads the whole answer.
    pub async fn send(&mut self, call: Call<'_>) -> Result<Answer> {
        let mut request = Request::builder()
            .method(call.method)
            .uri(call.path)
            .header(HOST, &self.authority);
        for (name, value) in call.headers {
            request = request.header(name, *value);
        }
        if call.body.is_some() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        let body = Full::from(call.body.unwrap_or_default());
        let request = request
            .body(body)
            .context("cannot put a request together")?;
        self.connection.ready().await.context("connection lost")?;
        let answer = self
            .connection
            .send_request(request)
            .await
            .context("no answer")?;
        let (head, body) = answer.into_parts();
        let body = body.collect().await.context("no whole answer")?.to_bytes();
        Ok(Answer {
            status: head.status,
            headers: head.headers,
            body,
        })
    }
}

impl Answer {
    /// The body as one type, or an error that shows what the server said instead.
    pub fn expect<T: DeserializeOwned>(&self, status: StatusCode, what: &str) -> Result<T> {
        if self.status != status {
            bail!("{what}: {} {}", self.status, self.text());
        }
        serde_json::from_slice(&self.body)
            .with_context(|| format!("{what}: not understood: {}", self.text()))
    }

    /// A header, if it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The JSON text of a body.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).context("cannot write JSON")
}
