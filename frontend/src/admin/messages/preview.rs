//! How the message in the editor looks: the line in the inbox, the mail, its plain text, the text message.

use anteroom_api_types::notifications::messages::{
    MessagePart, MessagePreview, SmsEncoding, SmsPreview,
};
use leptos::prelude::*;

use super::sms_state::segments;
use crate::admin::mail_frame::{MailFrame, MailLook};
use crate::admin::words::word;
use crate::kit::{CheckField, Skeleton, Tab, Tabs};
use crate::router;

const VIEW: &str = "view";

/// The preview. While the text has errors it shows how it looked before them.
#[component]
pub fn PreviewPane(
    parts: Vec<MessagePart>,
    preview: RwSignal<Option<MessagePreview>>,
    #[prop(into)] outdated: Signal<bool>,
) -> impl IntoView {
    let tabs: Vec<Tab> = [
        (MessagePart::Html, "html"),
        (MessagePart::Text, "text"),
        (MessagePart::Sms, "sms"),
    ]
    .into_iter()
    .filter(|(part, _)| parts.contains(part))
    .map(|(part, value)| Tab {
        value,
        label: word("message-tab", &part),
    })
    .collect();
    let first = tabs.first().map(|tab| tab.value).unwrap_or_default();
    let several = tabs.len() > 1;
    let chosen = router::query_value(VIEW);
    let shown = Memo::new(move |_| chosen.get().unwrap_or_else(|| first.to_owned()));
    let here = Memo::new(move |_| preview.with(Option::is_some));
    let content = move || {
        if !here.get() {
            return view! { <Skeleton lines=6/> }.into_any();
        }
        match shown.get().as_str() {
            "text" => plain(preview),
            "sms" => sms(preview),
            _ => mail(preview),
        }
    };
    view! {
        <section class="preview" aria-label=text!("preview-title")>
            <h2 class="preview__title">{text!("preview-title")}</h2>
            {several.then(|| view! { <Tabs name=VIEW label=text!("preview-tabs") tabs/> })}
            <p class="field__hint" role="status">
                {move || outdated.get().then(|| text!("preview-outdated"))}
            </p>
            {content}
        </section>
    }
    .into_any()
}

/// As a mail program lists it.
fn inbox_line(preview: RwSignal<Option<MessagePreview>>) -> AnyView {
    let read = move |part: fn(&MessagePreview) -> Option<String>| {
        move || preview.with(|preview| preview.as_ref().and_then(part))
    };
    view! {
        <div class="inbox-line">
            <span class="inbox-line__sender">{read(|preview| preview.sender.clone())}</span>
            <span class="inbox-line__subject">{read(|preview| preview.subject.clone())}</span>
        </div>
    }
    .into_any()
}

fn mail(preview: RwSignal<Option<MessagePreview>>) -> AnyView {
    let dark = RwSignal::new(false);
    let narrow = RwSignal::new(false);
    let images = RwSignal::new(true);
    let html = Memo::new(move |_| {
        preview.with(|preview| {
            preview
                .as_ref()
                .and_then(|preview| preview.html.clone())
                .unwrap_or_default()
        })
    });
    let look = MailLook {
        dark: dark.into(),
        narrow: narrow.into(),
        images: images.into(),
    };
    view! {
        {inbox_line(preview)}
        <div class="preview__switches" role="group" aria-label=text!("preview-look")>
            <CheckField label=text!("preview-dark") value=dark/>
            <CheckField label=text!("preview-phone") value=narrow/>
            <CheckField label=text!("preview-images") value=images/>
        </div>
        <MailFrame title=text!("preview-frame") html look/>
    }
    .into_any()
}

fn plain(preview: RwSignal<Option<MessagePreview>>) -> AnyView {
    let text =
        move || preview.with(|preview| preview.as_ref().and_then(|shown| shown.text.clone()));
    view! {
        {inbox_line(preview)}
        <p class="plain-text">{text}</p>
    }
    .into_any()
}

fn sms(preview: RwSignal<Option<MessagePreview>>) -> AnyView {
    let content = move || {
        let sms = preview.with(|preview| preview.as_ref().and_then(|shown| shown.sms.clone()))?;
        Some(bubbles(&sms))
    };
    view! { {content} }.into_any()
}

fn bubbles(sms: &SmsPreview) -> AnyView {
    let bubbles = segments(&sms.text, sms.encoding, sms.segments)
        .into_iter()
        .map(|segment| view! { <p class="bubble">{segment}</p> })
        .collect_view();
    let encoding = match sms.encoding {
        SmsEncoding::Gsm7 => text!("sms-encoding-gsm_7"),
        SmsEncoding::Ucs2 => text!("sms-encoding-ucs_2"),
    };
    view! {
        <div class="bubbles">{bubbles}</div>
        <p class="preview__facts">
            {text!("sms-count", count = sms.segments)} " · " {encoding} " · "
            {text!("sms-units", units = sms.units, left = sms.units_left)}
        </p>
    }
    .into_any()
}
