//! `print`: every sheet, every form, every refusal.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::workspace::Workspace;

/// Prints to a file of that name in the workspace's folder; what the program says, and the file.
fn print(workspace: &Workspace, arguments: &[&str], name: &str) -> (Value, PathBuf) {
    let out = workspace.path().join(name);
    let all = [&["print"], arguments, &["--out", out.to_str().unwrap()]].concat();
    (workspace.json(&all), out)
}

fn refused(workspace: &Workspace, arguments: &[&str]) -> Value {
    let out = workspace.path().join("refused.pdf");
    let all = [&["print"], arguments, &["--out", out.to_str().unwrap()]].concat();
    let error = workspace.refusal(&all);
    assert!(!out.exists(), "{arguments:?} left a file");
    error
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn every_sheet_is_printed_as_pdf_in_one_language_and_in_two() {
    let (_parent, workspace, _) = Workspace::demo();
    let event = ["--event", "yp26"];
    let sheets: [(&str, &[&str]); 14] = [
        ("programme", &event),
        ("one-page", &event),
        ("booklet", &event),
        ("certificates", &event),
        ("badges", &["--event", "yp26", "--stock", "avery-l4785", "--used-cells", "3"]),
        ("badges", &["--event", "yp26", "--both-sides"]),
        ("tents", &event),
        ("attendance", &["--event", "yp26", "--per", "both", "--blank-lines", "2"]),
        ("check-in", &event),
        ("signs", &event),
        ("route", &event),
        ("brief", &["--organisation", "saiva data"]),
        ("report", &event),
        ("report", &["--project", "s99001"]),
    ];
    for (sheet, arguments) in sheets {
        for language in ["fi", "sv+en"] {
            let all = [&[sheet], arguments, &["--lang", language]].concat();
            let (saved, out) = print(&workspace, &all, &format!("{sheet}.pdf"));
            let bytes = std::fs::read(&out).unwrap();
            assert!(bytes.starts_with(b"%PDF-1.7"), "{all:?}");
            assert_eq!(saved["bytes"], bytes.len(), "{all:?}");
            assert_eq!((&saved["files"], &saved["path"]), (&json!(1), &json!(out)), "{all:?}");
            assert!(saved["pages"].as_u64().unwrap() >= 1, "{all:?}");
        }
    }
}

#[test]
fn a_brief_of_an_event_has_a_page_for_each_organisation_registered() {
    let (_parent, workspace, _) = Workspace::demo();
    let registrations = workspace.json(&["record", "list", "registration"]);
    let mut organisations: Vec<&str> = registrations
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| matches!(one["status"].as_str(), None | Some("new" | "confirmed")))
        .filter_map(|one| one["organisation"].as_str())
        .collect();
    organisations.sort_unstable();
    organisations.dedup();
    assert!(organisations.len() > 1);
    let (saved, _) = print(&workspace, &["brief", "--event", "YP26"], "brief.pdf");
    assert_eq!(saved["pages"], organisations.len());
}

#[test]
fn the_ending_of_the_file_makes_a_programme_a_web_page_or_a_calendar() {
    let (_parent, workspace, _) = Workspace::demo();
    let (saved, out) = print(&workspace, &["programme", "--event", "YP26"], "ohjelma.ics");
    let calendar = std::fs::read_to_string(out).unwrap();
    assert!(calendar.starts_with("BEGIN:VCALENDAR"), "{calendar}");
    assert!(calendar.contains("Konenäkö lajittelulinjalla"));
    assert_eq!(saved["pages"], 0);
    let arguments = ["programme", "--event", "YP26", "--lang", "en"];
    let (_, out) = print(&workspace, &arguments, "programme.html");
    let page = std::fs::read_to_string(out).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") || page.starts_with("<!doctype html>"), "{page}");
    assert!(page.contains("Machine vision on the sorting line"));
}

