//! Hi.Events: the attendee list; its times are UTC without saying so.

use super::{MultipleChoice, Profile};
use crate::Role;

pub(super) static ATTENDEES: Profile = Profile {
    name: "hi-events",
    signature: &[&["id"], &["public id"], &["short id"], &["product id"], &["created date"]],
    columns: &[
        (Role::Key, &["id"]),
        (Role::SubmittedAt, &["created date"]),
        (Role::ChangedAt, &["last updated date"]),
    ],
    ignored: &["check ins", "product id", "product name", "event id", "public id", "short id"],
    multiple_choice: MultipleChoice::Joined(", "),
    utc: true,
    ..Profile::COMMON
};
