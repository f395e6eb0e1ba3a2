//! Eventbrite: the attendee report; several attendees share an order.

use super::Profile;
use crate::Role;

pub(super) static ATTENDEES: Profile = Profile {
    name: "eventbrite",
    signature: &[&["order #"], &["order date"], &["attendee #", "barcode #"]],
    columns: &[
        (Role::Key, &["attendee #"]),
        (Role::Order, &["order #"]),
        (Role::SubmittedAt, &["order date"]),
        (Role::Status, &["attendee status"]),
    ],
    ignored: &[
        "quantity",
        "price tier",
        "ticket type",
        "group",
        "order type",
        "currency",
        "barcode #",
        "event name",
        "checked in",
        "total paid",
        "fees paid",
    ],
    ignored_beginnings: &["eventbrite ", "home ", "shipping ", "billing "],
    ..Profile::COMMON
};
