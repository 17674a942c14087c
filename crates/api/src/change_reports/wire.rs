//! Reports on the wire.

use anteroom_api_types::change_reports as wire;
use anteroom_api_types::problem::ProblemCode;

use super::service::{Done, KeyUnusable, Preview};
use crate::app::App;
use crate::http::ApiError;
use crate::notifications;

/// What a report would do.
pub fn preview(app: &App, preview: Preview) -> wire::ChangeReportPreview {
    wire::ChangeReportPreview {
        kind: notifications::wire_kind(preview.reported.kind),
        occurred_at: preview.reported.occurred_at.into(),
        issuer: app.config.issuer.name.clone(),
        profile_name: preview.reported.profile_name,
        removes_profile: preview.removes_profile,
        expires_at: preview.reported.expires_at.into(),
    }
}

/// What a report has done.
pub fn report(done: Done) -> wire::ChangeReport {
    wire::ChangeReport {
        profile_removed: done.profile_removed,
        sessions_ended: u32::try_from(done.sessions_ended).unwrap_or(u32::MAX),
        tokens_revoked: u32::try_from(done.tokens_revoked).unwrap_or(u32::MAX),
    }
}

impl From<KeyUnusable> for ApiError {
    fn from(_: KeyUnusable) -> Self {
        Self::new(
            ProblemCode::ReportKeyUnusable,
            "The link is unknown or too old.",
        )
    }
}
