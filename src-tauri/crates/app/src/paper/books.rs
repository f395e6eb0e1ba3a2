//! The books of facts that paper is made of, filled from the store in one read each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use documents::model::{
    Attendance, Certificate, CertificateBatch, Day, Fund, Funding, Languages, Occasion, Phrase,
    ProgrammeBook, ProgrammePeriod, Session, SessionKind, Signatory, Speaker, Track,
};
use domain::kinds::{self, affiliation, certificate, event, room, session};
use domain::{CountedSession, Language, Op, RecordId, Value, participant_minutes};
use store::{Action, Author, Comparison, Filter, Part, Purpose, Record, RecordQuery};

use crate::events::lines;
use crate::records::title;
use crate::sessions::{Sessions, count, local_date_time, text, texts};
use crate::{Error, Kumppani};

/// The letters of certificate numbers: Crockford's base 32, without I, L, O and U.
const NUMBER_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters of a certificate number stand for the person: 35 bits, so that among 2,000
/// people two get the same number once in 17,000 events.
const NUMBER_LENGTH: usize = 7;

/// The facts of one sheet.
pub(super) enum Facts {
    Programme(ProgrammeBook),
    Certificates(Certificates),
}

/// The facts of certificates, and whom they are for.
pub(super) struct Certificates {
    pub(super) batch: CertificateBatch,
    languages: Languages,
    event: RecordId,
    registrations: Vec<RecordId>,
}

