//! `cargo xtask screenshots`: pictures of every page in every state, for people to look at.

use anyhow::Result;

use crate::pages::{self, Mode};
use crate::{run, setup, workspace};

/// The pictures are taken by the browser tests, which put every page into every state anyway.
pub fn run() -> Result<()> {
    setup::for_testing()?;
    pages::build(Mode::Release, false)?;
    let server = run::build_server(false)?;
    crate::command::run(&mut crate::test::playwright(&server))?;
    let folder = workspace::target_folder().join("screenshots");
    println!("The screenshots are in {}.", workspace::shown(&folder));
    Ok(())
}
