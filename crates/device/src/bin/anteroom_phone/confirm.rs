//! `anteroom-phone confirm`: sends the code of the signed-in page.

use anteroom_api_types::problem::ProblemCode;
use anteroom_device::client::DeviceError;
use anteroom_device::store::Stage;

use crate::arguments::ConfirmOptions;
use crate::failure::Failure;
use crate::phone::Phone;
use crate::screen::{clean, say};

pub async fn run(phone: &Phone, options: ConfirmOptions) -> Result<(), Failure> {
    let mut profile = phone.choose(&options.choice, |stage| {
        matches!(stage, Stage::AwaitingConfirmation { .. })
    })?;
    let Stage::AwaitingConfirmation {
        claim_id,
        secret_fingerprint,
        ..
    } = profile.stage.clone()
    else {
        return Err(Failure::Usage(
            "Nothing waits for a confirmation code.".to_owned(),
        ));
    };
    let client = phone.connect(&profile.server)?;
    let key = phone.key_of(&profile)?;
    match client.confirm_claim(&key, claim_id, &options.code).await {
        Ok(claim) => {
            profile.follow(&claim, &secret_fingerprint);
            phone.store.put(&profile)?;
            say(&format!(
                "Done: this phone is added as \"{}\" for {}.",
                clean(&profile.name),
                clean(&profile.account.user_name)
            ));
            Ok(())
        }
        Err(error) => {
            if has_ended(&error) {
                phone.store.forget(&profile)?;
            }
            Err(error.into())
        }
    }
}

/// Whether the claim is over, so that its key is of no more use.
fn has_ended(error: &DeviceError) -> bool {
    match error.problem() {
        Some(problem) => match problem.code {
            ProblemCode::ConfirmationCodeWrong => problem.attempts_left == Some(0),
            ProblemCode::ProvisioningTokenUnusable | ProblemCode::NotFound => true,
            _ => false,
        },
        None => false,
    }
}
