use std::collections::{BTreeMap, BTreeSet};

use domain::{Class, FieldId, KindId, RecordId, RegisterId, kinds};
use sqlx::{Row, query};

use crate::error::Attempt;
use crate::record_state::RecordState;
use crate::records::{Record, read_record, record_columns};
use crate::statement::json_hex;
use crate::values::record_id;
use crate::{Store, StoreError};

impl Store {
    /// The people who have one of these e-mail addresses, in lower case.
    pub async fn people_by_email(
        &self,
        emails: &BTreeSet<String>,
    ) -> Result<Vec<Record>, StoreError> {
        use kinds::person::{EMAIL, OTHER_EMAILS};
        self.by_keys(kinds::PERSON.id, &[EMAIL, OTHER_EMAILS], emails).await
    }

    /// The organisations that have one of these business ids.
    pub async fn organisations_by_business_id(
        &self,
        ids: &BTreeSet<String>,
    ) -> Result<Vec<Record>, StoreError> {
        self.by_keys(kinds::ORGANISATION.id, &[kinds::organisation::BUSINESS_ID], ids).await
    }

    async fn by_keys(
        &self,
        kind: KindId,
        fields: &[FieldId],
        keys: &BTreeSet<String>,
    ) -> Result<Vec<Record>, StoreError> {
        let table = self.table(kind)?;
        let numbers: Vec<u16> = fields.iter().map(|field| field.0).collect();
        let sql = format!(
            "SELECT {} FROM \"{}\" t WHERE t._row IN (SELECT m.row FROM json_each(?1) f \
             CROSS JOIN json_each(?2) k JOIN match_key m ON m.kind = ?3 AND m.field = f.value AND m.key = k.value) \
             ORDER BY t.id",
            record_columns(table),
            table.kind.name
        );
        let rows = query(&sql)
            .bind(serde_json::json!(numbers).to_string())
            .bind(serde_json::json!(keys).to_string())
            .bind(i64::from(kind.0))
            .fetch_all(self.pool())
            .await
            .attempting("looking for known records")?;
        rows.iter().map(|row| read_record(table, row, 0)).collect()
    }

    /// Which of these people belong to which organisations, as far as the register knows.
    pub async fn affiliations_of(
        &self,
        people: impl IntoIterator<Item = RecordId>,
    ) -> Result<BTreeSet<(RecordId, RecordId)>, StoreError> {
        let people: Vec<RecordId> = people.into_iter().collect();
        let rows = query(
            "SELECT a.person, a.organisation FROM json_each(?) j \
             CROSS JOIN affiliation a ON a.person = unhex(j.value) WHERE a.organisation IS NOT NULL",
        )
        .bind(json_hex(people.iter().map(|id| &id.as_bytes()[..])))
        .fetch_all(self.pool())
        .await
        .attempting("looking for known affiliations")?;
        Ok(rows
            .iter()
            .filter_map(|row| Some((record_id(row.get(0))?, record_id(row.get(1))?)))
            .collect())
    }

    /// The registers of these records that a person wrote last.
    pub async fn written_by_people(
        &self,
        kind: KindId,
        records: &BTreeSet<RecordId>,
    ) -> Result<BTreeMap<RecordId, BTreeSet<RegisterId>>, StoreError> {
        let rows = query(
            "SELECT r.id, r.state FROM json_each(?) j \
             CROSS JOIN log_record r ON r.kind = ? AND r.id = unhex(j.value)",
        )
        .bind(json_hex(records.iter().map(|id| &id.as_bytes()[..])))
        .bind(i64::from(kind.0))
        .fetch_all(self.pool())
        .await
        .attempting("looking at who wrote records")?;
        let by_people = rows.iter().filter_map(|row| {
            let state = RecordState::decode(row.get(1))?;
            let theirs = state.winners().iter().filter(|winner| winner.class >= Class::Person);
            Some((
                record_id(row.get(0))?,
                theirs.map(|winner| RegisterId(winner.register)).collect(),
            ))
        });
        Ok(by_people.collect())
    }
}
