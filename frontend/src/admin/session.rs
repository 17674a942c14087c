//! Who is signed in at the console, and what the role allows.

use anteroom_api_types::sessions::{Permission, Session};
use anteroom_api_types::users::{Language as AccountLanguage, Role};
use leptos::prelude::*;

use crate::api::{self, ApiFailure};
use crate::text;

/// The session, as every page of the console finds it.
#[derive(Clone, Copy)]
pub struct SignedIn(StoredValue<Session>);

impl SignedIn {
    pub fn new(session: Session) -> Self {
        Self(StoredValue::new(session))
    }

    /// The session as it was when the page was loaded.
    pub fn session(self) -> Session {
        self.0.get_value()
    }
}

/// Whether the signed-in person may do something. To be called while a component is built.
pub fn may(permission: Permission) -> bool {
    use_context::<SignedIn>()
        .is_some_and(|signed_in| signed_in.session().permissions.contains(&permission))
}

/// The session. To be called while a component is built; nothing outside of the console's frame.
pub fn signed_in() -> Option<Session> {
    use_context::<SignedIn>().map(SignedIn::session)
}

/// Asks who is signed in, and takes the language of the account.
pub async fn ask() -> Result<Session, ApiFailure> {
    let session = api::session::get().await;
    if let Ok(session) = &session {
        let tag = match session.user.language {
            Some(AccountLanguage::En) => "en",
            Some(AccountLanguage::Sv) => "sv",
            Some(AccountLanguage::De) => "de",
            None => return Ok(session.clone()),
        };
        text::adopt_account_language(tag);
    }
    session
}

/// The roles that include a permission, for saying which one is missing. The server holds the table that counts.
pub fn roles_with(permission: Permission) -> Vec<Role> {
    use Permission as P;
    match permission {
        P::AdministratorsWrite => vec![Role::Owner],
        P::SettingsWrite | P::RulesWrite | P::UsersWrite | P::NotificationsWrite => {
            vec![Role::Owner, Role::Admin]
        }
        P::ProvisioningWrite | P::ProfilesWrite | P::DeliveriesWrite => {
            vec![Role::Owner, Role::Admin, Role::HelpDesk]
        }
        P::UsersRead | P::ProvisioningRead | P::ProfilesRead | P::DeliveriesRead => {
            vec![Role::Owner, Role::Admin, Role::HelpDesk, Role::Auditor]
        }
        P::SettingsRead
        | P::RulesRead
        | P::NotificationsRead
        | P::AuditRead
        | P::SystemRead
        | P::AdministratorsRead => {
            vec![Role::Owner, Role::Admin, Role::Auditor]
        }
    }
}
