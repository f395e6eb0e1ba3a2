//! Files of keys: a bundle, wrapped for whoever knows a secret or has a key.
//!
//! ```text
//! magic KKEY, format, length of the head, length of the file      12 bytes
//! head: what wraps it, whose, which number, by whom, when, how; checksum
//! the bundle, sealed (XChaCha20-Poly1305 with all of the above)
//! signature of everything above by the workstation that wrapped it (Ed25519)
//! the first bytes of the BLAKE3 hash of everything above
//! ```
//!
//! The signature keeps a workstation that was removed, and so can no longer read, from handing
//! its former colleagues keys of its own making.

use domain::{UnixMillis, WriterId};
use ed25519_dalek::{Signature, Signer};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::code::InvitationCode;
use super::stretch::{Cost, stretch};
use super::{Bundle, DeviceKeys, VerifyingKey, random_key};
use crate::Ambient;
use crate::file_error::FileError;
use crate::names::{ShareName, ShortMark, short_mark};
use crate::sealing::{self, SIGNATURE, TAG, TRAILER};
use crate::wire::{Malformed, Reader, put_number, put_signed};

const MAGIC: [u8; 4] = *b"KKEY";
const MAJOR: u8 = 1;
const MINOR: u8 = 0;
const READER: u64 = 1;
const PRELUDE: usize = 4 + 1 + 1 + 2 + 4;
const MOST_HEAD: usize = 1024;
const MOST_FILE: u64 = 256 * 1024;
const SIGNED: &[u8] = b"kumppani keys 1\0";
const BOX_PURPOSE: &str = "kumppani 2026-11 keys for one workstation";

const PASSPHRASE: u64 = 1;
const INVITATION: u64 = 2;
const DEVICE: u64 = 3;

