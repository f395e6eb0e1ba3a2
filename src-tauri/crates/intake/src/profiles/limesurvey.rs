//! LimeSurvey: survey results with question codes as titles.

use super::{MultipleChoice, Profile};
use crate::Role;

pub(super) static LIMESURVEY: Profile = Profile {
    name: "limesurvey",
    signature: &[
        &["id", "response_id", "vastaustunnus"],
        &["submitdate"],
        &["lastpage"],
        &["startlanguage"],
    ],
    columns: &[
        (Role::Key, &["id", "response_id", "vastaustunnus"]),
        (Role::SubmittedAt, &["submitdate"]),
        (Role::ChangedAt, &["datestamp"]),
        (Role::Language, &["startlanguage"]),
    ],
    ignored: &["lastpage", "seed", "startdate", "token", "ipaddr", "refurl"],
    multiple_choice: MultipleChoice::Bracketed,
    unsent_without_time: true,
    ..Profile::COMMON
};
