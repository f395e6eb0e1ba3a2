//! Names of organisations: cleaned as they are written, and folded for comparing.

use exchange::clean_title;

/// Cleans the name of an organisation; none where the cell says nothing.
///
/// HTML entities that a web form let through are decoded; letters keep their case.
pub(crate) fn clean(text: &str) -> Option<String> {
    let name = clean_title(&decode_entities(text));
    (!super::is_nothing(&name)).then_some(name)
}

fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        let entity = &rest[start..];
        match entity.find(';').filter(|end| *end <= 10).and_then(|end| {
            character(&entity[1..end]).map(|character| (character, end + 1))
        }) {
            Some((character, length)) => {
                decoded.push(character);
                rest = &entity[length..];
            }
            None => {
                decoded.push('&');
                rest = &entity[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The character that an entity of HTML stands for, for those that names hold.
fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "auml" => 'ä',
        "Auml" => 'Ä',
        "ouml" => 'ö',
        "Ouml" => 'Ö',
        "aring" => 'å',
        "Aring" => 'Å',
        "uuml" => 'ü',
        "eacute" => 'é',
        "ndash" => '–',
        "mdash" => '—',
        "rsquo" => '’',
        _ => return None,
    })
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
