//! What column titles mean, in Finnish, Swedish and English, whatever tool wrote them.

use exchange::clean_title;

use crate::Role;

/// How surely a title means its role; the surer of two columns is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sureness {
    /// A word of the title resembles.
    Stem,
    /// The title is in the dictionary.
    Exact,
    /// The profile of the form tool, or a person, says so.
    Declared,
}

/// Makes titles comparable: lower case, blanks folded, without the number of the question, a
/// remark such as `(pakollinen)` and closing punctuation.
pub(crate) fn normalised(title: &str) -> String {
    let title = clean_title(title).to_lowercase();
    let digits = title.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let title = match title[digits..].strip_prefix(['.', ')']) {
        Some(rest) if digits > 0 && rest.starts_with(' ') => rest.trim_start(),
        _ => title.as_str(),
    };
    let mut title = title;
    for remark in ["(pakollinen)", "(obligatorisk)", "(required)", "(valinnainen)", "(optional)"] {
        title = title.strip_suffix(remark).unwrap_or(title).trim_end();
    }
    title.trim_end_matches([' ', ':', '*', '?', '.']).to_owned()
}

/// What a title means, if the dictionary knows.
pub(crate) fn role_of(title: &str) -> Option<(Role, Sureness)> {
    let title = normalised(title);
    if let Some((role, _)) = TITLES.iter().find(|(_, titles)| titles.contains(&title.as_str())) {
        return Some((*role, Sureness::Exact));
    }
    let words: Vec<&str> = title
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let starts = |stems: &[&str]| {
        words.iter().any(|word| stems.iter().any(|stem| word.trim_matches('-').starts_with(stem)))
    };
    // The longer a question, the likelier it is about something else than its words.
    if words.is_empty() || words.len() > 6 || starts(ABOUT_SOMETHING_ELSE) {
        return None;
    }
    let (first, last) = (starts(FIRST_NAME), starts(LAST_NAME));
    if last && (first || words.contains(&"etu-")) {
        let last_first =
            words.iter().position(|word| LAST_NAME.iter().any(|stem| word.starts_with(stem)))
                < words.iter().position(|word| {
                    word.starts_with("etu") || FIRST_NAME.iter().any(|stem| word.starts_with(stem))
                });
        let role = if last_first { Role::FullNameLastFirst } else { Role::FullName };
        return Some((role, Sureness::Stem));
    }
    let stems = STEMS.iter().find(|(_, stems)| {
        starts(stems) || stems.iter().any(|stem| stem.contains(' ') && title.contains(stem))
    });
    stems.map(|(role, _)| (*role, Sureness::Stem))
}

/// Words of titles that ask about a company or an address without asking for its name, or about
/// somebody's invoice.
const ABOUT_SOMETHING_ELSE: &[&str] = &[
    "lasku",
    "invoice",
    "billing",
    "faktur",
    "koko",
    "tyyppi",
    "toimiala",
    "size",
    "type",
    "storlek",
    "bransch",
    "kotisivu",
    "www",
    "website",
    "verkkosivu",
    "lisäosa",
    "vahvistettu",
    "verified",
    "toive",
    "miksi",
    "why",
    "varför",
    "lupa",
    "luovuttaa",
];

const FIRST_NAME: &[&str] = &["etunim", "förnamn", "firstname"];
const LAST_NAME: &[&str] = &["sukunim", "efternamn", "surname", "lastname"];

