//! `cargo xtask run`: from a fresh clone to a demo workspace, its printed paper and the window.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::display;
use crate::house::{APP_FEATURES, House};
use crate::prepare::{Purpose, prepare};
use crate::steps::{Steps, must, written};

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
    let folder = fresh_folder(&house.target().join("demo"))?;
    let mut demo = None;
    steps.step("the demo", || {
        demo = Some(Demo::make(&house.built("kumppani-cli"), &folder)?);
        Ok(())
    })?;
    steps.finish()?;
    let demo = demo.context("the demo was made, yet nothing is known of it")?;
    println!("\n{}", demo.summary);
    for paper in papers(&folder)? {
        println!("paper      {}", paper.display());
    }
    if window { open(house, &demo.workspace) } else { Ok(()) }
}

/// Shows the window until it is closed, or says that there is no display to show it on.
fn open(house: &House, workspace: &str) -> anyhow::Result<()> {
    let mut app = Command::new(house.built("kumppani"));
    app.args(["--workspace", workspace]);
    if !display::is_there() {
        println!(
            "\nThere is no display here, so the window stays closed. Where there is one:\n  {} --workspace {workspace}",
            house.built("kumppani").display()
        );
        return Ok(());
    }
    println!("\nThe window opens; this command ends when it is closed.");
    must(&mut app)
}

/// What the demo says about itself.
#[derive(Debug)]
struct Demo {
    workspace: String,
    summary: String,
}

impl Demo {
    fn make(program: &Path, folder: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command.arg("demo").arg(folder).arg("--json").stderr(Stdio::inherit());
        eprintln!("$ {}", written(&command));
        let output =
            command.output().with_context(|| format!("cannot start {}", program.display()))?;
        if !output.status.success() {
            bail!("`{}` ended with {}", written(&command), output.status);
        }
        Self::read(&output.stdout)
    }

    /// Reads the JSON that `kumppani-cli demo --json` prints.
    fn read(answer: &[u8]) -> anyhow::Result<Self> {
        let answer: Value =
            serde_json::from_slice(answer).context("the demo did not answer in JSON")?;
        let text = |key: &str| {
            answer[key].as_str().with_context(|| format!("the demo does not name its {key}"))
        };
        let workspace = text("workspace")?.to_owned();
        let mut summary = format!("workspace  {workspace}\nwatched    {}", text("inbox")?);
        for import in answer["imports"].as_array().into_iter().flatten() {
            let file = import["file"].as_str().unwrap_or("a file");
            let new = import["counts"]["new"].as_u64().unwrap_or_default();
            summary.push_str(&format!("\ntaken in   {file}: {new} new"));
        }
        Ok(Self { workspace, summary })
    }
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
            } else if entry.path().extension().is_some_and(|ending| ending == "pdf") {
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

    #[test]
    fn the_demo_tells_its_workspace_and_what_it_took_in() {
        let answer = br#"{"workspace": "/d/workspace", "inbox": "/d/inbox",
            "imports": [{"file": "pretix.csv", "counts": {"new": 12}}], "paper": []}"#;
        let demo = Demo::read(answer).unwrap();
        assert_eq!(demo.workspace, "/d/workspace");
        assert!(demo.summary.ends_with("pretix.csv: 12 new"), "{}", demo.summary);
    }

    #[test]
    fn a_demo_without_a_workspace_is_refused() {
        let error = Demo::read(br#"{"inbox": "/d/inbox"}"#).unwrap_err();
        assert_eq!(error.to_string(), "the demo does not name its workspace");
        assert!(Demo::read(b"workspace /d").is_err());
    }
}
