//! Files of many parts, such as packs and snapshots: every part is compressed and sealed for
//! itself, so that reading one never takes more memory than a part.
//!
//! ```text
//! magic, format, length of the head, length of the file           16 bytes
//! head: whose, which numbers, when, the epoch, the first 19 bytes of the nonces; checksum
//! parts: length sealed, length raw, what is sealed
//! signature of everything above (Ed25519)                         64
//! the first bytes of the BLAKE3 hash of everything above          8
//! ```
//!
//! The nonce of a part ends with its number and with a mark on the last one, so that parts that
//! were swapped, repeated or left out do not open.

use domain::{UnixMillis, WriterId};
use ed25519_dalek::{Signature, Signer};
use zeroize::Zeroizing;

use crate::Ambient;
use crate::body::MOST_BYTES;
use crate::file_error::{FileError, SealError};
use crate::keys::{DeviceKeys, VerifyingKey, WorkspaceId, WorkspaceKeys};
use crate::sealing::{self, SIGNATURE, TAG, TRAILER};
use crate::wire::{Malformed, Reader, put_number, put_signed};

const MAJOR: u8 = 1;
const MINOR: u8 = 0;
const READER: u64 = 1;
const PRELUDE: usize = 4 + 1 + 1 + 2 + 8;
const MOST_HEAD: usize = 1024;
const PREFIX: usize = 19;
/// Set in the raw length of a part that is not compressed.
const AS_IT_IS: u32 = 1 << 31;

/// What a part is cut at before it is compressed.
pub(crate) const PART: usize = 8 << 20;

/// A kind of file.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) magic: [u8; 4],
    /// What its keys are for.
    pub(crate) key_purpose: &'static str,
    /// What its signatures begin with.
    pub(crate) signed: &'static [u8],
    /// How hard it is compressed.
    pub(crate) level: i32,
}

/// What the head of such a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StreamHead {
    pub(crate) writer: WriterId,
    pub(crate) number: u64,
    pub(crate) last: u64,
    pub(crate) made_at: UnixMillis,
    pub(crate) epoch: u32,
}

/// A file being written.
pub(crate) struct StreamWriter {
    kind: &'static Kind,
    workspace: WorkspaceId,
    bytes: Vec<u8>,
    key: Zeroizing<[u8; 32]>,
    prefix: [u8; PREFIX],
    head_hash: [u8; 32],
    next: u32,
    /// The part before the one that comes, as it may be the last.
    waiting: Vec<u8>,
}

impl StreamWriter {
    /// Begins a file by its first part, under the current key.
    pub(crate) fn begin(
        kind: &'static Kind,
        head: &StreamHead,
        first: Vec<u8>,
        workspace: &WorkspaceId,
        keys: &WorkspaceKeys,
        ambient: &dyn Ambient,
    ) -> Result<StreamWriter, SealError> {
        let epoch = keys.current();
        let key = keys.derived(epoch, kind.key_purpose).ok_or(SealError::UnknownEpoch { epoch })?;
        let mut prefix = [0; PREFIX];
        ambient.fill_random(&mut prefix);
        let mut inner = Vec::with_capacity(80);
        put_number(&mut inner, READER);
        inner.extend_from_slice(&sealing::workspace_mark(workspace));
        inner.extend_from_slice(&head.writer.0);
        put_number(&mut inner, head.number);
        put_number(&mut inner, head.last);
        put_signed(&mut inner, head.made_at.0);
        put_number(&mut inner, epoch.into());
        inner.extend_from_slice(&prefix);
        let mut bytes = kind.magic.to_vec();
        bytes.extend_from_slice(&[MAJOR, MINOR]);
        bytes.extend_from_slice(&((PRELUDE + inner.len() + 4) as u16).to_le_bytes());
        bytes.extend_from_slice(&[0; 8]);
        bytes.extend_from_slice(&inner);
        bytes.extend_from_slice(&[0; 4]);
        let head_hash = head_hash(kind, &inner);
        let workspace = *workspace;
        Ok(StreamWriter { kind, workspace, bytes, key, prefix, head_hash, next: 0, waiting: first })
    }

    /// Adds a part.
    pub(crate) fn part(&mut self, part: Vec<u8>) -> Result<(), SealError> {
        if part.len() > MOST_BYTES || self.next >= u32::MAX - 1 {
            return Err(SealError::TooLarge);
        }
        let before = std::mem::replace(&mut self.waiting, part);
        self.seal(&before, false);
        Ok(())
    }

