//! `cargo xtask bench`: the figures of the released server, on SQLite and on a PostgreSQL that keeps commits durable.

use anyhow::Result;
use clap::Args;

use crate::pages::{self, Mode};
use crate::postgres::{self, Cluster};
use crate::{command, setup};

#[derive(Args)]
pub struct BenchOptions {
    /// What the measuring program is told, such as `--only cycles`; `--help` shows all.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Builds everything as released and measures; a PostgreSQL server of one's own is taken from the environment.
pub fn run(options: &BenchOptions) -> Result<()> {
    setup::for_running()?;
    pages::build(Mode::Release, false)?;

    // The measuring program is a benchmark of cargo, so that the server is built together with it and never older.
    let mut bench = command::cargo();
    bench.args(["bench", "--package", "anteroom-api", "--bench", "figures"]);
    bench.arg("--").args(&options.arguments);
    let given = std::env::var_os(postgres::URL_VARIABLE).is_some();
    let cluster = if !given && postgres::is_available() {
        Some(Cluster::start(true)?)
    } else {
        None
    };
    if let Some(cluster) = &cluster {
        bench.env(postgres::URL_VARIABLE, cluster.url());
    }
    command::run(&mut bench)
}
