//! Everyone who speaks, in the order of last names, with what they speak in.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::dates::{time, weekday_date};
use domain::sort_key;

use super::composer::Composer;
use super::draw::{Part, part, rule};
use super::flow::{Join, Slug};
use super::notes::{bookmarked, heading};
use super::shrink::shortened;
use super::theme::{HAIRLINE, INK};
use crate::ir::{NodeId, Owner, Role, Tree};
use crate::model::{ProgrammeBook, Session, SessionKind, Speaker, Wording};
use crate::paragraph::{Setting, Style};

/// Fewer people are found faster in the list of sessions.
const FEWEST: usize = 4;
/// The share of the measure that names take.
const NAMES: f32 = 0.42;
const GAP: f32 = 16.0;
const BETWEEN: f32 = 9.0;
const BELOW_RULE: f32 = 7.0;
/// Beginnings of one title that stay on a page.
const TOGETHER: usize = 20;

/// One person and what they speak in.
#[derive(Debug)]
struct Voice<'b> {
    name: &'b str,
    title: &'b str,
    organisation: &'b str,
    /// Titles with every beginning, in order of the first.
    sessions: Vec<(&'b Wording, Vec<NaiveDateTime>)>,
}

/// The section of speakers; nothing where they are few.
pub(super) fn speakers(composer: &mut Composer, book: &ProgrammeBook, measure: f32) -> Vec<Slug> {
    let voices = voices(book);
    if voices.len() < FEWEST {
        return Vec::new();
    }
    let section = composer.node(Tree::ROOT, Role::Section);
    let title = composer.own(|words| words.pages.speakers);
    let setting = Setting::title(measure, composer.language());
    let style = composer.theme.heading();
    let opening = heading(composer, section, &title, 2, style, setting);
    let mut slugs = bookmarked(opening, title.text(), 1);
    let several_days = book.days.len() > 1;
    let list = composer.node(section, Role::List);
    for (index, voice) in voices.iter().enumerate() {
        let item = composer.node(list, Role::ListItem);
        let body = composer.node(item, Role::ListBody);
        let mut row = Row { composer, body, measure, several_days }.slugs(voice);
        if let Some(first) = row.first_mut() {
            first.before = if index == 0 { BELOW_RULE } else { BETWEEN };
            // A heading with one name below it at the end of a page looks like a mistake.
            first.join = match index {
                0 => Join::Never,
                1 | 2 => Join::Reluctant,
                _ => Join::Free,
            };
        }
        slugs.append(&mut row);
    }
    slugs
}

struct Row<'a, 'f> {
    composer: &'a mut Composer<'f>,
    body: NodeId,
    measure: f32,
    several_days: bool,
}

impl Row<'_, '_> {
    /// One person; a page ends within what they speak in only where that is higher than a page.
    fn slugs(&mut self, voice: &Voice) -> Vec<Slug> {
        let names = self.measure * NAMES;
        let left = self.person(voice, names - GAP);
        let left_bottom = BELOW_RULE + left.height;
        let mut opening = Part::default();
        opening.items.push(rule(0.0, 0.0, self.measure, 0.5, HAIRLINE));
        opening.add_part(left, 0.0, BELOW_RULE);
        opening.height = BELOW_RULE;
        let theme = self.composer.theme;
        // The first line of small letters shares the baseline of the name beside it.
        opening.add_space((theme.name().leading - self.beginnings().leading) / 2.0);
        let mut slugs = vec![Slug::new(opening, 0.0, Join::Free)];
        for (index, session) in self.sessions(voice, self.measure - names).into_iter().enumerate() {
            match slugs.last_mut().filter(|_| index == 0) {
                Some(opening) => {
                    let y = opening.part.height;
                    opening.part.add_part(session, names, y);
                }
                None => {
                    let mut part = Part::default();
                    part.add_part(session, names, 0.0);
                    slugs.push(Slug::new(part, 0.0, Join::Never));
                }
            }
        }
        let told: f32 = slugs.iter().map(|slug| slug.part.height).sum();
        if let Some(last) = slugs.last_mut() {
            last.part.height += (left_bottom - told).max(0.0);
        }
        slugs
    }

