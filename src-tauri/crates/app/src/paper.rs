//! Paper: from the store to a book of facts, to a preview or a file.

mod books;
mod order;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use documents::model::{Edition, Languages};
use documents::{Fonts, pdf};
use domain::Language;
use serde::Serialize;
use specta::Type;

use crate::files;
use crate::paper::order::Wanted;
use crate::view::{Paper, PaperOrder, PaperWarning, Preview, PreviewPage, SaveAs, SavedPaper};
use crate::{Error, Kumppani};

/// Pages of a preview that are given at once.
const PREVIEW_PAGES: usize = 20;

/// How far a saving has come, in sheets or pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Progress {
    /// Done so far.
    pub done: u32,
    /// To be done.
    pub total: u32,
}

/// A way to stop a saving before anything is written; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Stops what it was given to.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn check(&self) -> Result<(), Error> {
        if self.0.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }
}

/// A laid-out sheet, in either of the shapes that the writer takes.
enum Sheet {
    Document(documents::ir::Document),
    Batch(documents::ir::Batch),
}

impl Kumppani {
    /// Pages of a sheet as they will be printed, from page `first` (0 is the first page).
    pub async fn preview_paper(&self, order: &PaperOrder, first: u32) -> Result<Preview, Error> {
        let wanted = Wanted::read(order)?;
        let (facts, warnings) = self.facts(&wanted).await?;
        let Some(facts) = facts else {
            return Ok(Preview { page_count: 0, pages: Vec::new(), warnings });
        };
        let edition = self.edition(wanted.languages).await?;
        Ok(on_a_thread(move || preview(&facts, &edition, first as usize, warnings)).await)
    }

    /// Saves a sheet: to `path`, or under a name of its own in the paper folder.
    ///
    /// # Errors
    ///
    /// [`Error::NobodyPresent`] where there is nobody to certify, [`Error::Invalid`] where the
    /// sheet has no such form, [`Error::Cancelled`] when it was stopped, [`Error::Disk`] when it
    /// cannot be written; an earlier file then stays as it was.
    pub async fn save_paper(
        &self,
        order: &PaperOrder,
        save_as: SaveAs,
        path: Option<PathBuf>,
        progress: &(dyn Fn(Progress) + Send + Sync),
        cancel: &Cancel,
    ) -> Result<SavedPaper, Error> {
        let wanted = Wanted::read(order)?;
        wanted.refuse_other_form(save_as)?;
        let (facts, _) = self.facts(&wanted).await?;
        let view = self.event(&order.subject).await?;
        let Some(facts) = facts else {
            return Err(Error::NobodyPresent { event: view.summary.name });
        };
        if wanted.paper == Paper::Certificates {
            self.issue_certificates(&facts).await?;
        }
        let language = wanted.languages.first;
        let path = match path {
            Some(path) => path,
            None => {
                self.paper_folder().await?.join(file_name(wanted.paper, &view.summary, language))
            }
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(Error::disk("make the folder", folder))?;
        }
        let total = facts.sheets();
        progress(Progress { done: 0, total });
        cancel.check()?;
        let stop = cancel.clone();
        let edition = self.edition(wanted.languages).await?;
        let (bytes, pages) = on_a_thread(move || write(&facts, &edition, &stop)).await?;
        cancel.check()?;
        files::write_whole(&path, &bytes).map_err(Error::disk("write", &path))?;
        progress(Progress { done: total, total });
        let bytes = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Ok(SavedPaper { path: path.display().to_string(), pages, bytes, files: 1 })
    }

    /// How paper is made at this moment.
    async fn edition(&self, languages: Languages) -> Result<Edition, Error> {
        Ok(Edition {
            languages,
            house: self.house_of_paper(languages).await?,
            created: crate::environment::utc(self.environment().now()).naive_utc(),
        })
    }

    /// The path of paper that this workspace saved, for opening it: a PDF that is there.
    pub async fn saved_paper(&self, path: &Path) -> Result<PathBuf, Error> {
        let is_pdf = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
        if is_pdf && path.is_file() {
            return Ok(path.to_owned());
        }
        let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
        Err(Error::disk("open", path)(missing))
    }

