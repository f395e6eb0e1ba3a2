//! The names of everything on the share, strictly: what is not printed here is nobody's file.
//!
//! Names are lower-case ASCII of letters, digits, dots and hyphens (but for the two that people
//! read), so that no file system folds or forbids them, and short enough for every path limit. All
//! but the first file of a workspace bear a mark, the first bytes of the hash of what is in them,
//! so that two different contents never fight for one name.

mod foreign;
#[cfg(test)]
mod tests;

pub use foreign::{Foreign, foreign};

use std::fmt;
use std::str::FromStr;

use domain::WriterId;

/// The file that says which workspace a share is; made once.
pub const WORKSPACE_FILE: &str = "workspace.json";
/// The file that tells people to leave the folder alone.
pub const README_FILE: &str = "README.txt";
/// The folder of heads.
pub const HEADS: &str = "heads";
/// The folder of wrapped keys.
pub const KEYS: &str = "keys";
/// The folder of the workstations' own folders.
pub const WRITERS: &str = "w";
/// The folder of attachments.
pub const ATTACHMENTS: &str = "a";

/// The longest path; file systems and carriers of folders have limits, and the share lies somewhere
/// deep already.
pub const LONGEST_PATH: usize = 100;

/// The largest number of a segment that a name can hold.
pub const LAST_SEGMENT: u64 = 9_999_999_999;

/// How many segments lie in one folder.
const SEGMENTS_IN_A_FOLDER: u64 = 1_000;

/// The first bytes of a hash, in names of small files.
pub type ShortMark = [u8; 4];
/// The first bytes of a hash, in names of files that are many.
pub type Mark = [u8; 6];

/// The mark of a hash.
pub fn mark(hash: &[u8; 32]) -> Mark {
    let [a, b, c, d, e, f, ..] = *hash;
    [a, b, c, d, e, f]
}

/// The short mark of a hash.
pub fn short_mark(hash: &[u8; 32]) -> ShortMark {
    let [a, b, c, d, ..] = *hash;
    [a, b, c, d]
}

/// A file on the share, by what its path says. Printed, it is the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ShareName {
    /// `workspace.json`.
    Workspace,
    /// `README.txt`.
    Readme,
    /// `keys/<id 8>-<number>.key`: keys, wrapped for whoever knows a secret.
    Key {
        /// Whose key opens it.
        id: ShortMark,
        /// Its number, from 1.
        number: u32,
    },
    /// `heads/<writer>.<segment 10>.<acks 8>.<mark 8>.hd`: how far a workstation is.
    Head {
        /// The workstation.
        writer: WriterId,
        /// Its last segment; 0 before the first.
        segment: u64,
        /// A hash of what it has taken in of others.
        acks: ShortMark,
        /// The mark.
        mark: ShortMark,
    },
    /// `w/<writer>/card.<number>.<mark 8>`: who a workstation is.
    Card {
        /// The workstation.
        writer: WriterId,
        /// Its number, from 1; the last one counts.
        number: u32,
        /// The mark.
        mark: ShortMark,
    },
    /// `w/<writer>/s/<thousand>/<number 10>.<mark 12>.seg`.
    Segment {
        /// The workstation.
        writer: WriterId,
        /// Its number, from 1.
        number: u64,
        /// The mark.
        mark: Mark,
    },
    /// `w/<writer>/p/<from 10>-<to 10>.<mark 12>.pak`.
    Pack {
        /// The workstation.
        writer: WriterId,
        /// The first segment in it.
        from: u64,
        /// The last segment in it.
        to: u64,
        /// The mark.
        mark: Mark,
    },
    /// `w/<writer>/n/<number 8>.<mark 12>.snp`.
    Snapshot {
        /// The workstation.
        writer: WriterId,
        /// Its number, from 1.
        number: u32,
        /// The mark.
        mark: Mark,
    },
    /// `w/<writer>/x/<number 10>.r<generation>.<mark 12>.seg`: a segment issued again after an
    /// erasure.
    Reissue {
        /// The workstation in whose folder it lies.
        writer: WriterId,
        /// The number of the segment.
        number: u64,
        /// How often it was issued again, from 1.
        generation: u32,
        /// The mark.
        mark: Mark,
    },
    /// `w/<writer>/r/<of>.<number 10>.<mark 12>.seg`: a copy of a colleague's segment whose
    /// original is damaged or gone.
    Copy {
        /// The workstation that lends it.
        writer: WriterId,
        /// The workstation whose segment it is.
        of: WriterId,
        /// The number of the segment.
        number: u64,
        /// The mark.
        mark: Mark,
    },
    /// `w/<writer>/q/<of>.<number 10>`: a segment that a workstation cannot read and asks for. It is
    /// empty.
    Request {
        /// The workstation that asks.
        writer: WriterId,
        /// The workstation whose segment it is.
        of: WriterId,
        /// The number of the segment.
        number: u64,
    },
    /// `a/<name 2>/<name 32>.<mark 12>`: the bytes of an attachment.
    Attachment {
        /// A keyed hash of what it holds.
        name: [u8; 16],
        /// The mark.
        mark: Mark,
    },
}

