//! Caught messages: the transport `file` writes into a folder in place of sending.
//!
//! Mails are written as they would have travelled (`.eml`), text messages as JSON. A name is the id of the
//! message, a UUIDv7, so that the order of the names is the order of time. Files appear whole, by a rename.

use std::fs::{self, DirBuilder};
use std::io::{self, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use anteroom_domain::ids::DeliveryId;
use anteroom_domain::limits::CAUGHT_MESSAGES_MAX;
use anteroom_domain::notifications::DeliveryProblemCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::failure::Unexpected;
use crate::notifications::outgoing::NotSent;

/// A text message as it is written.
#[derive(Serialize, Deserialize)]
pub struct CaughtSms {
    /// The number that it is for.
    pub to: String,
    /// The sender that people would see.
    pub from: String,
    /// The text.
    pub text: String,
    /// The id of the message, the same at every try.
    pub message_id: String,
}

/// A caught message with its content.
pub enum Caught {
    /// A mail, as it would have travelled.
    Mail(Vec<u8>),
    /// A text message.
    Sms(CaughtSms),
}

/// Writes a mail.
pub async fn write_mail(app: &App, bytes: Vec<u8>) -> Result<(), NotSent> {
    write(app, "eml", bytes).await
}

/// Writes a text message.
pub async fn write_sms(app: &App, sms: &CaughtSms) -> Result<(), NotSent> {
    let bytes = serde_json::to_vec_pretty(sms).map_err(|error| {
        NotSent::for_good(DeliveryProblemCode::MessageInvalid, &error.to_string())
    })?;
    write(app, "json", bytes).await
}

/// The newest messages, each with its id.
pub async fn newest(app: &App, count: usize) -> Result<Vec<(Uuid, Caught)>, Unexpected> {
    let folder = folder(app);
    in_background(move || {
        let mut files = files(&folder)?;
        files.reverse();
        files.truncate(count);
        // What another replica has just tidied away is not there any more, and that is all.
        let read = files.into_iter().filter_map(|file| {
            let content = read_file(&file).transpose()?;
            Some(content.map(|content| (file.id, content)))
        });
        read.collect()
    })
    .await
}

/// One message.
pub async fn find(app: &App, id: Uuid) -> Result<Option<Caught>, Unexpected> {
    let folder = folder(app);
    in_background(move || {
        for extension in ["eml", "json"] {
            if let Some(found) = read_file(&File::new(&folder, id, extension))? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    })
    .await
}

async fn write(app: &App, extension: &'static str, bytes: Vec<u8>) -> Result<(), NotSent> {
    let folder = folder(app);
    let id = DeliveryId::generate(app.now(), &mut app.random());
    let written = in_background(move || {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)?;
        // Others cannot read it: that is how temporary files are made.
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        file.write_all(&bytes)?;
        file.as_file().sync_all()?;
        file.persist(File::new(&folder, id.as_uuid(), extension).path)
            .map_err(io::Error::from)?;
        remove_oldest(&folder)
    });
    written.await.map_err(|failed| {
        tracing::error!(cause = %failed, "A message could not be written into the folder of caught messages.");
        NotSent::for_now(
            DeliveryProblemCode::Internal,
            "the folder of caught messages cannot be written",
        )
    })
}

fn folder(app: &App) -> PathBuf {
    app.config.data_dir.join("caught-messages")
}

struct File {
    id: Uuid,
    path: PathBuf,
}

impl File {
    fn new(folder: &Path, id: Uuid, extension: &str) -> Self {
        Self {
            id,
            path: folder.join(format!("{id}.{extension}")),
        }
    }
}

/// The files of the folder, oldest first; none when there is no folder yet.
fn files(folder: &Path) -> io::Result<Vec<File>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if let Some(id) = stem.and_then(|stem| stem.parse().ok()) {
            files.push(File { id, path });
        }
    }
    files.sort_by_key(|file| file.id);
    Ok(files)
}

fn read_file(file: &File) -> io::Result<Option<Caught>> {
    let bytes = match fs::read(&file.path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        bytes => bytes?,
    };
    if file.path.extension().is_some_and(|it| it == "eml") {
        return Ok(Some(Caught::Mail(bytes)));
    }
    serde_json::from_slice(&bytes)
        .map(|sms| Some(Caught::Sms(sms)))
        .map_err(io::Error::from)
}

fn remove_oldest(folder: &Path) -> io::Result<()> {
    let files = files(folder)?;
    let too_many = files.len().saturating_sub(CAUGHT_MESSAGES_MAX);
    for file in files.into_iter().take(too_many) {
        match fs::remove_file(file.path) {
            // Another sender was faster.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            removed => removed?,
        }
    }
    Ok(())
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Unexpected> {
    let failed = |cause| Unexpected::new("using the folder of caught messages", cause);
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|cause| failed(io::Error::other(cause)))?
        .map_err(failed)
}
