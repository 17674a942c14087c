//! `cargo xtask pages`: from Leptos programs and style sheets to files that the server hands out as they are.
//!
//! For each of the three programs: compile for wasm32, bind to JavaScript, optimise, name by content, compress.
//! All of it lands in `target/pages/dist` with a `manifest.json` that lists every file, which the server embeds.

mod bundle;
mod html;
mod inputs;
mod output;
mod static_files;
mod styles;

use std::time::Instant;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::{command, setup, workspace};

/// The three programs of the pages, each loaded by people who need nothing of the others.
pub const BUNDLES: &[&str] = &["admin", "portal", "phone"];

#[derive(Args, Default)]
pub struct PagesOptions {
    /// Small and slow to build, as released; this is the default.
    #[arg(long, conflicts_with = "dev")]
    release: bool,
    /// Quick to build and large, with readable stack traces.
    #[arg(long)]
    dev: bool,
    /// Build even if nothing has changed since the last time.
    #[arg(long)]
    force: bool,
}

/// How much work goes into making the pages small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Dev,
    Release,
}

impl Mode {
    /// The cargo profile that the pages are compiled with.
    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "pages",
        }
    }

    /// The folder below `target/wasm32-unknown-unknown` that cargo uses for the profile.
    fn profile_folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "pages",
        }
    }

    /// 11 is the best that brotli can do, and takes seconds for each bundle.
    fn brotli_quality(self) -> i32 {
        match self {
            Self::Dev => 4,
            Self::Release => 11,
        }
    }
}

pub fn run(options: &PagesOptions) -> Result<()> {
    let mode = if options.dev && !options.release {
        Mode::Dev
    } else {
        Mode::Release
    };
    build(mode, options.force)
}

/// Build the pages unless those in place were built from the same sources in the same mode.
pub fn build(mode: Mode, force: bool) -> Result<()> {
    let started = Instant::now();
    let wasm_opt = match mode {
        Mode::Release => setup::npm::wasm_opt(),
        Mode::Dev => None,
    };
    let dist = workspace::pages_folder();
    let stamp_file = dist.with_extension("stamp");
    let stamp = inputs::stamp(mode, wasm_opt.is_some())?;
    let unchanged = !force
        && dist.join("manifest.json").is_file()
        && std::fs::read_to_string(&stamp_file).is_ok_and(|built| built == stamp);
    if unchanged {
        println!("The pages in {} are up to date.", workspace::shown(&dist));
        return Ok(());
    }
    if mode == Mode::Release && wasm_opt.is_none() {
        println!(
            "warning: wasm-opt is missing, so the pages are about 7 % larger; `cargo xtask setup` installs it"
        );
    }

    compile(mode)?;
    let bundles = bundle::bind_all(mode, wasm_opt.as_deref())?;

    let mut output = output::Output::new(mode);
    let static_files = static_files::add_all(&mut output)?;
    for bundle in &bundles {
        let style_sheet =
            output.add_hashed("styles", "css", styles::combine(bundle.name)?.as_bytes());
        let programs = bundle.add_to(&mut output);
        let page = html::page(bundle.name, &programs, &style_sheet, &static_files);
        output.add_page(bundle.name, page.into_bytes());
        output.describe_bundle(bundle.name, &programs, &style_sheet);
    }
    // Only whole results are ever seen: the old stamp goes first, the new one comes last.
    std::fs::remove_file(&stamp_file).ok();
    output.write(&dist)?;
    workspace::write(&stamp_file, &stamp)?;
    println!(
        "The pages are in {}, built in {:.0} s.",
        workspace::shown(&dist),
        started.elapsed().as_secs_f32()
    );
    Ok(())
}

fn compile(mode: Mode) -> Result<()> {
    let mut build = command::cargo();
    build.args(["build", "--package", "anteroom-frontend"]);
    build.args(["--target", "wasm32-unknown-unknown"]);
    build.args(["--profile", mode.profile()]);
    for bundle in BUNDLES {
        build.args(["--bin", bundle]);
    }
    command::run(&mut build).context("the pages do not compile")
}
