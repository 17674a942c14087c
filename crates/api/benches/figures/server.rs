//! The released server, started with data of its own.

use std::fs::File;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use hyper::{Method, StatusCode};

use crate::client::{Call, Client};
use crate::database::Place;
use crate::process::{Process, free_address};

/// The program that is measured; cargo builds it with the same optimisation as this one.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_anteroom");

/// The owner that every server has.
pub const OWNER: &str = "owner";

/// The password of the owner and of everybody who is seeded.
pub const PASSWORD: &str = "correct horse battery staple 7";

/// After this time without an answer the start is given up; a released server needs a fraction of a second.
const START_SECONDS_MAX: u64 = 60;

/// A running server.
pub struct Server {
    /// Its process.
    pub process: Process,
    /// Where it listens.
    pub address: SocketAddr,
    /// What it calls itself; browsers take secure cookies from this name without TLS.
    pub authority: String,
}

impl Server {
    /// Starts the server; answers it with the time from the start of the process to the first answer that it is ready.
    pub async fn start(place: &Place) -> Result<(Self, Duration)> {
        let address = free_address()?;
        let authority = format!("localhost:{}", address.port());
        let mut command = program(place)?;
        command.arg("serve");
        command.args(["--listen", &address.to_string()]);
        command.args(["--base-url", &format!("http://{authority}")]);
        let started = Instant::now();
        let mut process = Process::start(&mut command)?;
        wait_until_ready(&mut process, address, &authority, "/readyz")
            .await
            .with_context(|| last_words(&place.folder))?;
        let server = Self {
            process,
            address,
            authority,
        };
        Ok((server, started.elapsed()))
    }

    /// A new connection.
    pub async fn connect(&self) -> Result<Client> {
        Client::connect(self.address, &self.authority).await
    }
}

/// Creates the owner by the server's own command, which makes the database as well.
pub fn create_owner(place: &Place) -> Result<()> {
    let mut password_file = tempfile::NamedTempFile::new().context("cannot make a file")?;
    password_file
        .write_all(PASSWORD.as_bytes())
        .context("cannot write a file")?;
    let mut command = program(place)?;
    command.args(["admin", "create", "--user-name", OWNER, "--password-file"]);
    command.arg(password_file.path());
    let status = command.status().context("cannot start the program")?;
    if !status.success() {
        bail!(
            "`anteroom admin create` ended with {status}; {}",
            last_words(&place.folder)
        );
    }
    Ok(())
}

/// Asks until the answer is 200.
pub async fn wait_until_ready(
    process: &mut Process,
    address: SocketAddr,
    authority: &str,
    path: &str,
) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(START_SECONDS_MAX);
    loop {
        if let Ok(mut client) = Client::connect(address, authority).await {
            let call = Call {
                method: Method::GET,
                path,
                headers: &[],
                body: None,
            };
            let answer = client.send(call).await;
            if answer.is_ok_and(|answer| answer.status == StatusCode::OK) {
                return Ok(());
            }
        }
        if process.has_ended() {
            bail!("the program ended at its start");
        }
        if Instant::now() > deadline {
            bail!("the program was not ready within {START_SECONDS_MAX} seconds");
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// A command of the server on the data of a place, with its log in a file as an operator would have it.
fn program(place: &Place) -> Result<Command> {
    let log = log_file(&place.folder)?;
    let mut command = Command::new(PROGRAM);
    command.env("ANTEROOM__DATA_DIR", &place.folder);
    command.env("ANTEROOM__DATABASE__URL", &place.url);
    command.stdin(Stdio::null());
    command.stdout(log.try_clone().context("cannot share the log file")?);
    command.stderr(log);
    Ok(command)
}

/// The end of the log, which says why a server did not start.
fn last_words(folder: &Path) -> String {
    let log = std::fs::read_to_string(folder.with_extension("log")).unwrap_or_default();
    let last = log.lines().last().unwrap_or("it did not say anything");
    format!("the server: {last}")
}

/// The log stands beside the data folder, which the server makes itself.
fn log_file(folder: &Path) -> Result<File> {
    File::options()
        .create(true)
        .append(true)
        .open(folder.with_extension("log"))
        .context("cannot open the log file")
}
