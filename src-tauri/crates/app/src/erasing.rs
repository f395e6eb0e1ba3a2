//! The right to be forgotten: everything that is known of a person goes, for good and everywhere.
//!
//! What is *about* a person follows from the declarations (`domain::Field::about`): the person's
//! records and what refers to them as their subject. What merely names the person stays, without
//! the name: references in others' lists, mentions in texts, in what stands now and in what stood
//! once. Printed paper, exported files, backups and the files that form tools dropped cannot be
//! reached; the report says so.

mod needles;
mod reach;

use domain::{Label, Language, RecordId, kinds};

use crate::environment::rfc3339;
use crate::records::title;
use crate::view::{ErasedKind, ErasurePreview, ErasureReport, MentionView};
use crate::{Changed, Error, Kumppani, drafts};

use reach::Reach;

/// What no program can reach, by code.
const OUT_OF_REACH: [&str; 4] = ["paper", "exports", "originals", "backups"];

impl Kumppani {
    /// What an erasure of a person would reach; nothing is altered.
    pub async fn erasure_preview(
        &self,
        id: &str,
        language: Language,
    ) -> Result<ErasurePreview, Error> {
        let reach = self.reach_of_erasure(id).await?;
        let mut mentions = Vec::new();
        for (kind, record, field, _) in &reach.redactions {
            let Some(kind) = kinds::kind_by_id(*kind) else { continue };
            let Some(found) = self.store().record(kind.id, *record).await? else { continue };
            let label = kind.field_by_id(*field).map_or("", |field| field.label.text(language));
            mentions.push(MentionView {
                kind: kind.name.to_owned(),
                id: record.to_string(),
                title: title(kind, &found),
                field: label.to_owned(),
            });
        }
        Ok(ErasurePreview {
            records: erased_kinds(&reach, language),
            mentions,
            workstations: self.other_workstations().await?,
            files: reach.files,
            out_of_reach: out_of_reach(self.share_folder().await?.is_some()),
            name: reach.name,
        })
    }

    /// Erases a person for good, wherever this workspace is shared. `confirm` is the person's name
    /// as the preview gave it, typed by whoever orders it.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where the name that was typed is another; nothing is erased then.
    pub async fn erase_person(
        &self,
        id: &str,
        confirm: &str,
        language: Language,
    ) -> Result<ErasureReport, Error> {
        let reach = self.reach_of_erasure(id).await?;
        if confirm.trim() != reach.name {
            return Err(Error::Refused {
                reason: "name_differs",
                details: [("name", reach.name.clone())].into(),
                message: format!(
                    "an erasure cannot be undone, so the name must be given as it is: {}",
                    reach.name
                ),
            });
        }
        let (actor, now) = (self.user().await?, self.environment().now());
        let records = erased_kinds(&reach, language);
        let mentions = u32::try_from(reach.redactions.len()).unwrap_or(u32::MAX);
        let order = store::Erasure {
            records: reach.records.iter().copied().collect(),
            redactions: reach.redactions,
        };
        let outcome = self.store().erase(order, &actor, now).await?;
        self.tell(Changed::by(&outcome, "window"));
        self.store().finish_erasing().await;
        let told = self.tell_erasure().await?;
        Ok(ErasureReport {
            name: reach.name,
            at: rfc3339(now),
            actor,
            records,
            mentions,
            segments: told.segments,
            key_rotated: told.key_rotated,
            waiting_for: told.waiting_for,
            files: reach.files,
            out_of_reach: out_of_reach(told.is_shared),
        })
    }

    async fn reach_of_erasure(&self, id: &str) -> Result<Reach, Error> {
        let id: RecordId = drafts::record_id(&kinds::PERSON, id)?;
        Reach::of(self, id).await
    }
}

/// What is out of reach; of a shared workspace also the sealed files that were published before.
fn out_of_reach(is_shared: bool) -> Vec<String> {
    let share = is_shared.then_some("share");
    OUT_OF_REACH.into_iter().chain(share).map(str::to_owned).collect()
}

fn erased_kinds(reach: &Reach, language: Language) -> Vec<ErasedKind> {
    let mut counted: Vec<ErasedKind> = Vec::new();
    for (kind, _) in &reach.records {
        let Some(kind) = kinds::kind_by_id(*kind) else { continue };
        match counted.iter_mut().find(|one| one.kind == kind.name) {
            Some(one) => one.count += 1,
            None => counted.push(ErasedKind {
                kind: kind.name.to_owned(),
                label: word(&kind.label, language),
                count: 1,
            }),
        }
    }
    counted
}

fn word(label: &Label, language: Language) -> String {
    label.text(language).to_owned()
}
