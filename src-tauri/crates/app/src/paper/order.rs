//! An order of paper, read: ids, languages and choices instead of texts.

use documents::model::Languages;
use domain::{Language, RecordId, kinds};

use crate::view::{Paper, PaperLists, PaperOrder, SaveAs, SessionDraft};
use crate::{Error, drafts};

/// The most empty lines of a list: what ten pages hold.
const MOST_BLANK_LINES: u32 = 300;

/// What is wanted, in the words of the domain.
pub(super) struct Wanted {
    pub(super) paper: Paper,
    pub(super) subject: RecordId,
    pub(super) languages: Languages,
    pub(super) lists: PaperLists,
    pub(super) blank_lines: u16,
    pub(super) draft: Option<SessionDraft>,
}

impl Wanted {
    /// Reads an order.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] where a language, an id or a choice is none.
    pub(super) fn read(order: &PaperOrder) -> Result<Wanted, Error> {
        let first = language("language", &order.language)?;
        let second = order.second_language.as_deref().filter(|code| !code.is_empty());
        let languages = match second {
            Some(code) => Languages::two(first, language("second_language", code)?),
            None => Languages::one(first),
        };
        let kind = match order.paper {
            Paper::Brief => &kinds::ORGANISATION,
            Paper::Report => &kinds::PROJECT,
            _ => &kinds::EVENT,
        };
        let blank_lines = order.blank_lines.min(MOST_BLANK_LINES);
        Ok(Wanted {
            paper: order.paper,
            subject: drafts::record_id(kind, &order.subject)?,
            languages,
            lists: order.lists,
            blank_lines: u16::try_from(blank_lines).unwrap_or(u16::MAX),
            draft: order.draft.clone(),
        })
    }

    /// Refuses a form that the sheet does not have.
    pub(super) fn refuse_other_form(&self, save_as: SaveAs) -> Result<(), Error> {
        let has_it = match save_as {
            SaveAs::Pdf => true,
            SaveAs::Separate | SaveAs::Zip => self.paper == Paper::Certificates,
            SaveAs::Calendar => self.paper == Paper::Programme,
            SaveAs::Html => false,
        };
        if has_it { Ok(()) } else { Err(no_such_form(save_as)) }
    }
}

fn language(field: &str, code: &str) -> Result<Language, Error> {
    Language::from_code(code).ok_or_else(|| Error::invalid_choice(field, code))
}

fn no_such_form(save_as: SaveAs) -> Error {
    let (value, only) = match save_as {
        SaveAs::Pdf => ("pdf", "every sheet has it"),
        SaveAs::Separate => ("separate", "only certificates are saved as a file a person"),
        SaveAs::Zip => ("zip", "only certificates are packed together"),
        SaveAs::Html => ("html", "only the programme is saved as a web page"),
        SaveAs::Calendar => ("calendar", "only the programme is saved as a calendar"),
    };
    Error::Invalid {
        field: "save_as".to_owned(),
        value: value.to_owned(),
        reason: "no_such_form".to_owned(),
        message: only.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(paper: Paper) -> PaperOrder {
        PaperOrder::new(paper, "01920c3e-8a5b-7c3d-9e4f-0123456789ab", "fi")
    }

    #[test]
    fn only_the_programme_and_certificates_have_forms_of_their_own() {
        let has = |paper, save_as| {
            Wanted::read(&order(paper)).unwrap().refuse_other_form(save_as).is_ok()
        };
        assert!(
            has(Paper::Certificates, SaveAs::Zip) && has(Paper::Certificates, SaveAs::Separate)
        );
        assert!(!has(Paper::Programme, SaveAs::Zip) && !has(Paper::Certificates, SaveAs::Html));
        assert!(!has(Paper::Booklet, SaveAs::Calendar) && has(Paper::Booklet, SaveAs::Pdf));
    }

    #[test]
    fn a_choice_that_is_none_is_refused_by_its_name() {
        let field =
            |order: &PaperOrder| Wanted::read(order).err().unwrap().details()["field"].clone();
        let programme = order(Paper::Programme);
        assert_eq!(field(&PaperOrder { language: "de".into(), ..programme.clone() }), "language");
        let second = PaperOrder { second_language: Some("xx".into()), ..programme.clone() };
        assert_eq!(field(&second), "second_language");
    }
}
