//! A mail server that is not ours: `tests/counterparts/smtp_server.py`, a process of its own for one test.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The running server; it ends with its value.
pub struct MailServer {
    /// The port on the loopback.
    pub port: u16,
    folder: TempDir,
    process: Child,
}

impl MailServer {
    /// The user name that the modes `auth` and `auth-tls` take.
    pub const USER_NAME: &str = "anteroom";
    /// The password.
    pub const PASSWORD: &str = "pass word \u{2603}";

    /// Starts a server in one of the modes that the script names.
    pub fn start(mode: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut process = Command::new(python())
            .arg(here.join("tests/counterparts/smtp_server.py"))
            .arg(folder.path())
            .arg(mode)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // It complains of what the tests do to it.
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let port = line.trim().strip_prefix("ready ");
        let port = port.expect("the mail server starts").parse().unwrap();
        Self {
            port,
            folder,
            process,
        }
    }

    /// The certificate of its authority, in PEM.
    pub fn authority(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("ca.pem")).unwrap()
    }

    /// The mails that it has taken, in their order.
    pub fn mails(&self) -> Vec<Vec<u8>> {
        (1..)
            .map_while(|number| {
                std::fs::read(self.folder.path().join(format!("{number}.eml"))).ok()
            })
            .collect()
    }

    /// What happened, of this kind.
    pub fn events(&self, kind: &str) -> Vec<Value> {
        let log = std::fs::read_to_string(self.folder.path().join("log.jsonl")).unwrap_or_default();
        let events = log
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        events.filter(|event| event["event"] == kind).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn python() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = root.join(".tools/python/bin/python");
    assert!(
        python.exists(),
        "the mail server of the tests is missing; `cargo xtask setup` installs it from PyPI"
    );
    python
}
