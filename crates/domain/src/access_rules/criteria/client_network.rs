//! The criterion `client_network`: the client's address is in one of these networks.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Net};
use serde::{Deserialize, Serialize};

use super::{Condition, LooksAt};
use crate::{
    access_rules::{
        evidence::Evidence,
        explain::{Names, words::Words},
        requirement::check_list_length,
    },
    field_problem::FieldProblem,
};

/// Bits of an IPv6 prefix that lie before a mapped IPv4 address (`::ffff:0:0/96`; RFC 4291, section 2.5.5.2).
const MAPPED_PREFIX_BITS: u8 = 96;

/// Holds when the client's address is known and in one of the networks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientNetworkCriterion {
    /// The networks in CIDR form (RFC 4632; 1 to 100), IPv4 and IPv6 mixed as needed.
    pub networks: Vec<IpNet>,
}

impl Condition for ClientNetworkCriterion {
    fn holds(&self, evidence: &Evidence) -> bool {
        // A dual-stack listener reports IPv4 clients as mapped IPv6 addresses; both forms are the same client.
        evidence
            .client_address
            .map(|address| address.to_canonical())
            .is_some_and(|address| {
                self.networks
                    .iter()
                    .any(|network| canonical(*network).contains(&address))
            })
    }

    fn looks_at(&self) -> LooksAt {
        LooksAt::Circumstances
    }

    fn check(&self, pointer: &str, problems: &mut Vec<FieldProblem>) {
        check_list_length(
            self.networks.len(),
            &format!("{pointer}/networks"),
            problems,
        );
    }

    fn sentence(&self, words: &Words, _names: &dyn Names) -> String {
        let networks: Vec<String> = self.networks.iter().map(network_text).collect();
        words
            .from_networks
            .replace("{networks}", &words.one_of(&networks))
    }
}

/// A network of mapped addresses as the IPv4 network that it stands for.
fn canonical(network: IpNet) -> IpNet {
    let IpNet::V6(v6) = network else {
        return network;
    };
    let IpAddr::V4(v4) = IpAddr::V6(v6.addr()).to_canonical() else {
        return network;
    };
    v6.prefix_len()
        .checked_sub(MAPPED_PREFIX_BITS)
        .and_then(|bits| Ipv4Net::new(v4, bits).ok())
        .map_or(network, IpNet::V4)
}

/// A single address is written without its full-length prefix.
fn network_text(network: &IpNet) -> String {
    if network.prefix_len() == network.max_prefix_len() {
        network.addr().to_string()
    } else {
        network.trunc().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn check(networks: &[&str], address: Option<&str>, expected: bool) {
        let criterion = ClientNetworkCriterion {
            networks: networks.iter().map(|text| text.parse().unwrap()).collect(),
        };
        let evidence = Evidence {
            client_address: address.map(|text| text.parse().unwrap()),
            ..Evidence::nobody(Timestamp::UNIX_EPOCH)
        };
        assert_eq!(
            criterion.holds(&evidence),
            expected,
            "{networks:?} {address:?}"
        );
    }

    #[test]
    fn address_in_a_network_holds() {
        check(&["192.0.2.0/24"], Some("192.0.2.255"), true);
        check(&["192.0.2.0/24"], Some("192.0.3.0"), false);
        check(&["192.0.2.7/24"], Some("192.0.2.200"), true);
        check(
            &["198.51.100.0/24", "2001:db8::/32"],
            Some("2001:db8:ffff::1"),
            true,
        );
        check(
            &["198.51.100.0/24", "2001:db8::/32"],
            Some("2001:db9::1"),
            false,
        );
        check(&["0.0.0.0/0"], Some("203.0.113.9"), true);
    }

    #[test]
    fn mapped_addresses_are_ipv4_addresses() {
        check(&["192.0.2.0/24"], Some("::ffff:192.0.2.1"), true);
        check(&["::ffff:192.0.2.0/120"], Some("192.0.2.1"), true);
        check(&["::ffff:192.0.2.0/120"], Some("192.0.3.1"), false);
        check(&["::/0"], Some("::ffff:192.0.2.1"), false);
    }

    #[test]
    fn unknown_address_is_in_no_network() {
        check(&["0.0.0.0/0", "::/0"], None, false);
    }
}
