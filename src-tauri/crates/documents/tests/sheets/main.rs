//! The sheets as they are printed: sound files, lawful pages, the rules of those who pay.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

#[path = "../../examples/sheets/cards.rs"]
mod cards;
#[path = "../../examples/sheets/desk.rs"]
mod desk_sample;
#[path = "../../examples/sheets/lists.rs"]
mod lists_sample;
#[path = "../../examples/sheets/route.rs"]
mod route_sample;
#[path = "../../examples/sheets/sample.rs"]
mod sample;

mod any_programme;
mod approved;
mod badges;
mod calendar;
mod desk;
mod hostile;
mod laws;
mod lists;
mod pages;
mod paper;
mod route;
mod signs;
mod tents;
mod visibility;
mod web_page;
