//! Small files: heads, cards and keys, whole and behind the seal. The first byte says which.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sync::fuzzing::{Forge, bundle, card, head};

static FORGE: LazyLock<Forge> = LazyLock::new(Forge::default);

fuzz_target!(|data: &[u8]| {
    let Some((mode, bytes)) = data.split_first() else { return };
    match mode % 6 {
        0 => drop(FORGE.read_head(bytes)),
        1 => drop(FORGE.read_card(bytes)),
        2 => drop(FORGE.read_keys(bytes)),
        3 => drop(head(bytes)),
        4 => drop(card(bytes)),
        _ => drop(bundle(bytes)),
    }
});
