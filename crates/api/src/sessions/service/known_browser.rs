//! Knowing again a browser in which a user has signed in before.
//!
//! Such a browser has a counter of wrong passwords of its own, so that strangers who guess cannot
//! lock the user out. The cookie is a random part and a MAC that ties it to the user: nothing is
//! stored, and only somebody who once knew the password has one. Codes are not counted so: who has
//! a password could make himself a new known browser for every few codes.

use anteroom_domain::access_rules::AuthenticationMethod;
use anteroom_domain::ids::UserId;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use rand::Rng as _;
use subtle::ConstantTimeEq as _;

use crate::app::App;
use crate::guessing::Subject;

const RANDOM_BYTES: usize = 16;
const MAC_BYTES: usize = 32;

/// A new mark for a browser in which this user has signed in.
pub fn mark(app: &App, user: UserId) -> String {
    let mut bytes = [0_u8; RANDOM_BYTES];
    app.random().fill_bytes(&mut bytes);
    let mac = mac(app, user, &bytes);
    BASE64.encode([bytes.as_slice(), &mac].concat())
}

/// The counter of a browser that this user has signed in with; `None` for any other browser.
pub fn counter(app: &App, user: UserId, mark: Option<&str>) -> Option<Subject> {
    let bytes = BASE64.decode(mark?).ok()?;
    let (random, shown) = bytes.split_first_chunk::<RANDOM_BYTES>()?;
    let is_ours = shown.len() == MAC_BYTES && bool::from(shown.ct_eq(&mac(app, user, random)));
    is_ours.then(|| {
        Subject::known_browser(AuthenticationMethod::Password, user, &BASE64.encode(random))
    })
}

fn mac(app: &App, user: UserId, random: &[u8]) -> [u8; MAC_BYTES] {
    app.keys
        .mac("known-browser", &[user.as_uuid().as_bytes(), random])
}
