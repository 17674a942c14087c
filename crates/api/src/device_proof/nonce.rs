//! The nonce of proofs: the second it was made in, and a MAC over it. Nothing is stored, so that
//! every replica with the same key file takes it.

use anteroom_domain::clock::after_seconds;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use jiff::Timestamp;
use subtle::ConstantTimeEq as _;

use crate::crypto::KeyRing;

/// How long a nonce counts.
const LIFETIME_SECONDS: u64 = 300;
/// A replica whose clock is ahead may have made it; more than this is no clock, but a forgery.
const AHEAD_SECONDS_MAX: i64 = 60;
/// The purpose of the key that signs nonces.
const PURPOSE: &str = "dpop-nonce";
/// Bytes of the MAC that are sent: 128 bits cannot be guessed in the life of a nonce.
const MAC_BYTES: usize = 16;

/// A nonce of this second.
pub fn make(keys: &KeyRing, now: Timestamp) -> String {
    let second = now.as_second().to_be_bytes();
    let mac = keys.mac(PURPOSE, &[&second]);
    let (sent, _rest) = mac.split_at(MAC_BYTES);
    BASE64.encode([second.as_slice(), sent].concat())
}

/// Until when the nonce counts; `None` when it is over, or not one of ours.
pub fn ends_at(keys: &KeyRing, nonce: &str, now: Timestamp) -> Option<Timestamp> {
    let bytes = BASE64.decode(nonce).ok()?;
    let (second, mac) = bytes.split_first_chunk::<8>()?;
    let expected = keys.mac(PURPOSE, &[second]);
    let (sent, _rest) = expected.split_at(MAC_BYTES);
    if !bool::from(mac.ct_eq(sent)) {
        return None;
    }
    let made_at = Timestamp::from_second(i64::from_be_bytes(*second)).ok()?;
    let ends_at = after_seconds(made_at, LIFETIME_SECONDS);
    let ahead = made_at.as_second() - now.as_second();
    (now < ends_at && ahead <= AHEAD_SECONDS_MAX).then_some(ends_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn a_nonce_counts_five_minutes_and_only_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let keys = KeyRing::open_or_create(&path, &mut Random::seeded(1)).unwrap();
        let replica = KeyRing::open_or_create(&path, &mut Random::seeded(2)).unwrap();
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let nonce = make(&keys, now);
        assert!(ends_at(&replica, &nonce, now).is_some());
        assert!(ends_at(&replica, &nonce, after_seconds(now, 299)).is_some());
        assert!(ends_at(&replica, &nonce, after_seconds(now, 300)).is_none());
        let made_ahead = make(&keys, after_seconds(now, 61));
        assert!(ends_at(&keys, &made_ahead, now).is_none());
        for index in 0..nonce.len() {
            let mut changed = nonce.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(ends_at(&keys, &changed, now).is_none(), "character {index}");
        }
        assert!(ends_at(&keys, "", now).is_none());
    }
}
