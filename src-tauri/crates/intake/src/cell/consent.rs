/// Reads yes and no in Finnish, Swedish and English, as forms write them.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "kyllä" | "joo" | "yes" | "ja" | "true" | "tosi" | "sant" => Some(true),
        "ei" | "no" | "nej" | "false" | "epätosi" | "falskt" => Some(false),
        _ => None,
    }
}

/// Reads the mark of a column that stands for one option: a tick, or its absence.
///
/// `label` is the option; a form may repeat it where it was chosen.
pub(crate) fn tick(text: &str, label: &str) -> Option<bool> {
    let text = text.trim();
    match text.to_lowercase().as_str() {
        "y" | "x" | "1" | "✓" | "✔" | "on" => Some(true),
        "n" | "0" | "" | "off" => Some(false),
        _ if text == label => Some(true),
        _ => yes_or_no(text),
    }
}

/// What a question about consent asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    Photo,
    Marketing,
}

/// Recognises a question for a consent by its wording.
pub(crate) fn asked(title: &str) -> Option<Consent> {
    let title = title.to_lowercase();
    let any = |stems: &[&str]| stems.iter().any(|stem| title.contains(stem));
    if any(&["kuvauslu", "kuvata", "valokuv", "fotograf", "photo"]) {
        return Some(Consent::Photo);
    }
    any(&["markkinointi", "uutiskirj", "marknadsför", "nyhetsbrev", "marketing", "newsletter"])
        .then_some(Consent::Marketing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_read_in_three_languages() {
        for text in ["Kyllä", "yes", "JA", "True"] {
            assert_eq!(yes_or_no(text), Some(true), "{text}");
        }
        for text in ["Ei", "no", "Nej", "false"] {
            assert_eq!(yes_or_no(text), Some(false), "{text}");
        }
        assert_eq!(yes_or_no("Kyllä, kasvis"), None);
        assert_eq!(tick("Aamu", "Aamu"), Some(true));
        assert_eq!(tick("", "Aamu"), Some(false));
        assert_eq!(tick("myöhemmin", "Aamu"), None);
    }

    #[test]
    fn questions_for_a_consent_are_recognised() {
        assert_eq!(asked("Saako sinua kuvata?"), Some(Consent::Photo));
        assert_eq!(asked("May we photograph you?"), Some(Consent::Photo));
        assert_eq!(asked("Markkinointilupa"), Some(Consent::Marketing));
        assert_eq!(asked("Miten saavut?"), None);
    }
}
