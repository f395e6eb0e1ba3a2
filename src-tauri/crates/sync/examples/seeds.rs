//! Writes files to begin fuzzing from, by target: `seeds FOLDER`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

#[path = "../tests/common/hostile.rs"]
mod hostile;
#[allow(dead_code)]
#[path = "../tests/common/sample.rs"]
mod sample;

use std::fs;
use std::path::PathBuf;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder to write to"));
    for (target, seeds) in hostile::seeds() {
        fs::create_dir_all(folder.join(target)).unwrap();
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(target).join(format!("seed-{number}")), seed).unwrap();
        }
    }
}
