//! What form tools call the states of a registration.

use crate::Status;

/// Words of form tools, lower case, in the languages their exports come in.
const WORDS: &[(Status, &[&str])] = &[
    (
        Status::Confirmed,
        &[
            "maksettu",
            "odottaa (vahvistettu)",
            "valmis",
            "vahvistettu",
            "hyväksytty",
            "ilmoittautunut",
            "osallistuu",
            "kirjattu sisään",
            "paid",
            "pending (confirmed)",
            "completed",
            "complete",
            "confirmed",
            "accepted",
            "approved",
            "attending",
            "checked in",
            "active",
            "registered",
            "betald",
            "väntar (bekräftad)",
            "färdigställd",
            "bekräftad",
            "godkänd",
            "anmäld",
            "deltar",
            "p",
        ],
    ),
    (
        Status::Waiting,
        &[
            "odottaa",
            "odottaa hyväksyntää",
            "odottaa maksua",
            "odottaa kuponkia",
            "jonossa",
            "varasijalla",
            "varalla",
            "pending",
            "approval pending",
            "awaiting payment",
            "awaiting_payment",
            "waiting",
            "waiting list",
            "waitlisted",
            "on waiting list",
            "waiting for voucher",
            "avvaktande",
            "väntar godkännande",
            "avvaktar betalning",
            "väntelista",
            "på väntelista",
            "på reservplats",
            "n",
        ],
    ),
    (
        Status::Cancelled,
        &[
            "peruutettu",
            "peruttu",
            "perunut",
            "peruuttanut",
            "vanhentunut",
            "hylätty",
            "poistettu",
            "ei osallistu",
            "canceled",
            "cancelled",
            "expired",
            "rejected",
            "withdrawn",
            "refunded",
            "not attending",
            "deleted",
            "declined",
            "avbokad",
            "utgången",
            "avvisad",
            "återkallad",
            "inställd",
            "annullerad",
            "deltar inte",
            "c",
            "e",
        ],
    ),
    (
        Status::Unfinished,
        &["kesken", "keskeneräinen", "partial", "incomplete", "oavslutad", "ofullständig"],
    ),
];

/// Reads a status word; none for a word no form tool is known to use.
pub(crate) fn read(text: &str) -> Option<Status> {
    let word = text.trim().to_lowercase();
    let known = WORDS.iter().find(|(_, words)| words.contains(&word.as_str()));
    known.map(|(status, _)| *status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_means_one_thing() {
        let words: Vec<&str> = WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        let distinct: std::collections::BTreeSet<_> = words.iter().collect();
        assert_eq!(distinct.len(), words.len());
        assert!(words.iter().all(|word| *word == word.to_lowercase()));
    }

    #[test]
    fn words_of_form_tools_are_read() {
        assert_eq!(read(" Odottaa hyväksyntää"), Some(Status::Waiting));
        assert_eq!(read("odottaa (vahvistettu)"), Some(Status::Confirmed));
        assert_eq!(read("Utgången"), Some(Status::Cancelled));
        assert_eq!(read("ehkä"), None);
    }
}
