//! `record`, `history`, `undo`, `search`.

use app::Kumppani;
use app::Language;
use serde_json::Value;

use crate::arguments::RecordVerb;
use crate::output::{Failure, Output};

pub async fn record(kumppani: &Kumppani, verb: RecordVerb, output: &Output) -> Result<(), Failure> {
    match verb {
        RecordVerb::List { kind } => {
            output.answer(&kumppani.records_json(&kind).await?, |records| {
                records.iter().map(one_line).collect::<Vec<_>>().join("\n")
            });
        }
        RecordVerb::Show { kind, id } => {
            output.answer(&kumppani.record_json(&kind, &id).await?, all_lines);
        }
        RecordVerb::Add { kind, fields } => {
            output.answer(&kumppani.add_record(&kind, &fields).await?, |done| {
                done.id.clone().unwrap_or_default()
            });
        }
        RecordVerb::Set { kind, id, fields } => {
            output.answer(&kumppani.set_record(&kind, &id, &fields).await?, said);
        }
        RecordVerb::Delete { kind, id } => {
            output.answer(&kumppani.delete_record(&kind, &id).await?, said);
        }
    }
    Ok(())
}

pub async fn history(
    kumppani: &Kumppani,
    kind: &str,
    id: &str,
    output: &Output,
) -> Result<(), Failure> {
    output.answer(&kumppani.history(kind, id, Language::En).await?, |entries| {
        let lines = entries.iter().map(|entry| {
            let fields = entry.fields.iter().map(|field| {
                format!(
                    "\n    {}: {} → {}",
                    field.name,
                    quoted(&field.before),
                    quoted(&field.after)
                )
            });
            let fields: String = fields.collect();
            let (at, what, by) = (&entry.at, &entry.what, &entry.actor);
            format!("{at}  {what}  {}  {by}  [{}]{fields}", entry.purpose, entry.action)
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

pub async fn undo(kumppani: &Kumppani, change: &str, output: &Output) -> Result<(), Failure> {
    output.answer(&kumppani.undo(change).await?, |done| match done.kept {
        0 => said(done),
        kept => format!("{}\n{kept} records were changed since and stay as they are", said(done)),
    });
    Ok(())
}

pub async fn search(kumppani: &Kumppani, text: &str, output: &Output) -> Result<(), Failure> {
    output.answer(&kumppani.search(text, &[], 50).await?, |hits| {
        let lines = hits
            .iter()
            .map(|hit| format!("{}  {}  {}  {}", hit.id, hit.kind, hit.title, hit.detail));
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

fn said(done: &app::view::ActionDone) -> String {
    match &done.action {
        Some(action) => format!("done; to take it back: undo {action}"),
        None => "nothing changed".to_owned(),
    }
}

fn one_line(record: &Value) -> String {
    fields(record).map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("  ")
}

fn all_lines(record: &Value) -> String {
    fields(record).map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}

fn fields(record: &Value) -> impl Iterator<Item = (&str, String)> {
    record.as_object().into_iter().flatten().map(|(name, value)| {
        (name.as_str(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    })
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { format!("“{text}”") }
}
