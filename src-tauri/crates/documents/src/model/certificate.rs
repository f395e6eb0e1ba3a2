//! Certificates of attendance.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Language;

use super::Funding;

/// The certificates of one event: what they share once, and the people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateBatch {
    /// The language of the paper's own words and of the texts.
    pub language: Language,
    /// The event's name.
    pub event_title: String,
    /// The first day of the event.
    pub first_day: NaiveDate,
    /// The last day of the event, not before the first.
    pub last_day: NaiveDate,
    /// Where it was held; may be empty.
    pub place: String,
    /// Who held it and issues the certificate.
    pub organiser: String,
    /// What was taught, one matter a line.
    pub content: Vec<String>,
    /// Who signs, at most three side by side.
    pub signatories: Vec<Signatory>,
    /// Where the certificate is signed; may be empty.
    pub issued_place: String,
    /// The date under which it is signed.
    pub issued_on: NaiveDate,
    /// Who pays, where the rules want it said.
    pub funding: Option<Funding>,
    /// The people, in the order of the pages.
    pub certificates: Vec<Certificate>,
    /// When the paper was made, in UTC.
    pub created: NaiveDateTime,
}

/// A person who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// The name printed under the line.
    pub name: String,
    /// The title printed under the name; may be empty.
    pub title: String,
}

/// One person's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The number by which the issuer finds it again.
    pub serial_number: String,
    /// First and last name.
    pub person_name: String,
    /// The person's organisation; may be empty.
    pub organisation: String,
    /// How long the person took part, in minutes, where that is certified.
    pub minutes: Option<u32>,
}
