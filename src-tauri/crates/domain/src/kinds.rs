//! Every kind of record there is, declared once.
//!
//! Each kind is a static (`ORGANISATION`) with a module of the same name in lower case that holds
//! the numbers of its fields (`organisation::NAME`). Numbers are for ever; the file `numbers.txt`
//! beside this crate's manifest lists them, and a test holds the declarations to it.

use crate::{Kind, KindId};

/// Declares a set of choices: name in code, then Finnish, Swedish and English.
macro_rules! choices {
    ($(#[$doc:meta])* $set:ident { $($name:literal $fi:literal, $sv:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        pub const $set: &[crate::Choice] =
            &[$(crate::choice($name, crate::label($fi, $sv, $en))),+];
    };
}

/// Declares a kind and the module that holds the numbers of its fields.
macro_rules! kind {
    (
        $(#[$doc:meta])*
        $kind:ident = $id:literal $name:literal, $label:expr, title $title:expr,
        mod $module:ident { $($constant:ident = $field:expr;)+ }
    ) => {
        $(#[$doc])*
        pub static $kind: crate::Kind = crate::Kind {
            id: crate::KindId($id),
            name: $name,
            label: $label,
            title: &$title,
            fields: &[$($field),+],
        };

        #[doc = concat!("The numbers of the fields of [`", stringify!($kind), "`].")]
        pub mod $module {
            use super::*;
            $(
                #[doc = concat!("The field `", stringify!($constant), "`, in lower case.")]
                pub const $constant: crate::FieldId = ($field).id;
            )+
        }
    };
}

mod cooperation;
mod events;
mod housekeeping;
mod paper;
mod projects;
mod register;

pub use cooperation::*;
pub use events::*;
pub use housekeeping::*;
pub use paper::*;
pub use projects::*;
pub use register::*;

/// Every kind, by ascending number.
pub static KINDS: &[&Kind] = &[
    &ORGANISATION,
    &PERSON,
    &AFFILIATION,
    &PARTNERSHIP,
    &STAGE_CHANGE,
    &INTERACTION,
    &TASK,
    &NEED,
    &OFFER,
    &INFRASTRUCTURE,
    &INFRASTRUCTURE_USAGE,
    &OPPORTUNITY,
    &THESIS,
    &PROJECT,
    &INDICATOR,
    &EVENT,
    &SESSION,
    &ROOM,
    &ROUTE_STOP,
    &REGISTRATION,
    &ATTENDANCE,
    &CERTIFICATE,
    &FEEDBACK,
    &IMPORT_PROFILE,
    &IMPORT_RUN,
    &DOCUMENT,
    &CONSENT,
    &DUPLICATE_CANDIDATE,
    &MERGE,
    &HOUSE_LOOK,
];

/// The kind called `name`, English snake_case.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

/// The kind numbered `id`; none if a newer version declared it.
pub fn kind_by_id(id: KindId) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.id == id)
}

#[cfg(test)]
mod tests;
