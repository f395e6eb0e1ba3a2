//! What people of a partnership programme write in a day: the same for the same seed.

use domain::{
    Change, ChangeBody, ChangeId, Class, KindId, RecordId, RegisterId, RegisterValue, Stamp,
    UnixMillis, WriterId,
};
use serde_json::Value as Json;
use store::{ActionId, LoggedAction, Purpose};
use sync::Ambient;

/// The moment at which samples begin.
pub const BEGIN: i64 = 1_790_000_000_000;

/// Chance that can be repeated.
pub struct Dice(std::sync::Mutex<blake3::OutputReader>);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(std::sync::Mutex::new(
            blake3::Hasher::new().update(&seed.to_le_bytes()).finalize_xof(),
        ))
    }

    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap().fill(&mut bytes);
        bytes
    }

    /// A number below `end`.
    pub fn below(&self, end: usize) -> usize {
        (u64::from_le_bytes(self.bytes()) % end as u64) as usize
    }

    fn of<'a>(&self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

impl Ambient for Dice {
    fn now(&self) -> UnixMillis {
        UnixMillis(BEGIN)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap().fill(bytes);
    }
}

const GIVEN: &[&str] = &[
    "Aino",
    "Eero",
    "Helmi",
    "Väinö",
    "Linnea",
    "Juho",
    "Saara",
    "Mikael",
    "Åsa",
    "Kristiina",
    "Onni",
    "Tuulikki",
    "Björn",
    "Elina",
    "Petteri",
    "Johanna",
    "Antti",
    "Riikka",
    "Sakari",
    "Maj",
];
/// Of which words are made that nobody wrote before, as names of companies and people are.
const SYLLABLES: &[&str] = &[
    "ka", "le", "vi", "ra", "nen", "mäki", "suo", "ta", "hei", "ris", "to", "lam", "pi", "jär",
    "ven", "pää", "ko", "ski", "ni", "mi", "nie", "sal", "la", "ho", "pu", "ru", "ster", "berg",
    "ström", "ek", "lund", "te", "sy", "vuo", "ri", "har", "ju", "ai", "no", "ut",
];

fn word(dice: &Dice) -> String {
    (0..2 + dice.below(2)).map(|_| dice.of(SYLLABLES)).collect()
}

/// A value as people write it; eleven bytes in the mean.
fn text(dice: &Dice) -> String {
    match dice.below(8) {
        0 => dice.of(GIVEN).to_owned(),
        1 => word(dice),
        2 => format!("+358{}{:07}", [40, 44, 50][dice.below(3)], dice.below(10_000_000)),
        3 => format!("2026-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28)),
        4 => format!("{} {}", dice.of(GIVEN), word(dice)),
        5 => format!("{} {} {}", word(dice), word(dice), word(dice)),
        6 => format!("{}.{}@{}.fi", dice.of(GIVEN).to_lowercase(), word(dice), word(dice)),
        _ => ["open", "contacted", "active"][dice.below(3)].to_owned(),
    }
}

pub struct Habit {
    pub changes_at_a_record: usize,
    /// How many records there are to return to; the others are new.
    pub known_records: usize,
}

/// A workstation that writes.
pub struct Author {
    pub writer: WriterId,
    next: u64,
    now: i64,
    known: Vec<RecordId>,
    actor: &'static str,
}

impl Author {
    pub fn new(dice: &Dice, known_records: usize) -> Author {
        let known = (0..known_records).map(|_| {
            let age = dice.below(86_400_000 * 365) as u64;
            RecordId::version7(BEGIN as u64 - age, dice.bytes())
        });
        let known = known.collect();
        Author { writer: WriterId(dice.bytes()), next: 1, now: BEGIN, known, actor: "Aino Laine" }
    }

    /// So many changes, as actions of a few fields each.
    pub fn work(&mut self, dice: &Dice, changes: usize, habit: &Habit) -> Vec<LoggedAction> {
        let mut actions = Vec::new();
        let mut left = changes;
        while left > 0 {
            let size = left.min(1 + dice.below(2 * habit.changes_at_a_record - 1));
            left -= size;
            self.now += 5_000 + dice.below(60_000) as i64;
            let record = if self.known.is_empty() || dice.below(4) == 0 {
                RecordId::version7(self.now as u64, dice.bytes())
            } else {
                self.known[dice.below(self.known.len().min(habit.known_records))]
            };
            actions.push(self.action(dice, record, size));
        }
        actions
    }

    fn action(&mut self, dice: &Dice, record: RecordId, size: usize) -> LoggedAction {
        let stamp = Stamp::at(UnixMillis(self.now));
        let first = self.next;
        let start = dice.below(20);
        let changes = (0..size).map(|index| {
            let register = 1 + ((start + index) % 20) as u16;
            let value = RegisterValue([(register, Json::from(text(dice)))].into());
            let id = ChangeId { writer: self.writer, sequence: first + index as u64 };
            let body = ChangeBody::Set { register: RegisterId(register), value };
            Change { id, class: Class::Person, stamp, kind: KindId(2), record, body }
        });
        let changes = changes.collect();
        self.next += size as u64;
        let id = ActionId(ChangeId { writer: self.writer, sequence: first });
        let at = UnixMillis(self.now);
        LoggedAction { id, actor: self.actor.into(), purpose: Purpose::Edit, at, changes }
    }
}

/// The bytes of the texts in actions.
pub fn value_bytes(actions: &[LoggedAction]) -> usize {
    let changes = actions.iter().flat_map(|action| &action.changes);
    let values = changes.filter_map(|change| match &change.body {
        ChangeBody::Set { value, .. } => Some(value),
        _ => None,
    });
    values.flat_map(|value| value.0.values()).map(|v| v.as_str().map_or(8, str::len)).sum()
}
