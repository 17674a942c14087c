//! The closed lists of the slice between the wire and the domain.

use anteroom_api_types::notifications::deliveries as wire_deliveries;
use anteroom_api_types::notifications::health as wire_health;
use anteroom_api_types::notifications::messages as wire_messages;
use anteroom_domain::notifications::{
    DeliveryProblemCode, DeliveryReceipt, DeliveryStatus, MessageKind, NotificationChannel,
};

/// Declares the two directions between an enum of the domain and its twin on the wire.
macro_rules! twins {
    ($to_wire:ident, $from_wire:ident: $Domain:ident <-> $wire:ident::$Wire:ident { $($Value:ident),+ $(,)? }) => {
        #[doc = concat!("A `", stringify!($Domain), "` as the wire has it.")]
        pub const fn $to_wire(value: $Domain) -> $wire::$Wire {
            match value {
                $($Domain::$Value => $wire::$Wire::$Value,)+
            }
        }

        #[doc = concat!("A `", stringify!($Domain), "` as the domain has it.")]
        pub const fn $from_wire(value: $wire::$Wire) -> $Domain {
            match value {
                $($wire::$Wire::$Value => $Domain::$Value,)+
            }
        }
    };
}

twins!(wire_channel, channel: NotificationChannel <-> wire_health::NotificationChannel { Email, Sms });

twins!(wire_status, status: DeliveryStatus <-> wire_deliveries::DeliveryStatus { Queued, Sent, Failed, Discarded });

twins!(wire_kind, kind: MessageKind <-> wire_messages::MessageKind {
    ProvisioningEmail,
    ProvisioningSms,
    SignInCodeEmail,
    SignInCodeSms,
    ProfileAdded,
    ProfileRemoved,
    ProfileSuspended,
    ProfileReportedLost,
    AccountLocked,
    AddressChanged,
});

/// What a provider reported, as the wire has it.
pub const fn wire_receipt(receipt: DeliveryReceipt) -> wire_deliveries::DeliveryReceipt {
    match receipt {
        DeliveryReceipt::Delivered => wire_deliveries::DeliveryReceipt::Delivered,
        DeliveryReceipt::Undelivered => wire_deliveries::DeliveryReceipt::Undelivered,
    }
}

/// Why a message did not leave, as the wire has it.
pub const fn wire_problem_code(code: DeliveryProblemCode) -> wire_health::DeliveryProblemCode {
    use wire_health::DeliveryProblemCode as Wire;
    match code {
        DeliveryProblemCode::ChannelOff => Wire::ChannelOff,
        DeliveryProblemCode::NameUnknown => Wire::NameUnknown,
        DeliveryProblemCode::ConnectionFailed => Wire::ConnectionFailed,
        DeliveryProblemCode::TimedOut => Wire::TimedOut,
        DeliveryProblemCode::TlsFailed => Wire::TlsFailed,
        DeliveryProblemCode::SignInRefused => Wire::SignInRefused,
        DeliveryProblemCode::RefusedForNow => Wire::RefusedForNow,
        DeliveryProblemCode::Refused => Wire::Refused,
        DeliveryProblemCode::AddressNotAllowed => Wire::AddressNotAllowed,
        DeliveryProblemCode::AnswerUnexpected => Wire::AnswerUnexpected,
        DeliveryProblemCode::MessageInvalid => Wire::MessageInvalid,
        DeliveryProblemCode::NotNeeded => Wire::NotNeeded,
        DeliveryProblemCode::TooMany => Wire::TooMany,
        DeliveryProblemCode::BudgetSpent => Wire::BudgetSpent,
        DeliveryProblemCode::Undelivered => Wire::Undelivered,
        DeliveryProblemCode::Internal => Wire::Internal,
    }
}