#[test]
fn certificates_are_saved_as_a_file_a_person_into_a_folder() {
    let (_parent, workspace, _) = Workspace::demo();
    let arguments = ["certificates", "--event", "YP26", "--separate"];
    let (saved, folder) = print(&workspace, &arguments, "todistukset");
    let names = names_in(&folder);
    let issued = workspace.json(&["record", "list", "certificate"]).as_array().unwrap().len();
    assert_eq!(names.len(), issued);
    assert_eq!((&saved["files"], &saved["pages"]), (&json!(issued), &json!(issued)));
    assert!(names.iter().all(|name| name.ends_with(" – YP26.pdf")), "{names:?}");
    for name in &names {
        assert!(std::fs::read(folder.join(name)).unwrap().starts_with(b"%PDF-1.7"));
    }
    // What is there already is never written over: a second time makes a folder within.
    let (again, _) = print(&workspace, &arguments, "todistukset");
    let inner = PathBuf::from(again["path"].as_str().unwrap());
    assert_eq!(inner.parent(), Some(folder.as_path()));
    assert_eq!(names_in(&inner), names);
}

#[test]
fn certificates_are_packed_together_with_the_one_file_of_all() {
    let (_parent, workspace, _) = Workspace::demo();
    let arguments = ["certificates", "--event", "YP26", "--zip", "--lang", "fi+en"];
    let (saved, out) = print(&workspace, &arguments, "todistukset.zip");
    let mut packed = zip::ZipArchive::new(std::fs::File::open(out).unwrap()).unwrap();
    let issued = workspace.json(&["record", "list", "certificate"]).as_array().unwrap().len();
    assert_eq!(packed.len(), issued + 1);
    assert_eq!(saved["files"], issued + 1);
    assert!(packed.by_name("todistukset.pdf").is_ok());
    for at in 0..packed.len() {
        let file = packed.by_index(at).unwrap();
        assert_eq!(file.compression(), zip::CompressionMethod::Stored);
        assert_eq!(file.last_modified().map(|time| time.year()), Some(1980));
    }
}

#[test]
fn issuing_again_keeps_the_numbers_and_writes_down_the_new_edition() {
    let (_parent, workspace, _) = Workspace::demo();
    let numbers = || -> Vec<(Value, Value)> {
        let issued = workspace.json(&["record", "list", "certificate"]);
        let issued = issued.as_array().unwrap();
        issued.iter().map(|one| (one["registration"].clone(), one["number"].clone())).collect()
    };
    let before = numbers();
    assert!(!before.is_empty());
    print(&workspace, &["certificates", "--event", "YP26", "--lang", "sv"], "intyg.pdf");
    assert_eq!(numbers(), before);
    let issued = workspace.json(&["record", "list", "certificate"]);
    assert!(issued.as_array().unwrap().iter().all(|one| one["language"] == "sv"));
}

#[test]
fn what_cannot_be_printed_is_refused_and_says_what_to_do() {
    let workspace = Workspace::new();
    let project = workspace.add("project", &["name=Kasvua", "code=S1"]);
    workspace.add("event", &["name=Seminaari", "code=S1", &format!("project={project}")]);
    let event = ["--event", "S1"];
    let code = |sheet: &str, more: &[&str]| {
        let error = refused(&workspace, &[&[sheet], &event[..], more].concat());
        let reason = error["details"]["reason"].as_str().unwrap_or_default().to_owned();
        (error["code"].as_str().unwrap().to_owned(), reason)
    };
    let is = |code: &str, reason: &str| (code.to_owned(), reason.to_owned());
    assert_eq!(code("certificates", &[]), is("nobody_present", ""));
    assert_eq!(code("certificates", &["--zip"]), is("nobody_present", ""));
    for sheet in ["badges", "tents", "brief"] {
        assert_eq!(code(sheet, &[]), is("nobody_registered", ""), "{sheet}");
    }
    assert_eq!(code("signs", &[]), is("refused", "no_sessions"));
    assert_eq!(code("route", &[]), is("refused", "no_stops"));
    assert_eq!(code("report", &[]), is("refused", "no_indicators"));
    assert_eq!(code("programme", &["--separate"]), is("invalid", "no_such_form"));
    assert_eq!(code("booklet", &["--zip"]), is("invalid", "no_such_form"));
    assert_eq!(code("badges", &["--stock", "a0"]), is("invalid", "unknown_choice"));
    assert_eq!(code("badges", &["--used-cells", "8"]), is("invalid", "too_many"));

    let missing = refused(&workspace, &["programme", "--event", "X"]);
    assert_eq!(missing["code"], "not_found");
    assert_eq!(refused(&workspace, &["brief", "--organisation", "X"])["code"], "not_found");
    workspace.add("organisation", &["name=Puu Oy"]);
    workspace.add("organisation", &["name=Puu Oyj"]);
    let several = refused(&workspace, &["brief", "--organisation", "puu"]);
    assert_eq!(several["details"]["reason"], "ambiguous");
}

