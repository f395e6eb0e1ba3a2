//! What a column of a registration list is for.

use serde::{Deserialize, Serialize};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// First and last name in one.
    FullName,
    /// First and last name in one, the last name first.
    FullNameLastFirst,
    /// The person's own e-mail address.
    Email,
    /// The address of whoever ordered, perhaps for several people.
    BuyerEmail,
    /// The person's phone number.
    Phone,
    /// The number of whoever ordered, perhaps for several people.
    BuyerPhone,
    /// The organisation's name.
    Organisation,
    /// The organisation's business id.
    BusinessId,
    /// The person's title.
    JobTitle,
    /// What the person does not eat.
    Diet,
    /// A word for where the registration stands.
    Status,
    /// Yes where the registration is paid, confirmed or accepted; no where it waits.
    Confirmed,
    /// Day and time of the registration.
    SubmittedAt,
    /// The day alone.
    SubmittedDate,
    /// The time of day that belongs to [`Role::SubmittedDate`].
    SubmittedTime,
    /// Day and time of the latest change.
    ChangedAt,
    /// The row's lasting key, or its first part.
    Key,
    /// The second part of the key.
    KeyPart,
    /// The order that several people may share.
    Order,
    /// The event's code.
    EventCode,
    /// The language the form was filled in.
    Language,
    /// A question of the form.
    Question,
    /// Nothing about the person: prices, seats, secrets, billing.
    Ignored,
}
