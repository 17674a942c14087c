//! `anteroom-phone rename` and `anteroom-phone remove`.

use anteroom_api_types::problem::ProblemCode;
use anteroom_device::store::Stage;

use crate::arguments::{RemoveOptions, RenameOptions};
use crate::failure::Failure;
use crate::phone::Phone;
use crate::screen::{clean, say};

pub async fn rename(phone: &Phone, options: RenameOptions) -> Result<(), Failure> {
    let mut profile = phone.choose(&options.choice, |stage| {
        matches!(stage, Stage::Complete { .. })
    })?;
    let client = phone.connect(&profile.server)?;
    let key = phone.key_of(&profile)?;
    let renamed = client.rename_profile(&key, &options.name).await?;
    profile.name = renamed.name;
    phone.store.put(&profile)?;
    say(&format!(
        "The profile is now called \"{}\".",
        clean(&profile.name)
    ));
    Ok(())
}

pub async fn remove(phone: &Phone, options: RemoveOptions) -> Result<(), Failure> {
    let profile = phone.choose(&options.choice, |_any| true)?;
    let stands_at_the_server = matches!(profile.stage, Stage::Complete { .. });
    if stands_at_the_server && !options.forget {
        let client = phone.connect(&profile.server)?;
        let key = phone.key_of(&profile)?;
        match client.remove_profile(&key).await {
            // Whoever was removed already has what he asked for.
            Err(error) if error.code() != Some(ProblemCode::ProfileUnknown) => {
                return Err(error.into());
            }
            _removed => {}
        }
    }
    phone.store.forget(&profile)?;
    say(&format!(
        "\"{}\" is removed, and its key is forgotten.",
        clean(&profile.name)
    ));
    Ok(())
}
