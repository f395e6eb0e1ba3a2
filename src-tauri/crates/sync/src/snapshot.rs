//! Snapshots: the whole log of a workspace as one workstation knows it, for those who join.
//!
//! The first part says how far the log reaches; the others are batches in the order in which the
//! log learned them, so that taking them in is the same as having been there. Merging a snapshot
//! into a store that has some of it already changes nothing but what was missing.

mod halves;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{UnixMillis, WriterId};
use store::{Place, RemoteBatch, VersionVector};

use crate::Ambient;
use crate::body::{self, BLIND, BodyError};
use crate::file_error::{FileError, SealError};
use crate::keys::{DeviceKeys, VerifyingKey, WorkspaceId, WorkspaceKeys};
use crate::stream::{self, Kind, PART, StreamHead, StreamReader, StreamWriter};
use crate::wire::{Malformed, Reader, put_number};
use halves::halves;

pub(crate) const KIND: Kind = Kind {
    magic: *b"KSNP",
    key_purpose: "kumppani 2026-11 snapshot key",
    signed: b"kumppani snapshot 1\0",
    level: 6,
};

/// The most workstations and files that a snapshot tells of.
const MOST_WRITERS: usize = 100_000;

/// How far a snapshot reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotHead {
    /// The workstation that made it.
    pub writer: WriterId,
    /// Its number among those of the workstation, from 1.
    pub number: u32,
    /// The wall clock when it was made.
    pub made_at: UnixMillis,
    /// The epoch of the key that seals it.
    pub epoch: u32,
    /// The version of the declared kinds and fields that it was made by.
    pub schema_version: u32,
    /// How many changes are in it.
    pub changes: u64,
    /// Per workstation, the last segment that is in it, the maker's own included.
    pub places: BTreeMap<WriterId, Place>,
    /// Per logical writer, the last change that is in it.
    pub versions: VersionVector,
    /// The digest of what is to be seen once all of it is taken in.
    pub state_digest: [u8; 32],
}

/// A snapshot being written.
pub struct SnapshotWriter<'a> {
    stream: StreamWriter,
    made_at: UnixMillis,
    ambient: &'a dyn Ambient,
}

impl<'a> SnapshotWriter<'a> {
    /// Begins a snapshot under the current key; the epoch of `head` is not looked at.
    ///
    /// # Errors
    ///
    /// When there is no current key.
    pub fn begin(
        head: &SnapshotHead,
        workspace: &WorkspaceId,
        keys: &WorkspaceKeys,
        ambient: &'a dyn Ambient,
    ) -> Result<SnapshotWriter<'a>, SealError> {
        let open = StreamHead {
            writer: head.writer,
            number: head.number.into(),
            last: head.number.into(),
            made_at: head.made_at,
            epoch: keys.current(),
        };
        let first = write_head(head);
        let stream = StreamWriter::begin(&KIND, &open, first, workspace, keys, ambient)?;
        Ok(SnapshotWriter { stream, made_at: head.made_at, ambient })
    }

    /// Adds batches, in the order in which the log learned them, in as many parts as they need.
    ///
    /// # Errors
    ///
    /// When a single change does not fit a part.
    pub fn add(&mut self, batches: Vec<RemoteBatch>) -> Result<(), SealError> {
        let mut waiting = vec![batches];
        while let Some(batches) = waiting.pop() {
            let mut blind = [0; BLIND];
            self.ambient.fill_random(&mut blind);
            match body::encode(&batches, &[], self.made_at, blind) {
                Ok(part) if part.len() <= PART => self.stream.part(part)?,
                Err(error) if error != BodyError::TooLarge => return Err(error.into()),
                fits => match (halves(batches), fits) {
                    (Ok((first, second)), _) => waiting.extend([second, first]),
                    // A single change may be larger than parts are meant to be.
                    (Err(_), Ok(part)) => self.stream.part(part)?,
                    (Err(_), Err(error)) => return Err(error.into()),
                },
            }
        }
        Ok(())
    }

    /// Ends the snapshot and signs it; its bytes and its hash.
    pub fn finish(self, device: &DeviceKeys) -> (Vec<u8>, [u8; 32]) {
        self.stream.finish(device)
    }
}

