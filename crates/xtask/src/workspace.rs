//! Where things are in the repository, and how its files are listed.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Folders that hold nothing written by hand.
const GENERATED_FOLDERS: &[&str] = &[
    ".git",
    ".tools",
    "node_modules",
    "playwright-report",
    "target",
    "test-results",
];

/// The root of the repository, known from where this crate stands.
pub fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder
        .ancestors()
        .nth(2)
        .unwrap_or(crate_folder)
        .to_path_buf()
}

/// Where programs that the automation installs for itself are kept.
pub fn tools_folder() -> PathBuf {
    root().join(".tools")
}

/// Where cargo puts what it builds.
pub fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Where the finished pages are, for the server to embed.
///
/// The server's build script reads the same variable, so both always mean the same folder.
pub fn pages_folder() -> PathBuf {
    std::env::var_os("ANTEROOM_PAGES_DIST")
        .map_or_else(|| target_folder().join("pages/dist"), PathBuf::from)
}

/// All files written by hand below a folder, in a stable order.
///
/// A folder that is not there holds no files.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect_files(folder, &mut files)?;
    files.sort();
    Ok(files)
}

/// A path as it is written in documents: from the root, with forward slashes.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/")
}

/// The text of a file; the error names the file.
pub fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", shown(path)))
}

/// The bytes of a file; the error names the file.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", shown(path)))
}

/// Write a file and the folders above it; the error names the file.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", shown(folder)))?;
    }
    std::fs::write(path, content).with_context(|| format!("cannot write {}", shown(path)))
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot list {}", shown(folder)))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot list {}", shown(folder)))?;
        let kind = entry
            .file_type()
            .with_context(|| format!("cannot look at {}", shown(&entry.path())))?;
        let name = entry.file_name();
        if kind.is_dir() {
            if !GENERATED_FOLDERS.iter().any(|generated| name == *generated) {
                collect_files(&entry.path(), files)?;
            }
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}
