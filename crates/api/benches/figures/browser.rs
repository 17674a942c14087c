//! From the click to a QR code that a phone could read, in Chromium.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::pages::target_folder;
use crate::report::ClickToQr;
use crate::server::PROGRAM;

/// Lets the browser do it; nothing where the browser tests are not installed.
pub fn measure() -> Result<Option<ClickToQr>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/e2e");
    let playwright = folder.join("node_modules/.bin/playwright");
    if !playwright.exists() {
        println!("The browser is left out: its tests are not installed (`cargo xtask setup`).");
        return Ok(None);
    }
    let result = target_folder().join("bench-browser.json");
    std::fs::remove_file(&result).ok();
    let mut command = Command::new(playwright);
    command.args(["test", "--config", "bench/playwright.config.ts"]);
    command.current_dir(folder);
    command.env("ANTEROOM_BINARY", PROGRAM);
    command.env("ANTEROOM_BENCH_RESULT", &result);
    let status = command.status().context("cannot start playwright")?;
    let Ok(text) = std::fs::read_to_string(&result) else {
        println!("The browser is left out: its run ended with {status}, without a figure.");
        return Ok(None);
    };
    serde_json::from_str(&text)
        .context("the figures of the browser are not understood")
        .map(Some)
}
