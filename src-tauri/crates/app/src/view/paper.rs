//! Sheets of paper: what is ordered, previews and what was saved.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::SessionDraft;

/// Empty lines that lists of people end with unless told otherwise.
const BLANK_LINES: u32 = 8;

/// A kind of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// The programme of an event, A4.
    Programme,
    /// The programme of an event on one A4 page.
    OnePage,
    /// The programme of an event as a folded A5 booklet.
    Booklet,
    /// Certificates of attendance, for those present.
    Certificates,
    /// Badges on label sheets, for those who are coming.
    Badges,
    /// Name tents, an A4 sheet a person.
    Tents,
    /// Lists to be signed.
    Attendance,
    /// The list by which people are let in.
    CheckIn,
    /// Door signs, one a room and day.
    Signs,
    /// The card of a campus walk.
    Route,
    /// The brief for a visit to a company.
    Brief,
    /// The report on a project's indicators.
    Report,
}

/// A sheet that is wanted, and how.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PaperOrder {
    /// The sheet.
    pub paper: Paper,
    /// The event. Of a visit brief the organisation, or an event for a page of each organisation
    /// registered; of a report the project.
    pub subject: String,
    /// The language that leads: `fi`, `sv` or `en`.
    pub language: String,
    /// The language that follows in smaller letters.
    #[serde(default)]
    pub second_language: Option<String>,
    /// The label sheet that badges are printed on, by its code.
    #[serde(default)]
    pub stock: Option<String>,
    /// Cells of the first label sheet that were used before.
    #[serde(default)]
    pub used_cells: u32,
    /// Whether the back of a badge is as its front.
    #[serde(default)]
    pub both_sides: bool,
    /// What there is a signature list of.
    #[serde(default)]
    pub lists: PaperLists,
    /// Empty lines that a list of people ends with.
    #[serde(default = "blank_lines")]
    pub blank_lines: u32,
    /// A session that is being edited, shown in the programme as if it were saved; never saved.
    #[serde(default)]
    pub draft: Option<SessionDraft>,
}

/// What there is a signature list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PaperLists {
    /// Each day.
    #[default]
    Day,
    /// Each session.
    Session,
    /// Each day and each session.
    Both,
}

/// The form in which a sheet is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SaveAs {
    /// One PDF file.
    #[default]
    Pdf,
    /// Certificates: a PDF file a person, named by the person, in a folder.
    Separate,
    /// Certificates: a file a person and all in one file, packed together.
    Zip,
    /// The programme as a web page.
    Html,
    /// The programme as a calendar file.
    Calendar,
}

/// The pages of a sheet as they will be printed.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// All pages, not only those given here.
    pub page_count: u32,
    /// The pages from the one asked for, at most 20.
    pub pages: Vec<PreviewPage>,
    /// What the maker of the sheet should know.
    pub warnings: Vec<PaperWarning>,
    /// The page, counted from 0, that says most of the session being edited; none without one, or
    /// where no page says it.
    pub page_of_draft: Option<u32>,
}

/// One page as a picture with its text.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewPage {
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
    /// The picture, an SVG document without text, script or outside references.
    pub svg: String,
    /// What the page says, for those who do not see it.
    pub text: String,
}

/// Something that the maker of a sheet should know before printing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "code", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum PaperWarning {
    /// No font has these letters; they are left out of the picture.
    MissingLetters {
        /// The letters.
        letters: String,
    },
    /// Nobody has an attendance, so there is nothing to certify.
    NobodyPresent,
    /// Nobody is registered, so there is nobody to list.
    NobodyRegistered,
    /// The programme has no sessions yet.
    NoSessions,
    /// The campus walk has no stops yet.
    NoStops,
    /// The project has no indicators yet.
    NoIndicators,
    /// European rules on visibility forbid the sheet as it is; it is not saved.
    Visibility {
        /// The rule, by its code.
        rule: String,
        /// What breaks it.
        detail: String,
        /// Where it is mended, if in the project that pays.
        mend: Option<Mend>,
    },
}

/// The field of a project that a rule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Mend {
    /// The project.
    pub project: String,
    /// Its field, such as `programme_period`.
    pub field: String,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedPaper {
    /// The file, or the folder of separate files.
    pub path: String,
    /// Pages in it; none in a web page or a calendar.
    pub pages: u32,
    /// Bytes, at most 4 GiB.
    pub bytes: u32,
    /// Files written, those packed together counted each.
    pub files: u32,
}

/// A label sheet that badges can be printed on.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StockView {
    /// The code by which it is ordered.
    pub code: String,
    /// What it is called in shops.
    pub name: String,
    /// Labels across.
    pub columns: u32,
    /// Labels down.
    pub rows: u32,
    /// Millimetres.
    pub label_width_mm: f64,
    /// Millimetres.
    pub label_height_mm: f64,
}

impl PaperOrder {
    /// A sheet in one language, nothing else said.
    pub fn new(
        paper: Paper,
        subject: impl Into<String>,
        language: impl Into<String>,
    ) -> PaperOrder {
        PaperOrder {
            paper,
            subject: subject.into(),
            language: language.into(),
            second_language: None,
            stock: None,
            used_cells: 0,
            both_sides: false,
            lists: PaperLists::default(),
            blank_lines: BLANK_LINES,
            draft: None,
        }
    }
}

fn blank_lines() -> u32 {
    BLANK_LINES
}
