use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{RecordId, RegistrationStatus, kinds};
use sqlx::{Row, query};

use super::{MOST_ROWS, Page};
use crate::error::Attempt;
use crate::records::{Record, read_record, record_columns};
use crate::statement::json_hex;
use crate::values::record_id;
use crate::{Store, StoreError};

/// An event and what there is of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// The event.
    pub event: Record,
    /// Its registrations by status.
    pub statuses: StatusCounts,
    /// Its sessions.
    pub sessions: u32,
    /// Registrations that have an attendance.
    pub present: u32,
}

/// How many registrations there are of each status; unknown statuses count as new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatusCounts {
    /// Not looked at yet.
    pub new: u32,
    /// Coming.
    pub confirmed: u32,
    /// On the waiting list.
    pub waiting: u32,
    /// Cancelled.
    pub cancelled: u32,
    /// Begun and not sent.
    pub unfinished: u32,
    /// Did not come.
    pub no_show: u32,
}

impl StatusCounts {
    fn add(&mut self, status: Option<&str>, count: u32) {
        let status =
            status.and_then(RegistrationStatus::from_name).unwrap_or(RegistrationStatus::New);
        *match status {
            RegistrationStatus::New => &mut self.new,
            RegistrationStatus::Confirmed => &mut self.confirmed,
            RegistrationStatus::Waiting => &mut self.waiting,
            RegistrationStatus::Cancelled => &mut self.cancelled,
            RegistrationStatus::Unfinished => &mut self.unfinished,
            RegistrationStatus::NoShow => &mut self.no_show,
        } += count;
    }
}

impl Store {
    /// A page of the events: those not over before `today` first, the next at the top, then past
    /// ones backwards. Events without a date count as coming, after those that have one.
    pub async fn events(
        &self,
        today: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> Result<Page<EventRow>, StoreError> {
        let table = self.table(kinds::EVENT.id)?;
        let sql = format!(
            "SELECT {}, coalesce(t.ends_at, t.starts_at, '9') < ?1 AS past FROM event t \
             ORDER BY past, CASE WHEN past THEN NULL ELSE coalesce(t.starts_at, '9') END, \
             t.starts_at DESC, t.id LIMIT ?2 OFFSET ?3",
            record_columns(table)
        );
        let rows = query(&sql)
            .bind(today.to_string())
            .bind(limit.min(MOST_ROWS))
            .bind(offset)
            .fetch_all(self.pool())
            .await
            .attempting("reading events")?;
        let events =
            rows.iter().map(|row| read_record(table, row, 0)).collect::<Result<Vec<_>, _>>()?;
        let total = self.count(kinds::EVENT.id, &Default::default()).await?;
        Ok(Page { total, rows: self.counted(events).await? })
    }

    /// One event; `None` if there is none, or no longer.
    pub async fn event(&self, id: RecordId) -> Result<Option<EventRow>, StoreError> {
        let event = self.record(kinds::EVENT.id, id).await?;
        Ok(self.counted(event.into_iter().collect()).await?.pop())
    }

    async fn counted(&self, events: Vec<Record>) -> Result<Vec<EventRow>, StoreError> {
        let ids = json_hex(events.iter().map(|event| &event.id.as_bytes()[..]));
        let mut rows: Vec<EventRow> = events
            .into_iter()
            .map(|event| EventRow {
                event,
                statuses: StatusCounts::default(),
                sessions: 0,
                present: 0,
            })
            .collect();
        let places: HashMap<RecordId, usize> =
            rows.iter().enumerate().map(|(at, row)| (row.event.id, at)).collect();
        let counts = query(
            "WITH wanted AS (SELECT unhex(value) AS id FROM json_each(?)) \
             SELECT 0, event, status, count(*) FROM registration WHERE event IN wanted GROUP BY event, status \
             UNION ALL SELECT 1, event, NULL, count(*) FROM session WHERE event IN wanted GROUP BY event \
             UNION ALL SELECT 2, r.event, NULL, count(DISTINCT r.id) FROM registration r \
             JOIN attendance a ON a.registration = r.id WHERE r.event IN wanted GROUP BY r.event",
        )
        .bind(ids)
        .fetch_all(self.pool())
        .await
        .attempting("counting registrations")?;
        for count in counts {
            let at = record_id(count.get(1)).and_then(|id| places.get(&id).copied());
            let Some(row) = at.map(|at| &mut rows[at]) else { continue };
            let number = u32::try_from(count.get::<i64, _>(3)).unwrap_or(u32::MAX);
            match count.get::<i64, _>(0) {
                0 => row.statuses.add(count.get(2), number),
                1 => row.sessions = number,
                _ => row.present = number,
            }
        }
        Ok(rows)
    }
}
