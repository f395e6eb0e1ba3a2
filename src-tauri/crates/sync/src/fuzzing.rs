//! Doors for tests that try hostile bytes: past the seals, which chance never opens, to what reads
//! behind them. Each reads all there is to be read and says only whether it was refused.

use domain::{ChangeId, UnixMillis, WriterId};

use crate::Ambient;
use crate::body;
use crate::card::Card;
use crate::file_error::FileError;
use crate::head::Head;
use crate::keys::{Bundle, DeviceKeys, WorkspaceId, WorkspaceKeys, hash_keys, peek_keys};
use crate::names::ShareName;
use crate::pack;
use crate::segment::{self, SegmentHead, Signed};
use crate::snapshot;
use crate::stream::{Kind, StreamHead, StreamWriter};
use crate::wire::{Reader, put_number};

/// The workspace of the forge.
pub const WORKSPACE: WorkspaceId = [7; 16];
const WRITER: WriterId = WriterId([0xA1; 16]);
const BASE: UnixMillis = UnixMillis(1_790_000_000_000);

/// Makes files around hostile content, and opens them with the right keys.
pub struct Forge {
    keys: WorkspaceKeys,
    device: DeviceKeys,
}

struct Constant;

impl Ambient for Constant {
    fn now(&self) -> UnixMillis {
        BASE
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(0x5A);
    }
}

impl Default for Forge {
    fn default() -> Forge {
        let (keys, device) = (WorkspaceKeys::generate(&Constant), DeviceKeys::generate(&Constant));
        Forge { keys, device }
    }
}

impl Forge {
    /// The keys of the workspace.
    pub fn keys(&self) -> &WorkspaceKeys {
        &self.keys
    }

    /// The keys of the workstation that signs.
    pub fn device(&self) -> &DeviceKeys {
        &self.device
    }

    /// A segment, truly sealed and signed, of a body that may say anything.
    pub fn segment(&self, raw: &[u8]) -> Vec<u8> {
        let head = SegmentHead {
            writer: WRITER,
            number: 1,
            previous: [0; 32],
            made_at: BASE,
            epoch: 1,
            first_change: 1,
            own_changes: 1,
            changes: 1,
            stands_for: None,
            issued_by: None,
            schema_version: 1,
            rules_version: 1,
            min_reader: 1,
        };
        let raw = &raw[..raw.len().min(body::MOST_BYTES)];
        Signed::new(head, raw.to_vec(), &WORKSPACE, &self.device)
            .seal(&WORKSPACE, &self.keys, &Constant)
            .expect("the forge has the key that it seals under")
    }

    /// A pack of these parts, truly sealed and signed, whatever they say.
    pub fn pack(&self, parts: &[Vec<u8>]) -> Vec<u8> {
        self.stream(&pack::KIND, parts)
    }

    /// A snapshot of these parts, truly sealed and signed, whatever they say.
    pub fn snapshot(&self, parts: &[Vec<u8>]) -> Vec<u8> {
        self.stream(&snapshot::KIND, parts)
    }

    fn stream(&self, kind: &'static Kind, parts: &[Vec<u8>]) -> Vec<u8> {
        let first = parts.first().cloned().unwrap_or_default();
        let (head, keys) = (stream_head(), &self.keys);
        let mut writer = StreamWriter::begin(kind, &head, first, &WORKSPACE, keys, &Constant)
            .expect("the forge has the key that it seals under");
        for part in parts.iter().skip(1) {
            writer.part(part.clone()).expect("parts are made to fit");
        }
        writer.finish(&self.device).0
    }

    /// Reads a file as a segment.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn read_segment(&self, bytes: &[u8]) -> Result<(), FileError> {
        let _ = (segment::peek(bytes), segment::hash(bytes));
        let verify = self.device.verifying();
        segment::decode(bytes, &WORKSPACE, &self.keys, &verify).map(|_| ())
    }

    /// Reads a file as a pack.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn read_pack(&self, bytes: &[u8]) -> Result<(), FileError> {
        let _ = (pack::peek(bytes), pack::hash(bytes));
        let verify = self.device.verifying();
        let mut pack = pack::open(bytes, &WORKSPACE, &self.keys, &verify)?;
        while let Some(segment) = pack.next_segment()? {
            let _ = segment.read(&verify);
        }
        Ok(())
    }

    /// Reads a file as a snapshot.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn read_snapshot(&self, bytes: &[u8]) -> Result<(), FileError> {
        let _ = (snapshot::peek_writer(bytes), snapshot::hash(bytes));
        let verify = self.device.verifying();
        let mut snapshot = snapshot::open(bytes, &WORKSPACE, &self.keys, &verify)?;
        while snapshot.next_batches()?.is_some() {}
        Ok(())
    }

    /// Reads a file as a head.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn read_head(&self, bytes: &[u8]) -> Result<(), FileError> {
        let _ = crate::head::hash(bytes);
        let (name, verify) = (ShareName::Readme, self.device.verifying());
        Head::open(bytes, &name, &WORKSPACE, &self.keys, &verify).map(|_| ())
    }

    /// Reads a file as a card.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn read_card(&self, bytes: &[u8]) -> Result<(), FileError> {
        let _ = crate::card::hash(bytes);
        Card::open(bytes, &ShareName::Readme, &WORKSPACE, &self.keys).map(|_| ())
    }

    /// Reads the head of a file of keys.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn read_keys(&self, bytes: &[u8]) -> Result<(), FileError> {
        let _ = hash_keys(bytes);
        peek_keys(bytes).map(|_| ())
    }
}

