//! The QR code of a link as a picture: black on white, with its quiet zone.

use std::iter;

use anteroom_domain::notifications::DeliveryProblemCode;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::notifications::outgoing::Problem;

/// White modules around the code (ISO/IEC 18004, section 5.3.8).
const QUIET_ZONE: i32 = 4;
/// The least width of the picture: twice the size that a mail shows, for sharp screens.
const PIXELS_MIN: u32 = 480;

/// The QR code of a text as a PNG of one bit for each pixel.
///
/// Refused only for texts that no QR code holds (about 2,300 bytes), and a link is far from that.
pub fn qr_code_png(text: &str) -> Result<Vec<u8>, Problem> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium)
        .map_err(|cause| not_drawn(&cause.to_string()))?;
    let modules = u32::try_from(code.size() + 2 * QUIET_ZONE).unwrap_or_default();
    let scale = PIXELS_MIN.div_ceil(modules);
    let pixels = modules * scale;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels, pixels);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    // Pictures of so few bits become larger and slower by it (PNG, third edition, section 12.7).
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder
        .write_header()
        .map_err(|cause| not_drawn(&cause.to_string()))?;
    writer
        .write_image_data(&picture(&code, modules, scale))
        .map_err(|cause| not_drawn(&cause.to_string()))?;
    writer
        .finish()
        .map_err(|cause| not_drawn(&cause.to_string()))?;
    Ok(bytes)
}

/// A picture as an address that holds it (RFC 2397).
pub fn data_uri(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", BASE64_STANDARD.encode(png))
}

/// One bit for each pixel, row by row, each row in whole bytes: a white pixel is 1.
fn picture(code: &QrCode, modules: u32, scale: u32) -> Vec<u8> {
    let places = || (-QUIET_ZONE..).take(modules as usize);
    let mut picture = Vec::new();
    for y in places() {
        // Outside of the code every module is light, so that the quiet zone comes by itself.
        let pixels: Vec<bool> = places()
            .flat_map(|x| iter::repeat_n(!code.get_module(x, y), scale as usize))
            .collect();
        let row: Vec<u8> = pixels.chunks(8).map(packed).collect();
        for _ in 0..scale {
            picture.extend_from_slice(&row);
        }
    }
    picture
}

/// Up to eight pixels in one byte, the first in its highest bit.
fn packed(pixels: &[bool]) -> u8 {
    let bits = pixels.iter().zip((0..8).rev());
    bits.fold(0, |byte, (is_white, bit)| byte | u8::from(*is_white) << bit)
}

fn not_drawn(cause: &str) -> Problem {
    let detail = format!("the QR code cannot be drawn: {cause}");
    Problem::new(DeliveryProblemCode::MessageInvalid, &detail)
}