    /// The facts of a sheet, or none where there is nothing to print, and what to know before.
    async fn facts(
        &self,
        wanted: &Wanted,
    ) -> Result<(Option<books::Facts>, Vec<PaperWarning>), Error> {
        let id = wanted.subject;
        match wanted.paper {
            Paper::Programme => {
                let book = self.programme_book(id, wanted.languages).await?;
                let empty = book.days.iter().all(|day| day.sessions.is_empty());
                let warnings = if empty { vec![PaperWarning::NoSessions] } else { Vec::new() };
                Ok((Some(books::Facts::Programme(book)), warnings))
            }
            Paper::Certificates => {
                let batch = self.certificate_batch(id, wanted.languages).await?;
                match batch {
                    Some(batch) => Ok((Some(books::Facts::Certificates(batch)), Vec::new())),
                    None => Ok((None, vec![PaperWarning::NobodyPresent])),
                }
            }
        }
    }
}

/// The shipped fonts and the words already shaped with them, opened when first needed.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::shipped);

fn preview(
    facts: &books::Facts,
    edition: &Edition,
    first: usize,
    mut warnings: Vec<PaperWarning>,
) -> Preview {
    let sheet = lay_out(facts, edition);
    let (page_count, pages, missing) = match &sheet {
        Sheet::Document(document) => (
            document.pages.len(),
            documents::preview_pages(document, &FONTS),
            documents::missing_letters(document, &FONTS),
        ),
        Sheet::Batch(batch) => (
            batch.pages.len(),
            (first..first.saturating_add(PREVIEW_PAGES))
                .map_while(|page| documents::preview_batch_page(batch, page, &FONTS))
                .collect(),
            documents::missing_letters_of_batch(batch, &FONTS),
        ),
    };
    // A batch is drawn from the page asked for; a document is short and drawn whole.
    let skip = if matches!(sheet, Sheet::Document(_)) { first } else { 0 };
    if !missing.is_empty() {
        let letters = missing.iter().map(|missing| missing.letter).collect();
        warnings.push(PaperWarning::MissingLetters { letters });
    }
    let pages = pages.into_iter().skip(skip).take(PREVIEW_PAGES).map(|page| PreviewPage {
        width: page.width,
        height: page.height,
        svg: page.svg,
        text: page.text_alternative,
    });
    let page_count = u32::try_from(page_count).unwrap_or(u32::MAX);
    Preview { page_count, pages: pages.collect(), warnings }
}

fn lay_out(facts: &books::Facts, edition: &Edition) -> Sheet {
    match facts {
        books::Facts::Programme(book) => {
            Sheet::Document(documents::lay_out_programme(book, edition, &FONTS))
        }
        books::Facts::Certificates(certificates) => {
            Sheet::Batch(documents::lay_out_certificates(&certificates.batch, edition, &FONTS))
        }
    }
}

fn write(
    facts: &books::Facts,
    edition: &Edition,
    cancel: &Cancel,
) -> Result<(Vec<u8>, u32), Error> {
    let sheet = lay_out(facts, edition);
    cancel.check()?;
    let (bytes, pages) = match &sheet {
        Sheet::Document(document) => {
            (pdf::write_document(document, FONTS.book())?, document.pages.len())
        }
        Sheet::Batch(batch) => (pdf::write_batch(batch, FONTS.book())?, batch.pages.len()),
    };
    Ok((bytes, u32::try_from(pages).unwrap_or(u32::MAX)))
}

/// Runs work that keeps a core busy where it does not hold up others.
pub(crate) async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}

/// A name for the file that a person recognises: `YP26 ohjelma fi.pdf`.
fn file_name(paper: Paper, event: &crate::view::EventSummary, language: Language) -> String {
    let what = match (paper, language) {
        (Paper::Programme, Language::Fi) => "ohjelma",
        (Paper::Programme, Language::Sv) => "program",
        (Paper::Programme, Language::En) => "programme",
        (Paper::Certificates, Language::Fi) => "todistukset",
        (Paper::Certificates, Language::Sv) => "intyg",
        (Paper::Certificates, Language::En) => "certificates",
    };
    let event = if event.code.is_empty() { &event.name } else { &event.code };
    let safe: String = event
        .chars()
        .map(
            |letter| {
                if r#"<>:"/\|?*"#.contains(letter) || letter.is_control() { '-' } else { letter }
            },
        )
        .take(80)
        .collect();
    format!("{} {what} {}.pdf", safe.trim().trim_end_matches('.'), language.code())
}
