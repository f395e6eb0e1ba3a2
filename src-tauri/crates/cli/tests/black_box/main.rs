//! The command line from outside: what a script sees.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod paper;
mod workspace;

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::workspace::{Workspace, run, write};

#[test]
fn a_record_is_added_shown_changed_and_taken_back() {
    let workspace = Workspace::new();
    let id = workspace.add("organisation", &["name=Åkerin Puu Oy", "business_id=FI22857339"]);
    let shown = workspace.json(&["record", "show", "organisation", &id]);
    assert_eq!(shown, json!({ "id": id, "name": "Åkerin Puu Oy", "business_id": "2285733-9" }));

    let done = workspace.json(&["record", "set", "organisation", &id, "name=Åkerin Puu Oyj"]);
    let action = done["action"].as_str().unwrap();
    let history = workspace.json(&["history", "organisation", &id]);
    assert_eq!(history[0]["action"], action);
    assert_eq!(history[0]["actor"], "Testaaja");
    assert_eq!(history[0]["fields"][0]["before"], "Åkerin Puu Oy");
    assert_eq!(history[0]["fields"][0]["after"], "Åkerin Puu Oyj");

    workspace.json(&["undo", action]);
    let shown = workspace.json(&["record", "show", "organisation", &id]);
    assert_eq!(shown["name"], "Åkerin Puu Oy");
}

#[test]
fn a_deleted_record_comes_back_by_undo() {
    let workspace = Workspace::new();
    let id = workspace.add("person", &["first_name=Áile", "last_name=Niittyvuopio"]);
    let done = workspace.json(&["record", "delete", "person", &id]);
    assert_eq!(workspace.json(&["record", "list", "person"]), json!([]));
    assert_eq!(workspace.refusal(&["record", "show", "person", &id])["code"], "not_found");
    workspace.json(&["undo", done["action"].as_str().unwrap()]);
    let shown = workspace.json(&["record", "show", "person", &id]);
    assert_eq!(shown["first_name"], "Áile");
}

#[test]
fn every_kind_is_listed_and_an_unknown_one_is_refused_by_naming_the_known() {
    let workspace = Workspace::new();
    let error = workspace.refusal(&["record", "list", "customer"]);
    assert_eq!(error["code"], "invalid");
    let message = error["message"].as_str().unwrap();
    let (_, names) = message.split_once("kinds are ").unwrap();
    let names: Vec<&str> = names.split(", ").collect();
    assert!(names.len() >= 25, "{names:?}");
    for kind in names {
        assert_eq!(workspace.json(&["record", "list", kind]), json!([]), "{kind}");
    }
}

#[test]
fn what_cannot_be_understood_is_refused_and_nothing_is_written() {
    let workspace = Workspace::new();
    for (fields, reason) in [
        (&["name=Yritys", "business_id=2285733-8"][..], "check_digit"),
        (&["business_id=2285733-9"][..], "required"),
        (&["name=Yritys", "turnover=3"][..], "unknown_field"),
        (&["name=Yritys", "size_class=huge"][..], "unknown_choice"),
    ] {
        let error = workspace.refusal(&[&["record", "add", "organisation"], fields].concat());
        assert_eq!(error["code"], "invalid", "{fields:?}");
        assert_eq!(error["details"]["reason"], reason, "{fields:?}");
    }
    assert_eq!(workspace.json(&["record", "list", "organisation"]), json!([]));
}

#[test]
fn lists_are_sorted_by_id() {
    let workspace = Workspace::new();
    for name in ["Öljy", "Akseli", "Zeta"] {
        workspace.add("organisation", &[&format!("name={name}")]);
    }
    let list = workspace.json(&["record", "list", "organisation"]);
    let ids: Vec<&str> =
        list.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids.is_sorted());
}

