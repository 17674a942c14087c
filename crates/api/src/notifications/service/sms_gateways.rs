//! Reading, changing, ordering and testing the SMS gateways.

mod change;

use anteroom_api_types::notifications::health::ChannelTest;
use anteroom_api_types::notifications::sms::SmsTransport;
use anteroom_domain::accounts::{self, masked_phone_number};
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::ids::SmsGatewayId;
use anteroom_domain::limits::SMS_GATEWAYS_MAX;
use zeroize::Zeroizing;

use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::failure::{Failure, Unexpected};
use crate::http::etag::{IfMatch, VersionStale};
use crate::notifications::channels::{secrets, test_steps};
use crate::notifications::store::sms_gateways::{self, NotSaved, StoredGateway};

/// What a new gateway is.
pub struct NewGateway {
    pub name: String,
    pub enabled: bool,
    pub sender: String,
    pub user_name: Option<String>,
    pub secret: Option<Zeroizing<String>>,
    pub transport: SmsTransport,
}

/// What changes of a gateway; `None` stays.
#[derive(Default)]
pub struct GatewayChange {
    pub name: Option<String>,
    pub enabled: Option<bool>,
    pub sender: Option<String>,
    pub user_name: Option<Option<String>>,
    pub secret: Option<Option<Zeroizing<String>>>,
    pub transport: Option<SmsTransport>,
}

/// Why a gateway is not saved, moved, removed or tested.
#[derive(Debug)]
pub enum GatewayRefused {
    NotFound,
    VersionStale,
    NameTaken,
    TooMany,
    /// The list of ids is not the list of the gateways.
    OtherGateways,
    Content(Vec<FieldProblem>),
}

type Refused = Failure<GatewayRefused>;

/// All gateways, the first to try first.
pub async fn list(app: &App) -> Result<Vec<StoredGateway>, Unexpected> {
    sms_gateways::all(app.db.reader()).await
}

/// One gateway, with its place in the order, from 0.
pub async fn find(
    app: &App,
    id: SmsGatewayId,
) -> Result<Option<(usize, StoredGateway)>, Unexpected> {
    let gateways = list(app).await?.into_iter().enumerate();
    Ok(gateways.into_iter().find(|(_, gateway)| gateway.id == id))
}

/// Adds a gateway at the end; answers its id.
pub async fn create(app: &App, origin: Origin, new: NewGateway) -> Result<SmsGatewayId, Refused> {
    let now = app.now();
    let id = SmsGatewayId::generate(now, &mut app.random());
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            let others = sms_gateways::all(transaction).await?;
            if others.len() >= SMS_GATEWAYS_MAX {
                return Err(Failure::Refused(GatewayRefused::TooMany));
            }
            let last = others.last().map_or(0, |gateway| gateway.position);
            let gateway = change::new(&app, id, last + 1, new)?;
            save(sms_gateways::insert(transaction, &gateway).await?)?;
            let event = about("sms_gateway.created", &gateway)
                .with("transport", change::told_transport(&gateway.transport)?);
            audit::record(transaction, &app, &origin, event).await?;
            Ok(id)
        })
        .await
}

/// Changes a gateway.
pub async fn update(
    app: &App,
    origin: Origin,
    id: SmsGatewayId,
    seen: IfMatch,
    wanted: GatewayChange,
) -> Result<(), Refused> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            let gateways = sms_gateways::all(transaction).await?;
            let before = known(gateways, id, seen)?;
            let secret_changes = wanted.secret.is_some();
            let after = change::changed(&app, &before, wanted)?;
            if after == before {
                return Ok(());
            }
            let after = StoredGateway {
                updated_at: app.now(),
                version: before.version + 1,
                ..after
            };
            save(sms_gateways::update(transaction, &after).await?)?;
            let event = about("sms_gateway.changed", &after)
                .with_changes(&change::told(&before)?, &change::told(&after)?)
                .with("secret_changed", secret_changes);
            audit::record(transaction, &app, &origin, event).await?;
            Ok(())
        })
        .await
}

/// Removes a gateway. Messages that left by it keep its name.
pub async fn remove(
    app: &App,
    origin: Origin,
    id: SmsGatewayId,
    seen: IfMatch,
) -> Result<(), Refused> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            let gateways = sms_gateways::all(transaction).await?;
            let gateway = known(gateways, id, seen)?;
            sms_gateways::delete(transaction, id, gateway.version)
                .await?
                .map_err(|VersionStale| Failure::Refused(GatewayRefused::VersionStale))?;
            let event = about("sms_gateway.removed", &gateway);
            audit::record(transaction, &app, &origin, event).await?;
            Ok(())
        })
        .await
}

