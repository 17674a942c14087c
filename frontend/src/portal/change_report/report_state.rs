//! What the page of a report shows, and its sentences, in plain Rust.

use anteroom_api_types::change_reports::{ChangeReport, ChangeReportPreview};
use anteroom_api_types::notifications::messages::MessageKind;
use anteroom_api_types::problem::ProblemCode;

use crate::api::ApiFailure;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Asking what the link is about.
    Looking,
    /// The link came without its key.
    NoKey,
    /// What happened and what a report would do. Nothing has been done.
    Question(Box<ChangeReportPreview>),
    /// It was the person; the question is kept for a second thought.
    Kept(Box<ChangeReportPreview>),
    /// What the report has done.
    Done(ChangeReport),
    /// Unknown, used or too old: one text for all.
    Unusable,
    /// The call failed and may be tried again.
    Failed(ApiFailure),
}

/// After asking what the link is about.
pub fn after_preview(answer: Result<ChangeReportPreview, ApiFailure>) -> Stage {
    match answer {
        Ok(preview) => Stage::Question(Box::new(preview)),
        Err(failure) => after_failure(failure),
    }
}

/// A failed report: over for good, or to be said beside the button, which may be pressed again.
pub fn after_report(answer: Result<ChangeReport, ApiFailure>) -> Result<Stage, ApiFailure> {
    match answer.map_err(after_failure) {
        Ok(report) => Ok(Stage::Done(report)),
        Err(Stage::Failed(failure)) => Err(failure),
        Err(over) => Ok(over),
    }
}

fn after_failure(failure: ApiFailure) -> Stage {
    let unusable = matches!(
        failure.code,
        ProblemCode::ReportKeyUnusable
            | ProblemCode::ContentRefused
            | ProblemCode::MalformedRequest
    );
    if unusable || failure.status == 404 {
        Stage::Unusable
    } else {
        Stage::Failed(failure)
    }
}

/// What happened.
pub fn event_sentence(kind: MessageKind) -> String {
    match kind {
        MessageKind::ProfileAdded => text!("report-event-profile_added"),
        MessageKind::ProfileRemoved => text!("report-event-profile_removed"),
        MessageKind::ProfileSuspended => text!("report-event-profile_suspended"),
        MessageKind::ProfileReportedLost => text!("report-event-profile_reported_lost"),
        MessageKind::AccountLocked => text!("report-event-account_locked"),
        MessageKind::AddressChanged => text!("report-event-address_changed"),
        // No notice, so no link of a report either.
        MessageKind::ProvisioningEmail
        | MessageKind::ProvisioningSms
        | MessageKind::SignInCodeEmail
        | MessageKind::SignInCodeSms => text!("report-event-other"),
    }
}

/// What a report would do, the phone first.
pub fn consequences(preview: &ChangeReportPreview) -> Vec<String> {
    let removal = preview
        .removes_profile
        .then(|| match &preview.profile_name {
            Some(name) => text!("report-will-remove", name = name),
            None => text!("report-will-remove-unnamed"),
        });
    let always = [text!("report-will-sessions"), text!("report-will-tokens")];
    removal.into_iter().chain(always).collect()
}

/// What a report has done.
pub fn results(report: ChangeReport) -> Vec<String> {
    let phone = if report.profile_removed {
        text!("report-done-removed")
    } else {
        text!("report-done-not-removed")
    };
    vec![
        phone,
        text!("report-done-sessions", count = report.sessions_ended),
        text!("report-done-tokens", count = report.tokens_revoked),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::catalogues::{PORTAL, SHARED};
    use crate::text::install;
    use anteroom_api_types::time::Time;
    use jiff::Timestamp;

    const DONE: ChangeReport = ChangeReport {
        profile_removed: true,
        sessions_ended: 1,
        tokens_revoked: 0,
    };

    fn failure(status: u16, code: ProblemCode) -> ApiFailure {
        ApiFailure {
            status,
            code,
            problem: None,
        }
    }

    fn preview(removes_profile: bool, name: Option<&str>) -> ChangeReportPreview {
        ChangeReportPreview {
            kind: MessageKind::ProfileAdded,
            occurred_at: Time(Timestamp::UNIX_EPOCH),
            issuer: "Example AB".to_owned(),
            profile_name: name.map(str::to_owned),
            removes_profile,
            expires_at: Time(Timestamp::UNIX_EPOCH),
        }
    }

    #[test]
    fn every_unusable_link_gets_the_same_text() {
        for (status, code) in [
            (404, ProblemCode::ReportKeyUnusable),
            (404, ProblemCode::NotFound),
            (422, ProblemCode::ContentRefused),
        ] {
            assert_eq!(after_preview(Err(failure(status, code))), Stage::Unusable);
            assert_eq!(
                after_report(Err(failure(status, code))),
                Ok(Stage::Unusable)
            );
        }
    }

    #[test]
    fn a_report_that_did_not_get_through_keeps_the_question() {
        let lost = ApiFailure::no_answer();
        assert_eq!(after_report(Err(lost.clone())), Err(lost.clone()));
        assert_eq!(after_preview(Err(lost.clone())), Stage::Failed(lost));
        assert_eq!(after_report(Ok(DONE)), Ok(Stage::Done(DONE)));
    }

    #[test]
    fn the_button_says_what_it_takes_away() {
        install(&[&SHARED, &PORTAL]);
        let check = |removes, name, expected: &[&str]| {
            assert_eq!(consequences(&preview(removes, name)), expected);
        };
        let sessions = "You are signed out everywhere.";
        let codes = "Open codes for adding a phone stop working.";
        check(
            true,
            Some("Pixel 8"),
            &["“Pixel 8” is removed at once.", sessions, codes],
        );
        check(
            true,
            None,
            &["The phone is removed at once.", sessions, codes],
        );
        check(false, Some("Pixel 8"), &[sessions, codes]);
        assert_eq!(
            results(DONE),
            [
                "The phone is removed.",
                "One session was ended.",
                "No codes were open."
            ]
        );
    }
}
