use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::{
    self, affiliation, document, infrastructure_usage, interaction, need, opportunity, partnership,
    project, registration, stage_change, task, thesis,
};
use domain::{FieldId, Kind, RecordId, Value};
use sqlx::sqlite::SqliteConnection;
use sqlx::{Row, query, query_with};

use crate::error::Attempt;
use crate::records::{
    LISTED, Record, arguments, json_texts, listed_cells, read_record, record_columns,
};
use crate::statement::{Cell, json_hex};
use crate::values::record_id;
use crate::{Store, StoreError};

/// Everything that the register knows of one organisation, of all institutions and whoever may
/// read it, as it was at one moment. Records are sorted by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// The organisation.
    pub organisation: Record,
    /// Its partnerships, one an institution.
    pub partnerships: Vec<Record>,
    /// The moves of those.
    pub stage_changes: Vec<Record>,
    /// Who works or worked there.
    pub posts: Vec<Record>,
    /// Everywhere that these people, and those who were in touch with it, work or worked.
    pub affiliations: Vec<Record>,
    /// Contacts with it.
    pub interactions: Vec<Record>,
    /// Tasks of it, of its partnerships and of the contacts with it.
    pub tasks: Vec<Record>,
    /// Its needs.
    pub needs: Vec<Record>,
    /// Theses and placements in it.
    pub theses: Vec<Record>,
    /// What could be done with it.
    pub opportunities: Vec<Record>,
    /// Its uses of infrastructure.
    pub usages: Vec<Record>,
    /// Registrations of its people to events.
    pub registrations: Vec<Record>,
    /// Those of the registrations that have an attendance.
    pub present: BTreeSet<RecordId>,
    /// Files about it, and those of its agreements.
    pub documents: Vec<Record>,
    /// The people that any of these names.
    pub people: BTreeMap<RecordId, Record>,
    /// The other organisations that its people work at, and the one it belongs to.
    pub organisations: BTreeMap<RecordId, Record>,
    /// The infrastructure that it used.
    pub infrastructure: BTreeMap<RecordId, Record>,
    /// The events that its people registered to or were met at.
    pub events: BTreeMap<RecordId, Record>,
    /// The projects that it takes part in and those that any of these is done under.
    pub projects: BTreeMap<RecordId, Record>,
}

impl Store {
    /// Reads what is known of an organisation; `None` if there is none, or no longer.
    #[expect(clippy::disallowed_methods, reason = "it holds one moment still and writes nothing")]
    pub async fn company(&self, id: RecordId) -> Result<Option<Company>, StoreError> {
        let mut reader = self.pool().begin().await.attempting("reading a company")?;
        let read = Reader { store: self, connection: &mut reader };
        let company = read.company(id).await?;
        reader.rollback().await.attempting("reading a company")?;
        Ok(company)
    }

    /// When each of these organisations was last in touch with anyone, as local date-times; plans
    /// that lie after `until`, a local date-time, are left out.
    pub async fn last_contacts(
        &self,
        organisations: impl IntoIterator<Item = RecordId>,
        until: &str,
    ) -> Result<BTreeMap<RecordId, String>, StoreError> {
        let organisations: Vec<RecordId> = organisations.into_iter().collect();
        let rows = query(
            "SELECT j.value, (SELECT max(m.key) FROM match_key m WHERE m.kind = ? AND m.field = ? \
             AND m.key >= j.value || ' ' AND m.key <= j.value || ' ' || ?) FROM json_each(?) j",
        )
        .bind(i64::from(kinds::INTERACTION.id.0))
        .bind(i64::from(interaction::ORGANISATIONS.0))
        .bind(until)
        .bind(json_texts(&organisations))
        .fetch_all(self.pool())
        .await
        .attempting("looking for the last contacts")?;
        let last = rows.iter().filter_map(|row| {
            let (id, key): (&str, Option<&str>) = (row.get(0), row.get(1));
            let (_, at) = key?.split_once(' ')?;
            Some((id.parse().ok()?, at.to_owned()))
        });
        Ok(last.filter(|(_, at)| !at.is_empty()).collect())
    }
}

