//! Sign-ins and sessions on the wire; refusals as answers.

use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::sessions::{
    AuthenticationMethod as WireMethod, PassedMethod, Permission as WirePermission, PortalEntry,
    Session, SessionUser, SignIn, SignInStatus,
};
use anteroom_api_types::setup::CreateFirstOwner;
use anteroom_api_types::users::Role as WireRole;
use anteroom_domain::access_rules::AuthenticationMethod;
use anteroom_domain::accounts::{Permission, Role};
use anteroom_domain::clock::after_seconds;
use anteroom_domain::limits::SESSION_ABSOLUTE_SECONDS;
use anteroom_domain::sessions::SessionLimits;
use jiff::Timestamp;

use super::service::live::LiveSession;
use super::service::prove::ProveRefused;
use super::service::setup::SetupRefused;
use super::service::start::{Progress, StartRefused};
use crate::accounts::NewOwner;
use crate::http::ApiError;

/// The permissions that the pages know, beside those of the rules.
const PERMISSIONS: [(Permission, WirePermission); 18] = [
    (Permission::ReadSettings, WirePermission::SettingsRead),
    (Permission::WriteSettings, WirePermission::SettingsWrite),
    (Permission::ReadRules, WirePermission::RulesRead),
    (Permission::WriteRules, WirePermission::RulesWrite),
    (Permission::ReadUsers, WirePermission::UsersRead),
    (Permission::WriteUsers, WirePermission::UsersWrite),
    (
        Permission::ReadProvisioning,
        WirePermission::ProvisioningRead,
    ),
    (
        Permission::WriteProvisioning,
        WirePermission::ProvisioningWrite,
    ),
    (Permission::ReadProfiles, WirePermission::ProfilesRead),
    (Permission::WriteProfiles, WirePermission::ProfilesWrite),
    (
        Permission::ReadNotifications,
        WirePermission::NotificationsRead,
    ),
    (
        Permission::WriteNotifications,
        WirePermission::NotificationsWrite,
    ),
    (Permission::ReadDeliveries, WirePermission::DeliveriesRead),
    (Permission::WriteDeliveries, WirePermission::DeliveriesWrite),
    (Permission::ReadAudit, WirePermission::AuditRead),
    (Permission::ReadSystem, WirePermission::SystemRead),
    (
        Permission::ReadAdministrators,
        WirePermission::AdministratorsRead,
    ),
    (
        Permission::WriteAdministrators,
        WirePermission::AdministratorsWrite,
    ),
];

/// How far a sign-in has come.
pub fn sign_in(progress: Progress) -> SignIn {
    SignIn {
        id: progress.id,
        status: if progress.missing.is_empty() {
            SignInStatus::Complete
        } else {
            SignInStatus::Pending
        },
        methods: progress.missing.into_iter().map(wire_method).collect(),
        passed: progress.passed.into_iter().map(wire_method).collect(),
        proofs_needed: u32::try_from(progress.proofs_needed).unwrap_or(u32::MAX),
        step_up: progress.step_up,
        return_to: progress.return_to,
        expires_at: progress.expires_at.into(),
    }
}

/// Who is signed in, and how.
pub fn session(session: LiveSession, portal_entries: Vec<PortalEntry>, now: Timestamp) -> Session {
    let role = session.account.role;
    Session {
        id: session.id.as_uuid(),
        user: SessionUser {
            id: session.account.id.as_uuid(),
            user_name: session.account.user_name,
            display_name: session.account.display_name,
            role: role.map(wire_role),
            language: session.account.language,
        },
        methods: session
            .evidence
            .methods_passed
            .into_iter()
            .map(|passed| PassedMethod {
                method: wire_method(passed.method),
                passed_at: passed.at.into(),
            })
            .collect(),
        permissions: PERMISSIONS
            .iter()
            .filter(|(permission, _)| role.is_some_and(|role| role.may(*permission)))
            .map(|(_, on_the_wire)| *on_the_wire)
            .collect(),
        portal_entries,
        expires_at: after_seconds(session.created_at, SESSION_ABSOLUTE_SECONDS).into(),
        idle_expires_at: SessionLimits::default()
            .ends_at(session.created_at, now)
            .into(),
    }
}

/// The first owner, as the page asks for one.
pub fn new_owner(body: CreateFirstOwner) -> NewOwner {
    NewOwner {
        user_name: body.user_name,
        display_name: body.display_name,
        email: body.email,
        password: body.password,
    }
}

const fn wire_method(method: AuthenticationMethod) -> WireMethod {
    match method {
        AuthenticationMethod::Password => WireMethod::Password,
        AuthenticationMethod::EmailCode => WireMethod::EmailCode,
        AuthenticationMethod::SmsCode => WireMethod::SmsCode,
        AuthenticationMethod::Totp => WireMethod::Totp,
        AuthenticationMethod::Passkey => WireMethod::Passkey,
        AuthenticationMethod::MobileApp => WireMethod::MobileApp,
        AuthenticationMethod::Oidc => WireMethod::Oidc,
    }
}

const fn wire_role(role: Role) -> WireRole {
    match role {
        Role::Owner => WireRole::Owner,
        Role::Admin => WireRole::Admin,
        Role::HelpDesk => WireRole::HelpDesk,
        Role::Auditor => WireRole::Auditor,
    }
}

impl From<StartRefused> for ApiError {
    fn from(refused: StartRefused) -> Self {
        match refused {
            StartRefused::NameMissing => Self::new(
                ProblemCode::SignInRequired,
                "Say who signs in: nobody is signed in in this browser.",
            ),
            StartRefused::NotAPath => Self::field(
                "/return_to",
                "malformed",
                "This is not the path of a page of Anteroom, as `/provisioning`.",
            ),
        }
    }
}

impl From<ProveRefused> for ApiError {
    fn from(refused: ProveRefused) -> Self {
        match refused {
            ProveRefused::Over => Self::not_found(),
            ProveRefused::Complete => Self::new(
                ProblemCode::StateConflict,
                "The sign-in is complete; nothing more is asked for.",
            ),
            ProveRefused::PasswordFirst => {
                Self::new(ProblemCode::StateConflict, "Prove the password first.")
            }
            ProveRefused::Wrong => Self::new(
                ProblemCode::CredentialsWrong,
                "The name, the password or the code is wrong.",
            ),
            ProveRefused::MustWait(wait) => Self::new(
                ProblemCode::TooManyTries,
                "There were too many tries. Wait before the next one.",
            )
            .with_retry_after(wait.seconds),
        }
    }
}

impl From<SetupRefused> for ApiError {
    fn from(refused: SetupRefused) -> Self {
        match refused {
            SetupRefused::Done => Self::new(
                ProblemCode::SetupDone,
                "The first owner exists. Sign in, or ask an owner.",
            ),
            SetupRefused::TokenUnusable => Self::new(
                ProblemCode::CredentialsWrong,
                "The set-up link is unknown, used or too old. Start the server again for a new one.",
            ),
            SetupRefused::Owner(refused) => refused.into(),
        }
    }
}
