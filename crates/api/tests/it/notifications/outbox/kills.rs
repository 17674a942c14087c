//! Killed in the middle of sending: no message is lost, one at most is sent twice, and both copies are the same.
//!
//! `ANTEROOM_TEST_KILLS=100` makes it as long as one likes; the suite is content with a few.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use mail_parser::MessageParser;
use serde_json::{Value, json};

use crate::support::{Browser, MailServer, OWNER_PASSWORD, Program, TestDatabase};

/// People who are sent a message between two kills.
const PEOPLE_PER_KILL: usize = 12;

#[actix_web::test]
async fn nothing_is_lost_when_the_server_is_killed_on_sqlite() {
    nothing_is_lost(TestDatabase::sqlite()).await;
}

#[actix_web::test]
async fn nothing_is_lost_when_the_server_is_killed_on_postgresql() {
    nothing_is_lost(TestDatabase::postgresql().await).await;
}

async fn nothing_is_lost(database: TestDatabase) {
    let kills: usize = std::env::var("ANTEROOM_TEST_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(4);
    let server = MailServer::start("plain");
    let mut program = Program::new(database);
    program.start().await;
    let mut owner = Browser::new(&program.base_url);
    owner.sign_in("owner", OWNER_PASSWORD).await;
    set_up(&owner, server.port).await;
    let people = add_people(&owner, (kills + 1) * PEOPLE_PER_KILL).await;

    let mut promised = BTreeSet::new();
    let mut waves = people.chunks(PEOPLE_PER_KILL);
    for kill in 0..kills {
        let issuing = issue(&owner, waves.next().unwrap(), &mut promised);
        // Each kill comes at another moment of the wave.
        let moment = Duration::from_millis(20 + u64::try_from(kill * 37 % 190).unwrap());
        let _cut_off = tokio::time::timeout(moment, issuing).await;
        program.kill();
        program.start().await;
    }
    issue(&owner, waves.next().unwrap(), &mut promised).await;
    wait_until_nothing_is_queued(&owner).await;
    check(&server, &promised, kills);
}

async fn set_up(owner: &Browser, port: u16) {
    let path = "/api/v1/notification-channels/email";
    let etag = owner.get(path).await.etag();
    let channel = json!({
        "enabled": true, "transport": "smtp", "host": "127.0.0.1", "port": port, "security": "none",
        "sender_name": "Anteroom", "sender_address": "sign-in@example.org", "timeout_seconds": 5,
    });
    let answer = owner.put_if_match(path, &etag, &channel).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let path = "/api/v1/self-service-settings";
    let answer = owner.get(path).await;
    let (etag, mut settings) = (answer.etag(), answer.json());
    settings.as_object_mut().unwrap().remove("readiness");
    settings["enabled"] = json!(true);
    settings["channels"]["email"] = json!(true);
    let answer = owner.put_if_match(path, &etag, &settings).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

/// Their ids and addresses.
async fn add_people(owner: &Browser, count: usize) -> Vec<(Value, String)> {
    let mut people = Vec::new();
    for number in 0..count {
        let address = format!("person{number}@example.org");
        let body = json!({ "user_name": format!("person{number}"), "display_name": "A person", "email": address });
        let answer = owner.post("/api/v1/users", &body).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        people.push((answer.json()["id"].clone(), address));
    }
    people
}

/// Issues a token for each; whoever's was answered with 201 has been promised a message.
async fn issue(owner: &Browser, people: &[(Value, String)], promised: &mut BTreeSet<String>) {
    for (id, address) in people {
        let body = json!({ "user_id": id, "kind": "mobile_app", "channel": "email" });
        if owner.try_post("/api/v1/provisioning-tokens", &body).await == Some(201) {
            promised.insert(address.clone());
        }
    }
}

async fn wait_until_nothing_is_queued(owner: &Browser) {
    for _ in 0..600 {
        let queued = owner.get("/api/v1/deliveries?status=queued").await.json();
        if queued["items"].as_array().unwrap().is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("messages wait for ever");
}

fn check(server: &MailServer, promised: &BTreeSet<String>, kills: usize) {
    let mut copies: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for bytes in server.mails() {
        let mail = MessageParser::default().parse(&bytes).unwrap();
        let to = mail.to().unwrap().first().unwrap().address().unwrap();
        let text = mail.body_text(0).unwrap().into_owned();
        let (_, rest) = text.split_once("/a#").expect("the link is in it");
        let link = rest.split_whitespace().next().unwrap().to_owned();
        let id = mail.message_id().unwrap().to_owned();
        copies.entry(to.to_owned()).or_default().push((id, link));
    }
    let lost: Vec<_> = promised
        .iter()
        .filter(|to| !copies.contains_key(*to))
        .collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    let mut repeated = 0;
    for (to, copies) in &copies {
        assert!(
            copies.iter().all(|copy| copy == &copies[0]),
            "{to}: {copies:?}"
        );
        repeated += copies.len() - 1;
    }
    println!(
        "{kills} kills, {} messages, {repeated} sent twice, none lost",
        copies.len()
    );
    assert!(
        repeated <= kills,
        "{repeated} messages were sent twice by {kills} kills"
    );
}
