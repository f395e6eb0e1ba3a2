//! An order of paper, read: ids, languages and choices instead of texts.

use documents::model::{BadgeBack, Languages};
use documents::stock::Stock;
use domain::{Language, RecordId, kinds};

use crate::view::{Paper, PaperLists, PaperOrder, SaveAs, SessionDraft};
use crate::{Error, drafts};

/// The label sheet of badges unless another is named: plain paper to cut.
const STOCK: Stock = Stock::A7;

/// The most empty lines of a list: what ten pages hold.
const MOST_BLANK_LINES: u32 = 300;

/// What is wanted, in the words of the domain.
pub(super) struct Wanted {
    pub(super) paper: Paper,
    pub(super) subject: RecordId,
    pub(super) languages: Languages,
    pub(super) badges: BadgeSheet,
    pub(super) lists: PaperLists,
    pub(super) blank_lines: u16,
    pub(super) draft: Option<SessionDraft>,
}

/// What badges are printed on.
#[derive(Debug, Clone, Copy)]
pub(super) struct BadgeSheet {
    pub(super) stock: Stock,
    /// Cells of the first sheet that were used before.
    pub(super) used: usize,
    pub(super) back: BadgeBack,
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
            badges: BadgeSheet::read(order)?,
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
            SaveAs::Html | SaveAs::Calendar => self.paper == Paper::Programme,
        };
        if has_it { Ok(()) } else { Err(no_such_form(save_as)) }
    }
}

impl BadgeSheet {
    fn read(order: &PaperOrder) -> Result<BadgeSheet, Error> {
        let stock = match order.stock.as_deref().map(str::trim).filter(|code| !code.is_empty()) {
            Some(code) => Stock::from_code(code).ok_or_else(|| no_such_stock(code))?,
            None => STOCK,
        };
        let cells = stock.grid().cells();
        let used = usize::try_from(order.used_cells).unwrap_or(usize::MAX);
        if used >= cells {
            return Err(Error::Invalid {
                field: "used_cells".to_owned(),
                label: None,
                value: order.used_cells.to_string(),
                reason: "too_many".to_owned(),
                message: format!(
                    "{} has {cells} cells a sheet, so at most {} of the first can be used",
                    stock.name(),
                    cells - 1
                ),
            });
        }
        let back = if order.both_sides { BadgeBack::SameAsFront } else { BadgeBack::Blank };
        Ok(BadgeSheet { stock, used, back })
    }
}

fn language(field: &str, code: &str) -> Result<Language, Error> {
    Language::from_code(code).ok_or_else(|| Error::invalid_choice(field, code))
}

fn no_such_stock(code: &str) -> Error {
    let codes: Vec<&str> = Stock::ALL.iter().map(|stock| stock.code()).collect();
    Error::Invalid {
        field: "stock".to_owned(),
        label: None,
        value: code.to_owned(),
        reason: "unknown_choice".to_owned(),
        message: format!(
            "“{code}” is none of the label sheets; choose one of {}",
            codes.join(", ")
        ),
    }
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
        label: None,
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
        assert!(has(Paper::Programme, SaveAs::Html) && has(Paper::Programme, SaveAs::Calendar));
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
        let stock = PaperOrder { stock: Some("a0".into()), ..programme.clone() };
        assert_eq!(field(&stock), "stock");
        assert_eq!(field(&PaperOrder { used_cells: 8, ..programme.clone() }), "used_cells");
        assert!(Wanted::read(&PaperOrder { used_cells: 7, ..programme }).is_ok());
    }
}