/// Whole titles, normalised.
const TITLES: &[(Role, &[&str])] = &[
    (
        Role::FirstName,
        &["etunimi", "etunimet", "first name", "first_name", "given name", "förnamn", "firstname"],
    ),
    (
        Role::LastName,
        &["sukunimi", "last name", "last_name", "family name", "surname", "efternamn", "lastname"],
    ),
    (
        Role::FullName,
        &[
            "nimi",
            "nimesi",
            "koko nimi",
            "name",
            "your name",
            "full name",
            "full_name",
            "osallistujan nimi",
            "attendee name",
            "participant",
            "osallistuja",
            "namn",
            "ditt namn",
            "namn på deltagare",
            "deltagare",
            "henkilö",
            "henkilön nimi",
        ],
    ),
    (
        Role::FullNameLastFirst,
        &["sukunimi etunimi", "sukunimi, etunimi", "efternamn förnamn", "efternamn, förnamn"],
    ),
    (
        Role::Email,
        &[
            "sähköposti",
            "sähköpostiosoite",
            "sähköpostiosoitteesi",
            "sähköpostisi",
            "s-posti",
            "sposti",
            "e-mail",
            "email",
            "mail",
            "email address",
            "e-mail address",
            "email_address",
            "attendee email",
            "osallistujan sähköposti",
            "e-post",
            "epost",
            "e-postadress",
            "e-post till deltagare",
        ],
    ),
    (
        Role::Phone,
        &[
            "puhelin",
            "puhelinnumero",
            "puhelinnumerosi",
            "puh",
            "puh.nro",
            "gsm",
            "matkapuhelin",
            "matkapuhelinnumero",
            "phone",
            "phone number",
            "phone_number",
            "mobile",
            "mobile phone",
            "mobile number",
            "cell phone",
            "telephone",
            "telefon",
            "telefonnummer",
            "mobil",
            "mobiltelefon",
            "mobilnummer",
        ],
    ),
    (
        Role::Organisation,
        &[
            "organisaatio",
            "organisaation nimi",
            "organisaatiosi",
            "yritys",
            "yrityksen nimi",
            "yrityksesi",
            "yhteisö",
            "työpaikka",
            "työnantaja",
            "taustaorganisaatio",
            "osallistujan yritys",
            "company",
            "company name",
            "attendee company",
            "affiliation",
            "affiliaatio",
            "organisation",
            "organization",
            "employer",
            "företag",
            "företagets namn",
            "arbetsgivare",
            "arbetsplats",
            "deltagarens företag",
            "toiminimi",
        ],
    ),
    (
        Role::BusinessId,
        &[
            "y-tunnus",
            "ytunnus",
            "y tunnus",
            "yrityksen y-tunnus",
            "organisaation y-tunnus",
            "business id",
            "business_id",
            "fo-nummer",
            "vat id",
            "alv-numero",
            "organisationsnummer",
        ],
    ),
    (
        Role::JobTitle,
        &[
            "titteli",
            "tehtävänimike",
            "tehtävä",
            "ammattinimike",
            "asema",
            "nimike",
            "position",
            "job title",
            "job_title",
            "title",
            "titel",
            "befattning",
            "role",
            "rooli",
            "roll",
            "työtehtävä",
        ],
    ),
    (
        Role::Diet,
        &[
            "ruokavalio",
            "erityisruokavalio",
            "erityisruokavaliot",
            "allergiat",
            "allergia",
            "ruoka-aineallergiat",
            "ruokarajoitteet",
            "diet",
            "dietary requirements",
            "dietary restrictions",
            "specialkost",
            "kost",
            "matallergier",
            "allergier",
            "allergies",
        ],
    ),
    (
        Role::Status,
        &[
            "tila",
            "status",
            "ilmoittautumisen tila",
            "state",
            "registration state",
            "attendee status",
        ],
    ),
    (Role::Confirmed, &["confirmed", "vahvistettu", "bekräftad"]),
    (
        Role::SubmittedAt,
        &[
            "aikaleima",
            "ilmoittautumispäivä",
            "ilmoittautumisaika",
            "ilmoittautunut",
            "lähetetty",
            "vastausaika",
            "timestamp",
            "submit date",
            "submitted",
            "submitted at",
            "submitted_at",
            "submit date (utc)",
            "completion time",
            "registration date",
            "order date",
            "submitdate",
            "created at",
            "created_at",
            "created date",
            "tidsstämpel",
            "inlämningsdatum",
            "anmäld",
            "anmälningstid",
            "aika",
        ],
    ),
    (
        Role::Key,
        &[
            "id",
            "tunnus",
            "nro",
            "no",
            "#",
            "vastaajanumero",
            "ilmoittautumisnumero",
            "registration id",
        ],
    ),
    (Role::EventCode, &["tapahtumakoodi", "event code", "event_code", "evenemangskod"]),
];

/// Beginnings of words, and phrases, for questions that people word as they like; the first that
/// fits is taken.
const STEMS: &[(Role, &[&str])] = &[
    (Role::FirstName, FIRST_NAME),
    (Role::LastName, LAST_NAME),
    (Role::FirstName, &["first name", "given name"]),
    (Role::LastName, &["last name", "family name"]),
    (Role::Email, &["sähköpost", "e-mail", "email", "e-post"]),
    (Role::Phone, &["puhelin", "matkapuhelin", "phone", "telefon", "mobil", "gsm"]),
    (Role::BusinessId, &["y-tunnu", "fo-nummer", "business id"]),
    (
        Role::Diet,
        &[
            "ruokaval",
            "erityisruokaval",
            "ruokaraj",
            "allergi",
            "ruoka-aineallergi",
            "diet",
            "specialkost",
        ],
    ),
    (Role::JobTitle, &["tehtävänimik", "titteli", "befattning", "job title", "ammattinimik"]),
    (
        Role::Organisation,
        &[
            "yritys",
            "organisaatio",
            "yhteisö",
            "työpaikka",
            "työnantaja",
            "company",
            "organisation",
            "organization",
            "företag",
            "employer",
        ],
    ),
    (Role::FullName, &["full name", "koko nimi", "osallistujan nimi"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_stands_under_two_roles() {
        let titles: Vec<&str> =
            TITLES.iter().flat_map(|(_, titles)| titles.iter().copied()).collect();
        let distinct: std::collections::BTreeSet<_> = titles.iter().collect();
        assert_eq!(distinct.len(), titles.len());
        for title in titles {
            assert_eq!(normalised(title), title);
        }
    }

    #[test]
    fn titles_are_recognised_as_people_word_them() {
        for (title, role) in [
            ("Etunimi", Some(Role::FirstName)),
            (" SUKUNIMI* ", Some(Role::LastName)),
            ("1. Sähköpostiosoite (pakollinen)", Some(Role::Email)),
            ("Mikä on etunimesi?", Some(Role::FirstName)),
            ("Entä sukunimesi? ", Some(Role::LastName)),
            ("Etu- ja sukunimi", Some(Role::FullName)),
            ("Sukunimi ja etunimi", Some(Role::FullNameLastFirst)),
            ("Yritys / yhteisö", Some(Role::Organisation)),
            ("Erityisruokavalio tai allergiat", Some(Role::Diet)),
            ("Do you have any dietary requirements?", Some(Role::Diet)),
            ("Puh.", Some(Role::Phone)),
            ("Yrityksen koko", None),
            ("Laskutusosoite: yritys", None),
            ("Miten saavut?", None),
            ("Minkä yrityksen edustajan haluat tavata?", None),
            ("Mitä yritys voi tarjota opiskelijoille ensi vuonna kanssamme?", None),
            ("", None),
        ] {
            assert_eq!(role_of(title).map(|(role, _)| role), role, "{title}");
        }
    }
}
