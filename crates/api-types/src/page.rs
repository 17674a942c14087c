//! Lists: one page of items and the cursor of the next.

use serde::{Deserialize, Serialize};

/// One page of a list, newest first unless `sort` says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items of this page; at most `limit` of them.
    pub items: Vec<T>,
    /// Pass it as `cursor` to get the next page; `null` on the last one. Opaque.
    #[cfg_attr(feature = "openapi", schema(max_length = 400))]
    pub next_cursor: Option<String>,
}

/// The greatest `limit` of a list.
pub const LIMIT_MAX: u32 = 200;
/// The `limit` of a list when none is given.
pub const LIMIT_DEFAULT: u32 = 50;
