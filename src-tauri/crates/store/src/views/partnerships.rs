use domain::RecordId;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use crate::error::Attempt;
use crate::values::record_id;
use crate::{Store, StoreError};

/// A partnership with the names of whom it is between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnershipRow {
    /// The partnership.
    pub id: RecordId,
    /// The organisation.
    pub organisation: RecordId,
    /// Its name.
    pub organisation_name: String,
    /// The institution.
    pub institution: String,
    /// The level, by its name.
    pub level: Option<String>,
    /// The stage, by its name.
    pub stage: Option<String>,
    /// Since when, ISO 8601, as all days here.
    pub stage_since: Option<String>,
    /// When to return to it.
    pub return_on: Option<String>,
    /// Who looks after it.
    pub responsible: Option<RecordId>,
    /// The name of whoever does; empty where the register has none.
    pub responsible_name: String,
    /// What is next.
    pub next_step: String,
    /// When.
    pub next_step_on: Option<String>,
    /// The agreed days between contacts.
    pub contact_interval_days: Option<i64>,
    /// Until when somebody put the reminder off.
    pub snoozed_until: Option<String>,
}

impl Store {
    /// Every partnership with an organisation that is there, by id; without those that were merged
    /// into another.
    pub async fn partnerships(&self) -> Result<Vec<PartnershipRow>, StoreError> {
        let rows = query(
            "SELECT p.id, p.organisation, o.name, p.institution, p.level, p.stage, p.stage_since, \
             p.return_on, p.responsible, h.first_name, h.last_name, p.next_step, p.next_step_on, \
             p.contact_interval_days, p.snoozed_until FROM partnership p \
             JOIN organisation o ON o.id = p.organisation \
             LEFT JOIN person h ON h.id = p.responsible \
             WHERE p.merged_into IS NULL ORDER BY p.id",
        )
        .fetch_all(self.pool())
        .await
        .attempting("reading partnerships")?;
        Ok(rows.iter().filter_map(read).collect())
    }
}

fn read(row: &SqliteRow) -> Option<PartnershipRow> {
    let text = |column: usize| row.get::<Option<String>, _>(column).unwrap_or_default();
    let names = [text(9), text(10)];
    Some(PartnershipRow {
        id: record_id(row.get(0))?,
        organisation: record_id(row.get(1))?,
        organisation_name: text(2),
        institution: text(3),
        level: row.get(4),
        stage: row.get(5),
        stage_since: row.get(6),
        return_on: row.get(7),
        responsible: row.get::<Option<&[u8]>, _>(8).and_then(record_id),
        responsible_name: names.join(" ").trim().to_owned(),
        next_step: text(11),
        next_step_on: row.get(12),
        contact_interval_days: row.get(13),
        snoozed_until: row.get(14),
    })
}
