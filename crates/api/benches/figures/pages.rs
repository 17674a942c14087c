//! What a browser loads for each of the three programs of the pages, compressed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::report::BundleFigures;
use crate::server::PROGRAM;
use crate::statistics::{number, rounded};

/// The page, its program, and what it may weigh in kB of 1000 bytes.
const AIMS: [(&str, &str, f64); 3] = [
    ("/a", "phone", 120.0),
    ("/provisioning", "portal", 180.0),
    ("/admin", "admin", 400.0),
];

#[derive(Deserialize)]
struct Manifest {
    files: Vec<File>,
    bundles: BTreeMap<String, Bundle>,
}

#[derive(Deserialize)]
struct File {
    path: String,
    bytes: usize,
    brotli_bytes: Option<usize>,
}

#[derive(Deserialize)]
struct Bundle {
    files: Vec<String>,
}

/// Reads the sizes from the list that the build of the pages writes.
pub fn measure() -> Result<Vec<BundleFigures>> {
    let path = target_folder().join("pages/dist/manifest.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("The pages are left out: they have not been built (`cargo xtask pages`).");
        return Ok(Vec::new());
    };
    let manifest: Manifest =
        serde_json::from_str(&text).context("the list of the pages' files is not understood")?;
    AIMS.iter()
        .map(|(page, bundle, aim_kb)| {
            Ok(BundleFigures {
                page: (*page).to_owned(),
                brotli_kb: rounded(manifest.brotli_bytes(bundle)? / 1000.0),
                aim_kb: *aim_kb,
            })
        })
        .collect()
}

impl Manifest {
    fn brotli_bytes(&self, bundle: &str) -> Result<f64> {
        let bundle = self.bundles.get(bundle).context("a bundle is missing")?;
        let mut bytes = 0;
        for path in &bundle.files {
            let file = self.files.iter().find(|file| file.path == *path);
            let file = file.with_context(|| format!("{path} is missing"))?;
            bytes += file.brotli_bytes.unwrap_or(file.bytes);
        }
        Ok(number(bytes))
    }
}

/// Where cargo puts what it builds, known from where the server is.
pub fn target_folder() -> PathBuf {
    let profile_folder = Path::new(PROGRAM).parent();
    profile_folder
        .and_then(Path::parent)
        .unwrap_or(Path::new("target"))
        .to_path_buf()
}
