//! Enums whose values have one fixed name on the wire and in the database.

/// Declares an enum together with the one list of its names, so that the wire, the database and the
/// texts cannot disagree about them.
macro_rules! named_enum {
    ($(#[$meta:meta])* pub enum $Name:ident { $($(#[$value_meta:meta])* $Value:ident => $name:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $Name {
            $($(#[$value_meta])* #[serde(rename = $name)] $Value,)+
        }

        impl $Name {
            /// Every value, in the order in which the product names them.
            pub const ALL: &'static [Self] = &[$(Self::$Value),+];

            /// The name on the wire and in the database (`snake_case`).
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$Value => $name,)+
                }
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $Name {
            type Err = $crate::field_problem::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($name => Ok(Self::$Value),)+
                    _ => Err($crate::field_problem::UnknownName {
                        what: stringify!($Name),
                        name: text.to_owned(),
                    }),
                }
            }
        }
    };
}

pub(crate) use named_enum;
