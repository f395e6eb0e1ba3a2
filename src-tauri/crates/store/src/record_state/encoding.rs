//! A record's state as bytes: counts and numbers as LEB128, stamps and sequences too.

use domain::{Class, Stamp};

use super::{RecordState, Winner};

/// The first byte, so that a later version can tell its own form from this one.
const FORM: u8 = 1;
/// The first byte where a list of deletes is at the end.
const FORM_WITH_DELETES: u8 = 2;

/// Flags beside the class of a change: its value has fields that this version does not know; it is
/// no winner; it is put aside. Databases from before there were colleagues have but the first.
const FOREIGN: u8 = 0x80;
const RIVAL: u8 = 0x40;
const COVERED: u8 = 0x20;

/// A flag in the first byte: the record is gone for good.
const ERASED: u8 = 0x40;

impl RecordState {
    /// The state as the column `log_record.state` has it.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(16 + self.winners.len() * 14);
        let deletes = Some(&self.deletes).filter(|deletes| !deletes.is_empty());
        let form = if deletes.is_some() { FORM_WITH_DELETES } else { FORM };
        bytes.push(form | if self.erased { ERASED } else { 0 });
        put(&mut bytes, self.created.0);
        put(&mut bytes, self.updated.0);
        put(&mut bytes, (self.winners.len() + self.rivals.len()) as u64);
        let rivals = self.rivals.iter().map(|rival| (rival, RIVAL));
        for (winner, rival) in self.winners.iter().map(|winner| (winner, 0)).chain(rivals) {
            let flag = |is: bool, flag| if is { flag } else { 0 };
            put(&mut bytes, u64::from(winner.register));
            bytes.push(
                winner.class as u8
                    | rival
                    | flag(winner.foreign, FOREIGN)
                    | flag(winner.covered, COVERED),
            );
            put(&mut bytes, winner.stamp.0);
            put(&mut bytes, u64::from(winner.writer));
            put(&mut bytes, winner.sequence);
        }
        for list in [&self.latest, &self.seen].into_iter().chain(deletes) {
            put(&mut bytes, list.len() as u64);
            for &(origin, sequence) in list {
                put(&mut bytes, u64::from(origin));
                put(&mut bytes, sequence);
            }
        }
        bytes
    }

    /// Reads what [`RecordState::encode`] wrote; `None` if the bytes are something else.
    pub(crate) fn decode(bytes: &[u8]) -> Option<RecordState> {
        let (&form, mut bytes) = bytes.split_first()?;
        let (form, erased) = (form & !ERASED, form & ERASED != 0);
        if form != FORM && form != FORM_WITH_DELETES {
            return None;
        }
        let left = &mut bytes;
        let mut state = RecordState {
            created: Stamp(take(left)?),
            updated: Stamp(take(left)?),
            erased,
            ..RecordState::default()
        };
        for _ in 0..take(left)? {
            let register = take(left)?.try_into().ok()?;
            let (&class, rest) = left.split_first()?;
            *left = rest;
            let list = if class & RIVAL == 0 { &mut state.winners } else { &mut state.rivals };
            list.push(Winner {
                register,
                class: class_from(class & !(FOREIGN | RIVAL | COVERED))?,
                foreign: class & FOREIGN != 0,
                covered: class & COVERED != 0,
                stamp: Stamp(take(left)?),
                writer: take(left)?.try_into().ok()?,
                sequence: take(left)?,
            });
        }
        let deletes = Some(&mut state.deletes).filter(|_| form == FORM_WITH_DELETES);
        for list in [&mut state.latest, &mut state.seen].into_iter().chain(deletes) {
            for _ in 0..take(left)? {
                list.push((take(left)?.try_into().ok()?, take(left)?));
            }
        }
        left.is_empty().then_some(state)
    }
}

/// The class of a number.
pub(crate) fn class_from(number: u8) -> Option<Class> {
    [Class::Import, Class::Person, Class::Erasure].into_iter().find(|class| *class as u8 == number)
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}
