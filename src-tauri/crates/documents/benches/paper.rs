//! What paper costs, in cold processes on one core and warm in this one, beside what others of
//! the field take for the same content: `cargo xtask bench`. It prints medians; nothing here
//! passes or fails. Times are those on the core, where the system tells them, so that other work
//! on the machine counts little; goals are held against them. The others come from PyPI (`typst`, `reportlab`) where there is a Python.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a benchmark and its own clock")]

#[path = "paper/cold.rs"]
mod cold;
#[path = "paper/contents.rs"]
mod contents;
#[path = "paper/peers.rs"]
mod peers;
#[path = "paper/people.rs"]
mod people;
#[path = "../examples/sheets/sample.rs"]
#[allow(dead_code, reason = "the examples use the rest of it")]
mod sample;

use std::time::{Duration, Instant};

use cold::Run;
use documents::pdf::{SeparateFiles, write_batch, write_document};
use documents::{Fonts, lay_out_certificates, lay_out_programme, preview_pages};

/// How often quick things are measured in this process.
const TIMES: usize = 41;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let job = arguments.iter().position(|argument| argument == "--job");
    match job.map(|at| (arguments.get(at + 1), arguments.get(at + 2))) {
        Some((Some(job), Some(out))) => cold::work(job, out),
        _ => compare(),
    }
}

fn compare() {
    let folder = cold::target().join("paper");
    std::fs::create_dir_all(&folder).unwrap();
    println!("Cold processes on one core, median of {}:", cold::TIMES);
    let fonts = Fonts::shipped();
    let sessions = contents::sessions(&fonts);
    let ours = |job: &str| cold::own(job, &folder);
    let (one, two) = (ours("certificates"), ours("certificates-2000"));
    let (files, programme) = (ours("files"), ours(&format!("programme-{sessions}")));

    let per_second = |run: Run| 1e3 / run.milliseconds() * 1_000.0;
    let (each, each_file) = (per_second(one), per_second(files));
    let further = (two.bytes - one.bytes) as f64 / 1_000.0;
    tell("1,000 certificates, one file", one, &goal("certificates/s", each, 20_000.0, true));
    tell("2,000 certificates, one file", two, &goal("MB of memory", two.megabytes(), 30.0, false));
    println!("{:<34}{}", "  each further certificate", goal("bytes", further, 450.0, false));
    tell("1,000 certificates as files", files, &goal("files/s", each_file, 4_000.0, true));
    let cold_goal = goal("ms cold", programme.milliseconds(), 25.0, false);
    tell("programme of 8 pages", programme, &cold_goal);
    println!("{:<34}{}", "", goal("kB", programme.bytes as f64 / 1e3, 50.0, false));

    println!("\nWarm, in this process, median of {TIMES}:");
    warm(&fonts, sessions);

    println!("\nThe same content by others, cold, on the same core, median of {}:", peers::TIMES);
    match peers::Peers::ready(&folder, sessions) {
        Err(reason) => println!("  none: {reason}"),
        Ok(peers) => {
            for (job, ours) in [("certificates", one), ("programme", programme)] {
                for (name, script) in peers::SCRIPTS {
                    match peers.run(script, job) {
                        Err(reason) => println!("  {job} with {name}: {reason}"),
                        Ok(theirs) => {
                            tell(&format!("{job}, {name}"), theirs, &beside(theirs, ours))
                        }
                    }
                }
            }
        }
    }
}

fn warm(fonts: &Fonts, sessions: usize) {
    let language = domain::Language::Fi;
    let edition = sample::edition(language);
    let mut book = contents::programme(sessions);
    let titles: Vec<String> =
        book.days[0].sessions.iter().map(|session| session.title.first.text.clone()).collect();
    let mut edit = 0;
    let layout = median(|| {
        // Another title each time, as when someone types.
        edit += 1;
        let at = edit % titles.len();
        book.days[0].sessions[at].title.first.text = format!("{} {edit}", titles[at]);
        lay_out_programme(&book, &edition, fonts)
    });
    tell_time("layout of the programme, one edit", layout, 3.0);
    let document = lay_out_programme(&book, &edition, fonts);
    tell_time("writing it", median(|| write_document(&document, fonts.book()).unwrap()), 15.0);
    let both = median(|| {
        let document = lay_out_programme(&book, &edition, fonts);
        write_document(&document, fonts.book()).unwrap()
    });
    tell_time(&format!("both, {} pages", document.pages.len()), both, 15.0);
    let pictures = median(|| preview_pages(&document, fonts));
    println!("  {:<36}{:>8.2} ms", "pictures of all its pages", milliseconds(pictures));

    let certificates = contents::certificates(1_000);
    let both = median(|| {
        let batch = lay_out_certificates(&certificates, &edition, fonts);
        write_batch(&batch, fonts.book()).unwrap()
    });
    tell_time("1,000 certificates, laid out, written", both, 50.0);
    let batch = lay_out_certificates(&certificates, &edition, fonts);
    let files = median(|| {
        let files = SeparateFiles::new(&batch, fonts.book()).unwrap();
        (0..batch.pages.len()).map(|index| files.file(index).unwrap().len()).sum::<usize>()
    });
    tell_time("1,000 certificates as files", files, 250.0);
}

fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    run();
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let begun = (cold::on_core(), Instant::now());
            std::hint::black_box(run());
            match (begun.0, cold::on_core()) {
                (Some(before), Some(after)) => after - before,
                _ => begun.1.elapsed(),
            }
        })
        .collect();
    times.sort();
    times[TIMES / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn tell(name: &str, run: Run, note: &str) {
    println!(
        "  {name:<32}{:>8.1} ms{:>8.0} from start to end{:>9.1} kB{:>7.1} MB of memory   {note}",
        run.milliseconds(),
        milliseconds(run.wall),
        run.bytes as f64 / 1e3,
        run.megabytes(),
    );
}

fn tell_time(name: &str, time: Duration, most: f64) {
    println!("  {name:<36}{}", goal("ms", milliseconds(time), most, false));
}

fn goal(of: &str, value: f64, limit: f64, at_least: bool) -> String {
    let met = if at_least { value >= limit } else { value <= limit };
    let digits = if value < 100.0 { 2 } else { 0 };
    let (sign, verdict) = (if at_least { "≥" } else { "≤" }, if met { "met" } else { "MISSED" });
    format!("{value:>8.digits$} {of} (goal {sign} {limit}): {verdict}")
}

fn beside(theirs: Run, ours: Run) -> String {
    format!(
        "{:.1} × our time, {:.1} × our bytes, {:.1} × our memory",
        theirs.milliseconds() / ours.milliseconds(),
        theirs.bytes as f64 / ours.bytes as f64,
        theirs.megabytes() / ours.megabytes(),
    )
}
