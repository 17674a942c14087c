//! `cargo xtask test`: everything that CI runs, step by step, each with its time and its closing line.

mod checks;
mod licences;
mod runner;
mod schemathesis;
mod server;
mod steps;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;

use crate::{command, setup, workspace};

#[derive(Args)]
pub struct TestOptions {
    /// Only these steps, separated by commas.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// All steps but these, separated by commas.
    #[arg(long, value_delimiter = ',')]
    skip: Vec<String>,
    /// Go on after a step has failed; the end fails all the same.
    #[arg(long)]
    keep_going: bool,
    /// Name the steps and do nothing.
    #[arg(long)]
    list: bool,
    /// Do not look for missing programs first.
    #[arg(long)]
    no_setup: bool,
}

/// What a finished step says of itself: the closing lines of the programs that it ran.
type Closing = Vec<String>;

/// One step of the whole.
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn() -> Result<Closing>,
}

/// The quick ones first; what builds before what needs the built.
const STEPS: &[Step] = &[
    Step {
        name: "format",
        what: "the formatter would change nothing",
        run: checks::format,
    },
    Step {
        name: "tidy",
        what: "the rules of the house that no compiler checks",
        run: checks::tidy,
    },
    Step {
        name: "licences",
        what: "licences and bans of the dependencies, by deny.toml",
        run: licences::check,
    },
    Step {
        name: "pages",
        what: "the pages compile and are put together",
        run: steps::pages,
    },
    Step {
        name: "clippy",
        what: "lints of the server and all that surrounds it",
        run: checks::clippy,
    },
    Step {
        name: "clippy-pages",
        what: "lints of the pages, as compiled for the browser",
        run: checks::clippy_pages,
    },
    Step {
        name: "tests",
        what: "all Rust tests, on SQLite and on a throw-away PostgreSQL",
        run: steps::rust_tests,
    },
    Step {
        name: "openapi",
        what: "the committed API document is the one of the routes",
        run: steps::openapi,
    },
    Step {
        name: "openapi-lint",
        what: "the API document by a linter of its own",
        run: steps::openapi_lint,
    },
    Step {
        name: "browser",
        what: "the stories of the pages in Chromium, with axe",
        run: steps::browser,
    },
    Step {
        name: "schemathesis",
        what: "the running server against its API document",
        run: schemathesis::run,
    },
];

struct StepResult {
    name: &'static str,
    time: Duration,
    closing: Result<Closing>,
}

pub fn run(options: &TestOptions) -> Result<()> {
    refuse_unknown_names(options)?;
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| options.chooses(step)).collect();
    if options.list {
        for step in chosen {
            println!("{:14} {}", step.name, step.what);
        }
        return Ok(());
    }
    if !options.no_setup {
        setup::for_testing()?;
    }
    let mut results = Vec::new();
    for step in chosen {
        println!("\n== {}: {}", step.name, step.what);
        let started = Instant::now();
        let closing = (step.run)();
        if let Err(error) = &closing {
            println!("== {} failed: {error:#}", step.name);
        }
        let stop = closing.is_err() && !options.keep_going;
        results.push(StepResult {
            name: step.name,
            time: started.elapsed(),
            closing,
        });
        if stop {
            break;
        }
    }
    summarise(&results)
}

/// Playwright for our browser tests, told which server to start.
pub fn playwright(server: &Path) -> Command {
    let folder = workspace::root().join("frontend/e2e");
    let mut playwright = command::program(folder.join("node_modules/.bin/playwright"));
    playwright.current_dir(folder).arg("test");
    playwright.env("ANTEROOM_BINARY", server);
    playwright
}

impl TestOptions {
    fn chooses(&self, step: &Step) -> bool {
        let named = |names: &[String]| names.iter().any(|name| name == step.name);
        (self.only.is_empty() || named(&self.only)) && !named(&self.skip)
    }
}

fn refuse_unknown_names(options: &TestOptions) -> Result<()> {
    let named = options.only.iter().chain(&options.skip);
    for name in named {
        if !STEPS.iter().any(|step| step.name == name) {
            let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            bail!("there is no step `{name}`; there are: {}", known.join(", "));
        }
    }
    Ok(())
}

fn summarise(results: &[StepResult]) -> Result<()> {
    println!("\n== summary");
    for result in results {
        let word = if result.closing.is_ok() {
            "ok"
        } else {
            "FAILED"
        };
        println!(
            "{word:6} {:14} {:>6.1} s",
            result.name,
            result.time.as_secs_f32()
        );
        for line in result.closing.iter().flatten() {
            println!("         {line}");
        }
    }
    let failed: Vec<&str> = results
        .iter()
        .filter(|result| result.closing.is_err())
        .map(|result| result.name)
        .collect();
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    println!("All {} steps passed.", results.len());
    Ok(())
}
