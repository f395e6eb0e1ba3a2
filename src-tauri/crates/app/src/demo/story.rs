//! The people, companies, rooms and sessions of the sample workspace.

use chrono::{Days, NaiveDate};

use crate::view::{EventDraft, SessionDraft};
use crate::{Error, Kumppani};

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

/// A room: name, building, campus, seats.
const ROOMS: &[[&str; 4]] = &[
    ["Aurora-sali", "Päärakennus", "Järvikampus", "240"],
    ["M102", "Metsätalo", "Järvikampus", "60"],
    ["Konehalli", "Tekniikkatalo", "Järvikampus", "48"],
];

/// A session: start, end, title, type, room, track, speakers (`;` between), description.
const SESSIONS: &[[&str; 8]] = &[
    ["8.30", "9.00", "Ilmoittautuminen ja aamukahvi", "registration", "Aurora-sali", "", "", ""],
    [
        "9.00",
        "9.20",
        "Avaus: mitä kumppanuus tarkoittaa meille",
        "talk",
        "Aurora-sali",
        "",
        "Aino Åström",
        "Korkeakoulujen yhteinen kumppanuusmalli: kuka tuntee yrityksen, mitä on sovittu ja mitä seuraavaksi.",
    ],
    [
        "9.20",
        "10.00",
        "Pienen yrityksen ensimmäinen tutkimushanke",
        "talk",
        "Aurora-sali",
        "",
        "Áile Niittyvuopio",
        "Kahden hengen yritys, yksi opinnäytetyö ja laite, jota ei tarvinnut ostaa. Mitä opimme ja mitä tekisimme toisin.",
    ],
    ["10.00", "10.20", "Tauko", "break", "", "", "", ""],
    [
        "10.20",
        "11.00",
        "Puurakenteiden liitokset: mittaa ennen kuin sahaat",
        "talk",
        "M102",
        "Metsä ja materiaalit",
        "Žofia Šimkus;Eero Könönen",
        "Liitosten kosteuskäyttäytyminen laboratoriossa ja työmaalla. Mittaustulokset ovat avoimia.",
    ],
    [
        "10.20",
        "11.00",
        "Konenäkö lajittelulinjalla",
        "talk",
        "Konehalli",
        "Data ja automaatio",
        "Ilmari Pöyhönen",
        "Sata kuvaa sekunnissa tavallisella kameralla: mitä lajittelija näkee ja mitä se ei näe.",
    ],
    [
        "11.00",
        "11.40",
        "Kuidusta kankaaksi ilman uutta vettä",
        "talk",
        "M102",
        "Metsä ja materiaalit",
        "Maija von Essen",
        "Suljettu kierto koetehtaalla. Esittelyssä luvut kolmelta kuukaudelta.",
    ],
    [
        "11.00",
        "11.40",
        "Mittausdata talteen jo kentällä",
        "workshop",
        "Konehalli",
        "Data ja automaatio",
        "Otso Räty;Áile Niittyvuopio",
        "Tuo oma anturisi tai sen kuva. Työpajassa rakennetaan keräin, joka toimii ilman verkkoa.",
    ],
    [
        "11.40",
        "12.40",
        "Lounas",
        "meal",
        "",
        "",
        "",
        "Ruokalassa; erityisruokavaliot on otettu huomioon.",
    ],
    [
        "12.40",
        "13.40",
        "Tutkijoiden kampuskävely",
        "tour",
        "",
        "",
        "Eero Könönen;Ilmari Pöyhönen",
        "Kolme pysähdystä: liitoslaboratorio, konenäkölinja ja koetehdas. Lähtö Aurora-salin aulasta.",
    ],
    [
        "13.40",
        "14.20",
        "Vattenmätning på djupet",
        "talk",
        "Aurora-sali",
        "",
        "Linnéa Öhman",
        "Sensorer som klarar en hel vinter under isen, och vad de berättar.",
    ],
    [
        "14.20",
        "14.50",
        "Opinnäytetyöaiheet yrityksiltä: minuutti kullekin",
        "pitch",
        "Aurora-sali",
        "",
        "",
        "Yritykset esittävät aiheensa opiskelijoille. Ilmoita oma aiheesi kahvipöydässä.",
    ],
    [
        "14.50",
        "15.00",
        "Päätös ja seuraavat askeleet",
        "talk",
        "Aurora-sali",
        "",
        "Aino Åström",
        "",
    ],
];

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
        for [name, building, campus, seats] in ROOMS {
            let fields = [
                ("name", *name),
                ("building", *building),
                ("campus", *campus),
                ("capacity", *seats),
            ];
            self.add("room", &fields).await?;
        }
        let event = self.company_day().await?;
        for session in SESSIONS {
            self.write_session(&event, session, &people).await?;
        }
        self.coming_training().await
    }

    async fn company_day(&self) -> Result<String, Error> {
        let project = self
            .add(
                "project",
                &[
                    ("code", "S99001"),
                    ("name", "Kumppanuudesta kasvua"),
                    ("programme_period", "period_2021_2027"),
                    ("funder", "Pohjois-Savon ELY-keskus"),
                ],
            )
            .await?;
        let day = held_on();
        self.add(
            "event",
            &[
                ("name", "Yrityspäivä 2026"),
                ("code", EVENT_CODE),
                ("event_type", "company_day"),
                ("state", "held"),
                ("description", "Päivä, jona yritykset, tutkijat ja opiskelijat löytävät toisensa: puheenvuoroja kahdella radalla, kampuskävely ja opinnäytetyöaiheita yrityksiltä."),
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
        let draft = SessionDraft {
            event: event.to_owned(),
            title: Some((*title).to_owned()),
            description: Some((*description).to_owned()),
            session_type: Some((*kind).to_owned()),
            starts_at: Some(at(starts)),
            ends_at: Some(at(ends)),
            room_name: Some((*room).to_owned()),
            track: Some((*track).to_owned()),
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
