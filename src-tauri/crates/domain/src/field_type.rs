//! What the values of a field are, and how they are read and written.

use crate::Label;

mod display;
mod json;
mod parse;

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// Several lines of text, such as themes; kept in order, without doubles.
    TextList,
    /// A Finnish business id, `2285733-9`.
    BusinessId,
    /// An e-mail address, lower case.
    Email,
    /// Several e-mail addresses.
    EmailList,
    /// A phone number, E.164.
    Phone,
    /// Several phone numbers.
    PhoneList,
    /// An absolute web address.
    Url,
    /// A day, kept as `2018-10-01`.
    Date,
    /// A day and a time of day at the place it concerns, kept as `2018-10-01T09:00`.
    LocalDateTime,
    /// A point in time, kept as milliseconds since 1970 UTC.
    Instant,
    /// A whole number.
    Integer,
    /// An amount of euros, kept as cents.
    Money,
    /// Yes or no, kept as 1 or 0.
    Flag,
    /// One of a declared set, kept as its name.
    Choice(&'static [Choice]),
    /// Another record of the kind so named.
    Reference(&'static str),
    /// Several other records of the kind so named.
    References(&'static str),
    /// Answers to the questions of a form.
    Answers,
}

/// One of a declared set of values.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in code, in the store and on the command line.
    pub name: &'static str,
    /// What people call it.
    pub label: Label,
}

/// Declares one choice.
pub const fn choice(name: &'static str, label: Label) -> Choice {
    Choice { name, label }
}

#[cfg(test)]
mod tests;
