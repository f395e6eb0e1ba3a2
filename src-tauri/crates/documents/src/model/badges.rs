//! Badges and name tents: who somebody is, to be read across a room.

use super::{Occasion, Phrase};
use crate::stock::Stock;

/// The badges of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadgeBook {
    /// The event.
    pub occasion: Occasion,
    /// The people, in the order of the sheets.
    pub badges: Vec<Badge>,
    /// The sheets that are printed on.
    pub stock: Stock,
    /// Places of the first sheet that were used before and stay empty, counted row by row.
    pub used_cells: usize,
    /// What the back of a badge shows; labels have no back, whatever is asked for.
    pub back: BadgeBack,
}

/// What the back of a badge shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BadgeBack {
    /// Nothing: printed on one side.
    Blank,
    /// The same as the front, so that a turned badge still says the name.
    SameAsFront,
}

/// One person's badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// The first name, the largest word.
    pub first_name: String,
    /// The last name; may be empty.
    pub last_name: String,
    /// The organisation; may be empty.
    pub organisation: String,
    /// What the person is at the event, such as `Puhuja`; a bar at the foot says it in words, so
    /// that no colour has to be known. Nothing for a plain participant.
    pub role: Option<Phrase>,
}

/// The name tents of an event: an A4 sheet a person, folded once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TentBook {
    /// The event.
    pub occasion: Occasion,
    /// The people, in the order of the sheets.
    pub tents: Vec<NameTent>,
}

/// One person's tent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTent {
    /// First and last name.
    pub name: String,
    /// The title; may be empty.
    pub title: String,
    /// The organisation; may be empty.
    pub organisation: String,
}
