//! Messages on the wire.

use std::collections::HashMap;

use anteroom_api_types::notifications::messages as wire;
use anteroom_api_types::problem::FieldProblem;
use anteroom_api_types::users::{self, UserRef};
use anteroom_domain::ids::UserId;
use anteroom_domain::notifications::sms_text::{SmsEncoding, sms_size};
use anteroom_domain::notifications::{Language, MessageKind, MessagePart, Placeholder};

use super::names::wire_kind;
use crate::http::ApiError;
use crate::http::etag::VersionStale;
use crate::notifications::messages::{TextProblem, Texts, default_texts};
use crate::notifications::service::messages::{ChangeRefused, LookRefused, MessageView};
use crate::notifications::store::messages::Version;

/// The names of those who changed something.
pub type Names = HashMap<UserId, UserRef>;

/// Reads the texts. A line ends in one way, whatever the browser makes of it.
pub fn texts(sent: wire::MessageContent) -> Texts {
    let lines = |text: String| text.replace("\r\n", "\n");
    Texts {
        subject: sent.subject,
        text: sent.text.map(lines),
        html: sent.html.map(lines),
        sms: sent.sms.map(lines),
    }
}

/// A message, in the list.
pub fn summary(view: &MessageView, names: &Names) -> wire::MessageSummary {
    wire::MessageSummary {
        kind: wire_kind(view.kind),
        language: language(view.language),
        customised: view.worded().is_some(),
        updated_at: view.last.as_ref().map(|last| last.created_at.into()),
        updated_by: view.last.as_ref().and_then(|last| author(last, names)),
    }
}

/// A message with its texts.
pub fn message(view: &MessageView, names: &Names) -> wire::Message {
    let summary = summary(view, names);
    wire::Message {
        kind: summary.kind,
        language: summary.language,
        parts: view.kind.parts().iter().copied().map(part).collect(),
        content: content(view.texts()),
        default_content: content(default_texts(view.kind, view.language)),
        placeholders: view
            .kind
            .placeholders()
            .iter()
            .map(|each| placeholder(view.kind, *each))
            .collect(),
        customised: summary.customised,
        updated_at: summary.updated_at,
        updated_by: summary.updated_by,
    }
}

/// The wordings of a message.
pub fn history(versions: &[Version], names: &Names) -> wire::MessageHistory {
    let items = versions.iter().map(|version| wire::MessageVersion {
        version: u64::try_from(version.number).unwrap_or_default(),
        content: version.texts.as_ref().map(content),
        created_at: version.created_at.into(),
        created_by: author(version, names),
    });
    wire::MessageHistory {
        items: items.collect(),
    }
}

/// How a rendered message looks.
pub fn preview(rendered: Texts, sender: Option<String>) -> wire::MessagePreview {
    wire::MessagePreview {
        // A text message has no sender of ours: the gateway puts it in.
        sender: sender.filter(|_| rendered.subject.is_some()),
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        sms: rendered.sms.map(|text| {
            let size = sms_size(&text);
            wire::SmsPreview {
                text,
                encoding: match size.encoding {
                    SmsEncoding::Gsm7 => wire::SmsEncoding::Gsm7,
                    SmsEncoding::Ucs2 => wire::SmsEncoding::Ucs2,
                },
                segments: size.segments,
                units: size.units,
                units_left: size.units_left,
            }
        }),
    }
}

/// The language of a message.
pub const fn language(language: Language) -> users::Language {
    match language {
        Language::En => users::Language::En,
        Language::Sv => users::Language::Sv,
        Language::De => users::Language::De,
    }
}

const fn part(part: MessagePart) -> wire::MessagePart {
    match part {
        MessagePart::Subject => wire::MessagePart::Subject,
        MessagePart::Text => wire::MessagePart::Text,
        MessagePart::Html => wire::MessagePart::Html,
        MessagePart::Sms => wire::MessagePart::Sms,
    }
}

fn content(texts: &Texts) -> wire::MessageContent {
    wire::MessageContent {
        subject: texts.subject.clone(),
        text: texts.text.clone(),
        html: texts.html.clone(),
        sms: texts.sms.clone(),
    }
}

fn placeholder(kind: MessageKind, placeholder: Placeholder) -> wire::Placeholder {
    let parts = |belongs: &dyn Fn(MessagePart) -> bool| {
        let there = MessagePart::ALL
            .iter()
            .copied()
            .filter(|each| belongs(*each));
        there.map(part).collect()
    };
    wire::Placeholder {
        name: placeholder.as_str().to_owned(),
        parts: parts(&|part| kind.allows(placeholder, part)),
        required_in: parts(&|part| kind.requires(placeholder, part)),
        example: placeholder.example().to_owned(),
    }
}

fn author(version: &Version, names: &Names) -> Option<UserRef> {
    names.get(&version.created_by?).cloned()
}

/// The problems of texts that stand in the body under this pointer.
fn field_problems(below: &str, problems: Vec<TextProblem>) -> Vec<FieldProblem> {
    let convert = |TextProblem { part, refused }: TextProblem| FieldProblem {
        pointer: format!("{below}/{part}"),
        code: refused.code.to_owned(),
        message: refused.to_string(),
    };
    problems.into_iter().map(convert).collect()
}

impl From<ChangeRefused> for ApiError {
    fn from(refused: ChangeRefused) -> Self {
        match refused {
            ChangeRefused::VersionStale => VersionStale.into(),
            ChangeRefused::Content(problems) => Self::fields(field_problems("", problems)),
        }
    }
}

impl From<LookRefused> for ApiError {
    fn from(refused: LookRefused) -> Self {
        match refused {
            LookRefused::Content(problems) => Self::fields(field_problems("/content", problems)),
            LookRefused::Field(problem) => {
                Self::field(problem.pointer, problem.code, problem.message)
            }
        }
    }
}
