//! Segments: what one workstation did, in a file that never changes.
//!
//! ```text
//! magic KSEG, format 1.0, length of the head, length of the file      12 bytes
//! envelope: how the body is compressed and sealed, its epoch and salt about 20
//! statement: who, which number, after which hash, what hash           about 95
//! checksum of the head (CRC-32)                                       4
//! body: columns, zstd, XChaCha20-Poly1305 with all of the above       n + 16
//! signature of the statement (Ed25519)                                64
//! the first bytes of the BLAKE3 hash of all of the above              8
//! ```
//!
//! The hash of a segment, its identity in chains and names, is that of its statement, which holds
//! the hash of the body as it was before it was compressed. It is therefore the same for every
//! copy, under whatever key and from whatever compressor.

pub(crate) mod head;
#[cfg(test)]
mod tests;

pub use head::SegmentHead;

use domain::{ChangeId, UnixMillis, WriterId};
use ed25519_dalek::{Signature, Signer};
use store::{LoggedAction, RemoteBatch, VersionVector};

pub use crate::file_error::{FileError as SegmentError, SealError};

use crate::Ambient;
use crate::body::{self, BLIND};
use crate::keys::{DeviceKeys, VerifyingKey, WorkspaceId, WorkspaceKeys};
use crate::sealing::{self, SIGNATURE, TAG, TRAILER};
use head::{Envelope, Parsed, SALT};

/// The version of the rules of merging that this program follows.
pub const RULES_VERSION: u32 = 1;

const KEY_PURPOSE: &str = "kumppani 2026-11 segment key";
const HASH_PURPOSE: &str = "kumppani 2026-11 segment hash";
const SIGNED: &[u8] = b"kumppani segment 1\0";
/// How hard bodies are compressed: small ones, which are most, take next to no time anyway.
const LEVEL: i32 = 3;
const SMALL_LEVEL: i32 = 19;
const SMALL: usize = 16 * 1024;
/// The most bytes of a file: a body that does not compress, and what is around it.
pub const MOST_FILE: u64 = body::MOST_BYTES as u64 + 64 * 1024;

/// What the author of a segment says of it; the rest of its head follows from what is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The workstation whose doings it tells.
    pub writer: WriterId,
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// The hash of the segment before it; zeros before the first.
    pub previous: [u8; 32],
    /// The wall clock of the workstation.
    pub made_at: UnixMillis,
    /// The version of the declared kinds and fields.
    pub schema_version: u32,
    /// The hash of the segment whose place it takes in the chain, after an erasure.
    pub stands_for: Option<[u8; 32]>,
    /// The workstation that signs it, where that is not the writer.
    pub issued_by: Option<WriterId>,
}

/// A segment that was read and found true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its head.
    pub head: SegmentHead,
    /// What the author had taken in since its segment before.
    pub seen: VersionVector,
    /// What was done, in order.
    pub actions: Vec<LoggedAction>,
    /// Its hash.
    pub hash: [u8; 32],
}

/// Seals actions. The same bytes come of the same arguments and the same randomness.
///
/// # Errors
///
/// When the actions do not fit one file; half of them may.
pub fn encode(
    heading: &Heading,
    seen: &VersionVector,
    actions: &[LoggedAction],
    workspace: &WorkspaceId,
    keys: &WorkspaceKeys,
    device: &DeviceKeys,
    ambient: &dyn Ambient,
) -> Result<Vec<u8>, SealError> {
    let mut blind = [0; BLIND];
    ambient.fill_random(&mut blind);
    let batch = RemoteBatch {
        source: heading.writer,
        seen: seen.clone(),
        place: None,
        actions: actions.to_vec(),
    };
    let own = || {
        let changes = actions.iter().flat_map(|action| &action.changes);
        changes.filter(|change| change.id.writer == heading.writer)
    };
    let changes: usize = actions.iter().map(|action| action.changes.len()).sum();
    let head = SegmentHead {
        writer: heading.writer,
        number: heading.number,
        previous: heading.previous,
        made_at: heading.made_at,
        epoch: keys.current(),
        first_change: own().map(|change| change.id.sequence).min().unwrap_or(0),
        own_changes: own().count() as u32,
        changes: changes as u32,
        stands_for: heading.stands_for,
        issued_by: heading.issued_by,
        schema_version: heading.schema_version,
        rules_version: RULES_VERSION,
        min_reader: 1,
    };
    let raw = body::encode(&[batch], &[next(&head)], head.made_at, blind)?;
    Signed::new(head, raw, workspace, device).seal(workspace, keys, ambient)
}

