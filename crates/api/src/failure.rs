//! How a use case fails: refused for a reason that a user can understand, or by the unexpected.

use std::error::Error;
use std::fmt;

/// Something that should not happen, with what was being done and why it failed.
pub struct Unexpected {
    doing: &'static str,
    cause: Box<dyn Error + Send + Sync>,
    /// True when the database or another part is away, so that a later try may work.
    temporary: bool,
}

impl Unexpected {
    /// Wraps a cause with what was being done, as "reading the key file".
    pub fn new(doing: &'static str, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            doing,
            cause: cause.into(),
            temporary: false,
        }
    }

    /// The same for a part that may come back by itself.
    pub fn temporary(doing: &'static str, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            doing,
            cause: cause.into(),
            temporary: true,
        }
    }

    /// Whether a later try may work.
    pub const fn is_temporary(&self) -> bool {
        self.temporary
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.doing, self.cause)
    }
}

impl fmt::Debug for Unexpected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Error for Unexpected {}

/// The error and the causes behind it, the innermost last. What an I/O error wraps counts as its cause, though
/// the standard library skips it.
pub fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn Error + 'static)| {
        let error: &'a (dyn Error + 'static) = *error;
        let wrapped = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        match wrapped {
            Some(wrapped) => Some(wrapped as &(dyn Error + 'static)),
            None => error.source(),
        }
    })
}

/// The failure of a use case whose refusals are of type `R`.
#[derive(Debug)]
pub enum Failure<R> {
    /// Refused; nothing changed.
    Refused(R),
    /// Failed; nothing changed.
    Unexpected(Unexpected),
}

impl<R> Failure<R> {
    /// The same failure with the refusal of a larger use case.
    pub fn map_refusal<S>(self, convert: impl FnOnce(R) -> S) -> Failure<S> {
        match self {
            Self::Refused(refusal) => Failure::Refused(convert(refusal)),
            Self::Unexpected(unexpected) => Failure::Unexpected(unexpected),
        }
    }
}

impl<R> From<Unexpected> for Failure<R> {
    fn from(unexpected: Unexpected) -> Self {
        Self::Unexpected(unexpected)
    }
}

impl<R> From<crate::db::DbErr> for Failure<R> {
    fn from(error: crate::db::DbErr) -> Self {
        Self::Unexpected(error.into())
    }
}
