//! Cards: who a workstation is, told by itself.
//!
//! A card is signed with the key that it names. That shows that whoever made it has that key and
//! the workspace's; that it is the same workstation as before is seen by comparing the key with the
//! one on its earlier cards.

use std::collections::BTreeSet;

use domain::{UnixMillis, WriterId};

use crate::Ambient;
use crate::file_error::{FileError, SealError};
use crate::keys::{DeviceKeys, VerifyingKey, WorkspaceId, WorkspaceKeys};
use crate::names::{ShareName, short_mark};
use crate::stream::{self, Kind, StreamHead, StreamReader, StreamWriter};
use crate::wire::{Malformed, Reader, put_number, put_text};

pub(crate) const KIND: Kind = Kind {
    magic: *b"KCRD",
    key_purpose: "kumppani 2026-11 card key",
    signed: b"kumppani card 1\0",
    level: 3,
};

/// The most bytes of a text on a card.
const LONGEST_TEXT: usize = 400;
/// The workstation has left.
const LEFT: u64 = 1;
/// It continues another.
const PREDECESSOR: u64 = 2;

/// Who a workstation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The workstation.
    pub writer: WriterId,
    /// The number of the card, from 1; the last one counts.
    pub number: u32,
    /// The wall clock when it was made.
    pub made_at: UnixMillis,
    /// What colleagues call it: a person, an institution.
    pub name: String,
    /// The computer and its system.
    pub machine: String,
    /// The version of the program.
    pub version: String,
    /// The key that its files are signed with.
    pub verifying: VerifyingKey,
    /// The key that colleagues seal to.
    pub sealing: [u8; 32],
    /// The workstation that it continues after a restored backup or a clone.
    pub predecessor: Option<WriterId>,
    /// Whether it has left and writes no more.
    pub left: bool,
    /// The workstations that it has removed.
    pub removed: BTreeSet<WriterId>,
}

impl Card {
    /// Seals the card under the current key; its bytes and its name.
    ///
    /// # Errors
    ///
    /// When `device` does not hold the keys that the card names, or there is no current key.
    pub fn seal(
        &self,
        workspace: &WorkspaceId,
        keys: &WorkspaceKeys,
        device: &DeviceKeys,
        ambient: &dyn Ambient,
    ) -> Result<(Vec<u8>, ShareName), SealError> {
        if device.verifying() != self.verifying || device.sealing() != self.sealing {
            return Err(SealError::Unwritable { why: "a card that names keys of another" });
        }
        let open = StreamHead {
            writer: self.writer,
            number: self.number.into(),
            last: self.number.into(),
            made_at: self.made_at,
            epoch: keys.current(),
        };
        let stream = StreamWriter::begin(&KIND, &open, self.write(), workspace, keys, ambient)?;
        let (bytes, hash) = stream.finish(device);
        let name =
            ShareName::Card { writer: self.writer, number: self.number, mark: short_mark(&hash) };
        Ok((bytes, name))
    }

    /// Opens a card and checks that it is signed with the key that it names.
    ///
    /// # Errors
    ///
    /// As reading any file of the share; [`FileError::WrongName`] if it is not the card of `name`.
    pub fn open(
        bytes: &[u8],
        name: &ShareName,
        workspace: &WorkspaceId,
        keys: &WorkspaceKeys,
    ) -> Result<Card, FileError> {
        let mut stream = StreamReader::open_unsigned(&KIND, bytes, workspace, keys)?;
        let part = stream.part()?.unwrap_or_default();
        let card = Card::read(&part, &stream.head)
            .map_err(|_| FileError::DamagedBody { why: "a part of it ends too early" })?;
        stream.verify(&KIND, workspace, &card.verifying)?;
        let named = ShareName::Card {
            writer: card.writer,
            number: card.number,
            mark: short_mark(&stream.hash),
        };
        if named == *name { Ok(card) } else { Err(FileError::WrongName) }
    }

    fn write(&self) -> Vec<u8> {
        let mut to = Vec::with_capacity(256);
        let left = if self.left { LEFT } else { 0 };
        let predecessor = if self.predecessor.is_some() { PREDECESSOR } else { 0 };
        put_number(&mut to, left | predecessor);
        to.extend_from_slice(self.verifying.as_bytes());
        to.extend_from_slice(&self.sealing);
        for text in [&self.name, &self.machine, &self.version] {
            put_text(&mut to, shortened(text));
        }
        to.extend(self.predecessor.iter().flat_map(|writer| writer.0));
        put_number(&mut to, self.removed.len() as u64);
        to.extend(self.removed.iter().flat_map(|writer| writer.0));
        to
    }

