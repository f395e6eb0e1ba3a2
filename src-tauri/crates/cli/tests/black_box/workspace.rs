//! A workspace in a folder of its own, and the program that is asked about it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A workspace that goes away with the test.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    pub fn new() -> Workspace {
        let workspace = Workspace { folder: tempfile::tempdir().unwrap() };
        workspace.json(&["init", "--name", "Testi", "--user", "Testaaja"]);
        workspace
    }

    pub fn demo() -> (TempDir, Workspace, Value) {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("demo");
        let output = run(parent.path(), &["demo", folder.to_str().unwrap(), "--json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = serde_json::from_slice(&output.stdout).unwrap();
        // The workspace's own folder goes with `parent`.
        let workspace = Workspace { folder: tempfile::tempdir_in(parent.path()).unwrap() };
        std::fs::remove_dir(workspace.folder.path()).unwrap();
        std::fs::rename(&folder, workspace.folder.path()).unwrap();
        (parent, workspace, told)
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        run(self.path(), arguments)
    }

    /// What a verb prints with `--json`; it must succeed.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The error of a verb that must be refused with exit code 1.
    pub fn refusal(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "a refusal says why on standard error");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        answer["error"].clone()
    }

    pub fn add(&self, kind: &str, fields: &[&str]) -> String {
        let done = self.json(&[&["record", "add", kind], fields].concat());
        done["id"].as_str().unwrap().to_owned()
    }
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kumppani-cli"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test's own input file")]
pub fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}
