//! The shared drive from outside: real processes, real folders, real kills.
//!
//! What is held here: whoever works on one folder ends with the same records; no edit whose process
//! ended well is lost; every damage of the share is told by the name of the file; nothing on the
//! share can be read by a stranger. `KUMPPANI_STORM_SECONDS` makes the storms last so long,
//! `KUMPPANI_STORM_SEED` draws others.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test stops where it fails")]

mod damage;
mod drive;
mod erasure;
mod office;
mod storm;

use std::path::Path;

use serde_json::json;

use crate::office::{Office, PASSPHRASE};

#[test]
fn what_two_do_at_two_desks_is_seen_at_both() {
    let office = Office::open(2);
    let [one, two] = office.two();
    let id = one.add("organisation", &["name=Åkerin Puu Oy"]);
    let other = two.add("person", &["first_name=Maija", "last_name=Öhman"]);
    office.settle();
    assert_eq!(two.json(&["record", "show", "organisation", &id])["name"], "Åkerin Puu Oy");
    assert_eq!(one.json(&["record", "show", "person", &other])["last_name"], "Öhman");
    two.json(&["record", "delete", "organisation", &id]);
    office.settle();
    assert_eq!(one.refusal(&["record", "show", "organisation", &id])["code"], "not_found");
    office.assert_equal();
}

#[test]
fn who_contradicted_whom_is_shown_at_both_desks_and_decided_at_one() {
    let office = Office::open(2);
    let [one, two] = office.two();
    let id = one.add("organisation", &["name=Alku"]);
    office.settle();
    one.json(&["record", "set", "organisation", &id, "name=Yksi"]);
    two.json(&["record", "set", "organisation", &id, "name=Kaksi"]);
    office.settle();
    let findings = one.json(&["findings"]);
    assert_eq!(findings[0]["code"], "conflict");
    let said = |findings: &serde_json::Value| {
        let sides = findings[0]["sides"].as_array().unwrap().clone();
        sides.iter().map(|side| side["value"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(said(&findings), said(&two.json(&["findings"])));
    assert_eq!(
        one.json(&["sync", "status"])["badge"],
        json!({ "state": "needs_you", "findings": 1 })
    );
    let doctor = one.run(&["doctor"]);
    assert_eq!(doctor.status.code(), Some(1), "a finding needs a person");

    let loser = findings[0]["sides"][1].clone();
    let (finding, change) =
        (findings[0]["id"].as_str().unwrap(), loser["change"].as_str().unwrap());
    two.json(&["decide", finding, change]);
    office.settle();
    for desk in [one, two] {
        assert_eq!(desk.json(&["findings"]), json!([]));
        assert_eq!(desk.json(&["record", "show", "organisation", &id])["name"], loser["value"]);
    }
    assert_eq!(one.refusal(&["decide", finding, "keep"])["code"], "not_found");
}

#[test]
fn somebody_with_an_invitation_joins_without_the_passphrase() {
    let mut office = Office::open(1);
    let id = office.desk(0).add("organisation", &["name=Puu Oy"]);
    office.settle();
    let file = office.folder().join("kutsu.kumppani");
    let invitation = office.desk(0).json(&["invite", file.to_str().unwrap()]);
    let wrong = office.join_invited(&file, "AAAA-AAAA-AAAA-AAAA");
    assert_eq!(wrong.status.code(), Some(1));
    let joined = office.join_invited(&file, invitation["code"].as_str().unwrap());
    assert!(joined.status.success(), "{}", String::from_utf8_lossy(&joined.stderr));
    office.take_desk();
    let shown = office.desk(1).json(&["record", "show", "organisation", &id]);
    assert_eq!(shown["name"], "Puu Oy");
}

#[test]
fn a_wrong_or_missing_passphrase_opens_nothing_and_leaves_nothing_behind() {
    let office = Office::open(1);
    let folder = office.folder().join("vieras");
    let refused = office.init(&folder, "Vieras", Some("aivan väärä tunnuslause"));
    assert_eq!(refused.status.code(), Some(1));
    let answer: serde_json::Value = serde_json::from_slice(&refused.stdout).unwrap();
    assert_eq!(answer["error"]["code"], "wrong_passphrase");
    assert_eq!(office.init(&folder, "Vieras", None).status.code(), Some(2));
    assert!(!folder.join("kumppani.db").exists());
    let weak = office.folder().join("uusi");
    let refused = office.init_on(&weak, &office.folder().join("uusi jako"), "x", Some("lyhyt"));
    assert_eq!(refused.status.code(), Some(1));
    assert!(!weak.join("kumppani.db").exists());
}

#[test]
fn a_restored_backup_goes_on_as_another_and_loses_nothing() {
    let office = Office::open(2);
    let [one, two] = office.two();
    let before = one.add("organisation", &["name=Ennen"]);
    office.settle();
    let backup = office.folder().join("varmuuskopio.db");
    one.json(&["backup", backup.to_str().unwrap()]);
    let after = one.add("organisation", &["name=Jälkeen"]);
    office.settle();
    one.forget_database();
    one.json(&["restore", backup.to_str().unwrap()]);
    let later = one.add("organisation", &["name=Palautettu"]);
    office.settle();
    for id in [&before, &after, &later] {
        for desk in [one, two] {
            desk.json(&["record", "show", "organisation", id]);
        }
    }
    office.assert_equal();
    let names = two.json(&["sync", "status"]);
    let states: Vec<&str> = names["workstations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["state"].as_str().unwrap())
        .collect();
    assert!(states.contains(&"superseded"), "{states:?}");
}

#[test]
fn nothing_on_the_share_can_be_read_by_a_stranger() {
    let office = Office::open(2);
    let [one, two] = office.two();
    let secrets = ["Kuutamo-Sarkanen", "kuutamo@esimerkki.fi", "+358504390172", "Salaseura Oy"];
    one.add(
        "person",
        &[
            "first_name=Aino",
            "last_name=Kuutamo-Sarkanen",
            "email=kuutamo@esimerkki.fi",
            "phone=050 439 0172",
        ],
    );
    two.add("organisation", &["name=Salaseura Oy"]);
    office.settle();
    for secret in secrets.iter().chain([&PASSPHRASE, &"Testaaja", &"Testi"]) {
        assert_eq!(office.share_files_with(secret.as_bytes()), Vec::<String>::new(), "{secret}");
    }
}

#[test]
fn who_leaves_keeps_the_register_and_sends_nothing_more() {
    let office = Office::open(2);
    let [one, two] = office.two();
    let id = two.add("organisation", &["name=Viimeinen Oy"]);
    assert_eq!(two.json(&["leave"])["badge"]["state"], "not_shared");
    office.desk(0).json(&["sync", "--once"]);
    assert_eq!(one.json(&["record", "show", "organisation", &id])["name"], "Viimeinen Oy");
    assert_eq!(two.refusal(&["sync", "--once"])["code"], "not_shared");
    assert_eq!(two.json(&["record", "show", "organisation", &id])["name"], "Viimeinen Oy");
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}
