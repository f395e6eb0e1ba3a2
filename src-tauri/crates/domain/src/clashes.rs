//! What does not fit in a programme: people and rooms in two places, rooms too small.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::{RecordId, fold};

/// A session as far as its place in time and space goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionSlot {
    /// The session.
    pub session: RecordId,
    /// Its room.
    pub room: Option<RecordId>,
    /// Its start.
    pub starts_at: NaiveDateTime,
    /// Its end, at which the next one may begin.
    pub ends_at: NaiveDateTime,
    /// Its speakers of the register.
    pub speakers: Vec<RecordId>,
    /// Its speakers who are not in the register.
    pub speaker_names: Vec<String>,
    /// How many people it is for; none if not known.
    pub expected: Option<u32>,
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// A session ends before it starts.
    EndsBeforeStart {
        /// The session.
        session: RecordId,
    },
    /// A speaker of the register speaks twice at one time.
    SpeakerTwice {
        /// The speaker.
        speaker: RecordId,
        /// The session that starts first.
        first: RecordId,
        /// The other.
        second: RecordId,
    },
    /// Speakers of one name speak at one time; likely the same person.
    NameTwice {
        /// The name as the first session has it.
        name: String,
        /// The session that starts first.
        first: RecordId,
        /// The other.
        second: RecordId,
    },
    /// A room is used twice at one time.
    RoomTwice {
        /// The room.
        room: RecordId,
        /// The session that starts first.
        first: RecordId,
        /// The other.
        second: RecordId,
    },
    /// A room has fewer seats than people are expected.
    RoomTooSmall {
        /// The session.
        session: RecordId,
        /// Its room.
        room: RecordId,
        /// The seats of the room.
        seats: u32,
        /// The people expected.
        expected: u32,
    },
}

/// Finds what does not fit among the sessions of an event, in the order of the programme.
///
/// Sessions clash when they share a moment; one may begin when another ends. `seats` holds the
/// capacity of the rooms where it is known. The order of `sessions` makes no difference.
pub fn clashes(sessions: &[SessionSlot], seats: &BTreeMap<RecordId, u32>) -> Vec<Clash> {
    let mut ordered: Vec<&SessionSlot> = sessions.iter().collect();
    ordered.sort_by_key(|slot| (slot.starts_at, slot.session));
    let mut found = Vec::new();
    for (at, first) in ordered.iter().enumerate() {
        found.extend(alone(first, seats));
        let later = ordered[at + 1..].iter().take_while(|slot| slot.starts_at < first.ends_at);
        for second in later.filter(|slot| slot.starts_at < slot.ends_at) {
            found.extend(together(first, second));
        }
    }
    found
}

fn alone(slot: &SessionSlot, seats: &BTreeMap<RecordId, u32>) -> Vec<Clash> {
    let mut found = Vec::new();
    if slot.ends_at < slot.starts_at {
        found.push(Clash::EndsBeforeStart { session: slot.session });
    }
    if let (Some(room), Some(expected)) = (slot.room, slot.expected)
        && let Some(seats) = seats.get(&room).copied().filter(|seats| *seats < expected)
    {
        found.push(Clash::RoomTooSmall { session: slot.session, room, seats, expected });
    }
    found
}

fn together(first: &SessionSlot, second: &SessionSlot) -> Vec<Clash> {
    let mut found = Vec::new();
    let (one, other) = (first.session, second.session);
    if let Some(room) = first.room.filter(|room| second.room == Some(*room)) {
        found.push(Clash::RoomTwice { room, first: one, second: other });
    }
    for speaker in first.speakers.iter().filter(|speaker| second.speakers.contains(speaker)) {
        found.push(Clash::SpeakerTwice { speaker: *speaker, first: one, second: other });
    }
    let others: Vec<String> = second.speaker_names.iter().map(|name| fold(name)).collect();
    for name in first.speaker_names.iter().filter(|name| others.contains(&fold(name))) {
        found.push(Clash::NameTwice { name: name.clone(), first: one, second: other });
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn id(number: u8) -> RecordId {
        RecordId::from_bytes([number; 16])
    }

    fn at(minute: i64) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2018, 10, 1).unwrap().and_hms_opt(9, 0, 0).unwrap()
            + TimeDelta::minutes(minute)
    }

    fn slot(session: u8, room: u8, from: i64, to: i64) -> SessionSlot {
        SessionSlot {
            session: id(session),
            room: Some(id(room)),
            starts_at: at(from),
            ends_at: at(to),
            speakers: Vec::new(),
            speaker_names: Vec::new(),
            expected: None,
        }
    }

    #[test]
    fn one_after_the_other_fits_and_a_shared_minute_does_not() {
        let none = BTreeMap::new();
        assert_eq!(clashes(&[slot(1, 9, 0, 30), slot(2, 9, 30, 60)], &none), []);
        assert_eq!(clashes(&[slot(1, 9, 0, 30), slot(2, 8, 0, 30)], &none), []);
        assert_eq!(
            clashes(&[slot(2, 9, 29, 60), slot(1, 9, 0, 30)], &none),
            [Clash::RoomTwice { room: id(9), first: id(1), second: id(2) }]
        );
    }

    #[test]
    fn nobody_speaks_in_two_rooms() {
        let mut one = slot(1, 8, 0, 60);
        let mut other = slot(2, 9, 15, 30);
        one.speakers = vec![id(7), id(6)];
        other.speakers = vec![id(7)];
        one.speaker_names = vec!["Maija Meikäläinen".to_owned()];
        other.speaker_names = vec!["maija  MEIKÄLÄINEN".to_owned()];
        assert_eq!(
            clashes(&[one, other], &BTreeMap::new()),
            [
                Clash::SpeakerTwice { speaker: id(7), first: id(1), second: id(2) },
                Clash::NameTwice {
                    name: "Maija Meikäläinen".to_owned(),
                    first: id(1),
                    second: id(2)
                },
            ]
        );
    }

    #[test]
    fn rooms_hold_who_is_expected() {
        let seats = BTreeMap::from([(id(9), 30)]);
        let mut session = slot(1, 9, 0, 30);
        session.expected = Some(30);
        assert_eq!(clashes(&[session.clone()], &seats), []);
        session.expected = Some(31);
        let small = Clash::RoomTooSmall { session: id(1), room: id(9), seats: 30, expected: 31 };
        assert_eq!(clashes(&[session], &seats), [small]);
        let backwards = slot(1, 9, 30, 0);
        assert_eq!(clashes(&[backwards], &seats), [Clash::EndsBeforeStart { session: id(1) }]);
    }

    proptest! {
        /// Every pair is compared with what "sharing a moment" means, in any order of sessions.
        #[test]
        fn exactly_the_pairs_that_share_a_room_and_a_moment_are_found(
            times in prop::collection::vec((0i64..40, 1i64..20, 0u8..3), 0..12),
            rotate in 0usize..12,
        ) {
            let mut slots: Vec<SessionSlot> = (0u8..).zip(&times)
                .map(|(number, (from, length, room))| slot(number, 100 + room, *from, from + length))
                .collect();
            let mut expected = 0;
            for (n, a) in slots.iter().enumerate() {
                expected += slots[n + 1..].iter()
                    .filter(|b| a.room == b.room && a.starts_at < b.ends_at && b.starts_at < a.ends_at)
                    .count();
            }
            let found = clashes(&slots, &BTreeMap::new());
            prop_assert_eq!(found.len(), expected);
            let middle = rotate.min(slots.len());
            slots.rotate_left(middle);
            prop_assert_eq!(clashes(&slots, &BTreeMap::new()), found);
        }
    }
}
