//! Saving: the forms that a sheet is saved in, and the names of files.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use documents::ir::Batch;
use documents::model::{CertificateBatch, Edition, Languages};
use documents::pdf::SeparateFiles;
use domain::{Label, label};
use tokio::sync::mpsc::UnboundedSender;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::books::Facts;
use super::facts::forbidden;
use super::sheets::{FONTS, Sheet};
use super::{Cancel, Progress};
use crate::view::{Paper, SaveAs};
use crate::{Error, files};

/// The longest name of a file, without number and ending: file systems take 255 bytes.
const NAME_BYTES: usize = 200;

/// A sheet that is to be made and written; it runs on a thread of its own.
pub(super) struct Job {
    pub(super) facts: Facts,
    pub(super) paper: Paper,
    pub(super) edition: Edition,
    pub(super) save_as: SaveAs,
    pub(super) called: String,
    pub(super) path: PathBuf,
    pub(super) watch: Watch,
}

/// What was made of a sheet.
pub(super) struct Made {
    pub(super) size: usize,
    pub(super) pages: usize,
    pub(super) files: usize,
}

/// Who is told how far it has come, and whether to stop.
pub(super) struct Watch {
    pub(super) told: UnboundedSender<Progress>,
    pub(super) cancel: Cancel,
    pub(super) total: u32,
}

impl Watch {
    /// Tells that `done` are made, and stops where the person wants it.
    fn made(&self, done: usize) -> Result<(), Error> {
        let done = u32::try_from(done).unwrap_or(u32::MAX).min(self.total);
        // Nobody may be listening any more.
        self.told.send(Progress { done, total: self.total }).unwrap_or_default();
        self.cancel.check()
    }
}

impl Job {
    /// Makes the sheet and writes it, whole or not at all; what was made, of which facts, where.
    pub(super) fn done(self) -> Result<(Made, Facts, PathBuf), Error> {
        self.watch.made(0)?;
        let made = self.make()?;
        // What is written is written; stopping comes too late.
        drop(self.watch.made(usize::MAX));
        Ok((made, self.facts, self.path))
    }

    fn make(&self) -> Result<Made, Error> {
        let sheet = match (self.save_as, &self.facts) {
            (SaveAs::Html, Facts::Programme(book)) => {
                return self.write_text(&documents::web_page(book, &self.edition));
            }
            (SaveAs::Calendar, Facts::Programme(book)) => {
                return self.write_text(&documents::calendar(book, &self.edition));
            }
            _ => Sheet::lay_out(&self.facts, self.paper, &self.edition),
        };
        self.watch.cancel.check()?;
        if let Some(breach) = sheet.measured(&self.facts, &self.edition).first() {
            return Err(forbidden(breach, None));
        }
        let pages = sheet.pages();
        let Some(separate) = self.separate(&sheet)? else {
            let bytes = sheet.write()?;
            return self.write(&bytes, Made { size: bytes.len(), pages, files: 1 });
        };
        if self.save_as == SaveAs::Separate {
            let size = separate.fill_folder(&self.path, &self.watch)?;
            return Ok(Made { size, pages, files: separate.names.len() });
        }
        let all = sheet.write()?;
        let name = self.path.with_extension("pdf");
        let name = name.file_name().unwrap_or_default().to_string_lossy();
        let bytes = separate.packed((&name, &all), &self.watch)?;
        let files = separate.names.len() + 1;
        self.write(&bytes, Made { size: bytes.len(), pages, files })
    }

    /// The sheet as a file a person, where that is wanted.
    fn separate<'a>(&self, sheet: &'a Sheet) -> Result<Option<Separate<'a>>, Error> {
        match (self.save_as, sheet, &self.facts) {
            (
                SaveAs::Separate | SaveAs::Zip,
                Sheet::Batch(batch),
                Facts::Certificates(certificates),
            ) => Separate::new(batch, &certificates.batch, &self.called).map(Some),
            _ => Ok(None),
        }
    }

    fn write_text(&self, text: &str) -> Result<Made, Error> {
        self.write(text.as_bytes(), Made { size: text.len(), pages: 0, files: 1 })
    }

    fn write(&self, bytes: &[u8], made: Made) -> Result<Made, Error> {
        self.watch.cancel.check()?;
        files::write_whole(&self.path, bytes).map_err(Error::disk("write", &self.path))?;
        Ok(made)
    }
}

