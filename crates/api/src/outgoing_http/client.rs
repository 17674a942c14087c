//! Resolving, checking, connecting, asking: one request at a time.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::{Host, Url};

use super::addresses::{is_allowed, is_listed};
use crate::failure::causes;

/// How long a name may take to be resolved, and a connection to be made.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// What requests need; cheap to clone.
#[derive(Clone)]
pub struct OutgoingHttp {
    tls: Arc<ClientConfig>,
    allowed: Arc<[IpNet]>,
}

/// A request.
pub struct Request {
    pub method: reqwest::Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: Option<Vec<u8>>,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: u16,
    /// The header `Retry-After`, as it came.
    pub retry_after: Option<String>,
    pub body: Vec<u8>,
}

/// The server of an address, resolved and checked.
pub struct Target {
    host: String,
    addresses: Vec<SocketAddr>,
    encrypted: bool,
}

impl Target {
    /// The address that is tried first.
    pub fn first_address(&self) -> Option<String> {
        let first = self.addresses.first();
        first.map(|address| address.ip().to_string())
    }

    /// Whether the connection is encrypted.
    pub const fn is_encrypted(&self) -> bool {
        self.encrypted
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreached {
    /// The name cannot be resolved.
    NameUnknown(String),
    /// None of the addresses may be reached, or only by an encrypted connection.
    AddressNotAllowed(String),
    /// No connection, or it broke.
    ConnectionFailed(String),
    /// The connection cannot be encrypted.
    TlsFailed(String),
    /// It took too long.
    TimedOut(String),
    /// The answer is larger than was asked for.
    AnswerTooLarge,
}

impl OutgoingHttp {
    /// Trusts the public authorities, and reaches public addresses and these networks.
    pub fn new(allowed: &[IpNet]) -> Self {
        let roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(rustls::DEFAULT_VERSIONS)
            .map(|builder| builder.with_root_certificates(roots).with_no_client_auth());
        // Our provider knows the versions of TLS, so the second is never taken.
        let tls = tls.unwrap_or_else(|_impossible| {
            ClientConfig::builder()
                .with_root_certificates(RootCertStore::empty())
                .with_no_client_auth()
        });
        Self {
            tls: Arc::new(tls),
            allowed: allowed.into(),
        }
    }

    /// Whether a server may be reached without encryption: only in networks that the configuration allows.
    /// What a name stands for shows itself later, when it is resolved.
    pub fn may_be_bare(&self, url: &Url) -> bool {
        match literal_address(url) {
            Some(address) => is_listed(address, &self.allowed),
            None => !self.allowed.is_empty(),
        }
    }

    /// Resolves the name of an address and keeps of what it finds what may be reached.
    pub async fn resolve(&self, url: &Url) -> Result<Target, Unreached> {
        let host = url.host_str().unwrap_or_default().to_owned();
        let port = url.port_or_known_default().unwrap_or(443);
        let encrypted = url.scheme() == "https";
        let found = match literal_address(url) {
            Some(address) => vec![SocketAddr::new(address, port)],
            None => lookup(&host, port).await?,
        };
        let may_be_reached = |address: &SocketAddr| {
            is_allowed(address.ip(), &self.allowed)
                && (encrypted || is_listed(address.ip(), &self.allowed))
        };
        let addresses: Vec<SocketAddr> = found.iter().copied().filter(may_be_reached).collect();
        if addresses.is_empty() {
            let first = found.first().map(|address| address.ip().to_string());
            let what = format!(
                "{host} leads to {}, which the configuration does not allow{}",
                first.unwrap_or_else(|| "no address".to_owned()),
                if encrypted {
                    ""
                } else {
                    " to be reached without encryption"
                },
            );
            return Err(Unreached::AddressNotAllowed(what));
        }
        Ok(Target {
            host,
            addresses,
            encrypted,
        })
    }

    /// Makes a connection and ends it; answers the address.
    pub async fn try_connection(&self, target: &Target) -> Result<SocketAddr, Unreached> {
        let stream = connect(target).await?;
        stream
            .peer_addr()
            .map_err(|error| Unreached::ConnectionFailed(error.to_string()))
    }

    /// Makes an encrypted connection and ends it.
    pub async fn try_encryption(&self, target: &Target) -> Result<(), Unreached> {
        let stream = connect(target).await?;
        let host = target.host.trim_matches(['[', ']']).to_owned();
        let name =
            ServerName::try_from(host).map_err(|error| Unreached::TlsFailed(error.to_string()))?;
        let handshake = TlsConnector::from(self.tls.clone()).connect(name, stream);
        match tokio::time::timeout(CONNECT_DEADLINE, handshake).await {
            Ok(Ok(_stream)) => Ok(()),
            Ok(Err(error)) => Err(Unreached::TlsFailed(error.to_string())),
            Err(_elapsed) => Err(Unreached::TimedOut("the TLS handshake".to_owned())),
        }
    }

    /// Sends a request and reads the answer, both together in this time and the answer up to this size.
    pub async fn send(
        &self,
        request: Request,
        deadline: Duration,
        answer_bytes_max: usize,
    ) -> Result<Answer, Unreached> {
        let exchange = async {
            let target = self.resolve(&request.url).await?;
            self.exchange(&target, request, answer_bytes_max).await
        };
        tokio::time::timeout(deadline, exchange)
            .await
            .unwrap_or_else(|_elapsed| Err(Unreached::TimedOut("the answer".to_owned())))
    }

    async fn exchange(
        &self,
        target: &Target,
        request: Request,
        answer_bytes_max: usize,
    ) -> Result<Answer, Unreached> {
        // A client for each request: it knows the addresses that were checked for this one, and no others.
        let client = reqwest::Client::builder()
            .user_agent(concat!("anteroom/", env!("CARGO_PKG_VERSION")))
            .tls_backend_preconfigured(ClientConfig::clone(&self.tls))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_DEADLINE)
            .pool_max_idle_per_host(0)
            .resolve_to_addrs(&target.host, &target.addresses)
            .build()
            .map_err(unreached)?;
        let mut builder = client
            .request(request.method, request.url)
            .headers(request.headers);
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        let mut response = builder.send().await.map_err(unreached)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreached)? {
            if body.len() + chunk.len() > answer_bytes_max {
                return Err(Unreached::AnswerTooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let retry_after = response.headers().get(RETRY_AFTER);
        Ok(Answer {
            status: response.status().as_u16(),
            retry_after: retry_after
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            body,
        })
    }
}

fn literal_address(url: &Url) -> Option<IpAddr> {
    match url.host() {
        Some(Host::Ipv4(address)) => Some(address.into()),
        Some(Host::Ipv6(address)) => Some(address.into()),
        _ => None,
    }
}

async fn lookup(host: &str, port: u16) -> Result<Vec<SocketAddr>, Unreached> {
    let looking = tokio::net::lookup_host((host, port));
    match tokio::time::timeout(CONNECT_DEADLINE, looking).await {
        Ok(Ok(found)) => Ok(found.collect()),
        Ok(Err(error)) => Err(Unreached::NameUnknown(format!("{host}: {error}"))),
        Err(_elapsed) => Err(Unreached::TimedOut(format!("resolving {host}"))),
    }
}

async fn connect(target: &Target) -> Result<TcpStream, Unreached> {
    let connecting = TcpStream::connect(target.addresses.as_slice());
    match tokio::time::timeout(CONNECT_DEADLINE, connecting).await {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(Unreached::ConnectionFailed(error.to_string())),
        Err(_elapsed) => Err(Unreached::TimedOut(format!(
            "connecting to {}",
            target.host
        ))),
    }
}

/// What went wrong, without the address of the request, since secrets may stand in it.
fn unreached(error: reqwest::Error) -> Unreached {
    let error = error.without_url();
    if error.is_timeout() {
        return Unreached::TimedOut("connecting".to_owned());
    }
    let is_tls = causes(&error).any(<dyn std::error::Error>::is::<rustls::Error>);
    let what = causes(&error).last().map(ToString::to_string);
    let what = what.unwrap_or_default();
    if is_tls {
        Unreached::TlsFailed(what)
    } else {
        Unreached::ConnectionFailed(what)
    }
}
