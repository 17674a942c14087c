//! Ids that are unique within the page, to tie a label, a hint and an error to their field.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

/// A new id such as `field-7`.
#[must_use]
pub fn unique(prefix: &str) -> String {
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    format!("{prefix}-{number}")
}
