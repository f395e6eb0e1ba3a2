//! A whole sample workspace: an event with its programme, registration files dropped into the
//! watched folder and taken in, people marked present, paper printed. All people are invented.

mod story;

use std::path::{Path, PathBuf};

use domain::kinds;
use serde::Serialize;

use crate::view::{ImportReport, Paper, PaperOrder, SaveAs, SavedPaper, WorkspaceDraft};
use crate::{Cancel, Environment, Error, Kumppani, files};

/// The registration files that form tools would have dropped into the watched folder.
const REGISTRATION_FILES: &[(&str, &[u8])] = &[
    ("yp26_orders.xlsx", include_bytes!("../samples/yp26_orders.xlsx")),
    ("YP26 sähköpostilla tulleet.csv", include_bytes!("../samples/yp26_sahkopostilla.csv")),
];

/// What the sample workspace consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Demo {
    /// The folder of the workspace.
    pub workspace: String,
    /// The watched folder.
    pub inbox: String,
    /// The code of the event that the registrations are for.
    pub event: String,
    /// What came of the registration files.
    pub imports: Vec<ImportReport>,
    /// What was printed.
    pub paper: Vec<SavedPaper>,
}

impl Kumppani {
    /// Makes the sample workspace in `folder`, which must be empty or not there yet.
    ///
    /// # Errors
    ///
    /// [`Error::FileExists`] where the folder holds something already.
    pub async fn demo(folder: &Path, environment: Environment) -> Result<Demo, Error> {
        let occupied = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
        if occupied {
            return Err(Error::FileExists(folder.to_owned()));
        }
        let draft = WorkspaceDraft {
            folder: folder.display().to_string(),
            name: "Yrityskumppanuus".to_owned(),
            institution: "Järvi-Suomen yliopisto".to_owned(),
            user: "Katri Koordinaattori".to_owned(),
            inbox: None,
        };
        let kumppani = Kumppani::create(&draft, environment).await?;
        let told = kumppani.tell_the_story().await;
        kumppani.close().await;
        told
    }

    async fn tell_the_story(&self) -> Result<Demo, Error> {
        self.write_story().await?;
        let inbox = self.inbox_folder().await?.unwrap_or_else(|| PathBuf::from("inbox"));
        for (name, bytes) in REGISTRATION_FILES {
            let path = inbox.join(name);
            files::write_whole(&path, bytes).map_err(Error::disk("write", &path))?;
        }
        let imports = self.take_in_once().await?;
        self.mark_everyone_present().await?;
        Ok(Demo {
            workspace: self.folder().display().to_string(),
            inbox: inbox.display().to_string(),
            event: story::EVENT_CODE.to_owned(),
            imports,
            paper: self.print_everything().await?,
        })
    }

    /// Everyone whose registration is confirmed came.
    async fn mark_everyone_present(&self) -> Result<(), Error> {
        let event = self.event_by_code(story::EVENT_CODE).await?;
        let registrations = self.records_json(kinds::REGISTRATION.name).await?;
        let confirmed = registrations.iter().filter(|registration| {
            registration["event"] == event.to_string() && registration["status"] == "confirmed"
        });
        let ids: Vec<String> =
            confirmed.filter_map(|one| one["id"].as_str().map(str::to_owned)).collect();
        self.set_attendance(&ids, true).await?;
        Ok(())
    }

    /// A sheet of every kind, in the languages that people would want it in.
    async fn print_everything(&self) -> Result<Vec<SavedPaper>, Error> {
        let event = self.event_by_code(story::EVENT_CODE).await?.to_string();
        let company = self.organisation_by_name("Saiva Data Oy").await?.to_string();
        let project = self.project_of_event(story::EVENT_CODE).await?.to_string();
        let of = |paper, language: &str| PaperOrder::new(paper, event.as_str(), language);
        let two = |paper, second: &str| PaperOrder {
            second_language: Some(second.to_owned()),
            ..of(paper, "fi")
        };
        let orders = [
            (of(Paper::Programme, "fi"), SaveAs::Pdf),
            (of(Paper::Programme, "sv"), SaveAs::Pdf),
            (of(Paper::Programme, "en"), SaveAs::Pdf),
            (of(Paper::Programme, "fi"), SaveAs::Calendar),
            (of(Paper::Programme, "fi"), SaveAs::Html),
            (of(Paper::OnePage, "fi"), SaveAs::Pdf),
            (of(Paper::Booklet, "fi"), SaveAs::Pdf),
            (of(Paper::Certificates, "fi"), SaveAs::Pdf),
            (two(Paper::Certificates, "en"), SaveAs::Zip),
            (PaperOrder { both_sides: true, ..of(Paper::Badges, "fi") }, SaveAs::Pdf),
            (of(Paper::Tents, "fi"), SaveAs::Pdf),
            (of(Paper::Attendance, "fi"), SaveAs::Pdf),
            (of(Paper::CheckIn, "fi"), SaveAs::Pdf),
            (two(Paper::Signs, "en"), SaveAs::Pdf),
            (of(Paper::Route, "fi"), SaveAs::Pdf),
            (PaperOrder::new(Paper::Brief, company, "fi"), SaveAs::Pdf),
            (PaperOrder::new(Paper::Report, project, "fi"), SaveAs::Pdf),
        ];
        let mut printed = Vec::new();
        for (order, save_as) in orders {
            let cancel = Cancel::default();
            printed.push(self.save_paper(&order, save_as, None, &|_| (), &cancel).await?);
        }
        Ok(printed)
    }
}
