//! Holds the house to its plan: who may know whom, what stays out of which room, how long a file
//! gets. Each rule is a pure function from texts to violations, tested beside itself in
//! `tests/tidy/`; here it meets the checkout. ARCHITECTURE.md gives the reasons.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/locks.rs"]
mod locks;
#[path = "tidy/manifests.rs"]
mod manifests;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/screens.rs"]
mod screens;

use files::{File, checkout};
use manifests::{Kind, Manifest};

#[track_caller]
fn none(violations: &[String]) {
    assert!(violations.is_empty(), "\n  {}\n", violations.join("\n  "));
}

fn manifests_of_the_house() -> Vec<Manifest> {
    let manifests: Vec<Manifest> =
        checkout().iter().filter(|file| file.name() == "Cargo.toml").map(Manifest::read).collect();
    assert!(manifests.len() >= 9, "the walk over the checkout misses rooms");
    manifests
}

fn root_manifest() -> Manifest {
    manifests_of_the_house().into_iter().find(|manifest| manifest.package == "kumppani").unwrap()
}

fn text_of(path: &str) -> String {
    checkout()
        .into_iter()
        .find(|file| file.path == path)
        .unwrap_or_else(|| panic!("{path} is missing"))
        .text
}

#[test]
fn arrows_between_rooms_run_one_way() {
    none(&manifests::wrong_arrows(&manifests_of_the_house()));
}

#[test]
fn only_the_window_names_tauri_and_only_the_store_names_sqlx() {
    none(&manifests::borrowed_tools(&manifests_of_the_house()));
}

#[test]
fn every_dependency_comes_through_the_workspace_and_every_crate_takes_its_lints() {
    none(&manifests::own_ways(&manifests_of_the_house()));
}

#[test]
fn no_dependency_is_declared_in_vain() {
    none(&manifests::unused(&root_manifest(), &manifests_of_the_house()));
}

#[test]
fn the_architecture_says_why_each_dependency_is_there() {
    let declared = root_manifest().names(Kind::Workspace);
    none(&manifests::unexplained(&declared, &text_of("ARCHITECTURE.md")));
}

#[test]
fn lock_files_name_only_the_public_registries() {
    none(&locks::foreign_cargo_sources(&text_of("Cargo.lock")));
    none(&locks::foreign_npm_sources(&text_of("ui/package-lock.json")));
}

#[test]
fn rooms_stay_free_of_what_they_must_never_know() {
    none(&rooms::forbidden_words(&checkout()));
}

#[test]
fn every_crate_begins_by_saying_what_it_must_never_know() {
    let files = checkout();
    let crates: Vec<&File> = files.iter().filter(|file| rooms::is_crate_root(&file.path)).collect();
    assert!(crates.len() >= 9, "the walk over the checkout misses crates");
    none(&rooms::silent_doors(&crates));
}

#[test]
fn commands_of_the_window_are_at_most_ten_lines() {
    none(&rooms::long_commands(&checkout()));
}

#[test]
fn screens_import_only_what_their_place_allows() {
    none(&screens::wrong_imports(&checkout()));
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    none(&files::too_long(&checkout()));
}

#[test]
fn no_module_hides_in_a_mod_rs() {
    none(&files::hidden_modules(&checkout()));
}

#[test]
fn generated_files_say_that_they_are() {
    none(&files::unmarked(&checkout()));
}

#[test]
fn migrations_end_their_lines_the_same_on_every_system() {
    none(&files::foreign_line_ends(&checkout(), &text_of(".gitattributes")));
}
