//! The figures, as a table for people and as JSON for programs.

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use crate::database::Kind;
use crate::pages::target_folder;
use crate::statistics::number;

/// All figures of one run. Times are in milliseconds, memory in MB of a million bytes, sizes in kB of a thousand.
#[derive(Serialize)]
pub struct Figures {
    /// Processors that the server, the database and the measuring program share.
    pub processors: usize,
    /// One entry for each database that was measured on.
    pub databases: Vec<DatabaseFigures>,
    /// What browsers load.
    pub pages: Vec<BundleFigures>,
    /// From the click to the QR code.
    pub click_to_qr: Option<ClickToQr>,
}

/// The figures on one kind of database.
#[derive(Serialize)]
pub struct DatabaseFigures {
    /// Which one.
    pub database: Kind,
    /// Whole cycles, at each number of clients.
    pub cycles: Vec<CycleFigures>,
    /// Issuing alone.
    pub issuing: Option<IssuingFigures>,
    /// Resident memory.
    pub memory: Option<Memory>,
    /// A full database beside a small one.
    pub growth: Option<GrowthFigures>,
    /// From the start of the process to the first answer.
    pub start: Option<StartFigures>,
    /// Messages through one worker.
    pub messages: Option<MessageFigures>,
}

/// Whole cycles at one number of clients, and the ceiling beside it.
#[derive(Serialize)]
pub struct CycleFigures {
    pub clients: usize,
    pub cycles_per_second: f64,
    pub requests_per_second: f64,
    pub ceiling_per_second: f64,
    pub cycles_to_ceiling: f64,
    pub requests_to_ceiling: f64,
    pub cycle_median_ms: f64,
    pub cycle_p99_ms: f64,
    pub issue_p99_ms: f64,
    pub server_processor_ms_per_cycle: f64,
    pub measuring_processor_ms_per_cycle: f64,
    pub ceiling_processor_ms_per_request: f64,
}

/// Issuing alone, by many clients at once.
#[derive(Serialize)]
pub struct IssuingFigures {
    pub clients: usize,
    pub tokens: usize,
    pub tokens_per_second: f64,
    pub median_ms: f64,
    pub p99_ms: f64,
}

/// Resident memory of the server.
#[derive(Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the unit stands last in every name of the report"
)]
pub struct Memory {
    pub idle_mb: f64,
    pub under_load_mb: f64,
    pub after_load_mb: f64,
}

/// Issuing on a small and on a full database, in turns.
#[derive(Serialize)]
pub struct GrowthFigures {
    pub small_tokens: usize,
    pub full_tokens: usize,
    pub small_median_ms: f64,
    pub full_median_ms: f64,
    pub full_to_small: f64,
}

/// From the start of the process to the first answer.
#[derive(Serialize)]
pub struct StartFigures {
    pub first_ms: f64,
    pub empty_ms: f64,
    pub filled_ms: f64,
    pub filled_idle_mb: f64,
}

/// Mails through one worker, and the bare loop beside it.
#[derive(Serialize)]
pub struct MessageFigures {
    pub mail_bytes: usize,
    pub messages: usize,
    pub messages_per_second: f64,
    pub ceiling_per_second: f64,
    pub messages_to_ceiling: f64,
    pub server_processor_ms_per_message: f64,
    /// While nothing else is sent.
    pub alone: OnTheWayFigures,
    /// While mails are sent that nobody waits for.
    pub beside_queue: OnTheWayFigures,
}

/// From a person's request to the moment when the mail server has taken the mail.
#[derive(Serialize)]
pub struct OnTheWayFigures {
    pub requests: usize,
    pub median_ms: f64,
    pub p99_ms: f64,
    pub other_mails_per_second: f64,
}

/// What a browser loads for one page, and what it may be.
#[derive(Serialize)]
pub struct BundleFigures {
    pub page: String,
    pub brotli_kb: f64,
    pub aim_kb: f64,
}

/// From the click to the QR code.
#[derive(Serialize, Deserialize)]
pub struct ClickToQr {
    pub runs: usize,
    pub painted_median_ms: f64,
    pub decoded_median_ms: f64,
}

impl DatabaseFigures {
    /// Nothing measured yet.
    pub const fn new(database: Kind) -> Self {
        Self {
            database,
            cycles: Vec::new(),
            issuing: None,
            memory: None,
            growth: None,
            start: None,
            messages: None,
        }
    }
}

