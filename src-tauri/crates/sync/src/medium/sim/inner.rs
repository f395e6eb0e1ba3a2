//! What the share holds, and what its operations do to it in every weather.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use domain::UnixMillis;

use super::{Deed, Dice, Doing, Entry, MediumError, Standing, Tally, Trouble, Weather, What};

/// How long a listing may be repeated, and how new the newest file is, in milliseconds.
const STALE: i64 = 60_000;
/// Within which time a file goes that goes later.
const LATER: u64 = 3_600_000;

#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) bytes: Arc<[u8]>,
    pub(super) made_at: i64,
    /// When what happens to it: None goes, Some is what stays.
    pub(super) fate: Option<(i64, Option<Arc<[u8]>>)>,
}

pub(super) type Files = BTreeMap<String, Kept>;

#[derive(Debug, Default)]
pub(super) struct Desk {
    pub(super) tally: Tally,
    /// The operation, counted from now, at which it crashes.
    pub(super) crashes_in: Option<u32>,
    pub(super) has_crashed: bool,
    pub(super) is_away: bool,
    /// What it was last told of each folder, and when.
    pub(super) listed: BTreeMap<String, (i64, Vec<Entry>)>,
}

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) now: i64,
    pub(super) dice: Dice,
    pub(super) weather: Weather,
    pub(super) standing: Standing,
    pub(super) is_read_only: bool,
    pub(super) files: Files,
    pub(super) foreign: Files,
    pub(super) copies: Vec<Files>,
    pub(super) desks: Vec<Desk>,
    pub(super) deeds: Vec<Deed>,
    pub(super) struck: BTreeMap<Trouble, u64>,
}

impl Inner {
    pub(super) fn count(&mut self, desk: usize, doing: Doing) {
        let tally = &mut self.desks[desk].tally;
        *match doing {
            Doing::List => &mut tally.lists,
            Doing::Read => &mut tally.reads,
            Doing::Create => &mut tally.creates,
            Doing::Remove => &mut tally.removes,
            Doing::Probe => &mut tally.probes,
        } += 1;
    }

    pub(super) fn crashes_now(&mut self, desk: usize) -> bool {
        let desk = &mut self.desks[desk];
        match &mut desk.crashes_in {
            // A program that crashed runs no further, however many threads it had.
            _ if desk.has_crashed => true,
            Some(left) if *left > 1 => {
                *left -= 1;
                false
            }
            Some(_) => {
                (desk.has_crashed, desk.crashes_in) = (true, None);
                true
            }
            None => false,
        }
    }

    pub(super) fn reach(&self, desk: usize, path: &str) -> Result<(), MediumError> {
        if self.standing == Standing::Gone || self.desks[desk].is_away {
            return Err(unreachable(path));
        }
        Ok(())
    }

    /// The files that are to be seen at the root.
    pub(super) fn shown(&mut self) -> &mut Files {
        match self.standing {
            Standing::Home | Standing::Gone => &mut self.files,
            // Nothing stays on an empty share but what is written to it by mistake.
            Standing::Empty | Standing::Foreign => &mut self.foreign,
        }
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.standing == Standing::Empty
    }

    pub(super) fn keep(&mut self, path: &str, bytes: Arc<[u8]>) {
        let kept = Kept { bytes, made_at: self.now, fate: None };
        self.shown().insert(path.to_owned(), kept);
    }

    pub(super) fn note(&mut self, desk: usize, path: &str, what: What) {
        let is_home = self.standing == Standing::Home;
        let at = UnixMillis(self.now);
        self.deeds.push(Deed { at, desk, path: path.to_owned(), what, is_home });
    }

    fn entries(&mut self, folder: &str, without_newest: bool) -> Vec<Entry> {
        if self.is_hidden() {
            return Vec::new();
        }
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let now = self.now;
        let files = self.shown();
        let inside =
            || files.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
        let newest = inside()
            .filter(|(_, kept)| without_newest && now - kept.made_at < STALE)
            .max_by_key(|(_, kept)| kept.made_at)
            .map(|(path, _)| path.clone());
        let mut folders = BTreeSet::new();
        let mut entries = Vec::new();
        for (path, kept) in inside().filter(|(path, _)| Some(*path) != newest.as_ref()) {
            let name = &path[prefix.len()..];
            match name.split_once('/') {
                Some((folder, _)) => drop(folders.insert(folder.to_owned())),
                None => entries.push(Entry {
                    name: name.to_owned(),
                    size: kept.bytes.len() as u64,
                    is_folder: false,
                }),
            }
        }
        entries.extend(folders.into_iter().map(|name| Entry { name, size: 0, is_folder: true }));
        entries
    }

