//! Where the server listens and how it is reached.

use std::net::{Ipv4Addr, SocketAddr};

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// The section `http`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpConfig {
    /// `ANTEROOM__HTTP__LISTEN`: address and port to listen on.
    pub listen: SocketAddr,
    /// `ANTEROOM__HTTP__BASE_URL`: how people reach the server; links, redirects and QR codes are
    /// made of it. Plain `http` is accepted for loopback names only, unless `insecure` is set.
    pub base_url: String,
    /// `ANTEROOM__HTTP__TRUSTED_PROXIES`: networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// `ANTEROOM__HTTP__INSECURE`: accepts a plain `http` base address that is not loopback.
    pub insecure: bool,
    /// `ANTEROOM__HTTP__WORKERS`: threads that answer requests; 0 means one for each processor.
    pub workers: usize,
}

impl Default for HttpConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            base_url: "http://localhost:8080".to_owned(),
            trusted_proxies: Vec::new(),
            insecure: false,
            workers: 0,
        }
    }
}

impl HttpConfig {
    /// Whether people reach the server over TLS.
    pub fn is_tls(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Scheme, host and port of the base address, as a browser writes an origin.
    pub fn origin(&self) -> &str {
        self.base_url.trim_end_matches('/')
    }

    /// The host of the base address, an IPv6 address without its brackets.
    pub fn host(&self) -> &str {
        let authority = self.authority();
        let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        match authority.rsplit_once(':') {
            Some((host, port)) if is_port(port) => host.trim_matches(['[', ']']),
            _ => authority,
        }
    }

    /// Host and port of the base address, as in the `Host` header.
    pub fn authority(&self) -> &str {
        self.origin()
            .split_once("://")
            .map_or("", |(_scheme, authority)| authority)
    }
}
