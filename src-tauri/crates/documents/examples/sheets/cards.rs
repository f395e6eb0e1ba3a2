//! Badges, name tents and door signs of the sample event, for people with short, long and rare names;
//! every person is invented.

use documents::model::{
    Attendance, Badge, BadgeBack, BadgeBook, Door, DoorBook, Languages, NameTent, Phrase, Session,
    Slot, TentBook,
};
use documents::stock::Stock;
use domain::Language;

use crate::sample;

/// Name, title and organisation.
pub const PEOPLE: [[&str; 3]; 12] = [
    ["Aino Mäkelä-Åström", "tutkimuspäällikkö", "Itä-Suomen yliopisto"],
    ["Áile Ŋuohtti", "ovdaolmmoš", "Sámi allaskuvla"],
    ["Nguyễn Thị Hồng Ánh", "kehitysjohtaja", "Công ty Ửng Đỗ Oy"],
    [
        "Maximilian Alexander von Hohenlohe-Waldenburg-Schillingsfürst",
        "kansainvälisten kumppanuuksien ja rahoitusasioiden erityisasiantuntija",
        "Pohjois-Karjalan ammatillisen koulutuksen ja elinikäisen oppimisen kehittämisyhdistys ry",
    ],
    ["Bo Ek", "", ""],
    ["Žofia Šimkus", "yrittäjä", ""],
    ["Александра Ковалёва", "", "Петрозаводский университет"],
    ["محمد الأحمد", "insinööri", "Savon Konepaja Oy"],
    ["Eetu Rantanen", "", "Karelia-ammattikorkeakoulu"],
    ["Marja-Liisa Öhman", "suunnittelija", "Joensuun kaupunki"],
    ["Kirsi-Marja Vuorenmaa-Lappalainen", "toimitusjohtaja", "Kallavesi Analytics Oy"],
    ["Λυδία Παπαδοπούλου", "professori", "Πανεπιστήμιο Κρήτης"],
];

/// Name tents for all of them.
pub fn tents(languages: impl Into<Languages>) -> TentBook {
    let tents = PEOPLE.map(|[name, title, organisation]| NameTent {
        name: name.into(),
        title: title.into(),
        organisation: organisation.into(),
    });
    TentBook { occasion: sample::occasion(languages), tents: tents.into() }
}

/// Signs of two rooms of the sample programme, and of one whose day is too full for a sheet.
pub fn doors(languages: impl Into<Languages>) -> DoorBook {
    let languages = languages.into();
    let book = sample::programme(languages);
    let guidance = match languages.first {
        Language::Fi => "2. kerros, hissi aulan vasemmalla puolella. Salissa on induktiosilmukka.",
        Language::Sv => "Andra våningen, hissen till vänster i aulan. Salen har hörslinga.",
        Language::En => "Second floor, lift on the left of the lobby. The hall has a hearing loop.",
    };
    let slot = |session: &Session| Slot {
        starts: session.starts.time(),
        ends: session.ends.time(),
        title: session.title.clone(),
        speakers: session.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
    };
    let held = |day: usize, track: usize| -> Vec<Slot> {
        let here = |session: &&Session| match session.attendance {
            Attendance::Everyone => true,
            Attendance::Track(other) => other == track,
        };
        book.days[day].sessions.iter().filter(here).map(slot).collect()
    };
    let door = |room: &str, day: usize, slots: Vec<Slot>| Door {
        room: room.into(),
        guidance: guidance.into(),
        day: book.days[day].date,
        slots,
    };
    // Short talks all day long, one every twenty minutes.
    let mut full: Vec<Slot> = (0..3).flat_map(|track| held(0, track)).collect();
    full.retain(|slot| !slot.speakers.is_empty());
    let opening = book.days[0].sessions[0].starts.time();
    for (index, slot) in full.iter_mut().enumerate() {
        slot.starts = opening + chrono::Duration::minutes(20 * index as i64);
        slot.ends = slot.starts + chrono::Duration::minutes(20);
    }
    let mut doors = vec![
        door(&book.tracks[0].room, 0, held(0, 0)),
        door("Aurora C 202", 1, held(1, 1).into_iter().take(2).collect()),
        door("Pohjois-Karjalan kauppakamarin kokoustila Kolinlaakso", 0, full),
    ];
    doors[1].guidance.clear();
    DoorBook { occasion: book.occasion, doors }
}

/// Badges for all of [`PEOPLE`] on sheets of `stock`; some have a role.
pub fn badges(languages: impl Into<Languages>, stock: Stock) -> BadgeBook {
    let languages = languages.into();
    let roles = |language: Language| match language {
        Language::Fi => ["Puhuja", "Järjestäjä", "Näytteilleasettaja"],
        Language::Sv => ["Talare", "Arrangör", "Utställare"],
        Language::En => ["Speaker", "Organiser", "Exhibitor"],
    };
    let badges = PEOPLE.iter().enumerate().map(|(index, [name, _, organisation])| {
        let (first_name, last_name) = match name.rsplit_once(' ') {
            _ if name.starts_with("Nguyễn") => ("Thị Hồng Ánh", "Nguyễn"),
            _ if name.starts_with("Maximilian") => {
                ("Maximilian Alexander", "von Hohenlohe-Waldenburg-Schillingsfürst")
            }
            Some(parts) => parts,
            None => (*name, ""),
        };
        let role = (index % 2 == 1).then(|| {
            let role = Phrase::new(roles(languages.first)[index / 2 % 3], languages.first);
            match languages.second {
                Some(second) => role.with(roles(second)[index / 2 % 3], second),
                None => role,
            }
        });
        Badge {
            first_name: first_name.into(),
            last_name: last_name.into(),
            organisation: (*organisation).into(),
            role,
        }
    });
    BadgeBook {
        occasion: sample::occasion(languages),
        badges: badges.collect(),
        stock,
        used_cells: 0,
        back: BadgeBack::Blank,
    }
}
