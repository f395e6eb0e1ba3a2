//! Paper: from the store to a book of facts, to a preview or a file.

mod books;
mod facts;
mod order;
mod saving;
mod sheets;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use documents::model::{Edition, Languages};
use documents::stock::Stock;
use serde::Serialize;
use specta::Type;

use crate::environment::utc;
use crate::view::{Paper, PaperOrder, PaperWarning, Preview, SaveAs, SavedPaper, StockView};
use crate::{Error, Kumppani};
use facts::{forbidden, nothing_to_print};
use order::Wanted;
use saving::{Job, Watch};
use sheets::Sheet;

pub(crate) use sheets::FONTS;

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

impl Kumppani {
    /// Pages of a sheet as they will be printed, from page `first` (0 is the first page).
    pub async fn preview_paper(&self, order: &PaperOrder, first: u32) -> Result<Preview, Error> {
        let wanted = Wanted::read(order)?;
        let gathered = self.gathered(&wanted).await?;
        let mut warnings = gathered.warnings;
        let Some(facts) = gathered.facts else {
            let (pages, page_of_draft) = (Vec::new(), None);
            return Ok(Preview { page_count: 0, pages, warnings, page_of_draft });
        };
        let edition = self.edition(wanted.languages).await?;
        let breaches = self.breaches(&wanted, &facts, &edition.house).await?;
        for breach in breaches {
            warnings.push(PaperWarning::Visibility {
                rule: breach.rule.code().to_owned(),
                mend: self.mend(&wanted, &breach).await?,
                detail: breach.detail,
            });
        }
        let paper = wanted.paper;
        let preview = move || {
            let sheet = Sheet::lay_out(&facts, paper, &edition);
            let page_of_draft = gathered.edited.and_then(|session| sheet.page_of(&session));
            Preview { page_of_draft, ..sheet.preview(first as usize, warnings) }
        };
        Ok(on_a_thread(preview).await)
    }

    /// Saves a sheet: to `path`, or under a name of its own in the paper folder. Separate files go
    /// into a folder that is made for them; into a new one within `path` where that holds
    /// something already.
    ///
    /// # Errors
    ///
    /// [`Error::NobodyPresent`] where there is nobody to certify, [`Error::NobodyRegistered`] where
    /// there is nobody to list, [`Error::Refused`] where there is nothing else to print or European
    /// rules forbid it, [`Error::Invalid`] where the sheet has no such form, [`Error::Cancelled`]
    /// when it was stopped, [`Error::Disk`] when it cannot be written; an earlier file then stays
    /// as it was, and nothing new is left.
    pub async fn save_paper(
        &self,
        order: &PaperOrder,
        save_as: SaveAs,
        path: Option<PathBuf>,
        progress: &(dyn Fn(Progress) + Send + Sync),
        cancel: &Cancel,
    ) -> Result<SavedPaper, Error> {
        let mut wanted = Wanted::read(order)?;
        wanted.draft = None;
        wanted.refuse_other_form(save_as)?;
        let gathered = self.gathered(&wanted).await?;
        let edition = self.edition(wanted.languages).await?;
        let Some(facts) = gathered.facts else {
            return Err(nothing_to_print(&gathered.warnings, gathered.called));
        };
        if let Some(breach) = self.breaches(&wanted, &facts, &edition.house).await?.first() {
            return Err(forbidden(breach, self.mend(&wanted, breach).await?));
        }
        let name = saving::sheet_name(wanted.paper, &gathered.called, wanted.languages);
        let path = self.place(path, &name, save_as).await?;
        let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let total = facts.sheets();
        let job = Job {
            facts,
            paper: wanted.paper,
            edition,
            save_as,
            called: gathered.called,
            path,
            watch: Watch { told, cancel: cancel.clone(), total },
        };
        let working = tokio::task::spawn_blocking(move || job.done());
        while let Some(so_far) = heard.recv().await {
            progress(so_far);
        }
        let (made, facts, path) = match working.await {
            Ok(done) => done?,
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        };
        if wanted.paper == Paper::Certificates {
            self.issue_certificates(&facts).await?;
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(SavedPaper {
            path: path.display().to_string(),
            pages: count(made.pages),
            bytes: count(made.size),
            files: count(made.files),
        })
    }

    /// The path of paper that this workspace saved, for opening it: a file or a folder that is
    /// there.
    pub async fn saved_paper(&self, path: &Path) -> Result<PathBuf, Error> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_paper = ["pdf", "zip", "html", "ics"].contains(&ending.as_str());
        if (is_paper && path.is_file()) || is_folder_of_paper(path) {
            return Ok(path.to_owned());
        }
        let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
        Err(Error::disk("open", path)(missing))
    }

    /// The label sheets that badges can be printed on.
    pub fn paper_stocks(&self) -> Vec<StockView> {
        let stocks = Stock::ALL.into_iter().map(|stock| {
            let grid = stock.grid();
            let (width, height) = stock.millimetres();
            StockView {
                code: stock.code().to_owned(),
                name: stock.name().to_owned(),
                columns: grid.columns.into(),
                rows: grid.rows.into(),
                label_width_mm: width.into(),
                label_height_mm: height.into(),
            }
        });
        stocks.collect()
    }

    /// How paper is made at this moment.
    async fn edition(&self, languages: Languages) -> Result<Edition, Error> {
        Ok(Edition {
            languages,
            house: self.house_of_paper(languages).await?,
            created: utc(self.environment().now()).naive_utc(),
        })
    }

    /// Where a sheet is written to; the folder of it is made.
    async fn place(
        &self,
        path: Option<PathBuf>,
        name: &str,
        save_as: SaveAs,
    ) -> Result<PathBuf, Error> {
        let is_full =
            |path: &Path| std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
        let path = match (path, save_as) {
            (Some(path), SaveAs::Separate) if is_full(&path) => saving::new_folder(&path, name),
            (Some(path), _) => path,
            (None, SaveAs::Separate) => saving::new_folder(&self.paper_folder().await?, name),
            (None, _) => {
                self.paper_folder().await?.join(format!("{name}{}", saving::ending(save_as)))
            }
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(Error::disk("make the folder", folder))?;
        }
        Ok(path)
    }
}

fn is_folder_of_paper(path: &Path) -> bool {
    let is_pdf = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.path().extension().is_some_and(|ending| ending == "pdf"))
    };
    std::fs::read_dir(path).is_ok_and(|mut entries| entries.any(is_pdf))
}

/// Runs work that keeps a core busy where it does not hold up others.
pub(crate) async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}
