//! `anteroom-phone`: a phone on the command line, for trying Anteroom out, for tests and for scripts.
//!
//! Exit codes: 0 done; 1 refused, by the server or by the person who was asked; 2 wrong usage, or an
//! unusable state file; 3 no connection to a server that speaks the device protocol.

mod arguments;
mod phone;

mod claim;
mod confirm;
mod manage;
mod show;

mod failure;
mod screen;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use failure::Failure;
use phone::Phone;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // One request at a time needs one thread.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let result = match runtime {
        Ok(runtime) => runtime.block_on(run(arguments)),
        Err(error) => Err(Failure::Usage(format!(
            "The program cannot start: {error}."
        ))),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            screen::complain(failure.sentence());
            ExitCode::from(failure.exit_code())
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Failure> {
    let phone = Phone::open(arguments.state, arguments.allow_insecure_http)?;
    match arguments.command {
        Command::Claim(options) => claim::run(&phone, options).await,
        Command::Confirm(options) => confirm::run(&phone, options).await,
        Command::Show(options) => show::run(&phone, options).await,
        Command::Rename(options) => manage::rename(&phone, options).await,
        Command::Remove(options) => manage::remove(&phone, options).await,
    }
}
