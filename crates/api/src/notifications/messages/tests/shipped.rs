//! The texts that ship: all there, all in order, and what each looks like.

use anteroom_domain::notifications::sms_text::{SmsEncoding, sms_size};
use anteroom_domain::notifications::{Language, MessageKind, MessagePart};

use super::super::{Values, check, default_texts, qr_code_png};
use super::{rendered, values};

fn every_message() -> impl Iterator<Item = (MessageKind, Language)> {
    MessageKind::ALL
        .iter()
        .flat_map(|kind| Language::ALL.iter().map(|language| (*kind, *language)))
}

#[test]
fn every_message_passes_the_check_of_a_save() {
    for (kind, language) in every_message() {
        let texts = default_texts(kind, language);
        for part in MessagePart::ALL {
            let has = texts.get(*part).is_some_and(|text| !text.trim().is_empty());
            assert_eq!(has, kind.parts().contains(part), "{kind} {language} {part}");
        }
        assert_eq!(check(kind, texts), [], "{kind} {language}");
    }
}

#[test]
fn texts_read_as_they_were_looked_at() {
    for (kind, language) in every_message() {
        let texts = rendered(kind, language, default_texts(kind, language), &values(kind));
        let plain: Vec<String> = [MessagePart::Subject, MessagePart::Text, MessagePart::Sms]
            .iter()
            .filter_map(|part| Some(format!("--- {part}\n{}", texts.get(*part)?)))
            .collect();
        insta::assert_snapshot!(format!("{language}_{kind}"), plain.join("\n"));
        if let Some(html) = texts.html.filter(|_| language == Language::En) {
            insta::assert_snapshot!(format!("{language}_{kind}_html"), html);
        }
    }
}

#[test]
fn message_that_points_to_a_page_has_nothing_to_redeem() {
    for language in Language::ALL {
        let kind = MessageKind::ProvisioningEmail;
        let pointing = Values {
            link: Some("https://id.example.org/provisioning".to_owned()),
            has_qr_code: false,
            typed_code: None,
            ..values(kind)
        };
        let texts = rendered(kind, *language, default_texts(kind, *language), &pointing);
        let html = texts.html.unwrap_or_default();
        assert!(!html.contains("cid:") && !html.contains("<img"), "{html}");
        insta::assert_snapshot!(
            format!("{language}_pointer"),
            texts.text.unwrap_or_default()
        );
    }
}

#[test]
fn text_messages_fit_into_one() {
    for (kind, language) in every_message() {
        let texts = rendered(kind, language, default_texts(kind, language), &values(kind));
        if let Some(sms) = texts.sms {
            let size = sms_size(&sms);
            assert_eq!(size.encoding, SmsEncoding::Gsm7, "{kind} {language}: {sms}");
            assert_eq!(
                size.segments, 1,
                "{kind} {language} ({}): {sms}",
                size.units
            );
        }
    }
}

#[test]
fn mails_fetch_nothing_and_are_whole_by_themselves() {
    for (kind, language) in every_message() {
        let texts = rendered(kind, language, default_texts(kind, language), &values(kind));
        let Some(html) = texts.html else { continue };
        let label = format!("{kind} {language}");
        for foreign in [
            "<script",
            "<link",
            "@import",
            "url(",
            "src=\"http",
            "[[",
            "class=\"lead\"",
        ] {
            assert!(!html.contains(foreign), "{label}: {foreign}");
        }
        assert!(
            html.contains(&format!("<html lang=\"{language}\">")),
            "{label}"
        );
        for (opened, closed) in [
            ("<p", "</p>"),
            ("<div", "</div>"),
            ("<a ", "</a>"),
            ("<strong>", "</strong>"),
        ] {
            assert_eq!(
                html.matches(opened).count(),
                html.matches(closed).count(),
                "{label}: {opened}"
            );
        }
        // Every link stands as a button and once more spelled out, for those whose button does nothing.
        if let Some(link) = values(kind).link.or(values(kind).report_link) {
            assert_eq!(
                html.matches(&format!("href=\"{link}\"")).count(),
                2,
                "{label}"
            );
            assert!(html.contains(&format!(">{link}</a>")), "{label}");
        }
    }
}

#[test]
fn qr_code_is_read_back_from_its_picture() {
    let link = "https://id.example.org/a#7ZC4MH2K0V9D1QWXRT5NB3EJ6A";
    let bytes = qr_code_png(link).unwrap();
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert!(
        frame.width >= 480 && frame.width == frame.height,
        "{frame:?}"
    );
    let width = frame.width as usize;
    // At 41 modules with the quiet zone around, each is twelve pixels wide.
    assert_eq!(width, 41 * 12);
    let quiet = pixels
        .iter()
        .take(width * 4 * 12)
        .all(|pixel| *pixel == u8::MAX);
    assert!(quiet, "the quiet zone is white");
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width, width, |x, y| pixels[y * width + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    assert_eq!(grids[0].decode().unwrap().1, link);
    assert!(qr_code_png(&"a".repeat(5_000)).is_err());
}
