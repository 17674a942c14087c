//! The texts of messages: what ships, another wording, its refusals, its history, its preview.

use std::io::Write as _;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::Method;
use serde_json::{Value, json};

use crate::access_rules::newest_event;
use crate::support::{Answer, Browser, both_databases};

const ADDED: &str = "/api/v1/messages/profile_added/sv";
const MAIL: &str = "/api/v1/messages/provisioning_email/en";

/// Puts a wording with some parts of the one in force replaced.
async fn put(owner: &Browser, path: &str, changes: Value) -> Answer {
    let (etag, content) = changed(owner, path, changes).await;
    owner.put_if_match(path, &etag, &content).await
}

async fn changed(owner: &Browser, path: &str, changes: Value) -> (String, Value) {
    let answer = owner.get(path).await;
    let mut content = answer.json()["content"].clone();
    content
        .as_object_mut()
        .unwrap()
        .extend(changes.as_object().unwrap().clone());
    (answer.etag(), content)
}

/// What a refusal says of each field: pointer, code, message.
fn problems(answer: &Answer) -> Vec<[String; 3]> {
    answer.refused(422, "content_refused");
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    let read = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
    errors
        .iter()
        .map(|error| ["pointer", "code", "message"].map(|name| read(error, name)))
        .collect()
}

