//! The project's own message: one registration as JSON, for flows that send what a form takes in.
//!
//! `{source, submittedAt, eventCode, status, person {firstName, lastName, email, phone, jobTitle},
//! organisation {name, businessId}, answers {question: answer}}`, alone, in an array, or one a line.

use super::Profile;
use crate::Role;

pub(super) static MESSAGE: Profile = Profile {
    name: "message",
    signature: &[&["submittedat"], &["eventcode"], &["person.email", "person.lastname"]],
    columns: &[
        (Role::EventCode, &["eventcode"]),
        (Role::SubmittedAt, &["submittedat"]),
        (Role::Status, &["status"]),
        (Role::FirstName, &["person.firstname"]),
        (Role::LastName, &["person.lastname"]),
        (Role::Email, &["person.email"]),
        (Role::Phone, &["person.phone"]),
        (Role::JobTitle, &["person.jobtitle"]),
        (Role::Organisation, &["organisation.name"]),
        (Role::BusinessId, &["organisation.businessid"]),
    ],
    ignored: &["source"],
    question_prefix: "answers.",
    ..Profile::COMMON
};
