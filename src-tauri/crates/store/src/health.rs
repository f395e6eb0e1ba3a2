//! Whether the database is whole, and lies where it may.

use crate::error::Attempt;
use crate::place::mounts;
use crate::{Store, StoreError, UnsafePlace, unsafe_place};

impl Store {
    /// What SQLite finds wrong with the database, each in its words; empty if nothing is.
    pub async fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(20)")
            .fetch_all(self.pool())
            .await
            .attempting("checking the database")?;
        found.retain(|line| line != "ok");
        Ok(found)
    }

    /// Why the database may not lie where it does; a drive may have come there after it was opened.
    pub fn misplaced(&self) -> Option<UnsafePlace> {
        let resolved = self.path().canonicalize().unwrap_or_else(|_| self.path().to_owned());
        unsafe_place(&resolved, &mounts())
    }
}
