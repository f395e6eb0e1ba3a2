//! Typeform: responses, all times in UTC.

use super::Profile;
use crate::Role;

pub(super) static TYPEFORM: Profile = Profile {
    name: "typeform",
    signature: &[&["#"], &["submit date (utc)"], &["network id"]],
    columns: &[
        (Role::Key, &["#"]),
        (Role::SubmittedAt, &["submit date (utc)"]),
        (Role::Status, &["response type"]),
    ],
    ignored: &["start date (utc)", "stage date (utc)", "network id", "tags", "ending"],
    utc: true,
    guarded: true,
    ..Profile::COMMON
};
