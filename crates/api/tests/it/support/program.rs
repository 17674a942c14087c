//! The program itself as a process, for what no server in the test's own process can show: being killed.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::app::OWNER_PASSWORD;
use super::browser::Browser;
use super::database::TestDatabase;

/// How long a start may take on a busy machine.
const START_MAX: Duration = Duration::from_mins(1);

/// A server that can be started and killed again and again on the same data and the same port.
pub struct Program {
    /// Its base address.
    pub base_url: String,
    data: TempDir,
    database_url: Option<String>,
    port: u16,
    running: Option<Child>,
}

impl Program {
    /// Makes the data with one owner, `owner`; nothing runs yet.
    pub fn new(database: TestDatabase) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let program = Self {
            base_url: format!("http://localhost:{port}"),
            data: tempfile::tempdir().unwrap(),
            database_url: database.url,
            port,
            running: None,
        };
        let password = program.data.path().join("password");
        std::fs::write(&password, OWNER_PASSWORD).unwrap();
        let mut create = program.command();
        create.args(["admin", "create", "--user-name", "owner"]);
        create.arg("--password-file").arg(&password);
        assert!(create.status().unwrap().success());
        program
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
        command
            .env("ANTEROOM__DATA_DIR", self.data.path().join("data"))
            .env("ANTEROOM__HTTP__LISTEN", format!("127.0.0.1:{}", self.port))
            .env("ANTEROOM__HTTP__BASE_URL", &self.base_url)
            .env("ANTEROOM__OUTBOX__LEASE_SECONDS", "1")
            .env("ANTEROOM__LOG__FILTER", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some(url) = &self.database_url {
            command.env("ANTEROOM__DATABASE__URL", url);
        }
        command
    }

    /// Starts the server and waits until it answers.
    pub async fn start(&mut self) {
        let mut command = self.command();
        self.running = Some(command.arg("serve").spawn().unwrap());
        let probe = Browser::new(&self.base_url);
        let deadline = Instant::now() + START_MAX;
        while !probe.is_answered("/readyz").await {
            assert!(Instant::now() < deadline, "the server does not start");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Ends it as a power cut would: nothing is finished, nothing is written.
    pub fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.kill().unwrap();
            running.wait().unwrap();
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
