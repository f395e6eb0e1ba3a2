//! Names of organisations, cleaned as they are written.

use domain::decode_html_entities;
use exchange::clean_title;

/// Cleans the name of an organisation; none where the cell says nothing.
///
/// HTML entities that a web form let through are decoded; letters keep their case.
pub(crate) fn clean(text: &str) -> Option<String> {
    let name = clean_title(&decode_html_entities(text));
    (!super::is_nothing(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cleaned_and_keep_their_case() {
        for (text, name) in [
            (" Hirvilammen  Höyry Oy\u{a0}", Some("Hirvilammen Höyry Oy")),
            ("L&auml;hde &amp; Kivi Ky", Some("Lähde & Kivi Ky")),
            ("Lähde &#38; Kivi &#x4b;y", Some("Lähde & Kivi Ky")),
            ("H&M &tuntematon; Oy", Some("H&M &tuntematon; Oy")),
            ("Keksimän kunta,\nkehitysyksikkö", Some("Keksimän kunta, kehitysyksikkö")),
            ("-", None),
            ("N/A", None),
            ("", None),
        ] {
            assert_eq!(clean(text).as_deref(), name, "{text}");
        }
    }
}
