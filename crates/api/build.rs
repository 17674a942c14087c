//! Makes the table of the pages' files that the binary holds, from the folder that
//! `cargo xtask pages` built. Without that folder the table is empty and the server says so.

#![expect(
    clippy::expect_used,
    reason = "a build that cannot go on stops, and cargo speaks by the environment"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

#[derive(Deserialize)]
struct Manifest {
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    path: String,
    content_type: String,
    immutable: bool,
    sha256: String,
    brotli_bytes: Option<usize>,
    gzip_bytes: Option<usize>,
}

fn main() {
    println!("cargo::rerun-if-env-changed=ANTEROOM_PAGES_DIST");
    let dist = pages_folder();
    let manifest = dist.join("manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    let files = fs::read_to_string(&manifest)
        .ok()
        .map(|text| {
            serde_json::from_str::<Manifest>(&text).expect("the manifest of the pages is readable")
        })
        .map_or_else(Vec::new, |manifest| manifest.files);
    let mut table = String::from("pub static FILES: &[PageFile] = &[\n");
    for file in &files {
        let bytes = |suffix: &str| {
            let place = dist.join(format!("{}{suffix}", file.path));
            format!(
                "include_bytes!(\"{}\")",
                place.display().to_string().escape_default()
            )
        };
        let twin = |size: Option<usize>, suffix: &str| {
            size.map_or_else(
                || "None".to_owned(),
                |_bytes| format!("Some({})", bytes(suffix)),
            )
        };
        writeln!(
            table,
            "    PageFile {{ path: {:?}, content_type: {:?}, immutable: {}, sha256: {:?}, plain: {}, brotli: {}, gzip: {} }},",
            file.path,
            file.content_type,
            file.immutable,
            file.sha256,
            bytes(""),
            twin(file.brotli_bytes, ".br"),
            twin(file.gzip_bytes, ".gz"),
        )
        .expect("a string can be written");
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("page_files.rs"), table).expect("the table can be written");
}

fn pages_folder() -> PathBuf {
    if let Some(folder) = env::var_os("ANTEROOM_PAGES_DIST") {
        return PathBuf::from(folder);
    }
    let crate_folder =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let workspace = crate_folder
        .ancestors()
        .nth(2)
        .map_or_else(|| crate_folder.clone(), Path::to_path_buf);
    // A target folder elsewhere (CARGO_TARGET_DIR) holds the pages as well.
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| workspace.join("target"), PathBuf::from)
        .join("pages/dist")
}
