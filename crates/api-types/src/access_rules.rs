//! Access rules: named requirements, and the decisions that come of them.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;
use crate::merge_patch::given;
use crate::sessions::AuthenticationMethod;
use crate::users::NamedRef;

/// A requirement: a tree of `all`, `any` and `not` over criteria, at most 8 levels and 64 nodes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Every part must hold; 1 to 100 parts.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    All(Vec<Requirement>),
    /// At least one part must hold; 1 to 100 parts.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    Any(Vec<Requirement>),
    /// The part must not hold.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    Not(Box<Requirement>),
    /// The session passed these methods.
    AuthenticationMethod(AuthenticationMethodCriterion),
    /// The user is a member of these groups.
    UserGroup(UserGroupCriterion),
    /// The user is one of these.
    User(UserCriterion),
    /// The client's address is in one of these networks.
    ClientNetwork(ClientNetworkCriterion),
    /// Now is inside this window.
    TimeWindow(TimeWindowCriterion),
}

/// Whether one or all of a list must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// One is enough.
    Any,
    /// All of them.
    All,
}

/// Holds when the session passed one (all) of the methods, recently enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AuthenticationMethodCriterion {
    /// The methods, in the order in which they are asked for; 1 to 7.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 7))]
    pub methods: Vec<AuthenticationMethod>,
    /// One of them, or all.
    #[serde(rename = "match")]
    pub matching: Match,
    /// How old a proof may be, 1 to 86400 seconds; without it as old as the session.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 86_400))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_seconds: Option<u32>,
}

/// Holds when the user is a member of one (all) of the groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UserGroupCriterion {
    /// The groups, 1 to 100.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub groups: Vec<Uuid>,
    /// One of them, or all.
    #[serde(rename = "match")]
    pub matching: Match,
}

/// Holds when the user is one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UserCriterion {
    /// The users, 1 to 100.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub users: Vec<Uuid>,
}

/// Holds when the client's address is in one of the networks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientNetworkCriterion {
    /// Networks in CIDR notation, IPv4 and IPv6, 1 to 100.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100, example = json!(["192.0.2.0/24", "2001:db8::/32"])))]
    pub networks: Vec<String>,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// Holds when now is inside the window. A window over midnight belongs to the day it begins on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TimeWindowCriterion {
    /// The IANA time zone.
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 64, example = "Europe/Stockholm")
    )]
    pub zone: String,
    /// The days, at least one.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 7))]
    pub days: Vec<Weekday>,
    /// From, as `HH:MM`.
    #[cfg_attr(feature = "openapi", schema(max_length = 5, example = "08:00"))]
    pub from: String,
    /// To, not included, as `HH:MM`; `24:00` is the end of the day.
    #[cfg_attr(feature = "openapi", schema(max_length = 5, example = "17:00"))]
    pub to: String,
    /// The first date on which it counts, as `YYYY-MM-DD`.
    #[cfg_attr(feature = "openapi", schema(max_length = 10))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_date: Option<String>,
    /// The last date on which it counts, as `YYYY-MM-DD`.
    #[cfg_attr(feature = "openapi", schema(max_length = 10))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_date: Option<String>,
}

/// For what a named rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleScope {
    /// For the resources that name it.
    General,
    /// For every resource.
    Global,
}

/// A named rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessRule {
    /// The rule's id.
    pub id: Uuid,
    /// Its name; unique without regard to case.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// For what it counts.
    pub scope: RuleScope,
    /// What it asks for.
    pub requirement: Requirement,
    /// The requirement in one sentence, in the language of the request.
    pub sentence: String,
    /// The resources that name it.
    pub used_by: Vec<NamedRef>,
    /// When it was created.
    pub created_at: Time,
    /// When it was changed last.
    pub updated_at: Time,
}

/// Creates a rule.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateAccessRule {
    /// Its name, 1 to 100 characters.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            min_length = 1,
            max_length = 100,
            example = "Two factors from the office"
        )
    )]
    pub name: String,
    /// What it is for, at most 500 characters.
    #[garde(length(chars, max = 500))]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    #[serde(default)]
    pub description: String,
    /// For what it counts.
    #[garde(skip)]
    pub scope: RuleScope,
    /// What it asks for.
    #[garde(skip)]
    pub requirement: Requirement,
}

/// Changes a rule (RFC 7396): members left out stay; `requirement` is replaced as a whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateAccessRule {
    /// Its name, 1 to 100 characters.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, nullable = false)
    )]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
    /// What it is for, at most 500 characters.
    #[garde(length(chars, max = 500))]
    #[cfg_attr(feature = "openapi", schema(max_length = 500, nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
    /// For what it counts.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub scope: Option<RuleScope>,
    /// What it asks for.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub requirement: Option<Requirement>,
}

/// What the rules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Come in.
    Allow,
    /// Everything holds but for methods that can still be passed.
    StepUp,
    /// No.
    Deny,
}

/// A decision of the access rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    /// What the rules say.
    pub outcome: Outcome,
    /// With `step_up`: the methods that are missing, in the order to ask for them.
    pub missing_methods: Vec<AuthenticationMethod>,
    /// Methods that are missing and that the user has not set up.
    pub unavailable_methods: Vec<AuthenticationMethod>,
    /// Why not, in a polite sentence that does not give the rules away; `null` with `allow`.
    pub reason: Option<String>,
    /// Every rule with what held; only for administrators, else empty.
    pub trace: Vec<TraceNode>,
}

/// Whether a node of a rule held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TraceState {
    /// It held.
    Held,
    /// It did not.
    NotHeld,
    /// It was not looked at, since the outcome stood already.
    NotReached,
}

/// One node of a rule in a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TraceNode {
    /// The rule it belongs to, at the top of each rule.
    pub rule: Option<NamedRef>,
    /// The node in words.
    pub sentence: String,
    /// Whether it held.
    pub state: TraceState,
    /// The nodes below it.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub children: Vec<TraceNode>,
}

/// Tries the rules of a path out on somebody, without any effect.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SimulateDecision {
    /// Who would ask; `null` for somebody not signed in.
    #[garde(skip)]
    #[serde(default)]
    pub user_id: Option<Uuid>,
    /// Which path of Anteroom would be asked for.
    #[garde(length(chars, min = 1, max = 500))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 500, example = "/provisioning")
    )]
    pub resource_path: String,
    /// From which network address.
    #[garde(length(chars, max = 45))]
    #[cfg_attr(feature = "openapi", schema(max_length = 45, example = "192.0.2.10"))]
    #[serde(default)]
    pub client_address: Option<String>,
    /// When; default now.
    #[garde(skip)]
    #[serde(default)]
    pub at: Option<Time>,
    /// Which methods were passed just before.
    #[garde(length(max = 7))]
    #[cfg_attr(feature = "openapi", schema(max_items = 7))]
    #[serde(default)]
    pub methods: Vec<AuthenticationMethod>,
}
