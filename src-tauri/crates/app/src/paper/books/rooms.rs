//! Paper of places: door signs, and the route of a campus walk.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate, NaiveDateTime};
use documents::model::{Door, DoorBook, Languages, Phrase, RouteBook, Slot, Stop};
use domain::kinds::{self, event, infrastructure, person, room, route_stop, session};
use domain::{Phone, RecordId};
use store::{Comparison, Filter, Record, RecordQuery};

use super::occasion::spoken;
use super::said::SESSION_TITLE;
use crate::records::title;
use crate::sessions::{Sessions, count, local_date_time, text};
use crate::{Error, Kumppani};

impl Kumppani {
    /// The door signs of an event: one a room and day.
    pub(in crate::paper) async fn door_book(
        &self,
        id: RecordId,
        languages: Languages,
    ) -> Result<DoorBook, Error> {
        let record = self.required_record(&kinds::EVENT, id).await?;
        let read = self.sessions_of(id).await?;
        let mut held: BTreeMap<(RecordId, NaiveDate), Vec<Slot>> = BTreeMap::new();
        for one in &read.sessions {
            let room = one.value(session::ROOM).reference();
            let starts = local_date_time(one.value(session::STARTS_AT));
            let (Some(room), Some(starts)) = (room, starts) else { continue };
            let ends = local_date_time(one.value(session::ENDS_AT));
            held.entry((room, starts.date())).or_default().push(Slot {
                starts: starts.time(),
                ends: ends.filter(|ends| *ends >= starts).unwrap_or(starts).time(),
                title: SESSION_TITLE.said(one, spoken(&record), languages),
                speakers: read.speaker_names(one),
            });
        }
        let mut doors: Vec<Door> = held
            .into_iter()
            .filter_map(|((id, day), slots)| {
                let room = read.rooms.get(&id)?;
                let guidance =
                    [room::BUILDING, room::GUIDANCE, room::ACCESSIBILITY].map(|f| text(room, f));
                let name = text(room, room::NAME);
                Some(Door { room: name, guidance: sentences(&guidance), day, slots })
            })
            .collect();
        doors.sort_by_cached_key(|door| (domain::sort_key(&door.room), door.day));
        Ok(DoorBook { occasion: self.occasion(&record, languages).await?, doors })
    }

    /// The route of a campus walk: its stops with the times of arrival.
    pub(in crate::paper) async fn route_book(
        &self,
        id: RecordId,
        languages: Languages,
    ) -> Result<RouteBook, Error> {
        let record = self.required_record(&kinds::EVENT, id).await?;
        let of = Filter::Field(route_stop::EVENT, Comparison::Is, id.into());
        let query = RecordQuery { filters: vec![of], ..RecordQuery::default() };
        let mut stops = self.store().records(kinds::ROUTE_STOP.id, query).await?;
        stops.sort_by_cached_key(|stop| (text(stop, route_stop::POSITION), stop.id));
        let named = |field| -> Vec<RecordId> {
            let ids = stops.iter().filter_map(|stop| stop.value(field).reference());
            ids.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let seen = named(route_stop::INFRASTRUCTURE);
        let seen = self.records_by_id(&kinds::INFRASTRUCTURE, seen).await?;
        let hosts = self.records_by_id(&kinds::PERSON, named(route_stop::HOST)).await?;
        let read = self.sessions_of(id).await?;
        let own = spoken(&record);
        let starts = sets_out(&record, &read);
        let mut arrives = starts;
        let told = stops.iter().map(|stop| {
            let infrastructure = stop.value(route_stop::INFRASTRUCTURE).reference();
            let infrastructure = infrastructure.and_then(|id| seen.get(&id));
            let host = stop.value(route_stop::HOST).reference().and_then(|id| hosts.get(&id));
            let room = stop.value(route_stop::ROOM).reference().and_then(|id| read.rooms.get(&id));
            let minutes = count(stop.value(route_stop::MINUTES));
            let arrived = arrives;
            arrives = arrives
                .zip(minutes)
                .and_then(|(at, minutes)| at.checked_add_signed(Duration::minutes(minutes.into())));
            Stop {
                arrives: arrived.map(|at| at.time()),
                minutes,
                title: Phrase::new(stop_title(stop, infrastructure), own),
                place: stop_place(room, infrastructure),
                host: host.map(|host| title(&kinds::PERSON, host)).unwrap_or_default(),
                phone: host.map(phone).unwrap_or_default(),
                text: Phrase::new(
                    infrastructure
                        .map(|record| text(record, infrastructure::POSSIBILITIES))
                        .unwrap_or_default(),
                    own,
                ),
                notes: text(stop, route_stop::NOTES),
            }
        });
        let stops = told.collect();
        Ok(RouteBook { occasion: self.occasion(&record, languages).await?, starts, stops })
    }
}

/// When the group sets out: with the one tour of a programme that has one, else with the event.
fn sets_out(record: &Record, read: &Sessions) -> Option<NaiveDateTime> {
    let is_tour = |one: &&Record| one.value(session::SESSION_TYPE).text() == Some("tour");
    let mut tours = read.sessions.iter().filter(is_tour);
    let tour = match (tours.next(), tours.next()) {
        (Some(tour), None) => local_date_time(tour.value(session::STARTS_AT)),
        _ => None,
    };
    tour.or_else(|| local_date_time(record.value(event::STARTS_AT)))
}

fn stop_title(stop: &Record, infrastructure: Option<&Record>) -> String {
    let own = text(stop, route_stop::TITLE);
    match infrastructure {
        Some(record) if own.is_empty() => text(record, infrastructure::NAME),
        _ => own,
    }
}

/// The room with its building and campus, or the campus of the infrastructure.
fn stop_place(room: Option<&Record>, infrastructure: Option<&Record>) -> String {
    match (room, infrastructure) {
        (Some(room), _) => {
            joined(&[room::NAME, room::BUILDING, room::CAMPUS].map(|field| text(room, field)), ", ")
        }
        (None, Some(record)) => text(record, infrastructure::CAMPUS),
        (None, None) => String::new(),
    }
}

fn phone(person: &Record) -> String {
    let kept = text(person, person::PHONE);
    Phone::parse(&kept).map_or(kept, |reading| reading.phone.national())
}

/// One text of several, each ending as a sentence does.
fn sentences(parts: &[String]) -> String {
    let ended = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).map(|part| {
        if part.ends_with(['.', '!', '?', ':']) { part.to_owned() } else { format!("{part}.") }
    });
    ended.collect::<Vec<_>>().join(" ")
}

fn joined(parts: &[String], between: &str) -> String {
    let full: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    full.join(between)
}
