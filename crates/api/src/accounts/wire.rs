//! Users, groups and roles on the wire; refusals as answers.

use anteroom_api_types::administrators::Administrator;
use anteroom_api_types::problem::{FieldProblem, ProblemCode};
use anteroom_api_types::user_groups::UserGroup;
use anteroom_api_types::users::{
    CreateUser, Language, NamedRef, Role as WireRole, UpdateUser, User, UserStatus,
};
use anteroom_domain::accounts::Role;
use anteroom_domain::field_problem::FieldProblem as DomainFieldProblem;
use anteroom_domain::ids::{UserGroupId, UserId};
use jiff::Timestamp;

use super::account::Account;
use super::entity::{ENABLED, group, user};
use super::service::create::{CreateUserRefused, NewUser};
use super::service::groups::GroupRefused;
use super::service::guards::GuardRefused;
use super::service::remove::RemoveUserRefused;
use super::service::roles::SetRoleRefused;
use super::service::update::{UpdateUserRefused, UserChange};
use super::store::users::reference;
use crate::db::Moment as _;
use crate::http::ApiError;
use crate::http::etag::VersionStale;

/// A user as the other slices see one.
pub fn account(row: &user::Model) -> Account {
    Account {
        id: UserId::from_uuid(row.id),
        user_name: row.user_name.clone(),
        display_name: row.display_name.clone(),
        email: row.email.clone(),
        phone_number: row.phone_number.clone(),
        language: row.language.as_deref().and_then(language),
        role: role_of(row),
        enabled: row.status == ENABLED,
        has_password: row.password_hash.is_some(),
    }
}

/// The role of a user.
pub fn role_of(row: &user::Model) -> Option<Role> {
    row.role.as_deref().and_then(|name| name.parse().ok())
}

/// A user as administrators see one.
pub fn user(row: user::Model, groups: Vec<group::Model>, locked: Option<Timestamp>) -> User {
    User {
        id: row.id,
        role: role_of(&row).map(wire_role),
        status: if row.status == ENABLED {
            UserStatus::Enabled
        } else {
            UserStatus::Disabled
        },
        has_password: row.password_hash.is_some(),
        user_name: row.user_name,
        display_name: row.display_name,
        email: row.email,
        phone_number: row.phone_number,
        language: row.language.as_deref().and_then(language),
        groups: groups
            .into_iter()
            .map(|group| NamedRef {
                id: group.id,
                name: group.name,
            })
            .collect(),
        last_sign_in_at: row
            .last_sign_in_at
            .map(|at| Timestamp::from_stored(at).into()),
        locked_until: locked.map(Into::into),
        created_at: Timestamp::from_stored(row.created_at).into(),
        updated_at: Timestamp::from_stored(row.updated_at).into(),
    }
}

/// A group as administrators see one.
pub fn group(row: group::Model, members: i64) -> UserGroup {
    UserGroup {
        id: row.id,
        name: row.name,
        description: row.description,
        member_count: u64::try_from(members).unwrap_or(0),
        created_at: Timestamp::from_stored(row.created_at).into(),
        updated_at: Timestamp::from_stored(row.updated_at).into(),
    }
}

/// A user with a role; `None` for a user without one.
pub fn administrator(row: user::Model) -> Option<Administrator> {
    role_of(&row).map(|role| Administrator {
        role: wire_role(role),
        user: reference(row),
    })
}

/// A user to create, as the console asks for it: without a role.
pub fn new_user(body: CreateUser) -> NewUser {
    NewUser {
        user_name: body.user_name,
        display_name: body.display_name,
        email: body.email,
        phone_number: body.phone_number,
        language: body.language,
        password: body.password,
        groups: body.groups.into_iter().map(UserGroupId::from).collect(),
        role: None,
    }
}

/// A change of a user.
pub fn user_change(body: UpdateUser) -> UserChange {
    UserChange {
        user_name: body.user_name,
        display_name: body.display_name,
        email: body.email,
        phone_number: body.phone_number,
        language: body.language,
        enabled: body.status.map(|status| status == UserStatus::Enabled),
        password: body.password,
        groups: body
            .groups
            .map(|groups| groups.into_iter().map(UserGroupId::from).collect()),
    }
}

