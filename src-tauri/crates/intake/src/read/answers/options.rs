//! Options of a multiple choice, found again in cells that join them by a text which an option
//! may hold as well.

use std::collections::{BTreeMap, BTreeSet};

/// Rounds after which no further options are looked for.
const ROUNDS: usize = 4;

/// The options that a column's cells show.
///
/// What stands alone in a cell is an option. Where a cell holds a known option beside something
/// else, that something is an option as well if more than one cell says so; `A, b, C` with `C`
/// known therefore gives `A, b`, and a sentence with a comma in it stays whole.
pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>, between: &str) -> BTreeSet<String> {
    let mut cells: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        *cells.entry(text).or_default() += 1;
    }
    let (joined, alone): (Vec<_>, Vec<_>) =
        cells.into_iter().partition(|(text, _)| text.contains(between));
    let mut options: BTreeSet<String> =
        alone.into_iter().map(|(text, _)| text.to_owned()).collect();
    for _ in 0..ROUNDS {
        let mut beside_known: BTreeMap<String, usize> = BTreeMap::new();
        let mut unexplained = Vec::new();
        for (text, times) in joined.iter().filter(|(text, _)| !options.contains(*text)) {
            let pieces = pieces(text, between, &options);
            if pieces.len() == 1 {
                unexplained.push(*text);
                continue;
            }
            for piece in pieces.into_iter().filter(|piece| !options.contains(piece)) {
                *beside_known.entry(piece).or_default() += times;
            }
        }
        let repeated = beside_known.into_iter().filter(|(_, times)| *times > 1);
        let repeated: Vec<String> = repeated.map(|(piece, _)| piece).collect();
        if !repeated.is_empty() {
            options.extend(repeated);
        } else if let Some(shortest) = unexplained.iter().min_by_key(|text| text.len()) {
            // Nothing explains it, but it may explain longer cells.
            options.insert((*shortest).to_owned());
        } else {
            break;
        }
    }
    options
}

/// Splits a cell into the options it joins; what is not known stays together, and a cell with
/// nothing known stays whole.
pub(super) fn split(text: &str, between: &str, options: &BTreeSet<String>) -> Vec<String> {
    let pieces = pieces(text, between, options);
    if pieces.iter().all(|piece| options.contains(piece)) { pieces } else { vec![text.to_owned()] }
}

/// The longest known options in a cell, and the runs between them.
fn pieces(text: &str, between: &str, options: &BTreeSet<String>) -> Vec<String> {
    let parts: Vec<&str> = text.split(between).collect();
    let mut pieces: Vec<String> = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let known = (at + 1..=parts.len()).rev().find(|end| {
            // A cell is no proof of itself.
            (at, *end) != (0, parts.len()) && options.contains(&parts[at..*end].join(between))
        });
        match known {
            Some(end) => {
                if !run.is_empty() {
                    pieces.push(std::mem::take(&mut run).join(between));
                }
                pieces.push(parts[at..end].join(between));
                at = end;
            }
            None => {
                run.push(parts[at]);
                at += 1;
            }
        }
    }
    if !run.is_empty() {
        pieces.push(run.join(between));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn splits(cells: &[&str]) -> Vec<Vec<String>> {
        let options = of(cells.iter().copied(), ", ");
        cells.iter().map(|cell| split(cell, ", ", &options)).collect()
    }

    #[test]
    fn options_are_found_again_even_with_the_joining_text_in_them() {
        let cells = [
            "Tekoäly, data ja arki, Kiertotalous",
            "Kiertotalous",
            "Tekoäly, data ja arki",
            "Tekoäly, data ja arki, Opinnäytetyöt",
            "Kiertotalous, Opinnäytetyöt",
        ];
        assert_eq!(
            splits(&cells),
            [
                vec!["Tekoäly, data ja arki", "Kiertotalous"],
                vec!["Kiertotalous"],
                vec!["Tekoäly, data ja arki"],
                vec!["Tekoäly, data ja arki", "Opinnäytetyöt"],
                vec!["Kiertotalous", "Opinnäytetyöt"],
            ]
        );
    }

    #[test]
    fn an_option_that_never_stands_alone_is_found_beside_one_that_does() {
        let cells = ["Replay, workshop", "workshop", "Replay, workshop"];
        assert_eq!(splits(&cells)[0], ["Replay", "workshop"]);
    }

    #[test]
    fn sentences_with_the_joining_text_in_them_stay_whole() {
        for cells in [
            &["Tulen vasta klo 10, terveisin Maija", "Kiitos!"][..],
            &["Kyllä, mielelläni", "Kyllä", "Ei"],
            &["Rivi 1, \"Maija\"", "Rivi 1, \"Eetu\""],
        ] {
            for (cell, answers) in cells.iter().zip(splits(cells)) {
                assert_eq!(answers, [*cell]);
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_whatever_the_cells_hold(cells in prop::collection::vec("[abc]{1,2}(, [abc]{1,2}){0,3}", 0..12)) {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            for (cell, answers) in cells.iter().zip(splits(&cells)) {
                prop_assert_eq!(&answers.join(", "), cell);
            }
        }
    }
}
