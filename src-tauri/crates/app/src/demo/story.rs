//! The people, companies, rooms and sessions of the sample workspace.

mod paper;
mod partnerships;
mod sessions;

use chrono::{Days, NaiveDate};

use crate::view::{EventDraft, SessionDraft, Translations};
use crate::{Error, Kumppani};
use paper::PRACTICAL;
use sessions::{SESSIONS, TITLES};

/// The code that the sample registration files name the event by.
pub(super) const EVENT_CODE: &str = "YP26";

/// A person: first name, last name, e-mail, job title, organisation.
const PEOPLE: &[[&str; 5]] = &[
    ["Aino", "Åström", "aino.astrom@jarvi.example.fi", "professori", "Järvi-Suomen yliopisto"],
    [
        "Áile",
        "Niittyvuopio",
        "aile.niittyvuopio@saiva.example.fi",
        "toimitusjohtaja",
        "Saiva Data Oy",
    ],
    ["Žofia", "Šimkus", "zofia.simkus@puuliitos.example.fi", "kehitysjohtaja", "Puuliitos Oy"],
    [
        "Eero",
        "Könönen",
        "eero.kononen@savonala.example.fi",
        "yliopettaja",
        "Savonalan ammattikorkeakoulu",
    ],
    [
        "Maija",
        "von Essen",
        "maija.vonessen@kuitu.example.fi",
        "tutkimuspäällikkö",
        "Kuitu ja Kartonki Oyj",
    ],
    [
        "Otso",
        "Räty",
        "otso.raty@karjalanranta.example.fi",
        "lehtori",
        "Karjalanrannan ammattikorkeakoulu",
    ],
    [
        "Linnéa",
        "Öhman",
        "linnea.ohman@vattensyn.example.fi",
        "verkställande direktör",
        "Vattensyn Ab",
    ],
    [
        "Ilmari",
        "Pöyhönen",
        "ilmari.poyhonen@jarvi.example.fi",
        "tutkijatohtori",
        "Järvi-Suomen yliopisto",
    ],
];

/// An organisation: name, business id, type, size class, domain of its e-mail addresses.
const ORGANISATIONS: &[[&str; 5]] = &[
    ["Järvi-Suomen yliopisto", "", "university", "large", "jarvi.example.fi"],
    ["Savonalan ammattikorkeakoulu", "", "university", "large", "savonala.example.fi"],
    ["Karjalanrannan ammattikorkeakoulu", "", "university", "large", "karjalanranta.example.fi"],
    ["Saiva Data Oy", "", "company", "micro", "saiva.example.fi"],
    ["Puuliitos Oy", "", "company", "small", "puuliitos.example.fi"],
    ["Kuitu ja Kartonki Oyj", "", "company", "large", "kuitu.example.fi"],
    ["Vattensyn Ab", "", "company", "small", "vattensyn.example.fi"],
];

/// A room: name, building, campus, seats, how to find it, how to get in without steps.
const ROOMS: &[[&str; 6]] = &[
    [
        "Aurora-sali",
        "Päärakennus",
        "Järvikampus",
        "240",
        "Pääovesta suoraan aulan perälle.",
        "Esteetön sisäänkäynti pihan puolelta.",
    ],
    ["M102", "Metsätalo", "Järvikampus", "60", "Ensimmäinen kerros, oikea käytävä.", ""],
    ["Konehalli", "Tekniikkatalo", "Järvikampus", "48", "Kulku lastauslaiturin vierestä.", ""],
];

/// What the people and companies of the story are found by.
struct Known<'a> {
    event: &'a str,
    organisations: &'a [(&'a str, String)],
    people: &'a [(String, String)],
}

impl Known<'_> {
    fn organisation(&self, name: &str) -> String {
        id_of(self.organisations, name)
    }

    fn person(&self, name: &str) -> String {
        let one = self.people.iter().find(|(known, _)| known == name);
        one.map(|(_, id)| id.clone()).unwrap_or_default()
    }
}

fn id_of(organisations: &[(&str, String)], name: &str) -> String {
    let one = organisations.iter().find(|(known, _)| *known == name);
    one.map(|(_, id)| id.clone()).unwrap_or_default()
}

impl Kumppani {
    /// Writes the register, the events and the programme.
    pub(super) async fn write_story(&self) -> Result<(), Error> {
        let mut organisations = Vec::new();
        for [name, business_id, kind, size, domain] in ORGANISATIONS {
            let fields = [
                ("name", *name),
                ("business_id", *business_id),
                ("type", *kind),
                ("size_class", *size),
                ("email_domains", *domain),
            ];
            organisations.push((*name, self.add("organisation", &fields).await?));
        }
        let mut people = Vec::new();
        for [first, last, email, job, employer] in PEOPLE {
            let fields = [("first_name", *first), ("last_name", *last), ("email", *email)];
            let person = self.add("person", &fields).await?;
            let employer = organisations.iter().find(|(name, _)| name == employer);
            if let Some((_, organisation)) = employer {
                let fields = [
                    ("person", person.as_str()),
                    ("organisation", organisation),
                    ("job_title", job),
                    ("is_primary", "1"),
                ];
                self.add("affiliation", &fields).await?;
            }
            people.push((format!("{first} {last}"), person));
        }
        for [name, building, campus, seats, guidance, accessibility] in ROOMS {
            let fields = [
                ("name", *name),
                ("building", *building),
                ("campus", *campus),
                ("capacity", *seats),
                ("guidance", *guidance),
                ("accessibility", *accessibility),
            ];
            self.add("room", &fields).await?;
        }
        let event = self.company_day(&organisations).await?;
        for session in SESSIONS {
            self.write_session(&event, session, &people).await?;
        }
        let known = Known { event: &event, organisations: &organisations, people: &people };
        self.write_walk(&known).await?;
        self.write_partnerships(&known).await?;
        self.write_house().await?;
        self.coming_training().await
    }

