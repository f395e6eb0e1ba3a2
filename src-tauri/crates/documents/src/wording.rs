//! Every word that paper says of its own accord, in three languages.

pub(crate) mod desk;
pub(crate) mod lists;
mod programme;
pub(crate) mod route;
pub(crate) mod web_page;

use domain::Language;

use programme::ProgrammeWords;

/// The paper's own words in one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// Follows the event's name in the title of a programme.
    pub programme: &'static str,
    /// Follows the event's name in the title of its badges.
    pub badges: &'static str,
    /// Follows the event's name in the title of its name tents.
    pub name_tents: &'static str,
    /// Follows the event's name in the title of its door signs.
    pub door_signs: &'static str,
    /// What the pages of a programme say.
    pub pages: &'static ProgrammeWords,
    /// Heads the column of times.
    pub time: &'static str,
    /// Heads the only column where there are no tracks.
    pub session: &'static str,
    /// Names a track that has neither name nor room; its number follows.
    pub track: &'static str,
    /// Heads the list of sessions.
    pub sessions: &'static str,
    /// Heads a description too long for the cover.
    pub about: &'static str,
    /// Heads the practical notes.
    pub practical: &'static str,
    /// The title of a certificate.
    pub certificate: &'static str,
    /// Stands between a person and the event.
    pub has_attended: &'static str,
    /// Precedes the length of attendance.
    pub extent: &'static str,
    /// Heads what was taught.
    pub content: &'static str,
    /// Precedes the serial number.
    pub serial_number: &'static str,
    /// Precedes the name of one whose signature is shown.
    pub signature_of: &'static str,
    /// Precedes the code of the paying project.
    pub project_code: &'static str,
    /// Precedes the financier.
    pub financier: &'static str,
    /// What a screen reader says of the emblem.
    pub emblem: &'static str,
    /// The statement of 2021–2027 (Regulation 2021/1060, annex IX).
    pub co_funded: &'static str,
    /// The Union's name, beside the emblem in 2014–2020.
    pub european_union: &'static str,
    /// The fund's name, beside the emblem in 2014–2020.
    pub social_fund: &'static str,
    /// The name of the other structural fund beside the emblem in 2014–2020.
    pub regional_fund: &'static str,
    /// The slogan of the Finnish structural fund programme 2014–2020.
    pub leverage: &'static str,
}

const FI: Words = Words {
    programme: "ohjelma",
    badges: "nimilaput",
    name_tents: "pöytänimikyltit",
    door_signs: "ovikyltit",
    pages: &programme::FI,
    time: "Aika",
    session: "Ohjelma",
    track: "Rata",
    sessions: "Esitykset",
    about: "Tapahtumasta",
    practical: "Hyvä tietää",
    certificate: "Osallistumistodistus",
    has_attended: "on osallistunut tapahtumaan",
    extent: "Laajuus",
    content: "Sisältö",
    serial_number: "Todistuksen numero",
    signature_of: "Allekirjoitus:",
    project_code: "Hankekoodi",
    financier: "Rahoittaja",
    emblem: "Euroopan unionin lippu",
    co_funded: "Euroopan unionin osarahoittama",
    european_union: "Euroopan unioni",
    social_fund: "Euroopan sosiaalirahasto",
    regional_fund: "Euroopan aluekehitysrahasto",
    leverage: "Vipuvoimaa EU:lta",
};

const SV: Words = Words {
    programme: "program",
    badges: "namnbrickor",
    name_tents: "bordsskyltar",
    door_signs: "dörrskyltar",
    pages: &programme::SV,
    time: "Tid",
    session: "Program",
    track: "Spår",
    sessions: "Programpunkter",
    about: "Om evenemanget",
    practical: "Bra att veta",
    certificate: "Deltagarintyg",
    has_attended: "har deltagit i",
    extent: "Omfattning",
    content: "Innehåll",
    serial_number: "Intygets nummer",
    signature_of: "Underskrift:",
    project_code: "Projektkod",
    financier: "Finansiär",
    emblem: "Europeiska unionens flagga",
    co_funded: "Medfinansieras av Europeiska unionen",
    european_union: "Europeiska unionen",
    social_fund: "Europeiska socialfonden",
    regional_fund: "Europeiska regionala utvecklingsfonden",
    leverage: "Hävkraft från EU",
};

const EN: Words = Words {
    programme: "programme",
    badges: "badges",
    name_tents: "name tents",
    door_signs: "door signs",
    pages: &programme::EN,
    time: "Time",
    session: "Programme",
    track: "Track",
    sessions: "Sessions",
    about: "About the event",
    practical: "Good to know",
    certificate: "Certificate of attendance",
    has_attended: "has attended",
    extent: "Extent",
    content: "Content",
    serial_number: "Certificate number",
    signature_of: "Signature:",
    project_code: "Project code",
    financier: "Financier",
    emblem: "Flag of the European Union",
    co_funded: "Co-funded by the European Union",
    european_union: "European Union",
    social_fund: "European Social Fund",
    regional_fund: "European Regional Development Fund",
    leverage: "Leverage from the EU",
};

/// The paper's own words in `language`.
pub(crate) const fn words(language: Language) -> &'static Words {
    match language {
        Language::Fi => &FI,
        Language::Sv => &SV,
        Language::En => &EN,
    }
}
