//! A QR code (ISO/IEC 18004) as the path of an SVG, in plain Rust.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone that the standard asks for, in modules.
pub const QUIET_ZONE_MODULES: i32 = 4;

/// A drawn code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrDrawing {
    /// The width and height in modules, quiet zones included.
    pub size_modules: i32,
    /// The dark modules, one unit per module.
    pub path: String,
}

/// Draws a text; nothing when it is too long for a code.
#[must_use]
pub fn draw(text: &str) -> Option<QrDrawing> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                // One stroke per run of dark modules keeps the path short.
                let width = x - start;
                let (left, top) = (start + QUIET_ZONE_MODULES, y + QUIET_ZONE_MODULES);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{left} {top}h{width}v1h-{width}z");
            }
            x += 1;
        }
    }
    Some(QrDrawing {
        size_modules: code.size() + 2 * QUIET_ZONE_MODULES,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_fits_into_a_small_code_with_its_quiet_zone() {
        let drawing = draw("https://id.example.org/a#7ZC4KQ2M9XTR5WB8YNVH3DGJ6P").unwrap();
        assert_eq!(drawing.size_modules, 33 + 2 * QUIET_ZONE_MODULES);
        // The finder pattern begins where the quiet zone ends.
        assert!(drawing.path.starts_with("M4 4h7v1h-7z"), "{}", drawing.path);
    }

    #[test]
    fn a_text_beyond_the_standard_is_refused() {
        assert_eq!(draw(&"x".repeat(5_000)), None);
    }
}
