//! Indico: the list of registrations of one form.
//!
//! Static titles are English in every language, the words for states are not. Times of the csv
//! file carry their offset, those of the workbook are the event's.

use super::{MultipleChoice, Profile};
use crate::Role;

pub(super) static INDICO: Profile = Profile {
    name: "indico",
    signature: &[&["id"], &["name"], &["registration date"], &["registration state"]],
    columns: &[
        (Role::Key, &["id"]),
        (Role::FullName, &["name"]),
        (Role::SubmittedAt, &["registration date"]),
        (Role::ChangedAt, &["modification date"]),
        (Role::Status, &["registration state"]),
        (Role::JobTitle, &["position"]),
    ],
    ignored: &[
        "title",
        "address",
        "country",
        "price",
        "tags",
        "created by",
        "checked in",
        "check-in date",
        "payment date",
    ],
    multiple_choice: MultipleChoice::Joined("; "),
    ..Profile::COMMON
};
