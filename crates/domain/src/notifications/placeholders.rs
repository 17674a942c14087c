//! What may stand in the texts of a kind, and what must: the one table of placeholders.

use super::{MessageKind, MessagePart};
use crate::named_enum::named_enum;

named_enum! {
    /// A value that a text can name between two braces.
    pub enum Placeholder {
        /// The name of the person, as people see it.
        UserDisplayName => "user.display_name",
        /// The name to sign in with.
        UserName => "user.name",
        /// The name of the system, as people know it.
        Issuer => "issuer",
        /// Where to go: the provisioning link, or the page to sign in at.
        Link => "link",
        /// The QR code of the link; missing where the message only points to a page.
        QrCode => "qr_code",
        /// The secret of the link in groups, for those who type it; missing with the QR code.
        TypedCode => "typed_code",
        /// A code to sign in with.
        Code => "code",
        /// When the link or the code ends, or until when an account is locked.
        ExpiresAt => "expires_at",
        /// The name of the profile that the message is about.
        ProfileName => "profile.name",
        /// When it happened.
        OccurredAt => "occurred_at",
        /// The network address that it was done from; missing where none is known.
        ClientAddress => "client.address",
        /// The link that undoes it: "this was not me".
        ReportLink => "report_link",
    }
}

impl Placeholder {
    /// A value like those it has in messages.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::UserDisplayName => "Maja Lind",
            Self::UserName => "maja.lind",
            Self::Issuer => "Anteroom",
            Self::Link => "https://id.example.org/a#7ZC4MH2K0V9D1QWXRT5NB3EJ6A",
            Self::QrCode => "the QR code",
            Self::TypedCode => "7ZC4M H2K0V 9D1QW XRT5N B3EJ6 A",
            Self::Code => "471108",
            Self::ExpiresAt => "25 November 2026, 12:30 UTC",
            Self::ProfileName => "Pixel 8",
            Self::OccurredAt => "25 November 2026, 12:00 UTC",
            Self::ClientAddress => "192.0.2.7",
            Self::ReportLink => "https://id.example.org/report#7ZC4MH2K0V9D1QWXRT5NB3EJ6A",
        }
    }

    /// Whether messages of the kinds that have this value can be without it.
    ///
    /// A text asks for such a value by `{% if client.address %}`; every other one is always there.
    #[must_use]
    pub const fn can_be_missing(self, kind: MessageKind) -> bool {
        match self {
            Self::QrCode | Self::TypedCode | Self::ClientAddress => true,
            // An account that an administrator locks opens again when somebody says so.
            Self::ExpiresAt | Self::ReportLink => matches!(kind, MessageKind::AccountLocked),
            _ => false,
        }
    }

    /// Whether whoever reads the value can do something by it.
    const fn can_be_redeemed(self) -> bool {
        matches!(
            self,
            Self::Link | Self::QrCode | Self::TypedCode | Self::Code | Self::ReportLink
        )
    }
}

