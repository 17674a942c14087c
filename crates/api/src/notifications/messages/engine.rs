//! Running one text: closed in what it can do, what it can name, how long it runs and how much it writes.
//!
//! [`grammar`] lets nothing through that could loop, fetch or compute; the bounds here hold all the same.

use std::{fmt, io};

use anteroom_domain::limits::{RENDER_FUEL, RENDERED_BYTES_MAX};
use anteroom_domain::notifications::MessagePart;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::grammar;

/// Why a text does not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// A stable word.
    pub code: &'static str,
    /// The line, from 1, where one is to blame.
    pub line: Option<usize>,
    /// An English sentence for people, without its line.
    pub message: String,
}

impl Refused {
    /// A refusal of what stands in this line.
    pub fn at(line: Option<usize>, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(formatter, "line {line}: ")?;
        }
        formatter.write_str(&self.message)
    }
}

/// Renders a part with these values.
pub fn run(part: MessagePart, text: &str, context: Value) -> Result<String, Refused> {
    grammar::names(text)?;
    let environment = environment(part);
    let template = environment
        .template_from_named_str(part.as_str(), text)
        .map_err(|error| refused(&error))?;
    let mut output = Bounded::default();
    match template.render_captured_to(context, &mut output) {
        Ok(_captured) => String::from_utf8(output.bytes)
            .map_err(|cause| Refused::at(None, "syntax_error", cause.to_string())),
        Err(_) if output.is_full => Err(too_expensive(None)),
        Err(error) => Err(refused(&error)),
    }
}

/// An environment of the engine with nothing in it: no filters, no functions, no other texts.
fn environment(part: MessagePart) -> Environment<'static> {
    let is_html = part == MessagePart::Html;
    let mut environment = Environment::empty();
    environment.set_auto_escape_callback(move |_name| {
        if is_html {
            AutoEscape::Html
        } else {
            AutoEscape::None
        }
    });
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(RENDER_FUEL));
    // A statement on a line of its own leaves no empty line.
    environment.set_syntax(syntax());
    environment.set_formatter(move |output, _state, value| match value.kind() {
        ValueKind::None => Ok(()),
        ValueKind::String if value.is_safe() || !is_html => {
            Ok(output.write_str(value.as_str().unwrap_or_default())?)
        }
        ValueKind::String => Ok(output.write_str(&escaped(value.as_str().unwrap_or_default()))?),
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        _ => Err(Error::new(
            ErrorKind::InvalidOperation,
            "only texts can be put in",
        )),
    });
    environment
}

fn syntax() -> SyntaxConfig {
    let built = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build();
    // The delimiters are the usual ones, and those can be built.
    built.unwrap_or_default()
}

/// Escapes for text and for quoted attributes of HTML. The engine's own way would also write the slashes of
/// links as `&#x2f;`, which programs that look for links in mails do not read.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn refused(error: &Error) -> Refused {
    let line = error.line();
    let detail = error.detail().unwrap_or_default();
    match error.kind() {
        ErrorKind::OutOfFuel => too_expensive(line),
        ErrorKind::UndefinedError => Refused::at(
            line,
            "unknown_placeholder",
            "a placeholder that does not exist",
        ),
        ErrorKind::SyntaxError => {
            Refused::at(line, "syntax_error", format!("cannot be read: {detail}"))
        }
        kind => Refused::at(line, "syntax_error", format!("{kind}: {detail}")),
    }
}

fn too_expensive(line: Option<usize>) -> Refused {
    Refused::at(line, "too_expensive", "takes too long or becomes too large")
}

/// A buffer that takes so much and no more.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len().saturating_add(bytes.len()) > RENDERED_BYTES_MAX {
            self.is_full = true;
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
