//! The criteria: one file each, and the one list of them.
//!
//! To add a criterion: write its file with a struct that implements `Condition`, add a line to the list
//! below, and follow the compiler (its sentence in every language, and the pages).

mod authentication_method;
mod client_network;
mod time_window;
mod user;
mod user_group;

pub use authentication_method::AuthenticationMethodCriterion;
pub use client_network::ClientNetworkCriterion;
pub use time_window::{NotATimeOfDay, TimeOfDay, TimeWindowCriterion, Weekday};
pub use user::UserCriterion;
pub use user_group::UserGroupCriterion;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeMap as _};

use super::{
    evidence::{AuthenticationMethod, Evidence},
    explain::{Names, words::Words},
};
use crate::{field_problem::FieldProblem, named_enum::named_enum};

/// What every criterion can do.
pub(super) trait Condition {
    /// Whether the evidence meets it. Evidence that is missing never does.
    fn holds(&self, evidence: &Evidence) -> bool;

    /// What it depends on, which decides how it counts while part of the evidence is still open.
    fn looks_at(&self) -> LooksAt;

    /// The methods that it asks for, in order.
    fn methods(&self) -> &[AuthenticationMethod] {
        &[]
    }

    /// Reports every bound that is broken, with JSON pointers that begin with `pointer`.
    fn check(&self, pointer: &str, problems: &mut Vec<FieldProblem>);

    /// Its words for people, as a part of a sentence: `from 192.0.2.0/24`.
    fn sentence(&self, words: &Words, names: &dyn Names) -> String;
}

/// What a criterion depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LooksAt {
    /// On the methods that the session passed.
    Methods,
    /// On who the user is, which is not known before somebody has signed in.
    User,
    /// On the place, the time, the device: what is known of every request.
    Circumstances,
}

named_enum! {
    /// How many entries of a list must fit.
    pub enum Match {
        /// One is enough.
        Any => "any",
        /// Every one.
        All => "all",
    }
}

macro_rules! criteria {
    ($($(#[$meta:meta])* $Variant:ident($Type:ty) => $name:literal,)+) => {
        /// One typed condition of a requirement.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Criterion {
            $($(#[$meta])* $Variant($Type),)+
        }

        impl Criterion {
            /// The names of all criteria on the wire.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The name of this criterion on the wire.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$Variant(_) => $name,)+
                }
            }

            pub(super) fn condition(&self) -> &dyn Condition {
                match self {
                    $(Self::$Variant(condition) => condition,)+
                }
            }
        }

        impl Serialize for Criterion {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(1))?;
                match self {
                    $(Self::$Variant(condition) => map.serialize_entry($name, condition)?,)+
                }
                map.end()
            }
        }

        impl<'de> de::DeserializeSeed<'de> for CriterionSeed<'_> {
            type Value = Criterion;

            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Criterion, D::Error> {
                match self.name {
                    $($name => <$Type>::deserialize(deserializer).map(Criterion::$Variant),)+
                    unknown => Err(de::Error::unknown_variant(unknown, Criterion::NAMES)),
                }
            }
        }
    };
}

/// Reads the value of a criterion whose name has been read already.
pub(super) struct CriterionSeed<'a> {
    pub(super) name: &'a str,
}

criteria! {
    /// The session passed these methods.
    AuthenticationMethod(AuthenticationMethodCriterion) => "authentication_method",
    /// The user is a member of these groups.
    UserGroup(UserGroupCriterion) => "user_group",
    /// The user is one of these.
    User(UserCriterion) => "user",
    /// The client's address is in one of these networks.
    ClientNetwork(ClientNetworkCriterion) => "client_network",
    /// It is this time of the day and the week.
    TimeWindow(TimeWindowCriterion) => "time_window",
}

impl Criterion {
    pub(super) fn check(&self, pointer: &str, problems: &mut Vec<FieldProblem>) {
        self.condition().check(pointer, problems);
    }

    pub(super) fn holds(&self, evidence: &Evidence) -> bool {
        self.condition().holds(evidence)
    }

    pub(super) fn looks_at(&self) -> LooksAt {
        self.condition().looks_at()
    }

    pub(super) fn methods(&self) -> &[AuthenticationMethod] {
        self.condition().methods()
    }
}
