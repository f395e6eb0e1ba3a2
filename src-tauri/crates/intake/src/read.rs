//! From bytes to registrations: the sheet with the people, its columns, its rows.

mod answers;
mod columns;
mod orders;
mod row;

use std::collections::BTreeSet;

use chrono_tz::Tz;
use domain::UnixMillis;
use exchange::{Header, Limits, Oddity, Row, Sheet, clean_title, locate_header};

use crate::dictionary;
use crate::profiles::{self, LIST, Profile, ProfileName};
use crate::{Outcome, ProblemCode, ReadFile, Registration, Role, RowProblem};

use self::columns::Columns;
use self::orders::Orders;

/// How a file is read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Where times are that name no zone.
    pub zone: Tz,
    /// How much is read at most.
    pub limits: Limits,
    /// The form tool, where it is not recognised rightly.
    pub profile: Option<ProfileName>,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions { zone: Tz::Europe__Helsinki, limits: Limits::default(), profile: None }
    }
}

/// A sheet as a list of registrations.
struct Candidate<'s> {
    sheet: &'s Sheet,
    header: Header,
    profile: &'static Profile,
    columns: Columns,
}

/// Reads a registration file. It never fails: what keeps a file from being read stands in its
/// outcome and its problems.
pub fn read_file(bytes: &[u8], file_name: &str, options: &ReadOptions) -> ReadFile {
    let workbook = match exchange::read(bytes, file_name, &options.limits) {
        Ok(workbook) => workbook,
        Err(error) => {
            let why = RowProblem::new(0, ProblemCode::NotReadable, error.code());
            return without_rows(Outcome::Rejected, None, why);
        }
    };
    let sheets = workbook.sheets.iter().filter(|sheet| !sheet.hidden && !sheet.rows.is_empty());
    let candidates = sheets.filter_map(|sheet| candidate(sheet, options));
    let best = candidates.max_by_key(|candidate| {
        let known = !std::ptr::eq(candidate.profile, &LIST) && !candidate.profile.no_people;
        (known, candidate.columns.name_people(), candidate.columns.recognised())
    });
    let Some(best) = best else {
        return without_rows(
            Outcome::NeedsMapping,
            None,
            RowProblem::new(0, ProblemCode::NoHeader, ""),
        );
    };
    let profile = best.profile.name();
    if best.profile.no_people {
        let why = RowProblem::new(0, ProblemCode::OrdersWithoutPeople, best.sheet.name.clone());
        return without_rows(Outcome::NeedsMapping, Some(profile), why);
    }
    if !best.columns.name_people() {
        let why = RowProblem::new(0, ProblemCode::NoPeople, "");
        return without_rows(Outcome::NeedsMapping, Some(profile), why);
    }
    read_rows(&best, workbook.modified_unix_ms, options)
}

fn candidate<'s>(sheet: &'s Sheet, options: &ReadOptions) -> Option<Candidate<'s>> {
    let mut header = locate_header(sheet)?;
    let profile = match options.profile {
        Some(name) => profiles::by_name(name),
        None => profiles::recognise(header.titles.iter().map(|title| title.text.as_str())),
    };
    for title in &mut header.titles {
        if let Some(question) = title.text.strip_prefix(profile.question_prefix) {
            title.text = question.to_owned();
        }
    }
    let columns = Columns::of(sheet, &header, profile);
    Some(Candidate { sheet, header, profile, columns })
}