/// A path that is no name of this program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no name that this program gives on a shared drive")]
pub struct NotAShareName(pub String);

/// The folder of a workstation.
pub fn writer_folder(writer: WriterId) -> String {
    format!("{WRITERS}/{writer}")
}

/// The folder of a workstation's segments; folders of a thousand each lie in it.
pub fn segments_folder(writer: WriterId) -> String {
    format!("{WRITERS}/{writer}/s")
}

/// The folder that the segment of a number lies in.
pub fn segment_folder(writer: WriterId, number: u64) -> String {
    format!("{WRITERS}/{writer}/s/{}", number / SEGMENTS_IN_A_FOLDER)
}

/// The folder of a workstation's packs (`p`), snapshots (`n`), segments issued again (`x`) or
/// copies of others' segments (`r`), or
/// requests for such (`q`).
pub fn folder_of(writer: WriterId, kind: char) -> String {
    format!("{WRITERS}/{writer}/{kind}")
}

/// The workstation that a folder below `w` belongs to.
pub fn parse_writer(folder_name: &str) -> Option<WriterId> {
    hex(folder_name).map(WriterId)
}

/// The thousand of a folder below `s`.
pub fn parse_thousand(folder_name: &str) -> Option<u64> {
    plain(folder_name).filter(|thousand| *thousand <= LAST_SEGMENT / SEGMENTS_IN_A_FOLDER)
}

impl ShareName {
    /// The folder that it lies in; empty for the root.
    pub fn folder(&self) -> String {
        self.to_string().rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
    }

    /// The workstation in whose folder, or under whose name, it lies; none for what belongs to all.
    pub fn owner(&self) -> Option<WriterId> {
        match *self {
            ShareName::Workspace
            | ShareName::Readme
            | ShareName::Key { .. }
            | ShareName::Attachment { .. } => None,
            ShareName::Head { writer, .. }
            | ShareName::Card { writer, .. }
            | ShareName::Segment { writer, .. }
            | ShareName::Pack { writer, .. }
            | ShareName::Snapshot { writer, .. }
            | ShareName::Reissue { writer, .. }
            | ShareName::Copy { writer, .. }
            | ShareName::Request { writer, .. } => Some(writer),
        }
    }
}

impl fmt::Display for ShareName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = formatter;
        match self {
            ShareName::Workspace => to.write_str(WORKSPACE_FILE),
            ShareName::Readme => to.write_str(README_FILE),
            ShareName::Key { id, number } => write!(to, "{KEYS}/{}-{number}.key", Hex(id)),
            ShareName::Head { writer, segment, acks, mark } => {
                write!(to, "{HEADS}/{writer}.{segment:010}.{}.{}.hd", Hex(acks), Hex(mark))
            }
            ShareName::Card { writer, number, mark } => {
                write!(to, "{WRITERS}/{writer}/card.{number}.{}", Hex(mark))
            }
            ShareName::Segment { writer, number, mark } => {
                let thousand = number / SEGMENTS_IN_A_FOLDER;
                write!(to, "{WRITERS}/{writer}/s/{thousand}/{number:010}.{}.seg", Hex(mark))
            }
            ShareName::Pack { writer, from, to: last, mark } => {
                write!(to, "{WRITERS}/{writer}/p/{from:010}-{last:010}.{}.pak", Hex(mark))
            }
            ShareName::Snapshot { writer, number, mark } => {
                write!(to, "{WRITERS}/{writer}/n/{number:08}.{}.snp", Hex(mark))
            }
            ShareName::Reissue { writer, number, generation, mark } => {
                write!(to, "{WRITERS}/{writer}/x/{number:010}.r{generation}.{}.seg", Hex(mark))
            }
            ShareName::Copy { writer, of, number, mark } => {
                write!(to, "{WRITERS}/{writer}/r/{of}.{number:010}.{}.seg", Hex(mark))
            }
            ShareName::Request { writer, of, number } => {
                write!(to, "{WRITERS}/{writer}/q/{of}.{number:010}")
            }
            ShareName::Attachment { name, mark } => {
                write!(to, "{ATTACHMENTS}/{}/{}.{}", Hex(&name[..1]), Hex(name), Hex(mark))
            }
        }
    }
}

