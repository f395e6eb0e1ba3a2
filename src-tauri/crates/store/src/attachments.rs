//! The bytes of files that documents name: logos, maps, images of signatures.
//!
//! They lie in the workspace database, so that a copy of it is a copy of everything, under the hash
//! of what they are: the same file is kept once, whoever attaches it, and is never altered.

use std::collections::BTreeSet;

use domain::UnixMillis;
use domain::kinds::{DOCUMENT, document};
use sqlx::query_scalar;

use crate::error::Attempt;
use crate::statement::Cell;
use crate::{Store, StoreError};

/// The most bytes of one attachment: 8 MiB, above what a logo or a map for paper needs.
pub const ATTACHMENT_LIMIT: usize = 8 << 20;

/// The hashes that documents name, or named at any time that the log tells of.
const NAMED: &str = "SELECT named.value FROM log_record r JOIN log_entry e ON e.row = r.row, \
     json_tree(e.body) named WHERE r.kind = ? AND named.key = ? AND named.type = 'text'";

impl Store {
    /// Keeps the bytes of a file and returns their hash (BLAKE3, lower-case hexadecimal), which a
    /// document names as its `file_hash`. Keeping the same bytes again makes whole what became
    /// damaged and otherwise changes nothing but the time.
    ///
    /// # Errors
    ///
    /// [`StoreError::AttachmentTooLarge`] above [`ATTACHMENT_LIMIT`].
    pub async fn keep_attachment(
        &self,
        bytes: &[u8],
        now: UnixMillis,
    ) -> Result<String, StoreError> {
        if bytes.len() > ATTACHMENT_LIMIT {
            return Err(StoreError::AttachmentTooLarge { size: bytes.len() });
        }
        let hash = blake3::hash(bytes).to_hex().to_string();
        let sql = "INSERT INTO attachment (hash, bytes, kept_at) VALUES (?, ?, ?) \
             ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes, kept_at = max(kept_at, excluded.kept_at)";
        let cells =
            vec![Cell::Text(hash.clone()), Cell::Blob(bytes.to_vec()), Cell::Integer(now.0)];
        self.write_local(sql, cells, "keeping an attachment").await?;
        Ok(hash)
    }

    /// The bytes kept under `hash`; none if this workstation does not have them.
    ///
    /// # Errors
    ///
    /// [`StoreError::AttachmentDamaged`] if they are no longer what was kept.
    pub async fn attachment(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes: Option<Vec<u8>> = query_scalar("SELECT bytes FROM attachment WHERE hash = ?")
            .bind(hash)
            .fetch_optional(self.pool())
            .await
            .attempting("reading an attachment")?;
        match bytes {
            Some(bytes) if blake3::hash(&bytes).to_hex().as_str() != hash => {
                Err(StoreError::AttachmentDamaged { hash: hash.to_owned() })
            }
            bytes => Ok(bytes),
        }
    }

    /// Lets go of attachments that were kept before `older_than` and that no document names, nor
    /// named at any time that the log tells of: what may be undone or read in the history keeps its
    /// file. The time spares a file whose document is about to be written.
    pub async fn forget_unused_attachments(
        &self,
        older_than: UnixMillis,
    ) -> Result<(), StoreError> {
        let sql = format!("DELETE FROM attachment WHERE kept_at < ? AND hash NOT IN ({NAMED})");
        let cells = vec![
            Cell::Integer(older_than.0),
            Cell::Integer(DOCUMENT.id.0.into()),
            Cell::Text(document::FILE_HASH.0.to_string()),
        ];
        self.write_local(&sql, cells, "letting go of unused attachments").await
    }

    /// The hashes of every file that a document names, or named at any time that the log tells of,
    /// whether this workstation has the file or not.
    pub async fn attachments_named(&self) -> Result<BTreeSet<String>, StoreError> {
        let named: Vec<String> = query_scalar(NAMED)
            .bind(i64::from(DOCUMENT.id.0))
            .bind(document::FILE_HASH.0.to_string())
            .fetch_all(self.pool())
            .await
            .attempting("reading which attachments are named")?;
        let is_hash =
            |text: &String| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        Ok(named.into_iter().filter(is_hash).collect())
    }

    /// The hashes of every file that this workstation has.
    pub async fn attachments_held(&self) -> Result<BTreeSet<String>, StoreError> {
        let held: Vec<String> = query_scalar("SELECT hash FROM attachment")
            .fetch_all(self.pool())
            .await
            .attempting("reading which attachments there are")?;
        Ok(held.into_iter().collect())
    }
}
