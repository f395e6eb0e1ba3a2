//! Paper of invented facts, by which a house look is judged before it is written.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use documents::model::{
    Attendance, Certificate, CertificateBatch, Day, Edition, Occasion, Phrase, ProgrammeBook,
    Session, SessionKind, Signatory, Speaker,
};
use documents::{Fonts, PreviewPage};
use domain::{Label, label};

/// The cover of a programme, a page of it and a certificate.
pub(super) fn pages(edition: &Edition, fonts: &Fonts) -> Vec<PreviewPage> {
    let programme = documents::lay_out_programme(&programme(edition), edition, fonts);
    let certificates = documents::lay_out_certificates(&certificates(edition), edition, fonts);
    let mut pages = documents::preview_pages(&programme, fonts);
    pages.truncate(2);
    pages.extend(documents::preview_batch_page(&certificates, 0, fonts));
    pages
}

const TITLE: Label = label("Yrityspäivä", "Företagsdag", "Company day");
const ABOUT: Label = label(
    "Päivä, jona yritykset, tutkijat ja opiskelijat löytävät toisensa.",
    "En dag då företag, forskare och studerande hittar varandra.",
    "A day on which companies, researchers and students find each other.",
);
const SESSIONS: [(Label, SessionKind); 4] = [
    (label("Avaus", "Öppning", "Opening"), SessionKind::Talk),
    (
        label(
            "Pienen yrityksen ensimmäinen tutkimushanke",
            "Ett litet företags första forskningsprojekt",
            "The first research project of a small company",
        ),
        SessionKind::Talk,
    ),
    (label("Kahvi", "Kaffe", "Coffee"), SessionKind::Break),
    (
        label(
            "Konenäkö lajittelulinjalla",
            "Maskinseende vid sorteringen",
            "Machine vision at work",
        ),
        SessionKind::Talk,
    ),
];

fn occasion(edition: &Edition) -> Occasion {
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap_or_default();
    Occasion {
        title: said(TITLE, edition),
        first_day: day,
        last_day: day,
        place: "Aurora-sali, Järvikampus".to_owned(),
        organiser: "Järvi-Suomen yliopisto".to_owned(),
        web_address: String::new(),
        funding: None,
    }
}

fn programme(edition: &Edition) -> ProgrammeBook {
    let occasion = occasion(edition);
    let date = occasion.first_day;
    let sessions = (0..).zip(SESSIONS).map(|(hour, (title, kind))| Session {
        starts: at(date, 9 + hour),
        ends: at(date, 10 + hour),
        title: said(title, edition),
        description: Phrase::new("", edition.languages.first),
        room: String::new(),
        kind,
        attendance: Attendance::Everyone,
        speakers: match kind {
            SessionKind::Talk => vec![Speaker {
                name: "Aino Åström".to_owned(),
                title: String::new(),
                organisation: "Järvi-Suomen yliopisto".to_owned(),
            }],
            SessionKind::Break => Vec::new(),
        },
    });
    ProgrammeBook {
        subtitle: Phrase::new("", edition.languages.first),
        kind: Phrase::new("", edition.languages.first),
        description: said(ABOUT, edition),
        tracks: Vec::new(),
        days: vec![Day { date, sessions: sessions.collect() }],
        practical: Vec::new(),
        map: None,
        partners: Vec::new(),
        occasion,
    }
}

fn certificates(edition: &Edition) -> CertificateBatch {
    let occasion = occasion(edition);
    CertificateBatch {
        content: SESSIONS
            .iter()
            .filter(|(_, kind)| *kind == SessionKind::Talk)
            .map(|(title, _)| said(*title, edition))
            .collect(),
        signatories: vec![Signatory {
            name: "Aino Åström".to_owned(),
            title: String::new(),
            signature: None,
        }],
        issued_place: "Järvikampus".to_owned(),
        issued_on: occasion.first_day,
        certificates: vec![Certificate {
            serial_number: "YP26-0000000".to_owned(),
            person_name: "Áile Niittyvuopio".to_owned(),
            organisation: "Saiva Data Oy".to_owned(),
            minutes: Some(180),
        }],
        occasion,
    }
}

fn said(label: Label, edition: &Edition) -> Phrase {
    let language = edition.languages.first;
    Phrase::new(label.text(language), language)
}

fn at(date: NaiveDate, hour: u32) -> NaiveDateTime {
    date.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
}
