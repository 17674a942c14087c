//! What is put into the texts: cleaned on the way in, so that nothing in a name reaches further than its line.

use std::collections::BTreeMap;
use std::net::IpAddr;

use anteroom_domain::limits::{
    DISPLAY_NAME_CHARACTERS_MAX, NAME_CHARACTERS_MAX, USER_NAME_CHARACTERS_MAX,
};
use anteroom_domain::notifications::values::cleaned_line;
use anteroom_domain::notifications::{Language, Placeholder};
use jiff::Timestamp;
use minijinja::Value;

use super::dates;
use crate::notifications::outgoing::QR_CODE_CONTENT_ID;

/// Characters of a link or a code: more than any of ours has.
const VALUE_CHARACTERS_MAX: usize = 2_048;

/// The values of one message. What its kind does not have stays empty.
#[derive(Clone, Default)]
pub struct Values {
    /// The name of the person, as people see it.
    pub user_display_name: String,
    /// The name to sign in with.
    pub user_name: String,
    /// Where to go: the provisioning link, or the page to sign in at.
    pub link: Option<String>,
    /// Whether the mail carries the QR code of the link. It must then be attached under its Content-ID.
    pub has_qr_code: bool,
    /// The secret of the link in groups (`anteroom_domain::notifications::values::grouped`).
    pub typed_code: Option<String>,
    /// A code to sign in with.
    pub code: Option<String>,
    /// When the link or the code ends, or until when the account is locked.
    pub expires_at: Option<Timestamp>,
    /// The name of the profile that the message is about.
    pub profile_name: Option<String>,
    /// When it happened.
    pub occurred_at: Option<Timestamp>,
    /// The network address that it was done from.
    pub client_address: Option<IpAddr>,
    /// The link that undoes it.
    pub report_link: Option<String>,
}

impl Values {
    /// The value of a placeholder, cleaned; none where there is none.
    pub(super) fn get(
        &self,
        placeholder: Placeholder,
        issuer: &str,
        language: Language,
    ) -> Option<Value> {
        let line = |text: &str, characters_max| {
            let line = cleaned_line(text, characters_max);
            (!line.is_empty()).then_some(line)
        };
        let given = |text: &Option<String>| line(text.as_deref()?, VALUE_CHARACTERS_MAX);
        let moment = |moment: Option<Timestamp>| Some(dates::in_words(moment?, language));
        let text = match placeholder {
            Placeholder::UserDisplayName => self.shown_name(),
            Placeholder::UserName => line(&self.user_name, USER_NAME_CHARACTERS_MAX),
            Placeholder::Issuer => line(issuer, NAME_CHARACTERS_MAX),
            Placeholder::Link => given(&self.link),
            Placeholder::QrCode => {
                return self
                    .has_qr_code
                    .then(|| Value::from_safe_string(qr_code_element(language)));
            }
            Placeholder::TypedCode => given(&self.typed_code),
            Placeholder::Code => given(&self.code),
            Placeholder::ExpiresAt => moment(self.expires_at),
            Placeholder::ProfileName => line(self.profile_name.as_deref()?, NAME_CHARACTERS_MAX),
            Placeholder::OccurredAt => moment(self.occurred_at),
            Placeholder::ClientAddress => self.client_address.map(|address| address.to_string()),
            Placeholder::ReportLink => given(&self.report_link),
        };
        text.map(Value::from)
    }

    /// The name of the person; the name to sign in with where nothing of the other is left.
    fn shown_name(&self) -> Option<String> {
        [&self.user_display_name, &self.user_name]
            .into_iter()
            .map(|name| cleaned_line(name, DISPLAY_NAME_CHARACTERS_MAX))
            .find(|name| !name.is_empty())
    }
}

/// What a template sees: the given placeholders, nested as their names are. A missing value is none.
pub(super) fn context(
    placeholders: &[Placeholder],
    value: impl Fn(Placeholder) -> Option<Value>,
) -> Value {
    let mut names: BTreeMap<&str, Value> = BTreeMap::new();
    let mut groups: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    for placeholder in placeholders {
        let value = value(*placeholder).unwrap_or_else(|| Value::from(()));
        match placeholder.as_str().split_once('.') {
            Some((group, name)) => {
                groups.entry(group).or_default().insert(name, value);
            }
            None => {
                names.insert(placeholder.as_str(), value);
            }
        }
    }
    for (group, members) in groups {
        names.insert(group, Value::from(members));
    }
    Value::from(names)
}

/// The picture in a mail. White around it also where the mail is dark: a scanner needs the quiet zone.
fn qr_code_element(language: Language) -> String {
    let alt = match language {
        Language::En => {
            "QR code to scan with your phone. If it is not shown, use the link or the code below."
        }
        Language::Sv => {
            "QR-kod att skanna med telefonen. Om den inte visas kan du använda länken eller koden nedan."
        }
        Language::De => {
            "QR-Code zum Scannen mit dem Telefon. Wird er nicht angezeigt, benutzen Sie den Link oder den Code darunter."
        }
    };
    format!(
        "<img src=\"cid:{QR_CODE_CONTENT_ID}\" width=\"240\" height=\"240\" alt=\"{alt}\" \
         style=\"display:block;width:240px;height:240px;max-width:100%;border:0;background-color:#ffffff;\
         color:#16191f;font-size:14px;line-height:20px;\">"
    )
}
