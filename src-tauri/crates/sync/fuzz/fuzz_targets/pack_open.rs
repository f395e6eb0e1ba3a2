//! Packs: whole files, and parts behind the seal. The first byte says which.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sync::fuzzing::{Forge, chunk};

static FORGE: LazyLock<Forge> = LazyLock::new(Forge::default);

fuzz_target!(|data: &[u8]| {
    let Some((mode, bytes)) = data.split_first() else { return };
    let _ = match mode % 2 {
        0 => FORGE.read_pack(bytes),
        _ => chunk(bytes),
    };
});