#[test]
fn paper_that_a_financier_would_send_back_is_refused_by_the_rule() {
    let workspace = Workspace::new();
    let project = |fields: &[&str]| {
        let project = workspace.add("project", fields);
        workspace.add(
            "event",
            &[
                "name=Seminaari",
                &format!("code={}", &project[30..]),
                "starts_at=1.10.2026 klo 9",
                &format!("project={project}"),
            ],
        );
        let error = refused(&workspace, &["programme", "--event", &project[30..]]);
        assert_eq!(error["code"], "refused");
        assert_eq!(error["details"]["reason"], "visibility");
        error["details"]["rule"].as_str().unwrap().to_owned()
    };
    let rule = project(&["name=ESR-hanke", "code=S1", "programme_period=period_2021_2027"]);
    assert_eq!(rule, "fund_named");
    let rule = project(&["name=Kasvua", "code=S2", "programme_period=period_2014_2020"]);
    assert_eq!(rule, "period_over");
    let rule = project(&["name=Kasvua", "programme_period=period_2021_2027"]);
    assert_eq!(rule, "project_code_missing");
    assert_eq!(project(&["name=Kasvua", "code=S3", "fund=ESR+"]), "period_unknown");
    let fund = "fund=Oikeudenmukaisen siirtymän rahasto";
    assert_eq!(project(&["name=Kasvua", "code=S4", fund]), "period_unknown");
}

#[test]
fn the_slogan_of_the_former_period_is_found_wherever_a_sheet_says_it() {
    let workspace = Workspace::new();
    let slogan = "Vipuvoimaa EU:lta";
    let period = "programme_period=period_2021_2027";
    let project = workspace.add("project", &["name=Kasvua", "code=S1", period]);
    let project = format!("project={project}");
    let times = ["starts_at=1.10.2026 klo 9", "ends_at=1.10.2026 klo 10"];
    for (number, field) in ["track", "speaker_names", "title"].into_iter().enumerate() {
        let code = format!("code=K{number}");
        let event =
            workspace.add("event", &[&["name=Seminaari", &code, &project], &times[..]].concat());
        let (event, said) = (format!("event={event}"), format!("{field}={slogan}"));
        let title = if field == "title" { "description=x" } else { "title=Puhe" };
        workspace.add("session", &[&[&event, title, &said], &times[..]].concat());
        // A track alone is not shown.
        workspace.add("session", &[&[&event, "title=Toinen", "track=B"], &times[..]].concat());
        let mut sheets = vec![vec!["programme"], vec!["one-page"]];
        if field == "title" {
            sheets.push(vec!["attendance", "--per", "session"]);
        }
        for sheet in sheets {
            let error = refused(&workspace, &[&sheet[..], &["--event", &code[5..]]].concat());
            assert_eq!(error["details"]["rule"], "slogan_used", "{field} on {sheet:?}");
        }
    }
}

