//! From bytes to registrations: the sheet with the people, its columns, its rows.

mod answers;
mod columns;
mod row;

use chrono_tz::Tz;
use domain::UnixMillis;
use exchange::{Header, Limits, Sheet, locate_header};

use crate::profiles::{self, LIST, Profile, ProfileName};
use crate::{Outcome, ProblemCode, ReadFile, Registration, Role, RowProblem};

use self::columns::Columns;

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
        return without_rows(Outcome::NeedsMapping, None, RowProblem::new(0, ProblemCode::NoHeader, ""));
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
    let header = locate_header(sheet)?;
    let profile = match options.profile {
        Some(name) => profiles::by_name(name),
        None => profiles::recognise(header.titles.iter().map(|title| title.text.as_str())),
    };
    let columns = Columns::of(sheet, &header, profile);
    Some(Candidate { sheet, header, profile, columns })
}

fn read_rows(candidate: &Candidate<'_>, modified: Option<i64>, options: &ReadOptions) -> ReadFile {
    let Candidate { sheet, header, profile, columns } = candidate;
    let mut problems = Vec::new();
    let mut outcome = Outcome::Imported;
    let order = columns.date_order(sheet, header);
    if order == exchange::dates::Order::Undecidable {
        problems.push(RowProblem::new(0, ProblemCode::AmbiguousDates, ""));
        outcome = Outcome::NeedsMapping;
    }
    let reading = crate::cell::time::Reading {
        order,
        zone: if profile.utc { Tz::UTC } else { options.zone },
    };
    let mut rows = Vec::new();
    let mut changed: Option<UnixMillis> = None;
    for body in &sheet.rows[header.body.clone()] {
        let read = row::read(body, columns, profile, reading, &mut problems);
        changed = changed.max(read.changed_at);
        rows.extend(read.registration);
    }
    share_with_buyers(&mut rows, sheet, header, columns);
    name_repeated(&rows, &mut problems);
    let latest = rows.iter().filter_map(|row| row.submitted_at).max().max(changed);
    ReadFile {
        outcome,
        profile: Some(profile.name()),
        event_code: one_event(&rows, &mut problems),
        stated_at: modified.map(UnixMillis).or(latest),
        rows,
        problems,
    }
}

/// Gives the buyer's address to the person of an order of one.
fn share_with_buyers(rows: &mut [Registration], sheet: &Sheet, header: &Header, columns: &Columns) {
    let Some(address) = columns.place(Role::BuyerEmail) else { return };
    let order_of = |number: u32| {
        let row = sheet.rows[header.body.clone()].iter().find(|row| row.number == number)?;
        let key = columns.place(Role::Order).or(columns.place(Role::Key))?;
        let address = domain::EmailAddress::parse(&row.cell(address).text()).ok();
        Some((row.cell(key).text().into_owned(), address))
    };
    let orders: Vec<_> = rows.iter().map(|row| order_of(row.row)).collect();
    for (at, row) in rows.iter_mut().enumerate() {
        let Some(Some((order, Some(buyer)))) = orders.get(at) else { continue };
        let people = orders.iter().flatten().filter(|(other, _)| other == order).count();
        if row.email.is_none() && people == 1 {
            row.email = Some(buyer.as_str().to_owned());
        }
    }
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
    ReadFile { outcome, profile, event_code: None, rows: Vec::new(), problems: vec![why], stated_at: None }
}
