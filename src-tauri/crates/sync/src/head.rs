//! Heads: how far a workstation is. What they say is a hint that saves opening files; the truth is
//! what lies in the folders of segments and packs.

use std::collections::BTreeMap;

use domain::{UnixMillis, WriterId};

use crate::Ambient;
use crate::file_error::{FileError, SealError};
use crate::keys::{DeviceKeys, VerifyingKey, WorkspaceId, WorkspaceKeys};
use crate::names::{ShareName, ShortMark, short_mark};
use crate::stream::{self, Kind, StreamHead, StreamReader, StreamWriter};
use crate::wire::{Malformed, Reader, put_number, put_text};

pub(crate) const KIND: Kind = Kind {
    magic: *b"KHED",
    key_purpose: "kumppani 2026-11 head key",
    signed: b"kumppani head 1\0",
    level: 3,
};

/// The most workstations that a head tells of.
const MOST_WRITERS: usize = 10_000;
const LONGEST_TEXT: usize = 100;

/// How far a workstation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The workstation.
    pub writer: WriterId,
    /// How many heads it had made before; of two, the later one counts.
    pub count: u64,
    /// Its wall clock when it made this.
    pub made_at: UnixMillis,
    /// Its last segment on the share; 0 before the first.
    pub segment: u64,
    /// The hash of that segment; zeros before the first.
    pub hash: [u8; 32],
    /// The sequence of the last of its own changes in its segments.
    pub last_change: u64,
    /// How many of its changes wait to be sealed.
    pub waiting: u64,
    /// Per other workstation, the last segment that it has taken in.
    pub acks: BTreeMap<WriterId, u64>,
    /// The version of the program.
    pub version: String,
    /// A digest of what is to be seen there.
    pub state_digest: [u8; 32],
}

impl Head {
    /// A hash of what it has taken in, which stands in its name, so that a listing shows who has
    /// taken in something new.
    pub fn acks_mark(&self) -> ShortMark {
        let mut hasher = blake3::Hasher::new();
        for (writer, segment) in &self.acks {
            hasher.update(&writer.0).update(&segment.to_le_bytes());
        }
        short_mark(hasher.finalize().as_bytes())
    }

    /// Seals the head under the current key; its bytes and its name.
    ///
    /// # Errors
    ///
    /// When there is no current key.
    pub fn seal(
        &self,
        workspace: &WorkspaceId,
        keys: &WorkspaceKeys,
        device: &DeviceKeys,
        ambient: &dyn Ambient,
    ) -> Result<(Vec<u8>, ShareName), SealError> {
        let open = StreamHead {
            writer: self.writer,
            number: self.segment,
            last: self.count,
            made_at: self.made_at,
            epoch: keys.current(),
        };
        let stream = StreamWriter::begin(&KIND, &open, self.write(), workspace, keys, ambient)?;
        let (bytes, hash) = stream.finish(device);
        Ok((bytes, self.name(&hash)))
    }

    /// Opens a head that is signed with `verify`, its workstation's key.
    ///
    /// # Errors
    ///
    /// As reading any file of the share; [`FileError::WrongName`] if it is not the head of `name`.
    pub fn open(
        bytes: &[u8],
        name: &ShareName,
        workspace: &WorkspaceId,
        keys: &WorkspaceKeys,
        verify: &VerifyingKey,
    ) -> Result<Head, FileError> {
        let mut stream = StreamReader::open(&KIND, bytes, workspace, keys, verify)?;
        let part = stream.part()?.unwrap_or_default();
        let head = Head::read(&part, &stream.head)
            .map_err(|_| FileError::DamagedBody { why: "a part of it ends too early" })?;
        if head.name(&stream.hash) == *name { Ok(head) } else { Err(FileError::WrongName) }
    }

    fn name(&self, hash: &[u8; 32]) -> ShareName {
        let (writer, segment) = (self.writer, self.segment);
        ShareName::Head { writer, segment, acks: self.acks_mark(), mark: short_mark(hash) }
    }

