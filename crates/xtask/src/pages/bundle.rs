//! One compiled program: bound to JavaScript by wasm-bindgen, optimised by wasm-opt, ready to be handed out.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use super::output::{self, Output};
use super::{BUNDLES, Mode};
use crate::{command, workspace};

/// What rustc assumes of every browser that runs WebAssembly today; wasm-opt has to be told the same.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A program as a set of files that refer to one another by relative paths.
pub struct Bundle {
    pub name: &'static str,
    /// Path inside the bundle's folder, and content.
    files: Vec<(String, Vec<u8>)>,
}

/// Where the browser finds a program.
pub struct Programs {
    /// The module that starts it.
    pub start: String,
    /// The JavaScript that carries calls between the browser and the program.
    pub glue: String,
    /// The program.
    pub wasm: String,
    /// All of the above and what they import.
    pub all: Vec<String>,
}

/// Bind all programs, each in a thread of its own, since optimising is slow and alone.
pub fn bind_all(mode: Mode, wasm_opt: Option<&Path>) -> Result<Vec<Bundle>> {
    std::thread::scope(|scope| {
        let workers: Vec<_> = BUNDLES
            .iter()
            .map(|name| scope.spawn(move || bind(name, mode, wasm_opt)))
            .collect();
        workers
            .into_iter()
            .map(|worker| {
                worker
                    .join()
                    .map_err(|_panic| anyhow!("binding the pages panicked"))?
            })
            .collect()
    })
}

impl Bundle {
    /// Put the files into a folder named by their content, and say where they went.
    ///
    /// A folder rather than hashed file names: the generated JavaScript finds its parts by relative paths, and stays untouched.
    pub fn add_to(&self, output: &mut Output) -> Programs {
        let mut hash = Sha256::new();
        for (path, content) in &self.files {
            hash.update(path.as_bytes());
            hash.update(content.len().to_le_bytes());
            hash.update(content);
        }
        let digest = output::hexadecimal(&hash.finalize());
        let folder = format!("assets/{}-{}", self.name, output::short(&digest));
        let mut all = Vec::new();
        for (path, content) in &self.files {
            all.push(output.add_immutable(&format!("{folder}/{path}"), content));
        }
        Programs {
            start: format!("/{folder}/start.js"),
            glue: format!("/{folder}/{}.js", self.name),
            wasm: format!("/{folder}/{}_bg.wasm", self.name),
            all,
        }
    }
}

/// Binding and optimising take half a minute, so their result is kept under the hash of what they were given.
fn bind(name: &'static str, mode: Mode, wasm_opt: Option<&Path>) -> Result<Bundle> {
    let target = workspace::target_folder();
    let compiled = target
        .join("wasm32-unknown-unknown")
        .join(mode.profile_folder())
        .join(format!("{name}.wasm"));
    let mut hash = Sha256::new();
    hash.update(workspace::read_bytes(&compiled)?);
    hash.update(mode.profile());
    // How it is done belongs to what is done.
    hash.update(include_bytes!("bundle.rs"));
    hash.update([u8::from(wasm_opt.is_some())]);
    let digest = output::hexadecimal(&hash.finalize());
    let folder = target.join(format!(
        "pages/bound/{}-{name}-{}",
        mode.profile(),
        output::short(&digest)
    ));
    if !folder.join("start.js").is_file() {
        remove_older(&folder, mode, name);
        generate(name, mode, &compiled, &folder)
            .with_context(|| format!("cannot bind the program {name}"))?;
        if let Some(wasm_opt) = wasm_opt {
            optimise(wasm_opt, &folder.join(format!("{name}_bg.wasm")))?;
        }
        // The strict content security policy allows no script inside the page, so starting is a file as well.
        // It comes last: its presence says that the folder is whole.
        let start = format!(
            "import start from \"./{name}.js\";\n\
             start({{ module_or_path: new URL(\"./{name}_bg.wasm\", import.meta.url) }});\n"
        );
        workspace::write(&folder.join("start.js"), start)?;
    }
    let mut files = Vec::new();
    for file in workspace::files_below(&folder)? {
        let path = file
            .strip_prefix(&folder)
            .context("a file outside of its folder")?;
        let path = path.to_string_lossy().replace('\\', "/");
        files.push((path, workspace::read_bytes(&file)?));
    }
    Ok(Bundle { name, files })
}

fn generate(name: &str, mode: Mode, compiled: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(name)
        .typescript(false)
        .debug(mode == Mode::Dev)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(mode == Mode::Release);
    bindgen.web(true)?;
    bindgen.generate(folder)
}

fn optimise(wasm_opt: &Path, wasm: &Path) -> Result<()> {
    let mut optimiser = command::program(wasm_opt);
    optimiser.arg("-Oz").args(WASM_FEATURES);
    optimiser.arg(wasm).arg("-o").arg(wasm);
    command::output(&mut optimiser)
        .map(drop)
        .context("wasm-opt failed")
}

/// The results of older sources are not needed any more; failing to remove them harms nobody.
fn remove_older(folder: &Path, mode: Mode, name: &str) {
    let prefix = format!("{}-{name}-", mode.profile());
    let siblings = folder.parent().map(std::fs::read_dir);
    let Some(Ok(siblings)) = siblings else { return };
    let older: Vec<PathBuf> = siblings
        .filter_map(std::result::Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
        .map(|entry| entry.path())
        .collect();
    for path in older {
        std::fs::remove_dir_all(path).ok();
    }
}
