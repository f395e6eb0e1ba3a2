//! One row of a list as somebody's registration.

use std::borrow::Cow;

use domain::{BusinessId, EmailAddress, Language, UnixMillis};
use exchange::{Cell, Row, strip_formula_guard};

use super::columns::Columns;
use crate::cell::consent::{self, Consent};
use crate::cell::phone::PhoneCell;
use crate::cell::time::{self, Reading};
use crate::cell::{identity_code, is_nothing, name, organisation, phone, status};
use crate::profiles::Profile;
use crate::{ProblemCode, Registration, Role, RowProblem, Status};

/// What a row says.
pub(super) struct ReadRow {
    pub(super) registration: Registration,
    /// When it was changed last, where the form tool says so.
    pub(super) changed_at: Option<UnixMillis>,
}

/// Everything that reading a cell needs.
struct Reader<'r> {
    row: &'r Row,
    columns: &'r Columns,
    profile: &'static Profile,
    problems: &'r mut Vec<RowProblem>,
}

/// Reads a row; none where it names nobody: products, totals, group headings.
pub(super) fn read(
    row: &Row,
    columns: &Columns,
    profile: &'static Profile,
    reading: Reading,
    problems: &mut Vec<RowProblem>,
) -> Option<ReadRow> {
    let mut reader = Reader { row, columns, profile, problems };
    if row.cells.iter().all(Cell::is_empty) || is_total(row) {
        return None;
    }
    let (first_name, last_name) = reader.names();
    let email = reader.email();
    let nameless = first_name.is_none() && last_name.is_none();
    if nameless && (profile.named_only || email.is_none()) {
        if !profile.named_only && row.filled() > 1 {
            reader.tell(ProblemCode::NobodyNamed, "");
        }
        return None;
    }
    let changed_at = reader.instant(Role::ChangedAt, reading);
    let name_split_guessed =
        [Role::FirstName, Role::LastName].iter().all(|role| reader.said(*role).is_none());
    let submitted_at = reader.submitted(reading);
    let (phone_e164, phone_guessed) = reader.phone();
    let mut registration = Registration {
        row: row.number,
        first_name,
        last_name,
        name_split_guessed,
        email,
        phone_e164,
        phone_guessed,
        organisation: reader.text(Role::Organisation).and_then(|text| organisation::clean(&text)),
        business_id: reader.business_id(),
        job_title: reader.said(Role::JobTitle),
        diet: reader.said(Role::Diet),
        status: reader.status(submitted_at),
        submitted_at,
        source_key: reader.key(),
        event_code: reader.said(Role::EventCode),
        language: reader.said(Role::Language).and_then(|text| Language::from_code(&text)),
        photo_consent: None,
        marketing_consent: None,
        answers: Default::default(),
    };
    reader.answers(&mut registration);
    reader.refuse_identity_codes();
    Some(ReadRow { registration, changed_at })
}

/// Whether a row sums up the rows above it.
fn is_total(row: &Row) -> bool {
    let Some(first) = row.cells.iter().find(|cell| !cell.is_empty()) else { return false };
    let text = first.text().to_lowercase();
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let holds_address = row.cells.iter().any(|cell| cell.text().contains('@'));
    matches!(word, "yhteensä" | "total" | "totalt" | "summa" | "sum" | "totals") && !holds_address
}

