//! Desks that share one folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub const PASSPHRASE: &str = "seitsemän veljeksen kesäpäivä";

/// Every kind of record that the storms write, and some that they do not.
const KINDS: [&str; 6] =
    ["organisation", "person", "affiliation", "partnership", "event", "registration"];

/// One workstation.
pub struct Desk {
    folder: PathBuf,
}

/// Several workstations on one share, which go away with the test.
pub struct Office {
    folder: TempDir,
    share: PathBuf,
    desks: Vec<Desk>,
}

impl Office {
    /// As many desks as asked for, on a share in a folder.
    pub fn open(desks: usize) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let share = folder.path().join("jako");
        Office::on(folder, share, desks)
    }

    /// The same on a share that lies elsewhere.
    pub fn on(folder: TempDir, share: PathBuf, desks: usize) -> Office {
        let mut office = Office { folder, share, desks: Vec::new() };
        for number in 0..desks {
            let at = office.folder().join(format!("pöytä {number}"));
            let made = office.init(&at, &format!("Testaaja {number}"), Some(PASSPHRASE));
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
            office.desks.push(Desk { folder: at });
        }
        office
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn share(&self) -> &Path {
        &self.share
    }

    pub fn desk(&self, number: usize) -> &Desk {
        &self.desks[number]
    }

    pub fn desks(&self) -> &[Desk] {
        &self.desks
    }

    pub fn two(&self) -> [&Desk; 2] {
        [self.desk(0), self.desk(1)]
    }

    pub fn init(&self, folder: &Path, user: &str, passphrase: Option<&str>) -> Output {
        self.init_on(folder, &self.share, user, passphrase)
    }

    pub fn init_on(
        &self,
        folder: &Path,
        share: &Path,
        user: &str,
        passphrase: Option<&str>,
    ) -> Output {
        let mut command = program();
        command.args(["init", "--json", "--name", "Testi", "--user", user, "--workspace"]);
        command.arg(folder).arg("--share").arg(share);
        match passphrase {
            Some(passphrase) => command.env("KUMPPANI_PASSPHRASE", passphrase),
            None => command.env_remove("KUMPPANI_PASSPHRASE"),
        };
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// Joins by an invitation at a desk that is taken with [`Office::take_desk`].
    pub fn join_invited(&self, file: &Path, code: &str) -> Output {
        let mut command = program();
        command.args(["init", "--json", "--user", "Kutsuttu", "--workspace"]);
        command.arg(self.next_desk()).arg("--share").arg(&self.share).arg("--invitation").arg(file);
        command.env("KUMPPANI_INVITATION_CODE", code).env_remove("KUMPPANI_PASSPHRASE");
        command.stdin(Stdio::null()).output().unwrap()
    }

    pub fn take_desk(&mut self) {
        let folder = self.next_desk();
        self.desks.push(Desk { folder });
    }

    fn next_desk(&self) -> PathBuf {
        self.folder().join(format!("pöytä {}", self.desks.len()))
    }

    /// Lets everybody look until nobody has anything more to say.
    pub fn settle(&self) {
        for _ in 0..12 {
            let moved: Vec<bool> = self
                .desks
                .iter()
                .map(|desk| {
                    let cycle = desk.json(&["sync", "--once"]);
                    let count = |name: &str| cycle[name].as_u64().unwrap();
                    count("receivedChanges") + count("published") + count("waiting") > 0
                })
                .collect();
            if !moved.contains(&true) {
                return;
            }
        }
        panic!("the desks never came to rest");
    }

    /// Every desk shows the same records, and the same findings.
    pub fn assert_equal(&self) {
        let seen = |desk: &Desk| {
            let lists = KINDS.map(|kind| (kind, desk.json(&["record", "list", kind])));
            let findings: Vec<Value> = desk.json(&["findings"]).as_array().unwrap().clone();
            let ids: Vec<Value> = findings.iter().map(|one| one["id"].clone()).collect();
            (BTreeMap::from(lists), ids)
        };
        let first = seen(&self.desks[0]);
        for desk in &self.desks[1..] {
            assert_eq!(seen(desk), first);
        }
    }

    /// Files of the share by their paths in it.
    pub fn share_files(&self) -> Vec<String> {
        files_below(&self.share)
            .into_iter()
            .map(|path| path.strip_prefix(&self.share).unwrap().display().to_string())
            .collect()
    }

    /// The files of the share that have these bytes in them.
    pub fn share_files_with(&self, bytes: &[u8]) -> Vec<String> {
        let mut found = self.share_files();
        found.retain(|path| holds(&std::fs::read(self.share.join(path)).unwrap(), bytes));
        found
    }
}

impl Desk {
    /// The program about this desk, not started yet.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.arg("--workspace").arg(&self.folder).args(arguments).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(&[arguments, &["--json"]].concat()).output().unwrap()
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    pub fn refusal(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        answer["error"].clone()
    }

    /// What `doctor` says, well or not.
    pub fn doctor(&self) -> Value {
        serde_json::from_slice(&self.run(&["doctor"]).stdout).unwrap()
    }

    pub fn add(&self, kind: &str, fields: &[&str]) -> String {
        let done = self.json(&[&["record", "add", kind], fields].concat());
        done["id"].as_str().unwrap().to_owned()
    }

    /// Takes the database away, as a broken disk does.
    pub fn forget_database(&self) {
        for name in ["kumppani.db", "kumppani.db-wal", "kumppani.db-shm"] {
            drop(std::fs::remove_file(self.folder.join(name)));
        }
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kumppani-cli"));
    command.env("KUMPPANI_KEYCHAIN", "off").env_remove("KUMPPANI_PASSPHRASE");
    command
}

/// Every file below a folder, in order.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            match entry.file_type().unwrap().is_dir() {
                true => open.push(entry.path()),
                false => found.push(entry.path()),
            }
        }
    }
    found.sort();
    found
}

pub fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
