//! `cargo xtask run`: from a fresh clone to a demo workspace, its printed paper and the window.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::display;
use crate::house::{APP_FEATURES, House};
use crate::prepare::{Purpose, prepare};
use crate::steps::{Steps, must};

/// Builds everything, makes a demo workspace in a folder of its own, and opens the window on it
/// where `window` is asked for and there is a display.
pub fn run(house: &House, window: bool) -> anyhow::Result<()> {
    let mut steps = Steps::new(false);
    steps.step("what the machine needs", || prepare(house, Purpose::Build))?;
    steps.step("the screens", || must(&mut house.npm(&["run", "build"])))?;
    steps.step("the app", || {
        must(&mut house.cargo(&[
            "build",
            "--features",
            APP_FEATURES,
            "-p",
            "kumppani",
            "-p",
            "cli",
        ]))
    })?;
    let demo = fresh_folder(&house.target().join("demo"))?;
    steps.step("the demo", || {
        must(
            Command::new(house.built("kumppani-cli"))
                .arg("demo")
                .arg(&demo),
        )
    })?;
    steps.finish()?;

    println!("\nThe demo lies in {}", demo.display());
    for paper in papers(&demo)? {
        println!("  {}", paper.display());
    }
    let workspace = demo.join("workspace");
    if !window {
        return Ok(());
    }
    if !display::is_there() {
        println!(
            "\nThere is no display here, so the window stays closed. Where there is one:\n  {} --workspace {}",
            house.built("kumppani").display(),
            workspace.display()
        );
        return Ok(());
    }
    println!("\nThe window is open; this command ends when it is closed.");
    must(
        Command::new(house.built("kumppani"))
            .arg("--workspace")
            .arg(&workspace),
    )
}

/// Makes the first of `parent/1`, `parent/2`, … that does not exist yet.
fn fresh_folder(parent: &Path) -> anyhow::Result<PathBuf> {
    std::fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
    let taken: Vec<u32> = std::fs::read_dir(parent)?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    let folder = parent.join(next_number(&taken).to_string());
    std::fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

fn next_number(taken: &[u32]) -> u32 {
    taken.iter().max().map_or(1, |last| last + 1)
}

/// Every PDF below `folder`, sorted by path.
fn papers(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else if entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "pdf")
            {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demos_are_counted_on_from_the_last_one() {
        assert_eq!(next_number(&[]), 1);
        assert_eq!(next_number(&[1, 7, 3]), 8);
    }
}