    /// The style of when a session begins.
    fn beginnings(&self) -> Style {
        let theme = self.composer.theme;
        theme.regular(9.5, 13.0, theme.accent).tabular()
    }

    fn person(&mut self, voice: &Voice, measure: f32) -> Part {
        let theme = self.composer.theme;
        let mut setting = Setting::title(measure, self.composer.language());
        setting.names = true;
        let owner = Owner::Node(self.composer.node(self.body, Role::Paragraph));
        let mut said =
            part(self.composer.set(&shortened(voice.name), theme.name(), owner, setting));
        let parts = [voice.title, voice.organisation].into_iter().filter(|part| !part.is_empty());
        let rest = parts.collect::<Vec<_>>().join(", ");
        if !rest.is_empty() {
            let owner = Owner::Node(self.composer.node(self.body, Role::Paragraph));
            let style = theme.small();
            said.add_lines(self.composer.set(&shortened(&rest), style, owner, setting), 0.0);
        }
        said
    }

    /// What the person speaks in, a part a title; one that is held many times is several parts.
    fn sessions(&mut self, voice: &Voice, measure: f32) -> Vec<Part> {
        let language = self.composer.language();
        let style = self.beginnings();
        let column = style.size * if self.several_days { 5.2 } else { 3.4 };
        let mut parts = Vec::new();
        for (title, beginnings) in &voice.sessions {
            let node = self.composer.node(self.body, Role::Paragraph);
            for (index, beginnings) in beginnings.chunks(TOGETHER).enumerate() {
                let mut setting = Setting::text(column, language);
                setting.hyphenate = false;
                let when: Vec<String> = beginnings.iter().map(|at| self.beginning(*at)).collect();
                let when = when.join("\n");
                let mut said = part(self.composer.set(&when, style, Owner::Node(node), setting));
                if index == 0 {
                    let owner = self.composer.voice(node, title.language);
                    let setting = Setting::title(measure - column, title.language);
                    let style = self.composer.theme.regular(9.5, 13.0, INK);
                    let title = self.composer.set(&shortened(&title.text), style, owner, setting);
                    said.add_part(part(title), column, 0.0);
                }
                parts.push(said);
            }
        }
        parts
    }

    fn beginning(&self, at: NaiveDateTime) -> String {
        let language = self.composer.language();
        let clock = time(at.time(), language);
        if !self.several_days {
            return clock;
        }
        let date = weekday_date(at.date(), language);
        format!("{} {clock}", date.split(' ').next().unwrap_or_default())
    }
}

/// Everyone who speaks: one person, one entry, though a name stand in several sessions, once
/// perhaps without an organisation.
fn voices(book: &ProgrammeBook) -> Vec<Voice<'_>> {
    let mut found: BTreeMap<String, Vec<Voice>> = BTreeMap::new();
    let mut sessions: Vec<&Session> = book.days.iter().flat_map(|day| &day.sessions).collect();
    sessions.sort_by_key(|session| session.starts);
    for session in sessions.into_iter().filter(|session| session.kind == SessionKind::Talk) {
        for speaker in session.speakers.iter().filter(|speaker| !speaker.name.trim().is_empty()) {
            let alike = found.entry(speaker.name.trim().to_lowercase()).or_default();
            let known = alike.iter_mut().find(|voice| is_one(voice, speaker));
            match known {
                Some(voice) => voice.learn(speaker, session),
                None => {
                    let mut voice =
                        Voice { name: "", title: "", organisation: "", sessions: Vec::new() };
                    voice.learn(speaker, session);
                    alike.push(voice);
                }
            }
        }
    }
    let mut voices: Vec<Voice> = found.into_values().flatten().collect();
    voices.sort_by_cached_key(|voice| (last_name_first(voice.name), voice.organisation));
    voices
}

fn is_one(voice: &Voice, speaker: &Speaker) -> bool {
    let organisation = speaker.organisation.trim();
    organisation.is_empty()
        || voice.organisation.is_empty()
        || voice.organisation.eq_ignore_ascii_case(organisation)
}

