//! Microsoft Forms: the workbook of responses, in the language of the form's owner.
//!
//! The first columns tell who was signed in, or `anonymous`; questions may ask the same again,
//! and are believed first.

use super::{MultipleChoice, Profile};
use crate::Role;

const START: &[&str] =
    &["start time", "aloitusaika", "alkamisaika", "starttid", "startzeit", "heure de début"];
const END: &[&str] = &[
    "completion time",
    "valmistumisaika",
    "päättymisaika",
    "slutförandetid",
    "sluttid",
    "abschlusszeit",
    "heure de fin",
];

pub(super) static MICROSOFT_FORMS: Profile = Profile {
    name: "microsoft-forms",
    signature: &[&["id", "tunnus"], START, END],
    columns: &[
        (Role::Key, &["id", "tunnus"]),
        (Role::Ignored, START),
        (Role::SubmittedAt, END),
        (
            Role::ChangedAt,
            &[
                "last modified time",
                "viimeksi muokattu",
                "senast ändrad",
                "uhrzeit der letzten änderung",
            ],
        ),
    ],
    multiple_choice: MultipleChoice::Terminated,
    sign_in_columns: 5,
    ..Profile::COMMON
};
