//! `cargo xtask <command>`: everything this repository does by itself, from building the pages to running all tests.

mod bench;
mod command;
mod openapi;
mod pages;
mod postgres;
mod run;
mod screenshots;
mod setup;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// The automation of the Anteroom repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what building, running and testing need; what is there already costs nothing.
    Setup(setup::SetupOptions),
    /// Build the server with its pages and start it; without arguments, the filled demonstration system.
    Run(run::RunOptions),
    /// Build the pages into `target/pages/dist`: optimised, compressed, with hashed names.
    Pages(pages::PagesOptions),
    /// Run everything that CI runs, step by step.
    Test(test::TestOptions),
    /// Check the rules of the house that no compiler checks.
    Tidy,
    /// Write `openapi/openapi.json` from the routes, or compare it with them.
    Openapi(openapi::OpenapiOptions),
    /// Take a screenshot of every page in every state into `target/screenshots`.
    Screenshots,
    /// Measure the released server and print its figures; arguments go to the measuring program.
    Bench(bench::BenchOptions),
    /// Start a throw-away PostgreSQL, run a command with its address in ANTEROOM_TEST_POSTGRES_URL, and stop it.
    WithPostgres(postgres::WithPostgresOptions),
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain of causes says what went wrong; a stack trace of the automation would only hide it.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    match task {
        Task::Setup(options) => setup::run(&options),
        Task::Run(options) => run::run(&options),
        Task::Pages(options) => pages::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Tidy => tidy::run(),
        Task::Openapi(options) => openapi::run(&options),
        Task::Screenshots => screenshots::run(),
        Task::Bench(options) => bench::run(&options),
        Task::WithPostgres(options) => postgres::run(&options),
    }
}
