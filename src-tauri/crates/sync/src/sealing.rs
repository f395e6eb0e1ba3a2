//! What all files on the share have in common: compressed, sealed, and closed by a hash.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};

use crate::file_error::FileError;
use crate::keys::WorkspaceId;

/// What sealing adds to the bytes.
pub(crate) const TAG: usize = 16;
/// The length of an Ed25519 signature.
pub(crate) const SIGNATURE: usize = 64;
/// The length of the hash at the end. It tells damage; who altered it on purpose fails at the seal
/// and the signature.
pub(crate) const TRAILER: usize = 8;
/// Every frame of zstd begins alike; those bytes stay out of the files.
const FRAME: [u8; 4] = 0xFD2F_B528_u32.to_le_bytes();

/// Seals bytes (XChaCha20-Poly1305); `beside` is not in the result but must be the same to open it.
pub(crate) fn seal(key: &[u8; 32], nonce: &[u8; 24], beside: &[u8], bytes: &[u8]) -> Vec<u8> {
    XChaCha20Poly1305::new(key.into())
        .encrypt(nonce.into(), Payload { msg: bytes, aad: beside })
        .expect("files are far shorter than the 256 GiB that the cipher can take")
}

/// Opens what [`seal`] sealed; none if anything is not as it was.
pub(crate) fn unseal(
    key: &[u8; 32],
    nonce: &[u8; 24],
    beside: &[u8],
    sealed: &[u8],
) -> Option<Vec<u8>> {
    XChaCha20Poly1305::new(key.into())
        .decrypt(nonce.into(), Payload { msg: sealed, aad: beside })
        .ok()
}

/// Compresses bytes; none if they do not get shorter.
pub(crate) fn compress(raw: &[u8], level: i32) -> Option<Vec<u8>> {
    let mut packed = zstd::bulk::compress(raw, level).ok()?;
    let begins_alike = packed.starts_with(&FRAME);
    packed.drain(..FRAME.len().min(packed.len()));
    (begins_alike && packed.len() < raw.len()).then_some(packed)
}

/// Undoes [`compress`], given the length of what was compressed, which the caller has found to be
/// no more than is allowed.
pub(crate) fn decompress(mut packed: Vec<u8>, length: usize) -> Option<Vec<u8>> {
    packed.splice(..0, FRAME);
    let raw = zstd::bulk::decompress(&packed, length).ok()?;
    (raw.len() == length).then_some(raw)
}

/// Closes a file by the hash of all that is in it.
pub(crate) fn close(bytes: &mut Vec<u8>) {
    let hash = blake3::hash(bytes);
    bytes.extend_from_slice(&hash.as_bytes()[..TRAILER]);
}

/// What is before the hash at the end of a file of so many bytes, once it is found to be whole.
pub(crate) fn closed(bytes: &[u8], want: u64) -> Result<&[u8], FileError> {
    let have = bytes.len() as u64;
    if have < want {
        return Err(FileError::TooShort { have, want });
    }
    let damaged = |why| Err(FileError::DamagedBody { why });
    if have > want {
        return damaged("there are bytes behind its end");
    }
    let Some((before, trailer)) = bytes.split_last_chunk::<TRAILER>() else {
        return damaged("there is no room for one");
    };
    if blake3::hash(before).as_bytes()[..TRAILER] == *trailer {
        Ok(before)
    } else if trailer.iter().all(|byte| *byte == 0) {
        damaged("its end is zeros")
    } else {
        damaged("its hash does not match")
    }
}

/// Four bytes by which a file of another workspace is told from one whose key is wrong.
pub(crate) fn workspace_mark(workspace: &WorkspaceId) -> [u8; 4] {
    let [a, b, c, d, ..] = *blake3::hash(workspace).as_bytes();
    [a, b, c, d]
}
