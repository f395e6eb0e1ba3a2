//! Files of the share truncated, overwritten with nothing, altered, renamed and doubled: each is
//! told by its name, none is believed, and what was in it is not lost.

use std::path::Path;

use crate::drive::copy_folder;
use crate::office::Office;

type Harm = fn(&Path);

const HARMS: [(&str, Harm); 5] = [
    ("truncated", |path| {
        let bytes = std::fs::read(path).unwrap();
        std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    }),
    ("emptied", |path| std::fs::write(path, b"").unwrap()),
    ("zeroed at its end", |path| {
        let mut bytes = std::fs::read(path).unwrap();
        let half = bytes.len() / 2;
        bytes[half..].fill(0);
        std::fs::write(path, bytes).unwrap();
    }),
    ("one bit flipped", |path| {
        let mut bytes = std::fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        std::fs::write(path, bytes).unwrap();
    }),
    ("another's content", |path| {
        let folder = path.parent().unwrap();
        let other = crate::office::files_below(folder).into_iter().find(|one| one != path);
        std::fs::copy(other.unwrap(), path).unwrap();
    }),
];

/// The segments of the share, by their paths in it.
fn segments(office: &Office) -> Vec<String> {
    office.share_files().into_iter().filter(|path| path.ends_with(".seg")).collect()
}

/// Two desks that have said several things, one of which a third has not heard.
fn office_with_a_past() -> Office {
    let office = Office::open(2);
    for round in 0..3 {
        for (number, desk) in office.desks().iter().enumerate() {
            desk.add("organisation", &[&format!("name=Yritys {number}-{round}")]);
        }
        office.settle();
    }
    office
}

#[test]
fn every_damaged_file_is_named_and_mended_by_whoever_still_has_it() {
    let office = office_with_a_past();
    let whole = office.folder().join("ehjä");
    copy_folder(office.share(), &whole);
    for (harm, damage) in HARMS {
        let path = segments(&office).into_iter().next().unwrap();
        damage(&office.share().join(&path));
        let doctor = office.desk(1).doctor();
        let named: Vec<&serde_json::Value> = doctor["problems"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|problem| problem["details"]["path"] == path.as_str())
            .collect();
        assert!(!named.is_empty(), "{harm}: {doctor}");
        assert_eq!(doctor["healthy"], false, "{harm}");
        office.settle();
        office.assert_equal();
        std::fs::remove_dir_all(office.share()).unwrap();
        copy_folder(&whole, office.share());
    }
}

#[test]
fn what_is_damaged_before_a_colleague_heard_it_comes_all_the_same() {
    for (harm, damage) in HARMS {
        let office = office_with_a_past();
        let [one, two] = office.two();
        let before = segments(&office);
        let id = one.add("organisation", &[&format!("name={harm}")]);
        one.json(&["sync", "--once"]);
        let new = segments(&office).into_iter().find(|path| !before.contains(path)).unwrap();
        damage(&office.share().join(&new));
        two.json(&["sync", "--once"]);
        let status = two.json(&["sync", "status"]).to_string();
        assert!(status.contains(&new), "{harm}: {status}");
        office.settle();
        office.settle();
        let shown = two.json(&["record", "show", "organisation", &id]);
        assert_eq!(shown["name"], harm);
        office.assert_equal();
    }
}

#[test]
fn a_conflict_copy_is_named_and_never_read() {
    let office = office_with_a_past();
    let path = segments(&office).into_iter().next().unwrap();
    let copy = path.replace(".seg", "-KONE.seg");
    std::fs::copy(office.share().join(&path), office.share().join(&copy)).unwrap();
    let doctor = office.desk(0).doctor();
    let problem = doctor["problems"]
        .as_array()
        .unwrap()
        .iter()
        .find(|problem| problem["details"]["path"] == copy.as_str())
        .unwrap();
    assert_eq!(problem["code"], "conflict_copy");
    office.settle();
    office.assert_equal();
}

#[test]
fn a_renamed_file_is_missed_and_put_back() {
    let office = office_with_a_past();
    let path = segments(&office).into_iter().next().unwrap();
    let away = office.share().join("w").join("siirretty.txt");
    std::fs::rename(office.share().join(&path), away).unwrap();
    let doctor = office.desk(1).doctor();
    assert!(doctor.to_string().contains("w/siirretty.txt"), "{doctor}");
    office.desk(0).json(&["republish"]);
    office.desk(1).json(&["republish"]);
    office.settle();
    let folder = office.folder().join("uusi");
    let joined = office.init(&folder, "Uusi", Some(crate::office::PASSPHRASE));
    assert!(joined.status.success(), "{}", String::from_utf8_lossy(&joined.stderr));
    office.assert_equal();
}
