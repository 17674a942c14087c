//! Caught messages: written into a folder in place of being sent, and read in the console.

use std::os::unix::fs::PermissionsExt as _;

use anteroom_api::{Mail, send_mail, send_sms};
use serde_json::{Value, json};

use super::{add_gateway, mail, set_up_email, settings, sms};
use crate::support::{TestApp, TestDatabase, both_databases};

const CAUGHT: &str = "/api/v1/caught-messages";

async fn catch_mails(test: &TestApp) {
    let changes = json!({ "transport": "file", "host": "" });
    set_up_email(test, &settings(25, changes)).await;
}

both_databases! {
    async fn caught_messages_are_read_in_the_console(test: TestApp) {
        let owner = test.owner().await;
        owner.get(CAUGHT).await.refused(404, "not_found");
        catch_mails(&test).await;
        add_gateway(&owner, "Folder", json!({})).await;
        assert_eq!(owner.get(CAUGHT).await.json(), json!({ "items": [], "next_cursor": null }));
        let attempt = send_mail(&test.app, &mail("anna@example.org")).await;
        assert!(attempt.outcome.is_ok());
        assert_eq!(attempt.by.as_deref(), Some("folder"));
        test.clock.advance_seconds(1);
        assert!(send_sms(&test.app, &sms()).await[0].outcome.is_ok());
        let list = owner.get(CAUGHT).await.json();
        let [newest, oldest] = [0, 1].map(|index| list["items"][index].clone());
        assert_eq!((&newest["channel"], &newest["to"]), (&json!("sms"), &json!("+46701234567")));
        assert_eq!((&oldest["channel"], &oldest["to"]), (&json!("email"), &json!("anna@example.org")));
        assert_eq!(oldest["caught_at"], json!("2026-03-02T09:00:00Z"));
        assert_eq!(oldest["subject"], json!("Add your phone – Övning"));
        let read = async |item: &Value| owner.get(&format!("{CAUGHT}/{}", item["id"].as_str().unwrap())).await.json();
        let text = read(&newest).await;
        assert_eq!((&text["from"], &text["text"], &text["html"]), (&json!("Anteroom"), &json!(sms().text), &json!(null)));
        let shown = read(&oldest).await;
        assert_eq!(shown["from"], json!("Example sign-in <sign-in@example.org>"));
        assert!(shown["text"].as_str().unwrap().contains("#7ZC4"));
        let html = shown["html"].as_str().unwrap();
        assert!(html.contains("src=\"data:image/png;base64,iVBORw0K") && !html.contains("cid:"), "{html}");
        set_up_email(&test, &settings(25, json!({}))).await;
        assert_eq!(owner.get(CAUGHT).await.status, 200, "the gateway still catches");
    }
}

#[actix_web::test]
async fn files_are_for_the_server_alone_and_ids_lead_nowhere_else() {
    let test = TestApp::start(TestDatabase::sqlite()).await;
    catch_mails(&test).await;
    assert!(
        send_mail(&test.app, &mail("anna@example.org"))
            .await
            .outcome
            .is_ok()
    );
    let folder = test.app.config.data_dir.join("caught-messages");
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1);
    assert_eq!(
        (mode(&files[0]), files[0].extension().unwrap().to_str()),
        (0o600, Some("eml"))
    );
    let owner = test.owner().await;
    for id in ["keys", "keys.json", "01890000-0000-7000-8000-000000000000"] {
        let address = format!("{CAUGHT}/{id}");
        owner.get(&address).await.refused(404, "not_found");
    }
    let outside = format!("{CAUGHT}/..%2fkeys");
    owner.get(&outside).await.refused(400, "invalid_path");
}

#[actix_web::test]
async fn only_the_newest_are_kept_and_strange_files_do_no_harm() {
    let test = TestApp::start(TestDatabase::sqlite()).await;
    catch_mails(&test).await;
    let folder = test.app.config.data_dir.join("caught-messages");
    std::fs::create_dir_all(&folder).unwrap();
    for number in 1..=505 {
        std::fs::write(
            folder.join(format!("00000000-0000-7000-8000-{number:012}.eml")),
            "To: a@b.example\r\n\r\nx",
        )
        .unwrap();
    }
    std::fs::write(folder.join("notes.txt"), "not ours").unwrap();
    let mail = Mail {
        html: "<p>no image".to_owned(),
        qr_code: None,
        ..mail("anna@example.org")
    };
    assert!(send_mail(&test.app, &mail).await.outcome.is_ok());
    let left = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(left, 501, "500 messages, and what is not ours");
    let list = test.owner().await.get(CAUGHT).await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 100);
    assert_eq!(list["items"][0]["to"], json!("anna@example.org"));
    assert_eq!(list["items"][1]["to"], json!("a@b.example"));
}
