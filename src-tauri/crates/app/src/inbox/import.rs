//! One file taken in: read, matched with what is known, written through the one door.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::{self, import_run, organisation, person};
use domain::{Class, Kind, Op, RecordId, Stamp, Value};
use intake::{
    Known, KnownOrganisation, KnownPerson, KnownRegistration, Outcome, ProfileName, Proposal,
    ReadFile, ReadOptions, RowProblem, Target, identity, organisation_key, propose, read_file,
    wanted,
};
use store::{Action, Author, Filter, Part, Purpose, RecordQuery};

use super::{FileOnDisk, ImportOptions, UNDONE, kept_state};
use crate::records::title;
use crate::sessions::{text, texts};
use crate::view::{self, ImportCounts, ImportReport, InboxState};
use crate::{Error, Kumppani};

impl Kumppani {
    /// Takes a file in and writes down in the ledger what became of it.
    pub(super) async fn take_in(
        &self,
        file: FileOnDisk,
        options: &ImportOptions,
    ) -> Result<ImportReport, Error> {
        let profile = profile_named(options.profile.as_deref())?;
        let reading = ReadOptions { profile, ..ReadOptions::default() };
        let read = read_file(&file.bytes, &file.name(), &reading);
        let event = self.event_of(options.event.as_deref(), read.event_code.as_deref()).await?;
        let mut report = ImportReport {
            file: file.name(),
            state: InboxState::Imported,
            reason: None,
            event: event.map(|id| id.to_string()),
            profile: read.profile.map(|name| name.as_str().to_owned()),
            counts: ImportCounts::default(),
            problems: read.problems.iter().map(problem).collect(),
            action: None,
        };
        match (read.outcome, event) {
            (Outcome::Rejected, _) => refuse(&mut report, InboxState::Rejected, &read),
            (Outcome::NeedsMapping, _) => refuse(&mut report, InboxState::NeedsAnswer, &read),
            (Outcome::Imported, None) => {
                report.state = InboxState::NeedsAnswer;
                report.reason = Some("event_unknown".to_owned());
            }
            (Outcome::Imported, Some(event)) => {
                self.take_in_for(&file, &read, event, options.dry_run, &mut report).await?;
            }
        }
        if report.state == InboxState::Unchanged
            && let Some(undone) = self.undone_before(&file).await?
        {
            report.state = InboxState::Undone;
            report.reason = Some(UNDONE.to_owned());
            report.action = undone.action.map(|action| action.to_string());
        } else if !options.dry_run {
            self.note_report(&file, event, &report).await?;
        }
        Ok(report)
    }

    async fn take_in_for(
        &self,
        file: &FileOnDisk,
        read: &ReadFile,
        event: RecordId,
        dry_run: bool,
        report: &mut ImportReport,
    ) -> Result<(), Error> {
        let target = Target { event, key: self.store().workspace().key };
        let known = self.known(read, &target).await?;
        let proposal = propose(read, &known, &target);
        report.counts = counts(&proposal);
        report.problems = proposal.problems.iter().map(problem).collect();
        let profile = read.profile.unwrap_or(ProfileName::LIST);
        let mapping = read.applied.as_ref().map(|applied| &applied.mapping);
        let content = identity(&file.hash(), profile, event, mapping);
        let is_known =
            self.store().knows_file(&content).await || self.was_taken(file, event).await?;
        if is_known {
            // What the file says was said before, here or by a colleague; later words stand.
            let rows = proposal.counts.new + proposal.counts.changed + proposal.counts.unchanged;
            report.counts = ImportCounts { unchanged: rows, ..ImportCounts::default() };
        }
        // Registrations that a known file brought and that are gone were deleted, and so stay.
        let stays_deleted = is_known && proposal.counts.new > 0;
        let nothing_new = report.counts.new == 0 && report.counts.changed == 0;
        if stays_deleted || (nothing_new && proposal.match_ops.is_empty()) {
            report.state = InboxState::Unchanged;
            return Ok(());
        }
        if dry_run {
            return Ok(());
        }
        let declared = read.stated_at.map(Stamp::at).unwrap_or_default();
        let mut own = proposal.match_ops;
        own.push(self.run_of(file, read, event, &proposal.counts));
        let action = Action {
            actor: self.user().await?,
            purpose: Purpose::Import,
            now: self.environment().now(),
            parts: vec![
                Part { author: Author::File { content, declared }, ops: proposal.file_ops },
                Part { author: Author::ThisWorkstation(Class::Import), ops: own },
            ],
        };
        let outcome = self.act(action, "inbox").await?;
        report.action = outcome.action.map(|action| action.to_string());
        Ok(())
    }

    /// The import of the same bytes that was taken back; taking that back brings them in again.
    async fn undone_before(&self, file: &FileOnDisk) -> Result<Option<store::InboxFile>, Error> {
        let hash = Some(file.hash());
        let known = self.store().inbox_files().await?;
        Ok(known
            .into_iter()
            .find(|one| one.content_hash == hash && one.reason_code.as_deref() == Some(UNDONE)))
    }

    /// Whether the same bytes were taken into the same event here before, if only to find that they
    /// said nothing new.
    async fn was_taken(&self, file: &FileOnDisk, event: RecordId) -> Result<bool, Error> {
        let hash = Some(file.hash());
        let known = self.store().inbox_files().await?;
        Ok(known.iter().any(|one| {
            let taken =
                matches!(one.state, store::InboxState::Imported | store::InboxState::Unchanged);
            taken && one.content_hash == hash && one.event == Some(event)
        }))
    }

