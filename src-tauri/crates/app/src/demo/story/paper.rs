//! What the sample paper shows beside the programme: practical notes, the walk, the house look.

use domain::kinds;

use super::Known;
use crate::view::{HouseDraft, LogoDraft};
use crate::{Error, Kumppani};

/// Practical notes in Finnish, Swedish and English.
pub(super) const PRACTICAL: [&str; 3] = [
    "Saapuminen\nBussi 5 rautatieasemalta joka kymmenes minuutti, pysäkki Järvikampus. Pysäköinti \
     talossa P2, maksuton osallistujille.\n\nVerkko\nVieraille on verkko kampus-vieras; salasana \
     on ilmoittautumispöydällä.\n\nEsteettömyys\nKaikkiin tiloihin pääsee ilman portaita. \
     Aurora-salissa on induktiosilmukka.",
    "Ankomst\nBuss 5 från järnvägsstationen var tionde minut, hållplats Järvikampus. Parkering i \
     hus P2, gratis för deltagare.\n\nNätverk\nGäster använder nätet kampus-vieras; lösenordet \
     finns vid registreringen.\n\nTillgänglighet\nAlla lokaler nås utan trappor. I Aurora-sali \
     finns hörslinga.",
    "Getting here\nBus 5 from the railway station every ten minutes, stop Järvikampus. Parking in \
     house P2, free for participants.\n\nNetwork\nGuests use the network kampus-vieras; the \
     password is at the registration desk.\n\nAccessibility\nAll rooms are reached without steps. \
     Aurora-sali has a hearing loop.",
];

/// A stop of the walk: infrastructure, what a company can do there, room, host, minutes, notes.
const STOPS: [[&str; 6]; 3] = [
    [
        "Liitoslaboratorio",
        "Koekappaleiden kuormitus ja kosteuskaappi; tulokset viikossa.",
        "M102",
        "Eero Könönen",
        "20",
        "Suojalasit ovat oven vieressä.",
    ],
    [
        "Konenäkölinja",
        "Omien näytteiden kuvaus ja lajittelun kokeilu puolessa päivässä.",
        "Konehalli",
        "Ilmari Pöyhönen",
        "20",
        "Linja käynnistetään vasta, kun kaikki ovat viivan takana.",
    ],
    [
        "Kuitukoetehdas",
        "Koe-erä 50 kilosta alkaen, oma operaattori mukana.",
        "Konehalli",
        "Otso Räty",
        "15",
        "",
    ],
];

/// Two waves under a hill, in the colour of the look.
const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 120"><path fill="#1b5e46" d="M20 70 L80 18 L112 44 L140 22 L220 70 Z"/><path fill="none" stroke="#1b5e46" stroke-width="8" d="M20 84 C50 72 70 96 100 84 C130 72 150 96 180 84 C195 78 205 78 220 84"/><path fill="none" stroke="#1b5e46" stroke-width="8" d="M20 104 C50 92 70 116 100 104 C130 92 150 116 180 104 C195 98 205 98 220 104"/></svg>"##;

/// A square with a diagonal, for the partner of the event.
const PARTNER_LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><path fill="#7a2e1d" d="M20 20 H80 V80 H20 Z"/><path fill="#ffffff" d="M28 72 L72 28 V44 L44 72 Z"/><path fill="#7a2e1d" d="M100 30 H180 V42 H100 Z M100 58 H160 V70 H100 Z"/></svg>"##;

/// The campus with the way from the stop to the hall.
const MAP: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><path fill="#e8eef0" d="M0 0 H300 V200 H0 Z"/><path fill="#b9d3e0" d="M0 150 C80 130 160 190 300 160 V200 H0 Z"/><path fill="#5b6b73" d="M40 40 H120 V90 H40 Z M160 30 H230 V70 H160 Z M180 95 H260 V130 H180 Z"/><path fill="none" stroke="#1b5e46" stroke-width="5" d="M20 130 H140 V65 H120"/><path fill="#1b5e46" d="M12 122 H28 V138 H12 Z"/></svg>"##;