    /// Reads a card; what is behind belongs to newer versions.
    pub(crate) fn read(part: &[u8], stream: &StreamHead) -> Result<Card, Malformed> {
        let mut from = Reader::new(part);
        let flags = from.number()?;
        let verifying = VerifyingKey::from_bytes(&from.array()?).map_err(|_| Malformed)?;
        let sealing = from.array()?;
        let [mut name, mut machine, mut version] = [const { String::new() }; 3];
        for text in [&mut name, &mut machine, &mut version] {
            *text = shortened(from.text()?).to_owned();
        }
        let predecessor =
            if flags & PREDECESSOR != 0 { Some(WriterId(from.array()?)) } else { None };
        let mut removed = BTreeSet::new();
        for _ in 0..from.count(16)?.min(10_000) {
            removed.insert(WriterId(from.array()?));
        }
        Ok(Card {
            writer: stream.writer,
            number: u32::try_from(stream.number).map_err(|_| Malformed)?,
            made_at: stream.made_at,
            name,
            machine,
            version,
            verifying,
            sealing,
            predecessor,
            left: flags & LEFT != 0,
            removed,
        })
    }
}

/// The hash of a card, once its bytes are found to be whole. Needs no key.
///
/// # Errors
///
/// When bytes are missing or altered.
pub fn hash(bytes: &[u8]) -> Result<[u8; 32], FileError> {
    stream::hash(&KIND, bytes)
}

fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_TEXT)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Counter, Scene, WORKSPACE, WRITER, scene};

    fn card(scene: &Scene) -> Card {
        Card {
            writer: WRITER,
            number: 3,
            made_at: UnixMillis(1_790_000_000_000),
            name: "Aino Laine, Åbo".into(),
            machine: "LT-0142, Windows 11".into(),
            version: "0.1.0".into(),
            verifying: scene.device.verifying(),
            sealing: scene.device.sealing(),
            predecessor: Some(WriterId([4; 16])),
            left: false,
            removed: BTreeSet::from([WriterId([5; 16])]),
        }
    }

    #[test]
    fn a_card_is_read_back_as_written_and_not_by_strangers() {
        let scene = scene();
        let (bytes, name) =
            card(&scene).seal(&WORKSPACE, &scene.keys, &scene.device, &scene.chance).unwrap();
        assert_eq!(Card::open(&bytes, &name, &WORKSPACE, &scene.keys), Ok(card(&scene)));
        assert!(!bytes.windows(4).any(|window| window == b"Aino"));
        let other = WorkspaceKeys::generate(&Counter::from(77));
        assert_eq!(Card::open(&bytes, &name, &WORKSPACE, &other), Err(FileError::WrongKey));
    }

    #[test]
    fn a_card_that_was_renamed_is_refused() {
        let scene = scene();
        let (bytes, name) =
            card(&scene).seal(&WORKSPACE, &scene.keys, &scene.device, &scene.chance).unwrap();
        let ShareName::Card { writer, number, mark } = name else { panic!("{name}") };
        for wrong in [
            ShareName::Card { writer, number: number + 1, mark },
            ShareName::Card { writer: WriterId([6; 16]), number, mark },
            ShareName::Card { writer, number, mark: [0; 4] },
        ] {
            let opened = Card::open(&bytes, &wrong, &WORKSPACE, &scene.keys);
            assert_eq!(opened, Err(FileError::WrongName));
        }
    }

    #[test]
    fn every_flipped_bit_of_a_card_is_found() {
        let scene = scene();
        let (bytes, name) =
            card(&scene).seal(&WORKSPACE, &scene.keys, &scene.device, &scene.chance).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(Card::open(&damaged, &name, &WORKSPACE, &scene.keys).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn nobody_makes_a_card_of_keys_that_it_does_not_have() {
        let scene = scene();
        let stranger = DeviceKeys::generate(&Counter::from(77));
        let made = card(&scene).seal(&WORKSPACE, &scene.keys, &stranger, &scene.chance);
        assert!(matches!(made, Err(SealError::Unwritable { .. })));
    }
}
