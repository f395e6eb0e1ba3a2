//! Names on the share: what is read prints as it was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sync::names::{ShareName, foreign};

fuzz_target!(|path: &str| {
    match path.parse::<ShareName>() {
        Ok(name) => assert_eq!(name.to_string(), path),
        Err(_) => drop(foreign(path)),
    }
});
