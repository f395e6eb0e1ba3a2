//! What tells the screens to read again.

use std::collections::BTreeSet;

use domain::kinds;
use store::Outcome;

/// Something that a screen shows may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Names of kinds of records, `inbox` or `workspace`.
    pub topics: BTreeSet<String>,
    /// `window`, `inbox` or `share`.
    pub origin: String,
}

impl Changed {
    /// One topic that is no kind of record.
    pub fn topic(topic: &str, origin: &str) -> Changed {
        Changed { topics: BTreeSet::from([topic.to_owned()]), origin: origin.to_owned() }
    }

    /// The kinds that an action touched.
    pub fn by(outcome: &Outcome, origin: &str) -> Changed {
        let kinds = outcome.topics.iter().filter_map(|topic| kinds::kind_by_id(topic.kind));
        Changed {
            topics: kinds.map(|kind| kind.name.to_owned()).collect(),
            origin: origin.to_owned(),
        }
    }
}
