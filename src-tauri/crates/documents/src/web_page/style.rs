//! The look of the page: the house's accent and faces over one sheet of rules.

use std::fmt::Write;

use crate::contrast::{nearest_readable, nearest_readable_on_dark, tint};
use crate::ir::Colour;
use crate::model::{House, Typeface};
use crate::sheet::{INK, QUIET};

const RULES: &str = include_str!("style.css");
/// The ground of the page in the dark, and of pauses there.
const DARK: Colour = Colour::hex(0x15191d);
const DARK_TINT: Colour = Colour::hex(0x20272d);
const DARK_INK: Colour = Colour::hex(0xe9edf0);
const DARK_QUIET: Colour = Colour::hex(0xb3bcc4);
/// Lines between sessions.
const LINE: Colour = Colour::hex(0xc0c9d0);
const DARK_LINE: Colour = Colour::hex(0x3a444c);

/// The style sheet of a house's page, light and dark.
pub(super) fn style(house: &House) -> String {
    let accent = nearest_readable(house.accent);
    let light = [
        ("ground", Colour::WHITE),
        ("ink", INK),
        ("quiet", QUIET),
        ("line", LINE),
        ("accent", accent),
        ("tint", tint(accent)),
    ];
    let dark = [
        ("ground", DARK),
        ("ink", DARK_INK),
        ("quiet", DARK_QUIET),
        ("line", DARK_LINE),
        ("accent", nearest_readable_on_dark(accent, DARK_TINT)),
        ("tint", DARK_TINT),
    ];
    let mut style = String::from(":root {");
    colours(&mut style, &light);
    let faces = [("text-face", house.text_face), ("heading-face", house.heading_face)];
    for (name, face) in faces {
        let stack = match face {
            Typeface::SourceSans => "\"Source Sans 3\", \"Segoe UI\", system-ui, sans-serif",
            Typeface::SourceSerif => "\"Source Serif 4\", Georgia, \"Times New Roman\", serif",
        };
        // Writing to a String cannot fail.
        let _ = write!(style, " --{name}: {stack};");
    }
    // Paper is white, whatever the screen is.
    style.push_str(" }\n@media screen and (prefers-color-scheme: dark) { :root {");
    colours(&mut style, &dark);
    style.push_str(" } }\n");
    style.push_str(RULES);
    style
}

fn colours(style: &mut String, colours: &[(&str, Colour)]) {
    for (name, Colour { red, green, blue }) in colours {
        let _ = write!(style, " --{name}: #{red:02x}{green:02x}{blue:02x};");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contrast::{AA, AAA, contrast};

    #[test]
    fn every_ink_is_readable_in_the_dark() {
        for ink in [DARK_INK, DARK_QUIET] {
            for ground in [DARK, DARK_TINT] {
                assert!(contrast(ink, ground) >= AA);
            }
        }
    }

    proptest! {
        #[test]
        fn every_accent_is_readable_in_the_dark(rgb in 0_u32..0x100_0000) {
            let accent = nearest_readable_on_dark(Colour::hex(rgb), DARK_TINT);
            prop_assert!(contrast(accent, DARK_TINT) >= AAA);
            prop_assert!(contrast(accent, DARK) >= AAA);
        }
    }
}
