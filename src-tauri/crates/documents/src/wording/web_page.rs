//! What the page of a programme on the web says beyond the programme on paper.

use domain::{Label, label};

/// Leads those who do not use a mouse past the head of the page.
pub(crate) const SKIP: Label =
    label("Siirry ohjelmaan", "Gå till programmet", "Skip to the programme");
/// Names the list of days, for screen readers.
pub(crate) const DAYS: Label = label("Päivät", "Dagar", "Days");
/// Precedes the days of the event.
pub(crate) const WHEN: Label = label("Aika", "Tid", "When");
/// Precedes the place.
pub(crate) const WHERE: Label = label("Paikka", "Plats", "Where");
/// Precedes who holds the event.
pub(crate) const ORGANISER: Label = label("Järjestäjä", "Arrangör", "Organiser");
/// Precedes the address of the event's own page.
pub(crate) const ADDRESS: Label = label("Verkossa", "På nätet", "On the web");