/// Whom a bundle is wrapped for.
#[derive(Debug, Clone, Copy)]
pub enum WrapFor<'a> {
    /// Whoever knows the passphrase of the workspace.
    Passphrase(&'a str, Cost),
    /// Whoever is told the code; the file is handed over, not put on the share.
    Invitation(&'a InvitationCode, Cost),
    /// The workstation with this sealing key.
    Device(&'a [u8; 32]),
}

/// What opens a bundle.
#[derive(Debug, Clone, Copy)]
pub enum Unwrap<'a> {
    /// The passphrase of the workspace.
    Passphrase(&'a str),
    /// The code of an invitation.
    Invitation(&'a InvitationCode),
    /// The keys of this workstation.
    Device(&'a DeviceKeys),
}

/// What the head of a file of keys says; nobody vouches for it before [`Unwrapped::verify`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyFileHead {
    /// What wraps it.
    pub wrapped: Wrapped,
    /// Its number; of several for the same, the last counts.
    pub number: u32,
    /// The workstation that wrapped it.
    pub issued_by: WriterId,
    /// When, by its clock.
    pub made_at: UnixMillis,
}

/// What wraps a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrapped {
    /// The passphrase of the workspace.
    Passphrase,
    /// The code of an invitation.
    Invitation,
    /// The key of the workstation whose sealing key has this mark.
    Device(ShortMark),
}

/// A bundle that was opened. Before it is believed, [`Unwrapped::verify`] must say that the
/// workstation that it names wrapped it; a newcomer can ask once it has read the cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwrapped {
    /// The bundle.
    pub bundle: Bundle,
    /// The head.
    pub head: KeyFileHead,
    signed: Vec<u8>,
    signature: Signature,
}

/// The mark, in names, of files wrapped by the passphrase.
pub fn passphrase_mark() -> ShortMark {
    short_mark(blake3::hash(b"kumppani passphrase").as_bytes())
}

/// The mark, in names, of files wrapped for a workstation.
pub fn device_mark(sealing: &[u8; 32]) -> ShortMark {
    short_mark(blake3::hash(sealing).as_bytes())
}

impl KeyFileHead {
    /// The name of the file on the share; none of an invitation, which does not lie there.
    pub fn name(&self) -> Option<ShareName> {
        let id = match self.wrapped {
            Wrapped::Passphrase => passphrase_mark(),
            Wrapped::Device(mark) => mark,
            Wrapped::Invitation => return None,
        };
        Some(ShareName::Key { id, number: self.number })
    }
}

impl Unwrapped {
    /// Whether the workstation that it names wrapped it.
    ///
    /// # Errors
    ///
    /// [`FileError::BadSignature`].
    pub fn verify(&self, verify: &VerifyingKey) -> Result<(), FileError> {
        verify.verify_strict(&self.signed, &self.signature).map_err(|_| FileError::BadSignature)
    }
}

/// Wraps a bundle. `number` is from 1 among those for the same.
pub fn wrap(
    bundle: &Bundle,
    wrap_for: WrapFor<'_>,
    number: u32,
    issued_by: WriterId,
    device: &DeviceKeys,
    ambient: &dyn Ambient,
) -> Vec<u8> {
    let mut inner = Vec::with_capacity(160);
    put_number(&mut inner, READER);
    let kind = match wrap_for {
        WrapFor::Passphrase(..) => PASSPHRASE,
        WrapFor::Invitation(..) => INVITATION,
        WrapFor::Device(_) => DEVICE,
    };
    put_number(&mut inner, kind);
    put_number(&mut inner, number.into());
    inner.extend_from_slice(&issued_by.0);
    put_signed(&mut inner, ambient.now().0);
    let key = match wrap_for {
        WrapFor::Passphrase(secret, cost) => put_stretched(&mut inner, secret, cost, ambient),
        WrapFor::Invitation(code, cost) => {
            put_stretched(&mut inner, &code.to_string(), cost, ambient)
        }
        WrapFor::Device(sealing) => put_boxed(&mut inner, sealing, ambient),
    };
    let mut nonce = [0; 24];
    ambient.fill_random(&mut nonce);
    inner.extend_from_slice(&nonce);
    let raw = bundle.to_bytes();
    let length = PRELUDE + inner.len() + 4;
    let total = length + raw.len() + TAG + SIGNATURE + TRAILER;
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&[MAJOR, MINOR]);
    bytes.extend_from_slice(&(length as u16).to_le_bytes());
    bytes.extend_from_slice(&(total as u32).to_le_bytes());
    bytes.extend_from_slice(&inner);
    let checksum = crc32fast::hash(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    let sealed = sealing::seal(&key, &nonce, &bytes, &raw);
    bytes.extend_from_slice(&sealed);
    let signature = device.signing().sign(&message(&bytes));
    bytes.extend_from_slice(&signature.to_bytes());
    sealing::close(&mut bytes);
    bytes
}

fn put_stretched(
    to: &mut Vec<u8>,
    secret: &str,
    cost: Cost,
    ambient: &dyn Ambient,
) -> Zeroizing<[u8; 32]> {
    let mut salt = [0; 16];
    ambient.fill_random(&mut salt);
    cost.write(to);
    to.extend_from_slice(&salt);
    stretch(secret, &salt, cost).expect("the costs that there are can all be paid")
}

/// A key that only the workstation can find out: from a secret that is drawn, used once and
/// forgotten, and the workstation's public key.
fn put_boxed(to: &mut Vec<u8>, sealing: &[u8; 32], ambient: &dyn Ambient) -> Zeroizing<[u8; 32]> {
    let once = StaticSecret::from(*random_key(ambient));
    let public = PublicKey::from(&once).to_bytes();
    to.extend_from_slice(&device_mark(sealing));
    to.extend_from_slice(&public);
    let shared = once.diffie_hellman(&PublicKey::from(*sealing));
    boxed_key(shared.as_bytes(), &public, sealing)
}

fn boxed_key(shared: &[u8; 32], once: &[u8; 32], sealing: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    let parts = Zeroizing::new([*shared, *once, *sealing].concat());
    Zeroizing::new(blake3::derive_key(BOX_PURPOSE, &parts))
}

struct Parsed<'a> {
    head: KeyFileHead,
    /// What the way of wrapping needs.
    how: Reader<'a>,
    before_sealed: &'a [u8],
    total: u64,
}

/// Reads the head alone.
///
/// # Errors
///
/// When the bytes do not begin with a head that this version can read.
pub fn peek(bytes: &[u8]) -> Result<KeyFileHead, FileError> {
    parse(bytes).map(|parsed| parsed.head)
}

/// The hash of a file of keys, once its bytes are found to be whole.
///
/// # Errors
///
/// When bytes are missing or altered.
pub fn hash(bytes: &[u8]) -> Result<[u8; 32], FileError> {
    let parsed = parse(bytes)?;
    whole(bytes, &parsed).map(|before| *blake3::hash(before).as_bytes())
}

