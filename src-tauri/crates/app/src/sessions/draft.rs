//! A session that is being edited, seen among the others before it is saved.

use std::collections::BTreeMap;

use domain::kinds::{self, room, session};
use domain::{RecordId, Stamp, Value};
use store::Record;

use super::{Sessions, non_empty, references, text};
use crate::records::title;
use crate::view::SessionDraft;

/// The id of a record that is being edited and not saved.
const UNSAVED: RecordId = RecordId::from_bytes([0; 16]);

/// A session of an event of which nothing is written yet.
fn new_session(event: RecordId) -> Record {
    Record {
        kind: kinds::SESSION.id,
        id: UNSAVED,
        values: BTreeMap::from([(session::EVENT, Value::Reference(event))]),
        created: Stamp(0),
        updated: Stamp(0),
    }
}

/// Writes a field as a person wrote it, if it can be understood.
fn write(record: &mut Record, name: &str, text: &str) {
    let Some(field) = kinds::SESSION.field(name) else { return };
    let value = match text.trim() {
        "" => Some(Value::Empty),
        text => field.field_type.parse(text).ok(),
    };
    if let Some(value) = value {
        record.values.insert(field.id, value);
    }
}

impl Sessions {
    /// Puts a session that is being edited in the place of the one that is kept, or beside the
    /// others, as if it were saved; gives the id under which it stands there. What cannot be
    /// understood yet stays as it is kept.
    pub(crate) fn put(&mut self, event: RecordId, draft: &SessionDraft) -> RecordId {
        let id = draft.id.as_deref().and_then(|id| id.parse::<RecordId>().ok());
        let kept = id.and_then(|id| self.sessions.iter().position(|record| record.id == id));
        let mut record = match kept {
            Some(at) => self.sessions.remove(at),
            None => new_session(event),
        };
        for (name, written) in [
            ("title", &draft.title),
            ("description", &draft.description),
            ("session_type", &draft.session_type),
            ("starts_at", &draft.starts_at),
            ("ends_at", &draft.ends_at),
            ("track", &draft.track),
        ] {
            if let Some(text) = written {
                write(&mut record, name, text);
            }
        }
        for (name, texts) in [("title", &draft.titles), ("description", &draft.descriptions)] {
            let Some(texts) = texts else { continue };
            write(&mut record, &format!("{name}_fi"), &texts.fi);
            write(&mut record, &format!("{name}_sv"), &texts.sv);
            write(&mut record, &format!("{name}_en"), &texts.en);
        }
        if let Some(name) = &draft.room_name {
            let room = self.room_called(name.trim());
            record.values.insert(session::ROOM, room.into());
        }
        if let Some(names) = &draft.speakers {
            let names = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
            let (mut known, mut others) = (Vec::new(), Vec::new());
            for name in names {
                let same = references(record.value(session::SPEAKERS)).iter().find(|id| {
                    self.people.get(id).is_some_and(|who| title(&kinds::PERSON, who) == name)
                });
                match same {
                    Some(id) => known.push(*id),
                    None => others.push(name.to_owned()),
                }
            }
            record.values.insert(session::SPEAKERS, non_empty(known, Value::References));
            record.values.insert(session::SPEAKER_NAMES, non_empty(others, Value::List));
        }
        let put = record.id;
        self.sessions.push(record);
        self.sort();
        put
    }

    /// The room of that name; one that does not exist yet is there from now on, unsaved.
    fn room_called(&mut self, name: &str) -> Option<RecordId> {
        if name.is_empty() {
            return None;
        }
        let wanted = domain::fold(name);
        let same = |room: &&Record| domain::fold(&text(room, room::NAME)) == wanted;
        if let Some(room) = self.rooms.values().find(same) {
            return Some(room.id);
        }
        let values = BTreeMap::from([(room::NAME, Value::from(name))]);
        let made = Record { kind: kinds::ROOM.id, id: UNSAVED, values, ..new_session(UNSAVED) };
        self.rooms.insert(UNSAVED, made);
        Some(UNSAVED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sessions() -> Sessions {
        let mut kept = new_session(RecordId::from_bytes([1; 16]));
        kept.id = RecordId::from_bytes([2; 16]);
        write(&mut kept, "title", "Avaus");
        write(&mut kept, "starts_at", "2026-10-01T09:00");
        Sessions { sessions: vec![kept], rooms: BTreeMap::new(), people: BTreeMap::new() }
    }

    fn titles(read: &Sessions) -> Vec<String> {
        read.sessions.iter().map(|one| text(one, session::TITLE)).collect()
    }

    #[test]
    fn a_session_that_is_edited_stands_in_its_own_place() {
        let mut read = sessions();
        let draft = SessionDraft {
            id: Some(RecordId::from_bytes([2; 16]).to_string()),
            title: Some("Tervetuloa".to_owned()),
            starts_at: Some("1.10.2026 klo".to_owned()),
            room_name: Some("M102".to_owned()),
            speakers: Some(vec!["Otso Räty".to_owned()]),
            ..SessionDraft::default()
        };
        read.put(RecordId::from_bytes([1; 16]), &draft);
        assert_eq!(titles(&read), ["Tervetuloa"]);
        let one = &read.sessions[0];
        // A time that is still being written stays as it is kept.
        assert_eq!(text(one, session::STARTS_AT), "2026-10-01T09:00");
        assert_eq!(read.room_name(one), "M102");
        assert_eq!(read.speaker_names(one), ["Otso Räty"]);
    }

    #[test]
    fn a_new_session_stands_among_the_others_by_its_time() {
        let mut read = sessions();
        let draft = SessionDraft {
            title: Some("Kahvi".to_owned()),
            starts_at: Some("1.10.2026 klo 8.30".to_owned()),
            ..SessionDraft::default()
        };
        read.put(RecordId::from_bytes([1; 16]), &draft);
        assert_eq!(titles(&read), ["Kahvi", "Avaus"]);
    }
}
