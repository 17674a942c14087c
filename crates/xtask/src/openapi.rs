//! `cargo xtask openapi`: the API document, written from the routes by the server itself.
//!
//! The server is run rather than linked, so that the automation does not take minutes to compile.

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::{command, workspace};

#[derive(Args)]
pub struct OpenapiOptions {
    /// Change nothing; fail if the committed document is not the one of the routes.
    #[arg(long)]
    check: bool,
}

pub fn run(options: &OpenapiOptions) -> Result<()> {
    if options.check { check() } else { write() }
}

/// Fail if the committed document is not the one of the routes.
pub fn check() -> Result<()> {
    let path = workspace::root().join("openapi/openapi.json");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    if committed != document()? {
        bail!(
            "{} is not the document of the routes; `cargo xtask openapi` writes it",
            workspace::shown(&path)
        );
    }
    Ok(())
}

fn write() -> Result<()> {
    workspace::write(&workspace::root().join("openapi/openapi.json"), document()?)
}

fn document() -> Result<String> {
    let server = crate::run::build_server(false)?;
    let text = command::output(command::program(server).arg("openapi"))
        .context("the server cannot print its API document")?;
    Ok(text.trim_end().to_owned() + "\n")
}