/// Opens a file of keys.
///
/// # Errors
///
/// [`FileError::WrongKey`] when the passphrase or the code is another, or the file is for another
/// workstation; else what is wrong with the file.
pub fn unwrap(bytes: &[u8], with: Unwrap<'_>) -> Result<Unwrapped, FileError> {
    let parsed = parse(bytes)?;
    let (before, signature) = whole(bytes, &parsed)?
        .split_last_chunk::<SIGNATURE>()
        .filter(|(before, _)| before.len() >= parsed.before_sealed.len())
        .ok_or(FileError::DamagedBody { why: "there is no room for one" })?;
    let mut how = parsed.how;
    let short = |_: Malformed| FileError::DamagedHeader { why: "it asks for what nobody gives" };
    let key = match (parsed.head.wrapped, with) {
        (Wrapped::Passphrase, Unwrap::Passphrase(secret)) => stretched(&mut how, secret),
        (Wrapped::Invitation, Unwrap::Invitation(code)) => stretched(&mut how, &code.to_string()),
        (Wrapped::Device(mark), Unwrap::Device(device))
            if mark == device_mark(&device.sealing()) =>
        {
            unboxed(&mut how, device)
        }
        _ => return Err(FileError::WrongKey),
    };
    let key = key.map_err(short)?;
    let nonce = how.array().map_err(short)?;
    let sealed = &before[parsed.before_sealed.len()..];
    let raw = sealing::unseal(&key, &nonce, parsed.before_sealed, sealed);
    let raw = Zeroizing::new(raw.ok_or(FileError::WrongKey)?);
    let bundle = Bundle::read(&mut Reader::new(&raw))
        .map_err(|_| FileError::DamagedBody { why: "its keys are not what any version writes" })?;
    let signature = Signature::from_bytes(signature);
    Ok(Unwrapped { bundle, head: parsed.head, signed: message(before), signature })
}

fn stretched(how: &mut Reader<'_>, secret: &str) -> Result<Zeroizing<[u8; 32]>, Malformed> {
    let cost = Cost::read(how)?;
    stretch(secret, &how.array()?, cost).ok_or(Malformed)
}

fn unboxed(how: &mut Reader<'_>, device: &DeviceKeys) -> Result<Zeroizing<[u8; 32]>, Malformed> {
    let once = how.array()?;
    let shared = device.secret().diffie_hellman(&PublicKey::from(once));
    Ok(boxed_key(shared.as_bytes(), &once, &device.sealing()))
}

fn parse(bytes: &[u8]) -> Result<Parsed<'_>, FileError> {
    let have = bytes.len() as u64;
    let known = bytes.len().min(4);
    if bytes[..known] != MAGIC[..known] {
        return Err(FileError::NotThisKind);
    }
    if bytes.get(4).is_some_and(|major| *major != MAJOR) {
        return Err(FileError::NewerFormat { what: "another format of the file" });
    }
    let Some((prelude, _)) = bytes.split_first_chunk::<PRELUDE>() else {
        return Err(FileError::TooShort { have, want: PRELUDE as u64 });
    };
    let [.., low, high, a, b, c, d] = *prelude;
    let length = usize::from(u16::from_le_bytes([low, high]));
    if !(PRELUDE + 4..=MOST_HEAD).contains(&length) {
        return Err(FileError::DamagedHeader { why: "its length is out of range" });
    }
    let Some(before_sealed) = bytes.get(..length) else {
        return Err(FileError::TooShort { have, want: length as u64 });
    };
    let (checked, checksum) = before_sealed.split_at(length - 4);
    if crc32fast::hash(checked).to_le_bytes() != checksum {
        return Err(FileError::DamagedHeader { why: "its checksum does not match" });
    }
    let short = |_: Malformed| FileError::DamagedHeader { why: "it ends too early" };
    let mut from = Reader::new(&checked[PRELUDE..]);
    if from.number().map_err(short)? > READER {
        return Err(FileError::NewerFormat { what: "its author demands a newer reader" });
    }
    let kind = from.number().map_err(short)?;
    let mut read = || {
        let number = from.small()?;
        let (issued_by, made_at) = (WriterId(from.array()?), UnixMillis(from.signed()?));
        let mark = if kind == DEVICE { from.array()? } else { [0; 4] };
        Ok((number, issued_by, made_at, mark))
    };
    let (number, issued_by, made_at, mark) = read().map_err(short)?;
    let wrapped = match kind {
        PASSPHRASE => Wrapped::Passphrase,
        INVITATION => Wrapped::Invitation,
        DEVICE => Wrapped::Device(mark),
        _ => return Err(FileError::NewerFormat { what: "another way of wrapping keys" }),
    };
    let head = KeyFileHead { wrapped, number, issued_by, made_at };
    let total = u32::from_le_bytes([a, b, c, d]).into();
    Ok(Parsed { head, how: from, before_sealed, total })
}

fn whole<'a>(bytes: &'a [u8], parsed: &Parsed<'_>) -> Result<&'a [u8], FileError> {
    if parsed.total > MOST_FILE {
        return Err(FileError::TooLarge);
    }
    sealing::closed(bytes, parsed.total)
}

fn message(before: &[u8]) -> Vec<u8> {
    [SIGNED, blake3::hash(before).as_bytes()].concat()
}
