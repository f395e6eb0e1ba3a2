//! What a file says, before it is compared with what is known.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{SecondsFormat, TimeZone};
use domain::{Language, UnixMillis};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{Applied, ProfileName, RowProblem};

/// What a registration file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// Whether it can be taken in as it is.
    pub outcome: Outcome,
    /// The form tool whose export it is; none when it was not read.
    pub profile: Option<ProfileName>,
    /// The event, where the content says it and says only one.
    pub event_code: Option<String>,
    /// The registrations, in the order of the file.
    pub rows: Vec<Registration>,
    /// What a person should know or decide.
    pub problems: Vec<RowProblem>,
    /// The time of the export as the file itself states it, else that of the latest change or
    /// registration in it.
    pub stated_at: Option<UnixMillis>,
    /// The signature of the header, by which what is said of its columns is found again.
    pub headers: BTreeSet<String>,
    /// What a person said of its columns, where somebody did.
    pub applied: Option<Applied>,
}

/// Whether a file can be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing to ask.
    Imported,
    /// A person must say something first; the last problem of row 0 says what.
    NeedsMapping,
    /// No registration list; the problem of row 0 says why.
    Rejected,
}

/// Where a registration stands, as its file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Coming.
    Confirmed,
    /// On a waiting list, or waiting for approval or payment.
    Waiting,
    /// Cancelled, refunded, rejected, expired.
    Cancelled,
    /// Begun and never sent.
    Unfinished,
}

impl Status {
    /// The name of the choice in the register.
    pub const fn name(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Waiting => "waiting",
            Status::Cancelled => "cancelled",
            Status::Unfinished => "unfinished",
        }
    }
}

/// One person's registration, cleaned but not yet compared with what is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The row as a spreadsheet numbers it, from 1.
    pub row: u32,
    /// First name, as written.
    pub first_name: Option<String>,
    /// Last name, as written, with its particles.
    pub last_name: Option<String>,
    /// Whether the file has the name in one cell, so that where it is split is a guess.
    pub name_split_guessed: bool,
    /// The person's own e-mail address, lower case.
    pub email: Option<String>,
    /// The person's phone number, E.164.
    pub phone_e164: Option<String>,
    /// Whether the number had lost its leading zero and got it back.
    pub phone_guessed: bool,
    /// The organisation, as written.
    pub organisation: Option<String>,
    /// Its business id, `2285733-9`.
    pub business_id: Option<String>,
    /// The person's title.
    pub job_title: Option<String>,
    /// What the person does not eat.
    pub diet: Option<String>,
    /// Where the registration stands.
    pub status: Status,
    /// When it was sent.
    pub submitted_at: Option<UnixMillis>,
    /// The row's lasting key in the form tool.
    pub source_key: Option<String>,
    /// The event, where the row says it.
    pub event_code: Option<String>,
    /// The language the form was filled in.
    pub language: Option<Language>,
    /// Whether pictures may be taken, where asked.
    pub photo_consent: Option<bool>,
    /// Whether news may be sent, where asked.
    pub marketing_consent: Option<bool>,
    /// The remaining questions and what was chosen or written; yes and no as `yes` and `no`.
    pub answers: BTreeMap<String, Vec<String>>,
}

impl Registration {
    /// First and last name with a space between; empty when neither is known.
    pub fn full_name(&self) -> String {
        let names = [self.first_name.as_deref(), self.last_name.as_deref()];
        names.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl ReadFile {
    /// The file as the command line's `read` prints it: `file`, `outcome`, `event_code`, `rows`
    /// and `problems`; times are RFC 3339 in `zone`.
    pub fn to_json(&self, file_name: &str, zone: chrono_tz::Tz) -> Value {
        let rows: Vec<Value> = self.rows.iter().map(|row| row_json(row, zone)).collect();
        let problem = |problem: &RowProblem| json!({ "row": problem.row, "code": problem.code.name(), "why": problem.why() });
        json!({
            "file": file_name,
            "outcome": self.outcome,
            "profile": self.profile.map(ProfileName::as_str),
            "event_code": self.event_code,
            "rows": rows,
            "problems": self.problems.iter().map(problem).collect::<Vec<_>>(),
        })
    }
}

fn row_json(row: &Registration, zone: chrono_tz::Tz) -> Value {
    let submitted_at = row.submitted_at.and_then(|at| {
        let at = zone.timestamp_millis_opt(at.0).single()?;
        Some(at.to_rfc3339_opts(SecondsFormat::Secs, false))
    });
    json!({
        "first_name": row.first_name,
        "last_name": row.last_name,
        "email": row.email,
        "phone_e164": row.phone_e164,
        "organisation": row.organisation,
        "job_title": row.job_title,
        "diet": row.diet,
        "status": row.status,
        "submitted_at": submitted_at,
        "source_key": row.source_key,
        "answers": row.answers,
    })
}
