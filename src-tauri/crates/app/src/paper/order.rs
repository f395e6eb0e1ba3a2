//! An order of paper, read: ids, languages and choices instead of texts.

use documents::model::Languages;
use domain::{Language, RecordId, kinds};

use crate::view::{Paper, PaperOrder, SaveAs};
use crate::{Error, drafts};

/// What is wanted, in the words of the domain.
pub(super) struct Wanted {
    pub(super) paper: Paper,
    pub(super) subject: RecordId,
    pub(super) languages: Languages,
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
        let subject = drafts::record_id(&kinds::EVENT, &order.subject)?;
        Ok(Wanted { paper: order.paper, subject, languages })
    }

    /// Refuses a form that the sheet does not have.
    pub(super) fn refuse_other_form(&self, save_as: SaveAs) -> Result<(), Error> {
        let has_it = match save_as {
            SaveAs::Pdf => true,
            SaveAs::Separate | SaveAs::Zip | SaveAs::Html | SaveAs::Calendar => false,
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