impl FromStr for ShareName {
    type Err = NotAShareName;

    fn from_str(path: &str) -> Result<ShareName, NotAShareName> {
        // What is read must print as it was read, so that one file never has two names.
        parse(path)
            .filter(|name| name.to_string() == path)
            .ok_or_else(|| NotAShareName(path.to_owned()))
    }
}

fn parse(path: &str) -> Option<ShareName> {
    if path.len() > LONGEST_PATH {
        return None;
    }
    let mut parts = path.split('/');
    let mut step = || parts.next();
    let name = match step()? {
        WORKSPACE_FILE => ShareName::Workspace,
        README_FILE => ShareName::Readme,
        KEYS => {
            let (id, number) = step()?.strip_suffix(".key")?.split_once('-')?;
            ShareName::Key { id: hex(id)?, number: counted(number)? }
        }
        HEADS => {
            let [writer, segment, acks, mark] = dotted(step()?.strip_suffix(".hd")?)?;
            let (writer, segment) = (parse_writer(writer)?, padded(segment)?);
            ShareName::Head { writer, segment, acks: hex(acks)?, mark: hex(mark)? }
        }
        ATTACHMENTS => {
            step()?;
            let [name, mark] = dotted(step()?)?;
            ShareName::Attachment { name: hex(name)?, mark: hex(mark)? }
        }
        WRITERS => {
            let writer = parse_writer(step()?)?;
            own_file(writer, step()?, &mut step)?
        }
        _ => return None,
    };
    step().is_none().then_some(name)
}

fn own_file<'a>(
    writer: WriterId,
    kind: &'a str,
    step: &mut impl FnMut() -> Option<&'a str>,
) -> Option<ShareName> {
    Some(match kind {
        "s" => {
            step()?;
            let [number, mark] = dotted(step()?.strip_suffix(".seg")?)?;
            ShareName::Segment { writer, number: numbered(number)?, mark: hex(mark)? }
        }
        "p" => {
            let [range, mark] = dotted(step()?.strip_suffix(".pak")?)?;
            let (from, to) = range.split_once('-')?;
            let (from, to) = (numbered(from)?, numbered(to)?);
            (from <= to).then_some(ShareName::Pack { writer, from, to, mark: hex(mark)? })?
        }
        "n" => {
            let [number, mark] = dotted(step()?.strip_suffix(".snp")?)?;
            let number = (number.len() == 8).then(|| digits(number)).flatten()?;
            let number = u32::try_from(number).ok().filter(|number| *number > 0)?;
            ShareName::Snapshot { writer, number, mark: hex(mark)? }
        }
        "x" => {
            let [number, generation, mark] = dotted(step()?.strip_suffix(".seg")?)?;
            let generation = counted(generation.strip_prefix('r')?)?;
            let (number, mark) = (numbered(number)?, hex(mark)?);
            ShareName::Reissue { writer, number, generation, mark }
        }
        "r" => {
            let [of, number, mark] = dotted(step()?.strip_suffix(".seg")?)?;
            let (of, number) = (parse_writer(of)?, numbered(number)?);
            ShareName::Copy { writer, of, number, mark: hex(mark)? }
        }
        "q" => {
            let [of, number] = dotted(step()?)?;
            ShareName::Request { writer, of: parse_writer(of)?, number: numbered(number)? }
        }
        card => {
            let ["card", number, mark] = dotted(card)? else { return None };
            ShareName::Card { writer, number: counted(number)?, mark: hex(mark)? }
        }
    })
}

/// As many parts between dots as asked for, neither more nor fewer.
fn dotted<const N: usize>(name: &str) -> Option<[&str; N]> {
    let mut parts = name.split('.');
    let mut read = [""; N];
    for part in &mut read {
        *part = parts.next()?;
    }
    parts.next().is_none().then_some(read)
}

fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A number without leading zeros.
fn plain(text: &str) -> Option<u64> {
    digits(text).filter(|_| text == "0" || !text.starts_with('0'))
}

/// A number from 1 without leading zeros.
fn counted(text: &str) -> Option<u32> {
    plain(text).and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0)
}

/// A number of ten digits.
fn padded(text: &str) -> Option<u64> {
    (text.len() == 10).then(|| digits(text)).flatten()
}

/// A number of ten digits, from 1.
fn numbered(text: &str) -> Option<u64> {
    padded(text).filter(|number| *number > 0)
}

fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    if text.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

struct Hex<'a>(&'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}
