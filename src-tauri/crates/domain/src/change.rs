//! Changes: what the write door takes, what the log keeps and what travels to colleagues.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{FieldId, KindId, RecordId, RegisterId, Value};

/// Milliseconds since 1970 UTC, given by whoever calls, never read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct UnixMillis(pub i64);

/// Who a change belongs to: one incarnation of one installation, or a registration file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WriterId(pub [u8; 16]);

/// The identity of a change: its writer and the writer's own count, from 1, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChangeId {
    /// Who wrote it.
    pub writer: WriterId,
    /// The writer's count.
    pub sequence: u64,
}

/// How much a change counts before any clock is looked at: a person's edit always beats what a
/// file says, an erasure beats both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// Said by a registration file, or concluded from one.
    Import = 0,
    /// Said by a person.
    Person = 1,
    /// Required by law.
    Erasure = 2,
}

/// A hybrid logical clock: milliseconds since 1970 shifted left by 16 bits, plus a counter.
///
/// The counter carries into the milliseconds, so that any number of changes in one millisecond
/// keep their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Stamp(pub u64);

impl Stamp {
    /// The first stamp of a millisecond; times before 1970 count as 1970.
    pub fn at(time: UnixMillis) -> Stamp {
        let millis = u64::try_from(time.0).unwrap_or(0).min(u64::MAX >> 17);
        Stamp(millis << 16)
    }

    /// The next stamp after this one.
    pub const fn next(self) -> Stamp {
        Stamp(self.0 + 1)
    }

    /// The millisecond of the stamp.
    pub const fn time(self) -> UnixMillis {
        UnixMillis((self.0 >> 16) as i64)
    }
}

/// One change of one record, complete in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its identity.
    pub id: ChangeId,
    /// How much it counts.
    pub class: Class,
    /// When it was made, as far as order goes.
    pub stamp: Stamp,
    /// The kind of the record; may be one that this version does not know.
    pub kind: KindId,
    /// The record.
    pub record: RecordId,
    /// What it does.
    pub body: ChangeBody,
}

/// What a change does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeBody {
    /// Writes a register whole.
    Set {
        /// The register; may be one that this version does not know.
        register: RegisterId,
        /// Every field of the register.
        value: RegisterValue,
    },
    /// Shows the record to be in use, without altering it.
    Touch,
    /// Deletes what was seen: per writer, the last change of this record that the deleting
    /// workstation knew. Whatever it had not seen keeps the record alive.
    Delete {
        /// Sorted by writer.
        seen: Vec<ChangeId>,
    },
    /// Blanks what was written, for ever and wherever it is, because law requires it.
    Erase {
        /// Every value of this register that orders before this change, also those that become
        /// known later. `None`: every value of the record, which is gone for good whatever anybody
        /// writes to it.
        register: Option<RegisterId>,
    },
}

/// The value of a register: every field of it by its number.
///
/// It is kept and sent as a JSON object keyed by the field's number in ascending order, so that
/// equal values are equal bytes and a version that does not know a field can keep it for one that
/// does.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RegisterValue(pub BTreeMap<u16, serde_json::Value>);

/// What somebody wants done, before the write door gives it a writer, a count and a stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Writes fields of a record, which comes into being by it.
    Set {
        /// The kind of the record.
        kind: KindId,
        /// The record.
        record: RecordId,
        /// Fields and their new values; fields of the same group that are not named keep theirs.
        values: Vec<(FieldId, Value)>,
    },
    /// Shows a record to be in use.
    Touch {
        /// The kind of the record.
        kind: KindId,
        /// The record.
        record: RecordId,
    },
    /// Deletes a record as this workstation sees it.
    Delete {
        /// The kind of the record.
        kind: KindId,
        /// The record.
        record: RecordId,
    },
}

impl fmt::Display for WriterId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Written as the writer's 32 hexadecimal digits, a hyphen and the count.
impl fmt::Display for ChangeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.writer, self.sequence)
    }
}
