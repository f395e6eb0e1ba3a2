//! Certificates of attendance: for those who were there, and the record of what was issued.

use std::collections::BTreeMap;

use documents::model::{Certificate, CertificateBatch, Languages, Phrase, Signatory};
use domain::kinds::{self, certificate, document, event, session};
use domain::{CountedSession, Language, Op, RecordId, Value, participant_minutes};
use store::{Action, Author, Comparison, Filter, Order, Part, Purpose, Record, RecordQuery};

use super::occasion::spoken;
use super::said::{CERTIFICATE_CONTENT, parts};
use super::{Facts, is_rest};
use crate::events::lines;
use crate::sessions::{count, local_date_time, text, texts};
use crate::{Error, Kumppani};

/// The letters of certificate numbers: Crockford's base 32, without I, L, O and U.
const NUMBER_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters of a certificate number stand for the person: 35 bits, so that among 2,000
/// people two get the same number once in 17,000 events.
const NUMBER_LENGTH: usize = 7;

/// The facts of certificates, and whom they are for.
pub(in crate::paper) struct Certificates {
    pub(in crate::paper) batch: CertificateBatch,
    languages: Languages,
    event: RecordId,
    registrations: Vec<RecordId>,
}

impl Kumppani {
    /// The certificates of those who were there; none if nobody was.
    pub(in crate::paper) async fn certificate_batch(
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
        let code = text(&record, event::CODE);
        let sessions = counted(&record, &read.sessions);
        let certificates = present.iter().map(|who| Certificate {
            serial_number: number(&code, who.registration),
            person_name: who.name.clone(),
            organisation: who.organisation_name.clone(),
            minutes: Some(participant_minutes(&sessions, &who.presences).0)
                .filter(|some| *some > 0),
        });
        let content = CERTIFICATE_CONTENT.said(&record, spoken(&record), languages);
        let batch = CertificateBatch {
            occasion: self.occasion(&record, languages).await?,
            content: parts(&content, lines),
            signatories: self.signatories(texts(record.value(event::SIGNATORIES))).await?,
            issued_place: text(&record, event::CAMPUS),
            issued_on: self.environment().local_now().date(),
            certificates: certificates.collect(),
        };
        let registrations = present.iter().map(|who| who.registration).collect();
        Ok(Some(Certificates { batch, languages, event: id, registrations }))
    }

    /// Those who sign, with the signature that a document titled with the name holds.
    async fn signatories(&self, lines: &[String]) -> Result<Vec<Signatory>, Error> {
        let mut signatories: Vec<Signatory> = lines.iter().map(|line| signatory(line)).collect();
        if signatories.is_empty() {
            return Ok(signatories);
        }
        let is = Filter::Field(document::DOCUMENT_TYPE, Comparison::Is, "signature".into());
        let query =
            RecordQuery { filters: vec![is], order: Order::Updated, ..RecordQuery::default() };
        let scanned = self.store().records(kinds::DOCUMENT.id, query).await?;
        for signatory in &mut signatories {
            let name = domain::fold(&signatory.name);
            let own =
                scanned.iter().find(|record| domain::fold(&text(record, document::TITLE)) == name);
            if let Some(own) = own {
                signatory.signature = self.picture(&text(own, document::FILE_HASH)).await?;
            }
        }
        Ok(signatories)
    }

    /// Writes down which certificates were issued; issuing the same again changes nothing.
    pub(in crate::paper) async fn issue_certificates(&self, facts: &Facts) -> Result<(), Error> {
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
}

/// The sessions of an event as far as presence goes; pauses count for nothing, and an event
/// without a programme counts as one session.
pub(super) fn counted(event: &Record, sessions: &[Record]) -> Vec<CountedSession> {
    let held = sessions.iter().filter_map(|record| {
        let credit = count(record.value(session::CREDIT_MINUTES));
        Some(CountedSession {
            session: record.id,
            starts_at: local_date_time(record.value(session::STARTS_AT))?,
            ends_at: local_date_time(record.value(session::ENDS_AT))?,
            credit_minutes: if credit.is_none() && is_rest(record) { Some(0) } else { credit },
        })
    });
    let whole = || {
        Some(CountedSession {
            session: event.id,
            starts_at: local_date_time(event.value(event::STARTS_AT))?,
            ends_at: local_date_time(event.value(event::ENDS_AT))?,
            credit_minutes: None,
        })
    };
    let held: Vec<CountedSession> = held.collect();
    if held.is_empty() { whole().into_iter().collect() } else { held }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

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
