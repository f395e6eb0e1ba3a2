//! What the program promises of its speed, measured through the facade as a person meets it:
//! `cargo xtask bench`. It prints medians and p99; nothing here passes or fails.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a benchmark and its own clock")]

use std::path::Path;
use std::time::{Duration, Instant};

use app::view::{Paper, PaperOrder, SaveAs, SessionDraft, WorkspaceDraft};
use app::{Cancel, Environment, ImportOptions, Kumppani};

/// People in the register when it is searched.
const PEOPLE: usize = 100_000;
/// Registrations in one file.
const REGISTRATIONS: usize = 10_000;
/// People certified at once.
const CERTIFICATES: usize = 1_000;
/// How often quick things are measured.
const TIMES: usize = 500;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let small = workspace(&folder.path().join("small")).await;
    let event = small.add_record("event", &fields(&["name=Seminaari", "code=S1"])).await.unwrap();
    edits(&small).await;
    let file = list(folder.path(), "tuonti.csv", REGISTRATIONS);
    import(&small, &file, "10,000 registrations imported").await;

    let certified = workspace(&folder.path().join("certified")).await;
    certified.add_record("event", &fields(&["name=Seminaari", "code=S1"])).await.unwrap();
    import(
        &certified,
        &list(folder.path(), "osallistujat.csv", CERTIFICATES),
        "1,000 registrations imported",
    )
    .await;
    certificates(&certified).await;
    drop(event);

    let demo = folder.path().join("demo");
    Kumppani::demo(&demo, Environment::system()).await.unwrap();
    programme(&Kumppani::open(&demo, Environment::system()).await.unwrap()).await;

    let large = workspace(&folder.path().join("large")).await;
    large.add_record("event", &fields(&["name=Kaikki", "code=S1"])).await.unwrap();
    import(&large, &list(folder.path(), "kaikki.csv", PEOPLE), "100,000 people imported").await;
    search(&large).await;
}

async fn workspace(folder: &Path) -> Kumppani {
    let draft = WorkspaceDraft {
        folder: folder.display().to_string(),
        name: "Mittaus".into(),
        institution: String::new(),
        user: "Mittaaja".into(),
        inbox: None,
    };
    Kumppani::create(&draft, Environment::system()).await.unwrap()
}

fn fields(all: &[&str]) -> Vec<(String, String)> {
    all.iter().filter_map(|one| one.split_once('=')).map(|(a, b)| (a.into(), b.into())).collect()
}

