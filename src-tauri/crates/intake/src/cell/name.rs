//! Names of people: split as they are written, never re-cased.

use crate::fold::plain;

/// Words that belong to the last name they stand before.
const PARTICLES: [&str; 22] = [
    "af", "av", "al", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du",
    "el", "la", "le", "ter", "van", "vom", "von", "zu",
];

/// Splits one joined name into first and last name.
///
/// `Meikäläinen, Maija` names the last name first; otherwise the last word, with the particles
/// before it, is the last name unless `last_first` says that it stands in front. A single word is
/// a first name.
pub(crate) fn split(name: &str, last_first: bool) -> (Option<String>, Option<String>) {
    if let Some((last, first)) = name.split_once(',')
        && !last.trim().is_empty()
        && !first.trim().is_empty()
    {
        return (Some(joined(first.split_whitespace())), Some(joined(last.split_whitespace())));
    }
    let words: Vec<&str> = name.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let is_particle = |word: &&str| PARTICLES.contains(&word.to_lowercase().as_str());
    match words.as_slice() {
        [] => (None, None),
        [only] => (Some((*only).to_owned()), None),
        words if last_first => {
            let particles = words.iter().take_while(|word| is_particle(word)).count();
            let end = (particles + 1).min(words.len() - 1);
            (Some(joined(words[end..].iter().copied())), Some(joined(words[..end].iter().copied())))
        }
        words => {
            let before = &words[1..words.len() - 1];
            let particles = before.iter().rev().take_while(|word| is_particle(word)).count();
            let start = words.len() - 1 - particles;
            (
                Some(joined(words[..start].iter().copied())),
                Some(joined(words[start..].iter().copied())),
            )
        }
    }
}

/// Splits a joined name by what the person's e-mail address made of it: `maija.koivulehto@…`
/// tells first from last name whichever stands first, and `nguyen-thi.huong-lan@…` where one ends.
/// None where the address says nothing, or a comma in the name says more.
pub(crate) fn split_by_address(name: &str, email: &str) -> Option<(String, String)> {
    if name.contains(',') {
        return None;
    }
    let (local, _) = email.split_once('@')?;
    let (first, last) = local.split_once(['.', '_'])?;
    let (first, last) = (plain(first), plain(last));
    let words: Vec<&str> = name.split_whitespace().collect();
    (1..words.len()).find_map(|at| {
        let (front, back) = (words[..at].join(" "), words[at..].join(" "));
        match (plain(&front), plain(&back)) {
            (one, other) if one == first && other == last => Some((front, back)),
            (one, other) if one == last && other == first => Some((back, front)),
            _ => None,
        }
    })
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a name has lost characters on its way here: a question mark or a replacement character
/// inside a word.
pub(crate) fn has_lost_characters(name: &str) -> bool {
    name.contains('\u{fffd}')
        || name
            .split_whitespace()
            .any(|word| word.contains('?') && word.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_names_are_split_and_never_recased() {
        for (name, last_first, first, last) in [
            ("Maija Meikäläinen", false, "Maija", "Meikäläinen"),
            ("Meikäläinen, Maija", false, "Maija", "Meikäläinen"),
            ("af Björkesund, Åsa", false, "Åsa", "af Björkesund"),
            ("Koivulehto Maija", true, "Maija", "Koivulehto"),
            ("af Björkesund Åsa", true, "Åsa", "af Björkesund"),
            ("Åsa af Björkesund", false, "Åsa", "af Björkesund"),
            ("Gunnel de la Rosevinge", false, "Gunnel", "de la Rosevinge"),
            ("Zoë van der Meulenhof", false, "Zoë", "van der Meulenhof"),
            ("Aino-Inkeri Käpynen", false, "Aino-Inkeri", "Käpynen"),
            ("Maija Liisa Meikäläinen", false, "Maija Liisa", "Meikäläinen"),
            ("ronald McKay", false, "ronald", "McKay"),
            ("Sukanya", false, "Sukanya", ""),
            ("Sukanya", true, "Sukanya", ""),
            ("de la", true, "la", "de"),
            (" , ", false, "", ""),
        ] {
            let (found_first, found_last) = split(name, last_first);
            let found = (found_first.unwrap_or_default(), found_last.unwrap_or_default());
            assert_eq!(found, (first.to_owned(), last.to_owned()), "{name}");
        }
    }

    #[test]
    fn an_address_tells_where_a_name_is_split() {
        for (name, email, first, last) in [
            ("Koivulehto Maija", "maija.koivulehto@example.fi", "Maija", "Koivulehto"),
            ("Nguyễn Thị Hương Lan", "nguyen-thi.huong-lan@example.fi", "Nguyễn Thị", "Hương Lan"),
            ("af Björkesund Åsa", "asa.af-bjorkesund@example.fi", "Åsa", "af Björkesund"),
        ] {
            let split = split_by_address(name, email);
            assert_eq!(split, Some((first.to_owned(), last.to_owned())), "{name}");
        }
        assert_eq!(split_by_address("Koivulehto, Maija", "maija.koivulehto@example.fi"), None);
        assert_eq!(split_by_address("Maija Koivulehto", "info@example.fi"), None);
        assert_eq!(split_by_address("Maija Koivulehto", "jyrki.outinen@example.fi"), None);
    }

    #[test]
    fn lost_characters_are_noticed() {
        assert!(has_lost_characters("?iega?at") && has_lost_characters("M\u{fffd}ki"));
        assert!(!has_lost_characters("Mäki") && !has_lost_characters("?"));
    }
}