impl Reader<'_> {
    fn tell(&mut self, code: ProblemCode, value: &str) {
        self.problems.push(RowProblem::new(self.row.number, code, value));
    }

    /// The text of the column for `role`, cleaned; none where it says nothing.
    fn text(&self, role: Role) -> Option<String> {
        let column = self.columns.place(role)?;
        let text = clean(self.row.cell(column), self.profile);
        (!text.is_empty()).then_some(text)
    }

    /// The text, unless it only says that there is nothing to say.
    fn said(&self, role: Role) -> Option<String> {
        self.text(role).filter(|text| !is_nothing(text))
    }

    fn names(&mut self) -> (Option<String>, Option<String>) {
        let (first, last) = (self.said(Role::FirstName), self.said(Role::LastName));
        let names = if first.is_some() || last.is_some() {
            (first, last)
        } else if let Some(full) = self.said(Role::FullNameLastFirst) {
            name::split(&full, true)
        } else if let Some(full) = self.said(Role::FullName) {
            let email = self.text(Role::Email).unwrap_or_default();
            match name::split_by_address(&full, &email) {
                Some((first, last)) => (Some(first), Some(last)),
                None => name::split(&full, false),
            }
        } else {
            (None, None)
        };
        for name in [&names.0, &names.1].into_iter().flatten() {
            if name::has_lost_characters(name) {
                let name = name.clone();
                self.tell(ProblemCode::LostCharacters, &name);
            }
        }
        names
    }

    fn email(&mut self) -> Option<String> {
        let text = self.said(Role::Email)?;
        match EmailAddress::parse(&text) {
            Ok(address) => Some(address.as_str().to_owned()),
            Err(_) if text.eq_ignore_ascii_case("anonymous") => None,
            Err(_) => {
                self.tell(ProblemCode::Email, &text);
                None
            }
        }
    }

    fn phone(&mut self) -> (Option<String>, bool) {
        let Some(text) = self.text(Role::Phone) else { return (None, false) };
        match phone::read(&text) {
            PhoneCell::Nothing => (None, false),
            PhoneCell::Number(reading) => {
                if reading.guessed {
                    self.tell(ProblemCode::PhoneGuessed, &text);
                }
                (Some(reading.phone.as_str().to_owned()), reading.guessed)
            }
            PhoneCell::NotUnderstood => {
                self.tell(ProblemCode::Phone, &text);
                (None, false)
            }
        }
    }

    fn business_id(&mut self) -> Option<String> {
        let text = self.said(Role::BusinessId)?;
        match BusinessId::parse(&text) {
            Ok(id) => Some(id.as_str().to_owned()),
            Err(_) => {
                self.tell(ProblemCode::BusinessId, &text);
                None
            }
        }
    }

    fn status(&mut self, submitted_at: Option<UnixMillis>) -> Status {
        if self.profile.unsent_without_time && submitted_at.is_none() {
            return Status::Unfinished;
        }
        if let Some(word) = self.text(Role::Status) {
            let said = self.columns.statuses.get(&word.trim().to_lowercase()).copied();
            if let Some(status) = said.or_else(|| status::read(&word)) {
                return status;
            }
            self.tell(ProblemCode::Status, &word);
        }
        let confirmed = self.text(Role::Confirmed).and_then(|text| consent::tick(&text, ""));
        match confirmed {
            Some(true) => Status::Confirmed,
            Some(false) => Status::Waiting,
            None => self.profile.default_status,
        }
    }

    fn submitted(&mut self, reading: Reading) -> Option<UnixMillis> {
        if let Some(at) = self.instant(Role::SubmittedAt, reading) {
            return Some(at);
        }
        let day = self.columns.place(Role::SubmittedDate)?;
        let mut moment = time::moment(self.row.cell(day), reading.order)?;
        if let Some(column) = self.columns.place(Role::SubmittedTime) {
            moment.time = time::time_of_day(self.row.cell(column)).or(moment.time);
        }
        Some(time::instant(&moment, reading.zone))
    }

    fn instant(&mut self, role: Role, reading: Reading) -> Option<UnixMillis> {
        let column = self.columns.place(role)?;
        let cell = self.row.cell(column);
        if cell.is_empty() {
            return None;
        }
        let moment = time::moment(cell, reading.order);
        if moment.is_none() {
            let text = clean(cell, self.profile);
            self.tell(ProblemCode::Time, &text);
        }
        moment.map(|moment| time::instant(&moment, reading.zone))
    }

    fn key(&self) -> Option<String> {
        let key = self.said(Role::Key)?;
        Some(match self.said(Role::KeyPart) {
            Some(part) => format!("{key}-{part}"),
            None => key,
        })
    }

    fn answers(&mut self, registration: &mut Registration) {
        for question in &self.columns.questions {
            let answers = question.answers(self.row, |cell| answer(cell, self.profile));
            if answers.is_empty() {
                continue;
            }
            let yes = match answers.as_slice() {
                [only] => consent::yes_or_no(only),
                _ => None,
            };
            match question.consent {
                Some(Consent::Photo) => {
                    registration.photo_consent = yes.or(registration.photo_consent)
                }
                Some(Consent::Marketing) => {
                    registration.marketing_consent = yes.or(registration.marketing_consent);
                }
                None => {}
            }
            registration.answers.entry(question.title.clone()).or_default().extend(answers);
        }
    }

    /// Says that codes were left out, without repeating them.
    fn refuse_identity_codes(&mut self) {
        let asked = self.columns.forbidden.iter().any(|column| !self.row.cell(*column).is_empty());
        let written = self.row.cells.iter().any(|cell| {
            matches!(cell, Cell::Text(text) if matches!(identity_code::without(text), Cow::Owned(_)))
        });
        if asked || written {
            self.tell(ProblemCode::IdentityCode, "");
        }
    }
}

/// The text of an answer; a day whose time is midnight is written as a day.
fn answer(cell: &Cell, profile: &Profile) -> String {
    let text = clean(cell, profile);
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.starts_with("00:00:00") && is_iso_day(day) => day.to_owned(),
        _ => text,
    }
}

fn is_iso_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok()
}

/// The text of a cell without a spreadsheet's guard and without identity codes.
fn clean(cell: &Cell, profile: &Profile) -> String {
    let text = cell.text();
    let text = if profile.guarded { strip_formula_guard(&text) } else { text };
    identity_code::without(&text).trim().to_owned()
}
