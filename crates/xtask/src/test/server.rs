//! A server of our own for one step: a fresh data folder, a free port, one owner, stopped at the end.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

use crate::{command, postgres};

/// A debug build on a busy machine takes a second or two; far more means that it never comes.
const START_SECONDS_MAX: u64 = 60;

pub const OWNER_NAME: &str = "owner";
pub const OWNER_PASSWORD: &str = "correct horse battery staple 7";

/// A running server; dropping it stops the process and removes its files.
pub struct Server {
    process: Child,
    pub base_url: String,
    port: u16,
    _folder: TempDir,
}

impl Server {
    /// Start the program with an owner in an empty database, and wait until it is ready.
    pub fn start(program: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("anteroom-server-")
            .tempdir()
            .context("cannot make a temporary folder")?;
        let port = postgres::free_port()?;
        let base_url = format!("http://localhost:{port}");
        let anteroom = || {
            let mut anteroom = Command::new(program);
            anteroom.current_dir(folder.path());
            anteroom.env("ANTEROOM__DATA_DIR", folder.path());
            anteroom.env("ANTEROOM__HTTP__LISTEN", format!("127.0.0.1:{port}"));
            anteroom.env("ANTEROOM__HTTP__BASE_URL", &base_url);
            anteroom.stdin(Stdio::null());
            anteroom
        };

        let password_file = folder.path().join("owner-password");
        std::fs::write(&password_file, OWNER_PASSWORD).context("cannot write a password file")?;
        let mut create = anteroom();
        create.args(["admin", "create", "--user-name", OWNER_NAME]);
        create.args(["--email", "owner@example.org"]);
        create.arg("--password-file").arg(&password_file);
        command::output(&mut create).context("cannot create the owner")?;

        // What the server logs goes to a file, which is shown if it does not start.
        let log_path = folder.path().join("server.log");
        let log = std::fs::File::create(&log_path).context("cannot make a log file")?;
        let twin = log.try_clone().context("cannot share a log file")?;
        let mut serve = anteroom();
        serve.arg("serve").stdout(log).stderr(twin);
        let process = serve.spawn().context("cannot start the server")?;
        let mut server = Self {
            process,
            base_url,
            port,
            _folder: folder,
        };
        if let Err(error) = server.wait_until_ready() {
            let log = std::fs::read_to_string(&log_path).unwrap_or_default();
            return Err(error.context(log));
        }
        Ok(server)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + Duration::from_secs(START_SECONDS_MAX);
        loop {
            if is_ready(self.port).unwrap_or(false) {
                return Ok(());
            }
            let ended = self
                .process
                .try_wait()
                .context("cannot look at the server")?;
            if let Some(status) = ended {
                bail!("the server ended at its start with {status}");
            }
            if Instant::now() > deadline {
                bail!("the server was not ready within {START_SECONDS_MAX} seconds");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let told = Command::new("kill")
            .args(["-TERM", &self.process.id().to_string()])
            .status();
        if !told.is_ok_and(|status| status.success()) {
            self.process.kill().ok();
        }
        self.process.wait().ok();
    }
}

/// One question by hand saves a whole HTTP client.
fn is_ready(port: u16) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let request =
        format!("GET /readyz HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200"))
}