impl<'b> Voice<'b> {
    /// Takes over what a session says of the person.
    fn learn(&mut self, speaker: &'b Speaker, session: &'b Session) {
        for (kept, told) in [
            (&mut self.name, &speaker.name),
            (&mut self.title, &speaker.title),
            (&mut self.organisation, &speaker.organisation),
        ] {
            if kept.is_empty() {
                *kept = told.trim();
            }
        }
        let title = &session.title.first;
        match self.sessions.iter_mut().find(|(known, _)| *known == title) {
            Some((_, beginnings)) if beginnings.last() == Some(&session.starts) => {}
            Some((_, beginnings)) => beginnings.push(session.starts),
            None => self.sessions.push((title, vec![session.starts])),
        }
    }
}

/// The order of a name by its last part; a lower-case particle belongs to the last name (`von
/// Wright` stands under V, as Finnish lists do).
fn last_name_first(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut from = words.len().saturating_sub(1);
    while from > 1 && words[from - 1].chars().all(|letter| letter.is_lowercase()) {
        from -= 1;
    }
    let (first, last) = words.split_at(from);
    sort_key(&format!("{} {}", last.join(" "), first.join(" ")))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::Language;

    use super::*;
    use crate::model::{Attendance, Day, Occasion, Phrase};

    fn book(sessions: &[(&str, &[[&str; 2]])]) -> ProgrammeBook {
        let date = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
        let session = |(index, (title, speakers)): (usize, &(&str, &[[&str; 2]]))| Session {
            starts: date.and_hms_opt(9 + index as u32, 0, 0).unwrap(),
            ends: date.and_hms_opt(10 + index as u32, 0, 0).unwrap(),
            title: Phrase::new(*title, Language::Fi),
            description: Phrase::new("", Language::Fi),
            room: String::new(),
            kind: SessionKind::Talk,
            attendance: Attendance::Everyone,
            speakers: speakers
                .iter()
                .map(|[name, organisation]| Speaker {
                    name: (*name).into(),
                    title: String::new(),
                    organisation: (*organisation).into(),
                })
                .collect(),
        };
        ProgrammeBook {
            occasion: Occasion {
                title: Phrase::new("Päivä", Language::Fi),
                first_day: date,
                last_day: date,
                place: String::new(),
                organiser: String::new(),
                web_address: String::new(),
                funding: None,
            },
            subtitle: Phrase::new("", Language::Fi),
            kind: Phrase::new("", Language::Fi),
            description: Phrase::new("", Language::Fi),
            tracks: Vec::new(),
            days: vec![Day { date, sessions: sessions.iter().enumerate().map(session).collect() }],
            practical: Vec::new(),
            map: None,
            partners: Vec::new(),
        }
    }

    #[test]
    fn speakers_stand_in_the_finnish_order_of_last_names() {
        let names = ["Eetu Öhman", "Åsa Ahl", "Leo von Wright", "Aino Åström", "Ari", "Ilo Zeta"];
        let speakers: Vec<[&str; 2]> = names.iter().map(|name| [*name, ""]).collect();
        let book = book(&[("Avaus", &speakers)]);
        let order: Vec<&str> = voices(&book).iter().map(|voice| voice.name).collect();
        let expected =
            ["Åsa Ahl", "Ari", "Leo von Wright", "Ilo Zeta", "Aino Åström", "Eetu Öhman"];
        assert_eq!(order, expected);
    }

    #[test]
    fn one_person_is_one_entry_and_two_of_a_name_are_two() {
        let book = book(&[
            ("Avaus", &[["Aino Ek", ""], ["Matti Virtanen", "Karelia"]]),
            ("Paneeli", &[["aino ek ", "UEF"], ["Matti Virtanen", "Metalli Oy"]]),
        ]);
        let voices = voices(&book);
        let facts: Vec<_> = voices
            .iter()
            .map(|voice| (voice.name, voice.organisation, voice.sessions.len()))
            .collect();
        let expected = [
            ("Aino Ek", "UEF", 2),
            ("Matti Virtanen", "Karelia", 1),
            ("Matti Virtanen", "Metalli Oy", 1),
        ];
        assert_eq!(facts, expected);
    }
}