impl Facts {
    /// How many people or sessions the sheet speaks of, for a progress bar.
    pub(super) fn sheets(&self) -> u32 {
        let count = match self {
            Facts::Programme(book) => book.days.iter().map(|day| day.sessions.len()).sum(),
            Facts::Certificates(certificates) => certificates.batch.certificates.len(),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

impl Kumppani {
    /// What all paper of an event says of it.
    async fn occasion(&self, record: &Record) -> Result<Occasion, Error> {
        let today = crate::environment::local(self.environment().now()).date();
        let first_day = local_date_time(record.value(event::STARTS_AT)).map(|at| at.date());
        let first_day = first_day.unwrap_or(today);
        let last_day = local_date_time(record.value(event::ENDS_AT)).map(|at| at.date());
        Ok(Occasion {
            title: Phrase::new(text(record, event::NAME), spoken(record)),
            first_day,
            last_day: last_day.filter(|last| *last >= first_day).unwrap_or(first_day),
            place: place(record),
            organiser: text(record, event::ORGANISER),
            web_address: text(record, event::WEB_ADDRESS),
            funding: self.funding_facts(record).await?,
        })
    }

    /// Everything that the printed programme of an event says.
    pub(super) async fn programme_book(
        &self,
        id: RecordId,
        languages: Languages,
    ) -> Result<ProgrammeBook, Error> {
        let event = self.required_record(&kinds::EVENT, id).await?;
        let read = self.sessions_of(id).await?;
        let language = languages.first;
        let employers = self.employers(read.people.keys().copied()).await?;
        let tracks = Tracks::of(&read);
        let mut days: BTreeMap<NaiveDate, Vec<Session>> = BTreeMap::new();
        for record in &read.sessions {
            let Some(starts) = local_date_time(record.value(session::STARTS_AT)) else { continue };
            let spoken = spoken(&event);
            let session = self.session_facts(&read, record, starts, &tracks, &employers, spoken);
            days.entry(starts.date()).or_default().push(session);
        }
        let kind = kinds::EVENT.field("event_type");
        let kind =
            kind.map(|field| field.field_type.display(event.value(event::EVENT_TYPE), language));
        Ok(ProgrammeBook {
            occasion: self.occasion(&event).await?,
            subtitle: Phrase::new("", language),
            kind: Phrase::new(kind.unwrap_or_default(), language),
            description: Phrase::new(text(&event, event::DESCRIPTION), spoken(&event)),
            tracks: tracks.tracks,
            days: days.into_iter().map(|(date, sessions)| Day { date, sessions }).collect(),
            practical: Vec::new(),
        })
    }

    fn session_facts(
        &self,
        read: &Sessions,
        record: &Record,
        starts: NaiveDateTime,
        tracks: &Tracks,
        employers: &BTreeMap<RecordId, (String, String)>,
        spoken: Language,
    ) -> Session {
        let known = read.speakers(record).map(|who| {
            let (title_of, organisation) = employers.get(&who.id).cloned().unwrap_or_default();
            Speaker { name: title(&kinds::PERSON, who), title: title_of, organisation }
        });
        let others = texts(record.value(session::SPEAKER_NAMES)).iter().map(|name| Speaker {
            name: name.clone(),
            title: String::new(),
            organisation: String::new(),
        });
        let ends = local_date_time(record.value(session::ENDS_AT));
        Session {
            starts,
            ends: ends.filter(|ends| *ends >= starts).unwrap_or(starts),
            title: Phrase::new(text(record, session::TITLE), spoken),
            description: Phrase::new(text(record, session::DESCRIPTION), spoken),
            room: read.room_name(record),
            kind: if is_rest(record) { SessionKind::Break } else { SessionKind::Talk },
            attendance: tracks.attendance(record),
            speakers: known.chain(others).collect(),
        }
    }

    /// Title and organisation of people, by their present or primary affiliation.
    async fn employers(
        &self,
        people: impl Iterator<Item = RecordId>,
    ) -> Result<BTreeMap<RecordId, (String, String)>, Error> {
        let mut found = BTreeMap::new();
        for who in people {
            let of = Filter::Field(affiliation::PERSON, Comparison::Is, Value::Reference(who));
            let query = RecordQuery { filters: vec![of], ..RecordQuery::default() };
            let mut posts = self.store().records(kinds::AFFILIATION.id, query).await?;
            posts.retain(|post| post.value(affiliation::ENDS_ON).is_empty());
            posts.sort_by_key(|post| post.value(affiliation::IS_PRIMARY).integer() != Some(1));
            let Some(post) = posts.first() else { continue };
            let employer = post.value(affiliation::ORGANISATION).reference();
            let employer = match employer {
                Some(id) => self.store().record(kinds::ORGANISATION.id, id).await?,
                None => None,
            };
            let employer = employer.map(|record| title(&kinds::ORGANISATION, &record));
            found.insert(who, (text(post, affiliation::JOB_TITLE), employer.unwrap_or_default()));
        }
        Ok(found)
    }

    /// The certificates of those who were there; none if nobody was.
    pub(super) async fn certificate_batch(
        &self,
        id: RecordId,
        languages: Languages,
    ) -> Result<Option<Certificates>, Error> {
        let record = self.required_record(&kinds::EVENT, id).await?;
        let present = self.store().attendees(id).await?;
        if present.is_empty() {
            return Ok(None);
        }
        let read = self.sessions_of(id).await?;
        let today = crate::environment::local(self.environment().now()).date();
        let code = text(&record, event::CODE);
        let sessions = counted(&read);
        let certificates = present.iter().map(|who| Certificate {
            serial_number: number(&code, who.registration),
            person_name: who.name.clone(),
            organisation: who.organisation_name.clone(),
            minutes: Some(participant_minutes(&sessions, &who.presences).0)
                .filter(|some| *some > 0),
        });
        let batch = CertificateBatch {
            occasion: self.occasion(&record).await?,
            content: lines(&text(&record, event::CERTIFICATE_CONTENT))
                .into_iter()
                .map(|line| Phrase::new(line, spoken(&record)))
                .collect(),
            signatories: texts(record.value(event::SIGNATORIES))
                .iter()
                .map(|line| signatory(line))
                .collect(),
            issued_place: text(&record, event::CAMPUS),
            issued_on: today,
            certificates: certificates.collect(),
        };
        let registrations = present.iter().map(|who| who.registration).collect();
        Ok(Some(Certificates { batch, languages, event: id, registrations }))
    }

    /// Writes down which certificates were issued; issuing the same again changes nothing.
    pub(super) async fn issue_certificates(&self, facts: &Facts) -> Result<(), Error> {
        let Facts::Certificates(issued) = facts else { return Ok(()) };
        let of = Filter::Field(certificate::EVENT, Comparison::Is, Value::Reference(issued.event));
        let query = RecordQuery { filters: vec![of], ..RecordQuery::default() };
        let earlier = self.store().records(kinds::CERTIFICATE.id, query).await?;
        let earlier: BTreeMap<RecordId, &Record> =
            earlier.iter().map(|record| (record.id, record)).collect();
        let content: Vec<&str> = issued.batch.content.iter().map(Phrase::text).collect();
        let content = content.join("\n");
        let second = issued.languages.second.map(Language::code);
        let mut ops = Vec::new();
        for (paper, registration) in issued.batch.certificates.iter().zip(&issued.registrations) {
            let key = &self.store().workspace().key;
            let id = RecordId::derived(key, "certificate", &[&registration.to_string()]);
            let mut values = vec![
                (certificate::LANGUAGE, Value::from(issued.languages.first.code())),
                (certificate::SECOND_LANGUAGE, Value::from(second)),
                (certificate::MINUTES, Value::from(paper.minutes.map(i64::from))),
                (certificate::CONTENT, Value::from(content.as_str())),
            ];
            let before = earlier.get(&id);
            let same = |(field, value): &(domain::FieldId, Value)| {
                before.is_some_and(|record| record.value(*field) == value)
            };
            if values.iter().all(same) {
                continue;
            }
            let version = before.and_then(|record| record.value(certificate::VERSION).integer());
            values.extend([
                (certificate::REGISTRATION, Value::Reference(*registration)),
                (certificate::EVENT, Value::Reference(issued.event)),
                (certificate::NUMBER, Value::from(paper.serial_number.as_str())),
                (certificate::ISSUED_AT, Value::from(self.environment().now().0)),
                (certificate::VERSION, Value::from(version.unwrap_or(0) + 1)),
            ]);
            ops.push(Op::Set { kind: kinds::CERTIFICATE.id, record: id, values });
        }
        let part = Part { author: Author::ThisWorkstation(domain::Class::Person), ops };
        let action = Action {
            actor: self.user().await?,
            purpose: Purpose::Other("certificates".to_owned()),
            now: self.environment().now(),
            parts: vec![part],
        };
        self.act(action, "window").await?;
        Ok(())
    }

    async fn funding_facts(&self, record: &Record) -> Result<Option<Funding>, Error> {
        let Some(funding) = self.funding_of(record).await? else { return Ok(None) };
        let programme_period = match funding.programme_period.as_deref() {
            Some("period_2014_2020") => ProgrammePeriod::Period2014To2020,
            Some("period_2021_2027") => ProgrammePeriod::Period2021To2027,
            _ => return Ok(None),
        };
        Ok(Some(Funding {
            programme_period,
            fund: Fund::Social,
            project_code: funding.project_code,
            project_name: funding.project_name,
            financier: funding.financier,
        }))
    }
}

/// The parallel strands of a programme: its tracks by name, or its rooms where rooms run beside
/// each other and no tracks are named.
struct Tracks {
    tracks: Vec<Track>,
    by_room: BTreeMap<RecordId, usize>,
}

impl Tracks {
    fn of(read: &Sessions) -> Tracks {
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

    fn attendance(&self, record: &Record) -> Attendance {
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

/// The sessions of an event as far as presence goes; pauses count for nothing.
fn counted(read: &Sessions) -> Vec<CountedSession> {
    let sessions = read.sessions.iter().filter_map(|record| {
        let credit = count(record.value(session::CREDIT_MINUTES));
        Some(CountedSession {
            session: record.id,
            starts_at: local_date_time(record.value(session::STARTS_AT))?,
            ends_at: local_date_time(record.value(session::ENDS_AT))?,
            credit_minutes: if credit.is_none() && is_rest(record) { Some(0) } else { credit },
        })
    });
    sessions.collect()
}

/// Whether a session is none that is taught: a pause, a meal, the way to somewhere.
fn is_rest(record: &Record) -> bool {
    let kind = record.value(session::SESSION_TYPE).text();
    matches!(kind, Some("break" | "meal" | "registration" | "transfer"))
}

/// `Åström, professori` or `Maija Meikäläinen; rehtori`: the name, then the title.
fn signatory(line: &str) -> Signatory {
    let (name, title) = line.split_once([',', ';']).unwrap_or((line, ""));
    Signatory { name: name.trim().to_owned(), title: title.trim().to_owned(), signature: None }
}

/// The number of a person's certificate: the event's code and letters that follow from the
/// registration, so that every workstation gives the same one, and re-issuing keeps it.
fn number(code: &str, registration: RecordId) -> String {
    let hash = blake3::hash(registration.as_bytes());
    let bits = hash.as_bytes().iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte));
    let letters = (0..NUMBER_LENGTH).map(|at| {
        let index = (bits >> (5 * at)) & 31;
        char::from(NUMBER_LETTERS[index as usize])
    });
    let letters: String = letters.collect();
    if code.is_empty() { letters } else { format!("{code}-{letters}") }
}

/// The language that an event's own texts are in.
fn spoken(record: &Record) -> Language {
    let code = record.value(event::LANGUAGE).text().unwrap_or_default();
    Language::from_code(code).unwrap_or_default()
}

fn place(record: &Record) -> String {
    let venue = text(record, event::VENUE);
    let campus = text(record, event::CAMPUS);
    match (venue.is_empty(), campus.is_empty()) {
        (false, false) if !venue.contains(&campus) => format!("{venue}, {campus}"),
        (true, _) => campus,
        _ => venue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_wherever_it_is_made() {
        let one = RecordId::from_bytes([7; 16]);
        let other = RecordId::from_bytes([8; 16]);
        assert_eq!(number("YP26", one), number("YP26", one));
        assert_ne!(number("YP26", one), number("YP26", other));
        assert_eq!(number("", one).len(), NUMBER_LENGTH);
    }

    #[test]
    fn thousands_of_people_get_numbers_of_their_own() {
        let numbers: BTreeSet<String> = (0..20_000_u64)
            .map(|at| {
                let random = [0, 0, (at >> 16) as u8, (at >> 8) as u8, at as u8, 0, 0, 0, 0, 0];
                number("YP26", RecordId::version7(1_790_000_000_000 + at, random))
            })
            .collect();
        assert!(numbers.len() >= 19_990, "{}", numbers.len());
    }
}
