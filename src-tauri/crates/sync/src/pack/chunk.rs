//! Segments as a part of a pack holds them: what they say and their signatures, without what
//! follows from the segment before or from the body, and with the columns of all bodies joined.

use std::ops::Range;

use domain::{UnixMillis, WriterId};

use crate::body::{BLIND, COLUMNS, MOST_BYTES, split_columns};
use crate::file_error::FileError;
use crate::sealing::SIGNATURE;
use crate::segment::head::{read_statement, statement};
use crate::segment::{SegmentHead, Signed};
use crate::wire::{Malformed, Reader, put_number, put_signed};

/// Heads, the lengths of columns, signatures, blinds, bodies whole; then the columns of bodies.
const SECTIONS: usize = 5 + COLUMNS;
const HEADS: usize = 0;
const LENGTHS: usize = 1;
const SIGNATURES: usize = 2;
const BLINDS: usize = 3;
const WHOLE: usize = 4;
const FIRST_COLUMN: usize = 5;

/// The statement is kept as it is.
const STATEMENT_AS_IT_IS: u64 = 1;
/// The body is kept as it is.
const BODY_AS_IT_IS: u64 = 2;
/// The hash of the segment before is the one that stands before it here.
const FOLLOWS: u64 = 4;
const STANDS_FOR: u64 = 8;
const ISSUED_BY: u64 = 16;

/// What the next segment is expected to continue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Track {
    pub(super) writer: WriterId,
    pub(super) number: u64,
    pub(super) hash: [u8; 32],
    made_at: i64,
    next_change: u64,
}

impl Track {
    pub(super) fn before(writer: WriterId, number: u64) -> Track {
        Track { writer, number, hash: [0; 32], made_at: 0, next_change: 1 }
    }

    pub(super) fn pass(&mut self, segment: &Signed) {
        self.number = self.number.wrapping_add(1);
        // A segment that was issued again keeps the place of the first in the chain.
        self.hash = segment.head.stands_for.unwrap_or_else(|| segment.hash());
        self.made_at = segment.head.made_at.0;
        let own = u64::from(segment.head.own_changes);
        if own > 0 {
            self.next_change = segment.head.first_change.wrapping_add(own);
        }
    }
}

/// A part being written.
#[derive(Default)]
pub(super) struct ChunkWriter {
    sections: [Vec<u8>; SECTIONS],
    length: usize,
}

impl ChunkWriter {
    pub(super) fn len(&self) -> usize {
        self.length
    }

    pub(super) fn add(&mut self, segment: &Signed, track: &Track) {
        let before = self.sections.iter().map(Vec::len).sum::<usize>();
        let columns = split_columns(&segment.raw).ok().filter(|columns| {
            columns.len() == COLUMNS && join(&segment.raw[..BLIND], columns) == segment.raw
        });
        let lean = segment.head.number == track.number
            && segment.head.writer == track.writer
            && statement(&segment.head, &segment.content) == segment.statement;
        let follows = lean && segment.head.number > 1 && segment.head.previous == track.hash;
        let flag = |is_set, flag| if is_set { flag } else { 0 };
        let heads = &mut self.sections[HEADS];
        put_number(
            heads,
            flag(!lean, STATEMENT_AS_IT_IS)
                | flag(columns.is_none(), BODY_AS_IT_IS)
                | flag(follows, FOLLOWS)
                | flag(segment.head.stands_for.is_some(), STANDS_FOR)
                | flag(segment.head.issued_by.is_some(), ISSUED_BY),
        );
        if lean {
            put_head(heads, &segment.head, track, follows);
        } else {
            put_number(heads, segment.statement.len() as u64);
            heads.extend_from_slice(&segment.statement);
        }
        self.sections[SIGNATURES].extend_from_slice(&segment.signature);
        match columns {
            Some(columns) => {
                self.sections[BLINDS].extend_from_slice(&segment.raw[..BLIND]);
                for (place, column) in columns.into_iter().enumerate() {
                    put_number(&mut self.sections[LENGTHS], column.len() as u64);
                    self.sections[FIRST_COLUMN + place].extend_from_slice(column);
                }
            }
            None => {
                put_number(&mut self.sections[LENGTHS], segment.raw.len() as u64);
                self.sections[WHOLE].extend_from_slice(&segment.raw);
            }
        }
        self.length += self.sections.iter().map(Vec::len).sum::<usize>() - before;
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let mut part = Vec::with_capacity(self.length + 128);
        for section in &self.sections {
            put_number(&mut part, section.len() as u64);
        }
        for section in &self.sections {
            part.extend_from_slice(section);
        }
        part
    }
}

fn put_head(to: &mut Vec<u8>, head: &SegmentHead, track: &Track, follows: bool) {
    put_number(to, head.min_reader.into());
    put_number(to, head.rules_version.into());
    put_number(to, head.schema_version.into());
    if head.number > 1 && !follows {
        to.extend_from_slice(&head.previous);
    }
    put_signed(to, head.made_at.0.wrapping_sub(track.made_at));
    put_signed(to, head.first_change.wrapping_sub(track.next_change) as i64);
    put_number(to, head.own_changes.into());
    put_number(to, head.changes.into());
    to.extend(head.stands_for.iter().flatten());
    to.extend(head.issued_by.iter().flat_map(|writer| writer.0));
}

