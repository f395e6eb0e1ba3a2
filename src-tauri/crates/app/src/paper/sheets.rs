//! From facts to pages, and from pages to bytes.

use std::sync::LazyLock;

use documents::ir::{Batch, Document};
use documents::model::{Edition, Session};
use documents::visibility::{self, Breach};
use documents::{Fonts, pdf};

use super::books::Facts;
use crate::Error;
use crate::view::{Paper, PaperWarning, Preview, PreviewPage};

/// Pages of a preview that are given at once.
const PREVIEW_PAGES: usize = 20;

/// Letters of a description by which its place is known.
const OPENING: usize = 24;

/// The shipped fonts and the words already shaped with them, opened when first needed.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::shipped);

/// A laid-out sheet, in either of the shapes that the writer takes.
pub(super) enum Sheet {
    Document(Document),
    Batch(Batch),
}

impl Sheet {
    pub(super) fn lay_out(facts: &Facts, paper: Paper, edition: &Edition) -> Sheet {
        let fonts = &*FONTS;
        Sheet::Document(match facts {
            Facts::Certificates(certificates) => {
                return Sheet::Batch(documents::lay_out_certificates(
                    &certificates.batch,
                    edition,
                    fonts,
                ));
            }
            Facts::Programme(book) => match paper {
                Paper::OnePage => documents::lay_out_one_page(book, edition, fonts),
                Paper::Booklet => documents::impose::booklet(documents::lay_out_programme_a5(
                    book, edition, fonts,
                )),
                _ => documents::lay_out_programme(book, edition, fonts),
            },
            Facts::Badges(book) => documents::lay_out_badges(book, edition, fonts),
            Facts::Tents(book) => documents::lay_out_tents(book, edition, fonts),
            Facts::Attendance(book) => documents::lay_out_attendance(book, edition, fonts),
            Facts::CheckIn(book) => documents::lay_out_check_in(book, edition, fonts),
            Facts::Signs(book) => documents::lay_out_signs(book, edition, fonts),
            Facts::Route(book) => documents::lay_out_route(book, edition, fonts),
            Facts::Brief(first, more) => {
                let more = more.iter().map(|brief| documents::lay_out_brief(brief, edition, fonts));
                let first = documents::lay_out_brief(first, edition, fonts);
                more.fold(first, Document::followed_by)
            }
            Facts::Report(report) => documents::lay_out_report(report, edition, fonts),
        })
    }

    pub(super) fn pages(&self) -> usize {
        match self {
            Sheet::Document(document) => document.pages.len(),
            Sheet::Batch(batch) => batch.pages.len(),
        }
    }

    /// What a financier would measure and send back: a logo of the house or of a partner that is
    /// larger than the emblem.
    pub(super) fn measured(&self, facts: &Facts, edition: &Edition) -> Vec<Breach> {
        let partners = match facts {
            Facts::Programme(book) => book.partners.as_slice(),
            _ => &[],
        };
        let logos = edition.house.logos.iter().chain(partners);
        let logos: Vec<&str> = logos.map(|logo| logo.description.as_str()).collect();
        match self {
            Sheet::Document(document) => visibility::measured(document, &logos),
            Sheet::Batch(batch) => visibility::measured_batch(batch, &logos),
        }
    }

    /// The sheet as one PDF file.
    pub(super) fn write(&self) -> Result<Vec<u8>, Error> {
        Ok(match self {
            Sheet::Document(document) => pdf::write_document(document, FONTS.book())?,
            Sheet::Batch(batch) => pdf::write_batch(batch, FONTS.book())?,
        })
    }

    /// Pages as pictures from page `first` on, and what to know of them.
    pub(super) fn preview(&self, first: usize, mut warnings: Vec<PaperWarning>) -> Preview {
        let drawn = first..first.saturating_add(PREVIEW_PAGES);
        let page = |page| match self {
            Sheet::Document(document) => documents::preview_page(document, page, &FONTS),
            Sheet::Batch(batch) => documents::preview_batch_page(batch, page, &FONTS),
        };
        let pages = drawn.map_while(page).map(PreviewPage::from).collect();
        let missing = match self {
            Sheet::Document(document) => documents::missing_letters(document, &FONTS),
            Sheet::Batch(batch) => documents::missing_letters_of_batch(batch, &FONTS),
        };
        if !missing.is_empty() {
            let letters = missing.iter().map(|missing| missing.letter).collect();
            warnings.push(PaperWarning::MissingLetters { letters });
        }
        let page_count = u32::try_from(self.pages()).unwrap_or(u32::MAX);
        Preview { page_count, pages, warnings, page_of_draft: None }
    }

    /// The page, counted from 0, that says most of a session: where its description begins if it
    /// has one, else the first that has its title.
    pub(super) fn page_of(&self, session: &Session) -> Option<u32> {
        let Sheet::Document(document) = self else { return None };
        let flat = |said: &str| said.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = flat(session.title.text());
        if title.is_empty() {
            return None;
        }
        let opening: String = flat(session.description.text()).chars().take(OPENING).collect();
        let pages = 0..document.pages.len();
        let said = pages.filter_map(|page| Some(flat(&documents::page_text(document, page)?)));
        let mut titled = None;
        for (page, said) in (0..).zip(said).filter(|(_, said)| said.contains(&title)) {
            if opening.is_empty() || said.contains(&opening) {
                return Some(page);
            }
            titled = titled.or(Some(page));
        }
        titled
    }
}

impl From<documents::PreviewPage> for PreviewPage {
    fn from(page: documents::PreviewPage) -> PreviewPage {
        PreviewPage {
            width: page.width,
            height: page.height,
            svg: page.svg,
            text: page.text_alternative,
        }
    }
}
