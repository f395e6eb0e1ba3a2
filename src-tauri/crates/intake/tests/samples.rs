//! Whole files of form tools, read as a person would read them. Beside each file stands what it
//! says; people, organisations and addresses are invented.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::path::{Path, PathBuf};

use intake::{ReadFile, ReadOptions, read_file};
use serde_json::{Value, json};

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_none_or(|ending| ending != "json")).collect();
    files.sort();
    files
}

fn read(path: &Path) -> ReadFile {
    let name = path.file_name().unwrap().to_string_lossy();
    read_file(&fs::read(path).unwrap(), &name, &ReadOptions::default())
}

/// What is compared: everything but the wording of problems.
fn said(file: &ReadFile) -> Value {
    let json = file.to_json("", chrono_tz::Europe::Helsinki);
    let problems: Vec<Value> = file
        .problems
        .iter()
        .map(|problem| json!({ "row": problem.row, "code": problem.code.name() }))
        .collect();
    json!({
        "outcome": json["outcome"],
        "profile": json["profile"],
        "event_code": json["event_code"],
        "rows": json["rows"],
        "problems": problems,
    })
}

#[test]
fn files_say_what_stands_beside_them() {
    let files = samples();
    assert!(files.len() > 5, "the samples are missing");
    for path in files {
        let beside = PathBuf::from(format!("{}.expected.json", path.display()));
        let expected: Value = serde_json::from_slice(&fs::read(&beside).unwrap()).unwrap();
        let said = said(&read(&path));
        assert_eq!(said, expected, "{}", path.display());
    }
}

#[test]
fn no_identity_code_leaves_the_reader() {
    for path in samples() {
        let file = read(&path);
        let shown = format!("{file:?} {}", file.to_json("", chrono_tz::Europe::Helsinki));
        assert!(!shown.contains("131052-308T"), "{}", path.display());
    }
}

#[test]
fn the_workbook_and_the_csv_file_of_one_export_name_the_same_registrations() {
    use intake::{Known, Target, propose};
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let target = Target { event: domain::RecordId::from_bytes([1; 16]), key: [2; 32] };
    let ops = |name: &str| propose(&read(&folder.join(name)), &Known::default(), &target).file_ops;
    assert_eq!(ops("pretix_kk26_orders.xlsx"), ops("pretix_kk26_puolipisteet.csv"));
}

#[test]
fn a_workbook_states_its_own_time_and_a_csv_file_that_of_its_latest_row() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let stated = |name: &str| read(&folder.join(name)).stated_at.unwrap().0 / 1_000;
    assert_eq!(stated("pretix_kk26_orders.xlsx"), 1_794_301_200);
    assert_eq!(stated("pretix_kk26_puolipisteet.csv"), 1_793_678_400);
}
