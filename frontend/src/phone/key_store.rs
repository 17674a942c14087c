//! Where this phone keeps its keys: IndexedDB, which can hold a key that nobody can read.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CryptoKey, Event, IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbRequest,
    IdbTransactionMode,
};

use super::device_key::{DeviceKey, random_text};
use super::local_profile::LocalProfile;
use crate::kit::browser;

const DATABASE: &str = "anteroom";
const DATABASE_VERSION: u32 = 1;
const STORE: &str = "profiles";

/// One profile of this phone: its key and what the phone remembers of it.
#[derive(Clone)]
pub struct StoredProfile {
    /// The place in the store; it means nothing elsewhere.
    pub place: String,
    pub key: DeviceKey,
    pub local: LocalProfile,
}

impl StoredProfile {
    /// A new key in a new place, not stored yet.
    pub async fn new() -> Result<Self, JsValue> {
        Ok(Self {
            place: random_text()?,
            key: DeviceKey::generate().await?,
            local: LocalProfile::before_claim(),
        })
    }
}

/// Whether this browser keeps keys: tries it out and leaves nothing behind.
pub async fn can_keep_keys() -> bool {
    try_out().await.unwrap_or(false)
}

async fn try_out() -> Result<bool, JsValue> {
    let trial = StoredProfile::new().await?;
    put(&trial).await?;
    let found = list()
        .await?
        .into_iter()
        .find(|stored| stored.place == trial.place);
    remove(&trial.place).await?;
    match found {
        Some(found) => Ok(found.key.sign(b"trial").await?.len() == 64),
        None => Ok(false),
    }
}

/// Stores a profile, in place of what stood there.
pub async fn put(profile: &StoredProfile) -> Result<(), JsValue> {
    let record = Object::new();
    let jwk = serde_json::to_string(&profile.key.public).unwrap_or_default();
    for (name, value) in [
        ("place", JsValue::from_str(&profile.place)),
        ("private", profile.key.private.clone().into()),
        ("public", JsValue::from_str(&jwk)),
        ("local", JsValue::from_str(&profile.local.write())),
    ] {
        Reflect::set(&record, &JsValue::from_str(name), &value)?;
    }
    write(|store| store.put(&record)).await
}

/// Forgets a profile and its key.
pub async fn remove(place: &str) -> Result<(), JsValue> {
    write(|store| store.delete(&JsValue::from_str(place))).await
}

/// All profiles of this phone.
pub async fn list() -> Result<Vec<StoredProfile>, JsValue> {
    let database = open().await?;
    let store = database.transaction_with_str(STORE)?.object_store(STORE)?;
    let request = store.get_all()?;
    finished(&request).await?;
    let records: Array = request.result()?.dyn_into()?;
    Ok(records.iter().filter_map(|record| read(&record)).collect())
}

/// Asks the browser not to clear this store when space is short. It may decline.
pub async fn ask_to_persist() {
    let navigator = browser::window().navigator();
    let available = Reflect::get(&navigator, &JsValue::from_str("storage"))
        .is_ok_and(|storage| !storage.is_undefined());
    if available && let Ok(promise) = navigator.storage().persist() {
        let _declined = JsFuture::from(promise).await;
    }
}

fn read(record: &JsValue) -> Option<StoredProfile> {
    let member = |name: &str| Reflect::get(record, &JsValue::from_str(name)).ok();
    let private: CryptoKey = member("private")?.dyn_into().ok()?;
    Some(StoredProfile {
        place: member("place")?.as_string()?,
        key: DeviceKey {
            private,
            public: serde_json::from_str(&member("public")?.as_string()?).ok()?,
        },
        local: LocalProfile::read(&member("local")?.as_string()?),
    })
}

async fn write(
    ask: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
) -> Result<(), JsValue> {
    let database = open().await?;
    let transaction =
        database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    ask(&transaction.object_store(STORE)?)?;
    // The request succeeds before the change is on the disk; only the transaction says that it is.
    settled(|resolve, reject| {
        transaction.set_oncomplete(Some(resolve));
        transaction.set_onabort(Some(reject));
    })
    .await
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = browser::window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, DATABASE_VERSION)?;
    let upgraded = request.clone();
    let upgrade = Closure::once(move |_: Event| {
        let parameters = IdbObjectStoreParameters::new();
        parameters.set_key_path(&JsValue::from_str("place"));
        let database = upgraded
            .result()
            .ok()
            .and_then(|result| result.dyn_into::<IdbDatabase>().ok());
        if let Some(database) = database {
            // When this fails, the transaction on the missing store fails and is reported.
            let _ = database.create_object_store_with_optional_parameters(STORE, &parameters);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    finished(&request).await?;
    request.result()?.dyn_into()
}

async fn finished(request: &IdbRequest) -> Result<(), JsValue> {
    settled(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    })
    .await
}

/// Waits for one of two callbacks.
async fn settled(attach: impl Fn(&Function, &Function)) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| attach(&resolve, &reject));
    JsFuture::from(promise).await.map(drop)
}
