//! The head of a segment: what anybody may read.
//!
//! It has two parts. The *statement* is what the author says and signs; its hash is the identity of
//! the segment and it holds the hash of the body. The *envelope* says how the body is compressed
//! and sealed. So a segment can be sealed anew, under the key of another epoch or by another
//! version of the compressor, or go into a pack, and keeps its identity and its signature.

use domain::{UnixMillis, WriterId};

use super::SegmentError;
use crate::wire::{Malformed, Reader, put_number, put_signed};

pub(super) const MAGIC: [u8; 4] = *b"KSEG";
pub(super) const MAJOR: u8 = 1;
const MINOR: u8 = 0;
/// What the statement may demand of its reader at most.
const READER: u32 = 1;

/// Magic, versions, length of the head, length of the file.
const PRELUDE: usize = 4 + 1 + 1 + 2 + 4;
const MOST_HEAD: usize = 1024;
/// Random bytes of a nonce; the others are those of the body's hash.
pub(super) const SALT: usize = 8;

/// The body is compressed.
const COMPRESSED: u64 = 1;

/// There is a hash that the segment stands for.
const STANDS_FOR: u64 = 1;
/// Somebody else than the writer signed.
const ISSUED_BY: u64 = 2;

/// What the head of a segment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentHead {
    /// The workstation whose doings it tells.
    pub writer: WriterId,
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// The hash of the segment before it; zeros before the first.
    pub previous: [u8; 32],
    /// The wall clock of the workstation when it was sealed.
    pub made_at: UnixMillis,
    /// The epoch of the key that seals it.
    pub epoch: u32,
    /// The sequence of the first change of the workstation's own in it; 0 if there is none.
    pub first_change: u64,
    /// How many changes of the workstation's own are in it.
    pub own_changes: u32,
    /// How many changes are in it, those of registration files included.
    pub changes: u32,
    /// The hash of the segment whose place it takes in the chain, after an erasure.
    pub stands_for: Option<[u8; 32]>,
    /// The workstation that signed it, where that is not the writer.
    pub issued_by: Option<WriterId>,
    /// The version of the declared kinds and fields that it was written by.
    pub schema_version: u32,
    /// The version of the rules of merging that it was written under.
    pub rules_version: u32,
    /// The least version of this format that understands it.
    pub min_reader: u32,
}

/// How the body is kept in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Envelope {
    pub(super) epoch: u32,
    pub(super) compressed: bool,
    pub(super) raw_length: u32,
    pub(super) salt: [u8; SALT],
    pub(super) workspace_mark: [u8; 4],
}

/// A head as it lies in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parsed<'a> {
    pub(super) head: SegmentHead,
    pub(super) envelope: Envelope,
    /// The hash of the body.
    pub(super) content: [u8; 32],
    /// What was signed.
    pub(super) statement: &'a [u8],
    /// Everything before the body.
    pub(super) before_body: &'a [u8],
    pub(super) total_length: u64,
}

/// Writes what is signed.
pub(crate) fn statement(head: &SegmentHead, content: &[u8; 32]) -> Vec<u8> {
    let mut to = Vec::with_capacity(128);
    put_number(&mut to, head.min_reader.into());
    put_number(&mut to, head.rules_version.into());
    put_number(&mut to, head.schema_version.into());
    let stands_for = if head.stands_for.is_some() { STANDS_FOR } else { 0 };
    let issued_by = if head.issued_by.is_some() { ISSUED_BY } else { 0 };
    put_number(&mut to, stands_for | issued_by);
    to.extend_from_slice(&head.writer.0);
    put_number(&mut to, head.number);
    if head.number > 1 {
        to.extend_from_slice(&head.previous);
    }
    put_signed(&mut to, head.made_at.0);
    put_number(&mut to, head.first_change);
    put_number(&mut to, head.own_changes.into());
    put_number(&mut to, head.changes.into());
    to.extend_from_slice(content);
    to.extend(head.stands_for.iter().flatten());
    to.extend(head.issued_by.iter().flat_map(|writer| writer.0));
    to
}

