//! `cargo xtask test`: every test of the project, from formatting to journeys in the real window.

use std::process::Command;

use crate::display::Screen;
use crate::house::{APP_FEATURES, House};
use crate::lint;
use crate::prepare::{Purpose, prepare};
use crate::steps::{Steps, must};

/// Runs everything; with `keep_going`, later steps run although an earlier one failed.
pub fn test(house: &House, keep_going: bool) -> anyhow::Result<()> {
    // Nothing else can run on a machine that lacks something, whatever `keep_going` says.
    let mut steps = Steps::new(false);
    steps.step("what the machine needs", || prepare(house, Purpose::Test))?;
    steps.keep_going(keep_going);

    steps.step("formatting", || must(&mut house.cargo(&["fmt", "--all", "--check"])))?;
    steps.step("the screens, built", || must(&mut house.npm(&["run", "build"])))?;
    steps.step("the screens, types and lints", || must(&mut house.npm(&["run", "check"])))?;
    steps.step("the screens, tests", || must(&mut house.npm(&["test"])))?;
    steps.step("the rooms, lints", || must(&mut lint::clippy(house)))?;
    steps.step("the rooms, tests", || must(&mut rooms(house, keep_going)))?;
    if cfg!(target_os = "linux") {
        steps.step("the window, journeys", || journeys(house))?;
    } else {
        eprintln!(
            "\nThe journeys drive WebKitWebDriver, which only Linux has; they are left out here."
        );
    }
    steps.finish()
}

fn rooms(house: &House, keep_going: bool) -> Command {
    let mut command = house.cargo(&["test", "--workspace", "--features", APP_FEATURES]);
    if keep_going {
        command.arg("--no-fail-fast");
    }
    // What passes on one machine passes on the next. Other cases are tried by naming a seed.
    if std::env::var_os(PROPERTY_SEED).is_none() {
        command.env(PROPERTY_SEED, "2026");
    }
    command
}

/// Names the cases that properties are tried on.
const PROPERTY_SEED: &str = "PROPTEST_RNG_SEED";

/// The journeys bring their own driver and window; they are given a screen, a session bus and
/// nothing of the desktop that the person at the machine may have open.
fn journeys(house: &House) -> anyhow::Result<()> {
    // A colleague at another workstation works with the command line.
    must(&mut house.cargo(&["build", "--package=cli"]))?;
    let screen = Screen::start()?;
    let cargo = house.cargo(&[
        "test",
        "--package=kumppani",
        "--features",
        JOURNEY_FEATURES,
        "--test=journeys",
        "--",
        "--test-threads=1",
    ]);
    let mut command = Command::new("dbus-run-session");
    command
        .current_dir(house.root())
        .arg("--")
        .arg(cargo.get_program())
        .args(cargo.get_args())
        .env("DISPLAY", screen.name())
        .env("GDK_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY")
        // With either of these set, WebKitWebDriver never answers a request for a screenshot.
        .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
        .env_remove("WEBKIT_DISABLE_COMPOSITING_MODE");
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    must(&mut command)
}

const JOURNEY_FEATURES: &str = "kumppani/custom-protocol,kumppani/journeys";