    /// The record of this import.
    fn run_of(
        &self,
        file: &FileOnDisk,
        read: &ReadFile,
        event: RecordId,
        counts: &intake::Counts,
    ) -> Op {
        let hash = blake3::Hash::from_bytes(file.hash()).to_hex().to_string();
        let number = |count: u32| Value::from(i64::from(count));
        Op::Set {
            kind: kinds::IMPORT_RUN.id,
            record: self.environment().new_record_id(),
            values: vec![
                (import_run::FILE_NAME, Value::from(file.name())),
                (import_run::FILE_HASH, Value::from(hash)),
                (import_run::EVENT, Value::Reference(event)),
                (import_run::IMPORTED_AT, Value::from(self.environment().now().0)),
                (import_run::COUNT_NEW, number(counts.new)),
                (import_run::COUNT_CHANGED, number(counts.changed)),
                (import_run::COUNT_UNCHANGED, number(counts.unchanged)),
                (import_run::COUNT_SET_ASIDE, number(counts.set_aside)),
                (import_run::PROFILE, Value::from(read.profile.map(ProfileName::as_str))),
            ],
        }
    }

    async fn note_report(
        &self,
        file: &FileOnDisk,
        event: Option<RecordId>,
        report: &ImportReport,
    ) -> Result<(), Error> {
        let ledger = store::InboxFile {
            path: file.path.clone(),
            size: file.bytes.len() as u64,
            modified: file.modified,
            content_hash: Some(file.hash()),
            state: kept_state(report.state),
            event,
            reason_code: report.reason.clone(),
            action: report.action.as_deref().and_then(|action| action.parse().ok()),
            seen_at: self.environment().now(),
            report: serde_json::to_string(report).ok(),
        };
        Ok(self.store().inbox_record(ledger).await?)
    }

    /// Everything that the store knows of what a file speaks of.
    async fn known(&self, read: &ReadFile, target: &Target) -> Result<Known, Error> {
        let wanted = wanted(read, target);
        let people = self.store().people_by_email(&wanted.emails).await?;
        let affiliations = self.store().affiliations_of(people.iter().map(|one| one.id)).await?;
        let organisations =
            self.store().records(kinds::ORGANISATION.id, RecordQuery::default()).await?;
        let organisations = organisations.iter().map(|record| {
            let mut names = vec![organisation_key(&text(record, organisation::NAME))];
            let others = texts(record.value(organisation::OTHER_NAMES));
            names.extend(others.iter().map(|name| organisation_key(name)));
            let business_id = record.value(organisation::BUSINESS_ID).text().map(str::to_owned);
            KnownOrganisation { id: record.id, names, business_id }
        });
        let relevant = organisations.filter(|one| {
            one.names.iter().any(|name| wanted.organisations.contains(name))
                || one.business_id.as_ref().is_some_and(|id| wanted.business_ids.contains(id))
        });
        let people = people.iter().map(|record| {
            let mut emails = vec![text(record, person::EMAIL)];
            emails.extend(texts(record.value(person::OTHER_EMAILS)).iter().cloned());
            KnownPerson {
                id: record.id,
                name: title(&kinds::PERSON, record),
                emails,
                has_phone: !record.value(person::PHONE).is_empty(),
            }
        });
        Ok(Known {
            people: people.collect(),
            organisations: relevant.collect(),
            registrations: self.known_registrations(&wanted.registrations).await?,
            affiliations,
        })
    }

    async fn known_registrations(
        &self,
        ids: &BTreeSet<RecordId>,
    ) -> Result<BTreeMap<RecordId, KnownRegistration>, Error> {
        let kind: &Kind = &kinds::REGISTRATION;
        let filters = vec![Filter::Ids(ids.iter().copied().collect())];
        let query = RecordQuery { filters, ..RecordQuery::default() };
        let records = self.store().records(kind.id, query).await?;
        let by_people = self.store().written_by_people(kind.id, ids).await?;
        let known = records.into_iter().map(|record| {
            let registers = by_people.get(&record.id);
            let fields = registers.into_iter().flatten().flat_map(|of| kind.fields_of(*of));
            let written_by_person = fields.map(|field| field.id).collect();
            (record.id, KnownRegistration { values: record.values, written_by_person })
        });
        Ok(known.collect())
    }
}

fn profile_named(name: Option<&str>) -> Result<Option<ProfileName>, Error> {
    let Some(name) = name else { return Ok(None) };
    let known = ProfileName::parse(name);
    known.map(Some).ok_or_else(|| Error::invalid_choice("profile", name))
}

fn refuse(report: &mut ImportReport, state: InboxState, read: &ReadFile) {
    report.state = state;
    let mut of_file = read.problems.iter().filter(|problem| problem.row == 0);
    report.reason = of_file.next_back().map(|problem| problem.code.name().to_owned());
}

fn problem(problem: &RowProblem) -> view::RowProblem {
    view::RowProblem {
        row: problem.row,
        code: problem.code.name().to_owned(),
        value: problem.value.clone(),
    }
}

fn counts(proposal: &Proposal) -> ImportCounts {
    let counts = &proposal.counts;
    ImportCounts {
        new: counts.new,
        changed: counts.changed,
        unchanged: counts.unchanged,
        set_aside: counts.set_aside,
        people_known: counts.people_known,
        people_new: counts.people_new,
        people_unclear: counts.people_unclear,
    }
}
