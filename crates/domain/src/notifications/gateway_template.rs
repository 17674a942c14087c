//! Placeholders in the request to an SMS gateway: `{{ to }}`, `{{ text }}` and their like.
//!
//! The language is as small as its use: a closed list of names between double braces. There are no loops, no
//! conditions and no filters, so that a template cannot run for ever, grow, or read anything else.

use crate::named_enum::named_enum;

named_enum! {
    /// What may stand between the braces.
    pub enum Placeholder {
        /// The number in E.164 form, with its `+`.
        To => "to",
        /// The number without its `+`.
        ToDigits => "to_digits",
        /// The text of the message.
        Text => "text",
        /// The sender that people see.
        Sender => "sender",
        /// The name of our account at the provider.
        UserName => "user_name",
        /// The password, token or secret of the account.
        Secret => "secret",
        /// The id of the message, the same at every try.
        MessageId => "message_id",
    }
}

/// A text with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Placeholder(Placeholder),
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateRefused {
    /// What stands between the braces is not in the list.
    #[error("`{{{{ {name} }}}}` is no placeholder; there are {}", names())]
    Unknown {
        /// What stands there.
        name: String,
    },
    /// Braces are opened and not closed.
    #[error("`{{{{` is opened and not closed by `}}}}`")]
    NotClosed,
}

impl TemplateRefused {
    /// The stable word for problem documents.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "unknown_placeholder",
            Self::NotClosed => "malformed",
        }
    }
}

impl Template {
    /// Reads a text with placeholders.
    ///
    /// # Errors
    /// [`TemplateRefused`].
    pub fn parse(text: &str) -> Result<Self, TemplateRefused> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}").ok_or(TemplateRefused::NotClosed)?;
            let placeholder = name
                .trim()
                .parse()
                .map_err(|_unknown| TemplateRefused::Unknown {
                    name: name.trim().chars().take(40).collect(),
                })?;
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Placeholder(placeholder));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self(parts))
    }

    /// Whether this placeholder stands in it.
    #[must_use]
    pub fn holds(&self, wanted: Placeholder) -> bool {
        self.0.contains(&Part::Placeholder(wanted))
    }

    /// The text with the values in their places; `escaped` gives each its form for where it stands.
    ///
    /// # Errors
    /// Those of `escaped`.
    pub fn render<Refused>(
        &self,
        escaped: impl Fn(Placeholder) -> Result<String, Refused>,
    ) -> Result<String, Refused> {
        self.0
            .iter()
            .map(|part| match part {
                Part::Text(text) => Ok(text.clone()),
                Part::Placeholder(placeholder) => escaped(*placeholder),
            })
            .collect()
    }
}

fn names() -> String {
    let names: Vec<&str> = Placeholder::ALL.iter().map(|name| name.as_str()).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let template = Template::parse(text);
        let found = template.as_ref().map_err(TemplateRefused::code);
        let found = found.map(|template| {
            template
                .render(|placeholder| Ok::<_, ()>(format!("<{placeholder}>")))
                .unwrap()
        });
        assert_eq!(found.as_deref().map_err(|code| *code), expected, "{text:?}");
    }

    #[test]
    fn placeholders_of_the_list_are_filled_in_and_others_refused() {
        check("", Ok(""));
        check("plain } { text", Ok("plain } { text"));
        check("{{ to }}", Ok("<to>"));
        check("a{{to_digits}}b{{  text  }}", Ok("a<to_digits>b<text>"));
        check(
            r#"{"a":{"b":"{{ secret }}"}}"#,
            Ok(r#"{"a":{"b":"<secret>"}}"#),
        );
        check("100 {% of {# it", Ok("100 {% of {# it"));
        check("{{ env.HOME }}", Err("unknown_placeholder"));
        check("{{ to | upper }}", Err("unknown_placeholder"));
        check("{{ }}", Err("unknown_placeholder"));
        check("{{ {{ to }} }}", Err("unknown_placeholder"));
        check("{{ to", Err("malformed"));
    }

    #[test]
    fn values_that_look_like_placeholders_are_only_text() {
        let template = Template::parse("{{ text }}").unwrap();
        let found = template.render(|_| Ok::<_, ()>("{{ secret }}".to_owned()));
        assert_eq!(found.unwrap(), "{{ secret }}");
    }

    #[test]
    fn refusal_names_the_list() {
        let refused = Template::parse("{{ phone }}").unwrap_err();
        assert!(
            refused
                .to_string()
                .starts_with("`{{ phone }}` is no placeholder; there are to, to_digits,"),
            "{refused}"
        );
    }
}
