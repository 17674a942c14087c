//! Every kind of id in one list; inside each is a `UUIDv7` (RFC 9562, section 5.7).
//!
//! Newtypes, so that the id of a user cannot be handed over where the id of a token is wanted.

use jiff::Timestamp;
use uuid::Uuid;

macro_rules! id_kinds {
    ($($(#[$meta:meta])* $Name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $Name(Uuid);

        impl $Name {
            /// A new id for a thing that comes into being at `now`.
            pub fn generate(now: Timestamp, random: &mut (impl rand::CryptoRng + ?Sized)) -> Self {
                Self(new_uuid(now, random))
            }

            /// The id as it came from the wire or the database. Any UUID is taken: an unknown id simply finds nothing.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID inside, for the wire and the database.
            #[must_use]
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $Name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$Name> for Uuid {
            fn from(id: $Name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl std::str::FromStr for $Name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id_kinds! {
    /// A user.
    UserId,
    /// A user group.
    UserGroupId,
    /// An access rule of scope `general` or `global`.
    AccessRuleId,
    /// A resource.
    ResourceId,
    /// A provisioning token.
    TokenId,
    /// A profile.
    ProfileId,
    /// A session of a browser.
    SessionId,
    /// A sign-in that is under way.
    SignInId,
    /// The one-time right to make the first owner.
    SetUpTokenId,
    /// An audit event.
    AuditEventId,
    /// A piece of durable background work.
    JobId,
    /// An API client.
    ApiClientId,
    /// A message on its way.
    DeliveryId,
    /// An SMS gateway.
    SmsGatewayId,
}

fn new_uuid(now: Timestamp, random: &mut (impl rand::CryptoRng + ?Sized)) -> Uuid {
    let mut random_part = [0_u8; 10];
    random.fill_bytes(&mut random_part);
    // A clock before 1970 is broken; such ids then sort first, and stay unique by their random part.
    let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &random_part).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    #[test]
    fn ids_are_version_7_and_sort_by_their_time() {
        let mut random = rand::rngs::StdRng::seed_from_u64(1);
        let earlier = UserId::generate(Timestamp::from_millisecond(1_000).unwrap(), &mut random);
        let later = UserId::generate(Timestamp::from_millisecond(1_001).unwrap(), &mut random);
        assert_eq!(earlier.as_uuid().get_version_num(), 7);
        assert!(earlier < later);
        assert_eq!(earlier.to_string().parse::<UserId>().unwrap(), earlier);
    }

    #[test]
    fn time_before_1970_does_not_panic() {
        let mut random = rand::rngs::StdRng::seed_from_u64(1);
        let id = TokenId::generate(Timestamp::MIN, &mut random);
        assert_eq!(id.as_uuid().get_version_num(), 7);
    }
}
