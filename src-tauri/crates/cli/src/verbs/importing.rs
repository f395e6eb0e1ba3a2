//! `read`, `import`, `watch`.

use std::path::PathBuf;

use app::view::{ImportReport, InboxState};
use app::{ImportOptions, Kumppani};

use crate::arguments::Import;
use crate::output::{Failure, Output};

pub fn read(files: &[PathBuf], output: &Output) -> Result<(), Failure> {
    let mut read = Vec::new();
    for file in files {
        let (name, file) = Kumppani::read_registrations(file)?;
        read.push(file.to_json(&name, app::ZONE));
    }
    output.answer(&read, |read| {
        let lines = read.iter().map(|file| {
            let count = |key: &str| file[key].as_array().map_or(0, Vec::len);
            let (name, outcome) = (file["file"].as_str(), file["outcome"].as_str());
            format!(
                "{}: {}, {} rows, {} problems",
                name.unwrap_or_default(),
                outcome.unwrap_or_default(),
                count("rows"),
                count("problems")
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

pub async fn import(kumppani: &Kumppani, import: Import, output: &Output) -> Result<(), Failure> {
    let options =
        ImportOptions { event: import.event, profile: import.profile, dry_run: import.dry_run };
    let mut reports = Vec::new();
    for file in &import.files {
        reports.push(kumppani.import_file(file, &options).await?);
    }
    answer(&reports, output)
}

pub async fn watch(kumppani: &Kumppani, once: bool, output: &Output) -> Result<(), Failure> {
    if once {
        return answer(&kumppani.take_in_once().await?, output);
    }
    let mut changes = kumppani.changes();
    kumppani.follow_inbox().await;
    output.progress("following the watched folder; Ctrl+C stops");
    let told = async {
        while changes.recv().await.is_ok() {
            let Ok(files) = kumppani.inbox().await else { continue };
            if let Some(file) = files.first() {
                output.answer(file, |file| format!("{}: {}", file.name, file.state.name()));
            }
        }
    };
    tokio::select! {
        () = told => (),
        _ = tokio::signal::ctrl_c() => (),
    }
    Ok(())
}

fn answer(reports: &[ImportReport], output: &Output) -> Result<(), Failure> {
    output.answer(&reports, |reports| reports.iter().map(in_words).collect::<Vec<_>>().join("\n"));
    let refused = |report: &ImportReport| {
        matches!(report.state, InboxState::Rejected | InboxState::NeedsAnswer)
    };
    if reports.iter().any(refused) { Err(Failure::Some) } else { Ok(()) }
}

fn in_words(report: &ImportReport) -> String {
    let counts = &report.counts;
    let mut line = format!(
        "{}: {}, {} new, {} changed, {} unchanged, {} set aside",
        report.file,
        report.state.name(),
        counts.new,
        counts.changed,
        counts.unchanged,
        counts.set_aside
    );
    if let Some(reason) = &report.reason {
        line.push_str(&format!(" ({reason})"));
    }
    for problem in &report.problems {
        line.push_str(&format!("\n    row {}: {} {}", problem.row, problem.code, problem.value));
    }
    line
}