/// Reads bytes as the body of a segment, and if they are one, writes and reads it again.
///
/// # Errors
///
/// When it is refused.
///
/// # Panics
///
/// When what was read does not survive being written and read again.
pub fn body(raw: &[u8]) -> Result<(), FileError> {
    let known = [ChangeId { writer: WRITER, sequence: 1 }];
    let batches = body::decode(raw, &known, BASE)?;
    let again = match body::encode(&batches, &known, BASE, [0; body::BLIND]) {
        // Written the usual way it may be longer than what came in.
        Err(body::BodyError::TooLarge) => return Ok(()),
        written => written.expect("what was read can be written"),
    };
    assert!(body::decode(&again, &known, BASE) == Ok(batches), "a body was altered on its way");
    Ok(())
}

/// A body of these columns, whatever they say.
pub fn body_of(columns: &[Vec<u8>; body::COLUMNS]) -> Vec<u8> {
    let mut raw = vec![0; body::BLIND];
    put_number(&mut raw, columns.len() as u64);
    columns.iter().for_each(|column| put_number(&mut raw, column.len() as u64));
    columns.iter().for_each(|column| raw.extend_from_slice(column));
    raw
}

/// A number as bodies have it.
pub fn number(number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_number(&mut bytes, number);
    bytes
}

/// The columns of a body put behind each other as a part of a pack.
///
/// # Errors
///
/// When it is refused.
pub fn chunk(part: &[u8]) -> Result<(), FileError> {
    pack::read_part_unsigned(part.to_vec(), WRITER, 1)
}

/// Reads bytes as the first part of a snapshot.
///
/// # Errors
///
/// When it is refused.
pub fn snapshot_head(part: &[u8]) -> Result<(), FileError> {
    snapshot::read_head(part, &stream_head()).map(|_| ())
}

/// Reads bytes as what a card says.
pub fn card(part: &[u8]) -> bool {
    Card::read(part, &stream_head()).is_ok()
}

/// Reads bytes as what a head says.
pub fn head(part: &[u8]) -> bool {
    Head::read(part, &stream_head()).is_ok()
}

/// Reads bytes as the bundle of a workspace.
pub fn bundle(bytes: &[u8]) -> bool {
    Bundle::read(&mut Reader::new(bytes)).is_ok()
}

/// Reads bytes as what the author of a segment signs.
pub fn statement(bytes: &[u8]) -> bool {
    segment::head::read_statement(bytes).is_ok()
}

fn stream_head() -> StreamHead {
    StreamHead { writer: WRITER, number: 1, last: 1, made_at: BASE, epoch: 1 }
}

/// What is behind the seals of true files.
pub mod unsealed {
    use super::{Forge, WORKSPACE};
    use crate::keys::{Unwrap, unwrap};
    use crate::stream::{Kind, StreamReader};

    const TRUE: &str = "only files that the forge made are asked for";

    /// The statement and the body of a segment.
    pub fn segment(forge: &Forge, bytes: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let opened = crate::segment::open(bytes, &WORKSPACE, &forge.keys).expect(TRUE);
        (opened.statement, opened.raw)
    }

    /// The parts of a pack.
    pub fn pack(forge: &Forge, bytes: &[u8]) -> Vec<Vec<u8>> {
        parts(&crate::pack::KIND, forge, bytes)
    }

    /// The parts of a snapshot.
    pub fn snapshot(forge: &Forge, bytes: &[u8]) -> Vec<Vec<u8>> {
        parts(&crate::snapshot::KIND, forge, bytes)
    }

    /// What a head says.
    pub fn head(forge: &Forge, bytes: &[u8]) -> Vec<u8> {
        parts(&crate::head::KIND, forge, bytes).concat()
    }

    /// What a card says.
    pub fn card(forge: &Forge, bytes: &[u8]) -> Vec<u8> {
        parts(&crate::card::KIND, forge, bytes).concat()
    }

    /// The bundle in a file of keys.
    pub fn bundle(bytes: &[u8], passphrase: &str) -> Vec<u8> {
        let opened = unwrap(bytes, Unwrap::Passphrase(passphrase)).expect(TRUE);
        opened.bundle.to_bytes().to_vec()
    }

    fn parts(kind: &'static Kind, forge: &Forge, bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut reader =
            StreamReader::open_unsigned(kind, bytes, &WORKSPACE, &forge.keys).expect(TRUE);
        std::iter::from_fn(|| reader.part().expect(TRUE)).collect()
    }
}
