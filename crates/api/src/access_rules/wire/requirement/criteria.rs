//! The criteria between the wire and the domain.

use std::net::IpAddr;

use anteroom_api_types::access_rules as wire;
use anteroom_domain::access_rules::{
    AuthenticationMethodCriterion, ClientNetworkCriterion, Criterion, TimeWindowCriterion,
    UserCriterion, UserGroupCriterion, Weekday,
};
use anteroom_domain::field_problem::FieldProblem;
use ipnet::IpNet;

use super::{match_from_wire, match_to_wire, method_from_wire, method_to_wire};

pub fn authentication_method(
    criterion: &wire::AuthenticationMethodCriterion,
) -> AuthenticationMethodCriterion {
    let methods = criterion.methods.iter();
    AuthenticationMethodCriterion {
        methods: methods.map(|method| method_from_wire(*method)).collect(),
        matching: match_from_wire(criterion.matching),
        max_age_seconds: criterion.max_age_seconds,
    }
}

pub fn user_group(criterion: &wire::UserGroupCriterion) -> UserGroupCriterion {
    UserGroupCriterion {
        groups: criterion.groups.iter().map(|id| (*id).into()).collect(),
        matching: match_from_wire(criterion.matching),
    }
}

pub fn user(criterion: &wire::UserCriterion) -> UserCriterion {
    UserCriterion {
        users: criterion.users.iter().map(|id| (*id).into()).collect(),
    }
}

pub fn client_network(
    criterion: &wire::ClientNetworkCriterion,
    pointer: &str,
    problems: &mut Vec<FieldProblem>,
) -> Option<ClientNetworkCriterion> {
    let networks: Vec<Option<IpNet>> = criterion
        .networks
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let network = network(text);
            if network.is_none() {
                problems.push(FieldProblem::new(
                    format!("{pointer}/networks/{index}"),
                    "not_a_network",
                    "a network is written like 192.0.2.0/24 or 2001:db8::/32",
                ));
            }
            network
        })
        .collect();
    let networks: Option<Vec<IpNet>> = networks.into_iter().collect();
    networks.map(|networks| ClientNetworkCriterion { networks })
}

/// A network, or a single address. Bits after the prefix are dropped, so that what is shown is what counts.
fn network(text: &str) -> Option<IpNet> {
    let text = text.trim();
    let network = text.parse::<IpNet>().ok();
    let network = network.or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from));
    network.map(|network| network.trunc())
}

pub fn time_window(
    criterion: &wire::TimeWindowCriterion,
    pointer: &str,
    problems: &mut Vec<FieldProblem>,
) -> Option<TimeWindowCriterion> {
    let mut field = Fields { pointer, problems };
    let time = "a time of the day is written `HH:MM`, `00:00` to `24:00`";
    let date = "a date is written `YYYY-MM-DD`";
    let from = field.read("from", &criterion.from, time);
    let to = field.read("to", &criterion.to, time);
    let first_date = field.read_if_there("first_date", criterion.first_date.as_deref(), date);
    let last_date = field.read_if_there("last_date", criterion.last_date.as_deref(), date);
    Some(TimeWindowCriterion {
        zone: criterion.zone.clone(),
        days: criterion
            .days
            .iter()
            .map(|day| day_from_wire(*day))
            .collect(),
        from: from?,
        to: to?,
        first_date: first_date?,
        last_date: last_date?,
    })
}

/// Reads members of one object and reports those that cannot be read.
struct Fields<'a> {
    pointer: &'a str,
    problems: &'a mut Vec<FieldProblem>,
}

impl Fields<'_> {
    fn read<T: std::str::FromStr>(&mut self, name: &str, text: &str, expected: &str) -> Option<T> {
        let value = text.parse().ok();
        if value.is_none() {
            let pointer = format!("{}/{name}", self.pointer);
            self.problems
                .push(FieldProblem::new(pointer, "malformed", expected));
        }
        value
    }

    /// `Some(None)` when the member is not there, `None` when it cannot be read.
    #[expect(
        clippy::option_option,
        reason = "the outer layer tells unreadable, the inner one absent; both are needed by one caller"
    )]
    fn read_if_there<T: std::str::FromStr>(
        &mut self,
        name: &str,
        text: Option<&str>,
        expected: &str,
    ) -> Option<Option<T>> {
        match text {
            None => Some(None),
            Some(text) => self.read(name, text, expected).map(Some),
        }
    }
}

/// Shows a criterion.
pub fn to_wire(criterion: &Criterion) -> wire::Requirement {
    match criterion {
        Criterion::AuthenticationMethod(criterion) => {
            wire::Requirement::AuthenticationMethod(wire::AuthenticationMethodCriterion {
                methods: criterion
                    .methods
                    .iter()
                    .map(|method| method_to_wire(*method))
                    .collect(),
                matching: match_to_wire(criterion.matching),
                max_age_seconds: criterion.max_age_seconds,
            })
        }
        Criterion::UserGroup(criterion) => wire::Requirement::UserGroup(wire::UserGroupCriterion {
            groups: criterion.groups.iter().map(|id| id.as_uuid()).collect(),
            matching: match_to_wire(criterion.matching),
        }),
        Criterion::User(criterion) => wire::Requirement::User(wire::UserCriterion {
            users: criterion.users.iter().map(|id| id.as_uuid()).collect(),
        }),
        Criterion::ClientNetwork(criterion) => {
            wire::Requirement::ClientNetwork(wire::ClientNetworkCriterion {
                networks: criterion.networks.iter().map(IpNet::to_string).collect(),
            })
        }
        Criterion::TimeWindow(criterion) => {
            wire::Requirement::TimeWindow(wire::TimeWindowCriterion {
                zone: criterion.zone.clone(),
                days: criterion.days.iter().map(|day| day_to_wire(*day)).collect(),
                from: criterion.from.to_string(),
                to: criterion.to.to_string(),
                first_date: criterion.first_date.map(|date| date.to_string()),
                last_date: criterion.last_date.map(|date| date.to_string()),
            })
        }
    }
}

const fn day_from_wire(day: wire::Weekday) -> Weekday {
    match day {
        wire::Weekday::Mon => Weekday::Monday,
        wire::Weekday::Tue => Weekday::Tuesday,
        wire::Weekday::Wed => Weekday::Wednesday,
        wire::Weekday::Thu => Weekday::Thursday,
        wire::Weekday::Fri => Weekday::Friday,
        wire::Weekday::Sat => Weekday::Saturday,
        wire::Weekday::Sun => Weekday::Sunday,
    }
}

const fn day_to_wire(day: Weekday) -> wire::Weekday {
    match day {
        Weekday::Monday => wire::Weekday::Mon,
        Weekday::Tuesday => wire::Weekday::Tue,
        Weekday::Wednesday => wire::Weekday::Wed,
        Weekday::Thursday => wire::Weekday::Thu,
        Weekday::Friday => wire::Weekday::Fri,
        Weekday::Saturday => wire::Weekday::Sat,
        Weekday::Sunday => wire::Weekday::Sun,
    }
}
