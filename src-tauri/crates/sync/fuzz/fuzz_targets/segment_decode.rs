//! Segments: whole files, bodies behind the seal, and what authors sign. The first byte says which.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sync::fuzzing::{Forge, body, statement};

static FORGE: LazyLock<Forge> = LazyLock::new(Forge::default);

fuzz_target!(|data: &[u8]| {
    let Some((mode, bytes)) = data.split_first() else { return };
    let _ = match mode % 4 {
        0 => FORGE.read_segment(bytes),
        1 => body(bytes),
        2 => FORGE.read_segment(&FORGE.segment(bytes)),
        _ => {
            statement(bytes);
            Ok(())
        }
    };
});
