//! The resources that ship with Anteroom.

use anteroom_domain::access_rules::resources::{Authorization, Resource};
use anteroom_domain::access_rules::{
    AuthenticationMethod, AuthenticationMethodCriterion, Criterion, Requirement,
};
use anteroom_domain::ids::ResourceId;
use anteroom_domain::paths;
use jiff::SignedDuration;

use crate::access_rules::configuration::begin_configuration_change;
use crate::access_rules::store::{self, Portal, StoredResource};
use crate::app::App;
use crate::db::Transaction;
use crate::failure::Unexpected;

/// One resource that ships with Anteroom.
struct BuiltIn {
    path: &'static str,
    name: &'static str,
    portal_visible: bool,
    icon: &'static str,
    authorization: fn() -> Authorization,
}

/// The root first, so that the ids are in the order of the tree.
const BUILT_IN: [BuiltIn; 5] = [
    BuiltIn {
        path: "/",
        name: "Portal",
        portal_visible: false,
        icon: "home",
        authorization: signed_in,
    },
    BuiltIn {
        path: "/provisioning",
        name: "Provisioning page",
        portal_visible: true,
        icon: "phone",
        authorization: signed_in_with_password,
    },
    BuiltIn {
        path: "/profiles",
        name: "My phones",
        portal_visible: true,
        icon: "list",
        authorization: inherited,
    },
    BuiltIn {
        path: "/admin",
        name: "Admin console",
        // The portal shows the console to those who have a role, whatever is said here.
        portal_visible: false,
        icon: "settings",
        authorization: inherited,
    },
    BuiltIn {
        path: "/api",
        name: "REST API",
        portal_visible: false,
        icon: "key",
        authorization: inherited,
    },
];

/// Own, but without rules: asks for a signed-in user.
const fn signed_in() -> Authorization {
    Authorization::Own {
        general_rules: Vec::new(),
        requirement: None,
    }
}

/// What everybody can meet who has no phone yet, so that one switch turns self-service on safely.
fn signed_in_with_password() -> Authorization {
    let password = AuthenticationMethodCriterion::any_of(&[AuthenticationMethod::Password]);
    Authorization::Own {
        general_rules: Vec::new(),
        requirement: Some(Requirement::Criterion(Criterion::AuthenticationMethod(
            password,
        ))),
    }
}

const fn inherited() -> Authorization {
    Authorization::Inherit
}

/// Makes the built-in resources where they are missing; at every start. What an administrator changed stays.
pub async fn seed(app: &App, transaction: &Transaction) -> Result<(), Unexpected> {
    let mut inserted = false;
    for (place, built_in) in BUILT_IN.iter().enumerate() {
        if store::resource_at(transaction, built_in.path)
            .await?
            .is_none()
        {
            let resource = resource(app, place, built_in)?;
            inserted |= store::insert_resource_if_missing(transaction, &resource).await?;
        }
    }
    if inserted {
        begin_configuration_change(app, transaction).await?;
    }
    Ok(())
}

fn resource(app: &App, place: usize, built_in: &BuiltIn) -> Result<StoredResource, Unexpected> {
    let now = app.now();
    // Ids of one millisecond have no order; these are a millisecond apart.
    let milliseconds = i64::try_from(place).unwrap_or(0);
    let later = now.checked_add(SignedDuration::from_millis(milliseconds));
    let place_in_time = later.unwrap_or(now);
    let path = paths::normalise(built_in.path)
        .map_err(|refused| Unexpected::new("making the built-in resources", refused))?;
    Ok(StoredResource {
        resource: Resource {
            id: ResourceId::generate(place_in_time, &mut app.random()),
            host: None,
            path,
            public: false,
            authorization: (built_in.authorization)(),
        },
        name: built_in.name.to_owned(),
        built_in: true,
        portal: Portal {
            visible: built_in.portal_visible,
            icon: built_in.icon.to_owned(),
            ..Portal::default()
        },
        created_at: now,
        updated_at: now,
        version: 1,
    })
}
