//! Drives that are full, forbidden, away or older.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::is_empty;
use crate::office::Office;

/// A small file system of its own, in memory.
struct SmallDrive(PathBuf);

impl SmallDrive {
    /// None, with the reason said, where this computer does not let it be mounted.
    fn mount(at: PathBuf, size: &str) -> Option<SmallDrive> {
        std::fs::create_dir(&at).unwrap();
        let size = format!("size={size}");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at).output();
        match mounted {
            Ok(output) if output.status.success() => Some(SmallDrive(at)),
            other => {
                println!("skipped: a drive cannot be mounted here: {other:?}");
                None
            }
        }
    }

    fn remount(&self, how: &str) {
        let how = format!("remount,{how}");
        let done = Command::new("mount").args(["-o", &how]).arg(&self.0).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for SmallDrive {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

fn office_on_a_drive(size: &str) -> Option<(Office, SmallDrive)> {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("asema");
    let drive = SmallDrive::mount(at.clone(), size)?;
    Some((Office::on(folder, at.join("jako"), 2), drive))
}

#[test]
fn work_goes_on_while_the_drive_may_not_be_written_and_is_sent_afterwards() {
    let Some((office, drive)) = office_on_a_drive("8m") else { return };
    let [one, two] = office.two();
    drive.remount("ro");
    let id = one.add("organisation", &["name=Odottava Oy"]);
    let cycle = one.json(&["sync", "--once"]);
    assert!(cycle["waiting"].as_u64().unwrap() > 0);
    let status = one.json(&["sync", "status"]);
    assert!(has_code(&status["problems"], "denied"), "{status}");
    assert!(!one.run(&["doctor"]).status.success());
    drive.remount("rw");
    office.settle();
    assert_eq!(two.json(&["record", "show", "organisation", &id])["name"], "Odottava Oy");
    office.assert_equal();
}

#[test]
fn work_goes_on_while_the_drive_is_full_and_is_sent_afterwards() {
    let Some((office, drive)) = office_on_a_drive("1m") else { return };
    let [one, two] = office.two();
    let ballast = drive.0.join("ballast");
    let filled = Command::new("dd")
        .args(["if=/dev/zero", "bs=4096"])
        .arg(format!("of={}", ballast.display()))
        .output()
        .unwrap();
    assert!(!filled.status.success(), "the drive must be full");
    let id = one.add("organisation", &["name=Odottava Oy"]);
    let cycle = one.json(&["sync", "--once"]);
    assert!(cycle["waiting"].as_u64().unwrap() > 0);
    assert!(has_code(&one.json(&["sync", "status"])["problems"], "full"));
    std::fs::remove_file(ballast).unwrap();
    office.settle();
    assert_eq!(two.json(&["record", "show", "organisation", &id])["name"], "Odottava Oy");
    assert!(office.share_files().iter().all(|path| !path.ends_with(".tmp")));
    office.assert_equal();
}

#[test]
fn a_share_that_is_away_or_emptied_takes_nothing_from_anybody() {
    let office = Office::open(2);
    let [one, two] = office.two();
    let id = one.add("organisation", &["name=Kestävä Oy"]);
    office.settle();
    let aside = office.folder().join("syrjässä");
    std::fs::rename(office.share(), &aside).unwrap();
    assert_eq!(two.refusal(&["sync", "--once"])["code"], "share_unreachable");
    assert_eq!(two.json(&["sync", "status"])["badge"]["state"], "unreachable");
    assert!(!office.share().exists(), "a share that is away is not made anew");

    std::fs::create_dir(office.share()).unwrap();
    assert_eq!(two.refusal(&["sync", "--once"])["code"], "share_emptied");
    assert!(is_empty(office.share()), "nothing is written to an empty folder");
    for desk in [one, two] {
        assert_eq!(desk.json(&["record", "show", "organisation", &id])["name"], "Kestävä Oy");
    }

    let later = two.add("organisation", &["name=Odottava Oy"]);
    std::fs::remove_dir(office.share()).unwrap();
    std::fs::rename(&aside, office.share()).unwrap();
    office.settle();
    assert_eq!(one.json(&["record", "show", "organisation", &later])["name"], "Odottava Oy");
    office.assert_equal();
}

#[test]
fn a_share_that_comes_back_a_day_older_loses_nobodys_work() {
    let office = Office::open(2);
    let [one, two] = office.two();
    one.add("organisation", &["name=Eilinen Oy"]);
    office.settle();
    let older = office.folder().join("eilinen");
    copy_folder(office.share(), &older);
    let ids = [one.add("organisation", &["name=Yksi"]), two.add("organisation", &["name=Kaksi"])];
    office.settle();
    std::fs::remove_dir_all(office.share()).unwrap();
    std::fs::rename(&older, office.share()).unwrap();
    let last = two.add("organisation", &["name=Viimeinen"]);
    office.settle();
    for id in ids.iter().chain([&last]) {
        for desk in [one, two] {
            desk.json(&["record", "show", "organisation", id]);
        }
    }
    office.assert_equal();
    // Whoever joins now must find everything on the share.
    let folder = office.folder().join("uusi");
    let joined = office.init(&folder, "Uusi", Some(crate::office::PASSPHRASE));
    assert!(joined.status.success(), "{}", String::from_utf8_lossy(&joined.stderr));
    let list = Command::new(env!("CARGO_BIN_EXE_kumppani-cli"))
        .args(["record", "list", "organisation", "--json", "--workspace"])
        .arg(&folder)
        .env("KUMPPANI_KEYCHAIN", "off")
        .output()
        .unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(list, one.json(&["record", "list", "organisation"]));
}

pub fn has_code(problems: &serde_json::Value, code: &str) -> bool {
    problems.as_array().unwrap().iter().any(|problem| problem["code"] == code)
}

pub fn copy_folder(from: &Path, to: &Path) {
    for file in crate::office::files_below(from) {
        let copy = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::copy(&file, copy).unwrap();
    }
}
