//! The provisioning link: what the QR code holds.
//!
//! The secret stands in the fragment, which no browser sends: no server log, proxy or referrer sees it.

use crate::secret::Secret;

/// Longer than any link of ours; nothing longer is looked at.
const LINK_BYTES_MAX: usize = 2_048;

/// A text that is neither a provisioning link nor a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a provisioning link")]
pub struct LinkRefused;

/// The link of a secret: `<base_url>/a#<secret>`. A slash at the end of `base_url` does no harm.
#[must_use]
pub fn provisioning_link(base_url: &str, secret: &Secret) -> String {
    format!("{}/a#{}", base_url.trim_end_matches('/'), secret.expose())
}

/// Takes a link apart into the base address and the secret.
///
/// # Errors
/// [`LinkRefused`] unless it is an `http` or `https` address that ends in `/a#<secret>`.
pub fn parse_provisioning_link(link: &str) -> Result<(String, Secret), LinkRefused> {
    let link = link.trim();
    let known_scheme = link.starts_with("https://") || link.starts_with("http://");
    if link.len() > LINK_BYTES_MAX || !known_scheme {
        return Err(LinkRefused);
    }
    let (address, fragment) = link.split_once('#').ok_or(LinkRefused)?;
    let base_url = address.strip_suffix("/a").ok_or(LinkRefused)?;
    let host_follows = base_url
        .split_once("://")
        .is_some_and(|(_, rest)| !rest.is_empty() && !rest.contains(['?', '@', '\\']));
    let secret = Secret::parse(fragment).map_err(|_cause| LinkRefused)?;
    if host_follows {
        Ok((base_url.to_owned(), secret))
    } else {
        Err(LinkRefused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "7ZC4MH2K0V9D1QWXRT5NB3EJ6A";

    fn check(link: &str, expected_base: Option<&str>) {
        let parsed = parse_provisioning_link(link).ok();
        assert_eq!(
            parsed
                .as_ref()
                .map(|(base, secret)| (base.as_str(), secret.expose())),
            expected_base.map(|base| (base, SECRET)),
            "{link}"
        );
    }

    #[test]
    fn link_is_read_back() {
        let secret = Secret::parse(SECRET).unwrap();
        let link = provisioning_link("https://id.example.org/", &secret);
        assert_eq!(link, format!("https://id.example.org/a#{SECRET}"));
        check(&link, Some("https://id.example.org"));
        check(
            &format!("http://localhost:8080/a#{SECRET}"),
            Some("http://localhost:8080"),
        );
        check(
            &format!(" https://a.example/sub/a#{}\n", SECRET.to_lowercase()),
            Some("https://a.example/sub"),
        );
    }

    #[test]
    fn other_texts_are_refused() {
        check("", None);
        check(SECRET, None);
        check(&format!("ftp://id.example.org/a#{SECRET}"), None);
        check(&format!("https:///a#{SECRET}"), None);
        check(&format!("https://user@id.example.org/a#{SECRET}"), None);
        check(&format!("https://id.example.org/b#{SECRET}"), None);
        check("https://id.example.org/a#short", None);
    }
}
