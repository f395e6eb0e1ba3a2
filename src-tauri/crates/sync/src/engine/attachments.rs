//! Carrying the files that documents name: telling those that the share lacks, fetching those that
//! this workstation lacks, and taking away those that an erasure left without a document.

use std::collections::BTreeSet;

use super::memory::Memory;
use super::report::{Cancel, CycleReport, Problem};
use super::{Inner, SyncError};
use crate::attachment::{self, MOST_FILE, Sealer};
use crate::names::{ATTACHMENTS, ShareName};
use crate::{FileError, Medium, MediumError};

/// The note of the hashes that the share is known to have under the key of an epoch.
const TOLD: &str = "attachments on the share";

/// What the share is known to have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Told {
    epoch: u32,
    hashes: BTreeSet<String>,
}

impl<M: Medium + 'static> Inner<M> {
    /// Brings the files of the share and those here together, where anything may have changed.
    pub(super) async fn carry_attachments(
        &self,
        memory: &mut Memory,
        report: &CycleReport,
        cancel: &Cancel,
    ) -> Result<(), SyncError> {
        let is_first = memory.cycles == 0;
        let has_changed = report.received_changes > 0 || report.sealed > 0;
        if !is_first && !has_changed && memory.lacks.is_empty() {
            return Ok(());
        }
        let named = self.store.attachments_named().await?;
        let held = self.store.attachments_held().await?;
        memory.lacks = named.difference(&held).cloned().collect();
        let before = self.told().await?;
        let epoch = self.secrets().keys.current();
        // A share may have come back as an older copy of itself while nobody looked.
        let mut told = if before.epoch == epoch && !is_first {
            before.clone()
        } else {
            Told { epoch, hashes: BTreeSet::new() }
        };
        for hash in named.intersection(&held) {
            if cancel.is_cancelled() {
                break;
            }
            if !told.hashes.contains(hash) && self.tell_attachment(hash).await? {
                told.hashes.insert(hash.clone());
            }
        }
        for hash in memory.lacks.clone() {
            if cancel.is_cancelled() {
                break;
            }
            if self.fetch_attachment(memory, &hash).await? {
                memory.lacks.remove(&hash);
                told.hashes.insert(hash);
            }
        }
        for hash in before.hashes.difference(&named) {
            for name in self.files_of(hash).await? {
                let path = name.to_string();
                self.ask(move |medium| medium.remove(&path)).await??;
            }
            told.hashes.remove(hash);
        }
        if told != before {
            self.note_told(&told).await?;
        }
        Ok(())
    }

    /// Makes sure that the share has a file under the current key, and none under an earlier one;
    /// false if its bytes here are damaged.
    async fn tell_attachment(&self, hash: &str) -> Result<bool, SyncError> {
        let Some(content) = content(hash) else { return Ok(false) };
        let secrets = self.secrets();
        let epoch = secrets.keys.current();
        let mut is_there = false;
        let mut outdated = Vec::new();
        for name in self.files_of(hash).await? {
            let path = name.to_string();
            match self.ask(move |medium| medium.read(&path, MOST_FILE)).await? {
                Ok(bytes) if attachment::epoch(&bytes) == Ok(epoch) => {
                    let workspace = self.workspace_id();
                    is_there |=
                        attachment::open(&bytes, &name, &content, &workspace, &secrets.keys)
                            .is_ok();
                }
                Ok(bytes) if attachment::epoch(&bytes).is_ok_and(|found| found < epoch) => {
                    outdated.push(name.to_string());
                }
                Err(error @ MediumError::Unreachable { .. }) => return Err(error.into()),
                // What cannot be read does not keep this workstation from telling it again.
                Ok(_) | Err(_) => {}
            }
        }
        if !is_there {
            let Ok(Some(bytes)) = self.store.attachment(hash).await else { return Ok(false) };
            let (own, workspace, ambient) = (self.own(), self.workspace_id(), self.ambient.clone());
            let sealed = self
                .apart(move || {
                    let by = Sealer {
                        writer: own,
                        workspace,
                        keys: &secrets.keys,
                        device: &secrets.device,
                        ambient: &*ambient,
                    };
                    attachment::seal(&bytes, &by)
                })
                .await?;
            let (file, mark) = sealed?;
            let name = attachment::name_of(&self.workspace().key, &content);
            let path = ShareName::Attachment { name, mark }.to_string();
            match self.ask(move |medium| medium.create(&path, &file)).await? {
                Ok(()) | Err(MediumError::AlreadyThere { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        for path in outdated {
            self.ask(move |medium| medium.remove(&path)).await??;
        }
        Ok(true)
    }

    /// Takes in a file that this workstation lacks; false if the share has it not, or not whole.
    async fn fetch_attachment(&self, memory: &mut Memory, hash: &str) -> Result<bool, SyncError> {
        let Some(content) = content(hash) else { return Ok(false) };
        let (secrets, now) = (self.secrets(), self.now());
        for name in self.files_of(hash).await? {
            let path = name.to_string();
            if !memory.may_try(&path, now) {
                continue;
            }
            let asked = path.clone();
            let read = self.ask(move |medium| medium.read(&asked, MOST_FILE)).await?;
            let opened = match read {
                Ok(bytes) => {
                    attachment::open(&bytes, &name, &content, &self.workspace_id(), &secrets.keys)
                }
                Err(MediumError::Missing { .. }) => continue,
                Err(error @ MediumError::Unreachable { .. }) => return Err(error.into()),
                Err(error) => {
                    memory.failed(&path, Problem::of(&error), now);
                    continue;
                }
            };
            match opened {
                Ok(bytes) => {
                    memory.troubles.remove(&path);
                    self.store.keep_attachment(&bytes, now).await?;
                    return Ok(true);
                }
                Err(FileError::UnknownEpoch { epoch }) => {
                    memory.failed(&path, Problem::UnknownKey { path: path.clone(), epoch }, now);
                }
                Err(error) => {
                    let problem =
                        Problem::Incomplete { path: path.clone(), why: error.to_string() };
                    memory.failed(&path, problem, now);
                }
            }
        }
        Ok(false)
    }

    /// The files of a content that lie on the share.
    async fn files_of(&self, hash: &str) -> Result<Vec<ShareName>, SyncError> {
        let Some(content) = content(hash) else { return Ok(Vec::new()) };
        let wanted = attachment::name_of(&self.workspace().key, &content);
        let folder = format!("{ATTACHMENTS}/{:02x}", wanted[0]);
        let listed = folder.clone();
        let entries = self.ask(move |medium| medium.list(&listed)).await??;
        let names = entries.iter().filter_map(|entry| {
            let name = format!("{folder}/{}", entry.name).parse().ok()?;
            matches!(name, ShareName::Attachment { name: found, .. } if found == wanted)
                .then_some(name)
        });
        Ok(names.collect())
    }

    async fn told(&self) -> Result<Told, SyncError> {
        let noted = self.store.note(TOLD).await?.unwrap_or_default();
        let text = String::from_utf8(noted).unwrap_or_default();
        let mut lines = text.lines();
        let epoch = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0);
        Ok(Told { epoch, hashes: lines.map(str::to_owned).collect() })
    }

    async fn note_told(&self, told: &Told) -> Result<(), SyncError> {
        let mut text = told.epoch.to_string();
        for hash in &told.hashes {
            text.push('\n');
            text += hash;
        }
        Ok(self.store.set_note(TOLD, text.as_bytes()).await?)
    }
}

/// The hash that a document names, as bytes.
fn content(hash: &str) -> Option<[u8; 32]> {
    blake3::Hash::from_hex(hash).ok().map(|hash| *hash.as_bytes())
}
