//! pretix: order data (its positions name the people), check-in lists, waiting lists.
//!
//! Headers follow the event's language and fall back to another in the middle of a row, so every
//! title stands in all the languages it may come in.

use super::{MultipleChoice, Profile};
use crate::{Role, Status};

const EVENT: &[&str] = &["event slug", "tapahtuman tunniste", "förkortning för evenemanget"];
const ORDER: &[&str] = &["order code", "tilauskoodi", "bokningsnummer"];
const POSITION: &[&str] = &["position id", "paikkatunniste", "positions-id"];
const ATTENDEE: &[&str] = &["attendee name", "osallistujan nimi", "namn på deltagare"];
const PHONE: &[&str] = &["phone number", "puhelinnumero", "telefonnummer"];
const DATE: &[&str] = &["order date", "tilauksen päivämäärä", "bokningsdatum"];
const TIME: &[&str] = &["order time", "tilauksen aika", "tid för bokning"];
const STATUS: &[&str] = &["status", "tila"];
const EMAIL: &[&str] = &["email", "e-mail", "sähköposti", "e-post"];
const GIVEN: &[&str] = &[
    "attendee name: given name",
    "osallistujan nimi: etunimi",
    "namn på deltagare: förnamn",
    "attendee name: first name",
];
const FAMILY: &[&str] = &[
    "attendee name: family name",
    "osallistujan nimi: sukunimi",
    "namn på deltagare: efternamn",
    "attendee name: last name",
];

/// Titles that say nothing about the person.
const IGNORED: &[&str] = &[
    "event name",
    "tapahtuman nimi",
    "event namn",
    "product",
    "tuote",
    "produkt",
    "product id",
    "tuotetunnus",
    "produkt id",
    "variation",
    "variaatio",
    "variation id",
    "variaation tunniste",
    "variations id",
    "price",
    "hinta",
    "pris",
    "tax rate",
    "tax rule",
    "tax value",
    "veroprosentti",
    "verosääntö",
    "verotusarvo",
    "skattesats",
    "skatteregel",
    "skattevärde",
    "address",
    "osoite",
    "adress",
    "zip code",
    "postinumero",
    "postnummer",
    "city",
    "kaupunki",
    "stad",
    "country",
    "maa",
    "land",
    "state",
    "maakunta",
    "region",
    "voucher",
    "kuponki",
    "kuponkikoodi",
    "kupong",
    "kupongkod",
    "voucher code",
    "voucher budget usage",
    "voucher tag",
    "ticket secret",
    "lipun salaisuus",
    "klient-hemlighet",
    "secret",
    "salaisuus",
    "blocked",
    "blokattu",
    "blockad",
    "order comment",
    "tilauksen kommentti",
    "bokningskommentar",
    "comment",
    "kommentti",
    "follow-up date",
    "seurantapäivämäärä",
    "uppföljningsdatum",
    "sales channel",
    "myyntikanavat",
    "säljkanal",
    "email address verified",
    "sähköpostiosoite vahvistettu",
    "email adress verifierad",
    "external customer id",
    "asiakastunnus",
    "externt kund id",
    "check-in lists",
    "ilmoittautumisluettelot",
    "incheckningslistor",
    "payment providers",
    "maksunvälittäjät",
    "betalningsleverantörer",
    "position order link",
    "checked in",
    "checked out",
    "kirjattu sisään",
    "kirjattu ulos",
    "incheckad",
    "utcheckad",
    "automatically checked in",
    "automaattisesti kirjattu sisään",
    "automatiskt incheckad",
    "requires special attention",
    "vaatii erityishuomiota",
    "check-in text",
    "ilmoittautumis teksti",
    "priority",
    "etusija",
    "prioritet",
    "start date",
    "end date",
    "alkupäivämäärä",
    "loppupäivämäärä",
    "startdatum",
    "slutdatum",
    "date",
    "päivämäärä",
    "datum",
];

