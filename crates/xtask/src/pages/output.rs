//! The finished files: named by content, compressed beforehand, listed in `manifest.json`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Mode;
use super::bundle::Programs;
use crate::workspace;

/// 64 bits tell two versions of a file apart; more would only lengthen every address.
const SHORT_DIGEST_CHARACTERS: usize = 16;

/// Compressing pays for text and programs, not for pictures that are compressed in themselves.
const COMPRESSED_EXTENSIONS: &[&str] = &[
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

pub struct Output {
    mode: Mode,
    /// Path below the folder of the pages, and content.
    files: BTreeMap<String, File>,
    bundles: BTreeMap<String, BundleEntry>,
}

struct File {
    content: Vec<u8>,
    /// Whether the name says the content, so that browsers may keep it for ever.
    immutable: bool,
}

/// `manifest.json`, for the server, for measurements and for tests.
#[derive(Serialize)]
struct Manifest {
    /// `pages` when built for release, `dev` otherwise.
    profile: &'static str,
    files: Vec<FileEntry>,
    bundles: BTreeMap<String, BundleEntry>,
}

#[derive(Serialize)]
struct FileEntry {
    /// Path below the folder of the pages, and, after a slash, in the address.
    path: String,
    content_type: &'static str,
    immutable: bool,
    /// SHA-256 of the uncompressed content, in hexadecimal.
    sha256: String,
    bytes: usize,
    /// Bytes of the twin with `.br` after its name; nothing if there is none.
    brotli_bytes: Option<usize>,
    /// Bytes of the twin with `.gz` after its name; nothing if there is none.
    gzip_bytes: Option<usize>,
}

#[derive(Clone, Serialize)]
struct BundleEntry {
    page: String,
    /// Every file that a browser loads for this page, the page itself first.
    files: Vec<String>,
}

impl Output {
    pub fn new(mode: Mode) -> Self {
        Self {
            mode,
            files: BTreeMap::new(),
            bundles: BTreeMap::new(),
        }
    }

    /// Add a file under a name that holds the hash of its content; answers its address.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, content: &[u8]) -> String {
        let digest = hexadecimal(&Sha256::digest(content));
        self.add_immutable(
            &format!("assets/{stem}-{}.{extension}", short(&digest)),
            content,
        )
    }

    /// Add a file whose path already changes with its content; answers its address.
    pub fn add_immutable(&mut self, path: &str, content: &[u8]) -> String {
        self.add(path, content.to_vec(), true)
    }

    /// Add a file whose address never changes; answers its address.
    pub fn add_fixed(&mut self, path: &str, content: Vec<u8>) -> String {
        self.add(path, content, false)
    }

    /// Add the page of a bundle.
    pub fn add_page(&mut self, bundle: &str, content: Vec<u8>) {
        self.add(&format!("{bundle}.html"), content, false);
    }

    /// Say what a browser loads for a bundle.
    pub fn describe_bundle(&mut self, bundle: &str, programs: &Programs, style_sheet: &str) {
        let page = format!("{bundle}.html");
        let mut files = vec![page.clone()];
        let loaded = programs.all.iter().map(String::as_str).chain([style_sheet]);
        files.extend(loaded.map(|address| address.trim_start_matches('/').to_owned()));
        self.bundles
            .insert(bundle.to_owned(), BundleEntry { page, files });
    }

    /// Write everything beside the folder and put it in its place at once.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let fresh = folder.with_extension("new");
        remove_folder(&fresh)?;
        let mut entries = Vec::new();
        for (path, file) in &self.files {
            let place = fresh.join(path);
            workspace::write(&place, &file.content)?;
            let mut entry = FileEntry {
                path: path.clone(),
                content_type: content_type(path),
                immutable: file.immutable,
                sha256: hexadecimal(&Sha256::digest(&file.content)),
                bytes: file.content.len(),
                brotli_bytes: None,
                gzip_bytes: None,
            };
            if COMPRESSED_EXTENSIONS.contains(&extension(path)) {
                let brotli = self.brotli(&file.content, &entry.sha256)?;
                let gzip = gzip(&file.content)?;
                workspace::write(&with_suffix(&place, "br"), &brotli)?;
                workspace::write(&with_suffix(&place, "gz"), &gzip)?;
                entry.brotli_bytes = Some(brotli.len());
                entry.gzip_bytes = Some(gzip.len());
            }
            entries.push(entry);
        }
        let manifest = Manifest {
            profile: self.mode.profile(),
            files: entries,
            bundles: self.bundles.clone(),
        };
        report(&manifest);
        let text = serde_json::to_string_pretty(&manifest).context("cannot write the manifest")?;
        workspace::write(&fresh.join("manifest.json"), text + "\n")?;
        remove_folder(folder)?;
        std::fs::rename(&fresh, folder)
            .with_context(|| format!("cannot put {} in its place", workspace::shown(folder)))
    }

    fn add(&mut self, path: &str, content: Vec<u8>, immutable: bool) -> String {
        self.files
            .insert(path.to_owned(), File { content, immutable });
        format!("/{path}")
    }

    /// The best compression takes seconds, so its results are kept by the hash of what went in.
    fn brotli(&self, content: &[u8], sha256: &str) -> Result<Vec<u8>> {
        let quality = self.mode.brotli_quality();
        let kept = workspace::target_folder()
            .join("pages/compressed")
            .join(format!("{sha256}-{quality}.br"));
        if let Ok(compressed) = std::fs::read(&kept) {
            return Ok(compressed);
        }
        let parameters = brotli::enc::BrotliEncoderParams {
            quality,
            size_hint: content.len(),
            ..Default::default()
        };
        let mut compressed = Vec::new();
        let mut input = content;
        brotli::BrotliCompress(&mut input, &mut compressed, &parameters)
            .context("cannot compress by brotli")?;
        workspace::write(&kept, &compressed)?;
        Ok(compressed)
    }
}

/// Lower-case hexadecimal digits of a digest.
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}

/// As much of a digest as file names need.
pub fn short(digest: &str) -> &str {
    digest.get(..SHORT_DIGEST_CHARACTERS).unwrap_or(digest)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder
        .write_all(content)
        .context("cannot compress by gzip")?;
    encoder.finish().context("cannot compress by gzip")
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn content_type(path: &str) -> &'static str {
    match extension(path) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", workspace::shown(folder)))?;
    }
    Ok(())
}

fn report(manifest: &Manifest) {
    for (name, bundle) in &manifest.bundles {
        let loaded = manifest
            .files
            .iter()
            .filter(|file| bundle.files.contains(&file.path));
        let (plain, brotli) = loaded.fold((0, 0), |(plain, brotli), file| {
            (
                plain + file.bytes,
                brotli + file.brotli_bytes.unwrap_or(file.bytes),
            )
        });
        println!("{name}: {plain} bytes, {brotli} as compressed by brotli");
    }
}
