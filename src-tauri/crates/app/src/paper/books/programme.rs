//! The programme of an event.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use documents::model::{
    Day, Languages, Logo, Map, Phrase, PracticalNote, ProgrammeBook, Session, SessionKind, Speaker,
};
use domain::kinds::{self, affiliation, document, event, session};
use domain::{Language, RecordId};
use store::{Comparison, Filter, Order, Record, RecordQuery};

use super::is_rest;
use super::occasion::spoken;
use super::said::{
    EVENT_DESCRIPTION, PRACTICAL, SESSION_DESCRIPTION, SESSION_TITLE, blocks, parts,
};
use super::tracks::Tracks;
use crate::house::described;
use crate::records::title;
use crate::sessions::{Sessions, local_date_time, references, text, texts};
use crate::view::SessionDraft;
use crate::{Error, Kumppani};

/// What a session's facts are read with.
struct Reading<'a> {
    sessions: &'a Sessions,
    tracks: &'a Tracks,
    employers: &'a BTreeMap<RecordId, Employer>,
    own: Language,
    languages: Languages,
}

/// Where somebody works, and as what.
#[derive(Debug, Clone, Default)]
pub(super) struct Employer {
    pub(super) job_title: String,
    pub(super) organisation: String,
}

impl Kumppani {
    /// Everything that the printed programme of an event says; a session that is being edited
    /// stands in it as if it were saved, and is given beside the book.
    pub(in crate::paper) async fn programme_book(
        &self,
        id: RecordId,
        languages: Languages,
        draft: Option<&SessionDraft>,
    ) -> Result<(ProgrammeBook, Option<Session>), Error> {
        let event = self.required_record(&kinds::EVENT, id).await?;
        let mut read = self.sessions_of(id).await?;
        let put = draft.map(|draft| read.put(id, draft));
        let employers = self.employers(read.people.keys().copied().collect()).await?;
        let tracks = Tracks::of(&read);
        let own = spoken(&event);
        let reading =
            Reading { sessions: &read, tracks: &tracks, employers: &employers, own, languages };
        let mut days: BTreeMap<NaiveDate, Vec<Session>> = BTreeMap::new();
        let mut edited = None;
        for record in &read.sessions {
            let Some(starts) = local_date_time(record.value(session::STARTS_AT)) else { continue };
            let said = reading.session(record, starts);
            if put == Some(record.id) {
                edited = Some(said.clone());
            }
            days.entry(starts.date()).or_default().push(said);
        }
        let book = ProgrammeBook {
            occasion: self.occasion(&event, languages).await?,
            subtitle: Phrase::new("", languages.first),
            kind: kind_of(&event, languages),
            description: EVENT_DESCRIPTION.said(&event, own, languages),
            practical: practical(&event, own, languages),
            days: days.into_iter().map(|(date, sessions)| Day { date, sessions }).collect(),
            tracks: tracks.tracks,
            map: self.map_of(&event).await?,
            partners: self.partner_logos(references(event.value(event::PARTNERS))).await?,
        };
        Ok((book, edited))
    }

    /// The map of an event, if its file is here.
    async fn map_of(&self, event: &Record) -> Result<Option<Map>, Error> {
        let Some(id) = event.value(event::MAP).reference() else { return Ok(None) };
        let Some(record) = self.store().record(kinds::DOCUMENT.id, id).await? else {
            return Ok(None);
        };
        let picture = self.picture(&text(&record, document::FILE_HASH)).await?;
        Ok(picture.map(|picture| Map { picture, description: described(&record) }))
    }

    /// The logos of the partners of an event, in their order: of each the one written last.
    async fn partner_logos(&self, partners: &[RecordId]) -> Result<Vec<Logo>, Error> {
        let filters = vec![
            Filter::Field(document::DOCUMENT_TYPE, Comparison::Is, "logo".into()),
            Filter::RefersToAny(document::ORGANISATION, partners.to_vec()),
        ];
        let query = RecordQuery { filters, order: Order::Updated, ..RecordQuery::default() };
        let logos = self.store().records(kinds::DOCUMENT.id, query).await?;
        let of = |partner: &RecordId| {
            let own =
                |logo: &&Record| logo.value(document::ORGANISATION).reference() == Some(*partner);
            logos.iter().find(own).map(|logo| logo.id)
        };
        let ids: Vec<RecordId> = partners.iter().filter_map(of).collect();
        self.logos_of(&ids).await
    }

