//! Google Forms: the csv of a form or its sheet of answers; rows have no id.

use super::{MultipleChoice, Profile};
use crate::Role;

pub(super) static GOOGLE_FORMS: Profile = Profile {
    name: "google-forms",
    signature: &[&["timestamp", "aikaleima", "tidsstämpel"]],
    columns: &[(Role::SubmittedAt, &["timestamp", "aikaleima", "tidsstämpel"])],
    ignored: &["score", "pisteet", "poäng"],
    multiple_choice: MultipleChoice::Joined(", "),
    ..Profile::COMMON
};
