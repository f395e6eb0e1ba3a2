//! The card of a campus walk, in three languages; every person is invented.

use chrono::{NaiveDate, NaiveTime};
use documents::model::{Languages, Phrase, RouteBook, Stop};
use domain::{Label, label};

use crate::sample::occasion;

/// A text in the languages of the sheet.
fn phrase(languages: Languages, text: &Label) -> Phrase {
    let first = Phrase::new(text.text(languages.first), languages.first);
    match languages.second {
        Some(second) => first.with(text.text(second), second),
        None => first,
    }
}

const STOPS: [(Label, &str, &str, &str, Label, &str); 6] = [
    (
        label(
            "Robottisolu ja konenäkö",
            "Robotcellen och maskinseendet",
            "Robot cell and machine vision",
        ),
        "Konetekniikan laboratorio, C101, Karelia, Karjalankatu 3",
        "Veikko Väänänen",
        "050 439 0172",
        label(
            "Kokeile oman tuotteesi poimintaa ja mittausta ennen kuin ostat laitteet. Koekäyttö vie puoli päivää, ja opiskelijat kirjoittavat siitä raportin.",
            "Pröva att plocka och mäta din egen produkt innan du köper utrustning. Ett prov tar en halv dag, och studerande skriver en rapport.",
            "Try picking and measuring your own product before you buy equipment. A trial takes half a day, and students write the report.",
        ),
        "Suojalasit ovat oven vieressä. Solu pysäytetään ennen kuin ryhmä astuu sisään.",
    ),
    (
        label("Puun mekaaninen koestus", "Mekanisk provning av trä", "Mechanical testing of wood"),
        "Materiaalilaboratorio, D12",
        "Marja-Liisa Öhman",
        "0294 45 1111",
        label(
            "Lujuuskokeet standardin mukaan, hinta alkaen 250 €.",
            "Hållfasthetsprov enligt standard, pris från 250 €.",
            "Strength tests by the standard, from 250 €.",
        ),
        "",
    ),
    (
        label("Fotoniikan puhdastila", "Fotonikens renrum", "The clean room of photonics"),
        "Metria, 2. krs",
        "Áile Ŋuohtti",
        "",
        label(
            "Pinnoitteiden mittaus ja yhteiset opinnäytetyöt.",
            "Mätning av ytbeläggningar och gemensamma examensarbeten.",
            "Measuring coatings, and theses done together.",
        ),
        "Enintään 8 henkeä kerralla; muut odottavat ikkunan takana, ja esitys on näytöllä.",
    ),
    (
        label("Kahvi ja keskustelua", "Kaffe och samtal", "Coffee and talk"),
        "Ravintola Aura",
        "",
        "",
        label("", "", ""),
        "Varaus tutkimuskaupan nimellä.",
    ),
    (
        label(
            "Ihmisen ja koneen välissä: käytettävyystutkimus",
            "Mellan människa och maskin: användbarhet",
            "Between human and machine: usability research",
        ),
        "Tiedepuisto, Länsikatu 15",
        "Žofia Šimkus",
        "050 123 4567",
        label(
            "Tuo ohjelmasi: viisi käyttäjää ja katseenseuranta kertovat päivässä, mihin ihmiset jäävät kiinni.",
            "Ta med ditt program: fem användare och ögonrörelsemätning visar på en dag var människor fastnar.",
            "Bring your software: five users and eye tracking tell in a day where people get stuck.",
        ),
        "",
    ),
    (
        label("Mitä seuraavaksi?", "Vad händer sedan?", "What next?"),
        "Tiedepuisto, auditorio",
        "Aino Mäkelä-Åström",
        "050 765 4321",
        label(
            "Sovitaan yhdestä kokeilusta, jolla on nimi, päivä ja vastuuhenkilö.",
            "Vi kommer överens om ett försök med namn, datum och ansvarig.",
            "We agree on one trial with a name, a date and someone in charge.",
        ),
        "Kortit jaetaan tässä. Kirjaa jokaisesta yrityksestä yksi seuraava askel.",
    ),
];

/// A walk of six stops.
pub fn route(languages: impl Into<Languages>) -> RouteBook {
    let languages = languages.into();
    let stops =
        STOPS.iter().enumerate().map(|(index, (title, place, host, phone, text, notes))| Stop {
            arrives: NaiveTime::from_hms_opt(9 + index as u32 / 2, 30 * (index as u32 % 2), 0),
            minutes: Some(if index == 3 { 15 } else { 25 }),
            title: phrase(languages, title),
            place: (*place).into(),
            host: (*host).into(),
            phone: (*phone).into(),
            text: phrase(languages, text),
            notes: (*notes).into(),
        });
    RouteBook {
        occasion: occasion(languages),
        starts: NaiveDate::from_ymd_opt(2026, 10, 1).and_then(|day| day.and_hms_opt(9, 0, 0)),
        stops: stops.collect(),
    }
}
