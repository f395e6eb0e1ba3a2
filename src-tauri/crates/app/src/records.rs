//! Records of any kind: add, change, show, delete, find; their history; taking an action back.

use domain::{FieldId, Kind, KindId, Language, Op, RecordId, Value, kinds};
use serde_json::{Map, Value as Json};
use store::{ActionId, Event, Outcome, Record, RecordQuery, UndoError, UndoRefusal};

use crate::drafts::{self, Written};
use crate::environment::rfc3339;
use crate::forms;
use crate::view::{
    ActionDone, ActionRow, FieldChange, FieldView, HistoryEntry, RecordView, SearchHit,
};
use crate::{Changed, Error, Kumppani};

impl Kumppani {
    /// Creates a record of the kind called `kind` from fields as a person writes them.
    pub async fn add_record(
        &self,
        kind: &str,
        fields: &[(String, String)],
    ) -> Result<ActionDone, Error> {
        self.write_record(kind, None, fields).await
    }

    /// Writes fields of a record as a person writes them; an empty text empties a field.
    pub async fn set_record(
        &self,
        kind: &str,
        id: &str,
        fields: &[(String, String)],
    ) -> Result<ActionDone, Error> {
        self.write_record(kind, Some(id), fields).await
    }

    async fn write_record(
        &self,
        kind: &str,
        id: Option<&str>,
        fields: &[(String, String)],
    ) -> Result<ActionDone, Error> {
        let mut written = Written::of(drafts::kind(kind)?);
        for (name, text) in fields {
            written = written.text(name, text)?;
        }
        let (id, op) = self.written_record(id, written).await?;
        let outcome = self.edit(vec![op]).await?;
        Ok(ActionDone::of(&outcome, Some(id)))
    }

    /// Deletes a record as this workstation sees it.
    pub async fn delete_record(&self, kind: &str, id: &str) -> Result<ActionDone, Error> {
        let kind = drafts::kind(kind)?;
        let record = drafts::record_id(kind, id)?;
        self.required_record(kind, record).await?;
        let outcome = self.edit(vec![Op::Delete { kind: kind.id, record }]).await?;
        Ok(ActionDone::of(&outcome, Some(record)))
    }

    /// One record with its fields in words.
    pub async fn record(
        &self,
        kind: &str,
        id: &str,
        language: Language,
    ) -> Result<RecordView, Error> {
        let kind = drafts::kind(kind)?;
        let record = self.required_record(kind, drafts::record_id(kind, id)?).await?;
        let mut fields = Vec::new();
        for field in kind.fields {
            let value = record.value(field.id);
            if !value.is_empty() {
                fields.push(FieldView {
                    name: field.name.to_owned(),
                    label: field.label.text(language).to_owned(),
                    value: self.in_words(kind, field.id, value, language).await?,
                });
            }
        }
        Ok(RecordView {
            id: id.to_owned(),
            kind: kind.name.to_owned(),
            title: title(kind, &record),
            fields,
            editable: forms::is_editable(kind),
        })
    }

    /// One record as JSON: its id, then every field that has a value, by name.
    pub async fn record_json(&self, kind: &str, id: &str) -> Result<Json, Error> {
        let kind = drafts::kind(kind)?;
        let record = self.required_record(kind, drafts::record_id(kind, id)?).await?;
        Ok(json(kind, &record))
    }

    /// Every record of a kind as JSON, sorted by id.
    pub async fn records_json(&self, kind: &str) -> Result<Vec<Json>, Error> {
        let kind = drafts::kind(kind)?;
        let records = self.store().records(kind.id, RecordQuery::default()).await?;
        Ok(records.iter().map(|record| json(kind, record)).collect())
    }

    /// People, organisations and other records whose words begin with those of `text`; of all
    /// kinds if none is named.
    pub async fn search(
        &self,
        text: &str,
        kinds: &[&str],
        limit: u32,
    ) -> Result<Vec<SearchHit>, Error> {
        let kinds: Vec<KindId> =
            kinds.iter().map(|name| Ok(drafts::kind(name)?.id)).collect::<Result<_, Error>>()?;
        let hits = self.store().search(text, &kinds, limit).await?;
        let shown = hits.into_iter().filter_map(|hit| {
            Some(SearchHit {
                id: hit.id.to_string(),
                kind: kinds::kind_by_id(hit.kind)?.name.to_owned(),
                title: hit.title,
                detail: hit.subtitle,
            })
        });
        Ok(shown.collect())
    }

    /// What was done to a record, newest first.
    pub async fn history(
        &self,
        kind: &str,
        id: &str,
        language: Language,
    ) -> Result<Vec<HistoryEntry>, Error> {
        let kind = drafts::kind(kind)?;
        let record = drafts::record_id(kind, id)?;
        let names = self.workstation_names().await?;
        let mut entries = Vec::new();
        for entry in self.store().history(kind.id, record).await? {
            let mut fields = Vec::new();
            if let Event::Set { fields: written } = &entry.what {
                for (id, before, after) in written {
                    let Some(field) = kind.field_by_id(*id) else { continue };
                    fields.push(FieldChange {
                        name: field.name.to_owned(),
                        label: field.label.text(language).to_owned(),
                        before: self.in_words(kind, *id, before, language).await?,
                        after: self.in_words(kind, *id, after, language).await?,
                    });
                }
            }
            entries.push(HistoryEntry {
                change: entry.change.to_string(),
                action: entry.action.to_string(),
                purpose: purpose(&entry.purpose),
                actor: entry.actor,
                workstation: names.get(&entry.action.0.writer).cloned().unwrap_or_default(),
                at: rfc3339(entry.at),
                what: what(&entry.what).to_owned(),
                fields,
                current: entry.is_current,
            });
        }
        if entries.is_empty() {
            return Err(Error::not_found(kind.name, record));
        }
        Ok(entries)
    }

