//! Texts that exist in several languages: what a record says, in the languages of a sheet.

use documents::model::{Languages, Phrase, Wording};
use domain::kinds::{event, session};
use domain::{FieldId, Language};
use store::Record;

use crate::sessions::text;

/// The fields of one text: the plain one, in the event's own language, then its translations into
/// Finnish, Swedish and English.
pub(super) struct Text(FieldId, [FieldId; 3]);

pub(super) const EVENT_NAME: Text =
    Text(event::NAME, [event::NAME_FI, event::NAME_SV, event::NAME_EN]);
pub(super) const EVENT_DESCRIPTION: Text =
    Text(event::DESCRIPTION, [event::DESCRIPTION_FI, event::DESCRIPTION_SV, event::DESCRIPTION_EN]);
pub(super) const CERTIFICATE_CONTENT: Text = Text(
    event::CERTIFICATE_CONTENT,
    [event::CERTIFICATE_CONTENT_FI, event::CERTIFICATE_CONTENT_SV, event::CERTIFICATE_CONTENT_EN],
);
pub(super) const PRACTICAL: Text =
    Text(event::PRACTICAL, [event::PRACTICAL_FI, event::PRACTICAL_SV, event::PRACTICAL_EN]);
pub(super) const SESSION_TITLE: Text =
    Text(session::TITLE, [session::TITLE_FI, session::TITLE_SV, session::TITLE_EN]);
pub(super) const SESSION_DESCRIPTION: Text = Text(
    session::DESCRIPTION,
    [session::DESCRIPTION_FI, session::DESCRIPTION_SV, session::DESCRIPTION_EN],
);

impl Text {
    /// What the record says in the languages of a sheet. What does not exist in the leading
    /// language is said in the event's own, or in any it has, and marked as such.
    pub(super) fn said(&self, record: &Record, own: Language, languages: Languages) -> Phrase {
        let plain = || self.plain(record).map(|text| Wording { text, language: own });
        let any =
            || Language::ALL.into_iter().find_map(|language| self.within(record, own, language));
        let first = self.within(record, own, languages.first).or_else(plain).or_else(any);
        let Some(first) = first else { return Phrase::new("", languages.first) };
        let phrase = Phrase { first, second: None };
        let second = languages.second.and_then(|language| self.within(record, own, language));
        match second {
            Some(second) => phrase.with(second.text, second.language),
            None => phrase,
        }
    }

    /// What the record says in one language, if it does.
    fn within(&self, record: &Record, own: Language, language: Language) -> Option<Wording> {
        let at = Language::ALL.into_iter().position(|each| each == language)?;
        let translated = text(record, *self.1.get(at)?);
        let translated = (!translated.trim().is_empty()).then_some(translated);
        let text = translated.or_else(|| self.plain(record).filter(|_| own == language))?;
        Some(Wording { text, language })
    }

    fn plain(&self, record: &Record) -> Option<String> {
        Some(text(record, self.0)).filter(|text| !text.trim().is_empty())
    }
}

/// The parts of a phrase in order, each with the part of the translation at the same place; parts
/// that only the translation has are said in its language.
pub(super) fn parts(phrase: &Phrase, split: impl Fn(&str) -> Vec<String>) -> Vec<Phrase> {
    let first = split(&phrase.first.text);
    let second = phrase.second.as_ref().map(|second| (split(&second.text), second.language));
    let (second, other) = second.unwrap_or((Vec::new(), phrase.first.language));
    (0..first.len().max(second.len()))
        .filter_map(|at| match (first.get(at), second.get(at)) {
            (Some(first), Some(second)) => Some(
                Phrase::new(first.as_str(), phrase.first.language).with(second.as_str(), other),
            ),
            (Some(first), None) => Some(Phrase::new(first.as_str(), phrase.first.language)),
            (None, Some(second)) => Some(Phrase::new(second.as_str(), other)),
            (None, None) => None,
        })
        .collect()
}

/// Blocks parted by blank lines.
pub(super) fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim_end) {
        if line.trim().is_empty() {
            is_open = false;
        } else if let (true, Some(block)) = (is_open, blocks.last_mut()) {
            block.push('\n');
            block.push_str(line);
        } else {
            blocks.push(line.to_owned());
            is_open = true;
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::{RecordId, Stamp, Value, kinds};

    use super::*;

    fn event(values: &[(FieldId, &str)]) -> Record {
        Record {
            kind: kinds::EVENT.id,
            id: RecordId::from_bytes([1; 16]),
            values: values
                .iter()
                .map(|(field, text)| (*field, Value::from(*text)))
                .collect::<BTreeMap<_, _>>(),
            created: Stamp(0),
            updated: Stamp(0),
        }
    }

    fn said(record: &Record, languages: Languages) -> Vec<(String, &'static str)> {
        let phrase = EVENT_NAME.said(record, Language::Fi, languages);
        phrase.wordings().map(|one| (one.text.clone(), one.language.code())).collect()
    }

    #[test]
    fn a_sheet_takes_the_translation_where_there_is_one_else_the_text_in_its_own_language() {
        let both = event(&[(event::NAME, "Yrityspäivä"), (event::NAME_SV, "Företagsdag")]);
        let one = |text: &str, code| vec![(text.to_owned(), code)];
        assert_eq!(said(&both, Languages::one(Language::Sv)), one("Företagsdag", "sv"));
        assert_eq!(said(&both, Languages::one(Language::Fi)), one("Yrityspäivä", "fi"));
        assert_eq!(said(&both, Languages::one(Language::En)), one("Yrityspäivä", "fi"));
        let two = [one("Yrityspäivä", "fi"), one("Företagsdag", "sv")].concat();
        assert_eq!(said(&both, Languages::two(Language::Fi, Language::Sv)), two);
        let turned = [one("Företagsdag", "sv"), one("Yrityspäivä", "fi")].concat();
        assert_eq!(said(&both, Languages::two(Language::Sv, Language::Fi)), turned);
        assert_eq!(
            said(&both, Languages::two(Language::En, Language::Fi)),
            one("Yrityspäivä", "fi")
        );
        let only = event(&[(event::NAME_EN, "Company day")]);
        assert_eq!(said(&only, Languages::one(Language::Fi)), one("Company day", "en"));
    }

    #[test]
    fn parts_are_matched_by_their_place() {
        let phrase = Phrase::new("a\nb", Language::Fi).with("x\ny\nz", Language::Sv);
        let split = |text: &str| text.lines().map(str::to_owned).collect();
        let parts = parts(&phrase, split);
        let second: Vec<Option<&str>> = parts
            .iter()
            .map(|part| part.second.as_ref().map(|second| second.text.as_str()))
            .collect();
        assert_eq!(second, [Some("x"), Some("y"), None]);
        assert_eq!(parts[2].first.text, "z");
        assert_eq!(parts[2].first.language, Language::Sv);
    }

    #[test]
    fn blocks_are_parted_by_blank_lines() {
        let text = "\n\nSaapuminen\nBussi 5\n \n\nVerkko\nsalasana\n\n";
        assert_eq!(blocks(text), ["Saapuminen\nBussi 5", "Verkko\nsalasana"]);
        assert!(blocks(" \n").is_empty());
    }
}
