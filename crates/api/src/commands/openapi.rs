//! `anteroom openapi`.

use super::boot::StartError;

/// Prints the OpenAPI document.
pub fn run() -> Result<(), StartError> {
    let text = crate::openapi()
        .to_pretty_json()
        .map_err(|cause| StartError::Refused(format!("the document cannot be written: {cause}")))?;
    println!("{text}");
    Ok(())
}
