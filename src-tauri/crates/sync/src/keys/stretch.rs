//! From what people remember or read out to a key (argon2id).

use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::wire::{Malformed, Reader, put_number};

/// How much work a guess at a secret costs. It stands in the file, so that it can grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    kibibytes: u32,
    passes: u32,
    lanes: u32,
}

/// What a file may ask for at most, whoever wrote it.
const MOST: Cost = Cost { kibibytes: 256 * 1024, passes: 10, lanes: 4 };

impl Cost {
    /// 64 MiB, three passes, one lane: RFC 9106's second choice in memory, on any office computer
    /// about a quarter of a second.
    pub const STRONG: Cost = Cost { kibibytes: 64 * 1024, passes: 3, lanes: 1 };
    /// Next to nothing; for tests that join hundreds of times and hide nothing.
    pub const TRIFLING: Cost = Cost { kibibytes: 8, passes: 1, lanes: 1 };

    pub(super) fn write(self, to: &mut Vec<u8>) {
        for number in [self.kibibytes, self.passes, self.lanes] {
            put_number(to, number.into());
        }
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Result<Cost, Malformed> {
        let cost = Cost { kibibytes: from.small()?, passes: from.small()?, lanes: from.small()? };
        let bounded = cost.kibibytes <= MOST.kibibytes
            && (1..=MOST.passes).contains(&cost.passes)
            && (1..=MOST.lanes).contains(&cost.lanes)
            && cost.kibibytes >= 8 * cost.lanes;
        if bounded { Ok(cost) } else { Err(Malformed) }
    }
}

/// The key that a secret opens. Texts that look the same are the same secret (NFC).
pub(super) fn stretch(secret: &str, salt: &[u8; 16], cost: Cost) -> Option<Zeroizing<[u8; 32]>> {
    let secret: Zeroizing<String> = Zeroizing::new(secret.nfc().collect());
    let params = Params::new(cost.kibibytes, cost.passes, cost.lanes, Some(32)).ok()?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret.as_bytes(), salt, &mut *key)
        .ok()?;
    Some(key)
}