    /// What was done lately, newest first.
    pub async fn recent_actions(&self, limit: u32) -> Result<Vec<ActionRow>, Error> {
        let actions = self.store().recent_actions(limit).await?;
        let rows = actions.into_iter().map(|action| ActionRow {
            action: action.id.to_string(),
            purpose: purpose(&action.purpose),
            actor: action.actor,
            at: rfc3339(action.at),
            records: action.records.iter().map(|(_, count)| count).sum(),
        });
        Ok(rows.collect())
    }

    /// Takes an action back wherever nobody has worked on since.
    pub async fn undo(&self, action: &str) -> Result<ActionDone, Error> {
        let id: ActionId =
            action.parse().map_err(|error: store::action::NotAnActionId| Error::Invalid {
                field: "action".to_owned(),
                label: None,
                value: action.to_owned(),
                reason: "not_an_action".to_owned(),
                message: error.to_string(),
            })?;
        let user = self.user().await?;
        match self.store().undo(id, &user, self.environment().now()).await {
            Ok(outcome) => {
                self.mark_undone(id, outcome.action).await?;
                self.tell(Changed::by(&outcome, "window"));
                Ok(ActionDone::of(&outcome, None))
            }
            Err(UndoError::Store(error)) => Err(error.into()),
            Err(UndoError::Refused { refusal, .. }) => Err(Error::UndoRefused {
                action: action.to_owned(),
                reason: refusal_code(refusal).to_owned(),
                message: refusal.to_string(),
            }),
        }
    }

    /// The record, which must be there.
    pub(crate) async fn required_record(
        &self,
        kind: &'static Kind,
        id: RecordId,
    ) -> Result<Record, Error> {
        let found = self.store().record(kind.id, id).await?;
        found.ok_or_else(|| Error::not_found(kind.name, id))
    }

    /// A value as people of a language write it; references by the title of what they name.
    pub(crate) async fn in_words(
        &self,
        kind: &Kind,
        field: FieldId,
        value: &Value,
        language: Language,
    ) -> Result<String, Error> {
        let Some(field) = kind.field_by_id(field) else { return Ok(String::new()) };
        let (domain::FieldType::Reference(target) | domain::FieldType::References(target)) =
            field.field_type
        else {
            return Ok(field.field_type.display(value, language));
        };
        let ids: &[RecordId] = match value {
            Value::Reference(id) => std::slice::from_ref(id),
            Value::References(ids) => ids,
            _ => &[],
        };
        let target = drafts::kind(target)?;
        let mut titles = Vec::new();
        for id in ids {
            let record = self.store().record(target.id, *id).await?;
            titles.push(record.map_or_else(|| id.to_string(), |record| title(target, &record)));
        }
        Ok(titles.join(", "))
    }
}

impl ActionDone {
    /// What an action came to, and the record it concerned.
    pub(crate) fn of(outcome: &Outcome, id: Option<RecordId>) -> ActionDone {
        ActionDone {
            action: outcome.action.map(|action| action.to_string()),
            id: id.map(|id| id.to_string()),
            kept: u32::try_from(outcome.kept.len()).unwrap_or(u32::MAX),
        }
    }
}

/// What names a record to a person.
pub(crate) fn title(kind: &Kind, record: &Record) -> String {
    let parts = kind.title.iter().filter_map(|name| {
        let field = kind.field(name)?;
        Some(field.field_type.display(record.value(field.id), Language::Fi))
    });
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { record.id.to_string() } else { parts.join(" ") }
}

fn json(kind: &Kind, record: &Record) -> Json {
    let mut object = Map::new();
    object.insert("id".to_owned(), Json::String(record.id.to_string()));
    for field in kind.fields {
        let value = record.value(field.id);
        if !value.is_empty() {
            object.insert(field.name.to_owned(), field.field_type.to_json(value));
        }
    }
    Json::Object(object)
}

fn purpose(purpose: &store::Purpose) -> String {
    match purpose {
        store::Purpose::Undo(_) => "undo".to_owned(),
        other => other.to_string(),
    }
}

fn what(event: &Event) -> &'static str {
    match event {
        Event::Set { .. } => "set",
        Event::Touch => "touch",
        Event::Delete => "delete",
    }
}

fn refusal_code(refusal: UndoRefusal) -> &'static str {
    match refusal {
        UndoRefusal::Unknown => "unknown",
        UndoRefusal::Superseded => "superseded",
        UndoRefusal::Erasure => "erasure",
    }
}
