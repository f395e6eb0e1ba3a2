//! Finding records by what people type.

use domain::{KindId, RecordId};

use crate::{Store, StoreError};

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its kind.
    pub kind: KindId,
    /// Its identity.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// What else tells it from others: the value that was found, or the first that search looks
    /// into.
    pub subtitle: String,
}

impl Store {
    /// Finds records whose words begin with the words of `text`, those first whose title begins
    /// with it; of all kinds that search looks into if `kinds` is empty.
    pub async fn search(&self, text: &str, kinds: &[KindId], limit: u32) -> Result<Vec<Hit>, StoreError> {
        let _ = (text, kinds, limit);
        todo!()
    }
}