/// The certificates of a batch as files named by the people.
struct Separate<'a> {
    writer: SeparateFiles<'a>,
    names: Vec<String>,
}

impl<'a> Separate<'a> {
    fn new(
        batch: &'a Batch,
        certificates: &CertificateBatch,
        called: &str,
    ) -> Result<Separate<'a>, Error> {
        let people = certificates.certificates.iter().map(|one| one.person_name.as_str());
        let names = file_names(people, called);
        Ok(Separate { writer: SeparateFiles::new(batch, FONTS.book())?, names })
    }

    /// Writes them into a folder that is there whole or not at all; how many bytes they are.
    fn fill_folder(&self, folder: &Path, watch: &Watch) -> Result<usize, Error> {
        let mut bytes = 0;
        let written = files::folder_whole(folder, |unfinished| {
            for (at, name) in self.names.iter().enumerate() {
                watch.made(at)?;
                let file = self.writer.file(at)?;
                bytes += file.len();
                let path = unfinished.join(name);
                files::write_part(&path, &file)
                    .map_err(Error::disk("write", &folder.join(name)))?;
            }
            watch.made(self.names.len())
        });
        written?;
        Ok(bytes)
    }

    /// Packs them together with the one file of all. They are stored, since pages are compressed
    /// already, and bear no time, so that the same certificates make the same bytes.
    fn packed(&self, all: (&str, &[u8]), watch: &Watch) -> Result<Vec<u8>, Error> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, bytes: &[u8]| -> Result<(), zip::result::ZipError> {
            zip.start_file(name, options)?;
            zip.write_all(bytes)?;
            Ok(())
        };
        add(all.0, all.1).map_err(packing)?;
        for (at, name) in self.names.iter().enumerate() {
            watch.made(at)?;
            add(name, &self.writer.file(at)?).map_err(packing)?;
        }
        watch.made(self.names.len())?;
        Ok(zip.finish().map_err(packing)?.into_inner())
    }
}

/// Certificates may be more than a ZIP file can hold.
fn packing(error: zip::result::ZipError) -> Error {
    Error::disk("pack", Path::new("certificates"))(std::io::Error::other(error))
}

/// `Sukunimi Etunimi – YP26.pdf` of each person, in order; people of one name are numbered.
fn file_names<'a>(people: impl Iterator<Item = &'a str>, called: &str) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    // File systems of Windows and macOS take names that differ in case for one.
    let mut is_free = |name: &str| taken.insert(name.to_lowercase());
    let mut names = Vec::new();
    for person in people {
        let base = safe(&format!("{} – {called}", last_name_first(person)));
        let numbered = (2_u32..).map(|number| format!("{base} ({number})"));
        let name = std::iter::once(base.clone()).chain(numbered).find(|name| is_free(name));
        names.push(format!("{}.pdf", name.unwrap_or(base)));
    }
    names
}

/// The last word of a name before the others; particles such as `von` stay with it.
fn last_name_first(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_particle = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let last = words.len().saturating_sub(1);
    let first = words.iter().take(last).position(is_particle).filter(|at| *at > 0).unwrap_or(last);
    let (given, family) = words.split_at(first);
    [family, given].concat().join(" ")
}

/// What every file system takes for a name: no separators, no control characters or marks that
/// turn the direction of what is read, at most [`NAME_BYTES`], no dot or space at its end.
pub(super) fn safe(name: &str) -> String {
    let mut safe = String::new();
    for letter in name.chars() {
        let turns =
            matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        let forbidden = r#"<>:"/\|?*"#.contains(letter) || letter.is_control() || turns;
        let letter = if forbidden { '-' } else { letter };
        if safe.len() + letter.len_utf8() > NAME_BYTES {
            break;
        }
        safe.push(letter);
    }
    let tidy = safe.trim().trim_end_matches(['.', ' ']);
    if tidy.is_empty() { "-".to_owned() } else { tidy.to_owned() }
}

