use std::collections::BTreeMap;

use domain::kinds::{self, organisation, person};
use domain::{FieldId, FieldType, KindId, RecordId};
use sqlx::{Row, query};

use crate::error::Attempt;
use crate::record_state::RecordState;
use crate::values::record_id;
use crate::{Store, StoreError};

/// What more records than this have in common, such as the address of an office, says nothing of any
/// two of them.
const MOST_ALIKE: u32 = 20;

/// Two records that are likely one, since they share what only one has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duplicate {
    /// The kind of both.
    pub kind: KindId,
    /// The one with the smaller id.
    pub first: RecordId,
    /// The other.
    pub second: RecordId,
    /// The field by which they were found.
    pub field: FieldId,
    /// What both have, in lower case.
    pub value: String,
}

/// An event that has promised more seats than it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overbooked {
    /// The event.
    pub event: RecordId,
    /// How many seats it has.
    pub capacity: u32,
    /// How many registrations are confirmed.
    pub confirmed: u32,
}

/// A reference to a record that is not there to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dangling {
    /// The kind of the record that refers.
    pub kind: KindId,
    /// The record that refers.
    pub record: RecordId,
    /// The field by which it refers.
    pub field: FieldId,
    /// The kind that is referred to.
    pub to_kind: KindId,
    /// The record that is referred to.
    pub to: RecordId,
    /// Whether it was deleted; else nothing was ever told of it here, and it may come yet.
    pub deleted: bool,
}

impl Store {
    /// Pairs of organisations with one business id and of people with one e-mail address, by kind and
    /// ids, at most `limit`; without those that people have decided on.
    pub async fn duplicates(&self, limit: u32) -> Result<Vec<Duplicate>, StoreError> {
        let mut found: BTreeMap<(KindId, RecordId, RecordId), Duplicate> = BTreeMap::new();
        let alike = [
            (kinds::ORGANISATION.id, "organisation", &[organisation::BUSINESS_ID][..]),
            (kinds::PERSON.id, "person", &[person::EMAIL, person::OTHER_EMAILS][..]),
        ];
        for (kind, table, fields) in alike {
            let numbers: Vec<u16> = fields.iter().map(|field| field.0).collect();
            let sql = format!(
                "WITH keyed AS MATERIALIZED (SELECT key, row, min(field) AS field FROM match_key \
                 WHERE kind = ?1 AND field IN (SELECT value FROM json_each(?2)) GROUP BY key, row), \
                 said AS MATERIALIZED (SELECT DISTINCT min(p, q) AS low, max(p, q) AS high FROM ( \
                 SELECT unhex(replace(first, '-', '')) AS p, unhex(replace(second, '-', '')) AS q \
                 FROM duplicate_candidate WHERE decision <> 'open' AND subject = ?3) \
                 WHERE p IS NOT NULL AND q IS NOT NULL) \
                 SELECT a.id, b.id, min(x.field, y.field), x.key FROM (SELECT key FROM keyed \
                 GROUP BY key HAVING count(*) BETWEEN 2 AND {MOST_ALIKE}) alike \
                 JOIN keyed x ON x.key = alike.key JOIN keyed y ON y.key = alike.key \
                 JOIN \"{table}\" a ON a._row = x.row JOIN \"{table}\" b ON b._row = y.row \
                 LEFT JOIN said ON said.low = a.id AND said.high = b.id \
                 WHERE a.id < b.id AND said.low IS NULL ORDER BY a.id, b.id, 3, 4 LIMIT ?4"
            );
            let rows = query(&sql)
                .bind(i64::from(kind.0))
                .bind(serde_json::json!(numbers).to_string())
                .bind(table)
                .bind(limit)
                .fetch_all(self.pool())
                .await
                .attempting("looking for duplicates")?;
            for row in rows {
                let (Some(first), Some(second)) = (record_id(row.get(0)), record_id(row.get(1)))
                else {
                    continue;
                };
                let field = FieldId(row.get::<i64, _>(2) as u16);
                let value = row.get(3);
                found.entry((kind, first, second)).or_insert(Duplicate {
                    kind,
                    first,
                    second,
                    field,
                    value,
                });
            }
        }
        let mut found: Vec<Duplicate> = found.into_values().collect();
        found.truncate(limit as usize);
        Ok(found)
    }

    /// Events with more confirmed registrations than seats, by id, at most `limit`.
    pub async fn overbooked(&self, limit: u32) -> Result<Vec<Overbooked>, StoreError> {
        let rows = query(
            "SELECT e.id, e.capacity, count(*) FROM event e JOIN registration r ON r.event = e.id \
             WHERE e.capacity IS NOT NULL AND r.status = 'confirmed' \
             GROUP BY e.id HAVING count(*) > e.capacity ORDER BY e.id LIMIT ?",
        )
        .bind(limit)
        .fetch_all(self.pool())
        .await
        .attempting("counting seats")?;
        let number = |count: i64| u32::try_from(count.max(0)).unwrap_or(u32::MAX);
        let found = rows.iter().filter_map(|row| {
            let (capacity, confirmed) = (number(row.get(1)), number(row.get(2)));
            Some(Overbooked { event: record_id(row.get(0))?, capacity, confirmed })
        });
        Ok(found.collect())
    }

    /// References to records that were deleted or have not come, by kind and id, at most `limit`.
    pub async fn dangling(&self, limit: u32) -> Result<Vec<Dangling>, StoreError> {
        let mut found = Vec::new();
        for kind in domain::KINDS {
            for field in kind.fields {
                let FieldType::Reference(target) = field.field_type else { continue };
                let Some(target) = kinds::kind(target) else { continue };
                let sql = format!(
                    "SELECT t.id, t.\"{0}\", r.state FROM \"{1}\" t \
                     LEFT JOIN log_record r ON r.kind = ?1 AND r.id = t.\"{0}\" \
                     WHERE t.\"{0}\" IS NOT NULL \
                     AND NOT EXISTS (SELECT 1 FROM \"{2}\" o WHERE o.id = t.\"{0}\") \
                     ORDER BY t.id LIMIT ?2",
                    field.name, kind.name, target.name
                );
                let rows = query(&sql)
                    .bind(i64::from(target.id.0))
                    .bind(limit)
                    .fetch_all(self.pool())
                    .await
                    .attempting("looking for references to nothing")?;
                for row in rows {
                    let (Some(record), Some(to)) = (record_id(row.get(0)), record_id(row.get(1)))
                    else {
                        continue;
                    };
                    // What was only ever touched, by a child that came first, has not come itself.
                    let state = row.get::<Option<&[u8]>, _>(2).and_then(RecordState::decode);
                    let deleted =
                        state.is_some_and(|state| !state.winners().is_empty() || state.is_erased());
                    let (kind, field, to_kind) = (kind.id, field.id, target.id);
                    found.push(Dangling { kind, record, field, to_kind, to, deleted });
                }
            }
        }
        found.sort();
        found.truncate(limit as usize);
        Ok(found)
    }
}
