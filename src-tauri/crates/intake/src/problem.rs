//! What is odd about a row or a file.

use serde::Serialize;

/// Something in a file that a person should know, or decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowProblem {
    /// The row as a spreadsheet numbers it, from 1; 0 for the file as a whole.
    pub row: u32,
    /// What it is.
    pub code: ProblemCode,
    /// What the cell, column or file said, where that helps; never an identity code.
    pub value: String,
}

impl RowProblem {
    pub(crate) fn new(row: u32, code: ProblemCode, value: impl Into<String>) -> RowProblem {
        // A cell may hold a page of text; whoever reads the list of problems needs its beginning.
        let mut value: String = value.into();
        if let Some((end, _)) = value.char_indices().nth(80) {
            value.truncate(end);
            value.push('…');
        }
        RowProblem { row, code, value }
    }

    /// The problem in English, ending with what was or can be done.
    pub fn why(&self) -> String {
        let text = self.code.text();
        if self.value.is_empty() {
            format!("{}: {text}", self.code.name())
        } else {
            format!("{}: {text} ({})", self.code.name(), self.value)
        }
    }
}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $variant:ident $name:literal $text:literal;)+) => {
        /// What is odd about a row or a file; screens word it in their language by its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ProblemCode {
            $($(#[$doc])* $variant,)+
        }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &[ProblemCode] = &[$(ProblemCode::$variant),+];

            /// The code's name, stable.
            pub const fn name(self) -> &'static str {
                match self {
                    $(ProblemCode::$variant => $name,)+
                }
            }

            /// The problem in English.
            pub const fn text(self) -> &'static str {
                match self {
                    $(ProblemCode::$variant => $text,)+
                }
            }
        }
    };
}

problem_codes! {
    /// The file could not be read as a table.
    NotReadable "not_readable" "the file cannot be read as a table";
    /// No row holds titles.
    NoHeader "no_header" "no row with column titles was found; add one, or say what the columns are";
    /// No column says who the people are.
    NoPeople "no_people" "no column says who the people are; say which column holds the name or the e-mail address";
    /// The file lists orders, without the people in them.
    OrdersWithoutPeople "orders_without_people" "this lists orders, not the people in them; export the order positions";
    /// Nothing tells whether day or month comes first.
    AmbiguousDates "ambiguous_dates" "the dates do not tell whether the day or the month comes first; say which";
    /// A personal identity code was left out.
    IdentityCode "identity_code" "a personal identity code was left out; the program does not keep them";
    /// A row has content but neither a name nor an address.
    NobodyNamed "nobody_named" "the row names nobody and was left out";
    /// An e-mail address could not be read.
    Email "email" "the e-mail address was not understood and was left out";
    /// A phone number could not be read.
    Phone "phone" "the phone number was not understood and was left out";
    /// A phone number had lost its leading zero.
    PhoneGuessed "phone_guessed" "the phone number had lost its zero; it was put back";
    /// A business id could not be read.
    BusinessId "business_id" "the business ID was not understood and was left out";
    /// A time could not be read.
    Time "time" "the time was not understood and was left out";
    /// A status word is not known.
    Status "status" "the status word is not known; the row was taken as confirmed";
    /// Two rows of one file have the same key.
    RepeatedRow "repeated_row" "another row of the file has the same id; both were kept";
    /// Characters were lost before the file came here.
    LostCharacters "lost_characters" "characters were lost when the file was saved; check the name";
    /// The row has more cells than the table has columns.
    RowShifted "row_shifted" "the row has more cells than the table has columns; check its values";
    /// The rows are of several events.
    SeveralEvents "several_events" "the file holds registrations for several events; import them one event at a time";
    /// Several known people could be meant.
    AmbiguousPerson "ambiguous_person" "several known people have this e-mail address; the registration was left unlinked";
    /// Several known organisations could be meant.
    AmbiguousOrganisation "ambiguous_organisation" "several known organisations could be meant; the registration was left unlinked";
    /// Somebody else is known under this address.
    SharedEmail "shared_email" "the e-mail address belongs to somebody of another name; they were kept apart";
    /// A person's edit was kept against the file.
    EditKept "edit_kept" "the file says otherwise, but a person has edited this; the edit was kept";
    /// Something the reader of the format noticed.
    Oddity "oddity" "the file is odd";
}
