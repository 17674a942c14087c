//! Programs that the tests need from the operating system, installed by apt where we may.

use anyhow::{Context as _, Result};

use super::Outcome;
use crate::{command, postgres};

/// A program of the system.
struct SystemProgram {
    name: &'static str,
    package: &'static str,
    purpose: &'static str,
    is_present: fn() -> bool,
}

const PROGRAMS: &[SystemProgram] = &[
    SystemProgram {
        name: "cc",
        package: "build-essential",
        purpose: "links the server",
        is_present: || command::find("cc").is_some(),
    },
    SystemProgram {
        name: "chromium",
        package: "chromium",
        purpose: "shows the pages in the browser tests",
        is_present: || {
            std::env::var_os("ANTEROOM_CHROMIUM").is_some() || command::find("chromium").is_some()
        },
    },
    SystemProgram {
        name: "zbarimg",
        package: "zbar-tools",
        purpose: "reads QR codes from screenshots",
        is_present: || command::find("zbarimg").is_some(),
    },
    SystemProgram {
        name: "oathtool",
        package: "oathtool",
        purpose: "makes one-time codes as an authenticator app does",
        is_present: || command::find("oathtool").is_some(),
    },
    SystemProgram {
        name: "PostgreSQL server programs",
        package: "postgresql",
        purpose: "runs the tests on the second database",
        is_present: postgres::is_available,
    },
];

/// Install what is missing; answers one outcome for each program that was missing.
pub fn install() -> Vec<(String, Outcome)> {
    let missing: Vec<&SystemProgram> = PROGRAMS
        .iter()
        .filter(|program| !(program.is_present)())
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let may_install = command::is_root() && command::find("apt-get").is_some();
    let attempt = if may_install {
        let packages: Vec<&str> = missing.iter().map(|program| program.package).collect();
        Some(apt_install(&packages))
    } else {
        None
    };
    let failure = attempt.and_then(std::result::Result::err);
    missing
        .into_iter()
        .map(|program| {
            (
                program.name.to_owned(),
                outcome(program, may_install, failure.as_ref()),
            )
        })
        .collect()
}

fn outcome(program: &SystemProgram, may_install: bool, failure: Option<&anyhow::Error>) -> Outcome {
    if may_install && (program.is_present)() {
        return Outcome::Installed;
    }
    let cause = failure.map_or_else(String::new, |error| format!(" ({error:#})"));
    Outcome::Missing(format!(
        "it {}; on Debian: apt-get install {}; elsewhere the package of the same program{cause}",
        program.purpose, program.package
    ))
}

fn apt_install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut apt = command::program("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        apt
    };
    command::run(apt().arg("update")).context("the list of packages cannot be read")?;
    command::run(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}
