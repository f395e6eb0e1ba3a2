//! What goes through the write door and what comes back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use domain::{Change, ChangeId, Class, KindId, Op, RecordId, Stamp, UnixMillis, WriterId};

/// Everything that one act of a person, or one import, wants done: all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Who acts, as colleagues know them.
    pub actor: String,
    /// Why.
    pub purpose: Purpose,
    /// The wall clock of the workstation.
    pub now: UnixMillis,
    /// What is to be done, by author. What files say is taken first, in the order given, then what
    /// the workstation says.
    pub parts: Vec<Part>,
}

/// Operations of one author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Whose word it is.
    pub author: Author,
    /// What is to be done, in order.
    pub ops: Vec<Op>,
}

/// Whose word a part of an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// This workstation, on behalf of a person or of a rule.
    ThisWorkstation(Class),
    /// A file: the same file makes the same changes on every workstation, so that importing it
    /// again, anywhere, changes nothing.
    File {
        /// The hash of everything that the operations follow from: the file's bytes, the mapping
        /// profile, the version of the importer, the event.
        content: [u8; 32],
        /// The time stated inside the file, else [`Stamp::default`]; never the time of the import.
        declared: Stamp,
    },
}

/// Why an action was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A person edited records.
    Edit,
    /// A file was taken in.
    Import,
    /// An earlier action was taken back.
    Undo(ActionId),
    /// Two records were found to be one.
    Merge,
    /// A person's data were erased.
    Erasure,
    /// A person decided between what two workstations said.
    Decision,
    /// A purpose of a newer version, or of another program of the house, by its name.
    Other(String),
}

/// The identity of an action: that of the first change that its workstation made in it, or of the
/// first change of its file where the workstation itself said nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActionId(pub ChangeId);

/// What an action came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// The action as the log knows it; `None` when nothing changed.
    pub action: Option<ActionId>,
    /// What screens may have to read again.
    pub topics: BTreeSet<Topic>,
    /// How many records came, changed and went, by kind.
    pub counts: BTreeMap<KindId, Counts>,
    /// Records of an undone action that were left as they are, because somebody has written to
    /// them since; empty for every other action.
    pub kept: BTreeSet<(KindId, RecordId)>,
}

/// How many records of a kind an action created, changed and deleted, as readers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Records that were not to be seen before.
    pub created: u32,
    /// Records to be seen before and after, with other values.
    pub changed: u32,
    /// Records no longer to be seen.
    pub deleted: u32,
}

/// Something that a screen shows: a kind as a whole, or one record of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Topic {
    /// The kind.
    pub kind: KindId,
    /// The record; `None` for lists of the kind. Left out when an action alters very many records.
    pub record: Option<RecordId>,
}

/// Per logical writer, the last change that a store has; it has every earlier one too.
pub type VersionVector = BTreeMap<WriterId, u64>;

/// An action as it is logged and sent to colleagues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedAction {
    /// Its identity.
    pub id: ActionId,
    /// Who acted.
    pub actor: String,
    /// Why.
    pub purpose: Purpose,
    /// The wall clock of the acting workstation.
    pub at: UnixMillis,
    /// Its changes; of one writer they follow each other without gaps. A part of an action may
    /// come alone, the rest under the same id later.
    pub changes: Vec<Change>,
}

/// What came from a colleague's workstation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteBatch {
    /// The workstation that sent it.
    pub source: WriterId,
    /// Per workstation, the last change that the source had taken in when it made these: only what
    /// grew since its batch before. The same for the whole batch.
    pub seen: VersionVector,
    /// The segment it came in, which is taken down with it; `None` if it came in none. A batch of a
    /// segment that was taken in before is passed over.
    pub place: Option<Place>,
    /// What it did, in its order.
    pub actions: Vec<LoggedAction>,
}

/// How far a workstation's segments were sealed, or taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The segment's number, from 1.
    pub segment: u64,
    /// Its hash.
    pub hash: [u8; 32],
}

impl Action {
    /// An edit by a person.
    pub fn edit(actor: impl Into<String>, now: UnixMillis, ops: Vec<Op>) -> Action {
        Action {
            actor: actor.into(),
            purpose: Purpose::Edit,
            now,
            parts: vec![Part { author: Author::ThisWorkstation(Class::Person), ops }],
        }
    }
}

impl fmt::Display for ActionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A text that is no action id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the id of an action; ids are 32 hexadecimal digits, a hyphen and a number")]
pub struct NotAnActionId(pub String);

impl FromStr for ActionId {
    type Err = NotAnActionId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NotAnActionId(text.to_owned());
        let (writer, sequence) = text.trim().split_once('-').ok_or_else(wrong)?;
        if writer.len() != 32 || !writer.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let writer = u128::from_str_radix(writer, 16).map_err(|_| wrong())?.to_be_bytes();
        let sequence = sequence.parse().map_err(|_| wrong())?;
        Ok(ActionId(ChangeId { writer: WriterId(writer), sequence }))
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Purpose::Edit => formatter.write_str("edit"),
            Purpose::Import => formatter.write_str("import"),
            Purpose::Undo(action) => write!(formatter, "undo {action}"),
            Purpose::Merge => formatter.write_str("merge"),
            Purpose::Erasure => formatter.write_str("erasure"),
            Purpose::Decision => formatter.write_str("decision"),
            Purpose::Other(name) => formatter.write_str(name),
        }
    }
}

impl From<&str> for Purpose {
    fn from(text: &str) -> Purpose {
        match text {
            "edit" => Purpose::Edit,
            "import" => Purpose::Import,
            "merge" => Purpose::Merge,
            "erasure" => Purpose::Erasure,
            "decision" => Purpose::Decision,
            other => match other.strip_prefix("undo ").map(str::parse) {
                Some(Ok(action)) => Purpose::Undo(action),
                _ => Purpose::Other(other.to_owned()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_read_back_as_written() {
        let id = ActionId(ChangeId { writer: WriterId([0xAB; 16]), sequence: 7 });
        for purpose in [
            Purpose::Edit,
            Purpose::Import,
            Purpose::Undo(id),
            Purpose::Merge,
            Purpose::Erasure,
            Purpose::Decision,
            Purpose::Other("demo".into()),
        ] {
            assert_eq!(Purpose::from(purpose.to_string().as_str()), purpose);
        }
    }

    #[test]
    fn a_text_that_is_no_action_id_is_refused() {
        for text in ["", "7", "abababab-1", "+bababababababababababababababab-1"] {
            assert!(text.parse::<ActionId>().is_err(), "{text}");
        }
    }
}
