//! What the home page lists: what an administrator made visible, and what belongs to everybody.

use anteroom_api_types::sessions::Session;

use crate::kit::IconName;
use crate::routes;

/// One thing that the person can do from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeEntry {
    pub path: String,
    pub icon: IconName,
    pub title: String,
    pub description: String,
}

/// The entries of the home page, the provisioning page first.
pub fn entries(session: &Session) -> Vec<HomeEntry> {
    let mut entries: Vec<HomeEntry> = session
        .portal_entries
        .iter()
        .filter(|entry| entry.path != "/")
        .map(|entry| {
            let built_in = built_in(&entry.path);
            let or_own = |given: &str, own: Option<&str>| {
                if given.is_empty() {
                    own.unwrap_or_default().to_owned()
                } else {
                    given.to_owned()
                }
            };
            HomeEntry {
                icon: built_in
                    .as_ref()
                    .map_or(IconName::Arrow, |entry| entry.icon),
                title: or_own(
                    &entry.title,
                    Some(
                        built_in
                            .as_ref()
                            .map_or(entry.path.as_str(), |own| own.title.as_str()),
                    ),
                ),
                description: or_own(
                    &entry.description,
                    built_in.as_ref().map(|own| own.description.as_str()),
                ),
                path: entry.path.clone(),
            }
        })
        .collect();
    let mut wanted = vec![routes::my_phones()];
    if !session.permissions.is_empty() {
        wanted.push(routes::admin::overview());
    }
    for path in wanted {
        if !entries.iter().any(|entry| entry.path == path) {
            entries.extend(built_in(&path));
        }
    }
    entries.sort_by_key(|entry| entry.path != routes::provisioning());
    entries
}

/// The words of the pages that ship with Anteroom.
fn built_in(path: &str) -> Option<HomeEntry> {
    let (icon, title, description) = match path {
        "/provisioning" => (
            IconName::Add,
            text!("home-add-title"),
            text!("home-add-body"),
        ),
        "/profiles" => (
            IconName::Phone,
            text!("home-phones-title"),
            text!("home-phones-body"),
        ),
        "/admin" => (
            IconName::Settings,
            text!("home-admin-title"),
            text!("home-admin-body"),
        ),
        _ => return None,
    };
    Some(HomeEntry {
        path: path.to_owned(),
        icon,
        title,
        description,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anteroom_api_types::sessions::{Permission, PortalEntry, SessionUser};
    use anteroom_api_types::time::Time;
    use jiff::Timestamp;
    use uuid::Uuid;

    fn session(permissions: Vec<Permission>, paths: &[(&str, &str)]) -> Session {
        let entry = |(path, title): &(&str, &str)| PortalEntry {
            path: (*path).to_owned(),
            title: (*title).to_owned(),
            description: String::new(),
            icon: String::new(),
        };
        Session {
            id: Uuid::nil(),
            user: SessionUser {
                id: Uuid::nil(),
                user_name: "maja".to_owned(),
                display_name: "Maja Lind".to_owned(),
                role: None,
                language: None,
            },
            methods: Vec::new(),
            permissions,
            portal_entries: paths.iter().map(entry).collect(),
            expires_at: Time(Timestamp::UNIX_EPOCH),
            idle_expires_at: Time(Timestamp::UNIX_EPOCH),
        }
    }

    fn paths(session: &Session) -> Vec<String> {
        entries(session)
            .into_iter()
            .map(|entry| entry.path)
            .collect()
    }

    #[test]
    fn a_user_without_a_role_sees_no_console() {
        assert_eq!(
            paths(&session(Vec::new(), &[("/", ""), ("/provisioning", "")])),
            ["/provisioning", "/profiles"]
        );
    }

    #[test]
    fn a_role_brings_the_console_and_nothing_stands_twice() {
        let session = session(
            vec![Permission::UsersRead],
            &[("/profiles", ""), ("/provisioning", "")],
        );
        assert_eq!(paths(&session), ["/provisioning", "/profiles", "/admin"]);
    }

    #[test]
    fn the_title_of_an_administrator_wins() {
        let session = session(Vec::new(), &[("/provisioning", "Neues Telefon")]);
        assert_eq!(
            entries(&session).first().map(|entry| entry.title.as_str()),
            Some("Neues Telefon")
        );
    }
}
