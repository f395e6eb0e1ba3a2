//! What a file's columns are taken for, and what stands in them: what a person needs to see to say
//! it better.

use std::collections::{BTreeMap, BTreeSet};

use exchange::dates::Order;
use exchange::{Cell, Row};

use super::{Candidate, ReadOptions, best_sheet};
use crate::cell::{identity_code, status};
use crate::mapping::column_key;
use crate::{ProfileName, Role};

/// How many values of a column are shown.
const SAMPLES: usize = 3;
/// How many letters of a value are shown.
const SAMPLE_LETTERS: usize = 60;

/// The columns of a file, as they are understood without further word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The name of the sheet with the people; empty where the format has none.
    pub sheet: String,
    /// The form tool.
    pub profile: ProfileName,
    /// The columns, in the order of the file.
    pub columns: Vec<SurveyedColumn>,
    /// How many rows there are.
    pub rows: usize,
    /// The signature of the header.
    pub headers: BTreeSet<String>,
    /// Whether nothing tells what comes first in dates such as `5/10/2026`.
    pub order_undecided: bool,
    /// Words of the status column that no form tool is known to use, in lower case.
    pub unknown_statuses: Vec<String>,
}

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedColumn {
    /// Its name in a [`Mapping`](crate::Mapping).
    pub key: String,
    /// Its title as the file has it.
    pub title: String,
    /// Values of it, each once, shortened.
    pub samples: Vec<String>,
    /// How many rows say something in it.
    pub filled: usize,
    /// What it is taken for.
    pub role: Role,
    /// What stands between several answers of one cell.
    pub separator: Option<String>,
    /// Whether it asks for a personal identity code, which is never kept nor shown.
    pub is_forbidden: bool,
}

