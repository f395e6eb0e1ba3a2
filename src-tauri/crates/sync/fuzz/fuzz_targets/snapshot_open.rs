//! Snapshots: whole files, first parts and others behind the seal. The first byte says which.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sync::fuzzing::{Forge, body, snapshot_head};

static FORGE: LazyLock<Forge> = LazyLock::new(Forge::default);

fuzz_target!(|data: &[u8]| {
    let Some((mode, bytes)) = data.split_first() else { return };
    let _ = match mode % 3 {
        0 => FORGE.read_snapshot(bytes),
        1 => body(bytes),
        _ => snapshot_head(bytes),
    };
});
