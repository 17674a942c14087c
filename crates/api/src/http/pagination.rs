//! Pages of lists: newest first, by an opaque cursor.
//!
//! Ids are UUIDv7 and therefore in the order of creation, so the cursor is the last id of a page.

use anteroom_api_types::page::{LIMIT_DEFAULT, LIMIT_MAX, Page};
use anteroom_api_types::problem::{FieldProblem, ProblemCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use uuid::Uuid;

use super::error::ApiError;

/// What page is asked for.
#[derive(Clone, Copy, Debug)]
pub struct PageRequest {
    /// How many items at most.
    pub limit: u32,
    /// Only items older than this one.
    pub after: Option<Uuid>,
}

impl PageRequest {
    /// Reads `limit` (1 to 200, default 50) and `cursor`.
    pub fn new(limit: Option<u32>, cursor: Option<&str>) -> Result<Self, ApiError> {
        let limit = limit.unwrap_or(LIMIT_DEFAULT);
        if !(1..=LIMIT_MAX).contains(&limit) {
            return Err(wrong(
                "limit",
                format!("`limit` must be between 1 and {LIMIT_MAX}."),
            ));
        }
        let after = cursor
            .map(|text| {
                let bytes = BASE64.decode(text).ok()?;
                Uuid::from_slice(&bytes).ok()
            })
            .map(|read| {
                read.ok_or_else(|| {
                    wrong(
                        "cursor",
                        "`cursor` is not one that this server gave.".to_owned(),
                    )
                })
            })
            .transpose()?;
        Ok(Self { limit, after })
    }

    /// How many rows to read: one more than the page holds, to know whether another page follows.
    pub fn rows(self) -> u64 {
        u64::from(self.limit) + 1
    }

    /// Makes the page of the rows that were read.
    pub fn page<Row, Item>(
        self,
        mut rows: Vec<Row>,
        id: impl Fn(&Row) -> Uuid,
        item: impl FnMut(Row) -> Item,
    ) -> Page<Item> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows
            .last()
            .filter(|_| more)
            .map(|row| BASE64.encode(id(row).as_bytes()));
        Page {
            items: rows.into_iter().map(item).collect(),
            next_cursor,
        }
    }
}

fn wrong(parameter: &str, message: String) -> ApiError {
    ApiError::new(ProblemCode::InvalidParameter, message.clone()).with_errors(vec![FieldProblem {
        pointer: parameter.to_owned(),
        code: "out_of_bounds".to_owned(),
        message,
    }])
}

/// A search text as a pattern for `LIKE ... ESCAPE '\'`: in lower case, found anywhere.
pub fn like_pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for character in text.to_lowercase().chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
