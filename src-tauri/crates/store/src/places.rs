//! How far the segments of other workstations have been taken in, and what sync keeps for itself
//! with this very database, so that a restored backup takes it back along with the records.

use std::collections::BTreeMap;

use domain::WriterId;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::action::Place;
use crate::error::Attempt;
use crate::statement::Cell;
use crate::{Store, StoreError};

impl Store {
    /// The last segment taken in of every other workstation.
    pub async fn places(&self) -> Result<BTreeMap<WriterId, Place>, StoreError> {
        let mut connection = self.pool().acquire().await.attempting("reading what was taken in")?;
        read_places(&mut connection).await
    }

    /// Says how far a workstation's segments are known, where they did not come one by one: from a
    /// snapshot, or because this workstation was that one before. `None` forgets it.
    pub async fn adopt_place(
        &self,
        writer: WriterId,
        place: Option<Place>,
    ) -> Result<(), StoreError> {
        let what = "noting what was taken in";
        let id = Cell::Blob(writer.0.to_vec());
        let Some(place) = place else {
            let sql = "DELETE FROM sync_place WHERE writer = ?";
            return self.write_local(sql, vec![id], what).await;
        };
        let sql = "INSERT OR REPLACE INTO sync_place (writer, segment, hash) VALUES (?, ?, ?)";
        let number = Cell::Integer(place.segment as i64);
        self.write_local(sql, vec![id, number, Cell::Blob(place.hash.to_vec())], what).await
    }

    /// Reads what sync has noted under a key.
    pub async fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        sqlx::query_scalar("SELECT value FROM sync_note WHERE key = ?")
            .bind(key)
            .fetch_optional(self.pool())
            .await
            .attempting("reading a note")
    }

    /// Notes something under a key, in place of what was there.
    pub async fn set_note(&self, key: &str, value: &[u8]) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO sync_note (key, value) VALUES (?, ?)";
        let cells = vec![Cell::Text(key.to_owned()), Cell::Blob(value.to_vec())];
        self.write_local(sql, cells, "writing a note").await
    }
}

/// Notes how far a workstation's segments have been taken in.
pub(crate) async fn note_place(
    connection: &mut SqliteConnection,
    writer: WriterId,
    place: Place,
) -> Result<(), StoreError> {
    sqlx::query("INSERT OR REPLACE INTO sync_place (writer, segment, hash) VALUES (?, ?, ?)")
        .bind(&writer.0[..])
        .bind(place.segment as i64)
        .bind(&place.hash[..])
        .execute(connection)
        .await
        .attempting("noting what was taken in")?;
    Ok(())
}

/// The last segment taken in of every other workstation.
pub(crate) async fn read_places(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<WriterId, Place>, StoreError> {
    let rows = sqlx::query("SELECT writer, segment, hash FROM sync_place")
        .fetch_all(connection)
        .await
        .attempting("reading what was taken in")?;
    let places = rows.iter().map(|row| {
        let id: &[u8] = row.get(0);
        (WriterId(id.try_into().unwrap_or_default()), read_place(row, 1))
    });
    Ok(places.collect())
}

/// Reads a segment's number and hash from two columns.
pub(crate) fn read_place(row: &SqliteRow, column: usize) -> Place {
    let hash: &[u8] = row.get(column + 1);
    Place { segment: row.get::<i64, _>(column) as u64, hash: hash.try_into().unwrap_or_default() }
}
