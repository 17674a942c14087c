//! The client's network address, believing only configured proxies.

use std::net::{IpAddr, SocketAddr};

use actix_web::http::header::HeaderMap;
use ipnet::IpNet;

/// The address of the client, or `None` when it cannot be known for sure.
///
/// Without trusted proxies it is the peer. When the peer is one, `X-Forwarded-For` is read from the
/// right, and the first hop that is not a trusted proxy is the client. A hop that cannot be parsed
/// makes the whole unknown, since anything further left may be forged.
pub fn client_address(
    peer: Option<SocketAddr>,
    headers: &HeaderMap,
    trusted: &[IpNet],
) -> Option<IpAddr> {
    let peer = peer?.ip().to_canonical();
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
    if !is_trusted(peer) {
        return Some(peer);
    }
    let mut hops = Vec::new();
    for value in headers.get_all("x-forwarded-for") {
        hops.extend(value.to_str().ok()?.split(',').map(str::trim));
    }
    let mut client = peer;
    for hop in hops.into_iter().rev() {
        client = parse_hop(hop)?;
        if !is_trusted(client) {
            return Some(client);
        }
    }
    Some(client)
}

/// An address, an address with a port, or an IPv6 address in brackets.
fn parse_hop(hop: &str) -> Option<IpAddr> {
    let bare = hop
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(hop);
    bare.parse::<IpAddr>()
        .or_else(|_not_bare| hop.parse::<SocketAddr>().map(|with_port| with_port.ip()))
        .ok()
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn check(peer: &str, forwarded: &[&str], expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(
                HeaderName::from_static("x-forwarded-for"),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        let address = client_address(Some(peer.parse().unwrap()), &headers, &trusted);
        assert_eq!(
            address,
            expected.map(|text| text.parse().unwrap()),
            "{peer} {forwarded:?}"
        );
    }

    #[test]
    fn a_stranger_cannot_forge_an_address() {
        check("192.0.2.1:5", &["198.51.100.7"], Some("192.0.2.1"));
        check("192.0.2.1:5", &[], Some("192.0.2.1"));
    }

    #[test]
    fn the_right_most_untrusted_hop_counts() {
        check("10.0.0.1:5", &["198.51.100.7"], Some("198.51.100.7"));
        check(
            "10.0.0.1:5",
            &["203.0.113.9, 198.51.100.7, 10.0.0.2"],
            Some("198.51.100.7"),
        );
        check(
            "10.0.0.1:5",
            &["203.0.113.9", "198.51.100.7"],
            Some("198.51.100.7"),
        );
        check("[fd00::1]:5", &["[2001:db8::1]:443"], Some("2001:db8::1"));
        check("10.0.0.1:5", &["::ffff:198.51.100.7"], Some("198.51.100.7"));
        check(
            "[::ffff:10.0.0.1]:5",
            &["198.51.100.7:99"],
            Some("198.51.100.7"),
        );
    }

    #[test]
    fn what_cannot_be_parsed_is_unknown() {
        check("10.0.0.1:5", &["198.51.100.7, nonsense"], None);
        check("10.0.0.1:5", &[""], None);
        check("10.0.0.1:5", &[], Some("10.0.0.1"));
    }
}