/// A list of as many invented people as asked for.
fn list(folder: &Path, name: &str, people: usize) -> std::path::PathBuf {
    const FIRST: [&str; 10] =
        ["Aino", "Eero", "Ilmari", "Linnéa", "Maija", "Niila", "Otso", "Žofia", "Áile", "Örn"];
    const LAST: [&str; 12] = [
        "Åström",
        "Hakkarainen",
        "Kettunen",
        "Lötjönen",
        "Miettinen",
        "Nieminen",
        "Pöyhönen",
        "Räty",
        "Saarelainen",
        "Šimkus",
        "Väisänen",
        "Öhman",
    ];
    let mut text = "Etunimi;Sukunimi;Sähköposti;Organisaatio;Titteli;Ruokavalio\n".to_owned();
    for number in 0..people {
        let (first, last) = (FIRST[number % 10], LAST[number / 10 % 12]);
        let company = number % 900;
        text += &format!(
            "{first};{last}{number};h{number}@yritys{company}.example.fi;Yritys {company} Oy;asiantuntija;kasvis\n"
        );
    }
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

async fn edits(kumppani: &Kumppani) {
    let made = kumppani.add_record("organisation", &fields(&["name=Varma Oy"])).await.unwrap();
    let id = made.id.unwrap();
    let mut times = Vec::new();
    for number in 0..TIMES {
        let name = format!("name=Varma {number} Oy");
        let begun = Instant::now();
        kumppani.set_record("organisation", &id, &fields(&[&name])).await.unwrap();
        times.push(begun.elapsed());
    }
    tell("one edit to disk", times);
}

async fn import(kumppani: &Kumppani, file: &Path, what: &str) {
    let options = ImportOptions { event: Some("S1".into()), ..ImportOptions::default() };
    let begun = Instant::now();
    let report = kumppani.import_file(file, &options).await.unwrap();
    tell(what, vec![begun.elapsed()]);
    assert!(report.counts.new > 0);
}

async fn certificates(kumppani: &Kumppani) {
    let event = kumppani.event_by_code("S1").await.unwrap().to_string();
    let all = kumppani.records_json("registration").await.unwrap();
    let ids: Vec<String> =
        all.iter().filter_map(|one| one["id"].as_str().map(str::to_owned)).collect();
    kumppani.set_attendance(&ids, true).await.unwrap();
    paper(kumppani, Paper::Certificates, &event, "1,000 certificates, read, issued and saved", 5)
        .await;
}

async fn programme(kumppani: &Kumppani) {
    let event = kumppani.event_by_code("YP26").await.unwrap().to_string();
    let pages = lengthen(kumppani, &event).await;
    let what = format!("a {pages}-page programme");
    paper(kumppani, Paper::Programme, &event, &format!("{what}, read, written and saved"), 50)
        .await;
    let order = PaperOrder::new(Paper::Programme, event.as_str(), "fi");
    let mut times = Vec::new();
    for _ in 0..50 {
        let begun = Instant::now();
        kumppani.preview_paper(&order, 0).await.unwrap();
        times.push(begun.elapsed());
    }
    tell(&format!("{what}, read and previewed"), times);
}

/// Adds days to the demo's programme until it has eight pages; how many it has.
async fn lengthen(kumppani: &Kumppani, event: &str) -> u32 {
    let order = PaperOrder::new(Paper::Programme, event, "fi");
    for day in 2..30 {
        let pages = kumppani.preview_paper(&order, 0).await.unwrap().page_count;
        if pages >= 8 {
            return pages;
        }
        for hour in 9..15 {
            for track in ["Metsä ja materiaalit", "Data ja automaatio"] {
                let draft = SessionDraft {
                    event: event.to_owned(),
                    title: Some(format!("{track}: mittausta ja malleja, osa {hour}")),
                    description: Some(
                        "Mitä mitattiin, mitä siitä opittiin ja mitä seuraavaksi. ".repeat(3),
                    ),
                    session_type: Some("talk".to_owned()),
                    starts_at: Some(format!("2026-10-{day:02}T{hour:02}:00")),
                    ends_at: Some(format!("2026-10-{day:02}T{hour:02}:45")),
                    track: Some(track.to_owned()),
                    speakers: Some(vec!["Áile Niittyvuopio".to_owned()]),
                    ..SessionDraft::default()
                };
                kumppani.save_session(draft).await.unwrap();
            }
        }
    }
    panic!("a programme of four weeks has more than eight pages");
}

async fn paper(kumppani: &Kumppani, paper: Paper, event: &str, what: &str, times: usize) {
    let order = PaperOrder::new(paper, event, "fi");
    let mut taken = Vec::new();
    for _ in 0..times {
        let begun = Instant::now();
        kumppani.save_paper(&order, SaveAs::Pdf, None, &|_| (), &Cancel::default()).await.unwrap();
        taken.push(begun.elapsed());
    }
    tell(what, taken);
}

async fn search(kumppani: &Kumppani) {
    let words = ["a", "s", "åst", "sim", "hak", "öhm", "maija", "eero v", "zof sim", "yri"];
    let mut times = Vec::new();
    for number in 0..TIMES {
        let begun = Instant::now();
        let word = words[number % words.len()];
        kumppani.search(word, &["person", "organisation"], 50).await.unwrap();
        times.push(begun.elapsed());
    }
    tell("100,000 people searched by prefix", times);
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let shown = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1000.0);
    println!(
        "{what:48} median {:>12}  p99 {:>12}  ({} times)",
        shown(at(0.5)),
        shown(at(0.99)),
        times.len()
    );
}
