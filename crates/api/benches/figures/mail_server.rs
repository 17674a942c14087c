//! A mail server that is not ours, the one of the tests: it takes every mail, and writes down when.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use tempfile::TempDir;

use crate::process::Process;

/// How often the log is read while a mail is awaited: seldom enough to take nothing from who is measured.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// The running server; it ends with its value.
pub struct MailServer {
    /// The port on the loopback.
    pub port: u16,
    /// How many mails of its log have been read.
    pub mails: usize,
    log_bytes_read: u64,
    _process: Process,
    folder: TempDir,
}

/// A mail that it has taken.
pub struct Taken {
    /// For whom.
    pub recipient: String,
    /// When, in microseconds since the Unix epoch; just before it says so.
    pub at_microseconds: i64,
}

/// A line of the log; other events than mails have no such fields.
#[derive(Deserialize)]
struct Line {
    recipients: Option<Vec<String>>,
    taken_at_microseconds: Option<i64>,
}

impl MailServer {
    /// Starts it; nothing where it is not installed.
    pub fn start() -> Result<Option<Self>> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = here.join("../../.tools/python/bin/python");
        if !python.exists() {
            return Ok(None);
        }
        let folder = tempfile::Builder::new()
            .prefix("anteroom-bench-mails-")
            .tempdir()
            .context("cannot make a temporary folder")?;
        let mut command = Command::new(python);
        command.arg(here.join("tests/counterparts/smtp_server.py"));
        command.arg(folder.path()).arg("plain");
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        // It ends when nobody holds the other end of its input any more.
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = Process::start(&mut command)?;
        let output = process
            .take_output()
            .context("no output of the mail server")?;
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .context("cannot read what the mail server says")?;
        // A Python without the libraries of the server has told so on its standard error.
        let port = line.trim().strip_prefix("ready ");
        Ok(port.and_then(|port| port.parse().ok()).map(|port| Self {
            port,
            mails: 0,
            log_bytes_read: 0,
            _process: process,
            folder,
        }))
    }

    /// The mails since the last question, in their order.
    pub fn newly_taken(&mut self) -> Result<Vec<Taken>> {
        let path = self.folder.path().join("log.jsonl");
        let Ok(mut log) = File::open(path) else {
            return Ok(Vec::new());
        };
        log.seek(SeekFrom::Start(self.log_bytes_read))
            .context("cannot read the log of the mail server")?;
        let mut text = String::new();
        log.read_to_string(&mut text)
            .context("cannot read the log of the mail server")?;
        // The last line may still be written.
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let mut taken = Vec::new();
        for line in text.get(..whole).unwrap_or_default().lines() {
            let line: Line = serde_json::from_str(line)
                .context("the log of the mail server is not understood")?;
            if let (Some(recipients), Some(at_microseconds)) =
                (line.recipients, line.taken_at_microseconds)
            {
                taken.push(Taken {
                    recipient: recipients.join(","),
                    at_microseconds,
                });
            }
        }
        self.log_bytes_read += u64::try_from(whole).unwrap_or(u64::MAX);
        self.mails += taken.len();
        Ok(taken)
    }

    /// So many more mails, or those that came in this time.
    pub async fn wait_for(&mut self, count: usize, time_max: Duration) -> Result<Vec<Taken>> {
        let deadline = Instant::now() + time_max;
        let mut taken = Vec::new();
        while taken.len() < count && Instant::now() < deadline {
            tokio::time::sleep(LOOK_EVERY).await;
            taken.append(&mut self.newly_taken()?);
        }
        Ok(taken)
    }

    /// The next mail for somebody, or nothing when none came in this time.
    pub async fn wait_for_mail_to(
        &mut self,
        recipient: &str,
        time_max: Duration,
    ) -> Result<Option<Taken>> {
        let deadline = Instant::now() + time_max;
        while Instant::now() < deadline {
            let taken = self.newly_taken()?;
            if let Some(mail) = taken.into_iter().find(|mail| mail.recipient == recipient) {
                return Ok(Some(mail));
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Ok(None)
    }

    /// The bytes of the newest mail whose line has been read.
    pub fn newest_mail(&self) -> Result<Vec<u8>> {
        let path = self.folder.path().join(format!("{}.eml", self.mails));
        std::fs::read(path).context("cannot read a mail")
    }
}