/// A name written by hand, as a scanned signature would be.
const SIGNATURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90"><path fill="none" stroke="#1a2a6c" stroke-width="4" d="M20 70 C40 10 60 5 62 70 M30 52 C50 48 66 48 80 46 C90 40 92 60 100 56 C112 44 116 62 124 54 C134 44 140 64 152 54 C166 36 176 28 172 58 C186 40 196 66 210 50 C226 36 240 60 280 44"/></svg>"##;

impl Kumppani {
    /// The stops of the campus walk and what is seen at them.
    pub(super) async fn write_walk(&self, known: &Known<'_>) -> Result<(), Error> {
        let rooms = self.records_json(kinds::ROOM.name).await?;
        for (position, [name, possibilities, room, host, minutes, notes]) in (1..).zip(STOPS) {
            let fields = [
                ("name", name),
                ("campus", "Järvikampus"),
                ("institution", "Järvi-Suomen yliopisto"),
                ("possibilities", possibilities),
            ];
            let infrastructure = self.add("infrastructure", &fields).await?;
            let room = rooms.iter().find(|one| one["name"] == room);
            let room = room.and_then(|one| one["id"].as_str()).unwrap_or_default();
            let host = known.person(host);
            let position = format!("a{position}");
            let fields = [
                ("event", known.event),
                ("position", position.as_str()),
                ("infrastructure", infrastructure.as_str()),
                ("room", room),
                ("host", host.as_str()),
                ("minutes", minutes),
                ("notes", notes),
            ];
            self.add("route_stop", &fields).await?;
        }
        self.write_pictures(known).await
    }

    /// The map of the event, a signature and the logo of its partner.
    async fn write_pictures(&self, known: &Known<'_>) -> Result<(), Error> {
        let map = self.keep_picture_bytes("kartta.svg", MAP.into()).await?;
        let fields = [
            ("title", "Järvikampuksen kartta"),
            ("document_type", "map"),
            ("file_hash", map.hash.as_str()),
            ("alt_text", "Pysäkiltä kuljetaan itään ja päärakennuksen ovelle pohjoiseen."),
        ];
        let map = self.add("document", &fields).await?;
        let written = [("map".to_owned(), map)];
        self.set_record("event", known.event, &written).await?;
        let signature = self.keep_picture_bytes("allekirjoitus.svg", SIGNATURE.into()).await?;
        let fields = [
            ("title", "Aino Åström"),
            ("document_type", "signature"),
            ("file_hash", signature.hash.as_str()),
            ("alt_text", "Aino Åströmin allekirjoitus"),
        ];
        self.add("document", &fields).await?;
        let logo = self.keep_picture_bytes("savonala.svg", PARTNER_LOGO.into()).await?;
        let partner = known.organisation("Savonalan ammattikorkeakoulu");
        let fields = [
            ("title", "Savonalan ammattikorkeakoulu"),
            ("document_type", "logo"),
            ("file_hash", logo.hash.as_str()),
            ("alt_text", "Savonalan ammattikorkeakoulu"),
            ("organisation", partner.as_str()),
        ];
        self.add("document", &fields).await?;
        Ok(())
    }

    /// The look of the institution, with a logo.
    pub(super) async fn write_house(&self) -> Result<(), Error> {
        let logo = self.keep_picture_bytes("jarvi-suomi.svg", LOGO.into()).await?;
        let draft = HouseDraft {
            accent: "#1b5e46".to_owned(),
            text_face: "source_sans".to_owned(),
            heading_face: "source_serif".to_owned(),
            logos: vec![LogoDraft {
                document: None,
                hash: logo.hash,
                description: "Järvi-Suomen yliopisto".to_owned(),
            }],
            foot_fi: "Järvi-Suomen yliopisto · jarvi.example.fi".to_owned(),
            foot_sv: "Järvi-Suomen yliopisto · jarvi.example.fi/sv".to_owned(),
            foot_en: "Järvi-Suomen yliopisto · jarvi.example.fi/en".to_owned(),
        };
        self.save_house(draft).await?;
        Ok(())
    }
}
