//! The brief for a visit: everything known of one company on one page.

use chrono::NaiveDate;

/// What is known of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitBrief {
    /// The company's name.
    pub organisation: String,
    /// Short facts in order, each a label and a value in the language of the sheet: business id,
    /// industry, size, address, web address.
    pub facts: Vec<(String, String)>,
    /// What each institution and the company are to each other.
    pub partnerships: Vec<PartnershipState>,
    /// The people, those most in touch first.
    pub contacts: Vec<Contact>,
    /// What is to be known, most pressing first: promises, last contacts, needs, theses, use of
    /// infrastructure, events. Sections without lines are left out.
    pub sections: Vec<BriefSection>,
    /// The day on which it was written.
    pub written_on: NaiveDate,
    /// Who wrote it; may be empty.
    pub written_by: String,
}

/// What one institution and the company are to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnershipState {
    /// The institution.
    pub institution: String,
    /// The stage, in the language of the sheet; may be empty.
    pub stage: String,
    /// The level, in the language of the sheet; may be empty.
    pub level: String,
    /// Who answers for it; may be empty.
    pub responsible: String,
    /// The next step with its date; may be empty.
    pub next_step: String,
}

/// A person at the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// First and last name.
    pub name: String,
    /// The title; may be empty.
    pub title: String,
    /// The phone, grouped for reading; may be empty.
    pub phone: String,
    /// The e-mail address; may be empty.
    pub email: String,
}

/// Lines under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefSection {
    /// The heading, in the language of the sheet.
    pub heading: String,
    /// The lines, most important first; those that find no room are counted at the end.
    pub lines: Vec<BriefLine>,
}

/// One line of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefLine {
    /// The day, if it has one.
    pub day: Option<NaiveDate>,
    /// What is said.
    pub text: String,
    /// Who and where, in smaller letters; may be empty.
    pub detail: String,
}
