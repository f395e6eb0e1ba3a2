//! A rich programme and its certificates, in three languages; every person and firm is invented.

use chrono::{NaiveDate, NaiveDateTime};
use documents::model::{
    Attendance, Certificate, CertificateBatch, Day, Edition, Fund, Funding, House, Languages,
    Occasion, Phrase, PracticalNote, ProgrammeBook, ProgrammePeriod, Session, SessionKind,
    Signatory, Speaker, Track,
};
use documents::picture::Picture;
use domain::Language;

#[path = "pictures.rs"]
mod pictures;

struct Texts {
    title: &'static str,
    subtitle: &'static str,
    kind: &'static str,
    place: &'static str,
    description: &'static str,
    tracks: [[&'static str; 2]; 3],
    coffee: &'static str,
    lunch: &'static str,
    registration: &'static str,
    talks: [[&'static str; 2]; 8],
    notes: [[&'static str; 2]; 3],
    titles: [&'static str; 3],
}

const FI: Texts = Texts {
    title: "Kumppanuuspäivä 2026",
    subtitle: "Miten korkeakoulun ja yritysten yhteistyö kasvaa kokeilusta tavaksi",
    kind: "Seminaari",
    place: "Joensuun tiedepuisto, Länsikatu 15, Joensuu",
    description: "Päivä kokoaa yhteen yritykset, korkeakoulut ja kehittäjät, jotka haluavat tehdä \
        yhteistyötä pitkäjänteisesti. Aamupäivällä kuullaan, mitä kumppanuusmalli on opettanut; \
        iltapäivän työpajoissa tehdään omasta yhteistyöstä suunnitelma seuraavalle vuodelle.\n\n\
        Osallistuminen on maksutonta. Ilmoittautuneet saavat osallistumistodistuksen.",
    tracks: [["Osaaminen", "Sali 1"], ["Tutkimus ja kehitys", "Sali 2"], ["Kasvu", "Auditorio"]],
    coffee: "Kahvi ja verkostoitumista",
    lunch: "Lounas",
    registration: "Ilmoittautuminen ja aamukahvi",
    talks: [
        [
            "Avaus: kumppanuus on tapa, ei hanke",
            "Yhteistyösopimus on helppo allekirjoittaa ja \
            vaikea elää todeksi. Avauspuheenvuorossa katsotaan, mitä kymmenen vuoden aineisto \
            kertoo niistä kumppanuuksista, jotka jäivät eloon: yhteyshenkilö on nimetty, tavoite \
            on kirjattu ja tapaamisia on vähintään klo 9.00–11.00 kestävä aamupäivä kahdesti \
            vuodessa.",
        ],
        [
            "Opinnäytetyö yrityksen kehittämishankkeena",
            "Opinnäytetyö onnistuu, kun aihe lähtee \
            yrityksen tarpeesta ja ohjaus on sovittu etukäteen. Kolme esimerkkiä \
            elintarviketeollisuudesta, ohjelmistoalalta ja matkailusta.",
        ],
        ["Harjoittelijasta työntekijäksi", ""],
        [
            "Tutkimusinfrastruktuurit pienten ja keskisuurten yritysten käytössä",
            "Korkeakoulujen \
            laboratoriot ovat avoinna myös yrityksille. Esityksessä käydään läpi, mitä palvelut \
            maksavat (alkaen 250 €), miten aika varataan ja kuka tulokset omistaa.",
        ],
        [
            "Kasvuyrityksen ensimmäinen kansainvälinen rahoitushakemus",
            "Hakemuksen kirjoittaminen \
            vie aikaa 3–6 kk. Työpajassa rakennetaan aikataulu ja työnjako.",
        ],
        [
            "Tekoäly tuotannonohjauksessa: mitä opimme pilotista",
            "Pilotissa ennustettiin huollon \
            tarvetta 14 koneen aineistosta. Virheellisten hälytysten määrä väheni 38 %.",
        ],
        [
            "Työpaja: vuosisuunnitelma yhdelle sivulle",
            "Osallistujat täyttävät yhdessä korkeakoulun \
            yhteyshenkilön kanssa yhden sivun suunnitelman: tavoitteet, tapaamiset, \
            opinnäytetöiden aiheet ja vierailut.",
        ],
        [
            "Paneeli: kuka omistaa kumppanuuden?",
            "Keskustelua johtaa Ž. Šimkus. Mukana yritysten, \
            korkeakoulun ja rahoittajan edustajat.",
        ],
    ],
    notes: [
        [
            "Saapuminen",
            "Rautatieasemalta on kävelymatkaa 1,2 km. Linja 3 lähtee klo 8.10, 8.25 ja \
            8.40. Pysäköinti Länsikadun puolella on maksutonta.",
        ],
        [
            "Esteettömyys",
            "Kaikkiin saleihin on esteetön kulku, ja auditoriossa on induktiosilmukka. \
            Kerro tarpeistasi: kumppanuus@esimerkki.fi.",
        ],
        ["Langaton verkko", "Verkko: KUMPPANI-VIERAS. Tunnuksen saat ilmoittautumisesta."],
    ],
    titles: ["johtaja", "tutkimuspäällikkö", "toimitusjohtaja"],
};

const SV: Texts = Texts {
    title: "Partnerskapsdagen 2026",
    subtitle: "Hur samarbetet mellan högskolan och företagen växer från försök till vana",
    kind: "Seminarium",
    place: "Vetenskapsparken, Länsikatu 15, Joensuu",
    description: "Dagen samlar företag, högskolor och utvecklare som vill samarbeta långsiktigt. \
        På förmiddagen hör vi vad partnerskapsmodellen har lärt oss; i eftermiddagens verkstäder \
        görs en plan för nästa år.\n\nDeltagandet är avgiftsfritt. De som har anmält sig får ett \
        deltagarintyg.",
    tracks: [
        ["Kompetens", "Sal 1"],
        ["Forskning och utveckling", "Sal 2"],
        ["Tillväxt", "Auditoriet"],
    ],
    coffee: "Kaffe och samtal",
    lunch: "Lunch",
    registration: "Anmälan och morgonkaffe",
    talks: [
        [
            "Öppning: partnerskap är en vana, inte ett projekt",
            "Ett samarbetsavtal är lätt att \
            underteckna och svårt att leva upp till. Vi ser på vad tio års material berättar om de \
            partnerskap som överlevde: kontaktpersonen är namngiven, målet är nedskrivet och man \
            träffas två gånger om året kl. 9.00–11.00.",
        ],
        [
            "Examensarbetet som utvecklingsprojekt",
            "Arbetet lyckas när ämnet utgår från företagets \
            behov och handledningen har avtalats på förhand.",
        ],
        ["Från praktikant till anställd", ""],
        [
            "Forskningsinfrastruktur för små och medelstora företag",
            "Högskolornas laboratorier är \
            öppna också för företag. Vad kostar tjänsterna (från 250 €), hur bokas tid och vem \
            äger resultaten?",
        ],
        [
            "Tillväxtföretagets första internationella ansökan",
            "Att skriva ansökan tar 3–6 månader. \
            I verkstaden görs en tidtabell och en arbetsfördelning.",
        ],
        [
            "Artificiell intelligens i produktionsstyrningen",
            "I pilotprojektet förutsades behovet \
            av underhåll utifrån data från 14 maskiner. De falska larmen minskade med 38 %.",
        ],
        [
            "Verkstad: årsplanen på en sida",
            "Deltagarna fyller i en plan på en sida tillsammans med \
            högskolans kontaktperson.",
        ],
        ["Panel: vem äger partnerskapet?", "Samtalet leds av Ž. Šimkus."],
    ],
    notes: [
        ["Ankomst", "Från järnvägsstationen är det 1,2 km till fots. Linje 3 avgår kl. 8.10."],
        ["Tillgänglighet", "Alla salar är tillgängliga, och auditoriet har hörslinga."],
        ["Trådlöst nät", "Nät: KUMPPANI-VIERAS. Lösenordet får du vid anmälan."],
    ],
    titles: ["direktör", "forskningschef", "verkställande direktör"],
};

const EN: Texts = Texts {
    title: "Partnership Day 2026",
    subtitle: "How cooperation between the university and companies grows from trial to habit",
    kind: "Seminar",
    place: "Joensuu Science Park, Länsikatu 15, Joensuu",
    description: "The day brings together companies, universities and developers who want to work \
        together for the long term. In the morning we hear what the partnership model has taught; \
        in the afternoon's workshops everyone makes a plan for the coming year.\n\nAttendance is \
        free of charge. Those who have registered receive a certificate of attendance.",
    tracks: [
        ["Skills", "Hall 1"],
        ["Research and development", "Hall 2"],
        ["Growth", "Auditorium"],
    ],
    coffee: "Coffee and conversation",
    lunch: "Lunch",
    registration: "Registration and morning coffee",
    talks: [
        [
            "Opening: partnership is a habit, not a project",
            "A cooperation agreement is easy to \
            sign and hard to live up to. The opening looks at what ten years of records tell about \
            the partnerships that survived: a contact person is named, the aim is written down, \
            and people meet twice a year.",
        ],
        [
            "The thesis as a company's development project",
            "A thesis succeeds when its subject comes \
            from the company's need and supervision has been agreed in advance.",
        ],
        ["From trainee to employee", ""],
        [
            "Research infrastructure for small and medium-sized companies",
            "The laboratories of \
            universities are open to companies too. What do the services cost (from 250 €), how is \
            time booked, and who owns the results?",
        ],
        [
            "A growing company's first international application",
            "Writing an application takes 3–6 \
            months. The workshop builds a timetable and a division of work.",
        ],
        [
            "Artificial intelligence in production control",
            "The pilot predicted the need for \
            maintenance from the data of 14 machines. False alarms fell by 38 %.",
        ],
        [
            "Workshop: the plan of a year on one page",
            "Participants fill in a one-page plan together \
            with the university's contact person.",
        ],
        ["Panel: who owns the partnership?", "The discussion is led by Ž. Šimkus."],
    ],
    notes: [
        ["Getting there", "It is 1.2 km on foot from the railway station. Bus 3 leaves at 8.10."],
        ["Accessibility", "All halls are step-free, and the auditorium has an induction loop."],
        ["Wireless network", "Network: KUMPPANI-VIERAS. You get the password when you register."],
    ],
    titles: ["director", "research manager", "managing director"],
};

const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Fi => &FI,
        Language::Sv => &SV,
        Language::En => &EN,
    }
}

/// A text in the languages of the sheet.
fn phrase(languages: Languages, text: impl Fn(&'static Texts) -> &'static str) -> Phrase {
    let first = Phrase::new(text(texts(languages.first)), languages.first);
    match languages.second {
        Some(second) => first.with(text(texts(second)), second),
        None => first,
    }
}

/// The first making of a sheet, in the look that paper has of itself.
pub fn edition(languages: impl Into<Languages>) -> Edition {
    let house = House { logos: pictures::house(), ..House::default() };
    Edition { languages: languages.into(), house, created: at(1, 7, 0) }
}

/// What all paper of the event says.
pub fn occasion(languages: impl Into<Languages>) -> Occasion {
    let languages = languages.into();
    Occasion {
        title: phrase(languages, |texts| texts.title),
        first_day: date(1),
        last_day: date(2),
        place: texts(languages.first).place.into(),
        organiser: "Itä-Suomen yliopisto".into(),
        web_address: "https://esimerkki.fi/kumppanuuspaiva".into(),
        funding: Some(funding(ProgrammePeriod::Period2021To2027)),
    }
}

const SPEAKERS: [[&str; 2]; 7] = [
    ["Aino Mäkelä-Åström", "Itä-Suomen yliopisto"],
    ["Žofia Šimkus", "Karelia-ammattikorkeakoulu"],
    ["Áile Ŋuohtti", "Davvi Duodji Oy"],
    ["J.-P. Väänänen", "Pohjois-Karjalan Metalli Oy"],
    ["Nguyễn Thị Hồng", "Savonlinnan Ohjelmisto Oy"],
    ["Eetu Rantanen", "Joensuun Elintarvike Oyj"],
    ["Marja-Liisa Öhman", "Business Joensuu"],
];

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, day).unwrap_or_default()
}

fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    date(day).and_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// A programme of two days with three tracks.
pub fn programme(languages: impl Into<Languages>) -> ProgrammeBook {
    let languages = languages.into();
    let texts = texts(languages.first);
    let session = |day, from: (u32, u32), to: (u32, u32), talk: usize, track: Option<usize>| {
        let speakers: Vec<Speaker> = (0..1 + talk % 3)
            .map(|index| (talk + index) % SPEAKERS.len())
            .map(|index| Speaker {
                name: SPEAKERS[index][0].into(),
                title: texts.titles[index % 3].into(),
                organisation: SPEAKERS[index][1].into(),
            })
            .collect();
        Session {
            starts: at(day, from.0, from.1),
            ends: at(day, to.0, to.1),
            title: phrase(languages, |texts| texts.talks[talk][0]),
            description: phrase(languages, |texts| texts.talks[talk][1]),
            room: if track.is_none() { texts.tracks[2][1].into() } else { String::new() },
            kind: SessionKind::Talk,
            attendance: track.map_or(Attendance::Everyone, Attendance::Track),
            speakers,
        }
    };
    let pause = |day, from: (u32, u32), to: (u32, u32), title: Phrase| Session {
        starts: at(day, from.0, from.1),
        ends: at(day, to.0, to.1),
        title,
        description: Phrase::new("", languages.first),
        room: String::new(),
        kind: SessionKind::Break,
        attendance: Attendance::Everyone,
        speakers: Vec::new(),
    };
    let day = |number| Day {
        date: date(number),
        sessions: vec![
            pause(number, (8, 30), (9, 0), phrase(languages, |texts| texts.registration)),
            session(number, (9, 0), (9, 40), 0, None),
            session(number, (9, 45), (10, 30), 1, Some(0)),
            session(number, (9, 45), (10, 30), 3, Some(1)),
            session(number, (9, 45), (10, 30), 4, Some(2)),
            pause(number, (10, 30), (11, 0), phrase(languages, |texts| texts.coffee)),
            session(number, (11, 0), (11, 30), 2, Some(0)),
            session(number, (11, 30), (12, 0), 5, Some(0)),
            session(number, (11, 0), (12, 0), 6, Some(1)),
            session(number, (11, 0), (11, 45), 1, Some(2)),
            pause(number, (12, 0), (13, 0), phrase(languages, |texts| texts.lunch)),
            session(number, (13, 0), (14, 15), 6, Some(0)),
            session(number, (13, 0), (14, 15), 5, Some(2)),
            pause(number, (14, 15), (14, 30), phrase(languages, |texts| texts.coffee)),
            session(number, (14, 30), (15, 30), 7, None),
        ],
    };
    ProgrammeBook {
        occasion: occasion(languages),
        subtitle: phrase(languages, |texts| texts.subtitle),
        kind: phrase(languages, |texts| texts.kind),
        description: phrase(languages, |texts| texts.description),
        tracks: texts
            .tracks
            .iter()
            .map(|[name, room]| Track { name: (*name).into(), room: (*room).into() })
            .collect(),
        days: vec![day(1), day(2)],
        practical: (0..texts.notes.len())
            .map(|note| PracticalNote {
                heading: phrase(languages, |texts| texts.notes[note][0]),
                text: phrase(languages, |texts| texts.notes[note][1]),
            })
            .collect(),
        map: pictures::map(languages.first),
        partners: pictures::partners(),
    }
}

/// A programme of one day whose talks run in six tracks.
pub fn six_tracks(languages: impl Into<Languages>) -> ProgrammeBook {
    let mut book = programme(languages);
    let names = ["A", "B", "C", "D", "E", "F"];
    let more = names.map(|name| Track { name: format!("{name}1"), room: format!("{name} 101") });
    book.tracks.extend(more.into_iter().take(3));
    book.days.truncate(1);
    book.occasion.last_day = book.occasion.first_day;
    let (talks, _) = book.days[0].sessions.split_at(13);
    let beside: Vec<Session> = talks
        .iter()
        .filter_map(|talk| match talk.attendance {
            Attendance::Track(track) => {
                Some(Session { attendance: Attendance::Track(track + 3), ..talk.clone() })
            }
            Attendance::Everyone => None,
        })
        .collect();
    book.days[0].sessions.extend(beside);
    book.occasion.funding = Some(funding(ProgrammePeriod::Period2014To2020));
    book
}

/// A programme of one afternoon without tracks.
pub fn one_track(languages: impl Into<Languages>) -> ProgrammeBook {
    let mut book = programme(languages);
    book.tracks.clear();
    book.days.truncate(1);
    book.occasion.last_day = book.occasion.first_day;
    book.subtitle.first.text.clear();
    book.subtitle.second = None;
    book.days[0].sessions.retain(|session| session.attendance == Attendance::Everyone);
    book
}

fn funding(programme_period: ProgrammePeriod) -> Funding {
    Funding {
        programme_period,
        fund: Fund::Social,
        project_code: "S30355".into(),
        project_name: "Kumppanuudesta kasvua Pohjois-Karjalaan".into(),
        financier: "Pohjois-Savon ELY-keskus".into(),
    }
}

/// A signature as a pen writes it; nobody's.
const SIGNATURE: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 80"><path
d="M8 62C30 10 44 4 46 18S24 70 34 66 70 20 76 22 60 66 70 62 92 34 96 40 86 62 98 58 118 36 120 44
112 60 124 56 140 8 150 12 128 70 140 64 168 40 172 46 164 60 180 54 200 44 214 50" fill="none"
stroke="#16244a" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>"##;

const PEOPLE: [&str; 12] = [
    "Žofia Šimkus",
    "Aino Mäkelä-Åström",
    "Áile Ŋuohtti",
    "Maximilian Alexander von Hohenlohe-Waldenburg-Schillingsfürst",
    "Nguyễn Thị Hồng",
    "Александра Ковалёва",
    "Eetu Rantanen",
    "Marja-Liisa Öhman",
    "Veikko Väänänen",
    "Ola Nordmann",
    "محمد الأحمد",
    "Λυδία Παπαδοπούλου",
];

/// Certificates of the programme's first day for `count` people.
pub fn certificates(languages: impl Into<Languages>, count: usize) -> CertificateBatch {
    let languages = languages.into();
    let texts = texts(languages.first);
    let certificate = |index: usize| Certificate {
        serial_number: format!("KP-2026-{:04}", index + 1),
        person_name: if index < PEOPLE.len() {
            PEOPLE[index].to_owned()
        } else {
            let first = PEOPLE[index % PEOPLE.len()].split(' ').next().unwrap_or_default();
            let last = PEOPLE[index / 12 % PEOPLE.len()].split(' ').next_back().unwrap_or_default();
            format!("{first} {last} {}", index / 144)
        },
        organisation: if index % 3 == 2 { String::new() } else { SPEAKERS[index % 7][1].into() },
        minutes: Some(if index % 5 == 4 { 180 } else { 390 }),
    };
    let mut occasion = occasion(languages);
    for (title, language) in [
        (Some(&mut occasion.title.first), Some(languages.first)),
        (occasion.title.second.as_mut(), languages.second),
    ] {
        if let (Some(title), Some(language)) = (title, language) {
            title.text = format!("{}: {}", title.text, self::texts(language).subtitle);
        }
    }
    if languages.first == Language::Sv {
        occasion.funding = Some(funding(ProgrammePeriod::Period2014To2020));
    }
    CertificateBatch {
        occasion,
        content: (3..7).map(|talk| phrase(languages, |texts| texts.talks[talk][0])).collect(),
        signatories: vec![
            Signatory {
                name: SPEAKERS[0][0].into(),
                title: texts.titles[0].into(),
                signature: Picture::read(SIGNATURE).ok(),
            },
            Signatory {
                name: SPEAKERS[6][0].into(),
                title: texts.titles[2].into(),
                signature: None,
            },
        ],
        issued_place: "Joensuu".into(),
        issued_on: date(2),
        certificates: (0..count).map(certificate).collect(),
    }
}