/// Puts the gateways into this order, which names every one of them once.
pub async fn reorder(app: &App, origin: Origin, ids: Vec<SmsGatewayId>) -> Result<(), Refused> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            let gateways = sms_gateways::all(transaction).await?;
            let there: Vec<SmsGatewayId> = gateways.iter().map(|gateway| gateway.id).collect();
            let (mut wanted, mut sorted) = (ids.clone(), there.clone());
            wanted.sort_unstable();
            sorted.sort_unstable();
            if wanted != sorted {
                return Err(Failure::Refused(GatewayRefused::OtherGateways));
            }
            if ids == there {
                return Ok(());
            }
            for (position, id) in (1_i64..).zip(&ids) {
                let moved = gateways
                    .iter()
                    .find(|gateway| gateway.id == *id && gateway.position != position);
                if let Some(gateway) = moved {
                    let gateway = StoredGateway {
                        position,
                        version: gateway.version + 1,
                        ..gateway.clone()
                    };
                    save(sms_gateways::update(transaction, &gateway).await?)?;
                }
            }
            let names: Vec<&str> = ids
                .iter()
                .filter_map(|id| gateways.iter().find(|gateway| gateway.id == *id))
                .map(|gateway| gateway.name.as_str())
                .collect();
            let event = Event::plain("sms_gateways.reordered").with("order", names);
            audit::record(transaction, &app, &origin, event).await?;
            Ok(())
        })
        .await
}

/// Tests a gateway step by step.
pub async fn test(
    app: &App,
    origin: Origin,
    id: SmsGatewayId,
    to: Option<&str>,
) -> Result<ChannelTest, Refused> {
    let (_place, gateway) = find(app, id)
        .await?
        .ok_or(Failure::Refused(GatewayRefused::NotFound))?;
    let to = to.map(accounts::phone_number).transpose();
    let to = to.map_err(|refused| content(vec![refused.at("/to")]))?;
    let test = test_steps::test_gateway(app, &gateway, to.as_deref()).await?;
    let event = about("sms_gateway.tested", &gateway)
        .with("passed", test.passed)
        .with("to", to.as_deref().map(masked_phone_number));
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| -> Result<(), Unexpected> {
            Ok(audit::record(transaction, &app, &origin, event).await?)
        })
        .await?;
    Ok(test)
}

/// The purpose under which the keys of the addresses for delivery reports are made.
const RECEIPT_KEY_PURPOSE: &str = "sms gateway delivery reports";

/// What stands in the address for delivery reports of a gateway. It is made of the id, so that nothing has to be
/// stored, and 128 bits are enough not to be guessed.
pub fn receipt_key(app: &App, id: SmsGatewayId) -> String {
    let mac = app
        .keys
        .mac(RECEIPT_KEY_PURPOSE, &[id.as_uuid().as_bytes()]);
    uuid::Uuid::from_slice(mac.get(..16).unwrap_or_default())
        .unwrap_or_default()
        .simple()
        .to_string()
}

fn known(
    gateways: Vec<StoredGateway>,
    id: SmsGatewayId,
    seen: IfMatch,
) -> Result<StoredGateway, Refused> {
    let gateway = gateways
        .into_iter()
        .find(|gateway| gateway.id == id)
        .ok_or(Failure::Refused(GatewayRefused::NotFound))?;
    seen.check(gateway.version)
        .map_err(|VersionStale| Failure::Refused(GatewayRefused::VersionStale))?;
    Ok(gateway)
}

fn save(saved: Result<(), NotSaved>) -> Result<(), Refused> {
    saved.map_err(|refused| {
        Failure::Refused(match refused {
            NotSaved::VersionStale => GatewayRefused::VersionStale,
            NotSaved::NameTaken => GatewayRefused::NameTaken,
        })
    })
}

fn about(action: &'static str, gateway: &StoredGateway) -> Event {
    Event::about(action, "sms_gateway", gateway.id, gateway.name.clone())
}

fn content(problems: Vec<FieldProblem>) -> Refused {
    Failure::Refused(GatewayRefused::Content(problems))
}

/// Seals a secret that may be missing.
fn seal(
    app: &App,
    id: SmsGatewayId,
    secret: Option<&Zeroizing<String>>,
) -> Result<Option<Vec<u8>>, Unexpected> {
    let place = secrets::gateway_secret(id);
    secret
        .map(|text| secrets::seal(app, place, text))
        .transpose()
}
