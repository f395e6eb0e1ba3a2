//! Packs: many segments of one workstation in one file, so that a share of years stays small.
//!
//! A pack holds of every segment what it says and its signature, so that each keeps its hash, is
//! verified for itself and can be made a file again. It does not hold how each was compressed and
//! sealed: all of them are compressed together and sealed once.

mod chunk;
#[cfg(test)]
mod tests;

use domain::{UnixMillis, WriterId};

use crate::Ambient;
use crate::file_error::{FileError, SealError};
use crate::keys::{DeviceKeys, VerifyingKey, WorkspaceId, WorkspaceKeys};
use crate::segment::{self, Segment, SegmentHead, Signed};
use crate::stream::{self, Kind, PART, StreamHead, StreamReader, StreamWriter};
use chunk::{ChunkReader, ChunkWriter, Track};

pub(crate) const KIND: Kind = Kind {
    magic: *b"KPAK",
    key_purpose: "kumppani 2026-11 pack key",
    signed: b"kumppani pack 1\0",
    level: 12,
};

/// What the head of a pack says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackHead {
    /// The workstation whose segments it holds, and who signed it.
    pub writer: WriterId,
    /// The first segment in it.
    pub from: u64,
    /// The last segment in it.
    pub to: u64,
    /// The wall clock when it was made.
    pub made_at: UnixMillis,
    /// The epoch of the key that seals it.
    pub epoch: u32,
}

/// Why segments cannot be packed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// There are none.
    #[error("there are no segments to pack; wait for some")]
    Nothing,
    /// They do not follow each other.
    #[error(
        "segment {found} of {writer} was to be packed where number {expected} of the same chain belongs; leave the segments as they are"
    )]
    Disordered {
        /// Whose segment was found.
        writer: WriterId,
        /// The number that must come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// One of them cannot be read.
    #[error("a segment cannot be packed, and stays as it is: {0}")]
    Unreadable(#[from] FileError),
    /// The pack cannot be sealed.
    #[error("the pack cannot be sealed: {0}")]
    Seal(#[from] SealError),
}

/// Packs segments of one workstation that follow each other, given as their files; returns the
/// pack's bytes and its hash.
///
/// # Errors
///
/// When they do not follow each other by number and hash, or one cannot be opened; nothing that
/// cannot be read again is ever packed.
pub fn write<'a>(
    segments: impl IntoIterator<Item = &'a [u8]>,
    workspace: &WorkspaceId,
    keys: &WorkspaceKeys,
    device: &DeviceKeys,
    ambient: &dyn Ambient,
) -> Result<(Vec<u8>, [u8; 32]), PackError> {
    let mut parts: Vec<Vec<u8>> = Vec::new();
    let mut open: Option<(Track, u64)> = None;
    let mut chunk = ChunkWriter::default();
    for bytes in segments {
        let segment = segment::open(bytes, workspace, keys)?;
        let head = &segment.head;
        let (track, _) =
            open.get_or_insert_with(|| (Track::before(head.writer, head.number), head.number));
        let is_first = chunk.len() == 0 && parts.is_empty();
        let follows = head.writer == track.writer
            && head.number == track.number
            && (is_first || head.previous == track.hash);
        if !follows {
            let (writer, expected, found) = (head.writer, track.number, head.number);
            return Err(PackError::Disordered { writer, expected, found });
        }
        if chunk.len() > 0 && chunk.len() + segment.raw.len() > PART {
            parts.push(std::mem::take(&mut chunk).finish());
        }
        chunk.add(&segment, track);
        track.pass(&segment);
    }
    let (track, from) = open.ok_or(PackError::Nothing)?;
    parts.push(chunk.finish());
    let head = StreamHead {
        writer: track.writer,
        number: from,
        last: track.number - 1,
        made_at: ambient.now(),
        epoch: keys.current(),
    };
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default();
    let mut writer = StreamWriter::begin(&KIND, &head, first, workspace, keys, ambient)?;
    for part in parts {
        writer.part(part)?;
    }
    Ok(writer.finish(device))
}

/// Reads the head alone; nobody vouches for it yet.
///
/// # Errors
///
/// When the bytes do not begin with a head that this version can read.
pub fn peek(bytes: &[u8]) -> Result<PackHead, FileError> {
    stream::peek(&KIND, bytes).map(pack_head)
}

/// The hash of a pack, once its bytes are found to be whole. Needs no key.
///
/// # Errors
///
/// When bytes are missing or altered.
pub fn hash(bytes: &[u8]) -> Result<[u8; 32], FileError> {
    stream::hash(&KIND, bytes)
}

/// Opens a pack: checks that it is whole, of this workspace, sealed under one of the keys and
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
) -> Result<Pack<'a>, FileError> {
    let stream = StreamReader::open(&KIND, bytes, workspace, keys, verify)?;
    let head = pack_head(stream.head);
    let track = Track::before(head.writer, head.from);
    Ok(Pack { head, workspace: *workspace, stream, chunk: None, track })
}

