//! The programme of an event: its sessions, their rooms and speakers, and what clashes.

mod draft;

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::{self, room, session};
use domain::{Clash as Found, Op, RecordId, SessionSlot, Value};
use store::{Comparison, Filter, Order, Record, RecordQuery};

use crate::drafts::{self, Written};
use crate::events::translations;
use crate::records::title;
use crate::view::{ActionDone, Clash, Programme, RoomRow, SessionDraft, SessionRow};
use crate::{Error, Kumppani};

/// The sessions of an event with everything that they refer to, read once.
#[derive(Debug)]
pub(crate) struct Sessions {
    /// By start, room, position, id.
    pub(crate) sessions: Vec<Record>,
    /// Every room of the register.
    pub(crate) rooms: BTreeMap<RecordId, Record>,
    /// Those who speak and are in the register.
    pub(crate) people: BTreeMap<RecordId, Record>,
}

impl Sessions {
    /// The name of the session's room, empty without one.
    pub(crate) fn room_name(&self, session: &Record) -> String {
        let room = session.value(session::ROOM).reference().and_then(|id| self.rooms.get(&id));
        room.map(|room| title(&kinds::ROOM, room)).unwrap_or_default()
    }

    /// The register's people who speak in the session, in order.
    pub(crate) fn speakers<'a>(
        &'a self,
        session: &'a Record,
    ) -> impl Iterator<Item = &'a Record> + 'a {
        references(session.value(session::SPEAKERS)).iter().filter_map(|id| self.people.get(id))
    }

    fn sort(&mut self) {
        let rooms = &self.rooms;
        self.sessions.sort_by_cached_key(|record| {
            let room = record.value(session::ROOM).reference();
            let room = room.and_then(|id| rooms.get(&id)).map(|room| text(room, room::NAME));
            let starts = record.value(session::STARTS_AT).text().unwrap_or("~").to_owned();
            (starts, room, text(record, session::POSITION), record.id)
        });
    }

    /// The names of all who speak in the session, those of the register first.
    pub(crate) fn speaker_names(&self, session: &Record) -> Vec<String> {
        let known = self.speakers(session).map(|person| title(&kinds::PERSON, person));
        known.chain(texts(session.value(session::SPEAKER_NAMES)).iter().cloned()).collect()
    }
}

impl Kumppani {
    /// The programme of an event and what does not go together in it.
    pub async fn programme(&self, event: &str) -> Result<Programme, Error> {
        let event = drafts::record_id(&kinds::EVENT, event)?;
        self.required_record(&kinds::EVENT, event).await?;
        let read = self.sessions_of(event).await?;
        let people = self.people_coming(event).await?;
        let rows = read.sessions.iter().map(|record| SessionRow {
            id: record.id.to_string(),
            title: text(record, session::TITLE),
            description: text(record, session::DESCRIPTION),
            session_type: record.value(session::SESSION_TYPE).text().map(str::to_owned),
            starts_at: record.value(session::STARTS_AT).text().map(str::to_owned),
            ends_at: record.value(session::ENDS_AT).text().map(str::to_owned),
            room: record.value(session::ROOM).reference().map(|id| id.to_string()),
            room_name: read.room_name(record),
            track: text(record, session::TRACK),
            speakers: read.speaker_names(record),
            titles: translations(record, [session::TITLE_FI, session::TITLE_SV, session::TITLE_EN]),
            descriptions: translations(
                record,
                [session::DESCRIPTION_FI, session::DESCRIPTION_SV, session::DESCRIPTION_EN],
            ),
        });
        let mut rooms: Vec<RoomRow> = read.rooms.values().map(room_row).collect();
        rooms.sort_by_key(|room| domain::sort_key(&room.name));
        let clashes = found_clashes(&read, people);
        Ok(Programme { sessions: rows.collect(), rooms, clashes })
    }

