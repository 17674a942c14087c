//! One criterion as it is typed, in plain Rust.

use anteroom_api_types::access_rules::{
    AuthenticationMethodCriterion, ClientNetworkCriterion, Match, Requirement, TimeWindowCriterion,
    UserCriterion, UserGroupCriterion, Weekday,
};
use anteroom_api_types::sessions::AuthenticationMethod;
use uuid::Uuid;

use crate::admin::words::{from_wire, wire_name};
use crate::kit::duration::{DurationUnit, in_largest_unit, to_seconds};

/// How old a proof may be at most, in seconds.
const METHOD_AGE_SECONDS_MAX: u32 = 86_400;

/// The kinds of criteria that can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionKind {
    AuthenticationMethod,
    UserGroup,
    User,
    ClientNetwork,
    TimeWindow,
}

impl CriterionKind {
    pub const ALL: [Self; 5] = [
        Self::AuthenticationMethod,
        Self::UserGroup,
        Self::User,
        Self::ClientNetwork,
        Self::TimeWindow,
    ];

    /// Its name on the wire, and in the keys of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::AuthenticationMethod => "authentication_method",
            Self::UserGroup => "user_group",
            Self::User => "user",
            Self::ClientNetwork => "client_network",
            Self::TimeWindow => "time_window",
        }
    }
}