    fn write(&self) -> Vec<u8> {
        let mut to = Vec::with_capacity(96 + 20 * self.acks.len());
        to.extend_from_slice(&self.hash);
        put_number(&mut to, self.last_change);
        put_number(&mut to, self.waiting);
        put_text(&mut to, shortened(&self.version));
        to.extend_from_slice(&self.state_digest);
        put_number(&mut to, self.acks.len() as u64);
        for (writer, segment) in &self.acks {
            to.extend_from_slice(&writer.0);
            put_number(&mut to, *segment);
        }
        to
    }

    /// Reads a head; what is behind belongs to newer versions.
    pub(crate) fn read(part: &[u8], stream: &StreamHead) -> Result<Head, Malformed> {
        let mut from = Reader::new(part);
        let mut head = Head {
            writer: stream.writer,
            count: stream.last,
            made_at: stream.made_at,
            segment: stream.number,
            hash: from.array()?,
            last_change: from.number()?,
            waiting: from.number()?,
            version: shortened(from.text()?).to_owned(),
            state_digest: from.array()?,
            acks: BTreeMap::new(),
        };
        let count = from.count(17)?;
        if count > MOST_WRITERS {
            return Err(Malformed);
        }
        for _ in 0..count {
            head.acks.insert(WriterId(from.array()?), from.number()?);
        }
        Ok(head)
    }
}

/// The hash of a head, once its bytes are found to be whole. Needs no key.
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
    use crate::scene::{Counter, WORKSPACE, WRITER, scene};

    fn head() -> Head {
        Head {
            writer: WRITER,
            count: 12,
            made_at: UnixMillis(1_790_000_000_000),
            segment: 9,
            hash: [2; 32],
            last_change: 410,
            waiting: 3,
            acks: BTreeMap::from([(WriterId([4; 16]), 7), (WriterId([5; 16]), 70_000)]),
            version: "0.1.0".into(),
            state_digest: [3; 32],
        }
    }

    #[test]
    fn a_head_is_read_back_as_written_and_only_if_its_workstation_signed_it() {
        let scene = scene();
        let (keys, device, verify) = (&scene.keys, &scene.device, scene.device.verifying());
        let (bytes, name) = head().seal(&WORKSPACE, keys, device, &scene.chance).unwrap();
        assert_eq!(Head::open(&bytes, &name, &WORKSPACE, keys, &verify), Ok(head()));
        let other = DeviceKeys::generate(&Counter::from(77)).verifying();
        let opened = Head::open(&bytes, &name, &WORKSPACE, keys, &other);
        assert_eq!(opened, Err(FileError::BadSignature));
    }

    #[test]
    fn the_name_of_a_head_shows_what_is_new_and_cannot_be_another() {
        let scene = scene();
        let (keys, device, verify) = (&scene.keys, &scene.device, scene.device.verifying());
        let (bytes, name) = head().seal(&WORKSPACE, keys, device, &scene.chance).unwrap();
        let mut further = head();
        further.acks.insert(WriterId([4; 16]), 8);
        assert_ne!(further.acks_mark(), head().acks_mark());
        let (_, other) = further.seal(&WORKSPACE, keys, device, &scene.chance).unwrap();
        assert_ne!(name, other);
        let opened = Head::open(&bytes, &other, &WORKSPACE, keys, &verify);
        assert_eq!(opened, Err(FileError::WrongName));
    }

    #[test]
    fn every_flipped_bit_of_a_head_is_found() {
        let scene = scene();
        let (keys, device, verify) = (&scene.keys, &scene.device, scene.device.verifying());
        let (bytes, name) = head().seal(&WORKSPACE, keys, device, &scene.chance).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let opened = Head::open(&damaged, &name, &WORKSPACE, keys, &verify);
            assert!(opened.is_err(), "bit {bit}");
        }
    }
}
