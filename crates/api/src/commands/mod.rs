//! The commands of the binary, one file each.

mod admin;
mod arguments;
mod boot;
mod config;
mod demo;
mod logging;
mod migrate;
mod openapi;
mod serve;

use std::process::ExitCode;

use clap::Parser as _;

pub use boot::{StartError, open_app, open_app_with};

/// Parses the command line and runs the command; failures are one sentence on standard error.
pub async fn run() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let sources = arguments.sources();
    let outcome = match arguments.command {
        arguments::Command::Serve => serve::run(&sources).await,
        arguments::Command::Migrate => migrate::run(&sources).await,
        arguments::Command::Admin {
            command: arguments::AdminCommand::Create(create),
        } => admin::create(&sources, create).await,
        arguments::Command::Demo(demo) => demo::run(demo).await,
        arguments::Command::Openapi => openapi::run(),
        arguments::Command::Config {
            command: arguments::ConfigCommand::Show,
        } => config::show(&sources),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("anteroom: {error}");
            ExitCode::FAILURE
        }
    }
}
