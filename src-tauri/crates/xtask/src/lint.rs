//! `cargo xtask lint`: formatting, clippy without a warning, Biome and the types of the screens.

use std::process::Command;

use crate::house::{APP_FEATURES, House};
use crate::prepare::{Purpose, prepare};
use crate::steps::{Steps, must};

/// Runs every linter, all of them also when one finds something.
pub fn lint(house: &House) -> anyhow::Result<()> {
    prepare(house, Purpose::Build)?;
    house.make_dist()?;
    let mut steps = Steps::new(true);
    steps.step("formatting", || must(&mut house.cargo(&["fmt", "--all", "--check"])))?;
    steps.step("clippy", || must(&mut clippy(house)))?;
    steps.step("the screens, types and lints", || must(&mut house.npm(&["run", "check"])))?;
    steps.finish()
}

/// Clippy over every target, where a warning is an error.
pub fn clippy(house: &House) -> Command {
    house.cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        APP_FEATURES,
        "--",
        "--deny=warnings",
    ])
}