/// Reads a QR code as an independent program does.
fn read_by_zbarimg(png: &[u8]) -> String {
    let mut program = Command::new("zbarimg")
        .args(["--raw", "--quiet", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("zbarimg is installed; `cargo xtask setup` does that");
    let mut input = program.stdin.take().unwrap();
    input.write_all(png).unwrap();
    drop(input);
    let output = program.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

both_databases! {
    async fn every_kind_in_every_language_ships_with_its_texts(test: TestApp) {
        let owner = test.owner().await;
        let list = owner.get("/api/v1/messages").await.json();
        let items = list["items"].as_array().unwrap();
        assert_eq!(items.len(), 30);
        assert_eq!(items[0], json!({ "kind": "provisioning_email", "language": "en", "customised": false, "updated_at": null, "updated_by": null }));
        for item in items {
            let path = format!("/api/v1/messages/{}/{}", item["kind"].as_str().unwrap(), item["language"].as_str().unwrap());
            let answer = owner.get(&path).await;
            assert_eq!((answer.status, answer.etag().as_str()), (200, "\"0\""), "{path}");
            let message = answer.json();
            assert_eq!(message["content"], message["default_content"], "{path}");
            let parts: Vec<&String> = message["content"].as_object().unwrap().keys().collect();
            assert_eq!(parts.len(), message["parts"].as_array().unwrap().len(), "{path}");
        }
        let message = owner.get(MAIL).await.json();
        let link = message["placeholders"].as_array().unwrap().iter().find(|each| each["name"] == "link").cloned().unwrap();
        assert_eq!(link["parts"], json!(["text", "html"]));
        assert_eq!(link["required_in"], json!(["text", "html"]));
    }

    async fn message_that_there_is_not_is_not_found(test: TestApp) {
        let owner = test.owner().await;
        for path in ["/api/v1/messages/profile_added/fr", "/api/v1/messages/nothing/en", "/api/v1/messages/Profile_added/en"] {
            owner.get(path).await.refused(404, "not_found");
            owner.put_if_match(path, "*", &json!({})).await.refused(404, "not_found");
            owner.get(&format!("{path}/history")).await.refused(404, "not_found");
            owner.post(&format!("{path}/preview"), &json!({})).await.refused(404, "not_found");
        }
        owner.post(ADDED, &json!({})).await.refused(405, "method_not_allowed");
    }

    async fn wording_is_in_force_until_it_is_reset(test: TestApp) {
        let owner = test.owner().await;
        let shipped = owner.get(ADDED).await.json()["content"].clone();
        let answer = put(&owner, ADDED, json!({ "subject": "Ny telefon för {{ user.name }}" })).await;
        assert_eq!((answer.status, answer.etag().as_str()), (200, "\"1\""), "{answer:?}");
        let message = owner.get(ADDED).await.json();
        assert_eq!(message["content"]["subject"], "Ny telefon för {{ user.name }}");
        assert_eq!(message["default_content"], shipped);
        assert_eq!((&message["customised"], &message["updated_by"]["user_name"]), (&json!(true), &json!("owner")));
        let event = newest_event(&owner, "message.changed").await;
        assert_eq!(event["details"], json!({ "kind": "profile_added", "language": "sv", "version": 1 }));
        let items = owner.get("/api/v1/messages").await.json()["items"].as_array().unwrap().clone();
        let customised: Vec<&Value> = items.iter().filter(|item| item["customised"] == true).collect();
        assert_eq!(customised.len(), 1);
        assert_eq!((&customised[0]["kind"], &customised[0]["language"]), (&json!("profile_added"), &json!("sv")));

        let answer = owner.send(Method::DELETE, ADDED, &[("if-match", "\"1\"")], None).await;
        assert_eq!(answer.status, 204, "{answer:?}");
        let answer = owner.get(ADDED).await;
        assert_eq!((answer.etag().as_str(), &answer.json()["content"]), ("\"2\"", &shipped));
        assert_eq!(answer.json()["customised"], false);
        let event = newest_event(&owner, "message.reset").await;
        assert_eq!(event["details"], json!({ "kind": "profile_added", "language": "sv", "version": 2 }));
        let answer = owner.send(Method::DELETE, ADDED, &[("if-match", "\"2\"")], None).await;
        assert_eq!((answer.status, owner.get(ADDED).await.etag()), (204, "\"2\"".to_owned()), "a second reset changes nothing");

        let history = owner.get(&format!("{ADDED}/history")).await.json();
        assert_eq!(history["items"].as_array().unwrap().len(), 2);
        assert_eq!((&history["items"][0]["version"], &history["items"][0]["content"]), (&json!(2), &Value::Null));
        assert_eq!(history["items"][1]["content"]["subject"], "Ny telefon för {{ user.name }}");
        assert_eq!(history["items"][1]["created_by"]["display_name"], "Olga Owner");
    }

    async fn versions_guard_against_lost_changes(test: TestApp) {
        let owner = test.owner().await;
        let (_, content) = changed(&owner, ADDED, json!({ "sms": "Ny: {{ report_link }}" })).await;
        owner.put(ADDED, &content).await.refused(428, "version_required");
        owner.delete(ADDED).await.refused(428, "version_required");
        owner.put_if_match(ADDED, "\"4\"", &content).await.refused(412, "version_stale");
        let first = owner.put_if_match(ADDED, "\"0\"", &content).await;
        assert_eq!(first.status, 200, "{first:?}");
        owner.put_if_match(ADDED, "\"0\"", &content).await.refused(412, "version_stale");
        owner.send(Method::DELETE, ADDED, &[("if-match", "\"0\"")], None).await.refused(412, "version_stale");
        let same = owner.put_if_match(ADDED, "\"1\"", &content).await;
        assert_eq!((same.status, same.etag()), (200, first.etag()), "no change, no new version");
        let answer = owner.send(Method::GET, ADDED, &[("if-none-match", "\"1\"")], None).await;
        assert_eq!(answer.status, 304);
    }

    async fn of_two_who_word_at_once_one_is_stale(test: TestApp) {
        let owner = test.owner().await;
        let (etag, content) = changed(&owner, ADDED, json!({ "sms": "A: {{ report_link }}" })).await;
        let (_, other) = changed(&owner, ADDED, json!({ "sms": "B: {{ report_link }}" })).await;
        let (first, second) = futures_util::future::join(
            owner.put_if_match(ADDED, &etag, &content),
            owner.put_if_match(ADDED, &etag, &other),
        ).await;
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        assert_eq!(owner.get(ADDED).await.etag(), "\"1\"");
    }

    async fn wordings_that_do_not_work_are_refused_with_their_line(test: TestApp) {
        let owner = test.owner().await;
        let refused = async |changes: Value| problems(&put(&owner, MAIL, changes).await);
        let one = |pointer: &str, code: &str, message: &str| vec![[pointer.to_owned(), code.to_owned(), message.to_owned()]];
        assert_eq!(
            refused(json!({ "text": "{{ link }}\r\n\r\n{{ passwd }}" })).await,
            one("/text", "unknown_placeholder", "line 3: there is no placeholder `passwd`")
        );
        assert_eq!(
            refused(json!({ "html": "<p>\n{{ code }}{{ link }}" })).await,
            one("/html", "unknown_placeholder", "line 2: `code` cannot stand here")
        );
        assert_eq!(
            refused(json!({ "html": "<p>Hello</p>" })).await,
            one("/html", "placeholder_missing", "`{{ link }}` must stand in it, also where other values are missing")
        );
        assert_eq!(
            refused(json!({ "text": "{{ link }}\n{% for i in range(100000000) %}{% endfor %}" })).await,
            one("/text", "statement_not_allowed", "line 2: `{% for` cannot be used here, only if, elif, else and endif")
        );
        assert_eq!(
            refused(json!({ "text": "{{ link }}{{ 'a' * 900000000 }}" })).await,
            one("/text", "expression_not_allowed", "line 1: only the name of a placeholder can stand between `{{` and `}}`")
        );
        assert_eq!(
            refused(json!({ "html": "{{link}}".repeat(12_000) })).await,
            one("/html", "too_expensive", "takes too long or becomes too large")
        );
        assert_eq!(
            refused(json!({ "subject": "Hello\r\nBcc: all@example.org" })).await,
            one("/subject", "line_break", "line 1: must be one line")
        );
        assert_eq!(
            refused(json!({ "sms": "{{ link }}" })).await,
            one("/sms", "part_unknown", "messages of this kind have no such part")
        );
        assert_eq!(
            refused(json!({ "text": null, "subject": "{{ user" })).await.iter().map(|[pointer, code, _]| format!("{pointer} {code}")).collect::<Vec<_>>(),
            ["/subject syntax_error", "/text part_missing"]
        );
        assert_eq!(refused(json!({ "text": "" })).await[0][..2], ["/text", "out_of_bounds"]);
        assert_eq!(refused(json!({ "text": "x".repeat(20_001) })).await[0][..2], ["/text", "out_of_bounds"]);
        assert_eq!(owner.get(MAIL).await.etag(), "\"0\"", "nothing of it was saved");
    }

    async fn preview_shows_a_message_with_its_picture(test: TestApp) {
        let owner = test.owner().await;
        let preview = owner.post(&format!("{MAIL}/preview"), &json!({})).await.json();
        assert_eq!(preview["subject"], "Add your phone to Anteroom");
        assert_eq!(preview["sms"], Value::Null);
        let html = preview["html"].as_str().unwrap();
        assert!(html.contains("Maja Lind") && !html.contains("cid:"), "{html}");
        let picture = html.split("data:image/png;base64,").nth(1).unwrap().split('"').next().unwrap();
        let link = read_by_zbarimg(&BASE64_STANDARD.decode(picture).unwrap());
        assert_eq!(link, format!("{}/a#7ZC4MH2K0V9D1QWXRT5NB3EJ6A", test.base_url));
        assert!(preview["text"].as_str().unwrap().contains(&link));
    }

    async fn preview_shows_what_is_typed_for_somebody(test: TestApp) {
        let owner = test.owner().await;
        let user = test.add_user_with("elin", json!({ "display_name": "Elin <b>Ek</b> & \"söner\"" })).await;
        let path = format!("{ADDED}/preview");
        let (_, content) = changed(&owner, ADDED, json!({ "subject": "Hej {{ user.display_name }}", "sms": "Ny telefon \u{201d}{{ profile.name }}\u{201d}: {{ report_link }}" })).await;
        let preview = owner.post(&path, &json!({ "content": content, "user_id": user.id })).await.json();
        assert_eq!(preview["subject"], "Hej Elin <b>Ek</b> & \"söner\"");
        assert!(preview["html"].as_str().unwrap().contains("Elin &lt;b&gt;Ek&lt;/b&gt; &amp; &quot;söner&quot;"));
        assert_eq!((&preview["sms"]["encoding"], &preview["sms"]["segments"]), (&json!("ucs_2"), &json!(2)), "{}", preview["sms"]);
        assert_eq!(owner.get(ADDED).await.etag(), "\"0\"", "nothing was saved");

        let (_, content) = changed(&owner, ADDED, json!({ "sms": "Ny" })).await;
        let refused = owner.post(&path, &json!({ "content": content })).await;
        assert_eq!(problems(&refused)[0][..2], ["/content/sms", "placeholder_missing"]);
        let refused = owner.post(&path, &json!({ "user_id": "01890000-0000-7000-8000-000000000000" })).await;
        assert_eq!(problems(&refused)[0][..2], ["/user_id", "unknown"]);
    }
}
