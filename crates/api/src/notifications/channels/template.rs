//! Filling in the templates of a gateway: each value escaped for where it stands.

use anteroom_domain::notifications::DeliveryProblemCode;
use anteroom_domain::notifications::gateway_template::{Placeholder, Template};

use crate::notifications::outgoing::NotSent;

/// The values of one message.
#[derive(Clone, Copy)]
pub struct Values<'a> {
    /// The number in E.164 form.
    pub to: &'a str,
    pub text: &'a str,
    pub sender: &'a str,
    pub user_name: &'a str,
    pub secret: &'a str,
    pub message_id: &'a str,
}

impl<'a> Values<'a> {
    fn get(&self, placeholder: Placeholder) -> &'a str {
        match placeholder {
            Placeholder::To => self.to,
            Placeholder::ToDigits => self.to.trim_start_matches('+'),
            Placeholder::Text => self.text,
            Placeholder::Sender => self.sender,
            Placeholder::UserName => self.user_name,
            Placeholder::Secret => self.secret,
            Placeholder::MessageId => self.message_id,
        }
    }
}

/// In an address: everything but unreserved characters as `%XX` (RFC 3986, section 2.1).
pub fn in_url(text: &str, values: &Values<'_>) -> Result<String, NotSent> {
    filled(text, |placeholder| {
        Ok(percent_encoded(values.get(placeholder)))
    })
}

/// In a string of a JSON text.
pub fn in_json(text: &str, values: &Values<'_>) -> Result<String, NotSent> {
    filled(text, |placeholder| {
        let quoted = serde_json::Value::from(values.get(placeholder)).to_string();
        let inner = quoted.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        Ok(inner.unwrap_or_default().to_owned())
    })
}

/// In a field of a form, which is encoded as a whole afterwards.
pub fn in_field(text: &str, values: &Values<'_>) -> Result<String, NotSent> {
    filled(text, |placeholder| Ok(values.get(placeholder).to_owned()))
}

/// In a header, of a request or of a mail: what would break the line is refused.
pub fn in_header(text: &str, values: &Values<'_>) -> Result<String, NotSent> {
    filled(text, |placeholder| {
        let value = values.get(placeholder);
        if value.chars().any(char::is_control) {
            Err(NotSent::for_good(
                DeliveryProblemCode::MessageInvalid,
                &format!(
                    "the value of {{{{ {placeholder} }}}} has a line break and stands in a header"
                ),
            ))
        } else {
            Ok(value.to_owned())
        }
    })
}

fn filled(
    text: &str,
    escaped: impl Fn(Placeholder) -> Result<String, NotSent>,
) -> Result<String, NotSent> {
    let template = Template::parse(text)
        .map_err(|refused| NotSent::for_now(DeliveryProblemCode::Internal, &refused.to_string()))?;
    template.render(escaped)
}

fn percent_encoded(value: &str) -> String {
    use std::fmt::Write as _;
    value.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Values<'_> {
        Values {
            to: "+46701234567",
            text,
            sender: "Åsa & Co",
            user_name: "AC1",
            secret: "s/e\"cret",
            message_id: "m1",
        }
    }

    type Place = fn(&str, &Values<'_>) -> Result<String, NotSent>;

    fn check(
        place: Place,
        template: &str,
        text: &str,
        expected: Result<&str, DeliveryProblemCode>,
    ) {
        let found = place(template, &values(text)).map_err(|failed| failed.problem.code);
        assert_eq!(
            found.as_deref().map_err(|code| *code),
            expected,
            "{template}"
        );
    }

    #[test]
    fn values_are_escaped_for_where_they_stand() {
        check(
            in_url,
            "https://x.example/{{ user_name }}?to={{ to }}&text={{ text }}&f={{ sender }}",
            "a&b=c #d/é\n",
            Ok(
                "https://x.example/AC1?to=%2B46701234567&text=a%26b%3Dc%20%23d%2F%C3%A9%0A&f=%C3%85sa%20%26%20Co",
            ),
        );
        check(
            in_json,
            r#"{"to":["{{ to_digits }}"],"body":"<{{ text }}>","s":"{{ secret }}"}"#,
            "a\"b\\c\nd\u{1}",
            Ok(r#"{"to":["46701234567"],"body":"<a\"b\\c\nd\u0001>","s":"s/e\"cret"}"#),
        );
        check(in_field, "{{ text }}", "a&b\r\n", Ok("a&b\r\n"));
        check(in_header, "Key {{ secret }}", "", Ok("Key s/e\"cret"));
        check(
            in_header,
            "{{ text }}",
            "a\r\nX-Other: b",
            Err(DeliveryProblemCode::MessageInvalid),
        );
    }
}
