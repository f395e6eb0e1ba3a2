//! `findings`, `decide`, `erase person`.

use std::io::{self, BufRead, IsTerminal};

use app::view::{ErasurePreview, ErasureReport, FindingView};
use app::{Kumppani, Language};

use crate::arguments::Erase;
use crate::output::{Failure, Output};

pub async fn list(kumppani: &Kumppani, output: &Output) -> Result<(), Failure> {
    output.answer(&kumppani.findings(Language::En).await?, |findings| {
        findings.iter().map(in_words).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

pub async fn decide(
    kumppani: &Kumppani,
    finding: &str,
    choice: &str,
    output: &Output,
) -> Result<(), Failure> {
    output.answer(&kumppani.decide(finding, choice).await?, |done| match &done.action {
        Some(action) => format!("decided; to take it back: undo {action}"),
        None => "nothing changed".to_owned(),
    });
    Ok(())
}

pub async fn erase(kumppani: &Kumppani, what: Erase, output: &Output) -> Result<(), Failure> {
    let Erase::Person { id, confirm, preview } = what;
    let reach = kumppani.erasure_preview(&id, Language::En).await?;
    if preview {
        output.answer(&reach, preview_in_words);
        return Ok(());
    }
    let confirm = match confirm {
        Some(name) => name,
        None => asked(&reach, output)?,
    };
    let report = kumppani.erase_person(&id, &confirm, Language::En).await?;
    output.answer(&report, report_in_words);
    Ok(())
}

/// The name as it is typed by whoever orders an erasure.
fn asked(reach: &ErasurePreview, output: &Output) -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "an erasure cannot be undone: look at it with --preview, then give the person's name \
             with --confirm NAME"
                .to_owned(),
        ));
    }
    output.progress(&preview_in_words(reach));
    output.progress("this cannot be undone; type the name to erase:");
    let mut name = String::new();
    io::stdin().lock().read_line(&mut name).unwrap_or_default();
    Ok(name.trim().to_owned())
}

fn in_words(finding: &FindingView) -> String {
    let code = serde_json::to_value(finding.code).unwrap_or_default();
    let field = finding.field.as_deref().unwrap_or("the record");
    let mut lines = vec![format!(
        "{}  {}  {}, {field}",
        finding.id,
        code.as_str().unwrap_or_default(),
        finding.title
    )];
    lines.extend(finding.sides.iter().map(|side| {
        let stands = if side.stands { "stands" } else { "      " };
        format!(
            "    {stands}  {}  “{}”  {}  {}  {}",
            side.change, side.value, side.actor, side.at, side.workstation
        )
    }));
    if let Some(other) = &finding.other {
        lines.push(format!("    {} {}  {}", other.kind, other.id, other.title));
    }
    lines.join("\n")
}

fn preview_in_words(reach: &ErasurePreview) -> String {
    let mut lines = vec![format!("{} would be erased for good:", reach.name)];
    lines.extend(reach.records.iter().map(|one| format!("    {} {}", one.count, one.label)));
    lines.extend(
        reach
            .mentions
            .iter()
            .map(|one| format!("    named in {} {}: {}", one.kind, one.title, one.field)),
    );
    lines.extend(reach.workstations.iter().map(|one| format!("    also on {one}")));
    lines.extend(left(&reach.files, &reach.out_of_reach));
    lines.join("\n")
}

fn report_in_words(report: &ErasureReport) -> String {
    let mut lines = vec![format!("{} was erased for good at {}:", report.name, report.at)];
    lines.extend(report.records.iter().map(|one| format!("    {} {}", one.count, one.label)));
    lines
        .push(format!("    {} fields of other records no longer name the person", report.mentions));
    lines.push(format!("    {} files of the share were written anew", report.segments));
    if report.key_rotated {
        lines.push("    the key was changed: old copies of the share cannot be read".to_owned());
    }
    lines.extend(report.waiting_for.iter().map(|one| format!("    {one} has not confirmed yet")));
    lines.extend(left(&report.files, &report.out_of_reach));
    lines.join("\n")
}

/// What is out of reach.
fn left(files: &[String], codes: &[String]) -> Vec<String> {
    let files = files.iter().map(|file| format!("    left as it is, and names the person: {file}"));
    let codes = codes.iter().map(|code| {
        let what = match code.as_str() {
            "paper" => "paper that was printed",
            "exports" => "files that were saved from the program",
            "originals" => "registration files where they came from",
            "backups" => "backups made before now",
            "share" => "sealed files on the share that were published before now",
            other => other,
        };
        format!("    out of reach: {what}")
    });
    files.chain(codes).collect()
}