/// Prints the table.
pub fn print(figures: &Figures) {
    println!("\nFigures on {} processors", figures.processors);
    for database in &figures.databases {
        print_database(database);
    }
    if !figures.pages.is_empty() {
        println!("\nPages, all files together, compressed by brotli");
    }
    for bundle in &figures.pages {
        let BundleFigures {
            page,
            brotli_kb,
            aim_kb,
        } = bundle;
        println!("  {page:16} {brotli_kb:8.1} kB   aim: under {aim_kb:.0} kB");
    }
    if let Some(click) = &figures.click_to_qr {
        println!("\nFrom the click to the QR code, median of {}", click.runs);
        println!("  painted          {:8.0} ms", click.painted_median_ms);
        println!("  decoded          {:8.0} ms", click.decoded_median_ms);
    }
}

/// Writes the same as one line of JSON, to the output and into a file.
pub fn write(figures: &Figures) -> Result<()> {
    let text = serde_json::to_string(figures).context("cannot write JSON")?;
    let path = target_folder().join("bench.json");
    std::fs::write(&path, &text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("\n{text}");
    println!("\nThe same is in {}.", path.display());
    Ok(())
}

fn print_database(figures: &DatabaseFigures) {
    println!("\n{}", figures.database.name());
    print_cycles(&figures.cycles);
    if let Some(issuing) = &figures.issuing {
        println!(
            "  issuing, {} clients: median {:.1} ms, p99 {:.1} ms, {:.0} tokens/s ({} tokens)",
            issuing.clients,
            issuing.median_ms,
            issuing.p99_ms,
            issuing.tokens_per_second,
            issuing.tokens
        );
    }
    if let Some(memory) = &figures.memory {
        println!(
            "  resident memory: idle {:.1} MB (aim: under 40 MB), under load {:.1} MB, after it {:.1} MB",
            memory.idle_mb, memory.under_load_mb, memory.after_load_mb
        );
    }
    if let Some(start) = &figures.start {
        println!(
            "  start to first answer: {:.0} ms the very first time, {:.0} ms empty, {:.0} ms filled (then {:.1} MB idle)",
            start.first_ms, start.empty_ms, start.filled_ms, start.filled_idle_mb
        );
    }
    if let Some(growth) = &figures.growth {
        println!(
            "  issuing beside {} tokens: {:.2} ms, beside {} tokens: {:.2} ms, ratio {:.2}",
            growth.small_tokens,
            growth.small_median_ms,
            growth.full_tokens,
            growth.full_median_ms,
            growth.full_to_small
        );
    }
    if let Some(messages) = &figures.messages {
        print_messages(messages);
    }
}

fn print_messages(figures: &MessageFigures) {
    println!(
        "  messages of {:.1} kB through one worker: {:.1}/s, ceiling {:.1}/s, messages:ceiling {:.2}, server CPU {:.2} ms/message",
        number(figures.mail_bytes) / 1000.0,
        figures.messages_per_second,
        figures.ceiling_per_second,
        figures.messages_to_ceiling,
        figures.server_processor_ms_per_message
    );
    for (circumstance, waits) in [
        ("alone", &figures.alone),
        ("beside a queue", &figures.beside_queue),
    ] {
        println!(
            "  request to mail server, {circumstance}: median {:.1} ms, p99 {:.1} ms ({} requests, {:.1} other mails/s)",
            waits.median_ms, waits.p99_ms, waits.requests, waits.other_mails_per_second
        );
    }
}

fn print_cycles(levels: &[CycleFigures]) {
    if levels.is_empty() {
        return;
    }
    println!(
        "  {:>7} {:>9} {:>10} {:>10} {:>8} {:>9} {:>9} {:>9} {:>10} {:>10} {:>10}",
        "clients",
        "cycles/s",
        "requests/s",
        "ceiling/s",
        "cycles:",
        "requests:",
        "median",
        "p99",
        "server",
        "measuring",
        "ceiling"
    );
    println!(
        "  {:>7} {:>9} {:>10} {:>10} {:>8} {:>9} {:>9} {:>9} {:>10} {:>10} {:>10}",
        "",
        "",
        "",
        "",
        "ceiling",
        "ceiling",
        "ms/cycle",
        "ms/cycle",
        "CPU ms/cyc",
        "CPU ms/cyc",
        "CPU ms/req"
    );
    for level in levels {
        println!(
            "  {:>7} {:>9.1} {:>10.1} {:>10.1} {:>8.2} {:>9.2} {:>9.2} {:>9.2} {:>10.2} {:>10.2} {:>10.2}",
            level.clients,
            level.cycles_per_second,
            level.requests_per_second,
            level.ceiling_per_second,
            level.cycles_to_ceiling,
            level.requests_to_ceiling,
            level.cycle_median_ms,
            level.cycle_p99_ms,
            level.server_processor_ms_per_cycle,
            level.measuring_processor_ms_per_cycle,
            level.ceiling_processor_ms_per_request
        );
    }
}