/// The hash of a snapshot, once its bytes are found to be whole. Needs no key.
///
/// # Errors
///
/// When bytes are missing or altered.
pub fn hash(bytes: &[u8]) -> Result<[u8; 32], FileError> {
    stream::hash(&KIND, bytes)
}

/// The workstation that a snapshot says it is of; nobody vouches for it yet.
///
/// # Errors
///
/// When the bytes do not begin with a head that this version can read.
pub fn peek_writer(bytes: &[u8]) -> Result<WriterId, FileError> {
    stream::peek(&KIND, bytes).map(|head| head.writer)
}

/// Opens a snapshot: checks that it is whole, of this workspace, sealed under one of the keys and
/// signed with `verify`, its workstation's key.
///
/// # Errors
///
/// The first of these that does not hold.
pub fn open<'a>(
    bytes: &'a [u8],
    workspace: &WorkspaceId,
    keys: &WorkspaceKeys,
    verify: &VerifyingKey,
) -> Result<Snapshot<'a>, FileError> {
    let mut stream = StreamReader::open(&KIND, bytes, workspace, keys, verify)?;
    let first = stream.part()?.ok_or(FileError::DamagedBody { why: "it has no parts" })?;
    let head = read_head(&first, &stream.head)?;
    Ok(Snapshot { head, stream })
}

/// A snapshot being read, part by part.
pub struct Snapshot<'a> {
    head: SnapshotHead,
    stream: StreamReader<'a>,
}

impl Snapshot<'_> {
    /// How far it reaches.
    pub fn head(&self) -> &SnapshotHead {
        &self.head
    }

    /// Its hash.
    pub fn hash(&self) -> [u8; 32] {
        self.stream.hash
    }

    /// The next batches, none behind the last.
    ///
    /// # Errors
    ///
    /// When what follows is not what any version writes; nothing more can be read then.
    pub fn next_batches(&mut self) -> Result<Option<Vec<RemoteBatch>>, FileError> {
        let Some(part) = self.stream.part()? else { return Ok(None) };
        Ok(Some(body::decode(&part, &[], self.head.made_at)?))
    }
}

fn write_head(head: &SnapshotHead) -> Vec<u8> {
    let mut to = Vec::with_capacity(128 + 48 * head.places.len() + 24 * head.versions.len());
    put_number(&mut to, head.schema_version.into());
    put_number(&mut to, head.changes);
    to.extend_from_slice(&head.state_digest);
    put_number(&mut to, head.places.len() as u64);
    for (writer, place) in &head.places {
        to.extend_from_slice(&writer.0);
        put_number(&mut to, place.segment);
        to.extend_from_slice(&place.hash);
    }
    put_number(&mut to, head.versions.len() as u64);
    for (writer, sequence) in &head.versions {
        to.extend_from_slice(&writer.0);
        put_number(&mut to, *sequence);
    }
    to
}

/// Reads the first part; what is behind belongs to newer versions.
pub(crate) fn read_head(part: &[u8], stream: &StreamHead) -> Result<SnapshotHead, FileError> {
    let mut from = Reader::new(part);
    let mut read = || {
        let mut head = SnapshotHead {
            writer: stream.writer,
            number: u32::try_from(stream.number).map_err(|_| Malformed)?,
            made_at: stream.made_at,
            epoch: stream.epoch,
            schema_version: from.small()?,
            changes: from.number()?,
            state_digest: from.array()?,
            places: BTreeMap::new(),
            versions: VersionVector::new(),
        };
        for _ in 0..counted(from.count(49)?)? {
            let writer = WriterId(from.array()?);
            let place = Place { segment: from.number()?, hash: from.array()? };
            head.places.insert(writer, place);
        }
        for _ in 0..counted(from.count(17)?)? {
            head.versions.insert(WriterId(from.array()?), from.number()?);
        }
        Ok(head)
    };
    read().map_err(|_: Malformed| FileError::DamagedBody { why: "its first part is cut off" })
}

fn counted(writers: usize) -> Result<usize, Malformed> {
    if writers > MOST_WRITERS { Err(Malformed) } else { Ok(writers) }
}
