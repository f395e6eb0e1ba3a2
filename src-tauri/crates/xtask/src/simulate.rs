//! `cargo xtask simulate`: the shared drive in thousands of random histories, built for release.

use crate::house::House;
use crate::prepare::{Purpose, prepare};
use crate::steps::must;

/// The test that carries histories out.
const HISTORIES: &str = "workstations_around_a_share_in_every_weather_end_as_the_oracle_says";

/// Runs `seeds` histories from seed `from` on, on every core; each that fails is printed, cut down
/// to what it fails by.
pub fn simulate(house: &House, seeds: u64, from: u64) -> anyhow::Result<()> {
    prepare(house, Purpose::Build)?;
    let mut command = house.cargo(&[
        "test",
        "--release",
        "--package=sync",
        "--test=simulation",
        "--",
        "--exact",
        "--nocapture",
        HISTORIES,
    ]);
    command.env("KUMPPANI_SEEDS", seeds.to_string()).env("KUMPPANI_FROM", from.to_string());
    must(&mut command)
}
