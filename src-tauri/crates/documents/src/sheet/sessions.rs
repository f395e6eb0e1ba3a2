//! The list of sessions: what is held, by whom, what it is about.

use domain::Language;
use domain::dates::{day_heading, times};

use super::draw::{Part, part, rule};
use super::flow::{Join, Slug, paragraph};
use super::notes::{self, bookmarked, heading, paragraphs};
use super::shrink::shortened;
use super::theme::{HAIRLINE, HEADING, NAME, QUIET_TEXT, SESSION_TITLE, SMALL, SUBHEADING, TIME};
use crate::ir::{Node, NodeId, Owner, Role, Tree};
use crate::model::{Attendance, ProgrammeBook, Session, SessionKind, Speaker};
use crate::paragraph::{Setting, Span, clean, set, set_text};
use crate::shape::Shaper;
use crate::wording::words;

/// Points of the column of times, the gap after it included.
const TIME_COLUMN: f32 = 96.0;
const BETWEEN: f32 = 13.0;
const BELOW_RULE: f32 = 10.0;

/// Every session that has something to say, day by day.
pub(super) fn session_list(
    shaper: &mut Shaper,
    tree: &mut Tree,
    book: &ProgrammeBook,
    measure: f32,
) -> Vec<Slug> {
    let told = |session: &&Session| {
        session.kind == SessionKind::Talk || !session.description.trim().is_empty()
    };
    if !book.days.iter().any(|day| day.sessions.iter().any(|session| told(&session))) {
        return Vec::new();
    }
    let section = tree.add(Tree::ROOT, Node::new(Role::Section));
    let title = words(book.language).sessions;
    let setting = Setting::title(measure, book.language);
    let opening = heading(shaper, tree, section, title, 2, HEADING, setting);
    let mut slugs = bookmarked(opening, title, 1);
    let several_days = book.days.len() > 1;
    for day in &book.days {
        let mut sessions: Vec<&Session> = day.sessions.iter().filter(told).collect();
        sessions.sort_by_key(|session| (session.starts, track_index(session)));
        if sessions.is_empty() {
            continue;
        }
        let mut after_heading = slugs.len() <= 1;
        if several_days {
            let date = day_heading(day.date, book.language);
            let mut head = heading(shaper, tree, section, &date, 3, SUBHEADING, setting);
            if let Some(first) = head.first_mut() {
                first.before = if after_heading { 6.0 } else { 26.0 };
                first.join = if after_heading { Join::Never } else { Join::Free };
            }
            slugs.append(&mut bookmarked(head, &date, 2));
            after_heading = true;
        }
        for session in sessions {
            let level = if several_days { 4 } else { 3 };
            let mut list = Entry { shaper, tree, section, book, measure };
            let mut entry = list.slugs(session, level);
            if let Some(first) = entry.first_mut().filter(|_| after_heading) {
                first.join = Join::Never;
                first.before = 8.0;
            }
            after_heading = false;
            slugs.extend(entry);
        }
    }
    slugs
}

fn track_index(session: &Session) -> usize {
    match session.attendance {
        Attendance::Everyone => 0,
        Attendance::Track(track) => track + 1,
    }
}

struct Entry<'a, 'f, 'b> {
    shaper: &'a mut Shaper<'f>,
    tree: &'a mut Tree,
    section: NodeId,
    book: &'b ProgrammeBook,
    measure: f32,
}

impl Entry<'_, '_, '_> {
    fn language(&self) -> Language {
        self.book.language
    }

    fn owner(&mut self, role: Role) -> Owner {
        Owner::Node(self.tree.add(self.section, Node::new(role)))
    }

    /// One session; a page ends within it only where it is higher than a page.
    fn slugs(&mut self, session: &Session, level: u8) -> Vec<Slug> {
        let measure = self.measure - TIME_COLUMN;
        let setting = Setting::title(measure, self.language());
        let mut title = Vec::new();
        if !clean(&session.title).is_empty() {
            let owner = self.owner(Role::Heading(level));
            title = set_text(self.shaper, &session.title, SESSION_TITLE, owner, setting);
        }

        let aside = self.aside(session);
        let mut opening = Part::default();
        opening.items.push(rule(0.0, 0.0, self.measure, 0.5, HAIRLINE));
        opening.add_space(BELOW_RULE);
        let aside_bottom = BELOW_RULE + aside.height;
        opening.add_part(aside, 0.0, BELOW_RULE);
        opening.height = BELOW_RULE;
        let mut body: Vec<Slug> = paragraph(title, TIME_COLUMN, 0.0, Join::Free, Join::Reluctant);
        for (index, speaker) in session.speakers.iter().enumerate() {
            let before = if index == 0 { 2.0 } else { 0.0 };
            body.extend(self.speaker(speaker, measure, before));
        }
        let text = notes::text(
            self.shaper,
            self.tree,
            self.section,
            &session.description,
            TIME_COLUMN,
            measure,
            Join::Reluctant,
            self.book.language,
        );
        body.extend(text);
        if paragraphs(&session.description).next().is_some()
            && let Some(second) = body.get_mut(1)
        {
            second.join = Join::Never;
        }
        let mut body = body.into_iter();
        if let Some(first) = body.next() {
            let y = opening.height;
            opening.add_part(first.part, 0.0, y);
        }
        let mut slugs = vec![Slug::new(opening, BETWEEN, Join::Free)];
        slugs.extend(body);
        let told: f32 = slugs.iter().map(|slug| slug.before + slug.part.height).sum::<f32>();
        if let Some(last) = slugs.last_mut() {
            last.part.height += (aside_bottom - (told - BETWEEN)).max(0.0);
        }
        slugs
    }

    /// The times, and below them where: track and room.
    fn aside(&mut self, session: &Session) -> Part {
        let owner = self.owner(Role::Paragraph);
        let mut setting = Setting::text(TIME_COLUMN - 12.0, self.language());
        setting.hyphenate = false;
        let times = times(session.starts.time(), session.ends.time(), self.language());
        let mut aside = part(set_text(self.shaper, &times, TIME, owner, setting));
        for place in self.places(session) {
            let owner = self.owner(Role::Paragraph);
            let setting = Setting::title(TIME_COLUMN - 12.0, self.language());
            aside.add_lines(set_text(self.shaper, &place, SMALL, owner, setting), 0.0);
        }
        aside
    }

    fn places(&self, session: &Session) -> Vec<String> {
        let track = match session.attendance {
            Attendance::Track(track) => self.book.tracks.get(track),
            Attendance::Everyone => None,
        };
        let several = self.book.tracks.len() > 1;
        let name = track.filter(|_| several).map_or("", |track| track.name.as_str());
        let track_room = track.map_or("", |track| track.room.as_str());
        let room = if session.room.trim().is_empty() { track_room } else { &session.room };
        let mut places = vec![shortened(name), shortened(room)];
        places.retain(|place| !place.trim().is_empty());
        places.dedup();
        places
    }

    fn speaker(&mut self, speaker: &Speaker, measure: f32, before: f32) -> Vec<Slug> {
        let owner = self.owner(Role::Paragraph);
        let rest: Vec<&str> = [speaker.title.trim(), speaker.organisation.trim()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let rest = rest.iter().map(|part| format!(", {part}")).collect::<String>();
        let spans = [
            Span { text: speaker.name.trim(), style: NAME, owner },
            Span { text: &rest, style: QUIET_TEXT, owner },
        ];
        let mut setting = Setting::text(measure, self.language());
        setting.hyphenate = false;
        let lines = set(self.shaper, &spans, setting);
        paragraph(lines, TIME_COLUMN, before, Join::Never, Join::Reluctant)
    }
}