#[test]
fn search_finds_by_the_beginnings_of_words_and_keeps_finnish_letters_apart() {
    let workspace = Workspace::new();
    workspace.add("person", &["first_name=Žofia", "last_name=Šimkus"]);
    workspace.add("person", &["first_name=Aino", "last_name=Åström"]);
    workspace.add("person", &["first_name=Aino", "last_name=Astala"]);
    let titles = |text: &str| -> Vec<String> {
        let hits = workspace.json(&["search", text]);
        hits.as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(titles("simk"), ["Žofia Šimkus"]);
    assert_eq!(titles("åst"), ["Aino Åström"]);
    assert_eq!(titles("ast"), ["Aino Astala"]);
    assert_eq!(titles("zof šim"), ["Žofia Šimkus"]);
    assert_eq!(titles("nobody"), Vec::<String>::new());
}

#[test]
fn the_demo_prints_paper_and_a_second_import_changes_nothing() {
    let (_parent, workspace, told) = Workspace::demo();
    let imports = told["imports"].as_array().unwrap();
    assert!(!imports.is_empty());
    assert!(imports.iter().all(|report| report["state"] == "imported"), "{imports:#?}");
    let printed = told["paper"].as_array().unwrap();
    assert!(printed.iter().all(|saved| saved["bytes"].as_u64().unwrap() > 0), "{printed:#?}");

    let people = workspace.json(&["record", "list", "person"]).as_array().unwrap().len();
    let inbox = std::fs::read_dir(workspace.path().join("inbox")).unwrap();
    for file in inbox {
        let file = file.unwrap().path();
        let again = workspace.json(&["import", file.to_str().unwrap()]);
        let counts = &again[0]["counts"];
        assert_eq!((&counts["new"], &counts["changed"]), (&json!(0), &json!(0)), "{again:#}");
        assert!(counts["unchanged"].as_u64().unwrap() > 0);
    }
    assert_eq!(workspace.json(&["record", "list", "person"]).as_array().unwrap().len(), people);
}

#[test]
fn an_import_is_taken_back_as_one_step() {
    let (_parent, workspace, _) = Workspace::demo();
    let before = workspace.json(&["record", "list", "registration"]).as_array().unwrap().len();
    let file = workspace.path().join("lista.csv");
    write(
        &file,
        "Etunimi;Sukunimi;Sähköposti;Organisaatio\nNelli;Nurmi;nelli.nurmi@uusi.example.fi;Uusi Oy\n",
    );
    let report = workspace.json(&["import", file.to_str().unwrap(), "--event", "YP26"]);
    assert_eq!(report[0]["counts"]["new"], 1);
    assert_eq!(report[0]["counts"]["peopleNew"], 1);
    let found = workspace.json(&["search", "nurmi"]);
    assert!(!found.as_array().unwrap().is_empty());

    let undone = workspace.json(&["undo", report[0]["action"].as_str().unwrap()]);
    let after = workspace.json(&["record", "list", "registration"]).as_array().unwrap().len();
    assert_eq!(after, before);
    assert_eq!(workspace.json(&["search", "nurmi"]), json!([]));

    // The file is known, so taking it in again brings nobody back; taking the undo back does.
    let again = workspace.json(&["import", file.to_str().unwrap(), "--event", "YP26"]);
    assert_eq!(again[0]["state"], "undone");
    assert_eq!(again[0]["action"], undone["action"]);
    assert_eq!(workspace.json(&["search", "nurmi"]), json!([]));
    workspace.json(&["undo", undone["action"].as_str().unwrap()]);
    assert!(!workspace.json(&["search", "nurmi"]).as_array().unwrap().is_empty());
    let back = workspace.json(&["record", "list", "registration"]).as_array().unwrap().len();
    assert_eq!(back, before + 1);
}

#[test]
fn a_dry_run_says_what_would_come_and_changes_nothing() {
    let (_parent, workspace, _) = Workspace::demo();
    let before = workspace.json(&["record", "list", "registration"]);
    let file = workspace.path().join("lista.csv");
    write(&file, "Nimi;Sähköposti\nNelli Nurmi;nelli.nurmi@uusi.example.fi\n");
    let arguments = ["import", file.to_str().unwrap(), "--event", "YP26", "--dry-run"];
    let report = workspace.json(&arguments);
    assert_eq!(report[0]["counts"]["new"], 1);
    assert_eq!(report[0]["action"], Value::Null);
    assert_eq!(workspace.json(&["record", "list", "registration"]), before);
}

#[test]
fn a_file_that_names_no_event_waits_for_one_and_says_so() {
    let workspace = Workspace::new();
    let file = workspace.path().join("lista.csv");
    write(&file, "Nimi;Sähköposti\nNelli Nurmi;nelli.nurmi@uusi.example.fi\n");
    let output = workspace.run(&["import", file.to_str().unwrap(), "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report[0]["state"], "needs_answer");
    assert_eq!(report[0]["reason"], "event_unknown");
}

#[test]
fn a_backup_is_restored_as_a_new_workstation_with_the_same_records() {
    let workspace = Workspace::new();
    let id = workspace.add("organisation", &["name=Varma Oy"]);
    let copy = workspace.path().join("copy.kumppani");
    workspace.json(&["backup", copy.to_str().unwrap()]);
    assert_eq!(workspace.refusal(&["backup", copy.to_str().unwrap()])["code"], "file_exists");

    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("restored");
    let arguments =
        ["--workspace", folder.to_str().unwrap(), "restore", copy.to_str().unwrap(), "--json"];
    assert!(run(elsewhere.path(), &arguments).status.success());
    let list = run(&folder, &["record", "list", "organisation", "--json"]);
    let list: Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(list, json!([{ "id": id, "name": "Varma Oy" }]));
}

#[test]
fn read_needs_no_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("lista.csv");
    write(&file, "Etunimi,Sukunimi,Sähköposti\nÁile,Niittyvuopio,aile@saiva.example.fi\n");
    let output = run(folder.path(), &["read", "lista.csv", "--json"]);
    assert!(output.status.success());
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read[0]["outcome"], "imported");
    assert_eq!(read[0]["rows"][0]["first_name"], "Áile");
    assert_eq!(read[0]["rows"][0]["email"], "aile@saiva.example.fi");
}

#[test]
fn wrong_usage_is_exit_code_2_and_a_missing_workspace_exit_code_1() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["dance"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["record", "add", "person", "nofield"]).status.code(), Some(2));
    let output = run(folder.path(), &["record", "list", "person", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["error"]["code"], "not_a_workspace");
}