    /// Ends the file and signs it; its bytes and its hash.
    pub(crate) fn finish(mut self, device: &DeviceKeys) -> (Vec<u8>, [u8; 32]) {
        let last = std::mem::take(&mut self.waiting);
        self.seal(&last, true);
        let StreamWriter { kind, workspace, mut bytes, .. } = self;
        let total = (bytes.len() + SIGNATURE + TRAILER) as u64;
        bytes[PRELUDE - 8..PRELUDE].copy_from_slice(&total.to_le_bytes());
        let head = usize::from(u16::from_le_bytes([bytes[6], bytes[7]]));
        let checksum = crc32fast::hash(&bytes[..head - 4]);
        bytes[head - 4..head].copy_from_slice(&checksum.to_le_bytes());
        let hash = *blake3::hash(&bytes).as_bytes();
        let signature = device.signing().sign(&[kind.signed, &workspace, &hash].concat());
        bytes.extend_from_slice(&signature.to_bytes());
        sealing::close(&mut bytes);
        (bytes, hash)
    }

    fn seal(&mut self, part: &[u8], is_last: bool) {
        let packed = sealing::compress(part, self.kind.level);
        let as_it_is = if packed.is_none() { AS_IT_IS } else { 0 };
        let kept = packed.as_deref().unwrap_or(part);
        let lengths = lengths((kept.len() + TAG) as u32, part.len() as u32 | as_it_is);
        let nonce = nonce(&self.prefix, self.next, is_last);
        let beside = [&self.head_hash[..], &lengths].concat();
        self.bytes.extend_from_slice(&lengths);
        self.bytes.extend_from_slice(&sealing::seal(&self.key, &nonce, &beside, kept));
        self.next += 1;
    }
}

/// A file being read.
pub(crate) struct StreamReader<'a> {
    pub(crate) head: StreamHead,
    pub(crate) hash: [u8; 32],
    signature: Signature,
    parts: Reader<'a>,
    key: Zeroizing<[u8; 32]>,
    prefix: [u8; PREFIX],
    head_hash: [u8; 32],
    next: u32,
    ended: bool,
}

struct Parsed {
    head: StreamHead,
    workspace_mark: [u8; 4],
    prefix: [u8; PREFIX],
    head_hash: [u8; 32],
    head_length: usize,
    total: u64,
}

/// Reads the head alone; nobody vouches for it yet.
pub(crate) fn peek(kind: &Kind, bytes: &[u8]) -> Result<StreamHead, FileError> {
    parse(kind, bytes).map(|parsed| parsed.head)
}

/// The hash of a file, once it is found to be whole.
pub(crate) fn hash(kind: &Kind, bytes: &[u8]) -> Result<[u8; 32], FileError> {
    let parsed = parse(kind, bytes)?;
    let (signed, _) = whole(bytes, &parsed)?;
    Ok(*blake3::hash(signed).as_bytes())
}

fn parse(kind: &Kind, bytes: &[u8]) -> Result<Parsed, FileError> {
    let have = bytes.len() as u64;
    let known = bytes.len().min(4);
    if bytes[..known] != kind.magic[..known] {
        return Err(FileError::NotThisKind);
    }
    if bytes.get(4).is_some_and(|major| *major != MAJOR) {
        return Err(FileError::NewerFormat { what: "another format of the file" });
    }
    let Some((prelude, _)) = bytes.split_first_chunk::<PRELUDE>() else {
        return Err(FileError::TooShort { have, want: PRELUDE as u64 });
    };
    let [_, _, _, _, _, _, low, high, total @ ..] = *prelude;
    let length = usize::from(u16::from_le_bytes([low, high]));
    if !(PRELUDE + 4..=MOST_HEAD).contains(&length) {
        return Err(FileError::DamagedHeader { why: "its length is out of range" });
    }
    let Some(head) = bytes.get(..length) else {
        return Err(FileError::TooShort { have, want: length as u64 });
    };
    let (checked, checksum) = head.split_at(length - 4);
    if crc32fast::hash(checked).to_le_bytes() != checksum {
        return Err(FileError::DamagedHeader { why: "its checksum does not match" });
    }
    let inner = &checked[PRELUDE..];
    let mut from = Reader::new(inner);
    let short = |_: Malformed| FileError::DamagedHeader { why: "it ends too early" };
    if from.number().map_err(short)? > READER {
        return Err(FileError::NewerFormat { what: "its author demands a newer reader" });
    }
    let mut read = || {
        let workspace_mark = from.array()?;
        let head = StreamHead {
            writer: WriterId(from.array()?),
            number: from.number()?,
            last: from.number()?,
            made_at: UnixMillis(from.signed()?),
            epoch: from.small()?,
        };
        Ok((workspace_mark, head, from.array()?))
    };
    let (workspace_mark, head, prefix) = read().map_err(short)?;
    let head_hash = head_hash(kind, inner);
    let total = u64::from_le_bytes(total);
    Ok(Parsed { head, workspace_mark, prefix, head_hash, head_length: length, total })
}

fn whole<'a>(
    bytes: &'a [u8],
    parsed: &Parsed,
) -> Result<(&'a [u8], &'a [u8; SIGNATURE]), FileError> {
    sealing::closed(bytes, parsed.total)?
        .split_last_chunk::<SIGNATURE>()
        .filter(|(signed, _)| signed.len() >= parsed.head_length)
        .ok_or(FileError::DamagedBody { why: "there is no room for one" })
}

