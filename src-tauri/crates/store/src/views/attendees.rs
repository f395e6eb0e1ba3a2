use chrono::{NaiveDate, NaiveDateTime};
use domain::{Presence, RecordId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use super::registrations::NAME_KEY;
use crate::error::Attempt;
use crate::values::record_id;
use crate::{Store, StoreError};

/// Somebody who was at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// The registration.
    pub registration: RecordId,
    /// First and last name.
    pub name: String,
    /// The organisation's name.
    pub organisation_name: String,
    /// When the person was there.
    pub presences: Vec<Presence>,
}

impl Store {
    /// Those who were at an event, by last name in Finnish order.
    pub async fn attendees(&self, event: RecordId) -> Result<Vec<Attendee>, StoreError> {
        let sql = format!(
            "SELECT r.id, coalesce(p.first_name, r.first_name), coalesce(p.last_name, r.last_name), \
             coalesce(o.name, r.organisation_name), a.session, a.day, a.arrived_at, a.left_at \
             FROM registration r JOIN attendance a ON a.registration = r.id \
             LEFT JOIN person p ON p.id = r.person LEFT JOIN organisation o ON o.id = r.organisation \
             WHERE r.event = ? ORDER BY {NAME_KEY}, r.id, a.id"
        );
        let rows = query(&sql)
            .bind(&event.as_bytes()[..])
            .fetch_all(self.pool())
            .await
            .attempting("reading who was there")?;
        let mut attendees: Vec<Attendee> = Vec::new();
        for row in &rows {
            let Some(registration) = record_id(row.get(0)) else { continue };
            let presence = presence(row);
            match attendees.last_mut() {
                Some(last) if last.registration == registration => last.presences.push(presence),
                _ => attendees.push(Attendee {
                    registration,
                    name: name(row),
                    organisation_name: row.get::<Option<String>, _>(3).unwrap_or_default(),
                    presences: vec![presence],
                }),
            }
        }
        Ok(attendees)
    }
}

fn name(row: &SqliteRow) -> String {
    let names = [row.get::<Option<&str>, _>(1), row.get::<Option<&str>, _>(2)];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    names.join(" ")
}

fn presence(row: &SqliteRow) -> Presence {
    let time = |column: usize| {
        let text: Option<&str> = row.get(column);
        text.and_then(|text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok())
    };
    let day: Option<&str> = row.get(5);
    Presence {
        session: row.get::<Option<&[u8]>, _>(4).and_then(record_id),
        day: day.and_then(|day| day.parse::<NaiveDate>().ok()),
        arrived_at: time(6),
        left_at: time(7),
    }
}
