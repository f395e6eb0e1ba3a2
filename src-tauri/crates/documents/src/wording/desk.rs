//! What the report on indicators and the brief for a visit say of their own accord.

use domain::{Label, Language, label};

/// The kind of a report.
pub(crate) const INDICATOR_REPORT: Label =
    label("Indikaattoriraportti", "Indikatorrapport", "Indicator report");
/// Heads the table of all indicators.
pub(crate) const AT_A_GLANCE: Label = label("Yhdellä silmäyksellä", "I korthet", "At a glance");
/// Heads the column of indicators.
pub(crate) const INDICATOR: Label = label("Indikaattori", "Indikator", "Indicator");
/// Heads and precedes the number aimed at.
pub(crate) const TARGET: Label = label("Tavoite", "Mål", "Target");
/// Heads the number reached.
pub(crate) const REACHED: Label = label("Toteutunut", "Utfall", "Reached");
/// Heads the share of the target that is reached.
pub(crate) const SHARE: Label = label("Osuus", "Andel", "Share");
/// Heads the parts of the time.
pub(crate) const PERIOD: Label = label("Jakso", "Period", "Period");
/// Heads what a part of the time added.
pub(crate) const ADDED: Label = label("Lisäys", "Ökning", "Added");
/// Heads what was reached at the end of a part of the time.
pub(crate) const TOTAL: Label = label("Yhteensä", "Totalt", "Total");
/// Precedes who carries a project out.
pub(crate) const LEAD: Label = label("Toteuttaja", "Genomförare", "Carried out by");
/// Precedes how an indicator is counted.
pub(crate) const COUNTED: Label = label("Laskettu", "Beräknat", "Counted");

/// Says how the bars are read.
pub(crate) const HOW_TO_READ: Label = label(
    "Pylväs näyttää määrän jakson lopussa, sen tumma osa jakson lisäyksen. Katkoviiva on tavoite.",
    "Stapeln visar antalet i slutet av perioden, dess mörka del periodens ökning. Den streckade \
     linjen är målet.",
    "A bar shows the number at the end of a period, its dark part what the period added. The \
     dashed line is the target.",
);

/// The kind of a brief.
pub(crate) const VISIT_BRIEF: Label = label("Käyntimuistio", "Besöksunderlag", "Visit brief");
/// Heads what institutions and the company are to each other.
pub(crate) const PARTNERSHIP: Label = label("Kumppanuus", "Partnerskap", "Partnership");
/// Heads the institutions.
pub(crate) const INSTITUTION: Label = label("Korkeakoulu", "Högskola", "Institution");
/// Heads the stages.
pub(crate) const STAGE: Label = label("Vaihe", "Fas", "Stage");
/// Heads those who answer for a partnership.
pub(crate) const RESPONSIBLE: Label = label("Vastuuhenkilö", "Ansvarig", "Responsible");
/// Heads the next steps.
pub(crate) const NEXT_STEP: Label = label("Seuraava askel", "Nästa steg", "Next step");
/// Heads the people at the company.
pub(crate) const PEOPLE: Label = label("Henkilöt", "Personer", "People");
/// Heads the names of people.
pub(crate) const NAME: Label = label("Nimi", "Namn", "Name");
/// Heads the phones.
pub(crate) const PHONE: Label = label("Puhelin", "Telefon", "Phone");
/// Heads the addresses.
pub(crate) const EMAIL: Label = label("Sähköposti", "E-post", "E-mail");
/// What the reader of a brief must know of it (Regulation 2016/679, article 5).
pub(crate) const PERSONAL_DATA: Label = label(
    "Sisältää henkilötietoja: vain käynnin valmisteluun, hävitettävä sen jälkeen.",
    "Innehåller personuppgifter: endast för att förbereda besöket, förstörs därefter.",
    "Contains personal data: only for preparing the visit, to be destroyed afterwards.",
);

/// Says how many lines found no room.
pub(crate) fn and_more(count: usize, language: Language) -> String {
    match language {
        Language::Fi => format!("… ja {count} muuta"),
        Language::Sv => format!("… och {count} till"),
        Language::En => format!("… and {count} more"),
    }
}

/// What a bar chart is, said instead of it, before its figures.
pub(crate) fn bar_chart(name: &str, language: Language) -> String {
    match language {
        Language::Fi => format!("Pylväskaavio: {name}."),
        Language::Sv => format!("Stapeldiagram: {name}."),
        Language::En => format!("Bar chart: {name}."),
    }
}
