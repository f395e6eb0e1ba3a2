//! Wagtail's form builder: the submissions of a form page, their times in UTC.

use super::{MultipleChoice, Profile};
use crate::Role;

pub(super) static WAGTAIL: Profile = Profile {
    name: "wagtail",
    signature: &[&["submission date", "lähetetty", "inlämningsdatum"]],
    columns: &[(Role::SubmittedAt, &["submission date", "lähetetty", "inlämningsdatum"])],
    multiple_choice: MultipleChoice::Joined(", "),
    utc: true,
    ..Profile::COMMON
};
