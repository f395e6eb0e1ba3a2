//! The parallel strands of a programme, from the tracks and rooms of its sessions.

use std::collections::{BTreeMap, BTreeSet};

use documents::model::{Attendance, Track};
use domain::RecordId;
use domain::kinds::{room, session};
use store::Record;

use crate::sessions::{Sessions, local_date_time, text};

/// The parallel strands of a programme: its tracks by name, or its rooms where rooms run beside
/// each other and no tracks are named.
pub(super) struct Tracks {
    pub(super) tracks: Vec<Track>,
    by_room: BTreeMap<RecordId, usize>,
}

impl Tracks {
    pub(super) fn of(read: &Sessions) -> Tracks {
        let mut names: Vec<(String, BTreeSet<String>)> = Vec::new();
        for record in &read.sessions {
            let name = text(record, session::TRACK);
            if name.is_empty() {
                continue;
            }
            let room = read.room_name(record);
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, rooms)) => drop(rooms.insert(room)),
                None => names.push((name, BTreeSet::from([room]))),
            }
        }
        if !names.is_empty() {
            let tracks = names.into_iter().map(|(name, rooms)| Track {
                name,
                room: if rooms.len() == 1 { rooms.into_iter().collect() } else { String::new() },
            });
            return Tracks { tracks: tracks.collect(), by_room: BTreeMap::new() };
        }
        Tracks::by_rooms(read)
    }

    fn by_rooms(read: &Sessions) -> Tracks {
        let mut parallel: BTreeSet<RecordId> = BTreeSet::new();
        for (index, one) in read.sessions.iter().enumerate() {
            for other in &read.sessions[index + 1..] {
                if let (Some(a), Some(b)) = (room_of(one), room_of(other))
                    && a != b
                    && overlap(one, other)
                {
                    parallel.extend([a, b]);
                }
            }
        }
        let mut rooms: Vec<(RecordId, String)> = parallel
            .into_iter()
            .filter_map(|id| Some((id, text(read.rooms.get(&id)?, room::NAME))))
            .collect();
        rooms.sort_by_key(|(id, name)| (domain::sort_key(name), *id));
        Tracks {
            by_room: rooms.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect(),
            tracks: rooms
                .into_iter()
                .map(|(_, room)| Track { name: String::new(), room })
                .collect(),
        }
    }

    pub(super) fn attendance(&self, record: &Record) -> Attendance {
        let name = text(record, session::TRACK);
        let by_name = self.tracks.iter().position(|track| !name.is_empty() && track.name == name);
        let by_room = room_of(record).and_then(|id| self.by_room.get(&id).copied());
        by_name.or(by_room).map_or(Attendance::Everyone, Attendance::Track)
    }
}

fn room_of(record: &Record) -> Option<RecordId> {
    record.value(session::ROOM).reference()
}

fn overlap(one: &Record, other: &Record) -> bool {
    let slot = |record: &Record| {
        Some((
            local_date_time(record.value(session::STARTS_AT))?,
            local_date_time(record.value(session::ENDS_AT))?,
        ))
    };
    matches!((slot(one), slot(other)), (Some(a), Some(b)) if a.0 < b.1 && b.0 < a.1)
}
