//! What pays for the work and what it is measured by.

use crate::FieldType::*;
use crate::{field, label};

choices! {
    /// The programme period of a project; it decides which logos and statements paper carries.
    PROGRAMME_PERIODS {
        "period_2014_2020" "2014–2020", "2014–2020", "2014–2020";
        "period_2021_2027" "2021–2027", "2021–2027", "2021–2027";
    }
}

choices! {
    /// What an indicator counts.
    COUNTING_RULES {
        "participants" "Osallistujat", "Deltagare", "Participants";
        "participant_hours" "Osallistujatunnit", "Deltagartimmar", "Participant hours";
        "companies" "Osallistuneet yritykset", "Deltagande företag", "Participating companies";
        "supported_smes" "Tuetut mikro-, pienet ja keskisuuret yritykset", "Mikroföretag samt små och medelstora företag som fått stöd", "Supported micro, small and medium-sized enterprises";
        "events" "Tapahtumat", "Evenemang", "Events";
        "interactions" "Yhteydenpidot", "Kontakter", "Interactions";
        "partnerships" "Kumppanuudet", "Partnerskap", "Partnerships";
        "theses" "Opinnäytteet ja harjoittelut", "Lärdomsprov och praktikperioder", "Theses and placements";
        "hired" "Yrityksiin työllistyneet", "Anställda i företag", "Hired by companies";
        "infrastructure_usages" "Infran käyttökerrat", "Användningar av infrastruktur", "Uses of infrastructure";
        "opportunities" "Toteutuneet yhteistyöt", "Genomförda samarbeten", "Completed cooperation";
        "by_hand" "Kirjataan käsin", "Förs in för hand", "Entered by hand";
    }
}

kind! {
    /// A funded project that events, contacts and theses are reported under.
    PROJECT = 14 "project", label("Hanke", "Projekt", "Project"), title ["name"],
    mod project {
        CODE = field(1, "code", label("Hankekoodi", "Projektkod", "Project code"), Text).searched();
        NAME = field(2, "name", label("Nimi", "Namn", "Name"), Text).required().searched();
        SHORT_NAME = field(3, "short_name", label("Lyhenne", "Förkortning", "Short name"), Text).searched();
        PROGRAMME_PERIOD = field(4, "programme_period", label("Ohjelmakausi", "Programperiod", "Programme period"), Choice(PROGRAMME_PERIODS));
        FUND = field(5, "fund", label("Rahasto", "Fond", "Fund"), Text);
        PRIORITY_AXIS = field(6, "priority_axis", label("Toimintalinja", "Insatsområde", "Priority axis"), Text);
        SPECIFIC_OBJECTIVE = field(7, "specific_objective", label("Erityistavoite", "Särskilt mål", "Specific objective"), Text);
        FUNDER = field(8, "funder", label("Rahoittaja", "Finansiär", "Funder"), Text);
        STARTS_ON = field(9, "starts_on", label("Alkaa", "Börjar", "Starts on"), Date).grouped("period");
        ENDS_ON = field(10, "ends_on", label("Päättyy", "Slutar", "Ends on"), Date).grouped("period");
        PARTNERS = field(11, "partners", label("Osatoteuttajat", "Deltagande genomförare", "Partners"), References("organisation"));
        LEAD = field(12, "lead", label("Päätoteuttaja", "Huvudgenomförare", "Lead organisation"), Reference("organisation"));
        LOGOS = field(13, "logos", label("Logot", "Logotyper", "Logos"), References("document"));
        DESCRIPTION = field(14, "description", label("Kuvaus", "Beskrivning", "Description"), LongText).searched();
    }
}

kind! {
    /// A number that a project answers for; computed from the records behind it.
    INDICATOR = 15 "indicator", label("Indikaattori", "Indikator", "Indicator"), title ["name"],
    mod indicator {
        PROJECT = field(1, "project", label("Hanke", "Projekt", "Project"), Reference("project")).required().parent();
        NAME = field(2, "name", label("Nimi", "Namn", "Name"), Text).required().searched();
        CODE = field(3, "code", label("Tunnus", "Kod", "Code"), Text).searched();
        UNIT = field(4, "unit", label("Yksikkö", "Enhet", "Unit"), Text);
        TARGET = field(5, "target", label("Tavoite", "Mål", "Target"), Integer);
        COUNTING_RULE = field(6, "counting_rule", label("Laskusääntö", "Beräkningsregel", "Counting rule"), Choice(COUNTING_RULES)).required();
        STARTS_ON = field(7, "starts_on", label("Jakso alkaa", "Perioden börjar", "Period starts on"), Date).grouped("period");
        ENDS_ON = field(8, "ends_on", label("Jakso päättyy", "Perioden slutar", "Period ends on"), Date).grouped("period");
        VALUE_BY_HAND = field(9, "value_by_hand", label("Käsin kirjattu arvo", "Värde infört för hand", "Value entered by hand"), Integer);
    }
}