/// A pack being read, segment by segment.
pub struct Pack<'a> {
    head: PackHead,
    workspace: WorkspaceId,
    stream: StreamReader<'a>,
    chunk: Option<ChunkReader>,
    track: Track,
}

impl Pack<'_> {
    /// Its head.
    pub fn head(&self) -> &PackHead {
        &self.head
    }

    /// Its hash.
    pub fn hash(&self) -> [u8; 32] {
        self.stream.hash
    }

    /// The next segment, none behind the last.
    ///
    /// # Errors
    ///
    /// When what follows is not what any version packs; nothing more can be read then.
    pub fn next_segment(&mut self) -> Result<Option<PackedSegment>, FileError> {
        loop {
            if let Some(chunk) = &mut self.chunk
                && let Some(segment) = chunk.next(&self.track, self.head.epoch)?
            {
                if segment.head.writer != self.head.writer || segment.head.number > self.head.to {
                    let why = "a segment in it is not one that its head names";
                    return Err(FileError::DamagedBody { why });
                }
                self.track.pass(&segment);
                return Ok(Some(PackedSegment { workspace: self.workspace, segment }));
            }
            // The part before is let go before the next one is opened.
            self.chunk = None;
            match self.stream.part()? {
                Some(part) => self.chunk = Some(ChunkReader::open(part)?),
                None if self.track.number.checked_sub(1) == Some(self.head.to) => return Ok(None),
                None => return Err(FileError::DamagedBody { why: "segments are missing in it" }),
            }
        }
    }
}

/// A segment out of a pack. The pack's signature vouches that its workstation packed it; whether
/// its author signed it is seen by [`PackedSegment::read`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedSegment {
    workspace: WorkspaceId,
    segment: Signed,
}

impl PackedSegment {
    /// Its head; the epoch is the pack's.
    pub fn head(&self) -> &SegmentHead {
        &self.segment.head
    }

    /// Its hash.
    pub fn hash(&self) -> [u8; 32] {
        self.segment.hash()
    }

    /// Reads it, if `verify` is the key that it was signed with.
    ///
    /// # Errors
    ///
    /// As reading a segment from a file of its own.
    pub fn read(&self, verify: &VerifyingKey) -> Result<Segment, FileError> {
        self.segment.verify(&self.workspace, verify)?;
        self.segment.read()
    }

    /// Makes it a file of its own again, with the same hash and signature, under the current key.
    ///
    /// # Errors
    ///
    /// When there is no current key.
    pub fn seal(&self, keys: &WorkspaceKeys, ambient: &dyn Ambient) -> Result<Vec<u8>, SealError> {
        self.segment.seal(&self.workspace, keys, ambient)
    }
}

/// Reads a part of a pack and what is in it, without asking who signed.
#[cfg(feature = "fuzzing")]
pub(crate) fn read_part_unsigned(
    part: Vec<u8>,
    writer: WriterId,
    from: u64,
) -> Result<(), FileError> {
    let mut track = Track::before(writer, from);
    let mut chunk = ChunkReader::open(part)?;
    while let Some(segment) = chunk.next(&track, 1)? {
        let _ = segment.read();
        track.pass(&segment);
    }
    Ok(())
}

fn pack_head(head: StreamHead) -> PackHead {
    let StreamHead { writer, number, last, made_at, epoch } = head;
    PackHead { writer, from: number, to: last, made_at, epoch }
}