/// Seals a segment anew under the current key, without anybody's signing key: its hash and its
/// signature stay.
///
/// # Errors
///
/// Those of [`decode`] for a segment that cannot be opened.
pub fn reseal(
    bytes: &[u8],
    workspace: &WorkspaceId,
    keys: &WorkspaceKeys,
    ambient: &dyn Ambient,
) -> Result<Vec<u8>, SegmentError> {
    open(bytes, workspace, keys)?.seal(workspace, keys, ambient).map_err(|error| match error {
        SealError::UnknownEpoch { epoch } => SegmentError::UnknownEpoch { epoch },
        SealError::TooLarge | SealError::Unwritable { .. } => SegmentError::TooLarge,
    })
}

/// Reads the head alone. Its checksum is right, but nobody vouches for it yet: anything that
/// matters must wait for [`decode`].
///
/// # Errors
///
/// When the bytes do not begin with a head that this version can read.
pub fn peek(bytes: &[u8]) -> Result<SegmentHead, SegmentError> {
    head::parse(bytes).map(|parsed| parsed.head)
}

/// The hash of a segment, once its bytes are found to be whole. Needs no key.
///
/// # Errors
///
/// When bytes are missing or altered.
pub fn hash(bytes: &[u8]) -> Result<[u8; 32], SegmentError> {
    let parsed = head::parse(bytes)?;
    whole(bytes, &parsed)?;
    Ok(hash_of(parsed.statement))
}

/// Opens a segment: checks that it is whole, of this workspace, sealed under one of the keys and
/// signed with `verify`, and reads it.
///
/// # Errors
///
/// The first of these that does not hold; then nothing of it may be used.
pub fn decode(
    bytes: &[u8],
    workspace: &WorkspaceId,
    keys: &WorkspaceKeys,
    verify: &VerifyingKey,
) -> Result<Segment, SegmentError> {
    let opened = open(bytes, workspace, keys)?;
    opened.verify(workspace, verify)?;
    opened.read()
}

/// Reads a segment without asking who signed it, for what does not hang on whose word it is.
pub(crate) fn decode_unsigned(
    bytes: &[u8],
    workspace: &WorkspaceId,
    keys: &WorkspaceKeys,
) -> Result<Segment, SegmentError> {
    open(bytes, workspace, keys)?.read()
}

/// Opens a segment without asking who signed it.
pub(crate) fn open(
    bytes: &[u8],
    workspace: &WorkspaceId,
    keys: &WorkspaceKeys,
) -> Result<Signed, SegmentError> {
    let parsed = head::parse(bytes)?;
    let (sealed, signature) = whole(bytes, &parsed)?;
    let Parsed { envelope, content, .. } = parsed;
    if envelope.workspace_mark != sealing::workspace_mark(workspace) {
        return Err(SegmentError::WrongWorkspace);
    }
    let length = envelope.raw_length as usize;
    if length > body::MOST_BYTES {
        return Err(SegmentError::TooLarge);
    }
    let key = keys
        .derived(envelope.epoch, KEY_PURPOSE)
        .ok_or(SegmentError::UnknownEpoch { epoch: envelope.epoch })?;
    let nonce = nonce(&content, &envelope.salt);
    let kept =
        sealing::unseal(&key, &nonce, parsed.before_body, sealed).ok_or(SegmentError::WrongKey)?;
    let raw = if envelope.compressed { sealing::decompress(kept, length) } else { Some(kept) };
    let raw = raw
        .filter(|raw| raw.len() == length)
        .ok_or(SegmentError::DamagedBody { why: "it does not decompress to its length" })?;
    if *blake3::hash(&raw).as_bytes() != content {
        return Err(SegmentError::DamagedBody { why: "it is not what was signed" });
    }
    let statement = parsed.statement.to_vec();
    Ok(Signed { head: parsed.head, content, statement, signature: *signature, raw })
}

/// What was signed, out of its seal: the same in a file of its own and in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signed {
    pub(crate) head: SegmentHead,
    pub(crate) content: [u8; 32],
    pub(crate) statement: Vec<u8>,
    pub(crate) signature: [u8; SIGNATURE],
    pub(crate) raw: Vec<u8>,
}

