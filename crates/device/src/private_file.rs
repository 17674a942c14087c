//! A file that only its owner may read, written in one step, so that a crash leaves the old or the new content.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Replaces the content of a file. Missing folders are made for the owner alone.
pub(crate) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    make_folder_of(path)?;
    let temporary = beside(path, "new");
    // A left-over of a crash may have been made by somebody else; `create_new` never writes into it.
    match fs::remove_file(&temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _gone => {}
    }
    let mut file = for_owner_alone()
        .create_new(true)
        .write(true)
        .open(&temporary)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&temporary, path)
}

/// Holds other runs off until the answered file is dropped.
pub(crate) fn lock(path: &Path) -> io::Result<File> {
    make_folder_of(path)?;
    let file = for_owner_alone()
        .create(true)
        .truncate(false)
        .write(true)
        .open(beside(path, "lock"))?;
    file.lock()?;
    Ok(file)
}

/// A file next to another, named after it.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

fn for_owner_alone() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn make_folder_of(path: &Path) -> io::Result<()> {
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    else {
        return Ok(());
    };
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}