    /// Creates a session or writes fields of one. A room is named by its name, and made if there
    /// is none of that name.
    pub async fn save_session(&self, draft: SessionDraft) -> Result<ActionDone, Error> {
        let event = drafts::record_id(&kinds::EVENT, &draft.event)?;
        self.required_record(&kinds::EVENT, event).await?;
        let mut ops = Vec::new();
        let mut written = Written::of(&kinds::SESSION)
            .maybe("title", draft.title.as_deref())?
            .maybe("description", draft.description.as_deref())?
            .maybe("session_type", draft.session_type.as_deref())?
            .maybe("starts_at", draft.starts_at.as_deref())?
            .maybe("ends_at", draft.ends_at.as_deref())?
            .maybe("track", draft.track.as_deref())?
            .translated("title", draft.titles.as_ref())?
            .translated("description", draft.descriptions.as_ref())?;
        if draft.id.is_none() {
            written = written.value(session::EVENT, event);
        }
        if let Some(name) = &draft.room_name {
            written = written.value(session::ROOM, self.room_called(name, &mut ops).await?);
        }
        if let Some(names) = &draft.speakers {
            let known = self.known_speakers(draft.id.as_deref(), names).await?;
            let known_names: BTreeSet<&str> = known.iter().map(|(_, name)| name.as_str()).collect();
            let others = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
            let others: Vec<String> =
                others.filter(|name| !known_names.contains(name)).map(str::to_owned).collect();
            let ids: Vec<RecordId> = known.iter().map(|(id, _)| *id).collect();
            written = written
                .value(session::SPEAKERS, non_empty(ids, Value::References))
                .value(session::SPEAKER_NAMES, non_empty(others, Value::List));
        }
        let (id, op) = self.written_record(draft.id.as_deref(), written).await?;
        self.refuse_backward_slot(id, &op).await?;
        ops.push(op);
        let outcome = self.edit(ops).await?;
        Ok(ActionDone::of(&outcome, Some(id)))
    }

    /// The sessions of an event with their rooms and speakers.
    pub(crate) async fn sessions_of(&self, event: RecordId) -> Result<Sessions, Error> {
        let of_event = Filter::Field(session::EVENT, Comparison::Is, Value::Reference(event));
        let query = RecordQuery { filters: vec![of_event], ..RecordQuery::default() };
        let sessions = self.store().records(kinds::SESSION.id, query).await?;
        let rooms = self.store().records(kinds::ROOM.id, RecordQuery::default()).await?;
        let rooms: BTreeMap<RecordId, Record> =
            rooms.into_iter().map(|room| (room.id, room)).collect();
        let speakers: BTreeSet<RecordId> = sessions
            .iter()
            .flat_map(|session| references(session.value(session::SPEAKERS)).to_vec())
            .collect();
        let people = self.records_by_id(&kinds::PERSON, speakers.into_iter().collect()).await?;
        let mut read = Sessions { sessions, rooms, people };
        read.sort();
        Ok(read)
    }

    /// The records of these ids that are there.
    pub(crate) async fn records_by_id(
        &self,
        kind: &domain::Kind,
        ids: Vec<RecordId>,
    ) -> Result<BTreeMap<RecordId, Record>, Error> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let query = RecordQuery { filters: vec![Filter::Ids(ids)], ..RecordQuery::default() };
        let records = self.store().records(kind.id, query).await?;
        Ok(records.into_iter().map(|record| (record.id, record)).collect())
    }

    /// The room of that name, or a new one; none for an empty name.
    async fn room_called(&self, name: &str, ops: &mut Vec<Op>) -> Result<Value, Error> {
        let name = name.trim();
        if name.is_empty() {
            return Ok(Value::Empty);
        }
        let query = RecordQuery { order: Order::Id, ..RecordQuery::default() };
        let rooms = self.store().records(kinds::ROOM.id, query).await?;
        let wanted = domain::fold(name);
        let same = rooms.iter().find(|room| domain::fold(&text(room, room::NAME)) == wanted);
        if let Some(room) = same {
            return Ok(Value::Reference(room.id));
        }
        let id = self.environment().new_record_id();
        ops.push(Written::of(&kinds::ROOM).text("name", name)?.complete()?.into_op(id));
        Ok(Value::Reference(id))
    }

    /// Those of `names` who speak in the session already and are in the register.
    async fn known_speakers(
        &self,
        session: Option<&str>,
        names: &[String],
    ) -> Result<Vec<(RecordId, String)>, Error> {
        let Some(id) = session else { return Ok(Vec::new()) };
        let id = drafts::record_id(&kinds::SESSION, id)?;
        let record = self.required_record(&kinds::SESSION, id).await?;
        let ids = references(record.value(session::SPEAKERS)).to_vec();
        let people = self.records_by_id(&kinds::PERSON, ids).await?;
        let known = names.iter().filter_map(|name| {
            let same = people.values().find(|person| title(&kinds::PERSON, person) == name.trim());
            same.map(|person| (person.id, name.trim().to_owned()))
        });
        Ok(known.collect())
    }

    /// Refuses a session that would end before it begins.
    async fn refuse_backward_slot(&self, id: RecordId, op: &Op) -> Result<(), Error> {
        let Op::Set { values, .. } = op else { return Ok(()) };
        let before = self.store().record(kinds::SESSION.id, id).await?;
        let value = |field| {
            let written = values.iter().find(|(id, _)| *id == field).map(|(_, value)| value);
            let kept = before.as_ref().map(|record| record.value(field));
            written.or(kept).and_then(Value::text).map(str::to_owned)
        };
        match (value(session::STARTS_AT), value(session::ENDS_AT)) {
            (Some(starts), Some(ends)) if ends < starts => Err(Error::Invalid {
                field: "ends_at".to_owned(),
                label: None,
                value: ends,
                reason: "before_start".to_owned(),
                message: "ends before it begins".to_owned(),
            }),
            _ => Ok(()),
        }
    }
}