    /// Title and organisation of people, by their primary or a present affiliation.
    pub(super) async fn employers(
        &self,
        people: BTreeSet<RecordId>,
    ) -> Result<BTreeMap<RecordId, Employer>, Error> {
        if people.is_empty() {
            return Ok(BTreeMap::new());
        }
        let of = Filter::RefersToAny(affiliation::PERSON, people.into_iter().collect());
        let query = RecordQuery { filters: vec![of], ..RecordQuery::default() };
        let mut posts = self.store().records(kinds::AFFILIATION.id, query).await?;
        posts.retain(|post| post.value(affiliation::ENDS_ON).is_empty());
        posts.sort_by_key(|post| post.value(affiliation::IS_PRIMARY).integer() != Some(1));
        let employer = |post: &Record| post.value(affiliation::ORGANISATION).reference();
        let organisations: BTreeSet<RecordId> = posts.iter().filter_map(employer).collect();
        let organisations =
            self.records_by_id(&kinds::ORGANISATION, organisations.into_iter().collect()).await?;
        let mut found = BTreeMap::new();
        for post in &posts {
            let Some(who) = post.value(affiliation::PERSON).reference() else { continue };
            let organisation = employer(post).and_then(|id| organisations.get(&id));
            found.entry(who).or_insert_with(|| Employer {
                job_title: text(post, affiliation::JOB_TITLE),
                organisation: organisation
                    .map(|record| title(&kinds::ORGANISATION, record))
                    .unwrap_or_default(),
            });
        }
        Ok(found)
    }
}

impl Reading<'_> {
    fn session(&self, record: &Record, starts: NaiveDateTime) -> Session {
        let known = self.sessions.speakers(record).map(|who| {
            let employer = self.employers.get(&who.id).cloned().unwrap_or_default();
            Speaker {
                name: title(&kinds::PERSON, who),
                title: employer.job_title,
                organisation: employer.organisation,
            }
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
            title: SESSION_TITLE.said(record, self.own, self.languages),
            description: SESSION_DESCRIPTION.said(record, self.own, self.languages),
            room: self.sessions.room_name(record),
            kind: if is_rest(record) { SessionKind::Break } else { SessionKind::Talk },
            attendance: self.tracks.attendance(record),
            speakers: known.chain(others).collect(),
        }
    }
}

/// What kind of event it is, in words.
fn kind_of(record: &Record, languages: Languages) -> Phrase {
    let Some(field) = kinds::EVENT.field("event_type") else {
        return Phrase::new("", languages.first);
    };
    let in_words = |language| field.field_type.display(record.value(event::EVENT_TYPE), language);
    let phrase = Phrase::new(in_words(languages.first), languages.first);
    match languages.second {
        Some(second) => phrase.with(in_words(second), second),
        None => phrase,
    }
}

/// Practical notes: blocks parted by blank lines, the first line of each its heading.
fn practical(record: &Record, own: Language, languages: Languages) -> Vec<PracticalNote> {
    let said = PRACTICAL.said(record, own, languages);
    let split = |block: &str| match block.split_once('\n') {
        Some((heading, text)) => (heading.trim().to_owned(), text.trim().to_owned()),
        None => (block.trim().to_owned(), String::new()),
    };
    let notes = parts(&said, blocks).into_iter().map(|block| {
        let (heading, text) = split(&block.first.text);
        let note = PracticalNote {
            heading: Phrase::new(heading, block.first.language),
            text: Phrase::new(text, block.first.language),
        };
        match &block.second {
            Some(second) => {
                let (heading, text) = split(&second.text);
                PracticalNote {
                    heading: note.heading.with(heading, second.language),
                    text: note.text.with(text, second.language),
                }
            }
            None => note,
        }
    });
    notes.collect()
}
