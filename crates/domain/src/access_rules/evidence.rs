//! Evidence: what is known of one request when its rules are asked.

use std::net::IpAddr;

use jiff::Timestamp;

use crate::{
    ids::{UserGroupId, UserId},
    named_enum::named_enum,
};

named_enum! {
    /// A way to prove identity.
    pub enum AuthenticationMethod {
        /// The password of a local user or of a user storage.
        Password => "password",
        /// A one-time code sent by e-mail.
        EmailCode => "email_code",
        /// A one-time code sent by SMS.
        SmsCode => "sms_code",
        /// A time-based code of an authenticator app (RFC 6238).
        Totp => "totp",
        /// A passkey (`WebAuthn`).
        Passkey => "passkey",
        /// The answer of a phone to a sign-in request.
        MobileApp => "mobile_app",
        /// An identity provider (`OpenID Connect`).
        Oidc => "oidc",
    }
}

/// Everything that criteria may look at. New kinds of evidence are new fields here;
/// code that builds it starts from [`Evidence::nobody`], so that it need not be touched for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Who is signed in. A user whose sign-in has not passed a single method is nobody yet.
    pub user: Option<EvidenceUser>,
    /// The methods that the session passed, in any order; the newest of a method counts.
    pub methods_passed: Vec<MethodPassed>,
    /// The client's address as the trusted proxies tell it; `None` when it could not be learnt, which meets no network.
    pub client_address: Option<IpAddr>,
    /// The moment that is decided about.
    pub at: Timestamp,
}

/// What rules may know of the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceUser {
    /// The user.
    pub id: UserId,
    /// The groups that the user is a member of.
    pub groups: Vec<UserGroupId>,
    /// How many active profiles the user has.
    pub active_profiles: u32,
}

/// One method that the session passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodPassed {
    /// The method.
    pub method: AuthenticationMethod,
    /// When it was passed.
    pub at: Timestamp,
    /// Where the proof travelled to, for codes by e-mail and SMS.
    pub destination: Option<ProofDestination>,
}

/// The address that a proof or a provisioning message travels to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProofDestination {
    /// An e-mail address.
    Email(String),
    /// A telephone number in E.164 form.
    Phone(String),
}

impl Evidence {
    /// The evidence of a request that nothing is known of but its time.
    #[must_use]
    pub const fn nobody(at: Timestamp) -> Self {
        Self {
            user: None,
            methods_passed: Vec::new(),
            client_address: None,
            at,
        }
    }

    /// The same evidence as if these methods had been passed just now.
    #[must_use]
    pub fn with_methods_passed_now(&self, methods: &[AuthenticationMethod]) -> Self {
        let mut evidence = self.clone();
        evidence
            .methods_passed
            .extend(methods.iter().map(|method| MethodPassed {
                method: *method,
                at: self.at,
                destination: None,
            }));
        evidence
    }
}