/// A role on the wire.
pub const fn wire_role(role: Role) -> WireRole {
    match role {
        Role::Owner => WireRole::Owner,
        Role::Admin => WireRole::Admin,
        Role::HelpDesk => WireRole::HelpDesk,
        Role::Auditor => WireRole::Auditor,
    }
}

/// A role from the wire.
pub const fn domain_role(role: WireRole) -> Role {
    match role {
        WireRole::Owner => Role::Owner,
        WireRole::Admin => Role::Admin,
        WireRole::HelpDesk => Role::HelpDesk,
        WireRole::Auditor => Role::Auditor,
    }
}

/// The stored name of a language.
pub const fn language_name(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::Sv => "sv",
        Language::De => "de",
    }
}

pub fn language(name: &str) -> Option<Language> {
    match name {
        "en" => Some(Language::En),
        "sv" => Some(Language::Sv),
        "de" => Some(Language::De),
        _ => None,
    }
}

fn refused_content(problems: Vec<DomainFieldProblem>) -> ApiError {
    ApiError::fields(
        problems
            .into_iter()
            .map(|problem| FieldProblem {
                pointer: problem.pointer,
                code: problem.code.to_owned(),
                message: problem.message,
            })
            .collect(),
    )
}

fn name_taken(what: &str) -> ApiError {
    ApiError::new(
        ProblemCode::AlreadyExists,
        format!("Another {what} has this name already."),
    )
}

impl From<CreateUserRefused> for ApiError {
    fn from(refused: CreateUserRefused) -> Self {
        match refused {
            CreateUserRefused::Content(problems) => refused_content(problems),
            CreateUserRefused::NameTaken => name_taken("user"),
            CreateUserRefused::OwnerExists => Self::new(
                ProblemCode::SetupDone,
                "The first owner exists. Sign in, or ask an owner.",
            ),
        }
    }
}

impl From<GuardRefused> for ApiError {
    fn from(refused: GuardRefused) -> Self {
        match refused {
            GuardRefused::OwnersOnly => {
                Self::new(ProblemCode::Forbidden, "Only an owner may change an owner.")
            }
            GuardRefused::LastOwner => Self::new(
                ProblemCode::LastOwner,
                "This is the last owner who can sign in. Make somebody else an owner first.",
            ),
            GuardRefused::Yourself => Self::new(
                ProblemCode::StateConflict,
                "Nobody can disable or remove himself. Ask another administrator.",
            ),
        }
    }
}

impl From<UpdateUserRefused> for ApiError {
    fn from(refused: UpdateUserRefused) -> Self {
        match refused {
            UpdateUserRefused::NotFound => Self::not_found(),
            UpdateUserRefused::Stale => VersionStale.into(),
            UpdateUserRefused::Content(problems) => refused_content(problems),
            UpdateUserRefused::NameTaken => name_taken("user"),
            UpdateUserRefused::Guarded(guard) => guard.into(),
        }
    }
}

impl From<RemoveUserRefused> for ApiError {
    fn from(refused: RemoveUserRefused) -> Self {
        match refused {
            RemoveUserRefused::NotFound => Self::not_found(),
            RemoveUserRefused::Stale => VersionStale.into(),
            RemoveUserRefused::Guarded(guard) => guard.into(),
        }
    }
}

impl From<SetRoleRefused> for ApiError {
    fn from(refused: SetRoleRefused) -> Self {
        match refused {
            SetRoleRefused::NotFound => Self::not_found(),
            SetRoleRefused::Guarded(guard) => guard.into(),
        }
    }
}

impl From<GroupRefused> for ApiError {
    fn from(refused: GroupRefused) -> Self {
        match refused {
            GroupRefused::NotFound => Self::not_found(),
            GroupRefused::Stale => VersionStale.into(),
            GroupRefused::Content(problems) => refused_content(problems),
            GroupRefused::NameTaken => name_taken("group"),
        }
    }
}
