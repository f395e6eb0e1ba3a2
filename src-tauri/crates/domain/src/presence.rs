//! How long somebody was there: the minutes that a certificate may state.

use chrono::{NaiveDate, NaiveDateTime};

use crate::{Minutes, RecordId};

/// A session as far as presence goes. An event without a programme counts as one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedSession {
    /// The session.
    pub session: RecordId,
    /// Its start.
    pub starts_at: NaiveDateTime,
    /// Its end.
    pub ends_at: NaiveDateTime,
    /// The minutes it is worth, if not its length; 0 for breaks.
    pub credit_minutes: Option<u32>,
}

/// One attendance of one participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presence {
    /// The session attended; none for a whole day.
    pub session: Option<RecordId>,
    /// The day attended, where no session is named; none means every day.
    pub day: Option<NaiveDate>,
    /// When the participant came; none means in time.
    pub arrived_at: Option<NaiveDateTime>,
    /// When the participant left; none means at the end.
    pub left_at: Option<NaiveDateTime>,
}

/// The minutes of one participant.
///
/// Each session counts for the time in which it was held and the participant was there, or, with
/// minutes of its own, for those if the participant was there throughout and for no more than
/// them otherwise. No minute counts twice, neither when two doors noted the same person nor when
/// sessions run side by side. 0 means that nothing says the participant was there, and that no
/// certificate may be given.
pub fn participant_minutes(sessions: &[CountedSession], presences: &[Presence]) -> Minutes {
    let mut ordered: Vec<&CountedSession> = sessions.iter().collect();
    ordered.sort_by_key(|session| (session.starts_at, session.session));
    let mut counted: Vec<Span> = Vec::new();
    let mut total = 0u32;
    for session in ordered {
        let spans = merged(presences.iter().filter_map(|one| attended(session, one)).collect());
        let attended: i64 = spans.iter().map(Span::minutes).sum();
        let fresh: i64 = spans.iter().map(|span| span.minutes_outside(&counted)).sum();
        let held = (session.ends_at - session.starts_at).num_minutes();
        let fresh_minutes = u32::try_from(fresh).unwrap_or(0);
        let minutes = match session.credit_minutes {
            Some(credit) if attended == held && fresh > 0 => credit,
            Some(credit) => fresh_minutes.min(credit),
            None => fresh_minutes,
        };
        total = total.saturating_add(minutes);
        if session.credit_minutes != Some(0) {
            counted.extend(spans);
            counted = merged(counted);
        }
    }
    Minutes(total)
}

/// A stretch of time that is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    from: NaiveDateTime,
    to: NaiveDateTime,
}

impl Span {
    fn minutes(&self) -> i64 {
        (self.to - self.from).num_minutes()
    }

    /// The minutes of this span that lie in none of `others`, which do not overlap each other.
    fn minutes_outside(&self, others: &[Span]) -> i64 {
        let shared =
            |other: &Span| (self.to.min(other.to) - self.from.max(other.from)).num_minutes().max(0);
        self.minutes() - others.iter().map(shared).sum::<i64>()
    }
}

/// When the participant was in `session` according to one attendance.
fn attended(session: &CountedSession, presence: &Presence) -> Option<Span> {
    let concerns = match presence.session {
        Some(named) => named == session.session,
        None => presence.day.is_none_or(|day| day == session.starts_at.date()),
    };
    let arrived = presence.arrived_at;
    let left = presence.left_at.filter(|left| arrived.is_none_or(|arrived| *left > arrived));
    let from = arrived.map_or(session.starts_at, |arrived| arrived.max(session.starts_at));
    let to = left.map_or(session.ends_at, |left| left.min(session.ends_at));
    (concerns && from < to).then_some(Span { from, to })
}

/// The same time in spans that neither overlap nor touch.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn id(number: u8) -> RecordId {
        RecordId::from_bytes([number; 16])
    }

    fn at(minute: i64) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2018, 10, 1).unwrap().and_hms_opt(9, 0, 0).unwrap()
            + TimeDelta::minutes(minute)
    }

    fn session(number: u8, from: i64, to: i64) -> CountedSession {
        CountedSession {
            session: id(number),
            starts_at: at(from),
            ends_at: at(to),
            credit_minutes: None,
        }
    }

    const ALL_DAY: Presence =
        Presence { session: None, day: None, arrived_at: None, left_at: None };

    #[test]
    fn without_attendance_there_is_nothing_to_certify() {
        assert_eq!(participant_minutes(&[session(1, 0, 60)], &[]), Minutes(0));
        let other_day = NaiveDate::from_ymd_opt(2018, 10, 2);
        let presence = Presence { day: other_day, ..ALL_DAY };
        assert_eq!(participant_minutes(&[session(1, 0, 60)], &[presence]), Minutes(0));
    }

    #[test]
    fn late_comers_and_early_leavers_get_the_time_they_were_there() {
        let presence = Presence { arrived_at: Some(at(15)), left_at: Some(at(80)), ..ALL_DAY };
        let sessions = [session(1, 0, 60), session(2, 60, 120)];
        assert_eq!(participant_minutes(&sessions, &[presence]), Minutes(65));
        let absurd = Presence { arrived_at: Some(at(15)), left_at: Some(at(0)), ..ALL_DAY };
        assert_eq!(participant_minutes(&sessions, &[absurd]), Minutes(105));
    }

    #[test]
    fn breaks_count_nothing_and_credit_replaces_the_length() {
        let coffee = CountedSession { credit_minutes: Some(0), ..session(2, 60, 75) };
        let lesson = CountedSession { credit_minutes: Some(45), ..session(1, 0, 30) };
        let sessions = [lesson, coffee, session(3, 75, 120)];
        assert_eq!(participant_minutes(&sessions, &[ALL_DAY]), Minutes(90));
        let late = Presence { arrived_at: Some(at(10)), ..ALL_DAY };
        assert_eq!(participant_minutes(&sessions, &[late]), Minutes(65));
    }

    #[test]
    fn two_doors_and_parallel_sessions_count_a_minute_once() {
        let named = |number: u8| Presence { session: Some(id(number)), ..ALL_DAY };
        let sessions = [session(1, 0, 60), session(2, 0, 60), session(3, 30, 90)];
        assert_eq!(participant_minutes(&sessions, &[named(1), named(1)]), Minutes(60));
        assert_eq!(participant_minutes(&sessions, &[ALL_DAY, named(2)]), Minutes(90));
    }

    proptest! {
        #[test]
        fn minutes_are_those_in_which_some_attended_session_was_held(
            held in prop::collection::vec((0i64..200, 1i64..60), 0..8),
            there in prop::collection::vec((0i64..200, 1i64..90), 0..4),
        ) {
            let sessions: Vec<CountedSession> = (0u8..).zip(&held)
                .map(|(number, (from, length))| session(number, *from, from + length))
                .collect();
            let presences: Vec<Presence> = there.iter()
                .map(|(from, length)| Presence {
                    arrived_at: Some(at(*from)), left_at: Some(at(from + length)), ..ALL_DAY
                })
                .collect();
            let within = |minute: i64, spans: &[(i64, i64)]| {
                spans.iter().any(|(from, length)| (*from..from + length).contains(&minute))
            };
            let by_hand = (0..300).filter(|m| within(*m, &held) && within(*m, &there)).count();
            let minutes = participant_minutes(&sessions, &presences);
            prop_assert_eq!(minutes.0 as usize, by_hand);
        }
    }
}
