//! What each counting rule counts, said in the languages of a report.

use domain::{Label, Language, label};

const SAID: &[(&str, Label)] = &[
    (
        "participants",
        label(
            "Eri henkilöt, jotka olivat läsnä hankkeen tapahtumissa; kukin kerran.",
            "Olika personer som var närvarande vid projektets evenemang; var och en en gång.",
            "Different people who were present at the project's events; each once.",
        ),
    ),
    (
        "participant_hours",
        label(
            "Läsnäolot hankkeen tapahtumissa ilman taukoja, täysinä tunteina.",
            "Närvaron vid projektets evenemang utan pauser, i hela timmar.",
            "Time present at the project's events without breaks, in whole hours.",
        ),
    ),
    (
        "companies",
        label(
            "Yritykset, joista joku oli läsnä; kukin kerran Y-tunnuksen mukaan.",
            "Företag från vilka någon var närvarande; vart och ett en gång enligt FO-nummer.",
            "Companies from which somebody was present; each once by its business ID.",
        ),
    ),
    (
        "supported_smes",
        label(
            "Läsnä olleet alle 250 hengen yritykset; kukin kerran Y-tunnuksen mukaan.",
            "Närvarande företag med under 250 anställda; vart och ett en gång enligt FO-nummer.",
            "Companies present with fewer than 250 staff; each once by its business ID.",
        ),
    ),
    (
        "events",
        label(
            "Hankkeen pidetyt tapahtumat, peruttuja lukuun ottamatta.",
            "Projektets hållna evenemang, utom inställda.",
            "Events held by the project, except those cancelled.",
        ),
    ),
    (
        "interactions",
        label(
            "Hankkeelle kirjatut yhteydenpidot.",
            "Kontakter som antecknats för projektet.",
            "Contacts noted under the project.",
        ),
    ),
    (
        "partnerships",
        label(
            "Kumppanuudet niiden organisaatioiden kanssa, jotka osallistuivat hankkeeseen.",
            "Partnerskap med de organisationer som deltog i projektet.",
            "Partnerships with the organisations that took part in the project.",
        ),
    ),
    (
        "theses",
        label(
            "Hankkeen valmistuneet opinnäytteet ja harjoittelut.",
            "Projektets färdiga lärdomsprov och praktikperioder.",
            "Theses and placements completed in the project.",
        ),
    ),
    (
        "hired",
        label(
            "Hankkeen opinnäytteiden ja harjoittelujen tekijät, jotka työllistyivät yritykseen.",
            "De som efter lärdomsprov eller praktik i projektet fick anställning i företaget.",
            "Those hired by the company after a thesis or placement in the project.",
        ),
    ),
    (
        "infrastructure_usages",
        label(
            "Hankkeelle kirjatut infran käyttökerrat.",
            "Användningar av infrastruktur som antecknats för projektet.",
            "Uses of infrastructure noted under the project.",
        ),
    ),
    (
        "opportunities",
        label(
            "Hankkeen toteutuneet yhteistyöaihiot.",
            "Projektets genomförda samarbeten.",
            "Cooperation completed in the project.",
        ),
    ),
    ("by_hand", label("Kirjattu käsin.", "Infört för hand.", "Entered by hand.")),
];

/// What a counting rule counts; nothing for one that a newer version declared.
pub(super) fn in_words(rule: &str, language: Language) -> &'static str {
    SAID.iter().find(|(name, _)| *name == rule).map_or("", |(_, label)| label.text(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_said() {
        for choice in domain::kinds::COUNTING_RULES {
            assert!(!in_words(choice.name, Language::Fi).is_empty(), "{}", choice.name);
        }
    }
}