/// What is typed. Lists keep their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CriterionDraft {
    AuthenticationMethod(MethodDraft),
    UserGroup {
        groups: Vec<Uuid>,
        all: bool,
    },
    User {
        users: Vec<Uuid>,
    },
    /// One network per line.
    ClientNetwork {
        networks: String,
    },
    TimeWindow(WindowDraft),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodDraft {
    /// The names of the methods on the wire, in the order in which they are asked for.
    pub methods: Vec<String>,
    pub all: bool,
    /// How old a proof may be; an empty amount: as old as the session.
    pub age_amount: String,
    pub age_unit: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowDraft {
    pub zone: String,
    /// The names of the days on the wire.
    pub days: Vec<String>,
    pub from: String,
    pub to: String,
    pub first_date: String,
    pub last_date: String,
}

const DAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

impl CriterionDraft {
    /// A new criterion with values that many would choose. `zone` is that of the person who edits.
    pub fn new(kind: CriterionKind, zone: &str) -> Self {
        match kind {
            CriterionKind::AuthenticationMethod => Self::AuthenticationMethod(MethodDraft {
                methods: vec![wire_name(&AuthenticationMethod::Password)],
                all: true,
                age_amount: String::new(),
                age_unit: DurationUnit::Minutes.name().to_owned(),
            }),
            CriterionKind::UserGroup => Self::UserGroup {
                groups: Vec::new(),
                all: false,
            },
            CriterionKind::User => Self::User { users: Vec::new() },
            CriterionKind::ClientNetwork => Self::ClientNetwork {
                networks: String::new(),
            },
            CriterionKind::TimeWindow => Self::TimeWindow(WindowDraft {
                zone: zone.to_owned(),
                days: DAYS.iter().take(5).map(wire_name).collect(),
                from: "08:00".to_owned(),
                to: "17:00".to_owned(),
                first_date: String::new(),
                last_date: String::new(),
            }),
        }
    }

    pub fn kind(&self) -> CriterionKind {
        match self {
            Self::AuthenticationMethod(_) => CriterionKind::AuthenticationMethod,
            Self::UserGroup { .. } => CriterionKind::UserGroup,
            Self::User { .. } => CriterionKind::User,
            Self::ClientNetwork { .. } => CriterionKind::ClientNetwork,
            Self::TimeWindow(_) => CriterionKind::TimeWindow,
        }
    }

    /// A stored criterion. A group of criteria, which the caller has opened already, becomes an empty list of users.
    pub fn from_requirement(requirement: &Requirement) -> Self {
        match requirement {
            Requirement::AuthenticationMethod(criterion) => {
                Self::AuthenticationMethod(read_methods(criterion))
            }
            Requirement::UserGroup(criterion) => Self::UserGroup {
                groups: criterion.groups.clone(),
                all: criterion.matching == Match::All,
            },
            Requirement::User(criterion) => Self::User {
                users: criterion.users.clone(),
            },
            Requirement::ClientNetwork(criterion) => Self::ClientNetwork {
                networks: criterion.networks.join("\n"),
            },
            Requirement::TimeWindow(criterion) => Self::TimeWindow(WindowDraft {
                zone: criterion.zone.clone(),
                days: DAYS
                    .iter()
                    .filter(|day| criterion.days.contains(day))
                    .map(wire_name)
                    .collect(),
                from: criterion.from.clone(),
                to: criterion.to.clone(),
                first_date: criterion.first_date.clone().unwrap_or_default(),
                last_date: criterion.last_date.clone().unwrap_or_default(),
            }),
            Requirement::All(_) | Requirement::Any(_) | Requirement::Not(_) => {
                Self::User { users: Vec::new() }
            }
        }
    }

    /// The criterion to send. What cannot be sent is what [`CriterionDraft::problems`] tells.
    pub fn to_requirement(&self) -> Requirement {
        let matching = |all: bool| if all { Match::All } else { Match::Any };
        match self {
            Self::AuthenticationMethod(draft) => {
                Requirement::AuthenticationMethod(AuthenticationMethodCriterion {
                    methods: draft
                        .methods
                        .iter()
                        .filter_map(|name| from_wire(name))
                        .collect(),
                    matching: matching(draft.all),
                    max_age_seconds: draft.max_age_seconds(),
                })
            }
            Self::UserGroup { groups, all } => Requirement::UserGroup(UserGroupCriterion {
                groups: groups.clone(),
                matching: matching(*all),
            }),
            Self::User { users } => Requirement::User(UserCriterion {
                users: users.clone(),
            }),
            Self::ClientNetwork { networks } => {
                Requirement::ClientNetwork(ClientNetworkCriterion {
                    networks: networks_of(networks),
                })
            }
            Self::TimeWindow(draft) => Requirement::TimeWindow(draft.to_criterion()),
        }
    }

    /// The fields that are wrong, with codes. The server checks more: networks, zones and dates.
    pub fn problems(&self) -> Vec<(&'static str, &'static str)> {
        let mut problems = Vec::new();
        let mut refuse = |wrong: bool, field: &'static str, code: &'static str| {
            if wrong {
                problems.push((field, code));
            }
        };
        match self {
            Self::AuthenticationMethod(draft) => {
                refuse(draft.methods.is_empty(), "methods", "empty");
                let wrong_age =
                    !draft.age_amount.trim().is_empty() && draft.max_age_seconds().is_none();
                refuse(wrong_age, "max_age_seconds", "age_out_of_range");
            }
            Self::UserGroup { groups, .. } => refuse(groups.is_empty(), "groups", "empty"),
            Self::User { users } => refuse(users.is_empty(), "users", "empty"),
            Self::ClientNetwork { networks } => {
                refuse(networks_of(networks).is_empty(), "networks", "empty");
            }
            Self::TimeWindow(draft) => {
                refuse(draft.zone.trim().is_empty(), "zone", "empty");
                refuse(draft.days.is_empty(), "days", "empty");
                refuse(!is_time(&draft.from), "from", "time");
                refuse(!is_time(&draft.to), "to", "time");
            }
        }
        problems
    }
}

impl MethodDraft {
    fn max_age_seconds(&self) -> Option<u32> {
        to_seconds(&self.age_amount, DurationUnit::from_name(&self.age_unit))
            .filter(|seconds| (1..=METHOD_AGE_SECONDS_MAX).contains(seconds))
    }
}

impl WindowDraft {
    fn to_criterion(&self) -> TimeWindowCriterion {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        TimeWindowCriterion {
            zone: self.zone.trim().to_owned(),
            days: DAYS
                .into_iter()
                .filter(|day| self.days.contains(&wire_name(day)))
                .collect(),
            from: self.from.trim().to_owned(),
            to: self.to.trim().to_owned(),
            first_date: given(&self.first_date),
            last_date: given(&self.last_date),
        }
    }
}

fn read_methods(criterion: &AuthenticationMethodCriterion) -> MethodDraft {
    let age = criterion.max_age_seconds.map(in_largest_unit);
    let unit = age.map_or(DurationUnit::Minutes, |(_, unit)| unit);
    MethodDraft {
        methods: criterion.methods.iter().map(wire_name).collect(),
        all: criterion.matching == Match::All,
        age_amount: age
            .map(|(amount, _)| amount.to_string())
            .unwrap_or_default(),
        age_unit: unit.name().to_owned(),
    }
}

/// Networks stand on lines of their own, or between commas.
fn networks_of(text: &str) -> Vec<String> {
    text.split(['\n', ',', ' '])
        .map(str::trim)
        .filter(|network| !network.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a text is a time of day, `24:00` included.
fn is_time(text: &str) -> bool {
    let parsed = text.trim().split_once(':').and_then(|(hours, minutes)| {
        let two_digits = |part: &str| part.len() == 2;
        (two_digits(hours) && two_digits(minutes))
            .then(|| Some((hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?)))?
    });
    parsed
        .is_some_and(|(hours, minutes)| minutes < 60 && (hours < 24 || (hours, minutes) == (24, 0)))
}

#[cfg(test)]
mod tests;
