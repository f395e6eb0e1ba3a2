//! `cargo xtask bindings`: the commands and types that the screens share with Rust.

use crate::house::{APP_FEATURES, House};
use crate::prepare::{Purpose, prepare};
use crate::steps::must;

/// Writes ui/src/ipc/bindings.ts anew, by the very test that fails when the file is stale.
pub fn bindings(house: &House) -> anyhow::Result<()> {
    prepare(house, Purpose::Build)?;
    house.make_dist()?;
    let mut command =
        house.cargo(&["test", "--package=kumppani", "--features", APP_FEATURES, "--test=bindings"]);
    must(command.env("UPDATE_BINDINGS", "1"))?;
    println!("Written: {}", house.ui().join("src/ipc/bindings.ts").display());
    Ok(())
}
