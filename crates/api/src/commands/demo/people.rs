//! The people of the demo, and the phones that some of them have.

use anteroom_api_types::device::{KeyStorage, Phone, Platform};
use anteroom_api_types::users::Language;
use anteroom_domain::accounts::Role;
use anteroom_domain::ids::{ProfileId, UserGroupId, UserId};
use anteroom_domain::totp::TotpSeed;

use super::told;
use crate::accounts::{self, NewUser};
use crate::app::App;
use crate::audit::Origin;
use crate::commands::StartError;
use crate::failure::Failure;
use crate::profiles::{self, KeyTaken, NewMobileAppProfile, NewTotpProfile, StoredPhone};

/// The password of everybody in the demo.
pub const PASSWORD: &str = "open sesame demo";

/// Who is there.
pub struct People {
    /// The key of Olof's authenticator app, in base32.
    pub totp_key: String,
}

/// Adds the people.
pub async fn add(app: &App) -> Result<People, StartError> {
    let origin = Origin::system();
    let staff = accounts::create_group(app, "Staff", "Everybody who works here", &origin)
        .await
        .map_err(told)?;
    accounts::create_group(
        app,
        "Contractors",
        "People who work here for a time",
        &origin,
    )
    .await
    .map_err(told)?;
    add_user(
        app,
        ("ada", "Ada Nyström", "+46701234501"),
        staff,
        Language::En,
        Some(Role::Owner),
    )
    .await?;
    add_user(
        app,
        ("maja", "Maja Lind", "+46701234502"),
        staff,
        Language::En,
        None,
    )
    .await?;
    let olof = add_user(
        app,
        ("olof", "Olof Berg", "+46701234503"),
        staff,
        Language::Sv,
        None,
    )
    .await?;
    let nina = add_user(
        app,
        ("nina", "Nina Hölzl", "+46701234504"),
        staff,
        Language::De,
        None,
    )
    .await?;
    let totp_key = add_authenticator_app(app, olof).await?;
    add_phone(app, nina).await?;
    Ok(People { totp_key })
}

async fn add_user(
    app: &App,
    (user_name, display_name, phone_number): (&str, &str, &str),
    group: UserGroupId,
    language: Language,
    role: Option<Role>,
) -> Result<UserId, StartError> {
    let new = NewUser {
        user_name: user_name.to_owned(),
        display_name: display_name.to_owned(),
        email: Some(format!("{user_name}@example.org")),
        phone_number: Some(phone_number.to_owned()),
        language: Some(language),
        password: Some(PASSWORD.to_owned()),
        groups: vec![group],
        role,
    };
    accounts::create_user(app, new, &Origin::system())
        .await
        .map_err(told)
}

async fn add_authenticator_app(app: &App, user: UserId) -> Result<String, StartError> {
    let seed = TotpSeed::generate(&mut app.random());
    let key = seed.expose_base32();
    let now = app.now();
    let new = NewTotpProfile {
        id: ProfileId::generate(now, &mut app.random()),
        user,
        name: "Authenticator app".to_owned(),
        seed,
        first_step: 0,
    };
    let context = app.clone();
    app.db
        .write(async move |transaction| {
            profiles::create_totp(transaction, &context, &Origin::system(), new).await
        })
        .await?;
    Ok(key)
}

/// Nina's phone exists on paper only: nobody has the private half of its key.
async fn add_phone(app: &App, user: UserId) -> Result<(), StartError> {
    let id = ProfileId::generate(app.now(), &mut app.random());
    let new = NewMobileAppProfile {
        id,
        user,
        phone: StoredPhone::from(Phone {
            name: "Nina's Pixel 8".to_owned(),
            platform: Platform::Android,
            model: "Pixel 8".to_owned(),
            app_name: "Chrome".to_owned(),
            app_version: "140".to_owned(),
            key_storage: KeyStorage::Hardware,
        }),
        key_thumbprint: id.to_string(),
        public_key: "{}".to_owned(),
    };
    let context = app.clone();
    app.db
        .write(async move |transaction| -> Result<(), Failure<KeyTaken>> {
            profiles::create_mobile_app(transaction, &context, &Origin::system(), new).await
        })
        .await
        .map_err(told)
}
