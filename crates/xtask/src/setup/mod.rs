//! `cargo xtask setup`: what a bare machine lacks, step by step; each step looks first and costs nothing if it is met.
//!
//! On Debian, as root, everything is installed. Elsewhere the missing programs are named with the way to get them.

mod debian;
pub mod npm;
pub mod python;
mod rust;

use anyhow::{Result, bail};
use clap::Args;

#[derive(Args, Default)]
pub struct SetupOptions {
    /// Only what building and running need: the compiler's target for the pages, and their optimiser.
    #[arg(long)]
    only_run: bool,
}

/// What one step found or did.
pub enum Outcome {
    /// It was there already.
    Present,
    /// It was installed now.
    Installed,
    /// It is missing; the sentence says what it is for and how to get it.
    Missing(String),
}

/// Whether the work can go on without it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Necessary,
    Optional,
}

pub fn run(options: &SetupOptions) -> Result<()> {
    if options.only_run {
        for_running()
    } else {
        for_testing()
    }
}

/// What a server with its pages needs.
pub fn for_running() -> Result<()> {
    let mut problems = Vec::new();
    running_steps(&mut problems);
    finish(&problems)
}

/// What the tests need: the above, a browser, a database server, and programs that read QR codes and make codes.
pub fn for_testing() -> Result<()> {
    let mut problems = Vec::new();
    running_steps(&mut problems);
    for (program, outcome) in debian::install() {
        report(&program, Ok(outcome), Need::Necessary, &mut problems);
    }
    let browser_tests = npm::install_browser_tests();
    report(
        "browser test runner",
        browser_tests,
        Need::Necessary,
        &mut problems,
    );
    let python = python::install();
    report(
        "schemathesis and aiosmtpd",
        python,
        Need::Necessary,
        &mut problems,
    );
    finish(&problems)
}

fn running_steps(problems: &mut Vec<String>) {
    let target = rust::install_target();
    report("target for the pages", target, Need::Necessary, problems);
    let tools = npm::install_tools();
    report("optimiser for the pages", tools, Need::Optional, problems);
}

fn report(name: &str, outcome: Result<Outcome>, need: Need, problems: &mut Vec<String>) {
    let sentence = match outcome {
        Ok(Outcome::Present) => return,
        Ok(Outcome::Installed) => {
            println!("setup: installed: {name}");
            return;
        }
        Ok(Outcome::Missing(sentence)) => sentence,
        Err(error) => format!("{error:#}"),
    };
    match need {
        Need::Necessary => problems.push(format!("{name}: {sentence}")),
        Need::Optional => println!("setup: missing, but not necessary: {name}: {sentence}"),
    }
}

fn finish(problems: &[String]) -> Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    bail!(
        "something necessary is missing:\n  {}",
        problems.join("\n  ")
    )
}
