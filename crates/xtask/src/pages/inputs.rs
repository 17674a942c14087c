//! What the pages are made from, as one hash, so that unchanged pages are not built again.

use std::path::Path;

use anyhow::Result;
use sha2::{Digest as _, Sha256};

use super::{Mode, output};
use crate::workspace;

/// Everything that can change the result: the pages, the contract they share, versions, and this builder.
const SOURCES: &[&str] = &[
    "frontend/Cargo.toml",
    "frontend/build.rs",
    "frontend/locales",
    "frontend/src",
    "frontend/static",
    "frontend/styles",
    "crates/api-types",
    "crates/xtask/src/pages",
    "Cargo.lock",
    "Cargo.toml",
];

/// One line that is the same exactly when the pages would come out the same.
pub fn stamp(mode: Mode, optimised: bool) -> Result<String> {
    let mut hash = Sha256::new();
    for source in SOURCES {
        let path = workspace::root().join(source);
        let files = if path.is_file() {
            vec![path]
        } else {
            workspace::files_below(&path)?
        };
        for file in files {
            add_file(&mut hash, &file)?;
        }
    }
    let digest = output::hexadecimal(&hash.finalize());
    Ok(format!(
        "{} optimised={optimised} {digest}\n",
        mode.profile()
    ))
}

fn add_file(hash: &mut Sha256, file: &Path) -> Result<()> {
    let content = workspace::read_bytes(file)?;
    // Lengths keep two neighbouring files from being mistaken for two others.
    let name = workspace::shown(file);
    hash.update(name.len().to_le_bytes());
    hash.update(name.as_bytes());
    hash.update(content.len().to_le_bytes());
    hash.update(&content);
    Ok(())
}
