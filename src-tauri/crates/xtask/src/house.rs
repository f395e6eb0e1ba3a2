//! Where things lie in the checkout, and how its programs are started.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// The features with which the app shows its own built screens. One spelling for every command, so
/// that none of them builds Tauri anew.
pub const APP_FEATURES: &str = "kumppani/custom-protocol";

/// The checkout: its folders, and the programs that work in them.
pub struct House {
    root: PathBuf,
    target: PathBuf,
}

impl House {
    /// Finds the checkout that this command was built from.
    pub fn find() -> anyhow::Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here
            .ancestors()
            .nth(3)
            .context("xtask lies three folders below the root of the checkout")?
            .to_path_buf();
        if !root.join("Cargo.toml").exists() {
            bail!(
                "{} is no longer the checkout this command was built from; run `cargo xtask` inside it",
                root.display()
            );
        }
        let target = target_dir(&root, std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from));
        Ok(Self { root, target })
    }

    /// The folder with the workspace manifest.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the screens, with package.json.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Where cargo builds, and where the demo is made.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// A program of this workspace, built without `--release`.
    pub fn built(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Makes the folder of the built screens where it is missing: the app does not compile without
    /// it, even where nobody will look at the screens.
    pub fn make_dist(&self) -> anyhow::Result<()> {
        let dist = self.ui().join("dist");
        std::fs::create_dir_all(&dist).with_context(|| format!("cannot make {}", dist.display()))
    }

    /// Cargo, in the root.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.current_dir(&self.root).args(arguments);
        // `cargo run` sets these for this crate; handed on, they would look like changes of the
        // environment to build scripts of the same names and build half the house anew.
        for (name, _) in std::env::vars_os() {
            if let Some(text) = name.to_str()
                && (text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_"))
            {
                command.env_remove(text);
            }
        }
        command
    }

    /// npm, in the folder of the screens.
    pub fn npm(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(npm_program());
        command.current_dir(self.ui()).args(arguments);
        command
    }
}

/// What npm is called on this system: on Windows it is a batch file.
pub fn npm_program() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn target_dir(root: &Path, named: Option<PathBuf>) -> PathBuf {
    root.join(named.unwrap_or_else(|| PathBuf::from("target")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checkout_is_the_folder_of_the_workspace() {
        let house = House::find().unwrap();
        let manifest = std::fs::read_to_string(house.root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[workspace]"));
    }

    #[test]
    fn a_target_folder_named_in_the_environment_is_followed() {
        let root = Path::new("/checkout");
        assert_eq!(target_dir(root, None), root.join("target"));
        assert_eq!(target_dir(root, Some("out".into())), root.join("out"));
    }
}
