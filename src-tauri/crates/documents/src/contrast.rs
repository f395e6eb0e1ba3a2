//! Whether a colour can be read: the contrast of WCAG 2.2, and the nearest colour that passes.

use crate::ir::Colour;

/// The least contrast of text with its ground that WCAG 2.2 calls AA (success criterion 1.4.3).
pub const AA: f64 = 4.5;

/// Relative luminance as WCAG 2.2 defines it, from 0 for black to 1 for white.
fn luminance(colour: Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}

/// The contrast of two colours, from 1 for none to 21 for black on white.
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// The ground that a sheet lays under pauses and heads: a twelfth of the accent on white.
pub fn tint(accent: Colour) -> Colour {
    mixed(accent, Colour::WHITE, 11.0 / 12.0)
}

/// Whether an accent can be read on white and on its own tint.
pub fn is_readable(accent: Colour) -> bool {
    contrast(accent, Colour::WHITE) >= AA && contrast(accent, tint(accent)) >= AA
}

/// The accent itself if it can be read, else the nearest darker colour of its hue that can.
pub fn nearest_readable(accent: Colour) -> Colour {
    (0..=255)
        .map(|step| mixed(accent, Colour::BLACK, f64::from(step) / 255.0))
        .find(|colour| is_readable(*colour))
        .unwrap_or(Colour::BLACK)
}

/// The contrast of text with its ground that WCAG 2.2 calls AAA (success criterion 1.4.6).
pub const AAA: f64 = 7.0;

/// The accent itself if it stands out on a dark ground by [`AAA`], where thin letters glimmer, else
/// the nearest lighter colour of its hue that does.
pub fn nearest_readable_on_dark(accent: Colour, ground: Colour) -> Colour {
    (0..=255)
        .map(|step| mixed(accent, Colour::WHITE, f64::from(step) / 255.0))
        .find(|colour| contrast(*colour, ground) >= AAA)
        .unwrap_or(Colour::WHITE)
}

/// A colour on the straight way from `one` to `other`, by the share of `other`.
fn mixed(one: Colour, other: Colour, share: f64) -> Colour {
    let channel = |one: u8, other: u8| {
        (f64::from(one) * (1.0 - share) + f64::from(other) * share).round() as u8
    };
    Colour {
        red: channel(one.red, other.red),
        green: channel(one.green, other.green),
        blue: channel(one.blue, other.blue),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contrast_runs_from_one_to_twenty_one() {
        assert!((contrast(Colour::BLACK, Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(Colour::WHITE, Colour::WHITE) - 1.0).abs() < 1e-9);
        // A grey that text on the web often gets wrong: 4.48 on white.
        assert!(!is_readable(Colour::hex(0x777777)));
    }

    #[test]
    fn a_readable_accent_is_kept_and_a_pale_one_is_darkened_just_enough() {
        let petrol = Colour::hex(0x0b4f6c);
        assert_eq!(nearest_readable(petrol), petrol);
        let orange = nearest_readable(Colour::hex(0xff8800));
        assert!(is_readable(orange) && orange.red > orange.green && orange.green > orange.blue);
    }

    proptest! {
        #[test]
        fn the_nearest_colour_can_always_be_read(rgb in 0_u32..0x100_0000) {
            let given = Colour::hex(rgb);
            let nearest = nearest_readable(given);
            prop_assert!(is_readable(nearest));
            prop_assert_eq!(nearest == given, is_readable(given));
        }
    }
}
