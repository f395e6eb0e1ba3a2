//! An erasure reaches every desk, the share, the databases and what lies beside them.

use serde_json::json;

use crate::office::{Office, files_below, holds};

const NAME: &str = "Aino Kuutamo-Sarkanen";

/// What names the person, as bytes that may be nowhere afterwards.
const TRACES: [&str; 4] =
    ["Kuutamo-Sarkanen", "kuutamo@esimerkki.fi", "+358504390172", "0504390172"];

#[test]
fn an_erased_person_is_nowhere_any_more() {
    let office = Office::open(2);
    let [one, two] = office.two();
    let person = one.add(
        "person",
        &[
            "first_name=Aino",
            "last_name=Kuutamo-Sarkanen",
            "email=kuutamo@esimerkki.fi",
            "phone=050 439 0172",
        ],
    );
    let company =
        one.add("organisation", &["name=Puu Oy", &format!("notes=Yhteys: {NAME}, 0504390172")]);
    one.json(&["record", "set", "organisation", &company, "notes=Yhteys vaihtui"]);
    office.settle();
    two.add("affiliation", &[&format!("person={person}"), &format!("organisation={company}")]);
    two.add("consent", &[&format!("person={person}"), "basis=consent", "scope=marketing"]);
    let meeting = two.add(
        "interaction",
        &[
            "interaction_type=call",
            "happened_at=2026-10-01T09:00",
            "subject=Puhelu",
            &format!("note={NAME} lupasi soittaa"),
            &format!("people={person}"),
        ],
    );
    office.settle();

    let preview = one.json(&["erase", "person", &person, "--preview"]);
    assert_eq!(preview["name"], NAME);
    assert_eq!(
        one.refusal(&["erase", "person", &person, "--confirm", "Aino"])["details"]["reason"],
        "name_differs"
    );
    assert_eq!(one.run(&["erase", "person", &person]).status.code(), Some(2), "nobody is asked");
    let report = one.json(&["erase", "person", &person, "--confirm", NAME]);
    let count = |kind: &str| {
        let kinds = report["records"].as_array().unwrap();
        kinds.iter().find(|one| one["kind"] == kind).map_or(json!(0), |one| one["count"].clone())
    };
    assert_eq!(
        (count("person"), count("affiliation"), count("consent")),
        (json!(1), json!(1), json!(1))
    );
    office.settle();
    for desk in [one, two] {
        assert_eq!(desk.refusal(&["record", "show", "person", &person])["code"], "not_found");
        let kept = desk.json(&["record", "show", "interaction", &meeting]);
        assert_eq!(kept["note"], "[…] lupasi soittaa");
        assert_eq!(kept.get("people"), None);
        assert_eq!(
            desk.json(&["record", "show", "organisation", &company])["notes"],
            "Yhteys vaihtui"
        );
        assert_eq!(desk.json(&["search", "kuutamo"]), json!([]));
    }
    for file in files_below(office.folder()) {
        let bytes = std::fs::read(&file).unwrap();
        for trace in TRACES {
            assert!(!holds(&bytes, trace.as_bytes()), "{trace} is in {}", file.display());
        }
    }
    office.assert_equal();
}
