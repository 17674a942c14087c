//! How a text becomes text messages: the alphabet, and where it is cut (3GPP TS 23.038 and 23.040).

use crate::named_enum::named_enum;

/// Septets of one message in the default alphabet, and of each of several, which need a header (23.040, 9.2.3.24).
const GSM_7_UNITS: Capacity = Capacity {
    alone: 160,
    joined: 153,
};
/// The same in UCS-2, in units of 16 bits.
const UCS_2_UNITS: Capacity = Capacity {
    alone: 70,
    joined: 67,
};

/// The default alphabet (23.038, 6.2.1), without the escape.
const GSM_7_BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension (23.038, 6.2.1.1): an escape and a further septet each.
const GSM_7_EXTENSION: &str = "\u{c}^{}\\[~]|€";

named_enum! {
    /// The alphabet of a text message.
    pub enum SmsEncoding {
        /// The default alphabet of seven bits.
        Gsm7 => "gsm_7",
        /// Unicode in units of 16 bits.
        Ucs2 => "ucs_2",
    }
}

/// What a text costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmsSize {
    /// The alphabet that it needs.
    pub encoding: SmsEncoding,
    /// How many messages are sent; at least one.
    pub segments: u32,
    /// Units of the alphabet in use, without what the cuts leave free.
    pub units: u32,
    /// How many more units fit without a further message.
    pub units_left: u32,
}

struct Capacity {
    alone: u32,
    joined: u32,
}

/// Measures a text. An escape of GSM-7 and its septet, or the two halves of a surrogate pair, stay in one message.
#[must_use]
pub fn sms_size(text: &str) -> SmsSize {
    let gsm_7 = text.chars().map(gsm_7_units).collect::<Option<Vec<u32>>>();
    if let Some(widths) = gsm_7 {
        return sized(SmsEncoding::Gsm7, &GSM_7_UNITS, &widths);
    }
    let widths: Vec<u32> = text.chars().map(ucs_2_units).collect();
    sized(SmsEncoding::Ucs2, &UCS_2_UNITS, &widths)
}

/// Units of a character in the default alphabet, if it is there.
fn gsm_7_units(character: char) -> Option<u32> {
    if GSM_7_BASIC.contains(character) {
        Some(1)
    } else if GSM_7_EXTENSION.contains(character) {
        Some(2)
    } else {
        None
    }
}

fn ucs_2_units(character: char) -> u32 {
    if u32::from(character) > 0xffff { 2 } else { 1 }
}

fn sized(encoding: SmsEncoding, capacity: &Capacity, widths: &[u32]) -> SmsSize {
    let units = widths
        .iter()
        .fold(0_u32, |sum, width| sum.saturating_add(*width));
    if units <= capacity.alone {
        return SmsSize {
            encoding,
            segments: 1,
            units,
            units_left: capacity.alone - units,
        };
    }
    let mut segments = 1_u32;
    let mut used = 0;
    for width in widths {
        if used + width > capacity.joined {
            segments = segments.saturating_add(1);
            used = 0;
        }
        used += width;
    }
    SmsSize {
        encoding,
        segments,
        units,
        units_left: capacity.joined - used,
    }
}

#[cfg(test)]
mod tests;
