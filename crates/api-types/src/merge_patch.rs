//! JSON merge patch (RFC 7396): telling "leave as it is" from "set to null".

use serde::{Deserialize, Deserializer};

/// Reads a member that is there and that has no `null`, which is refused.
///
/// Together with `#[serde(default)]` a missing member stays `None`.
pub(crate) fn given<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Reads a member that is there: `null` becomes `Some(None)`, a value `Some(Some(value))`.
///
/// Together with `#[serde(default)]` a missing member stays `None`.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
