//! Files of `frontend/static` that are handed out as they are: icons, web manifests, the service worker.

use anyhow::Result;

use super::output::Output;
use crate::workspace;

/// Add all of them under their own names; answers their addresses.
pub fn add_all(output: &mut Output) -> Result<Vec<String>> {
    let folder = workspace::root().join("frontend/static");
    let mut addresses = Vec::new();
    for file in workspace::files_below(&folder)? {
        let path = workspace::shown(&file);
        let path = path.trim_start_matches("frontend/static/");
        addresses.push(output.add_fixed(path, workspace::read_bytes(&file)?));
    }
    Ok(addresses)
}
