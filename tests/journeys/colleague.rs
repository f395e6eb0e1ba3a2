//! A colleague at another workstation, who works with the command line on the same share.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What everybody of the workspace in these journeys knows.
pub const PASSPHRASE: &str = "kuusi hilla verkko poro";

/// A second workstation, with a home and keys of its own.
pub struct Colleague {
    home: PathBuf,
}

impl Colleague {
    /// Joins what is shared in `share`, as `user`, from a home below `home`.
    pub fn joins(home: &Path, share: &Path, user: &str) -> Colleague {
        let colleague = Colleague { home: home.join(user) };
        std::fs::create_dir_all(&colleague.home).unwrap();
        colleague.does(&["init", "--user", user, "--share", &share.display().to_string()]);
        colleague
    }

    /// Runs a verb; answers what it says in JSON.
    pub fn does(&self, verb: &[&str]) -> Value {
        let program = Path::new(env!("CARGO_BIN_EXE_kumppani")).with_file_name("kumppani-cli");
        let output = Command::new(&program)
            .arg("--workspace")
            .arg(self.home.join("workspace"))
            .arg("--json")
            .args(verb)
            .env("KUMPPANI_PASSPHRASE", PASSPHRASE)
            .env("HOME", &self.home)
            .env("XDG_CONFIG_HOME", self.home.join("config"))
            .env("XDG_DATA_HOME", self.home.join("data"))
            .output()
            .unwrap_or_else(|error| {
                panic!("{}: {error}; `cargo build --package cli` makes it", program.display())
            });
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{verb:?}: {complaint}");
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{verb:?} says no JSON: {error}; {complaint}"))
    }
}
