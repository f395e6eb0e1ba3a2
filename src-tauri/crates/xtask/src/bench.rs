//! `cargo xtask bench`: the benchmarks, built for release.

use crate::house::House;
use crate::prepare::{Purpose, prepare};
use crate::steps::must;

/// Runs the benchmarks; `rest` goes to them as it is.
pub fn bench(house: &House, rest: &[String]) -> anyhow::Result<()> {
    prepare(house, Purpose::Build)?;
    house.make_dist()?;
    let rooms = ["app", "store", "documents", "sync"].map(|room| format!("--package={room}"));
    let mut command = house.cargo(&["bench"]);
    command.args(rooms);
    if !rest.is_empty() {
        command.arg("--").args(rest);
    }
    must(&mut command)
}
