//! What is wrong with one field of something that a person or a program sent.

/// One refused field, in the form that a problem document (RFC 9457) lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Where the field stands: a JSON pointer (RFC 6901) into the checked object, such as `/channels/email`.
    pub pointer: String,
    /// A stable word for programs and for translation, such as `out_of_range`.
    pub code: &'static str,
    /// An English sentence for people.
    pub message: String,
}

impl FieldProblem {
    /// Makes a problem from its three parts.
    pub fn new(pointer: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            message: message.into(),
        }
    }
}

/// A name that is not in the closed list of an enum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a {what}")]
pub struct UnknownName {
    /// The enum that was asked for.
    pub what: &'static str,
    /// The name that is not in it.
    pub name: String,
}

/// Why a text that people write (a name, an address) is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextRefused {
    /// Nothing is left once the white space around it is gone.
    #[error("must not be empty")]
    Empty,
    /// More characters than allowed.
    #[error("must have {characters_max} characters at most")]
    TooLong {
        /// The bound, in Unicode scalar values.
        characters_max: usize,
    },
    /// Control characters, NUL, line breaks, or marks that turn the direction of text around.
    #[error("must not hold control characters or marks that change the direction of text")]
    ForbiddenCharacter,
    /// Not in the form of its kind.
    #[error("{expected}")]
    Malformed {
        /// What would have been right, as an English sentence part.
        expected: &'static str,
    },
}

impl TextRefused {
    /// The stable word for problem documents.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too_long",
            Self::ForbiddenCharacter => "forbidden_character",
            Self::Malformed { .. } => "malformed",
        }
    }

    /// This refusal as the problem of the field at `pointer`.
    #[must_use]
    pub fn at(self, pointer: &str) -> FieldProblem {
        FieldProblem::new(pointer, self.code(), self.to_string())
    }
}
