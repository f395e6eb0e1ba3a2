//! People and employers as they come to a company day; all invented.

use documents::model::Certificate;

const FIRST: [&str; 40] = [
    "Aino",
    "Eero",
    "Ilmari",
    "Linnéa",
    "Maija",
    "Niila",
    "Otso",
    "Žofia",
    "Áile",
    "Örn",
    "Kaisa",
    "Juha-Pekka",
    "Anna-Maria",
    "Timo",
    "Sanna",
    "Pirjo",
    "Ville",
    "Oona",
    "Henrik",
    "Åsa",
    "Mikko",
    "Tuula",
    "Leena",
    "Jari",
    "Heidi",
    "Markku",
    "Emilia",
    "Santeri",
    "Riitta",
    "Marko",
    "Katja",
    "Sofia",
    "Elias",
    "Onni",
    "Helmi",
    "Veikko",
    "Tuomas",
    "Kirsi",
    "Noora",
    "Lauri",
];

const LAST: [&str; 40] = [
    "Åström",
    "Hakkarainen",
    "Kettunen",
    "Lötjönen",
    "Miettinen",
    "Nieminen",
    "Pöyhönen",
    "Räty",
    "Saarelainen",
    "Šimkus",
    "Väisänen",
    "Öhman",
    "Korhonen",
    "Virtanen",
    "Mäkinen",
    "Turunen",
    "Hirvonen",
    "Tolvanen",
    "Karjalainen",
    "Pesonen",
    "Heikkinen",
    "Lindholm",
    "Kukkonen",
    "Ikonen",
    "Martikainen",
    "Nevalainen",
    "Eskelinen",
    "Halonen",
    "Piirainen",
    "Sallinen",
    "von Wright",
    "Holopainen",
    "Kinnunen",
    "Sormunen",
    "Mustonen",
    "Laukkanen",
    "Jormanainen",
    "Timonen",
    "Kärkkäinen",
    "Rautiainen",
];

const PLACES: [&str; 16] = [
    "Joensuun",
    "Kuopion",
    "Savonlinnan",
    "Pohjois-Karjalan",
    "Ylä-Savon",
    "Nurmeksen",
    "Kiteen",
    "Lieksan",
    "Iisalmen",
    "Mikkelin",
    "Varkauden",
    "Outokummun",
    "Liperin",
    "Itä-Suomen",
    "Saimaan",
    "Kainuun",
];

const TRADES: [&str; 15] = [
    "Metalli Oy",
    "Puutuote Oy",
    "Ohjelmisto Oy",
    "Energia Oy",
    "Elintarvike Oyj",
    "Sähkö Ky",
    "Kuljetus Oy",
    "Tilitoimisto Oy",
    "Matkailu Oy",
    "Rakennus Oy",
    "Muovi Oy",
    "Hoiva Oy",
    "Kiinteistö Oy",
    "Konepaja Oy",
    "Laser Oy",
];

/// The letters of serial numbers: none that is mistaken for another.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// The certificate of a person: of ten, one has no employer, and one was there half the day.
pub fn certificate(index: usize) -> Certificate {
    let hash = blake3::hash(&index.to_le_bytes());
    let dice = hash.as_bytes();
    let pick = |at: usize, of: usize| (usize::from(dice[at]) << 8 | usize::from(dice[at + 1])) % of;
    let number: String =
        dice[16..23].iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let employer =
        || format!("{} {}", PLACES[pick(4, PLACES.len())], TRADES[pick(6, TRADES.len())]);
    Certificate {
        serial_number: format!("KP26-{number}"),
        person_name: format!("{} {}", FIRST[pick(0, FIRST.len())], LAST[pick(2, LAST.len())]),
        organisation: if pick(8, 10) == 0 { String::new() } else { employer() },
        minutes: Some(if pick(10, 10) == 0 { 195 } else { 390 }),
    }
}
