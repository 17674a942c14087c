//! Talking with the person at the terminal.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};

use crate::failure::Failure;

/// No link or answer is longer than this, in bytes.
const INPUT_BYTES_MAX: u64 = 4096;

/// Writes a line. A reader that has gone away is no reason to fail.
pub fn say(line: &str) {
    let _reader_gone = writeln!(io::stdout(), "{line}");
}

/// Writes a line to the error output, cleaned, since it may quote the server.
pub fn complain(line: &str) {
    let _reader_gone = writeln!(io::stderr(), "{}", clean(line));
}

/// Asks a question that is answered by yes or no; anything but yes is no.
pub fn ask(question: &str) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "Nobody can be asked here; say --yes to claim without asking.".to_owned(),
        ));
    }
    let mut screen = io::stderr();
    let _reader_gone = write!(screen, "{question} [y/N] ").and_then(|()| screen.flush());
    let answer = read_line()?;
    Ok(matches!(
        answer.trim().to_ascii_lowercase().as_str(),
        "y" | "yes"
    ))
}

/// Reads one line of the standard input.
pub fn read_line() -> Result<String, Failure> {
    let mut line = String::new();
    match io::stdin()
        .lock()
        .take(INPUT_BYTES_MAX)
        .read_line(&mut line)
    {
        Ok(_bytes) => Ok(line),
        Err(error) => Err(Failure::Usage(format!(
            "The standard input cannot be read: {error}."
        ))),
    }
}

/// Text of a server without what would move the cursor or turn the reading direction.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control() && !turns_direction(*character))
        .collect()
}

/// The marks of the Unicode bidirectional algorithm (UAX 9 section 2).
const fn turns_direction(character: char) -> bool {
    matches!(character, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes rows under their headings, each column as wide as its widest cell.
pub fn table<const COLUMNS: usize>(headings: [&str; COLUMNS], rows: &[[String; COLUMNS]]) {
    let mut lines = vec![headings.map(str::to_owned)];
    lines.extend(
        rows.iter()
            .map(|row| row.each_ref().map(|cell| clean(cell))),
    );
    let mut widths = [0; COLUMNS];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    for line in lines {
        let cells: Vec<String> = line
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        say(cells.join("  ").trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_strangers_cannot_steer_the_terminal() {
        assert_eq!(clean("Ex\u{1b}[2Jample\r\n"), "Ex[2Jample");
        assert_eq!(clean("a\u{202e}b\u{2066}c"), "abc");
        assert_eq!(clean("Zoë Ødegård"), "Zoë Ødegård");
    }
}
