//! Attachments on the share: the bytes that documents name by their hash, one file each, made by
//! whoever has them first. The name is a keyed hash, so that the share does not tell which file it
//! is; what is in the file is believed because its hash is what the log says.

use domain::{UnixMillis, WriterId};

use crate::Ambient;
use crate::file_error::{FileError, SealError};
use crate::keys::{DeviceKeys, WorkspaceId, WorkspaceKeys};
use crate::names::{Mark, ShareName, mark};
use crate::stream::{self, Kind, PART, StreamHead, StreamReader, StreamWriter};

const KIND: Kind = Kind {
    magic: *b"KATT",
    key_purpose: "kumppani 2026-11 attachment key",
    signed: b"kumppani attachment 1\0",
    level: 3,
};

/// The most bytes of a file on the share: the largest attachment, and what sealing adds.
pub(crate) const MOST_FILE: u64 = store::ATTACHMENT_LIMIT as u64 + (1 << 16);

/// How the attachment of a content is named on the share; the key is the one that all ids of the
/// workspace are derived under, and never changes.
pub(crate) fn name_of(id_key: &[u8; 32], content: &[u8; 32]) -> [u8; 16] {
    let key = blake3::derive_key("kumppani 2026-11 attachment name", id_key);
    let mut name = [0; 16];
    name.copy_from_slice(&blake3::keyed_hash(&key, content).as_bytes()[..16]);
    name
}

/// Who seals an attachment.
pub(crate) struct Sealer<'a> {
    pub(crate) writer: WriterId,
    pub(crate) workspace: WorkspaceId,
    pub(crate) keys: &'a WorkspaceKeys,
    pub(crate) device: &'a DeviceKeys,
    pub(crate) ambient: &'a dyn Ambient,
}

/// Seals the bytes of an attachment under the current key; the file, and what its name ends with.
pub(crate) fn seal(bytes: &[u8], by: &Sealer<'_>) -> Result<(Vec<u8>, Mark), SealError> {
    let head = StreamHead {
        writer: by.writer,
        number: 0,
        last: 0,
        // The moment would make two files of the same bytes differ more than they need.
        made_at: UnixMillis(0),
        epoch: by.keys.current(),
    };
    let mut parts = bytes.chunks(PART).map(<[u8]>::to_vec);
    let first = parts.next().unwrap_or_default();
    let mut stream = StreamWriter::begin(&KIND, &head, first, &by.workspace, by.keys, by.ambient)?;
    for part in parts {
        stream.part(part)?;
    }
    let (bytes, hash) = stream.finish(by.device);
    Ok((bytes, mark(&hash)))
}

/// The epoch that a file is sealed under; nobody vouches for it yet.
pub(crate) fn epoch(bytes: &[u8]) -> Result<u32, FileError> {
    stream::peek(&KIND, bytes).map(|head| head.epoch)
}

/// Opens the file `name`, which must hold the bytes whose hash is `content`.
pub(crate) fn open(
    bytes: &[u8],
    name: &ShareName,
    content: &[u8; 32],
    workspace: &WorkspaceId,
    keys: &WorkspaceKeys,
) -> Result<Vec<u8>, FileError> {
    let mut stream = StreamReader::open_unsigned(&KIND, bytes, workspace, keys)?;
    match name {
        ShareName::Attachment { mark: named, .. } if *named == mark(&stream.hash) => {}
        _ => return Err(FileError::WrongName),
    }
    let mut raw = Vec::new();
    while let Some(part) = stream.part()? {
        if raw.len() + part.len() > store::ATTACHMENT_LIMIT {
            return Err(FileError::TooLarge);
        }
        raw.extend_from_slice(&part);
    }
    if blake3::hash(&raw).as_bytes() == content { Ok(raw) } else { Err(FileError::WrongName) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{WORKSPACE, WRITER, scene};

    #[test]
    fn an_attachment_is_opened_by_who_knows_its_hash_and_by_nobody_under_another_name() {
        let scene = scene();
        let by = Sealer {
            writer: WRITER,
            workspace: WORKSPACE,
            keys: &scene.keys,
            device: &scene.device,
            ambient: &scene.chance,
        };
        for bytes in [&b"<svg/>"[..], b"", &[7; 3_000_000]] {
            let content = *blake3::hash(bytes).as_bytes();
            let (file, mark) = seal(bytes, &by).unwrap();
            let name = ShareName::Attachment { name: name_of(&[9; 32], &content), mark };
            assert_eq!(open(&file, &name, &content, &WORKSPACE, &scene.keys).unwrap(), bytes);
            assert_eq!(epoch(&file), Ok(1));
            let other = ShareName::Attachment { name: [0; 16], mark: [0; 6] };
            let refused = open(&file, &other, &content, &WORKSPACE, &scene.keys);
            assert_eq!(refused, Err(FileError::WrongName));
            let refused = open(&file, &name, &[1; 32], &WORKSPACE, &scene.keys);
            assert_eq!(refused, Err(FileError::WrongName));
        }
    }

    #[test]
    fn names_do_not_tell_which_file_it_is() {
        let content = *blake3::hash(b"logo").as_bytes();
        let name = name_of(&[9; 32], &content);
        assert_ne!(name, name_of(&[8; 32], &content));
        assert_ne!(name, content[..16]);
    }
}
