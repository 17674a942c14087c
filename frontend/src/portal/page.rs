//! Which page of the portal a path shows.

/// The pages of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Home,
    SignIn,
    Setup,
    Provisioning,
    MyPhones,
    ChangeReport,
    NotFound,
}

impl Page {
    /// The page of a path; a slash at the end does not matter.
    pub fn from_path(path: &str) -> Self {
        match path.trim_end_matches('/') {
            "" => Self::Home,
            "/sign-in" => Self::SignIn,
            "/setup" => Self::Setup,
            "/provisioning" => Self::Provisioning,
            "/profiles" => Self::MyPhones,
            "/report" => Self::ChangeReport,
            _ => Self::NotFound,
        }
    }

    /// Whether the portal shows this path; other bundles and the server have the rest.
    pub fn is_of_portal(path: &str) -> bool {
        Self::from_path(path) != Self::NotFound
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn paths_of_other_bundles_are_left_to_the_server() {
        assert!(Page::is_of_portal("/"));
        assert!(Page::is_of_portal("/provisioning/"));
        assert!(Page::is_of_portal("/report"));
        for path in ["/admin", "/a", "/docs", "/provisioning/x"] {
            assert!(!Page::is_of_portal(path), "{path}");
        }
    }
}