/// The body that the columns are of.
fn join(blind: &[u8], columns: &[&[u8]]) -> Vec<u8> {
    let length: usize = columns.iter().map(|column| column.len()).sum();
    let mut raw = Vec::with_capacity(BLIND + 4 * columns.len() + length);
    raw.extend_from_slice(blind);
    put_number(&mut raw, columns.len() as u64);
    columns.iter().for_each(|column| put_number(&mut raw, column.len() as u64));
    columns.iter().for_each(|column| raw.extend_from_slice(column));
    raw
}

/// A part being read.
pub(super) struct ChunkReader {
    part: Vec<u8>,
    /// What is left of each section.
    sections: [Range<usize>; SECTIONS],
}

impl ChunkReader {
    pub(super) fn open(part: Vec<u8>) -> Result<ChunkReader, FileError> {
        let mut sections: [Range<usize>; SECTIONS] = std::array::from_fn(|_| 0..0);
        let mut reader = Reader::new(&part);
        let mut lengths = [0_usize; SECTIONS];
        for length in &mut lengths {
            *length = reader.small().map_err(damaged)?;
        }
        for (section, length) in sections.iter_mut().zip(lengths) {
            let start = part.len() - reader.left();
            reader.bytes(length).map_err(damaged)?;
            *section = start..start + length;
        }
        if !reader.is_empty() {
            return Err(damaged(Malformed));
        }
        Ok(ChunkReader { part, sections })
    }

    /// The next segment, none behind the last.
    pub(super) fn next(&mut self, track: &Track, epoch: u32) -> Result<Option<Signed>, FileError> {
        if self.sections[HEADS].is_empty() {
            let all_read = self.sections.iter().all(Range::is_empty);
            return if all_read { Ok(None) } else { Err(damaged(Malformed)) };
        }
        self.segment(track, epoch).map(Some).map_err(damaged)
    }

    fn segment(&mut self, track: &Track, epoch: u32) -> Result<Signed, Malformed> {
        let part = &self.part;
        let open = |section: &Range<usize>| Reader::new(&part[section.clone()]);
        let mut heads = open(&self.sections[HEADS]);
        let flags = heads.number()?;
        let as_it_is = if flags & STATEMENT_AS_IT_IS != 0 {
            let length = heads.count(1)?;
            Some(heads.bytes(length)?)
        } else {
            None
        };
        let lean = match as_it_is {
            None => Some(read_head(&mut heads, track, flags, epoch)?),
            Some(_) => None,
        };
        self.sections[HEADS].start = self.sections[HEADS].end - heads.left();
        let signature: [u8; SIGNATURE] = {
            let mut from = open(&self.sections[SIGNATURES]);
            from.array()?
        };
        self.sections[SIGNATURES].start += SIGNATURE;
        let mut lengths = open(&self.sections[LENGTHS]);
        let raw = if flags & BODY_AS_IT_IS != 0 {
            let length = lengths.small()?;
            let whole = open(&self.sections[WHOLE]).bytes(length)?.to_vec();
            self.sections[WHOLE].start += length;
            whole
        } else {
            let blind = open(&self.sections[BLINDS]).bytes(BLIND)?;
            let mut columns: [&[u8]; COLUMNS] = [&[]; COLUMNS];
            for (place, column) in columns.iter_mut().enumerate() {
                let section = &mut self.sections[FIRST_COLUMN + place];
                let length = lengths.small()?;
                *column = open(section).bytes(length)?;
                section.start += length;
            }
            self.sections[BLINDS].start += BLIND;
            join(blind, &columns)
        };
        self.sections[LENGTHS].start = self.sections[LENGTHS].end - lengths.left();
        if raw.len() > MOST_BYTES {
            return Err(Malformed);
        }
        let content = *blake3::hash(&raw).as_bytes();
        Ok(match (lean, as_it_is) {
            (Some(head), _) => {
                let statement = statement(&head, &content);
                Signed { head, content, statement, signature, raw }
            }
            (None, as_it_is) => {
                let statement = as_it_is.unwrap_or_default().to_vec();
                let (head, stated) = read_statement(&statement)?;
                if stated != content {
                    return Err(Malformed);
                }
                let head = SegmentHead { epoch, ..head };
                Signed { head, content, statement, signature, raw }
            }
        })
    }
}

fn read_head(
    from: &mut Reader<'_>,
    track: &Track,
    flags: u64,
    epoch: u32,
) -> Result<SegmentHead, Malformed> {
    let (min_reader, rules_version, schema_version) = (from.small()?, from.small()?, from.small()?);
    let previous = match (track.number, flags & FOLLOWS != 0) {
        (0, _) => return Err(Malformed),
        (1, _) => [0; 32],
        (_, true) => track.hash,
        (_, false) => from.array()?,
    };
    Ok(SegmentHead {
        writer: track.writer,
        number: track.number,
        previous,
        made_at: UnixMillis(track.made_at.wrapping_add(from.signed()?)),
        epoch,
        first_change: track.next_change.wrapping_add(from.signed()? as u64),
        own_changes: from.small()?,
        changes: from.small()?,
        stands_for: if flags & STANDS_FOR != 0 { Some(from.array()?) } else { None },
        issued_by: if flags & ISSUED_BY != 0 { Some(WriterId(from.array()?)) } else { None },
        schema_version,
        rules_version,
        min_reader,
    })
}

fn damaged(_: Malformed) -> FileError {
    FileError::DamagedBody { why: "a part of it is not what any version writes" }
}