fn found_clashes(read: &Sessions, people: u32) -> Vec<Clash> {
    let slots: Vec<SessionSlot> =
        read.sessions.iter().filter_map(|record| slot(record, people)).collect();
    let seats =
        read.rooms.values().filter_map(|room| Some((room.id, count(room.value(room::CAPACITY))?)));
    let room_name = |id: RecordId| read.rooms.get(&id).map(|room| text(room, room::NAME));
    let person_name = |id: RecordId| read.people.get(&id).map(|who| title(&kinds::PERSON, who));
    let both = |first: RecordId, second: RecordId| [first.to_string(), second.to_string()];
    let shown = domain::clashes(&slots, &seats.collect()).into_iter().map(|clash| match clash {
        Found::EndsBeforeStart { session } => {
            Clash::EndsBeforeStart { session: session.to_string() }
        }
        Found::RoomTwice { room, first, second } => {
            Clash::Room { sessions: both(first, second), room: room_name(room).unwrap_or_default() }
        }
        Found::SpeakerTwice { speaker, first, second } => Clash::Speaker {
            sessions: both(first, second),
            speaker: person_name(speaker).unwrap_or_default(),
        },
        Found::NameTwice { name, first, second } => {
            Clash::Speaker { sessions: both(first, second), speaker: name }
        }
        Found::RoomTooSmall { session, room, seats, expected } => Clash::TooSmall {
            session: session.to_string(),
            room: room_name(room).unwrap_or_default(),
            seats,
            people: expected,
        },
    });
    shown.collect()
}

/// Where and when a session is, if that is known. A session of a track is for some of the people
/// only, and nobody knows how many.
fn slot(record: &Record, people: u32) -> Option<SessionSlot> {
    let for_all = record.value(session::TRACK).is_empty();
    Some(SessionSlot {
        session: record.id,
        room: record.value(session::ROOM).reference(),
        starts_at: local_date_time(record.value(session::STARTS_AT))?,
        ends_at: local_date_time(record.value(session::ENDS_AT))?,
        speakers: references(record.value(session::SPEAKERS)).to_vec(),
        speaker_names: texts(record.value(session::SPEAKER_NAMES)).to_vec(),
        expected: for_all.then_some(people),
    })
}

fn room_row(record: &Record) -> RoomRow {
    RoomRow {
        id: record.id.to_string(),
        name: text(record, room::NAME),
        capacity: count(record.value(room::CAPACITY)),
    }
}

fn non_empty<T>(list: Vec<T>, value: impl FnOnce(Vec<T>) -> Value) -> Value {
    if list.is_empty() { Value::Empty } else { value(list) }
}

/// The text of a field, empty where nothing is known.
pub(crate) fn text(record: &Record, field: domain::FieldId) -> String {
    record.value(field).text().unwrap_or_default().to_owned()
}

/// The lines of a list.
pub(crate) fn texts(value: &Value) -> &[String] {
    match value {
        Value::List(list) => list,
        _ => &[],
    }
}

/// The records of a list of references.
pub(crate) fn references(value: &Value) -> &[RecordId] {
    match value {
        Value::References(ids) => ids,
        _ => &[],
    }
}

/// A number of things; negative numbers count as unknown.
pub(crate) fn count(value: &Value) -> Option<u32> {
    value.integer().and_then(|number| u32::try_from(number).ok())
}

/// A local date-time as it is kept.
pub(crate) fn local_date_time(value: &Value) -> Option<chrono::NaiveDateTime> {
    let text = value.text()?;
    chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()
}
