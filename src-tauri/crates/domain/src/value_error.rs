//! Why a text or a JSON value is no value of a field.

use thiserror::Error;

/// Why something is not a value, and what to write instead.
///
/// Carries what was typed and nothing else, so that it can be shown to whoever typed it; it must
/// not be logged, since what was typed may be personal data. Log [`ValueError::code`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ValueError {
    /// Not a day.
    #[error("“{0}” is not a date; write it like 1.10.2018 or 2018-10-01")]
    NotADate(String),
    /// Not a time of day.
    #[error("“{0}” is not a time of day; write it like 9.00 or klo 9")]
    NotATime(String),
    /// A day where a day and a time are needed.
    #[error("“{0}” lacks the time of day; write it like 1.10.2018 klo 9.00")]
    TimeMissing(String),
    /// A time that the change to summer time leaves out.
    #[error(
        "“{0}” does not exist: clocks are put forward over it; write a time before or after the change"
    )]
    NoSuchTime(String),
    /// Not of the form of a business id.
    #[error(
        "“{0}” is not a business ID; write seven digits, a hyphen and one digit, like 2285733-9"
    )]
    NotABusinessId(String),
    /// Of the form of a business id, with a check digit that does not fit.
    #[error("the check digit of “{0}” does not fit its other digits; look for a mistyped digit")]
    CheckDigit(String),
    /// Not an e-mail address.
    #[error("“{0}” is not an e-mail address; write it like nimi@uef.fi")]
    NotAnEmail(String),
    /// Not a phone number.
    #[error(
        "“{0}” is not a phone number; write it like 050 439 0172, or +46 70 123 4567 from abroad"
    )]
    NotAPhone(String),
    /// Not a web address.
    #[error("“{0}” is not a web address; write it like https://www.uef.fi")]
    NotAWebAddress(String),
    /// Not a whole number.
    #[error("“{0}” is not a whole number; write it like 1234")]
    NotANumber(String),
    /// Not an amount of money.
    #[error("“{0}” is not an amount of euros; write it like 12,50 or 1 234,50 €")]
    NotAnAmount(String),
    /// Not a duration.
    #[error("“{0}” is not a duration; write it like 90 min, 1 h 30 min or 1,5 h")]
    NotADuration(String),
    /// Neither yes nor no.
    #[error("“{0}” is neither yes nor no; write yes or no (kyllä, ei, ja, nej)")]
    NotAFlag(String),
    /// Not one of the declared choices.
    #[error("“{text}” is not one of the choices; write one of: {}", choices.join(", "))]
    UnknownChoice {
        /// What was written.
        text: String,
        /// The names of the choices.
        choices: Vec<&'static str>,
    },
    /// Not the id of a record.
    #[error("“{0}” is not a record id; ids look like 01920c3e-8a5b-7c3d-9e4f-0123456789ab")]
    NotARecordId(String),
    /// Not answers to questions.
    #[error("“{0}” is not an answer; write one question a line, like “Question: answer; answer”")]
    NotAnswers(String),
    /// JSON of another shape than the field's.
    #[error("{found} was given where {expected} is needed")]
    WrongShape {
        /// What the field needs, in English.
        expected: &'static str,
        /// What was given, in English.
        found: &'static str,
    },
}

impl ValueError {
    /// The error's name for code: screens choose their wording by it, logs carry it.
    pub const fn code(&self) -> &'static str {
        match self {
            ValueError::NotADate(_) => "not_a_date",
            ValueError::NotATime(_) => "not_a_time",
            ValueError::TimeMissing(_) => "time_missing",
            ValueError::NoSuchTime(_) => "no_such_time",
            ValueError::NotABusinessId(_) => "not_a_business_id",
            ValueError::CheckDigit(_) => "check_digit",
            ValueError::NotAnEmail(_) => "not_an_email",
            ValueError::NotAPhone(_) => "not_a_phone",
            ValueError::NotAWebAddress(_) => "not_a_web_address",
            ValueError::NotANumber(_) => "not_a_number",
            ValueError::NotAnAmount(_) => "not_an_amount",
            ValueError::NotADuration(_) => "not_a_duration",
            ValueError::NotAFlag(_) => "not_a_flag",
            ValueError::UnknownChoice { .. } => "unknown_choice",
            ValueError::NotARecordId(_) => "not_a_record_id",
            ValueError::NotAnswers(_) => "not_answers",
            ValueError::WrongShape { .. } => "wrong_shape",
        }
    }
}