impl MessageKind {
    /// The values that messages of this kind have.
    #[must_use]
    pub const fn placeholders(self) -> &'static [Placeholder] {
        use Placeholder as P;
        match self {
            Self::ProvisioningEmail => &[
                P::UserDisplayName,
                P::UserName,
                P::Issuer,
                P::Link,
                P::QrCode,
                P::TypedCode,
                P::ExpiresAt,
            ],
            Self::ProvisioningSms => &[
                P::UserDisplayName,
                P::UserName,
                P::Issuer,
                P::Link,
                P::ExpiresAt,
            ],
            Self::SignInCodeEmail | Self::SignInCodeSms => &[
                P::UserDisplayName,
                P::UserName,
                P::Issuer,
                P::Code,
                P::ExpiresAt,
                P::ClientAddress,
            ],
            Self::ProfileAdded
            | Self::ProfileRemoved
            | Self::ProfileSuspended
            | Self::ProfileReportedLost => &[
                P::UserDisplayName,
                P::UserName,
                P::Issuer,
                P::ProfileName,
                P::OccurredAt,
                P::ClientAddress,
                P::ReportLink,
            ],
            Self::AccountLocked => &[
                P::UserDisplayName,
                P::UserName,
                P::Issuer,
                P::OccurredAt,
                P::ClientAddress,
                P::ExpiresAt,
                P::ReportLink,
            ],
            Self::AddressChanged => &[
                P::UserDisplayName,
                P::UserName,
                P::Issuer,
                P::OccurredAt,
                P::ClientAddress,
                P::ReportLink,
            ],
        }
    }

    /// Whether the placeholder may stand in this part of messages of this kind.
    ///
    /// What can be redeemed stands in no subject: mail servers log those, and locked screens show them.
    #[must_use]
    pub fn allows(self, placeholder: Placeholder, part: MessagePart) -> bool {
        self.parts().contains(&part)
            && self.placeholders().contains(&placeholder)
            && match part {
                MessagePart::Subject => !placeholder.can_be_redeemed(),
                MessagePart::Html => true,
                MessagePart::Text | MessagePart::Sms => placeholder != Placeholder::QrCode,
            }
    }

    /// Whether the placeholder must stand in this part: the message would be of no use without it.
    #[must_use]
    pub fn requires(self, placeholder: Placeholder, part: MessagePart) -> bool {
        self.allows(placeholder, part)
            && placeholder.can_be_redeemed()
            && !placeholder.can_be_missing(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn required(kind: MessageKind) -> Vec<(&'static str, &'static str)> {
        let pairs = Placeholder::ALL.iter().flat_map(|placeholder| {
            MessagePart::ALL
                .iter()
                .filter(move |part| kind.requires(*placeholder, **part))
                .map(move |part| (placeholder.as_str(), part.as_str()))
        });
        pairs.collect()
    }

    #[test]
    fn messages_must_hold_what_makes_them_useful() {
        use MessageKind as K;
        let report = vec![
            ("report_link", "text"),
            ("report_link", "html"),
            ("report_link", "sms"),
        ];
        assert_eq!(
            required(K::ProvisioningEmail),
            [("link", "text"), ("link", "html")]
        );
        assert_eq!(required(K::ProvisioningSms), [("link", "sms")]);
        assert_eq!(
            required(K::SignInCodeEmail),
            [("code", "text"), ("code", "html")]
        );
        assert_eq!(required(K::SignInCodeSms), [("code", "sms")]);
        assert_eq!(required(K::ProfileAdded), report);
        assert_eq!(required(K::ProfileRemoved), report);
        assert_eq!(required(K::ProfileSuspended), report);
        assert_eq!(required(K::ProfileReportedLost), report);
        assert_eq!(required(K::AddressChanged), report);
        assert_eq!(required(K::AccountLocked), []);
    }

    #[test]
    fn qr_code_stands_in_the_html_of_its_mail_alone() {
        let places: Vec<(MessageKind, MessagePart)> = MessageKind::ALL
            .iter()
            .flat_map(|kind| MessagePart::ALL.iter().map(|part| (*kind, *part)))
            .filter(|(kind, part)| kind.allows(Placeholder::QrCode, *part))
            .collect();
        assert_eq!(
            places,
            [(MessageKind::ProvisioningEmail, MessagePart::Html)]
        );
    }

    #[test]
    fn nothing_in_a_subject_can_be_redeemed() {
        for kind in MessageKind::ALL {
            for placeholder in Placeholder::ALL {
                let allowed = kind.allows(*placeholder, MessagePart::Subject);
                assert!(
                    !(allowed && placeholder.can_be_redeemed()),
                    "{kind} {placeholder}"
                );
            }
        }
    }

    #[test]
    fn parts_that_a_kind_does_not_have_allow_nothing() {
        assert!(!MessageKind::ProvisioningSms.allows(Placeholder::Link, MessagePart::Text));
        assert!(!MessageKind::ProvisioningEmail.allows(Placeholder::Link, MessagePart::Sms));
    }
}
