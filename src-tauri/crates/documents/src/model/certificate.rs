//! Certificates of attendance.

use chrono::NaiveDate;

use super::{Occasion, Phrase};
use crate::picture::Picture;

/// The certificates of one event: what they share once, and the people.
#[derive(Debug, Clone, PartialEq)]
pub struct CertificateBatch {
    /// The event.
    pub occasion: Occasion,
    /// What was taught, one matter a line.
    pub content: Vec<Phrase>,
    /// Who signs, at most three side by side.
    pub signatories: Vec<Signatory>,
    /// Where the certificate is signed; may be empty.
    pub issued_place: String,
    /// The date under which it is signed.
    pub issued_on: NaiveDate,
    /// The people, in the order of the pages.
    pub certificates: Vec<Certificate>,
}

/// A person who signs.
#[derive(Debug, Clone, PartialEq)]
pub struct Signatory {
    /// The name printed under the line.
    pub name: String,
    /// The title printed under the name; may be empty.
    pub title: String,
    /// The signature as it was written and scanned, above the line.
    pub signature: Option<Picture>,
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