fn read_rows(candidate: &Candidate<'_>, modified: Option<i64>, options: &ReadOptions) -> ReadFile {
    let Candidate { sheet, header, profile, columns } = candidate;
    let body = &sheet.rows[header.body.clone()];
    let mut problems = oddities(sheet);
    let order = columns.date_order(body);
    if order == exchange::dates::Order::Undecidable {
        problems.push(RowProblem::new(0, ProblemCode::AmbiguousDates, ""));
    }
    let reading = crate::cell::time::Reading {
        order,
        zone: if profile.utc { Tz::UTC } else { options.zone },
    };
    let shifted: BTreeSet<u32> = problems
        .iter()
        .filter(|problem| problem.code == ProblemCode::RowShifted)
        .map(|problem| problem.row)
        .collect();
    let orders = Orders::of(body, columns, profile);
    let mut rows = Vec::new();
    let mut changed: Option<UnixMillis> = None;
    for row in body.iter().filter(|row| !shifted.contains(&row.number)) {
        if repeats_header(row, header) {
            continue;
        }
        let Some(read) = row::read(row, columns, profile, reading, &mut problems) else { continue };
        changed = changed.max(read.changed_at);
        let mut registration = read.registration;
        orders.give_each_their_own(row, &mut registration);
        rows.push(registration);
    }
    name_repeated(&rows, &mut problems);
    let latest = rows.iter().filter_map(|row| row.submitted_at).max().max(changed);
    ReadFile {
        outcome: Outcome::Imported,
        profile: Some(profile.name()),
        event_code: one_event(&rows, &mut problems).or_else(|| event_above(sheet, header)),
        stated_at: modified.map(UnixMillis).or(latest),
        rows,
        problems,
    }
}

/// What the reader of the format noticed and a person may want to know. Rows that only end early
/// are ordinary.
fn oddities(sheet: &Sheet) -> Vec<RowProblem> {
    let told = sheet.oddities.iter().filter_map(|oddity| match oddity {
        Oddity::RowTooShort { .. } => None,
        Oddity::RowTooLong { row, .. } => Some(RowProblem::new(*row, ProblemCode::RowShifted, "")),
        other => Some(RowProblem::new(other.row().unwrap_or(0), ProblemCode::Oddity, other.code())),
    });
    told.collect()
}

/// Whether a row is the header once more, as in lists that were pasted together.
fn repeats_header(row: &Row, header: &Header) -> bool {
    row.filled() > 1
        && header.titles.iter().enumerate().all(|(column, title)| {
            row.cell(column).is_empty() || clean_title(&row.cell(column).text()) == title.text
        })
}

/// The event's code where the rows above the header say it: `Tapahtumakoodi: YP26`, in one cell or
/// in two.
fn event_above(sheet: &Sheet, header: &Header) -> Option<String> {
    sheet.rows[..header.rows.start].iter().find_map(|row| {
        let texts: Vec<String> = row.cells.iter().map(|cell| clean_title(&cell.text())).collect();
        let mut texts = texts.iter().filter(|text| !text.is_empty());
        let label = texts.next()?;
        let (label, code) = match label.split_once([':', '=']) {
            Some((label, code)) if !code.trim().is_empty() => (label, code.trim()),
            _ => (label.as_str(), texts.next()?.as_str()),
        };
        let is_code = !code.contains(' ')
            && dictionary::role_of(label).is_some_and(|(role, _)| role == Role::EventCode);
        is_code.then(|| code.to_owned())
    })
}

fn name_repeated(rows: &[Registration], problems: &mut Vec<RowProblem>) {
    let mut seen = std::collections::BTreeSet::new();
    for row in rows {
        if let Some(key) = &row.source_key
            && !seen.insert(key)
        {
            problems.push(RowProblem::new(row.row, ProblemCode::RepeatedRow, key.clone()));
        }
    }
}

/// The event that the rows are of, if they say one and the same.
fn one_event(rows: &[Registration], problems: &mut Vec<RowProblem>) -> Option<String> {
    let mut codes: Vec<&String> = rows.iter().filter_map(|row| row.event_code.as_ref()).collect();
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [only] => Some((*only).clone()),
        [] => None,
        several => {
            let all = several.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(", ");
            problems.push(RowProblem::new(0, ProblemCode::SeveralEvents, all));
            None
        }
    }
}

fn without_rows(outcome: Outcome, profile: Option<ProfileName>, why: RowProblem) -> ReadFile {
    ReadFile {
        outcome,
        profile,
        event_code: None,
        rows: Vec::new(),
        problems: vec![why],
        stated_at: None,
    }
}
