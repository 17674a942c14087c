//! What a browser's name of itself says about the device, in plain Rust.

/// The kind of device, as far as it can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceGuess {
    /// An Android device, with its model where the browser tells it.
    Android(Option<String>),
    IPhone,
    IPad,
    Windows,
    Mac,
    Linux,
    Unknown,
}

/// What the device is.
pub fn guess_device(user_agent: &str) -> DeviceGuess {
    if user_agent.contains("iPhone") {
        DeviceGuess::IPhone
    } else if user_agent.contains("iPad") {
        DeviceGuess::IPad
    } else if user_agent.contains("Android") {
        DeviceGuess::Android(android_model(user_agent))
    } else if user_agent.contains("Windows") {
        DeviceGuess::Windows
    } else if user_agent.contains("Macintosh") {
        DeviceGuess::Mac
    } else if user_agent.contains("Linux") {
        DeviceGuess::Linux
    } else {
        DeviceGuess::Unknown
    }
}

/// `(Linux; Android 14; Pixel 8)` names the model; browsers that hide it write `K`.
fn android_model(user_agent: &str) -> Option<String> {
    let inside = user_agent.split_once('(')?.1.split_once(')')?.0;
    let model = inside
        .split(';')
        .map(str::trim)
        .skip_while(|part| !part.starts_with("Android"))
        .nth(1)?;
    let model = model.split(" Build/").next().unwrap_or(model);
    (model.len() > 1 && !model.starts_with("rv:") && model != "Mobile").then(|| model.to_owned())
}

/// The browser's name and major version.
pub fn guess_browser(user_agent: &str) -> (String, String) {
    // The order matters: most browsers also claim to be Chrome, and Chrome to be Safari.
    let marks = [
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Version/", "Safari"),
    ];
    let found = marks.into_iter().find_map(|(mark, name)| {
        let (_, after) = user_agent.split_once(mark)?;
        Some((
            name.to_owned(),
            after.chars().take_while(char::is_ascii_digit).collect(),
        ))
    });
    found.unwrap_or_else(|| ("Browser".to_owned(), String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIXEL: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
    const HIDDEN: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";
    const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    const FIREFOX: &str = "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0";

    #[test]
    fn models_are_found_where_the_browser_tells_them() {
        assert_eq!(
            guess_device(PIXEL),
            DeviceGuess::Android(Some("Pixel 8".to_owned()))
        );
        assert_eq!(guess_device(HIDDEN), DeviceGuess::Android(None));
        assert_eq!(guess_device(FIREFOX), DeviceGuess::Android(None));
        assert_eq!(guess_device(IPHONE), DeviceGuess::IPhone);
    }

    #[test]
    fn browsers_are_known_although_they_claim_to_be_others() {
        assert_eq!(
            guess_browser(PIXEL),
            ("Chrome".to_owned(), "126".to_owned())
        );
        assert_eq!(
            guess_browser(IPHONE),
            ("Safari".to_owned(), "17".to_owned())
        );
        assert_eq!(
            guess_browser(FIREFOX),
            ("Firefox".to_owned(), "127".to_owned())
        );
        assert_eq!(
            guess_browser("curl/8"),
            ("Browser".to_owned(), String::new())
        );
    }
}
