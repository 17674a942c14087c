//! Running a test runner: what it prints goes through to the screen, and its closing lines are kept for the summary.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};

use super::Closing;

/// A runner prints a few closing lines; the last ones tell the most.
const CLOSING_LINES_MAX: usize = 6;

/// Run a test runner to its end; anything but success is an error that holds its closing lines.
pub fn run(command: &mut Command) -> Result<Closing> {
    let shown = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{shown}`"))?;
    let output = child.stdout.take();
    let complaints = child.stderr.take();
    let mut closing = std::thread::scope(|scope| -> Result<Closing> {
        let output = scope.spawn(move || output.map_or_else(|| Ok(Vec::new()), pass_through));
        let complaints =
            scope.spawn(move || complaints.map_or_else(|| Ok(Vec::new()), pass_through));
        let mut lines = Vec::new();
        for reader in [complaints, output] {
            let read = reader
                .join()
                .map_err(|_panic| anyhow!("reading the output of `{shown}` panicked"))?;
            lines.extend(read?);
        }
        Ok(lines)
    })?;
    let surplus = closing.len().saturating_sub(CLOSING_LINES_MAX);
    closing.drain(..surplus);
    let status = child
        .wait()
        .with_context(|| format!("cannot wait for `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` ended with {status}: {}", closing.join("; "));
    }
    Ok(closing)
}

/// Print every line as it comes, and keep the closing ones.
fn pass_through(stream: impl Read) -> Result<Closing> {
    let mut kept = Vec::new();
    for line in BufReader::new(stream).split(b'\n') {
        let line = line.context("the output of a runner cannot be read")?;
        let text = String::from_utf8_lossy(&line);
        writeln!(std::io::stdout(), "{text}").context("cannot print")?;
        let plain = without_colours(&text);
        if is_closing(&plain) {
            kept.push(plain.trim().to_owned());
        }
    }
    Ok(kept)
}

/// Whether a line is one of those by which nextest, cargo, Playwright and schemathesis close.
fn is_closing(line: &str) -> bool {
    let line = line.trim();
    let counts = line.starts_with(|first: char| first.is_ascii_digit())
        && [" passed", " failed", " skipped", " flaky", " generated"]
            .iter()
            .any(|word| line.contains(word));
    let ruled = line.starts_with("====") && line.ends_with("====") && line.contains(" in ");
    counts || ruled || line.contains("Summary [") || line.starts_with("test result: ")
}

/// Terminal colours are `ESC [ ... m`.
fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, text)| text);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: bool) {
        assert_eq!(is_closing(line), expected, "{line}");
    }

    #[test]
    fn closing_lines_are_known() {
        check(
            "     Summary [   3.1s] 20 tests run: 20 passed, 0 skipped",
            true,
        );
        check("test result: ok. 20 passed; 0 failed; 0 ignored", true);
        check("  12 passed (1.2m)", true);
        check("=============== 3 failures in 3.14s ==============", true);
        check("  6 generated, 2 found 3 unique failures", true);
        check("================== SUMMARY ==================", false);
        check("test styles::two_orders_are_refused ... ok", false);
    }

    #[test]
    fn colours_are_taken_away() {
        assert_eq!(without_colours("\u{1b}[32mfine\u{1b}[0m, 2"), "fine, 2");
    }
}