impl<'a> StreamReader<'a> {
    /// Opens a file that is whole, of the workspace, under one of the keys and signed.
    pub(crate) fn open(
        kind: &'static Kind,
        bytes: &'a [u8],
        workspace: &WorkspaceId,
        keys: &WorkspaceKeys,
        verify: &VerifyingKey,
    ) -> Result<StreamReader<'a>, FileError> {
        let reader = StreamReader::open_unsigned(kind, bytes, workspace, keys)?;
        reader.verify(kind, workspace, verify)?;
        Ok(reader)
    }

    /// Whether the file was signed with the key.
    pub(crate) fn verify(
        &self,
        kind: &'static Kind,
        workspace: &WorkspaceId,
        verify: &VerifyingKey,
    ) -> Result<(), FileError> {
        let message = [kind.signed, workspace, &self.hash].concat();
        verify.verify_strict(&message, &self.signature).map_err(|_| FileError::BadSignature)
    }

    /// Opens a file that is whole, of the workspace and under one of the keys; who signed it must
    /// be asked before anything of it is believed.
    pub(crate) fn open_unsigned(
        kind: &'static Kind,
        bytes: &'a [u8],
        workspace: &WorkspaceId,
        keys: &WorkspaceKeys,
    ) -> Result<StreamReader<'a>, FileError> {
        let parsed = parse(kind, bytes)?;
        let (signed, signature) = whole(bytes, &parsed)?;
        if parsed.workspace_mark != sealing::workspace_mark(workspace) {
            return Err(FileError::WrongWorkspace);
        }
        let epoch = parsed.head.epoch;
        let key = keys.derived(epoch, kind.key_purpose).ok_or(FileError::UnknownEpoch { epoch })?;
        let hash = *blake3::hash(signed).as_bytes();
        let signature = Signature::from_bytes(signature);
        let Parsed { head, prefix, head_hash, head_length, .. } = parsed;
        let parts = Reader::new(&signed[head_length..]);
        let (next, ended) = (0, false);
        Ok(StreamReader { head, hash, signature, parts, key, prefix, head_hash, next, ended })
    }

    /// The next part, none behind the last.
    pub(crate) fn part(&mut self) -> Result<Option<Vec<u8>>, FileError> {
        match (self.parts.is_empty(), self.ended) {
            (true, true) => return Ok(None),
            (false, false) => {}
            _ => return Err(FileError::DamagedBody { why: "its last part is not at its end" }),
        }
        let short = |_: Malformed| FileError::DamagedBody { why: "a part of it ends too early" };
        let lengths: [u8; 8] = self.parts.array().map_err(short)?;
        let [a, b, c, d, e, f, g, h] = lengths;
        let sealed = self.parts.bytes(u32::from_le_bytes([a, b, c, d]) as usize).map_err(short)?;
        let raw = u32::from_le_bytes([e, f, g, h]);
        let length = (raw & !AS_IT_IS) as usize;
        if length > MOST_BYTES || sealed.len() > MOST_BYTES + TAG {
            return Err(FileError::TooLarge);
        }
        let beside = [&self.head_hash[..], &lengths].concat();
        let open = |is_last| {
            let nonce = nonce(&self.prefix, self.next, is_last);
            sealing::unseal(&self.key, &nonce, &beside, sealed)
        };
        let kept = if self.parts.is_empty() {
            self.ended = true;
            open(true)
        } else {
            open(false)
        };
        let kept = kept.ok_or(FileError::WrongKey)?;
        self.next = self.next.checked_add(1).ok_or(FileError::TooLarge)?;
        let part = if raw & AS_IT_IS != 0 { Some(kept) } else { sealing::decompress(kept, length) };
        let wrong = FileError::DamagedBody { why: "it does not decompress to its length" };
        part.filter(|part| part.len() == length).ok_or(wrong).map(Some)
    }
}

fn head_hash(kind: &Kind, inner: &[u8]) -> [u8; 32] {
    *blake3::Hasher::new().update(&kind.magic).update(&[MAJOR]).update(inner).finalize().as_bytes()
}

fn lengths(sealed: u32, raw: u32) -> [u8; 8] {
    let [[a, b, c, d], [e, f, g, h]] = [sealed.to_le_bytes(), raw.to_le_bytes()];
    [a, b, c, d, e, f, g, h]
}

fn nonce(prefix: &[u8; PREFIX], number: u32, is_last: bool) -> [u8; 24] {
    let mut nonce = [0; 24];
    nonce[..PREFIX].copy_from_slice(prefix);
    nonce[PREFIX..PREFIX + 4].copy_from_slice(&number.to_be_bytes());
    nonce[23] = is_last.into();
    nonce
}
