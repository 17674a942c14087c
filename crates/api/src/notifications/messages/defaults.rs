//! The texts that ship: files of `notifications/texts`, embedded in the binary.
//!
//! The HTML of a kind is written as plain elements; it is put into the one frame, and each element gets its
//! look inline, since many mail programs read nothing else. What comes out is one self-contained text, which an
//! administrator can take as a start.

use std::sync::LazyLock;

use anteroom_domain::notifications::{Language, MessageKind, MessagePart};

use super::texts::Texts;

/// Around the body of every HTML part.
const FRAME: &str = include_str!("../texts/frame.html");

/// What the files write, and what it is in a mail. The classes carry the dark colours of the frame.
const LOOKS: [(&str, &str); 9] = [
    (
        "<h1>",
        "<h1 class=\"title\" style=\"margin:0 0 20px;font-size:26px;line-height:32px;font-weight:700;color:#16191f;\">",
    ),
    (
        "<p>",
        "<p class=\"text\" style=\"margin:0 0 16px;color:#16191f;\">",
    ),
    (
        "<p class=\"lead\">",
        "<p class=\"text\" style=\"margin:0 0 8px;color:#16191f;\">",
    ),
    (
        "<p class=\"muted\">",
        "<p class=\"muted\" style=\"margin:16px 0 0;font-size:14px;line-height:21px;color:#545c6b;\">",
    ),
    (
        "<p class=\"facts\">",
        "<p class=\"box\" style=\"margin:0 0 16px;padding:12px 16px;border-radius:8px;background-color:#eef0f4;color:#16191f;\">",
    ),
    (
        "<p class=\"code\">",
        "<p class=\"box\" style=\"margin:0 0 16px;padding:16px;border-radius:8px;background-color:#eef0f4;color:#16191f;\
         font-family:Menlo,Consolas,'Liberation Mono',monospace;font-size:32px;line-height:40px;font-weight:700;letter-spacing:6px;\">",
    ),
    (
        "<p class=\"typed-code\">",
        "<p class=\"box\" style=\"margin:0 0 16px;padding:12px 16px;border-radius:8px;background-color:#eef0f4;color:#16191f;\
         font-family:Menlo,Consolas,'Liberation Mono',monospace;font-size:18px;line-height:28px;\">",
    ),
    (
        "<div class=\"qr-code\">",
        "<div class=\"qr-code\" style=\"display:inline-block;margin:0 0 16px;border-radius:8px;background-color:#ffffff;overflow:hidden;\">",
    ),
    (
        "class=\"link\"",
        "class=\"link\" style=\"color:#3346c4;text-decoration:underline;overflow-wrap:anywhere;word-break:break-all;\"",
    ),
];
/// The one look that stands on an element with an address of its own.
const BUTTON: (&str, &str) = (
    "class=\"button\"",
    "class=\"button\" style=\"display:inline-block;padding:12px 24px;border-radius:8px;background-color:#3a4fd6;\
     color:#ffffff;font-weight:600;text-decoration:none;\"",
);

/// The texts of a kind in a language, as they ship.
pub fn default_texts(kind: MessageKind, language: Language) -> &'static Texts {
    static NONE: Texts = Texts {
        subject: None,
        text: None,
        html: None,
        sms: None,
    };
    static ALL: LazyLock<Vec<(MessageKind, Language, Texts)>> = LazyLock::new(assembled);
    ALL.iter()
        .find(|(of, in_language, _)| (*of, *in_language) == (kind, language))
        .map_or(&NONE, |(_, _, texts)| texts)
}

fn assembled() -> Vec<(MessageKind, Language, Texts)> {
    let pairs = MessageKind::ALL
        .iter()
        .flat_map(|kind| Language::ALL.iter().map(|language| (*kind, *language)));
    pairs
        .map(|(kind, language)| (kind, language, texts_of(kind, language)))
        .collect()
}

fn texts_of(kind: MessageKind, language: Language) -> Texts {
    let mut texts = Texts::default();
    for part in kind.parts() {
        let written = match language {
            Language::En => en(kind, *part),
            Language::Sv => sv(kind, *part),
            Language::De => de(kind, *part),
        };
        let written = written.trim_end();
        let text = match part {
            MessagePart::Html => framed(written, language),
            MessagePart::Text => format!("{written}\n"),
            MessagePart::Subject | MessagePart::Sms => written.to_owned(),
        };
        texts.set(*part, text);
    }
    texts
}

/// The whole HTML part: the frame, the body, the look of each element.
fn framed(body: &str, language: Language) -> String {
    let foot = match language {
        Language::En => {
            "{{ issuer }} has sent this message to {{ user.display_name }} ({{ user.name }})."
        }
        Language::Sv => {
            "{{ issuer }} har skickat det här meddelandet till {{ user.display_name }} ({{ user.name }})."
        }
        Language::De => {
            "{{ issuer }} hat diese Nachricht an {{ user.display_name }} ({{ user.name }}) geschickt."
        }
    };
    let mut styled = body.to_owned();
    for (written, look) in LOOKS.iter().chain([&BUTTON]) {
        styled = styled.replace(written, look);
    }
    FRAME
        .replace("[[language]]", language.as_str())
        .replace("[[foot]]", foot)
        .replace("[[body]]", &styled)
}

/// Makes the function that finds the files of one language; a missing file is an error of the compiler.
macro_rules! files {
    ($name:ident, $language:literal) => {
        fn $name(kind: MessageKind, part: MessagePart) -> &'static str {
            macro_rules! file {
                ($kind:literal, $file:literal) => {
                    include_str!(concat!("../texts/", $language, "/", $kind, "/", $file))
                };
            }
            macro_rules! mail {
                ($kind:literal) => {
                    match part {
                        MessagePart::Subject => file!($kind, "subject.txt"),
                        MessagePart::Text => file!($kind, "text.txt"),
                        MessagePart::Html => file!($kind, "html.html"),
                        MessagePart::Sms => "",
                    }
                };
            }
            macro_rules! notice {
                ($kind:literal) => {
                    match part {
                        MessagePart::Sms => file!($kind, "sms.txt"),
                        _ => mail!($kind),
                    }
                };
            }
            match kind {
                MessageKind::ProvisioningEmail => mail!("provisioning_email"),
                MessageKind::ProvisioningSms => file!("provisioning_sms", "sms.txt"),
                MessageKind::SignInCodeEmail => mail!("sign_in_code_email"),
                MessageKind::SignInCodeSms => file!("sign_in_code_sms", "sms.txt"),
                MessageKind::ProfileAdded => notice!("profile_added"),
                MessageKind::ProfileRemoved => notice!("profile_removed"),
                MessageKind::ProfileSuspended => notice!("profile_suspended"),
                MessageKind::ProfileReportedLost => notice!("profile_reported_lost"),
                MessageKind::AccountLocked => notice!("account_locked"),
                MessageKind::AddressChanged => notice!("address_changed"),
            }
        }
    };
}

files!(en, "en");
files!(sv, "sv");
files!(de, "de");
