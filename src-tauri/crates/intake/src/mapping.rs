//! What a person said of the columns of one sort of file, and when it holds for another file.

use std::collections::{BTreeMap, BTreeSet};

use domain::RecordId;
use exchange::dates::Order;
use exchange::{Header, Title};
use serde::{Deserialize, Serialize};

use crate::dictionary::normalised;
use crate::{Role, Status};

/// What a person said of the columns of one sort of file.
///
/// Columns are named by [`Mapping::key`]; a column that is not named is understood as if nothing
/// had been said. It is kept as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// What columns are for.
    pub columns: BTreeMap<String, Role>,
    /// What stands between several answers of one cell, by column.
    pub separators: BTreeMap<String, String>,
    /// What comes first in dates such as `5/10/2026`; never [`Order::Undecidable`].
    pub order: Option<Order>,
    /// What words of the status column mean, in lower case.
    pub statuses: BTreeMap<String, Status>,
}

/// A mapping that was kept, and the headers it was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The record that keeps it.
    pub id: RecordId,
    /// The signature of the headers it was made for.
    pub headers: BTreeSet<String>,
    /// What was said.
    pub mapping: Mapping,
}

/// The mapping that a file was read by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The record that keeps it; none where a person says it of this file only.
    pub id: Option<RecordId>,
    /// What it says.
    pub mapping: Mapping,
}

/// How alike two signatures must be, in hundredths, for a mapping to be offered.
pub const OFFERED_FROM: u32 = 80;

impl Mapping {
    /// The name of a column in a mapping: its title as it is compared, `yritys (2)` for the second
    /// of one title; empty where the column has no title.
    pub fn key(title: &str, ordinal: u32) -> String {
        let title = normalised(title);
        if ordinal > 1 && !title.is_empty() { format!("{title} ({ordinal})") } else { title }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Mapping::default()
    }

    /// What everything that is read by it follows from, together with the file.
    pub fn fingerprint(&self) -> [u8; 32] {
        // Sorted maps of texts always have one JSON.
        *blake3::hash(serde_json::to_string(self).unwrap_or_default().as_bytes()).as_bytes()
    }
}

/// The name of a header's column in a mapping; of one without a title its place, `[3]`.
pub(crate) fn column_key(title: &Title, column: usize) -> String {
    match &title.group {
        Some(group) => Mapping::key(&format!("{group} – {}", title.text), title.ordinal),
        None if title.text.is_empty() => format!("[{}]", column + 1),
        None => Mapping::key(&title.text, title.ordinal),
    }
}

/// The signature of a header: the names of its columns, in whatever order they stand.
pub(crate) fn signature(header: &Header) -> BTreeSet<String> {
    let titled = header.titles.iter().enumerate().filter(|(_, title)| !title.text.is_empty());
    titled.map(|(column, title)| column_key(title, column)).collect()
}

/// How alike two signatures are, in hundredths: what they have in common of all that they name.
pub fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> u32 {
    let all = one.union(other).count();
    let common = one.intersection(other).count();
    u32::try_from((common * 100).checked_div(all).unwrap_or(0)).unwrap_or(0)
}

/// The mapping that was made for headers most like these, and how alike they are, from
/// [`OFFERED_FROM`]; of several the one with the lowest id, so that every workstation offers the
/// same.
pub fn most_alike<'r>(
    remembered: &'r [Remembered],
    headers: &BTreeSet<String>,
) -> Option<(&'r Remembered, u32)> {
    let alike = remembered.iter().map(|one| (one, likeness(&one.headers, headers)));
    let offered = alike.filter(|(_, likeness)| *likeness >= OFFERED_FROM);
    offered.max_by_key(|(one, likeness)| (*likeness, std::cmp::Reverse(one.id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(text: &str) -> BTreeSet<String> {
        text.split(';').map(|title| Mapping::key(title, 1)).collect()
    }

    fn remembered(id: u8, text: &str) -> Remembered {
        Remembered {
            id: RecordId::from_bytes([id; 16]),
            headers: headers(text),
            mapping: Mapping::default(),
        }
    }

    #[test]
    fn titles_that_differ_in_writing_alone_have_one_key() {
        for title in ["1. Kuka tulee? *", "Kuka  tulee", "kuka tulee:"] {
            assert_eq!(Mapping::key(title, 1), "kuka tulee");
        }
        assert_eq!(Mapping::key("Yritys", 2), "yritys (2)");
        assert_eq!(Mapping::key("  ", 2), "");
    }

    #[test]
    fn likeness_is_what_headers_have_in_common() {
        let ten = headers("a;b;c;d;e;f;g;h;i;j");
        assert_eq!(likeness(&ten, &ten), 100);
        assert_eq!(likeness(&ten, &headers("a;b;c;d;e;f;g;h")), 80);
        assert_eq!(likeness(&ten, &headers("x")), 0);
        assert_eq!(likeness(&BTreeSet::new(), &BTreeSet::new()), 0);
    }

    #[test]
    fn the_mapping_of_the_likest_headers_is_offered_from_four_fifths() {
        let known = [remembered(1, "a;b;c;d;e"), remembered(2, "a;b;c;d;e;f"), remembered(3, "z")];
        let (found, alike) = most_alike(&known, &headers("a;b;c;d;e;f")).unwrap();
        assert_eq!((found.id, alike), (known[1].id, 100));
        let (found, alike) = most_alike(&known, &headers("a;b;c;d")).unwrap();
        assert_eq!((found.id, alike), (known[0].id, 80));
        assert_eq!(most_alike(&known, &headers("a;b;c")), None);
    }

    #[test]
    fn a_mapping_is_read_back_as_it_was_kept() {
        let mapping = Mapping {
            columns: [("kuka".to_owned(), Role::FullName)].into(),
            separators: [("aiheet".to_owned(), "/".to_owned())].into(),
            order: Some(Order::MonthDay),
            statuses: [("ok".to_owned(), Status::Confirmed)].into(),
        };
        let kept = serde_json::to_string(&mapping).unwrap();
        assert_eq!(serde_json::from_str::<Mapping>(&kept).unwrap(), mapping);
        assert_ne!(mapping.fingerprint(), Mapping::default().fingerprint());
        assert!(Mapping::default().is_empty() && !mapping.is_empty());
    }
}