/// A name that a person recognises, without its ending: `YP26 ohjelma fi`.
pub(super) fn sheet_name(paper: Paper, called: &str, languages: Languages) -> String {
    let what = match paper {
        Paper::Programme => label("ohjelma", "program", "programme"),
        Paper::OnePage => {
            label("ohjelma yhdellä sivulla", "program på en sida", "one-page programme")
        }
        Paper::Booklet => label("ohjelmavihko", "programhäfte", "booklet"),
        Paper::Certificates => label("todistukset", "intyg", "certificates"),
        Paper::Badges => label("nimilaput", "namnbrickor", "badges"),
        Paper::Tents => label("pöytäkyltit", "bordsskyltar", "name tents"),
        Paper::Attendance => label("allekirjoituslista", "underskriftslista", "signature list"),
        Paper::CheckIn => label("saapumislista", "incheckningslista", "check-in list"),
        Paper::Signs => label("ovikyltit", "dörrskyltar", "door signs"),
        Paper::Route => label("reittikortti", "ruttkort", "route card"),
        Paper::Brief => label("käyntimuistio", "besöksunderlag", "visit brief"),
        Paper::Report => label("raportti", "rapport", "report"),
    };
    let Languages { first, second } = languages;
    let codes = match second {
        Some(second) => format!("{}-{}", first.code(), second.code()),
        None => first.code().to_owned(),
    };
    let what: Label = what;
    safe(&format!("{} {} {codes}", safe(called), what.text(first)))
}

/// The ending of a form's file; none of a folder.
pub(super) fn ending(save_as: SaveAs) -> &'static str {
    match save_as {
        SaveAs::Pdf => ".pdf",
        SaveAs::Separate => "",
        SaveAs::Zip => ".zip",
        SaveAs::Html => ".html",
        SaveAs::Calendar => ".ics",
    }
}

/// A folder of that name that is not there yet: `todistukset`, `todistukset (2)`, ….
pub(super) fn new_folder(parent: &Path, name: &str) -> PathBuf {
    let first = parent.join(name);
    let more = (2..10_000).map(|number| parent.join(format!("{name} ({number})")));
    std::iter::once(first.clone()).chain(more).find(|path| !path.exists()).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_file_is_named_by_the_person_and_people_of_one_name_are_numbered() {
        let people =
            ["Áile Niittyvuopio", "Maija von Essen", "aino åström", "Aino Åström", "Teppo"];
        let names = file_names(people.into_iter(), "YP26");
        assert_eq!(
            names,
            [
                "Niittyvuopio Áile – YP26.pdf",
                "von Essen Maija – YP26.pdf",
                "åström aino – YP26.pdf",
                "Åström Aino – YP26 (2).pdf",
                "Teppo – YP26.pdf",
            ]
        );
    }

    #[test]
    fn a_name_never_leads_out_of_its_folder() {
        assert_eq!(safe("../etc/passwd"), "..-etc-passwd");
        assert_eq!(safe(" .. "), "-");
        assert_eq!(safe(r"C:\x"), "C--x");
        assert_eq!(safe("YP26."), "YP26");
        // A mark that turns the direction would show `fdp.exe` as `exe.pdf`.
        assert_eq!(safe("a\u{202e}fdp\u{2066}b\u{feff}"), "a-fdp-b-");
    }

    proptest! {
        #[test]
        fn names_of_files_are_told_apart_and_safe(people in prop::collection::vec(any::<String>(), 0..30)) {
            let names = file_names(people.iter().map(String::as_str), "YP26");
            let distinct: BTreeSet<String> =
                names.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(distinct.len(), people.len());
            for name in &names {
                prop_assert!(name.ends_with(".pdf") && !name.contains(['/', '\\', ':']));
                prop_assert!(!name.chars().any(char::is_control));
            }
        }
    }
}