/// One moment of the database.
struct Reader<'a> {
    store: &'a Store,
    connection: &'a mut SqliteConnection,
}

impl Reader<'_> {
    async fn company(mut self, id: RecordId) -> Result<Option<Company>, StoreError> {
        let own = [id];
        let Some(organisation) = self.these(&kinds::ORGANISATION, &own).await?.pop() else {
            return Ok(None);
        };
        let partnerships = self.of(&kinds::PARTNERSHIP, partnership::ORGANISATION, &own).await?;
        let stage_changes =
            self.of(&kinds::STAGE_CHANGE, stage_change::PARTNERSHIP, &ids(&partnerships)).await?;
        let posts = self.of(&kinds::AFFILIATION, affiliation::ORGANISATION, &own).await?;
        let interactions =
            self.listing(&kinds::INTERACTION, interaction::ORGANISATIONS, &own).await?;
        let mut tasks = self.of(&kinds::TASK, task::ORGANISATION, &own).await?;
        for (field, wanted) in
            [(task::PARTNERSHIP, ids(&partnerships)), (task::INTERACTION, ids(&interactions))]
        {
            tasks.extend(self.of(&kinds::TASK, field, &wanted).await?);
        }
        tasks.sort_by_key(|one| one.id);
        tasks.dedup_by_key(|one| one.id);
        let needs = self.of(&kinds::NEED, need::ORGANISATION, &own).await?;
        let theses = self.of(&kinds::THESIS, thesis::ORGANISATION, &own).await?;
        let opportunities = self.of(&kinds::OPPORTUNITY, opportunity::ORGANISATION, &own).await?;
        let usage = infrastructure_usage::ORGANISATION;
        let usages = self.of(&kinds::INFRASTRUCTURE_USAGE, usage, &own).await?;
        let registrations = self.of(&kinds::REGISTRATION, registration::ORGANISATION, &own).await?;
        let present = self.present(&ids(&registrations)).await?;
        let mut documents = self.of(&kinds::DOCUMENT, document::ORGANISATION, &own).await?;
        let agreements = named(&[(&partnerships, partnership::AGREEMENT_FILE)]);
        documents.extend(self.these(&kinds::DOCUMENT, &agreements).await?);
        documents.sort_by_key(|one| one.id);
        documents.dedup_by_key(|one| one.id);

        let moved = named(&[(&posts, affiliation::PERSON), (&interactions, interaction::BY)]);
        let affiliations = self.of(&kinds::AFFILIATION, affiliation::PERSON, &moved).await?;
        let employers = named(&[
            (&affiliations, affiliation::ORGANISATION),
            (std::slice::from_ref(&organisation), kinds::organisation::PARENT_ORGANISATION),
        ]);
        let people = named(&[
            (&posts, affiliation::PERSON),
            (&partnerships, partnership::RESPONSIBLE),
            (&partnerships, partnership::DEPUTY),
            (&interactions, interaction::BY),
            (&interactions, interaction::PEOPLE),
            (&tasks, task::ASSIGNEE),
            (&tasks, task::PERSON),
            (&needs, need::CONTACT),
            (&theses, thesis::STUDENT),
            (&theses, thesis::SUPERVISOR),
            (&theses, thesis::COMPANY_SUPERVISOR),
            (&opportunities, opportunity::PEOPLE),
            (&registrations, registration::PERSON),
        ]);
        let infrastructure = named(&[(&usages, infrastructure_usage::INFRASTRUCTURE)]);
        let events =
            named(&[(&registrations, registration::EVENT), (&interactions, interaction::EVENT)]);
        let under = named(&[
            (&interactions, interaction::PROJECT),
            (&theses, thesis::PROJECT),
            (&opportunities, opportunity::PROJECT),
            (&usages, infrastructure_usage::PROJECT),
        ]);
        let mut projects = self.these(&kinds::PROJECT, &under).await?;
        projects.extend(self.of(&kinds::PROJECT, project::LEAD, &own).await?);
        projects.extend(self.listing(&kinds::PROJECT, project::PARTNERS, &own).await?);
        Ok(Some(Company {
            people: by_id(self.these(&kinds::PERSON, &people).await?),
            organisations: by_id(self.these(&kinds::ORGANISATION, &employers).await?),
            infrastructure: by_id(self.these(&kinds::INFRASTRUCTURE, &infrastructure).await?),
            events: by_id(self.these(&kinds::EVENT, &events).await?),
            projects: by_id(projects),
            organisation,
            partnerships,
            stage_changes,
            posts,
            affiliations,
            interactions,
            tasks,
            needs,
            theses,
            opportunities,
            usages,
            registrations,
            present,
            documents,
        }))
    }

    /// The records of a kind with these ids.
    async fn these(&mut self, kind: &Kind, ids: &[RecordId]) -> Result<Vec<Record>, StoreError> {
        self.matching(kind, "t.id IN (SELECT unhex(value) FROM json_each(?))", ids, hex).await
    }

    /// The records of a kind of which the field refers to one of these.
    async fn of(
        &mut self,
        kind: &Kind,
        field: FieldId,
        ids: &[RecordId],
    ) -> Result<Vec<Record>, StoreError> {
        let name = kind.field_by_id(field).map(|field| field.name).unwrap_or_default();
        let condition = format!("t.\"{name}\" IN (SELECT unhex(value) FROM json_each(?))");
        self.matching(kind, &condition, ids, hex).await
    }

    /// The records of a kind of which the field lists one of these.
    async fn listing(
        &mut self,
        kind: &Kind,
        field: FieldId,
        ids: &[RecordId],
    ) -> Result<Vec<Record>, StoreError> {
        let table = self.store.table(kind.id)?;
        let Some(field) = kind.field_by_id(field) else { return Ok(Vec::new()) };
        let condition = format!("t._row IN ({LISTED})");
        let cells = |ids: &[RecordId]| listed_cells(table, field, json_texts(ids)).to_vec();
        self.matching(kind, &condition, ids, cells).await
    }

    async fn matching(
        &mut self,
        kind: &Kind,
        condition: &str,
        ids: &[RecordId],
        cells: impl FnOnce(&[RecordId]) -> Vec<Cell>,
    ) -> Result<Vec<Record>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let table = self.store.table(kind.id)?;
        let sql = format!(
            "SELECT {} FROM \"{}\" t WHERE {condition} ORDER BY t.id",
            record_columns(table),
            kind.name
        );
        let rows = query_with(&sql, arguments(cells(ids))?)
            .fetch_all(&mut *self.connection)
            .await
            .attempting("reading a company")?;
        rows.iter().map(|row| read_record(table, row, 0)).collect()
    }

    /// Which of the registrations have an attendance.
    async fn present(&mut self, ids: &[RecordId]) -> Result<BTreeSet<RecordId>, StoreError> {
        let rows = query(
            "SELECT DISTINCT a.registration FROM json_each(?) j \
             CROSS JOIN attendance a ON a.registration = unhex(j.value)",
        )
        .bind(json_hex(ids.iter().map(|id| &id.as_bytes()[..])))
        .fetch_all(&mut *self.connection)
        .await
        .attempting("reading who was there")?;
        Ok(rows.iter().filter_map(|row| record_id(row.get(0))).collect())
    }
}

fn hex(ids: &[RecordId]) -> Vec<Cell> {
    vec![Cell::Text(json_hex(ids.iter().map(|id| &id.as_bytes()[..])))]
}

fn ids(records: &[Record]) -> Vec<RecordId> {
    records.iter().map(|record| record.id).collect()
}

fn by_id(records: Vec<Record>) -> BTreeMap<RecordId, Record> {
    records.into_iter().map(|record| (record.id, record)).collect()
}

/// The records that any of the fields names, alone or in a list, each once.
fn named(fields: &[(&[Record], FieldId)]) -> Vec<RecordId> {
    let values = fields
        .iter()
        .flat_map(|(records, field)| records.iter().map(|record| record.value(*field)));
    let ids: BTreeSet<RecordId> = values
        .flat_map(|value| match value {
            Value::Reference(id) => std::slice::from_ref(id),
            Value::References(ids) => ids,
            _ => &[],
        })
        .copied()
        .collect();
    ids.into_iter().collect()
}
