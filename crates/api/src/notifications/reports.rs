//! The key of the link in a notice: "this was not me".
//!
//! It is the id of the delivery with a MAC over it, so that nothing is stored for it, and so that it is the
//! same at every try to send the notice.

use anteroom_domain::clock::after_seconds;
use anteroom_domain::ids::{DeliveryId, ProfileId, UserId};
use anteroom_domain::limits::REPORT_LINK_SECONDS;
use anteroom_domain::notifications::MessageKind;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use jiff::Timestamp;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::store::deliveries;
use crate::app::App;
use crate::db::{ConnectionTrait, Moment as _};
use crate::failure::Unexpected;

const PURPOSE: &str = "change-report";
const ID_BYTES: usize = 16;
/// 96 bits: they are only ever tried against the server.
const MAC_BYTES: usize = 12;

/// What a notice told of.
pub struct Reported {
    /// What.
    pub kind: MessageKind,
    /// Whom it was for.
    pub user: UserId,
    /// The profile that it was about.
    pub profile: Option<ProfileId>,
    /// Its name at that time.
    pub profile_name: Option<String>,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// Until when the link can be used.
    pub expires_at: Timestamp,
}

/// The link of a notice.
pub fn link(app: &App, delivery: DeliveryId) -> String {
    let id = delivery.as_uuid();
    let key = BASE64.encode([id.as_bytes().as_slice(), &mac(app, id)].concat());
    format!("{}/report#{key}", app.config.http.origin())
}

/// What a key stands for; `None` when it is unknown or too old.
pub async fn find(
    app: &App,
    connection: &impl ConnectionTrait,
    key: &str,
) -> Result<Option<Reported>, Unexpected> {
    let Some(id) = read(app, key) else {
        return Ok(None);
    };
    let Some(row) = deliveries::find(connection, id).await? else {
        return Ok(None);
    };
    let (kind, facts) = (row.message_kind()?, row.read_facts()?);
    let occurred_at = Timestamp::from_stored(facts.occurred_at.unwrap_or(row.created_at));
    let expires_at = after_seconds(occurred_at, REPORT_LINK_SECONDS);
    Ok(row
        .user()
        .filter(|_| kind.is_notice() && app.now() < expires_at)
        .map(|user| Reported {
            kind,
            user,
            profile: row.profile(),
            profile_name: facts.profile_name,
            occurred_at,
            expires_at,
        }))
}

fn read(app: &App, key: &str) -> Option<DeliveryId> {
    let bytes = BASE64.decode(key).ok()?;
    let (id, shown) = bytes.split_first_chunk::<ID_BYTES>()?;
    let id = Uuid::from_bytes(*id);
    bool::from(mac(app, id).as_slice().ct_eq(shown)).then(|| DeliveryId::from_uuid(id))
}

fn mac(app: &App, id: Uuid) -> [u8; MAC_BYTES] {
    let whole = app.keys.mac(PURPOSE, &[id.as_bytes()]);
    let mut mac = [0; MAC_BYTES];
    mac.copy_from_slice(whole.split_at(MAC_BYTES).0);
    mac
}
