//! Messages that leave the system: their kinds and parts, what a delivery is, and when it is tried again.

pub mod email;
pub mod gateway;
pub mod gateway_template;
pub mod placeholders;
pub mod retry;
pub mod sms_text;
pub mod values;

use crate::named_enum::named_enum;

pub use crate::access_rules::explain::Language;
pub use placeholders::Placeholder;

named_enum! {
    /// What a message travels over.
    pub enum NotificationChannel {
        /// E-mail.
        Email => "email",
        /// Text messages.
        Sms => "sms",
    }
}

named_enum! {
    /// What a message is about.
    pub enum MessageKind {
        /// The QR code by mail.
        ProvisioningEmail => "provisioning_email",
        /// The link by text message.
        ProvisioningSms => "provisioning_sms",
        /// A code to sign in with, by mail.
        SignInCodeEmail => "sign_in_code_email",
        /// A code to sign in with, by text message.
        SignInCodeSms => "sign_in_code_sms",
        /// A profile was added.
        ProfileAdded => "profile_added",
        /// A profile was removed.
        ProfileRemoved => "profile_removed",
        /// A profile was suspended.
        ProfileSuspended => "profile_suspended",
        /// A profile was reported lost.
        ProfileReportedLost => "profile_reported_lost",
        /// The account was locked after too many wrong tries.
        AccountLocked => "account_locked",
        /// The e-mail address or the phone number was changed; sent to the old one.
        AddressChanged => "address_changed",
    }
}

named_enum! {
    /// A part of a message.
    pub enum MessagePart {
        /// The subject of the mail, one line.
        Subject => "subject",
        /// The plain text of the mail.
        Text => "text",
        /// The HTML of the mail.
        Html => "html",
        /// The text message.
        Sms => "sms",
    }
}

named_enum! {
    /// Where a delivery stands.
    pub enum DeliveryStatus {
        /// Waits to be sent, or to be tried again.
        Queued => "queued",
        /// The server or the gateway has taken it.
        Sent => "sent",
        /// Given up.
        Failed => "failed",
        /// Not sent: nobody needs it any more, or an administrator said so.
        Discarded => "discarded",
    }
}

named_enum! {
    /// What a provider reported of a message that it had taken.
    pub enum DeliveryReceipt {
        /// It is on the phone.
        Delivered => "delivered",
        /// It did not get there.
        Undelivered => "undelivered",
    }
}

named_enum! {
    /// Why a message did not leave.
    pub enum DeliveryProblemCode {
        /// The channel is not set up or switched off.
        ChannelOff => "channel_off",
        /// The name of the server cannot be resolved.
        NameUnknown => "name_unknown",
        /// The server cannot be reached, or the connection broke.
        ConnectionFailed => "connection_failed",
        /// The server did not answer in time.
        TimedOut => "timed_out",
        /// The connection cannot be protected as configured.
        TlsFailed => "tls_failed",
        /// The server refuses our user name and password.
        SignInRefused => "sign_in_refused",
        /// The server refuses for now.
        RefusedForNow => "refused_for_now",
        /// The server refuses this message or this address for good.
        Refused => "refused",
        /// The address of the gateway is one that must not be reached.
        AddressNotAllowed => "address_not_allowed",
        /// The answer of the gateway does not count as success.
        AnswerUnexpected => "answer_unexpected",
        /// No message can be made of the text.
        MessageInvalid => "message_invalid",
        /// The reason for the message is gone.
        NotNeeded => "not_needed",
        /// Too many messages to this user or address.
        TooMany => "too_many",
        /// The budget for text messages of the day is spent.
        BudgetSpent => "budget_spent",
        /// The provider reports that the message was not delivered.
        Undelivered => "undelivered",
        /// The settings or the keys of Anteroom cannot be read.
        Internal => "internal",
    }
}

impl MessageKind {
    /// The parts that messages of this kind have.
    #[must_use]
    pub const fn parts(self) -> &'static [MessagePart] {
        use MessagePart::{Html, Sms, Subject, Text};
        match self {
            Self::ProvisioningEmail | Self::SignInCodeEmail => &[Subject, Text, Html],
            Self::ProvisioningSms | Self::SignInCodeSms => &[Sms],
            Self::ProfileAdded
            | Self::ProfileRemoved
            | Self::ProfileSuspended
            | Self::ProfileReportedLost
            | Self::AccountLocked
            | Self::AddressChanged => &[Subject, Text, Html, Sms],
        }
    }

    /// Whether messages of this kind can travel over the channel.
    #[must_use]
    pub fn goes_over(self, channel: NotificationChannel) -> bool {
        self.parts().contains(match channel {
            NotificationChannel::Email => &MessagePart::Text,
            NotificationChannel::Sms => &MessagePart::Sms,
        })
    }

    /// Whether messages of this kind tell of a change, to every known address of its user.
    #[must_use]
    pub const fn is_notice(self) -> bool {
        self.parts().len() == MessagePart::ALL.len()
    }
}

impl DeliveryProblemCode {
    /// Whether the channel, not the message, is what fails: the others behind it would fail as well.
    #[must_use]
    pub const fn is_of_channel(self) -> bool {
        matches!(
            self,
            Self::ChannelOff
                | Self::NameUnknown
                | Self::ConnectionFailed
                | Self::TimedOut
                | Self::TlsFailed
                | Self::SignInRefused
                | Self::AddressNotAllowed
                | Self::AnswerUnexpected
                | Self::Internal
        )
    }
}
