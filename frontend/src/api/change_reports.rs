//! "This was not me": what the link of a notice would do, and doing it.

use anteroom_api_types::change_reports::{ChangeReport, ChangeReportKey, ChangeReportPreview};

use super::ApiFailure;
use super::client;

/// What a report would do. Nothing is done yet.
///
/// # Errors
/// Any refusal, `report_key_unusable` among them, or no answer.
pub async fn preview(key: &str) -> Result<ChangeReportPreview, ApiFailure> {
    client::post("/change-reports/preview", &body(key)).await
}

/// Reports that it was somebody else.
///
/// # Errors
/// Any refusal, `report_key_unusable` among them, or no answer.
pub async fn report(key: &str) -> Result<ChangeReport, ApiFailure> {
    client::post("/change-reports", &body(key)).await
}

fn body(key: &str) -> ChangeReportKey {
    ChangeReportKey {
        key: key.to_owned(),
    }
}
