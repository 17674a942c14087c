//! Steps that build and run: pages, Rust tests, the API document, the browser.

use anyhow::{Context as _, Result};

use super::{Closing, runner};
use crate::pages::{self, Mode};
use crate::postgres::{self, Cluster};
use crate::{command, openapi as document, run, setup, workspace};

/// The packages that are tested together. The server's are one group and the rest another, because
/// cargo compiles libraries anew for each union of features: so the group shares what `cargo xtask run` has built.
const TEST_GROUPS: &[&[&str]] = &[
    &[
        "anteroom-api",
        "anteroom-api-types",
        "anteroom-device",
        "anteroom-domain",
        "anteroom-migrations",
    ],
    &["anteroom-frontend"],
    &["anteroom-xtask"],
];

/// The libraries that others build on, with examples in their documentation.
const DOCUMENTED_PACKAGES: &[&str] = &["anteroom-api-types", "anteroom-device", "anteroom-domain"];

pub fn pages() -> Result<Closing> {
    pages::build(Mode::Release, false)?;
    Ok(Vec::new())
}

/// Tests of the pages run on the host as well: their logic is plain Rust.
pub fn rust_tests() -> Result<Closing> {
    let given = std::env::var_os(postgres::URL_VARIABLE);
    let cluster = match given {
        Some(_) => None,
        None => Some(Cluster::start(false)?),
    };
    let nextest = command::find("cargo-nextest").is_some();
    let mut closing = Vec::new();
    for packages in TEST_GROUPS {
        let mut tests = command::cargo();
        if nextest {
            tests.args(["nextest", "run", "--profile", "ci", "--no-tests", "pass"]);
        } else {
            tests.args(["test", "--quiet"]);
        }
        for package in *packages {
            tests.args(["--package", package]);
        }
        if let Some(cluster) = &cluster {
            tests.env(postgres::URL_VARIABLE, cluster.url());
        }
        closing.extend(runner::run(&mut tests)?);
    }
    if nextest {
        // The examples in doc comments, which nextest leaves out.
        let mut examples = command::cargo();
        examples.args(["test", "--quiet", "--doc"]);
        for package in DOCUMENTED_PACKAGES {
            examples.args(["--package", package]);
        }
        closing.extend(runner::run(&mut examples)?);
    }
    Ok(closing)
}

pub fn openapi() -> Result<Closing> {
    document::check()?;
    Ok(Vec::new())
}

pub fn openapi_lint() -> Result<Closing> {
    let redocly = setup::npm::redocly()
        .context("redocly is missing; `cargo xtask setup` installs it from npm")?;
    let mut lint = command::program(redocly);
    lint.args(["lint", "--config", "crates/xtask/tools/redocly.yaml"]);
    lint.args(["--max-problems", "200", "openapi/openapi.json"]);
    // Nothing leaves the machine: neither usage reports nor a question for a newer version.
    lint.env("REDOCLY_TELEMETRY", "off");
    lint.env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    command::run(&mut lint)?;
    Ok(Vec::new())
}

pub fn browser() -> Result<Closing> {
    pages::build(Mode::Release, false)?;
    let server = run::build_server(false)?;
    run::build_phone()?;
    let tests = workspace::root().join("frontend/e2e");
    let mut types = command::program(tests.join("node_modules/.bin/tsc"));
    command::run(types.arg("--noEmit").current_dir(&tests))
        .context("the browser tests are not sound")?;
    let pictures = workspace::target_folder().join("screenshots");
    std::fs::create_dir_all(pictures).context("cannot make the folder of screenshots")?;
    runner::run(&mut super::playwright(&server))
}
