//! `print`.

use std::path::Path;

use app::view::{Paper, PaperLists, PaperOrder, SaveAs, SavedPaper};
use app::{Cancel, Kumppani};

use crate::arguments::{PaperName, PerName, Print};
use crate::output::{Failure, Output};

pub async fn print(kumppani: &Kumppani, print: Print, output: &Output) -> Result<(), Failure> {
    let paper = paper(print.paper);
    let subject = subject(kumppani, paper, &print).await?;
    let (language, second_language) = print.lang;
    let order = PaperOrder {
        second_language,
        stock: print.stock,
        used_cells: print.used_cells,
        both_sides: print.both_sides,
        lists: match print.per {
            PerName::Day => PaperLists::Day,
            PerName::Session => PaperLists::Session,
            PerName::Both => PaperLists::Both,
        },
        blank_lines: print.blank_lines,
        ..PaperOrder::new(paper, subject, language)
    };
    let save_as = form(print.separate, print.zip, &print.out);
    let quiet = |_| ();
    let out = Some(print.out);
    let saved = kumppani.save_paper(&order, save_as, out, &quiet, &Cancel::default()).await?;
    output.answer(&saved, in_words);
    Ok(())
}

/// The record that the sheet is of.
async fn subject(kumppani: &Kumppani, paper: Paper, print: &Print) -> Result<String, Failure> {
    let id = match (paper, &print.event, &print.organisation, &print.project) {
        (Paper::Report, Some(code), ..) => kumppani.project_of_event(code).await?,
        (Paper::Report, .., Some(code)) => kumppani.project_by_code(code).await?,
        (Paper::Brief, _, Some(name), _) => kumppani.organisation_by_name(name).await?,
        (Paper::Report, ..) => return Err(Failure::Usage(wrong_subject("report", "--project"))),
        (Paper::Brief, None, ..) => {
            return Err(Failure::Usage(wrong_subject("brief", "--organisation")));
        }
        (_, Some(code), ..) => kumppani.event_by_code(code).await?,
        (_, None, ..) => return Err(Failure::Usage(of_an_event())),
    };
    Ok(id.to_string())
}

fn wrong_subject(sheet: &str, option: &str) -> String {
    format!("a {sheet} is printed of what {option} names, or of an event: --event CODE")
}

fn of_an_event() -> String {
    "only a brief is printed of an organisation and only a report of a project; name the event of \
     this sheet with --event CODE"
        .to_owned()
}

fn paper(name: PaperName) -> Paper {
    match name {
        PaperName::Programme => Paper::Programme,
        PaperName::OnePage => Paper::OnePage,
        PaperName::Booklet => Paper::Booklet,
        PaperName::Certificates => Paper::Certificates,
        PaperName::Badges => Paper::Badges,
        PaperName::Tents => Paper::Tents,
        PaperName::Attendance => Paper::Attendance,
        PaperName::CheckIn => Paper::CheckIn,
        PaperName::Signs => Paper::Signs,
        PaperName::Route => Paper::Route,
        PaperName::Brief => Paper::Brief,
        PaperName::Report => Paper::Report,
    }
}

/// The form in which a sheet is saved; unless it is asked for, the ending of the file says it.
fn form(separate: bool, zip: bool, out: &Path) -> SaveAs {
    let ending = out.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match (separate, zip, ending.as_str()) {
        (true, ..) => SaveAs::Separate,
        (_, true, _) | (_, _, "zip") => SaveAs::Zip,
        (_, _, "html" | "htm") => SaveAs::Html,
        (_, _, "ics") => SaveAs::Calendar,
        _ => SaveAs::Pdf,
    }
}

/// What was written, in a line.
pub fn in_words(saved: &SavedPaper) -> String {
    match (saved.files, saved.pages) {
        (1, 0) => saved.path.clone(),
        (1, pages) => format!("{} ({pages} pages)", saved.path),
        (files, pages) => format!("{} ({files} files, {pages} pages)", saved.path),
    }
}
