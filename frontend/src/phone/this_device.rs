//! What this device is called, for the list of the person's phones. The person may change it.

use anteroom_api_types::device::{KeyStorage, Phone, Platform};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::this_device_state::{DeviceGuess, guess_browser, guess_device};
use crate::kit::browser;

/// The longest name of a phone that the server takes.
pub const NAME_CHARACTERS_MAX: u32 = 100;

/// What this device says of itself, with a name to start from.
pub async fn describe() -> Phone {
    let user_agent = browser::user_agent();
    let device = guess_device(&user_agent);
    let (app_name, app_version) = guess_browser(&user_agent);
    let model = match &device {
        DeviceGuess::Android(Some(model)) => Some(model.clone()),
        DeviceGuess::Android(None) => model_hint().await,
        _ => None,
    };
    Phone {
        name: model.clone().unwrap_or_else(|| name_of(&device)),
        platform: Platform::Web,
        model: model.unwrap_or_default(),
        app_name,
        app_version,
        key_storage: KeyStorage::Software,
    }
}

fn name_of(device: &DeviceGuess) -> String {
    match device {
        DeviceGuess::Android(_) => text!("device-android"),
        DeviceGuess::IPhone => "iPhone".to_owned(),
        DeviceGuess::IPad => "iPad".to_owned(),
        DeviceGuess::Windows => text!("device-windows"),
        DeviceGuess::Mac => "Mac".to_owned(),
        DeviceGuess::Linux => text!("device-linux"),
        DeviceGuess::Unknown => text!("device-unknown"),
    }
}

/// The model by the client hints of Chromium, which hides it in the name of the browser.
async fn model_hint() -> Option<String> {
    let data = Reflect::get(
        &browser::window().navigator(),
        &JsValue::from_str("userAgentData"),
    )
    .ok()?;
    let ask: Function = Reflect::get(&data, &JsValue::from_str("getHighEntropyValues"))
        .ok()?
        .dyn_into()
        .ok()?;
    let wanted = Array::of1(&JsValue::from_str("model"));
    let promise: Promise = ask.call1(&data, &wanted).ok()?.dyn_into().ok()?;
    let values = JsFuture::from(promise).await.ok()?;
    let model = Reflect::get(&values, &JsValue::from_str("model"))
        .ok()?
        .as_string()?;
    (!model.is_empty()).then_some(model)
}
