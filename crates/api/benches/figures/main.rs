//! The figures of Anteroom: what the released program does on this machine, beside a bare ceiling measured in the same run.
//!
//! The program starts the real server with fresh data for each database, drives it over loopback as
//! browsers and phones do, prints a table, and writes the same as JSON. Every load is bounded in
//! count and in time; nothing here fails because something was slow. How to read the figures is
//! told in `docs/benchmarks.md`.

mod browser;
mod ceiling;
mod client;
mod cycles;
mod database;
mod growth;
mod issuing;
mod mail_loop;
mod mail_server;
mod messages;
mod options;
mod pages;
mod people;
mod phone;
mod process;
mod report;
mod seed;
mod server;
mod stage;
mod statistics;

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Parser as _;

use crate::database::Kind;
use crate::options::{Mode, Options, Part};
use crate::report::{DatabaseFigures, Figures};
use crate::stage::Stage;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain of causes says what went wrong; a stack trace would only hide it.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let options = Options::parse();
    if let Some(Mode::Ceiling(ceiling)) = &options.mode {
        return ceiling::serve(ceiling);
    }
    // One thread: the measuring program shall take as little as it can from the server it measures.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    let figures = runtime.block_on(measure(&options))?;
    report::print(&figures);
    report::write(&figures)
}

async fn measure(options: &Options) -> Result<Figures> {
    let mut figures = Figures {
        processors: std::thread::available_parallelism().map_or(1, usize::from),
        databases: Vec::new(),
        pages: Vec::new(),
        click_to_qr: None,
    };
    for kind in [Kind::Sqlite, Kind::Postgresql] {
        match (kind, &options.postgres_url) {
            (Kind::Postgresql, None) => println!(
                "PostgreSQL is left out: ANTEROOM_TEST_POSTGRES_URL does not name a server where databases may be made."
            ),
            _ if options.databases.contains(&kind) => {
                let measured = measure_database(options, kind).await;
                let name = kind.name();
                figures
                    .databases
                    .push(measured.with_context(|| format!("measuring on {name}"))?);
            }
            _ => {}
        }
    }
    if options.measures(Part::Pages) {
        figures.pages = pages::measure()?;
    }
    if options.measures(Part::Browser) {
        figures.click_to_qr = browser::measure()?;
    }
    Ok(figures)
}

async fn measure_database(options: &Options, kind: Kind) -> Result<DatabaseFigures> {
    let mut figures = DatabaseFigures::new(kind);
    if options.measures(Part::Cycles) || options.measures(Part::Issuing) {
        let stage = Stage::open(options, kind).await?;
        if options.measures(Part::Cycles) {
            let (cycles, memory) = cycles::measure(options, &stage).await?;
            figures.cycles = cycles;
            figures.memory = Some(memory);
        }
        if options.measures(Part::Issuing) {
            figures.issuing = Some(issuing::measure(&stage).await?);
        }
        stage.close().await?;
    }
    if options.measures(Part::Growth) {
        let (growth, start) = growth::measure(options, kind).await?;
        figures.growth = Some(growth);
        figures.start = Some(start);
    }
    if options.measures(Part::Messages) {
        figures.messages = messages::measure(options, kind).await?;
    }
    Ok(figures)
}
