//! Normalising a request path, or refusing it.
//!
//! Authorisation compares what the router matched. So a path is decoded once, before any check, and whatever
//! could be read in two ways (a second layer of encoding, a backslash, a parameter after `;`) is refused.

use std::fmt;

use crate::limits::PATH_BYTES_MAX;

/// A path that can be read in one way only: absolute, decoded, without dot segments, empty segments or a
/// slash at its end (but for `/` itself).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NormalisedPath(String);

/// Why a path is refused. The caller answers all of them alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathRefused {
    /// It does not begin with a slash.
    #[error("a path begins with a slash")]
    NotAbsolute,
    /// It is longer than any path of ours.
    #[error("a path has {PATH_BYTES_MAX} bytes at most")]
    TooLong,
    /// A `%` without two hexadecimal digits.
    #[error("a percent sign must be followed by two hexadecimal digits")]
    BadEncoding,
    /// Decoded, it still holds something encoded.
    #[error("a path may be percent-encoded once only")]
    DoubleEncoding,
    /// Decoded, it is not UTF-8.
    #[error("a path must be UTF-8")]
    NotUtf8,
    /// It holds NUL, another control character, a backslash or a `;`.
    #[error("a path must not hold control characters, backslashes or semicolons")]
    ForbiddenCharacter,
    /// It holds an encoded slash, which routers read in different ways.
    #[error("a path must not hold an encoded slash")]
    EncodedSlash,
    /// Two slashes in a row.
    #[error("a path must not hold empty segments")]
    EmptySegment,
    /// Its `..` segments climb above the root.
    #[error("a path must not climb above the root")]
    AboveRoot,
}

impl NormalisedPath {
    /// The root, `/`.
    #[must_use]
    pub fn root() -> Self {
        Self("/".to_owned())
    }

    /// The text, which always begins with `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this path is `parent` or lies below it. Whole segments are compared: `/admin2` is not within `/admin`.
    #[must_use]
    pub fn is_within(&self, parent: &Self) -> bool {
        parent.0 == "/"
            || self
                .0
                .strip_prefix(&parent.0)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for NormalisedPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Normalises the path of a request: what stands before `?` in the request line, still encoded.
///
/// Letters keep their case. A slash at the end is dropped.
///
/// # Errors
/// [`PathRefused`] for everything that could be read in more than one way.
pub fn normalise(raw: &str) -> Result<NormalisedPath, PathRefused> {
    if raw.len() > PATH_BYTES_MAX {
        return Err(PathRefused::TooLong);
    }
    let after_root = raw.strip_prefix('/').ok_or(PathRefused::NotAbsolute)?;
    let after_root = after_root.strip_suffix('/').unwrap_or(after_root);
    let mut segments: Vec<String> = Vec::new();
    if raw != "/" {
        for raw_segment in after_root.split('/') {
            let segment = decode(raw_segment)?;
            match segment.as_str() {
                "" => return Err(PathRefused::EmptySegment),
                "." => {}
                ".." => {
                    segments.pop().ok_or(PathRefused::AboveRoot)?;
                }
                _ => segments.push(segment),
            }
        }
    }
    Ok(NormalisedPath(format!("/{}", segments.join("/"))))
}

fn decode(segment: &str) -> Result<String, PathRefused> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = rest.next().and_then(hexadecimal_digit);
            let low = rest.next().and_then(hexadecimal_digit);
            let (Some(high), Some(low)) = (high, low) else {
                return Err(PathRefused::BadEncoding);
            };
            let decoded = high * 16 + low;
            if decoded == b'/' {
                return Err(PathRefused::EncodedSlash);
            }
            bytes.push(decoded);
        } else {
            bytes.push(byte);
        }
    }
    // The cause says only at which byte; nobody is told.
    let text = String::from_utf8(bytes).map_err(|_cause| PathRefused::NotUtf8)?;
    if text
        .chars()
        .any(|character| character.is_control() || matches!(character, '\\' | ';'))
    {
        return Err(PathRefused::ForbiddenCharacter);
    }
    // A lone percent sign would not survive a second reading either, so none is left in a normalised path.
    if text.contains('%') {
        return Err(PathRefused::DoubleEncoding);
    }
    Ok(text)
}

const fn hexadecimal_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
