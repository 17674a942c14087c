//! Which text is rendered: the wording of an administrator, or the one that ships.

use std::sync::Arc;

use anteroom_domain::clock::MovableClock;
use anteroom_domain::notifications::{
    DeliveryProblemCode, Language, MessageKind, NotificationChannel,
};
use jiff::Timestamp;
use tempfile::TempDir;

use super::super::texts::Texts;
use super::super::{Rendered, Values, default_texts, render};
use super::values;
use crate::app::App;
use crate::config::Config;
use crate::failure::{Failure, Unexpected};
use crate::notifications::service::messages::{LookRefused, prepare_test};
use crate::notifications::store::messages::{Version, insert};
use crate::random::Random;

const KIND: MessageKind = MessageKind::SignInCodeSms;

/// A system of its own; the folder goes with the test.
async fn system() -> (App, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        data_dir: folder.path().to_path_buf(),
        ..Config::default()
    };
    let clock = Arc::new(MovableClock::new(Timestamp::UNIX_EPOCH));
    let app = crate::open_app_with(config, clock, Random::seeded(1))
        .await
        .unwrap();
    (app, folder)
}

/// Puts a wording in force without any check, as an older or a newer Anteroom may have.
async fn word(app: &App, number: i64, sms: Option<&str>) {
    let texts = sms.map(|sms| Texts {
        sms: Some(sms.to_owned()),
        ..Texts::default()
    });
    let new = Version {
        number,
        texts,
        created_by: None,
        created_at: Timestamp::UNIX_EPOCH,
    };
    let inserted = app
        .db
        .write(async move |transaction| -> Result<bool, Unexpected> {
            insert(transaction, KIND, Language::Sv, &new).await
        })
        .await
        .unwrap();
    assert!(inserted);
}

async fn text(app: &App, language: Language) -> String {
    let connection = app.db.reader();
    let channel = NotificationChannel::Sms;
    let rendered = render(app, connection, KIND, channel, language, &values(KIND)).await;
    match rendered.unwrap() {
        Rendered::Sms { text, segments: 1 } => text,
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn greatest_version_is_rendered_and_a_reset_is_the_text_that_ships() {
    let (app, _folder) = system().await;
    let shipped = text(&app, Language::Sv).await;
    assert!(
        shipped.starts_with("471108 är din kod för Anteroom"),
        "{shipped}"
    );
    word(&app, 1, Some("Första: {{ code }}")).await;
    word(&app, 2, Some("Andra: {{ code }}\n")).await;
    assert_eq!(text(&app, Language::Sv).await, "Andra: 471108");
    assert!(
        text(&app, Language::En)
            .await
            .starts_with("471108 is your code")
    );
    word(&app, 3, None).await;
    assert_eq!(text(&app, Language::Sv).await, shipped);
}

#[actix_web::test]
async fn wording_that_fails_loses_no_message() {
    let (app, _folder) = system().await;
    let shipped = text(&app, Language::Sv).await;
    let failing = [
        "{{ nobody }} {{ code }}",
        "{% for each in code %}{% endfor %}",
        &"{{ code }} я".repeat(200),
    ];
    for (version, wording) in (1..).zip(failing) {
        word(&app, version, Some(wording)).await;
        assert_eq!(text(&app, Language::Sv).await, shipped, "{wording}");
    }
}

#[actix_web::test]
async fn test_message_is_made_of_what_was_typed_or_of_what_is_in_force() {
    let (app, _folder) = system().await;
    word(&app, 1, Some("Hej: {{ code }}")).await;
    let sms =
        async |texts| prepare_test(&app, (KIND, Language::Sv), "+46 70 123 45 67", texts).await;
    let order = sms(None).await.unwrap_or_else(|_| panic!("it is made"));
    assert_eq!(order.texts.sms.as_deref(), Some("Hej: {{ code }}"));
    assert_eq!(
        (order.channel, order.destination.as_str()),
        (NotificationChannel::Sms, "+46701234567")
    );
    let typed = Texts {
        sms: Some("Hej".to_owned()),
        ..Texts::default()
    };
    let refused = sms(Some(typed)).await.err();
    let Some(Failure::Refused(LookRefused::Content(problems))) = refused else {
        panic!("a code must stand in it");
    };
    assert_eq!(problems.len(), 1);

    let kind = MessageKind::ProvisioningEmail;
    let order = prepare_test(&app, (kind, Language::De), "maja@example.org", None).await;
    let order = order.unwrap_or_else(|_| panic!("it is made"));
    assert_eq!(&order.texts, default_texts(kind, Language::De));
    assert_eq!(order.channel, NotificationChannel::Email);
}

#[actix_web::test]
async fn message_without_what_makes_it_useful_is_not_made() {
    let (app, _folder) = system().await;
    let check = async |channel, values: Values, expected: &str| {
        let connection = app.db.reader();
        let problem = render(&app, connection, KIND, channel, Language::En, &values)
            .await
            .unwrap_err();
        assert_eq!(problem.code, DeliveryProblemCode::MessageInvalid);
        assert_eq!(problem.detail, expected);
    };
    let without_code = Values {
        code: None,
        ..values(KIND)
    };
    check(
        NotificationChannel::Sms,
        without_code,
        "`code` has no value",
    )
    .await;
    check(
        NotificationChannel::Email,
        values(KIND),
        "subject: messages of this kind have no such part",
    )
    .await;
}
