//! What a gateway becomes by what people type in, and how that is told.

use anteroom_api_types::notifications::sms::SmsTransport;
use anteroom_domain::accounts;
use anteroom_domain::field_problem::{FieldProblem, TextRefused};
use anteroom_domain::ids::SmsGatewayId;
use anteroom_domain::notifications::gateway::sender;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{GatewayChange, NewGateway, Refused, content, seal};
use crate::app::App;
use crate::failure::Unexpected;
use crate::notifications::channels::gateway;
use crate::notifications::store::sms_gateways::StoredGateway;

/// A new gateway.
pub fn new(
    app: &App,
    id: SmsGatewayId,
    position: i64,
    new: NewGateway,
) -> Result<StoredGateway, Refused> {
    let now = app.now();
    let gateway = StoredGateway {
        id,
        name: new.name,
        position,
        enabled: new.enabled,
        sender: new.sender,
        user_name: new.user_name,
        secret: seal(app, id, new.secret.as_ref())?,
        transport: new.transport,
        last_sent_at: None,
        last_error: None,
        last_error_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    checked(app, gateway, new.secret.as_ref(), Vec::new())
}

/// The gateway with the change.
pub fn changed(
    app: &App,
    before: &StoredGateway,
    change: GatewayChange,
) -> Result<StoredGateway, Refused> {
    let new_secret = change.secret.as_ref().and_then(Option::as_ref);
    let secret = match &change.secret {
        None => before.secret.clone(),
        Some(secret) => seal(app, before.id, secret.as_ref())?,
    };
    let transport = change.transport.unwrap_or_else(|| before.transport.clone());
    let mut problems = Vec::new();
    let keeps_secret = change.secret.is_none() && before.secret.is_some();
    // A secret was given for one server. Who may change the address may not by that have it sent elsewhere.
    let elsewhere = gateway::origin(&transport)
        .is_some_and(|origin| gateway::origin(&before.transport) != Some(origin));
    if keeps_secret && elsewhere {
        problems.push(FieldProblem::new(
            "/secret",
            "required",
            "the stored secret is for another server; give it again, or null to remove it",
        ));
    }
    let after = StoredGateway {
        name: change.name.unwrap_or_else(|| before.name.clone()),
        enabled: change.enabled.unwrap_or(before.enabled),
        sender: change.sender.unwrap_or_else(|| before.sender.clone()),
        user_name: change.user_name.unwrap_or_else(|| before.user_name.clone()),
        secret,
        transport,
        ..before.clone()
    };
    checked(app, after, new_secret, problems)
}

/// What audit events tell of a gateway. What it is reached by may hold what people typed into the wrong field,
/// so that only the names of its parts are told.
pub fn told(gateway: &StoredGateway) -> Result<Value, Unexpected> {
    Ok(json!({
        "name": gateway.name,
        "enabled": gateway.enabled,
        "sender": gateway.sender,
        "user_name": gateway.user_name,
        "transport": told_transport(&gateway.transport)?,
    }))
}

/// The kind and the server of a transport, and a fingerprint by which a change of the rest shows.
pub fn told_transport(transport: &SmsTransport) -> Result<Value, Unexpected> {
    use sha2::Digest as _;
    let text = serde_json::to_string(transport)
        .map_err(|cause| Unexpected::new("telling of an SMS gateway", cause))?;
    let digest = sha2::Sha256::digest(text.as_bytes());
    let (fingerprint, _rest) = digest.split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
    let fingerprint = format!("{:08x}", u32::from_be_bytes(*fingerprint));
    Ok(json!({
        "kind": match transport {
            SmsTransport::Http(_) => "http",
            SmsTransport::Smtp(_) => "smtp",
            SmsTransport::File(_) => "file",
        },
        "server": gateway::origin(transport),
        "fingerprint": fingerprint,
    }))
}

fn checked(
    app: &App,
    gateway: StoredGateway,
    new_secret: Option<&Zeroizing<String>>,
    mut problems: Vec<FieldProblem>,
) -> Result<StoredGateway, Refused> {
    let mut take = |pointer: &str, read: Result<String, TextRefused>| {
        read.unwrap_or_else(|refused| {
            problems.push(refused.at(pointer));
            String::new()
        })
    };
    let name = take("/name", accounts::name(&gateway.name));
    let sender = take("/sender", sender(&gateway.sender));
    let holds_control = |text: &str| text.chars().any(char::is_control);
    if gateway.user_name.as_deref().is_some_and(holds_control) {
        problems.push(TextRefused::ForbiddenCharacter.at("/user_name"));
    }
    if new_secret.is_some_and(|secret| holds_control(secret)) {
        problems.push(TextRefused::ForbiddenCharacter.at("/secret"));
    }
    let signs_in = (gateway.user_name.is_some(), gateway.secret.is_some());
    for problem in gateway::problems(&gateway.transport, signs_in, &app.outgoing_http) {
        // One complaint about a field is enough.
        if problems.iter().all(|it| it.pointer != problem.pointer) {
            problems.push(problem);
        }
    }
    if problems.is_empty() {
        Ok(StoredGateway {
            name,
            sender,
            ..gateway
        })
    } else {
        Err(content(problems))
    }
}