/// Beginnings of titles that say nothing about the person.
const IGNORED_BEGINNINGS: &[&str] = &[
    "pseudonym",
    "seat ",
    "istuin",
    "istuimen",
    "paikkavyöhyke",
    "paikkarivi",
    "paikkanumero",
    "stol ",
    "valid from",
    "valid until",
    "voimassa alkaen",
    "voimassa kunnes",
    "giltig ",
    "add-on to",
    "lisäosa työtehtävään",
    "invoice address",
    "laskun osoite",
    "laskutusosoit",
    "fakturaadress",
    "faktureringsadress",
    "postnummer för fakturan",
    "attendee name:",
    "osallistujan nimi:",
    "namn på deltagare:",
];

const COMMON: Profile = Profile {
    ignored: IGNORED,
    ignored_beginnings: IGNORED_BEGINNINGS,
    guarded: true,
    named_only: true,
    multiple_choice: MultipleChoice::ColumnPerOption(" – "),
    ..Profile::COMMON
};

/// The second sheet of the order data, or its csv file: one row a person.
pub(super) static POSITIONS: Profile = Profile {
    name: "pretix",
    signature: &[ORDER, POSITION, ATTENDEE],
    columns: &[
        (Role::EventCode, EVENT),
        (Role::Key, ORDER),
        (Role::KeyPart, POSITION),
        (Role::Status, STATUS),
        (Role::BuyerEmail, EMAIL),
        (Role::BuyerPhone, PHONE),
        (Role::SubmittedDate, DATE),
        (Role::SubmittedTime, TIME),
        (Role::FullName, ATTENDEE),
        (Role::FirstName, GIVEN),
        (Role::LastName, FAMILY),
        (
            Role::Email,
            &[
                "attendee email",
                "attendee e-mail",
                "osallistujan sähköposti",
                "e-post till deltagare",
            ],
        ),
        (Role::Organisation, &["attendee company", "osallistujan yritys", "deltagarens företag"]),
        (Role::BusinessId, &["vat id", "alv-numero", "organisationsnummer"]),
        (Role::Language, &["order locale", "tilauksen kieli", "språk på bokningen"]),
    ],
    ..COMMON
};

/// The first sheet: one row an order, without the people in it.
pub(super) static ORDERS: Profile = Profile {
    name: "pretix-orders",
    signature: &[
        EVENT,
        ORDER,
        &["order total", "tilauksen summa", "bokningssumma", "totalt", "summa"],
    ],
    no_people: true,
    ..COMMON
};

/// The third sheet: fees.
pub(super) static FEES: Profile = Profile {
    name: "pretix-fees",
    signature: &[EVENT, ORDER, &["fee type", "kulutyyppi", "avgiftstyp"]],
    no_people: true,
    ..COMMON
};

/// A check-in list: no position numbers, and the buyer's address where the person gave none.
pub(super) static CHECK_IN: Profile = Profile {
    name: "pretix-check-in",
    signature: &[
        ORDER,
        ATTENDEE,
        &["checked in", "kirjattu sisään", "incheckad"],
        &["checked out", "kirjattu ulos", "utcheckad"],
    ],
    columns: &[
        (Role::Order, ORDER),
        (Role::FullName, ATTENDEE),
        (Role::FirstName, GIVEN),
        (Role::LastName, FAMILY),
        (Role::Confirmed, &["paid", "maksettu", "betald"]),
        (Role::Email, EMAIL),
        (Role::BuyerPhone, PHONE),
        (Role::Organisation, &["company", "yritys", "företag"]),
        (Role::SubmittedDate, DATE),
        (Role::SubmittedTime, TIME),
    ],
    multiple_choice: MultipleChoice::Joined(", "),
    ..COMMON
};

/// A waiting list.
pub(super) static WAITING_LIST: Profile = Profile {
    name: "pretix-waiting-list",
    signature: &[
        EVENT,
        &["priority", "etusija", "prioritet"],
        &["voucher code", "kuponkikoodi", "kupongkod"],
    ],
    columns: &[
        (Role::SubmittedAt, &["date", "päivämäärä", "datum"]),
        (Role::EventCode, EVENT),
        (Role::FullName, &["name", "nimi", "namn"]),
        (Role::Email, EMAIL),
        (Role::Phone, PHONE),
        (Role::Ignored, STATUS),
        (Role::Language, &["locale", "language", "kieli", "språk"]),
    ],
    default_status: Status::Waiting,
    ..COMMON
};