    async fn company_day(&self, organisations: &[(&str, String)]) -> Result<String, Error> {
        let project = self.write_project(organisations).await?;
        let partners = id_of(organisations, "Savonalan ammattikorkeakoulu");
        let day = held_on();
        self.add(
            "event",
            &[
                ("name", "Yrityspäivä 2026"),
                ("name_sv", "Företagsdagen 2026"),
                ("name_en", "Company Day 2026"),
                ("code", EVENT_CODE),
                ("event_type", "company_day"),
                ("state", "held"),
                ("description", "Päivä, jona yritykset, tutkijat ja opiskelijat löytävät toisensa: puheenvuoroja kahdella radalla, kampuskävely ja opinnäytetyöaiheita yrityksiltä."),
                ("description_sv", "En dag då företag, forskare och studerande hittar varandra: anföranden i två spår, en campuspromenad och ämnen för lärdomsprov från företagen."),
                ("description_en", "A day on which companies, researchers and students find each other: talks on two tracks, a campus walk and thesis topics from companies."),
                ("practical", PRACTICAL[0]),
                ("practical_sv", PRACTICAL[1]),
                ("practical_en", PRACTICAL[2]),
                ("partners", &partners),
                ("counts_as_esf_participation", "1"),
                ("starts_at", &format!("{day}T08:30")),
                ("ends_at", &format!("{day}T15:00")),
                ("venue", "Aurora-sali"),
                ("campus", "Järvikampus"),
                ("capacity", "60"),
                ("language", "fi"),
                ("organiser", "Järvi-Suomen yliopisto"),
                ("project", &project),
                ("signatories", "Aino Åström, professori\nEero Könönen, yliopettaja"),
                ("certificate_content", "Korkeakoulujen kumppanuusmalli\nTutkimusinfrastruktuurin käyttö yrityksissä\nTutkijoiden kampuskävely"),
                ("certificate_content_sv", "Högskolornas partnerskapsmodell\nHur företag använder forskningsinfrastruktur\nForskarnas campuspromenad"),
                ("certificate_content_en", "The partnership model of the universities\nHow companies use research infrastructure\nThe researchers' campus walk"),
            ],
        )
        .await
    }

    async fn write_session(
        &self,
        event: &str,
        session: &[&str; 8],
        people: &[(String, String)],
    ) -> Result<(), Error> {
        let [starts, ends, title, kind, room, track, speakers, description] = session;
        let day = held_on();
        let at = |time: &str| match time.split_once('.') {
            Some((hour, minute)) => format!("{day}T{hour:0>2}:{minute}"),
            None => String::new(),
        };
        let draft =
            SessionDraft {
                event: event.to_owned(),
                title: Some((*title).to_owned()),
                description: Some((*description).to_owned()),
                session_type: Some((*kind).to_owned()),
                starts_at: Some(at(starts)),
                ends_at: Some(at(ends)),
                room_name: Some((*room).to_owned()),
                track: Some((*track).to_owned()),
                titles: TITLES.iter().find(|[fi, ..]| fi == title).map(|[_, sv, en]| {
                    Translations { fi: String::new(), sv: (*sv).to_owned(), en: (*en).to_owned() }
                }),
                ..SessionDraft::default()
            };
        let made = self.save_session(draft).await?;
        let speakers: Vec<&str> = speakers
            .split(';')
            .filter_map(|name| people.iter().find(|(known, _)| known == name))
            .map(|(_, id)| id.as_str())
            .collect();
        if let (Some(id), false) = (made.id, speakers.is_empty()) {
            let fields = [("speakers".to_owned(), speakers.join(";"))];
            self.set_record("session", &id, &fields).await?;
        }
        Ok(())
    }

    /// A training that is still to come, so that the list of events has both.
    async fn coming_training(&self) -> Result<(), Error> {
        let today = self.environment().local_now().date();
        let day = today.checked_add_days(Days::new(21)).unwrap_or(today);
        let draft = EventDraft {
            name: Some("Teemakoulutus: konenäkö pienessä yrityksessä".to_owned()),
            code: Some("TK-KONE".to_owned()),
            event_type: Some("training".to_owned()),
            state: Some("open".to_owned()),
            starts_at: Some(format!("{day}T12:00")),
            ends_at: Some(format!("{day}T15:30")),
            venue: Some("Konehalli".to_owned()),
            campus: Some("Järvikampus".to_owned()),
            capacity: Some("30".to_owned()),
            organiser: Some("Savonalan ammattikorkeakoulu".to_owned()),
            ..EventDraft::default()
        };
        self.save_event(draft).await?;
        Ok(())
    }

    async fn add(&self, kind: &str, fields: &[(&str, &str)]) -> Result<String, Error> {
        let fields: Vec<(String, String)> = fields
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        Ok(self.add_record(kind, &fields).await?.id.unwrap_or_default())
    }
}

/// The day of the sample event.
fn held_on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 1).unwrap_or_default()
}
