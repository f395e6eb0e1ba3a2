//! Identities of records: UUIDv7 for what people create, derived ids for what files bring.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// The identity of one record, the same on every workstation.
///
/// Records that a person creates carry a UUIDv7, records that a file brings carry an id derived
/// from the file's own key, so that two workstations that import the same file name the same rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId([u8; 16]);

impl RecordId {
    /// Wraps 16 bytes read from a store or a segment.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        RecordId(bytes)
    }

    /// The 16 bytes, in the order of RFC 9562.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Makes a UUIDv7 (RFC 9562 §5.7) from a time in milliseconds since 1970 and 10 random bytes.
    pub fn version7(unix_ms: u64, random: [u8; 10]) -> Self {
        RecordId(*uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).as_uuid().as_bytes())
    }

    /// Derives an id from a key of its own name space (`"person-by-email"`, …) and the parts of
    /// that key, under the workspace's 32-byte key, so that an id alone tells nothing of a person.
    ///
    /// The parts are length-prefixed: `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn derived(workspace_key: &[u8; 32], name_space: &str, parts: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new_keyed(workspace_key);
        for part in std::iter::once(name_space).chain(parts.iter().copied()) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        RecordId(*uuid::Builder::from_custom_bytes(bytes).as_uuid().as_bytes())
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_bytes(self.0).hyphenated().fmt(formatter)
    }
}

/// A text that is no record id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a record id; ids look like 01920c3e-8a5b-7c3d-9e4f-0123456789ab")]
pub struct NotARecordId(pub String);

impl FromStr for RecordId {
    type Err = NotARecordId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text.trim())
            .map(|uuid| RecordId(*uuid.as_bytes()))
            .map_err(|_| NotARecordId(text.to_owned()))
    }
}

impl Serialize for RecordId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
