//! The values of previews and test messages: a made-up person, and things that never happened.

use anteroom_domain::clock::after_seconds;
use anteroom_domain::notifications::{MessageKind, Placeholder};
use jiff::Timestamp;

use super::values::Values;

/// The secret in made-up links; nothing was ever issued under it.
const SECRET: &str = "7ZC4MH2K0V9D1QWXRT5NB3EJ6A";
/// How long a made-up link or code still lives.
const LEFT_SECONDS: u64 = 1_800;

impl Values {
    /// Values like those of a real message of this kind, for this base address, at this time.
    pub fn made_up(kind: MessageKind, base_url: &str, now: Timestamp) -> Self {
        let is_there = |placeholder| kind.placeholders().contains(&placeholder);
        let example = |placeholder: Placeholder| {
            is_there(placeholder).then(|| placeholder.example().to_owned())
        };
        let link = |placeholder, path: &str| {
            is_there(placeholder)
                .then(|| format!("{}/{path}#{SECRET}", base_url.trim_end_matches('/')))
        };
        Self {
            user_display_name: Placeholder::UserDisplayName.example().to_owned(),
            user_name: Placeholder::UserName.example().to_owned(),
            link: link(Placeholder::Link, "a"),
            has_qr_code: is_there(Placeholder::QrCode),
            typed_code: example(Placeholder::TypedCode),
            code: example(Placeholder::Code),
            expires_at: is_there(Placeholder::ExpiresAt).then(|| after_seconds(now, LEFT_SECONDS)),
            profile_name: example(Placeholder::ProfileName),
            occurred_at: is_there(Placeholder::OccurredAt).then_some(now),
            client_address: Placeholder::ClientAddress.example().parse().ok(),
            report_link: link(Placeholder::ReportLink, "report"),
        }
    }
}