/// Reads what was signed; the epoch is not part of it. Bytes behind it belong to newer versions.
pub(crate) fn read_statement(statement: &[u8]) -> Result<(SegmentHead, [u8; 32]), Malformed> {
    let mut from = Reader::new(statement);
    let min_reader = from.small()?;
    let rules_version = from.small()?;
    let schema_version = from.small()?;
    let flags = from.number()?;
    let writer = WriterId(from.array()?);
    let number = from.number()?;
    let mut head = SegmentHead {
        writer,
        number,
        previous: if number > 1 { from.array()? } else { [0; 32] },
        made_at: UnixMillis(from.signed()?),
        epoch: 0,
        first_change: from.number()?,
        own_changes: from.small()?,
        changes: from.small()?,
        stands_for: None,
        issued_by: None,
        schema_version,
        rules_version,
        min_reader,
    };
    let content = from.array()?;
    if flags & STANDS_FOR != 0 {
        head.stands_for = Some(from.array()?);
    }
    if flags & ISSUED_BY != 0 {
        head.issued_by = Some(WriterId(from.array()?));
    }
    if head.number == 0 { Err(Malformed) } else { Ok((head, content)) }
}

/// Writes everything before the body; `after` is how many bytes the body and what follows it take.
pub(super) fn before_body(envelope: &Envelope, statement: &[u8], after: usize) -> Vec<u8> {
    let mut inner = Vec::with_capacity(32);
    put_number(&mut inner, if envelope.compressed { COMPRESSED } else { 0 });
    put_number(&mut inner, envelope.epoch.into());
    put_number(&mut inner, envelope.raw_length.into());
    inner.extend_from_slice(&envelope.salt);
    inner.extend_from_slice(&envelope.workspace_mark);
    let length = PRELUDE + 1 + inner.len() + statement.len() + 4;
    let mut to = Vec::with_capacity(length + after);
    to.extend_from_slice(&MAGIC);
    to.extend_from_slice(&[MAJOR, MINOR]);
    to.extend_from_slice(&(length as u16).to_le_bytes());
    to.extend_from_slice(&((length + after) as u32).to_le_bytes());
    to.push(inner.len() as u8);
    to.extend_from_slice(&inner);
    to.extend_from_slice(statement);
    let checksum = crc32fast::hash(&to);
    to.extend_from_slice(&checksum.to_le_bytes());
    to
}

/// Reads the head from the front of a file.
pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, SegmentError> {
    let have = bytes.len() as u64;
    let known = bytes.len().min(MAGIC.len());
    if bytes[..known] != MAGIC[..known] {
        return Err(SegmentError::NotThisKind);
    }
    if bytes.get(4).is_some_and(|major| *major != MAJOR) {
        return Err(SegmentError::NewerFormat { what: "another format of the file" });
    }
    let Some((prelude, _)) = bytes.split_first_chunk::<PRELUDE>() else {
        return Err(SegmentError::TooShort { have, want: PRELUDE as u64 });
    };
    let [.., low, high, a, b, c, d] = *prelude;
    let length = usize::from(u16::from_le_bytes([low, high]));
    if !(PRELUDE + 4..=MOST_HEAD).contains(&length) {
        return Err(SegmentError::DamagedHeader { why: "its length is out of range" });
    }
    let Some(before_body) = bytes.get(..length) else {
        return Err(SegmentError::TooShort { have, want: length as u64 });
    };
    let (checked, checksum) = before_body.split_at(length - 4);
    if crc32fast::hash(checked).to_le_bytes() != checksum {
        return Err(SegmentError::DamagedHeader { why: "its checksum does not match" });
    }
    let malformed = |_: Malformed| SegmentError::DamagedHeader { why: "it ends too early" };
    let mut from = Reader::new(&checked[PRELUDE..]);
    let inner = from.byte().and_then(|length| from.bytes(length.into())).map_err(malformed)?;
    let envelope = read_envelope(inner).map_err(malformed)?;
    let statement = from.rest();
    if Reader::new(statement).number().map_err(malformed)? > READER.into() {
        return Err(SegmentError::NewerFormat { what: "its author demands a newer reader" });
    }
    let (head, content) = read_statement(statement).map_err(malformed)?;
    let head = SegmentHead { epoch: envelope.epoch, ..head };
    let total_length = u32::from_le_bytes([a, b, c, d]).into();
    Ok(Parsed { head, envelope, content, statement, before_body, total_length })
}

fn read_envelope(bytes: &[u8]) -> Result<Envelope, Malformed> {
    let mut from = Reader::new(bytes);
    let flags = from.number()?;
    Ok(Envelope {
        compressed: flags & COMPRESSED != 0,
        epoch: from.small()?,
        raw_length: from.small()?,
        salt: from.array()?,
        workspace_mark: from.array()?,
    })
}
