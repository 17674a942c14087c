//! `cargo xtask run`: from a fresh clone to a running server with its pages.

use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::pages::{self, Mode};
use crate::{command, setup, workspace};

#[derive(Args)]
pub struct RunOptions {
    /// Build the server as released; slower to build, quicker to answer.
    #[arg(long)]
    release: bool,
    /// What the server is told, such as `serve`; `demo` if nothing is said.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub fn run(options: &RunOptions) -> Result<()> {
    setup::for_running()?;
    pages::build(Mode::Release, false)?;
    let server = build_server(options.release)?;

    let mut program = command::program(server);
    if options.arguments.is_empty() {
        program.arg("demo");
    } else {
        program.args(&options.arguments);
    }
    // The server takes our place, so that it gets the signals itself and can stop in order.
    Err(program.exec()).context("cannot start the server")
}

/// Build the one binary, with the pages that are in place, and say where it is.
pub fn build_server(release: bool) -> Result<PathBuf> {
    let mut build = command::cargo();
    build.args(["build", "--package", "anteroom-api", "--bin", "anteroom"]);
    if release {
        build.arg("--release");
    }
    command::run(&mut build).context("the server does not compile")?;
    let folder = if release { "release" } else { "debug" };
    Ok(workspace::target_folder().join(folder).join("anteroom"))
}

/// Build the phone on the command line, which the browser tests use as a second phone.
pub fn build_phone() -> Result<()> {
    let mut build = command::cargo();
    build.args([
        "build",
        "--package",
        "anteroom-device",
        "--bin",
        "anteroom-phone",
    ]);
    command::run(&mut build).context("the phone program does not compile")
}
