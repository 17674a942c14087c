//! A throw-away PostgreSQL: made in a temporary folder, listening on loopback only, gone when we are.

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use tempfile::TempDir;

use crate::command;

/// The variable in which tests find the address of a PostgreSQL where they may make databases.
pub const URL_VARIABLE: &str = "ANTEROOM_TEST_POSTGRES_URL";

/// A new cluster answers within a second or two; a loaded machine gets much more.
const START_SECONDS_MAX: u64 = 60;

/// What makes tests quick and would endanger real data: nothing is forced onto the disk.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "shared_buffers=64MB",
    "log_min_messages=fatal",
];

#[derive(Args)]
pub struct WithPostgresOptions {
    /// Keep commits durable (`fsync` and `synchronous_commit` on), for measurements.
    #[arg(long)]
    durable: bool,
    /// The command to run, with its arguments.
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

pub fn run(options: &WithPostgresOptions) -> Result<()> {
    let cluster = Cluster::start(options.durable)?;
    let Some((name, arguments)) = options.command.split_first() else {
        bail!("no command was given");
    };
    let mut program = if name == "cargo" {
        command::cargo()
    } else {
        command::program(name)
    };
    command::run(program.args(arguments).env(URL_VARIABLE, cluster.url()))
}

/// Whether the server programs of PostgreSQL are installed.
pub fn is_available() -> bool {
    server_program("initdb").is_some() && server_program("postgres").is_some()
}

/// A running cluster; dropping it stops the server and removes its files.
pub struct Cluster {
    server: Child,
    port: u16,
    _folder: TempDir,
}

impl Cluster {
    /// Make and start a cluster, and wait until it takes connections.
    pub fn start(durable: bool) -> Result<Self> {
        let user = ServerUser::choose()?;
        let folder = tempfile::Builder::new()
            .prefix("anteroom-postgres-")
            .tempdir()
            .context("cannot make a temporary folder")?;
        user.give(folder.path())?;
        let data = folder.path().join("data");

        let mut initdb = user.command("initdb")?;
        initdb.arg("--pgdata").arg(&data);
        initdb.args(["--username", "postgres", "--auth", "trust"]);
        initdb.args(["--encoding", "UTF8", "--locale", "C", "--no-sync"]);
        command::output(&mut initdb).context("cannot make a PostgreSQL cluster")?;

        let port = free_port()?;
        let mut server = user.command("postgres")?;
        server.arg("-D").arg(&data).arg("-k").arg(folder.path());
        server.args(["-h", "127.0.0.1", "-p", &port.to_string()]);
        let relaxed = |setting: &&&str| !durable || !is_about_durability(setting);
        for setting in SETTINGS.iter().filter(relaxed) {
            server.args(["-c", setting]);
        }
        server.stdin(Stdio::null());
        let server = server.spawn().context("cannot start PostgreSQL")?;
        let mut cluster = Self {
            server,
            port,
            _folder: folder,
        };
        cluster.wait_until_ready(&user)?;
        Ok(cluster)
    }

    /// The address of the cluster's first database, as a user who may make further ones.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self, user: &ServerUser) -> Result<()> {
        let deadline = Instant::now() + Duration::from_secs(START_SECONDS_MAX);
        loop {
            let mut ask = user.command("pg_isready")?;
            ask.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
            if ask.status().context("cannot start pg_isready")?.success() {
                return Ok(());
            }
            let ended = self
                .server
                .try_wait()
                .context("cannot look at PostgreSQL")?;
            if let Some(status) = ended {
                bail!("PostgreSQL ended at its start with {status}");
            }
            if Instant::now() > deadline {
                bail!("PostgreSQL did not answer within {START_SECONDS_MAX} seconds");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // An interrupt ends all sessions and stops in order; being killed would leave shared memory behind.
        let interrupted = Command::new("kill")
            .args(["-INT", &self.server.id().to_string()])
            .status();
        if !interrupted.is_ok_and(|status| status.success()) {
            self.server.kill().ok();
        }
        self.server.wait().ok();
    }
}

/// Who runs the server: PostgreSQL refuses to run as root.
struct ServerUser {
    /// User and group of `postgres` when we are root.
    ids: Option<(u32, u32)>,
}

impl ServerUser {
    fn choose() -> Result<Self> {
        if !command::is_root() {
            return Ok(Self { ids: None });
        }
        let users = std::fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
        let ids = users.lines().find_map(postgres_ids);
        if ids.is_none() {
            bail!("there is no system user `postgres`, and PostgreSQL does not run as root");
        }
        Ok(Self { ids })
    }

    /// Hand a folder over to the server's user.
    fn give(&self, folder: &Path) -> Result<()> {
        if let Some((user, group)) = self.ids {
            std::os::unix::fs::chown(folder, Some(user), Some(group))
                .with_context(|| format!("cannot hand over {}", folder.display()))?;
        }
        Ok(())
    }

    fn command(&self, name: &str) -> Result<Command> {
        let program = server_program(name)
            .with_context(|| format!("{name} is missing; on Debian: apt-get install postgresql"))?;
        let mut command = Command::new(program);
        // The server's user may not be allowed to stand where we stand.
        command.current_dir("/");
        if let Some((user, group)) = self.ids {
            command.uid(user).gid(group);
        }
        Ok(command)
    }
}

/// The ids in a line of `/etc/passwd`, if it is the line of `postgres`.
fn postgres_ids(line: &str) -> Option<(u32, u32)> {
    let mut fields = line.strip_prefix("postgres:")?.split(':').skip(1);
    let user = fields.next()?.parse().ok()?;
    let group = fields.next()?.parse().ok()?;
    Some((user, group))
}

/// Debian keeps the server programs out of the search path, in a folder for each version; the newest is taken.
fn server_program(name: &str) -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let newest = versions
        .filter_map(std::result::Result::ok)
        .filter_map(|entry| {
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            let program = entry.path().join("bin").join(name);
            command::is_there(&program).then_some((version, program))
        })
        .max();
    newest
        .map(|(_, program)| program)
        .or_else(|| command::find(name))
}

fn is_about_durability(setting: &str) -> bool {
    ["fsync", "synchronous_commit", "full_page_writes"]
        .iter()
        .any(|name| setting.starts_with(name))
}

/// A port that nobody listens on just now.
pub fn free_port() -> Result<u16> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("cannot listen on loopback")?;
    let address = listener
        .local_addr()
        .context("cannot read the port that was given")?;
    Ok(address.port())
}
