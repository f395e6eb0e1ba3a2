//! What a single cell says: names, organisations, statuses, times, yes and no, and what must
//! never be kept.

pub(crate) mod consent;
pub(crate) mod identity_code;
pub(crate) mod name;
pub(crate) mod organisation;
pub(crate) mod phone;
pub(crate) mod status;
pub(crate) mod time;

/// Whether a cell only says that there is nothing to say.
pub(crate) fn is_nothing(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphanumeric())
        || matches!(text.to_lowercase().as_str(), "n/a" | "null" | "none" | "#n/a" | "#puuttuu!")
}