    pub(super) fn listing(
        &mut self,
        desk: usize,
        folder: &str,
        trouble: Option<Trouble>,
    ) -> Vec<Entry> {
        if trouble == Some(Trouble::StaleListing)
            && let Some((at, entries)) = self.desks[desk].listed.get(folder)
            && self.now - at <= STALE
        {
            return entries.clone();
        }
        let mut entries = self.entries(folder, trouble == Some(Trouble::WithoutNewest));
        match trouble {
            Some(Trouble::Phantom) => {
                if let Some(file) = entries.iter().find(|entry| !entry.is_folder).cloned() {
                    entries.push(Entry { name: bent(&file.name), ..file });
                }
            }
            Some(Trouble::FoldedCase) => {
                for entry in &mut entries {
                    entry.name.make_ascii_uppercase();
                }
            }
            _ => {
                self.desks[desk].listed.insert(folder.to_owned(), (self.now, entries.clone()));
            }
        }
        entries
    }

    pub(super) fn make(
        &mut self,
        desk: usize,
        path: &str,
        bytes: &[u8],
        trouble: Option<Trouble>,
    ) -> Result<(), MediumError> {
        if self.is_read_only {
            return Err(MediumError::of("writing", path, io::ErrorKind::ReadOnlyFilesystem.into()));
        }
        let hash = *blake3::hash(bytes).as_bytes();
        if self.shown().contains_key(path) {
            self.note(desk, path, What::Refused(hash));
            return Err(MediumError::AlreadyThere { path: path.to_owned() });
        }
        if trouble == Some(Trouble::Full) {
            return Err(MediumError::of("writing", path, io::ErrorKind::StorageFull.into()));
        }
        self.note(desk, path, What::Made(hash));
        let cut = self.dice.below(bytes.len());
        let later = self.now + (self.dice.roll() % LATER) as i64;
        let part: Arc<[u8]> = bytes[..cut].into();
        let whole: Arc<[u8]> = bytes.into();
        match trouble {
            Some(Trouble::LostWrite) => return Ok(()),
            Some(Trouble::Truncated | Trouble::TornWrite) => self.keep(path, part.clone()),
            Some(Trouble::ZeroTail) => {
                let mut zeroed = bytes.to_vec();
                zeroed[cut..].fill(0);
                self.keep(path, zeroed.into());
            }
            _ => self.keep(path, whole.clone()),
        }
        match trouble {
            Some(Trouble::TornWrite | Trouble::AnswerLost) => return Err(unreachable(path)),
            Some(Trouble::TruncatedLater) => self.doom(path, later, Some(part)),
            Some(Trouble::LostLater) => self.doom(path, later, None),
            Some(Trouble::Noise) => self.litter(path),
            Some(Trouble::ConflictCopy) => {
                let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
                self.keep(&format!("{stem}-DESKTOP-7.{ending}"), whole);
            }
            _ => {}
        }
        Ok(())
    }

    fn doom(&mut self, path: &str, at: i64, left: Option<Arc<[u8]>>) {
        if let Some(kept) = self.shown().get_mut(path) {
            kept.fate = Some((at, left));
        }
    }

    fn litter(&mut self, path: &str) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if folder.is_empty() { "" } else { "/" };
        let names = ["desktop.ini", ".DS_Store", "~$notes.docx", "._s", "notes from Monday.txt"];
        let name = names[self.dice.below(names.len())];
        self.keep(&format!("{folder}{slash}{name}"), (&b"noise"[..]).into());
    }

    pub(super) fn bytes(
        &mut self,
        path: &str,
        limit: u64,
        trouble: Option<Trouble>,
    ) -> Result<Vec<u8>, MediumError> {
        if self.is_hidden() {
            return Err(MediumError::Missing { path: path.to_owned() });
        }
        let Some(kept) = self.shown().get(path) else {
            return Err(MediumError::Missing { path: path.to_owned() });
        };
        let mut bytes = kept.bytes.to_vec();
        let size = bytes.len() as u64;
        if size > limit {
            return Err(MediumError::TooLarge { path: path.to_owned(), size, limit });
        }
        match trouble {
            Some(Trouble::ReadError) => {
                let source = io::Error::other("input/output error");
                return Err(MediumError::Io { attempt: "reading", path: path.to_owned(), source });
            }
            Some(Trouble::Placeholder) => return Err(unreachable(path)),
            Some(Trouble::ShortRead) => bytes.truncate(self.dice.below(bytes.len())),
            Some(Trouble::ZeroRead) => bytes.fill(0),
            _ => {}
        }
        Ok(bytes)
    }
}

impl Doing {
    pub(super) fn name(self) -> &'static str {
        match self {
            Doing::List => "listing",
            Doing::Read => "reading",
            Doing::Create => "writing",
            Doing::Remove => "removing",
            Doing::Probe => "looking at",
        }
    }
}

/// A name of the same form for a file that is not there.
fn bent(name: &str) -> String {
    let bend = |letter: char| match letter {
        'a'..='e' | '1'..='8' => char::from(letter as u8 + 1),
        other => other,
    };
    name.chars().map(bend).collect()
}

pub(super) fn denied() -> io::Error {
    io::ErrorKind::PermissionDenied.into()
}

pub(super) fn unreachable(path: &str) -> MediumError {
    let source = io::ErrorKind::HostUnreachable.into();
    MediumError::Unreachable { path: path.to_owned(), source }
}