#[test]
fn the_ending_of_a_file_is_never_that_of_another_form() {
    let (_parent, workspace, _) = Workspace::demo();
    for (sheet, name) in [("tents", "x.html"), ("booklet", "x.ics"), ("badges", "x.zip")] {
        let out = workspace.path().join(name);
        let out = out.to_str().unwrap();
        let error = workspace.refusal(&["print", sheet, "--event", "YP26", "--out", out]);
        assert_eq!(error["details"]["reason"], "no_such_form", "{sheet} {name}");
        assert!(!Path::new(out).exists());
    }
    let (said, out) = print(&workspace, &["certificates", "--event", "YP26"], "kaikki.zip");
    assert!(said["files"].as_u64().unwrap() > 1);
    assert!(std::fs::read(out).unwrap().starts_with(b"PK"));
}

#[test]
fn wrong_words_are_wrong_usage() {
    let workspace = Workspace::new();
    for arguments in [
        &["print", "programme", "--out", "x.pdf"][..],
        &["print", "poster", "--event", "S1", "--out", "x.pdf"],
        &["print", "programme", "--event", "S1", "--lang", "fi+fi", "--out", "x.pdf"],
        &["print", "programme", "--event", "S1", "--project", "S1", "--out", "x.pdf"],
        &["print", "certificates", "--event", "S1", "--zip", "--separate", "--out", "x"],
        &["print", "attendance", "--event", "S1", "--per", "week", "--out", "x.pdf"],
    ] {
        assert_eq!(workspace.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert!(!workspace.path().join("x.pdf").exists());
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let (_parent, workspace, _) = Workspace::demo();
    let file = workspace.path().join("kumppani.db");
    let out = file.join("ohjelma.pdf");
    let arguments = ["print", "programme", "--event", "YP26", "--out", out.to_str().unwrap()];
    let error = workspace.refusal(&arguments);
    assert_eq!(error["code"], "disk");
    assert!(error["details"]["path"].as_str().unwrap().contains("kumppani.db"));
}

/// A limit on the size of files stands in for a full disk: a write beyond it fails midway.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_the_earlier_file_and_nothing_half_written() {
    let (_parent, workspace, _) = Workspace::demo();
    let folder = workspace.path().join("levy");
    std::fs::create_dir(&folder).unwrap();
    print(&workspace, &["signs", "--event", "YP26"], "levy/ohjelma.pdf");
    let before = std::fs::read(folder.join("ohjelma.pdf")).unwrap();
    let full = |arguments: &str| {
        let command = format!(
            "trap '' XFSZ; ulimit -f 64; exec \"$0\" --workspace \"$1\" print {arguments} --json"
        );
        let program = env!("CARGO_BIN_EXE_kumppani-cli");
        let output = std::process::Command::new("bash")
            .args(["-c", &command, program])
            .arg(workspace.path())
            .current_dir(&folder)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments}: {output:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["error"]["code"], "disk", "{answer}");
    };
    full("tents --event YP26 --out ohjelma.pdf");
    full("certificates --event YP26 --zip --out todistukset.zip");
    assert_eq!(names_in(&folder), ["ohjelma.pdf"]);
    assert_eq!(std::fs::read(folder.join("ohjelma.pdf")).unwrap(), before);
}

#[test]
fn a_refusal_says_what_to_do_next() {
    let workspace = Workspace::new();
    workspace.add("event", &["name=Päivä", "code=P1"]);
    let said = |arguments: &[&str]| {
        let output = workspace.run(&[&["print"], arguments, &["--out", "x.pdf"]].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), told)
    };
    for (arguments, code, next) in [
        (&["programme", "--event", "Q9"][..], 1, "record list event"),
        (&["badges", "--event", "P1", "--stock", "A0"], 1, "avery-l4784"),
        (&["report", "--event", "P1"], 1, "project=ID"),
        (&["programme", "--project", "S1"], 2, "--event CODE"),
        (&["programme", "--organisation", "Puu"], 2, "--event CODE"),
        (&["brief", "--project", "S1"], 2, "--organisation"),
        (&["report", "--organisation", "Puu"], 2, "--project"),
    ] {
        let (exit, told) = said(arguments);
        assert_eq!(exit, Some(code), "{arguments:?}: {told}");
        assert!(told.contains(next), "{arguments:?}: {told}");
    }
}
