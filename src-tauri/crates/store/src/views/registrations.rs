use domain::{RecordId, UnixMillis};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query_with};

use super::{MOST_ROWS, Page};
use crate::error::Attempt;
use crate::fold::alphabetical;
use crate::records::arguments;
use crate::statement::Cell;
use crate::values::record_id;
use crate::{Store, StoreError};

/// Which registrations to read, and in what order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationQuery {
    /// Words that name, e-mail address or organisation must hold; empty for all.
    pub text: String,
    /// Only this status.
    pub status: Option<String>,
    /// What to sort by; ties fall to the name.
    pub sort: RegistrationSort,
    /// From the last to the first.
    pub descending: bool,
    /// How many to skip.
    pub offset: u32,
    /// How many to read, at most [`MOST_ROWS`].
    pub limit: u32,
}

/// What registrations can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationSort {
    /// Last name, then first name, in Finnish order.
    Name,
    /// Organisation, in Finnish order.
    Organisation,
    /// E-mail address.
    Email,
    /// Status, by its name.
    Status,
    /// When it was sent.
    SubmittedAt,
}

/// A registration as people see it: what the register knows of the person, else what the
/// registration itself says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationRow {
    /// The registration.
    pub id: RecordId,
    /// The person it was matched to.
    pub person: Option<RecordId>,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Phone number, E.164.
    pub phone: String,
    /// The organisation it was matched to.
    pub organisation: Option<RecordId>,
    /// The organisation's name.
    pub organisation_name: String,
    /// Job title.
    pub job_title: String,
    /// Status, by its name.
    pub status: Option<String>,
    /// Diet.
    pub diet: String,
    /// When it was sent.
    pub submitted_at: Option<UnixMillis>,
    /// Whether there is an attendance.
    pub present: bool,
}

/// Registrations with the person and the organisation that they were matched to.
const FROM: &str = "registration r LEFT JOIN person p ON p.id = r.person \
     LEFT JOIN organisation o ON o.id = r.organisation";

/// The key of the name in Finnish order.
pub(super) const NAME_KEY: &str = "coalesce(p._sort, r._sort)";

const ORGANISATION_NAME: &str = "coalesce(o.name, r.organisation_name)";

impl Store {
    /// A page of the registrations to an event.
    pub async fn registrations(
        &self,
        event: RecordId,
        wanted: RegistrationQuery,
    ) -> Result<Page<RegistrationRow>, StoreError> {
        let mut condition = "r.event = ?".to_owned();
        let mut cells = vec![Cell::Blob(event.as_bytes().to_vec())];
        if let Some(status) = &wanted.status {
            condition += " AND coalesce(r.status, 'new') = ?";
            cells.push(Cell::Text(status.clone()));
        }
        for word in alphabetical(&wanted.text).split(' ').filter(|word| !word.is_empty()) {
            condition += " AND (instr(coalesce(p._title, r._title), ?) \
                 OR instr(coalesce(p.email, r.email), ?) \
                 OR instr(coalesce(o._title, lower(r.organisation_name)), ?))";
            cells.extend(vec![Cell::Text(word.to_owned()); 3]);
        }
        let counted = format!("SELECT count(*) FROM {FROM} WHERE {condition}");
        let total = query_with(&counted, arguments(cells.clone())?)
            .fetch_one(self.pool())
            .await
            .attempting("counting registrations")?;
        cells.extend([
            Cell::Integer(wanted.limit.min(MOST_ROWS).into()),
            Cell::Integer(wanted.offset.into()),
        ]);
        let sql = format!(
            "SELECT r.id, r.person, coalesce(p.first_name, r.first_name), coalesce(p.last_name, r.last_name), \
             coalesce(p.email, r.email), coalesce(p.phone, r.phone), r.organisation, {ORGANISATION_NAME}, \
             r.job_title, r.status, r.diet, r.submitted_at, \
             EXISTS (SELECT 1 FROM attendance a WHERE a.registration = r.id) \
             FROM {FROM} WHERE {condition} ORDER BY {}, r.id LIMIT ? OFFSET ?",
            order(wanted.sort, wanted.descending)
        );
        let rows = query_with(&sql, arguments(cells)?)
            .fetch_all(self.pool())
            .await
            .attempting("reading registrations")?;
        Ok(Page {
            total: u32::try_from(total.get::<i64, _>(0)).unwrap_or(u32::MAX),
            rows: rows.iter().filter_map(read).collect(),
        })
    }
}

fn order(sort: RegistrationSort, descending: bool) -> String {
    let direction = if descending { "DESC" } else { "ASC" };
    let key = match sort {
        RegistrationSort::Name => return format!("{NAME_KEY} {direction}"),
        RegistrationSort::Organisation => "coalesce(o._sort, lower(r.organisation_name))",
        RegistrationSort::Email => "coalesce(p.email, r.email)",
        RegistrationSort::Status => "coalesce(r.status, 'new')",
        RegistrationSort::SubmittedAt => "r.submitted_at",
    };
    format!("{key} IS NULL, {key} {direction}, {NAME_KEY}")
}

fn read(row: &SqliteRow) -> Option<RegistrationRow> {
    let text = |column: usize| row.get::<Option<String>, _>(column).unwrap_or_default();
    let reference = |column: usize| row.get::<Option<&[u8]>, _>(column).and_then(record_id);
    Some(RegistrationRow {
        id: record_id(row.get(0))?,
        person: reference(1),
        first_name: text(2),
        last_name: text(3),
        email: text(4),
        phone: text(5),
        organisation: reference(6),
        organisation_name: text(7),
        job_title: text(8),
        status: row.get(9),
        diet: text(10),
        submitted_at: row.get::<Option<i64>, _>(11).map(UnixMillis),
        present: row.get(12),
    })
}
