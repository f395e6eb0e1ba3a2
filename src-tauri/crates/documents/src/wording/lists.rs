//! What lists of people say of their own accord.

use domain::{Label, Language, label};

/// The kind of a list to be signed.
pub(crate) const ATTENDANCE_LIST: Label =
    label("Osallistujaluettelo", "Närvarolista", "Attendance list");
/// The kind of a list to be ticked at the door.
pub(crate) const CHECK_IN_LIST: Label =
    label("Saapumisluettelo", "Avprickningslista", "Check-in list");
/// Heads the running numbers.
pub(crate) const NUMBER: Label = label("Nro", "Nr", "No.");
/// Heads the names.
pub(crate) const NAME: Label = label("Nimi", "Namn", "Name");
/// Heads the organisations.
pub(crate) const ORGANISATION: Label = label("Organisaatio", "Organisation", "Organisation");
/// Heads the places to sign.
pub(crate) const SIGNATURE: Label = label("Allekirjoitus", "Underskrift", "Signature");
/// Heads the boxes to tick.
pub(crate) const PRESENT: Label = label("Paikalla", "På plats", "Here");
/// Heads remarks for those at the door.
pub(crate) const REMARK: Label = label("Huomautus", "Anmärkning", "Remark");
/// What a list of names is for, said to those who sign it (Regulation 2016/679, article 13).
pub(crate) const PURPOSE: Label = label(
    "Luettelo osoittaa, ketkä osallistuivat. Sitä käytetään vain tapahtuman ja sen rahoituksen \
     raportointiin.",
    "Listan visar vilka som deltog. Den används bara för att rapportera om evenemanget och dess \
     finansiering.",
    "This list shows who attended. It is used only to report on the event and its funding.",
);
/// Asks participants of a project to enter their own data.
pub(crate) const REPORT_YOURSELF: Label = label(
    "Ilmoita itse osallistumisesi hankkeeseen",
    "Anmäl själv ditt deltagande i projektet",
    "Report your own participation in the project",
);
/// Precedes the address that a code leads to, where a screen reader speaks of the code.
pub(crate) const QR_CODE: Label = label("QR-koodi", "QR-kod", "QR code");
/// Precedes the line on which those who came are counted.
pub(crate) const ARRIVED: Label = label("Saapuneita", "Anlända", "Arrived");
/// How many names a list has.
pub(crate) fn names(count: usize, language: Language) -> String {
    match (language, count) {
        (Language::Fi, 1) => "Luettelossa 1 nimi".to_owned(),
        (Language::Fi, _) => format!("Luettelossa {count} nimeä"),
        (Language::Sv, _) => format!("{count} namn i listan"),
        (Language::En, 1) => "1 name on the list".to_owned(),
        (Language::En, _) => format!("{count} names on the list"),
    }
}
