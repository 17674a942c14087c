//! The provisioning link `https://<base>/a#<secret>` that a QR code holds, and its parts as people type them.

use std::fmt;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use url::{Host, Url};
use zeroize::Zeroizing;

/// Characters of a secret: 130 bits in Crockford's base32.
const SECRET_CHARACTERS: usize = 26;

/// Crockford's base32: no I, L, O or U, so that a person can read it out and type it.
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The path of the phone page that a link names.
const PHONE_PAGE: &str = "/a";

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It is not of the form `https://<base>/a#<secret>`.
    #[error("this is not a provisioning link; it looks like https://id.example.org/a#…")]
    NotALink,
    /// The address of the server cannot be read.
    #[error("this is not the address of a server; it looks like https://id.example.org")]
    NotAnAddress,
    /// The address is plain http to another machine, where everybody on the way could read the secret.
    #[error("the address is not encrypted; only https:// is used, or http:// on this machine")]
    NotEncrypted,
    /// The secret is not of 26 characters of Crockford's base32.
    #[error("the code is not complete; it has 26 letters and digits")]
    NotASecret,
}

/// Which addresses without encryption may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainHttp {
    /// Only those of this machine.
    Loopback,
    /// All of them, for a trial in a network of one's own.
    Anywhere,
}

/// The base address of a server in its normal form: lower-case scheme and host, no default port, no final slash.
///
/// The claim `htu` of every proof starts with it, so both sides must write it in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServerAddress(String);

impl ServerAddress {
    /// Reads an address as it was typed or scanned.
    ///
    /// # Errors
    /// [`LinkError::NotAnAddress`] when it is not an address of `http` or `https`, or holds a user
    /// name, a query or a fragment; [`LinkError::NotEncrypted`] as `plain_http` says.
    pub fn parse(typed: &str, plain_http: PlainHttp) -> Result<Self, LinkError> {
        let url = match Url::parse(typed.trim()) {
            Ok(url) => url,
            Err(_not_a_url) => return Err(LinkError::NotAnAddress),
        };
        let has_more = !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some();
        if has_more || url.host().is_none() {
            return Err(LinkError::NotAnAddress);
        }
        match url.scheme() {
            "https" => {}
            "http" if plain_http == PlainHttp::Anywhere || is_loopback(&url) => {}
            "http" => return Err(LinkError::NotEncrypted),
            _other => return Err(LinkError::NotAnAddress),
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// The address without a final slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the server runs on this machine, so that no proxy stands in between.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        Url::parse(&self.0).is_ok_and(|url| is_loopback(&url))
    }

    /// Whether the connection is encrypted.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => IpAddr::from(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::from(address).is_loopback(),
        None => false,
    }
}

/// The secret of a provisioning token. It has no `Debug` and no `Display`, and is wiped when it goes.
#[derive(Clone)]
pub struct LinkSecret(Zeroizing<String>);

impl LinkSecret {
    /// Reads a secret as a person types it: lower case, hyphens and spaces are fine, O is 0, I and L are 1.
    ///
    /// # Errors
    /// [`LinkError::NotASecret`] unless exactly 26 characters of the alphabet are left.
    pub fn parse(typed: &str) -> Result<Self, LinkError> {
        let mut text = Zeroizing::new(String::with_capacity(SECRET_CHARACTERS));
        for character in typed.chars() {
            let read = match character.to_ascii_uppercase() {
                separator if separator == '-' || separator.is_ascii_whitespace() => continue,
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !ALPHABET.contains(read) || text.len() == SECRET_CHARACTERS {
                return Err(LinkError::NotASecret);
            }
            text.push(read);
        }
        if text.len() == SECRET_CHARACTERS {
            Ok(Self(text))
        } else {
            Err(LinkError::NotASecret)
        }
    }

    /// The text, for the body of the request that carries it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// base64url of its SHA-256, by which a repeated claim finds the key of the first try.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        URL_SAFE_NO_PAD.encode(digest(&SHA256, self.0.as_bytes()))
    }
}

/// A provisioning link.
#[derive(Clone)]
pub struct ProvisioningLink {
    /// The server that issued it.
    pub server: ServerAddress,
    /// The right to one profile.
    pub secret: LinkSecret,
}

impl ProvisioningLink {
    /// Reads the text of a QR code, or a link as it was copied or typed.
    ///
    /// # Errors
    /// [`LinkError`] names the part that is wrong.
    pub fn parse(typed: &str, plain_http: PlainHttp) -> Result<Self, LinkError> {
        // Mail programs wrap links in angle brackets; people copy white space along.
        let typed = typed.trim().trim_start_matches('<').trim_end_matches('>');
        let (page, secret) = typed.split_once('#').ok_or(LinkError::NotALink)?;
        let base = page
            .trim_end_matches('/')
            .strip_suffix(PHONE_PAGE)
            .ok_or(LinkError::NotALink)?;
        Ok(Self {
            server: ServerAddress::parse(base, plain_http)?,
            secret: LinkSecret::parse(secret)?,
        })
    }
}