impl Signed {
    pub(crate) fn new(
        head: SegmentHead,
        raw: Vec<u8>,
        workspace: &WorkspaceId,
        device: &DeviceKeys,
    ) -> Signed {
        let content = *blake3::hash(&raw).as_bytes();
        let statement = head::statement(&head, &content);
        let signature = device.signing().sign(&signed(workspace, &statement)).to_bytes();
        Signed { head, content, statement, signature, raw }
    }

    pub(crate) fn hash(&self) -> [u8; 32] {
        hash_of(&self.statement)
    }

    pub(crate) fn verify(
        &self,
        workspace: &WorkspaceId,
        verify: &VerifyingKey,
    ) -> Result<(), SegmentError> {
        let signature = Signature::from_bytes(&self.signature);
        verify
            .verify_strict(&signed(workspace, &self.statement), &signature)
            .map_err(|_| SegmentError::BadSignature)
    }

    pub(crate) fn read(&self) -> Result<Segment, SegmentError> {
        let head = self.head.clone();
        let mut batches = body::decode(&self.raw, &[next(&head)], head.made_at)?;
        let batch = match (batches.pop(), batches.is_empty()) {
            (Some(batch), true) if batch.source == head.writer && batch.place.is_none() => batch,
            _ => return Err(SegmentError::DamagedBody { why: "it tells of another workstation" }),
        };
        Ok(Segment { head, seen: batch.seen, actions: batch.actions, hash: self.hash() })
    }

    pub(crate) fn seal(
        &self,
        workspace: &WorkspaceId,
        keys: &WorkspaceKeys,
        ambient: &dyn Ambient,
    ) -> Result<Vec<u8>, SealError> {
        let epoch = keys.current();
        let key = keys.derived(epoch, KEY_PURPOSE).ok_or(SealError::UnknownEpoch { epoch })?;
        let mut salt = [0; SALT];
        ambient.fill_random(&mut salt);
        let level = if self.raw.len() <= SMALL { SMALL_LEVEL } else { LEVEL };
        let packed = sealing::compress(&self.raw, level);
        let envelope = Envelope {
            epoch,
            compressed: packed.is_some(),
            raw_length: self.raw.len() as u32,
            salt,
            workspace_mark: sealing::workspace_mark(workspace),
        };
        let kept = packed.as_deref().unwrap_or(&self.raw);
        let after = kept.len() + TAG + SIGNATURE + TRAILER;
        let mut bytes = head::before_body(&envelope, &self.statement, after);
        let sealed = sealing::seal(&key, &nonce(&self.content, &salt), &bytes, kept);
        bytes.extend_from_slice(&sealed);
        bytes.extend_from_slice(&self.signature);
        sealing::close(&mut bytes);
        Ok(bytes)
    }
}

/// The author's next change, as the head tells it.
fn next(head: &SegmentHead) -> ChangeId {
    ChangeId { writer: head.writer, sequence: head.first_change }
}

/// The sealed body and the signature of a file that is whole.
fn whole<'a>(
    bytes: &'a [u8],
    parsed: &Parsed<'_>,
) -> Result<(&'a [u8], &'a [u8; SIGNATURE]), SegmentError> {
    if parsed.total_length > MOST_FILE {
        return Err(SegmentError::TooLarge);
    }
    let before = sealing::closed(bytes, parsed.total_length)?;
    before
        .get(parsed.before_body.len()..)
        .and_then(|after| after.split_last_chunk::<SIGNATURE>())
        .ok_or(SegmentError::DamagedBody { why: "there is no room for one" })
}

/// A nonce is never used twice: most of it is the body's, the rest is drawn for every sealing of it.
fn nonce(content: &[u8; 32], salt: &[u8; SALT]) -> [u8; 24] {
    let mut nonce = [0; 24];
    nonce[..SALT].copy_from_slice(salt);
    nonce[SALT..].copy_from_slice(&content[..24 - SALT]);
    nonce
}

fn hash_of(statement: &[u8]) -> [u8; 32] {
    blake3::derive_key(HASH_PURPOSE, statement)
}

fn signed(workspace: &WorkspaceId, statement: &[u8]) -> Vec<u8> {
    [SIGNED, workspace, &hash_of(statement)].concat()
}
