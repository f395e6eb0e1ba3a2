//! What the card of a walk says of its own accord.

use domain::{Label, Language, label};

/// The kind of a card for a walk.
pub(crate) const ROUTE_CARD: Label = label("Reittikortti", "Ruttkort", "Route card");
/// Precedes the person who shows something.
pub(crate) const HOST: Label = label("Esittelijä", "Värd", "Host");
/// Heads what is open to companies.
pub(crate) const FOR_COMPANIES: Label = label("Yritykselle", "För företaget", "For your company");
/// Heads the notes of the person who leads a walk.
pub(crate) const FOR_THE_GUIDE: Label = label("Oppaalle", "Till guiden", "For the guide");

/// How many stops a walk has.
pub(crate) fn stops(count: usize, language: Language) -> String {
    match (language, count) {
        (Language::Fi, 1) => "1 pysähdys".to_owned(),
        (Language::Fi, _) => format!("{count} pysähdystä"),
        (Language::Sv, _) => format!("{count} stopp"),
        (Language::En, 1) => "1 stop".to_owned(),
        (Language::En, _) => format!("{count} stops"),
    }
}

/// When a walk sets out; `clock` is a time in a sentence.
pub(crate) fn sets_out(clock: &str, language: Language) -> String {
    match language {
        Language::Fi => format!("Lähtö {clock}"),
        Language::Sv => format!("Start {clock}"),
        Language::En => format!("Setting out {clock}"),
    }
}