/// Surveys the columns of a file; none where it is no table with titles.
pub fn survey(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Option<Survey> {
    let workbook = exchange::read(bytes, file_name, &options.limits).ok()?;
    let best = best_sheet(&workbook, options)?;
    Some(of(&best))
}

fn of(candidate: &Candidate<'_>) -> Survey {
    let Candidate { sheet, header, profile, columns, signature, .. } = candidate;
    let body = &sheet.rows[header.body.clone()];
    let roles: BTreeMap<usize, Role> =
        columns.places().map(|(role, column)| (column, role)).collect();
    let separators: BTreeMap<usize, &str> =
        columns.questions.iter().filter_map(|question| question.separator()).collect();
    let asked: BTreeSet<usize> =
        columns.questions.iter().flat_map(|question| question.columns()).collect();
    let surveyed = header.titles.iter().enumerate().map(|(column, title)| {
        let is_forbidden = columns.forbidden.contains(&column);
        let otherwise = if asked.contains(&column) { Role::Question } else { Role::Ignored };
        SurveyedColumn {
            key: column_key(title, column),
            title: title.to_string(),
            samples: if is_forbidden { Vec::new() } else { samples(body, column) },
            filled: body.iter().filter(|row| !row.cell(column).is_empty()).count(),
            role: roles.get(&column).copied().unwrap_or(otherwise),
            separator: separators.get(&column).map(|between| (*between).to_owned()),
            is_forbidden,
        }
    });
    let said = candidate.applied.as_ref().and_then(|applied| applied.mapping.order);
    Survey {
        sheet: sheet.name.clone(),
        profile: profile.name(),
        columns: surveyed.collect(),
        rows: body.len(),
        headers: signature.clone(),
        order_undecided: said.is_none() && columns.date_order(body) == Order::Undecidable,
        unknown_statuses: unknown_statuses(candidate, body),
    }
}

/// The first values of a column, each once, without identity codes.
fn samples(rows: &[Row], column: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty()) {
        let mut text = identity_code::without(&cell.text()).trim().to_owned();
        if let Some((end, _)) = text.char_indices().nth(SAMPLE_LETTERS) {
            text.truncate(end);
            text.push('…');
        }
        if !text.is_empty() && !samples.contains(&text) {
            samples.push(text);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

/// Words of the status column that say nothing yet; a column of free text has too many to ask of.
fn unknown_statuses(candidate: &Candidate<'_>, rows: &[Row]) -> Vec<String> {
    const MOST: usize = 12;
    let Some(column) = candidate.columns.place(Role::Status) else { return Vec::new() };
    let words = rows.iter().filter_map(|row| match row.cell(column) {
        Cell::Text(text) if status::read(text).is_none() => Some(text.trim().to_lowercase()),
        _ => None,
    });
    let words: BTreeSet<String> = words.collect();
    if words.len() > MOST { Vec::new() } else { words.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Mapping, Outcome, Remembered, Status, read_file};
    use domain::RecordId;

    const ODD: &str = "Kuka tulee?;Mistä;Milloin vastasi;Aamu vai ilta;Jatko\n\
        Maija Meri;maija@x.example.fi;5/10/2026;aamu/ilta;ok\n\
        Ville Vuori;ville@x.example.fi;6/10/2026;ilta;ei\n";

    fn mapping() -> Mapping {
        let columns = [
            ("kuka tulee", Role::FullName),
            ("mistä", Role::Email),
            ("milloin vastasi", Role::SubmittedAt),
            ("aamu vai ilta", Role::Question),
            ("jatko", Role::Status),
        ];
        Mapping {
            columns: columns.map(|(key, role)| (key.to_owned(), role)).into(),
            separators: [("aamu vai ilta".to_owned(), "/".to_owned())].into(),
            order: Some(Order::DayMonth),
            statuses: [("ok".to_owned(), Status::Confirmed), ("ei".to_owned(), Status::Cancelled)]
                .into(),
        }
    }

    #[test]
    fn columns_are_shown_with_what_stands_in_them() {
        let surveyed = survey(ODD.as_bytes(), "a.csv", &ReadOptions::default()).unwrap();
        let shown: Vec<_> = surveyed
            .columns
            .iter()
            .map(|column| (column.key.as_str(), column.role, column.samples.len()))
            .collect();
        assert_eq!(shown[0], ("kuka tulee", Role::Question, 2));
        assert_eq!(shown.len(), 5);
        assert_eq!(surveyed.rows, 2);
    }

    #[test]
    fn what_a_person_says_of_columns_is_followed() {
        let options = ReadOptions { mapping: Some(mapping()), ..ReadOptions::default() };
        let file = read_file(ODD.as_bytes(), "a.csv", &options);
        assert_eq!(file.outcome, Outcome::Imported);
        let maija = &file.rows[0];
        assert_eq!(maija.full_name(), "Maija Meri");
        assert_eq!(maija.email.as_deref(), Some("maija@x.example.fi"));
        assert_eq!(maija.answers["Aamu vai ilta"], ["aamu", "ilta"]);
        assert_eq!(file.rows[1].status, Status::Cancelled);
        assert!(maija.submitted_at.unwrap() < file.rows[1].submitted_at.unwrap());
        assert_eq!(file.problems, []);
    }

    #[test]
    fn what_was_said_once_holds_for_the_same_headers_in_any_order_and_for_no_others() {
        let options = ReadOptions { mapping: Some(mapping()), ..ReadOptions::default() };
        let first = read_file(ODD.as_bytes(), "a.csv", &options);
        let id = RecordId::from_bytes([3; 16]);
        let remembered =
            vec![Remembered { id, headers: first.headers.clone(), mapping: mapping() }];
        let options = ReadOptions { remembered, ..ReadOptions::default() };
        let turned = "Jatko;Kuka tulee;Mistä;Milloin vastasi;Aamu vai ilta\n\
            ok;Aino Aalto;aino@x.example.fi;7/10/2026;ilta\n";
        let again = read_file(turned.as_bytes(), "b.csv", &options);
        assert_eq!(again.applied.unwrap().id, Some(id));
        assert_eq!(again.rows[0].full_name(), "Aino Aalto");

        let more = "Jatko;Kuka tulee;Mistä;Milloin vastasi;Aamu vai ilta;Lisäksi\n\
            ok;Aino Aalto;aino@x.example.fi;7/10/2026;ilta;\n";
        assert_eq!(read_file(more.as_bytes(), "b.csv", &options).applied, None);
    }

    #[test]
    fn codes_that_are_never_kept_are_not_shown_either() {
        let text = "Nimi;Henkilötunnus;Huom\nMaija Meri;131052-308T;131052-308T on se\n";
        let surveyed = survey(text.as_bytes(), "a.csv", &ReadOptions::default()).unwrap();
        assert!(surveyed.columns[1].is_forbidden);
        assert!(!format!("{surveyed:?}").contains("131052-308T"));
    }

    #[test]
    fn dates_that_tell_nothing_and_words_of_no_tool_are_named() {
        let text = "Nimi;Aikaleima;Tila\nMaija Meri;5/10/2026 9:00;maksettu\nVille Vuori;6/10/2026 9:00;ehkä\n";
        let surveyed = survey(text.as_bytes(), "a.csv", &ReadOptions::default()).unwrap();
        assert!(surveyed.order_undecided);
        assert_eq!(surveyed.unknown_statuses, ["ehkä"]);
    }
}
