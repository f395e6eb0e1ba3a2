//! From bytes to registrations: the sheet with the people, its columns, its rows.

mod answers;
mod columns;
mod orders;
mod row;
mod survey;

use std::collections::BTreeSet;

use chrono_tz::Tz;
use domain::UnixMillis;
use exchange::{Header, Limits, Oddity, Row, Sheet, Workbook, clean_title, locate_header};

use crate::dictionary;
use crate::mapping::{Applied, Mapping, Remembered, signature};
use crate::profiles::{self, LIST, Profile, ProfileName};
use crate::{Outcome, ProblemCode, ReadFile, Registration, Role, RowProblem};

use self::columns::Columns;
use self::orders::Orders;
pub use self::survey::{Survey, SurveyedColumn, survey};

/// How a file is read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Where times are that name no zone.
    pub zone: Tz,
    /// How much is read at most.
    pub limits: Limits,
    /// The form tool, where it is not recognised rightly.
    pub profile: Option<ProfileName>,
    /// What a person says of this file's columns.
    pub mapping: Option<Mapping>,
    /// What people said of files before; holds for a file with the very same headers.
    pub remembered: Vec<Remembered>,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            zone: Tz::Europe__Helsinki,
            limits: Limits::default(),
            profile: None,
            mapping: None,
            remembered: Vec::new(),
        }
    }
}

/// A sheet as a list of registrations.
struct Candidate<'s> {
    sheet: &'s Sheet,
    header: Header,
    profile: &'static Profile,
    columns: Columns,
    signature: BTreeSet<String>,
    applied: Option<Applied>,
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
    let best = best_sheet(&workbook, options);
    let Some(best) = best else {
        return without_rows(
            Outcome::NeedsMapping,
            None,
            RowProblem::new(0, ProblemCode::NoHeader, ""),
        );
    };
    let profile = best.profile.name();
    if best.profile.no_people && best.applied.is_none() {
        let why = RowProblem::new(0, ProblemCode::OrdersWithoutPeople, best.sheet.name.clone());
        return without_rows(Outcome::NeedsMapping, Some(profile), why).of(&best);
    }
    if !best.columns.name_people() {
        let why = RowProblem::new(0, ProblemCode::NoPeople, "");
        return without_rows(Outcome::NeedsMapping, Some(profile), why).of(&best);
    }
    read_rows(&best, workbook.modified_unix_ms, options)
}

/// The sheet with the people.
fn best_sheet<'s>(workbook: &'s Workbook, options: &ReadOptions) -> Option<Candidate<'s>> {
    let sheets = workbook.sheets.iter().filter(|sheet| !sheet.hidden && !sheet.rows.is_empty());
    let candidates = sheets.filter_map(|sheet| candidate(sheet, options));
    candidates.max_by_key(|candidate| {
        let known = !std::ptr::eq(candidate.profile, &LIST) && !candidate.profile.no_people;
        let columns = &candidate.columns;
        (candidate.applied.is_some(), known, columns.name_people(), columns.recognised())
    })
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
    let signature = signature(&header);
    let applied = applied(&signature, options);
    let mapping = applied.as_ref().map(|applied| &applied.mapping);
    let columns = Columns::of(sheet, &header, profile, mapping);
    Some(Candidate { sheet, header, profile, columns, signature, applied })
}

/// The mapping that headers are read by: what a person says of this file, else what was said of
/// the very same headers before.
fn applied(headers: &BTreeSet<String>, options: &ReadOptions) -> Option<Applied> {
    if let Some(mapping) = &options.mapping {
        let speaks =
            mapping.columns.is_empty() || mapping.columns.keys().any(|key| headers.contains(key));
        return speaks.then(|| Applied { id: None, mapping: mapping.clone() });
    }
    let mut same = options.remembered.iter().filter(|one| one.headers == *headers);
    same.next().map(|one| Applied { id: Some(one.id), mapping: one.mapping.clone() })
}

fn read_rows(candidate: &Candidate<'_>, modified: Option<i64>, options: &ReadOptions) -> ReadFile {
    let Candidate { sheet, header, profile, columns, .. } = candidate;
    let body = &sheet.rows[header.body.clone()];
    let mut problems = oddities(sheet);
    let said = candidate.applied.as_ref().and_then(|applied| applied.mapping.order);
    let order = said.unwrap_or_else(|| columns.date_order(body));
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
        headers: candidate.signature.clone(),
        applied: candidate.applied.clone(),
    }
}

impl ReadFile {
    /// The same, with what the sheet's header says of it.
    fn of(self, candidate: &Candidate<'_>) -> ReadFile {
        let (headers, applied) = (candidate.signature.clone(), candidate.applied.clone());
        ReadFile { headers, applied, ..self }
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
        headers: BTreeSet::new(),
        applied: None,
    }
}
