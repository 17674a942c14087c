//! What the measuring program can be told.

use std::net::SocketAddr;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::database::Kind;

/// Measure the released server.
#[derive(Parser)]
#[command(name = "just bench")]
pub struct Options {
    /// Set by cargo, and without a meaning here.
    #[arg(long, hide = true, global = true)]
    bench: bool,
    /// A PostgreSQL server where databases may be made and dropped.
    #[arg(long, env = "ANTEROOM_TEST_POSTGRES_URL", value_name = "URL")]
    pub postgres_url: Option<String>,
    /// The databases to measure on, separated by commas.
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgresql")]
    pub databases: Vec<Kind>,
    /// Only these parts, separated by commas.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
    /// Length of one slice of load; each figure is made of three slices.
    #[arg(long, default_value_t = 3.0, value_name = "SECONDS")]
    slice_seconds: f64,
    /// What else than measuring.
    #[command(subcommand)]
    pub mode: Option<Mode>,
}

/// One part of the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Whole cycles at several numbers of clients, beside the ceiling; memory.
    Cycles,
    /// How long issuing takes for 32 clients at once.
    Issuing,
    /// A full database beside a small one: issuing, and the start.
    Growth,
    /// Messages through one worker, and how long one is on its way.
    Messages,
    /// Compressed bytes of the pages.
    Pages,
    /// From the click to the QR code, in a browser.
    Browser,
}

/// What the program does when it does not measure.
#[derive(Subcommand)]
pub enum Mode {
    /// Be the bare server that the ceiling is measured on.
    #[command(hide = true)]
    Ceiling(Ceiling),
}

/// How the bare server is started.
#[derive(Args)]
pub struct Ceiling {
    /// Where it listens.
    #[arg(long)]
    pub listen: SocketAddr,
    /// Its database, as the server's option of the same name.
    #[arg(long)]
    pub database_url: String,
}

impl Options {
    /// Whether a part is asked for; all are when none is named.
    pub fn measures(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }

    /// The length of one slice of load, a minute at most.
    pub fn slice(&self) -> Duration {
        Duration::try_from_secs_f64(self.slice_seconds.clamp(0.1, 60.0)).unwrap_or_default()
    }
}
