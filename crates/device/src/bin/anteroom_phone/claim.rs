//! `anteroom-phone claim`: shows what a link would add, asks, makes a key and takes the token.

use anteroom_api_types::device::{self, ClaimPreview, Confirmation, KeyStorage, Platform};
use anteroom_api_types::provisioning::ProfileKind;
use anteroom_device::client::{DeviceClient, DeviceError};
use anteroom_device::key::{Algorithm, KeyPair};
use anteroom_device::link::{LinkSecret, ProvisioningLink, ServerAddress};
use anteroom_device::store::{Stage, StoredKey, StoredProfile};

use crate::arguments::ClaimOptions;
use crate::failure::Failure;
use crate::phone::Phone;
use crate::screen::{ask, clean, read_line, say};

pub async fn run(phone: &Phone, options: ClaimOptions) -> Result<(), Failure> {
    let link = link_of(phone, &options)?;
    let client = phone.connect(&link.server)?;
    let profile = match begun_before(phone, &link)? {
        // The token is ours already, so that a preview would only say that it has been used.
        Some(profile) => profile,
        None => begin(phone, &client, &link, &options).await?,
    };
    finish(phone, &client, &link.secret, profile).await
}

fn link_of(phone: &Phone, options: &ClaimOptions) -> Result<ProvisioningLink, Failure> {
    match (&options.link, &options.secret, &options.server) {
        (None, Some(secret), Some(server)) => Ok(ProvisioningLink {
            server: ServerAddress::parse(server, phone.plain_http)?,
            secret: LinkSecret::parse(secret)?,
        }),
        // Arguments can be seen by everybody on the machine; the standard input cannot.
        (Some(link), ..) if link == "-" => {
            Ok(ProvisioningLink::parse(&read_line()?, phone.plain_http)?)
        }
        (Some(link), ..) => Ok(ProvisioningLink::parse(link, phone.plain_http)?),
        _ => Err(Failure::Usage(
            "Name a link, or --secret and --server.".to_owned(),
        )),
    }
}

/// An earlier claim of the same link whose end this phone has not seen.
fn begun_before(phone: &Phone, link: &ProvisioningLink) -> Result<Option<StoredProfile>, Failure> {
    let fingerprint = link.secret.fingerprint();
    let profiles = phone.store.read()?.profiles;
    Ok(profiles.into_iter().find(|profile| match &profile.stage {
        Stage::Claiming { secret_fingerprint }
        | Stage::AwaitingConfirmation {
            secret_fingerprint, ..
        } => profile.server == link.server && *secret_fingerprint == fingerprint,
        Stage::Complete { .. } => false,
    }))
}

/// Shows the preview, asks, and keeps a new key before anything is claimed with it.
async fn begin(
    phone: &Phone,
    client: &DeviceClient,
    link: &ProvisioningLink,
    options: &ClaimOptions,
) -> Result<StoredProfile, Failure> {
    let algorithm = Algorithm::from(options.algorithm);
    let preview = client.preview_claim(&link.secret).await?;
    show_preview(&preview);
    if preview.kind != ProfileKind::MobileApp {
        return Err(Failure::Refused(
            "This code is for an authenticator app, not for a phone like this.".to_owned(),
        ));
    }
    if !preview
        .algorithms
        .iter()
        .any(|name| name == algorithm.jose_name())
    {
        let offered = preview.algorithms.join(", ");
        return Err(Failure::Usage(format!(
            "The server does not take this kind of key, only {offered}."
        )));
    }
    if !options.yes && !ask("Add this phone?")? {
        return Err(Failure::Refused("Nothing was added.".to_owned()));
    }
    let key = KeyPair::generate(algorithm, &phone.random)?;
    let profile = StoredProfile {
        server: link.server.clone(),
        name: options.name.clone(),
        account: preview.account,
        issuer: preview.issuer,
        stage: Stage::Claiming {
            secret_fingerprint: link.secret.fingerprint(),
        },
        key: StoredKey::of(&key),
    };
    phone.store.put(&profile)?;
    Ok(profile)
}

async fn finish(
    phone: &Phone,
    client: &DeviceClient,
    secret: &LinkSecret,
    mut profile: StoredProfile,
) -> Result<(), Failure> {
    let key = phone.key_of(&profile)?;
    match client
        .create_claim(&key, secret, &description(&profile.name))
        .await
    {
        Ok(claim) => {
            profile.follow(&claim, &secret.fingerprint());
            phone.store.put(&profile)?;
            show_outcome(&profile);
            Ok(())
        }
        Err(error) => {
            if is_final(&error) {
                phone.store.forget(&profile)?;
            }
            Err(error.into())
        }
    }
}

/// Whether a repetition cannot bring anything else, so that the key may go.
fn is_final(error: &DeviceError) -> bool {
    error
        .problem()
        .is_some_and(|problem| problem.status < 500 && problem.status != 429)
}

fn description(name: &str) -> device::Phone {
    device::Phone {
        name: name.to_owned(),
        platform: Platform::Other,
        model: String::new(),
        app_name: "anteroom-phone".to_owned(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        key_storage: KeyStorage::Software,
    }
}

fn show_preview(preview: &ClaimPreview) {
    let account = &preview.account;
    say(&format!(
        "For:     {} ({})",
        clean(&account.display_name),
        clean(&account.user_name)
    ));
    say(&format!(
        "Issuer:  {}, {}",
        clean(&preview.issuer.name),
        clean(&preview.issuer.base_url)
    ));
    say(&format!("Until:   {}", preview.expires_at));
    if preview.confirmation == Confirmation::Required {
        say("Then the signed-in page will show a confirmation code, which has to be typed here.");
    }
}

fn show_outcome(profile: &StoredProfile) {
    match &profile.stage {
        Stage::Complete { .. } => say(&format!(
            "Done: this phone is added as \"{}\".",
            clean(&profile.name)
        )),
        Stage::Claiming { .. } | Stage::AwaitingConfirmation { .. } => {
            say(
                "The signed-in page now shows a confirmation code. Type it here: anteroom-phone confirm CODE",
            );
        }
    }
}
