//! The list of sessions: what is held, by whom, what it is about.

use domain::Language;
use domain::dates::{day_heading, times};

use super::composer::Composer;
use super::draw::{Part, part, rule};
use super::flow::{Join, Slug, paragraph};
use super::notes::{self, Column, bookmarked, heading, paragraphs};
use super::shrink::{is_long, shortened};
use super::theme::HAIRLINE;
use crate::ir::{NodeId, Owner, Role, Tree};
use crate::model::{Attendance, ProgrammeBook, Session, SessionKind, Speaker};
use crate::paragraph::{Setting, Span, clean};

/// Points of the column of times, the gap after it included.
const TIME_COLUMN: f32 = 96.0;
const BETWEEN: f32 = 13.0;
const BELOW_RULE: f32 = 10.0;

/// Every session that has something to say, day by day.
pub(super) fn session_list(
    composer: &mut Composer,
    book: &ProgrammeBook,
    measure: f32,
) -> Vec<Slug> {
    // A pause whose title tables show only the beginning of is told here too.
    let told = |session: &&Session| {
        session.kind == SessionKind::Talk
            || !session.description.is_empty()
            || session.title.wordings().any(|wording| is_long(&wording.text))
    };
    if !book.days.iter().any(|day| day.sessions.iter().any(|session| told(&session))) {
        return Vec::new();
    }
    let section = composer.node(Tree::ROOT, Role::Section);
    let title = composer.own(|words| words.sessions);
    let setting = Setting::title(measure, composer.language());
    let style = composer.theme.heading();
    let opening = heading(composer, section, &title, 2, style, setting);
    let mut slugs = bookmarked(opening, title.text(), 1);
    let mut after_heading = true;
    let several_days = book.days.len() > 1;
    for day in &book.days {
        let mut sessions: Vec<&Session> = day.sessions.iter().filter(told).collect();
        sessions.sort_by_key(|session| (session.starts, track_index(session)));
        if sessions.is_empty() {
            continue;
        }
        if several_days {
            let date = composer.languages.phrase(|language| day_heading(day.date, language));
            let style = composer.theme.subheading();
            let mut head = heading(composer, section, &date, 3, style, setting);
            if let Some(first) = head.first_mut() {
                first.before = if after_heading { 6.0 } else { 26.0 };
                first.join = if after_heading { Join::Never } else { Join::Free };
            }
            slugs.append(&mut bookmarked(head, date.text(), 2));
            after_heading = true;
        }
        for session in sessions {
            let level = if several_days { 4 } else { 3 };
            let time_column = TIME_COLUMN.min(measure * 0.24);
            let mut list = Entry { composer, section, book, measure, time_column };
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
    composer: &'a mut Composer<'f>,
    section: NodeId,
    book: &'b ProgrammeBook,
    measure: f32,
    /// Points of the column of times, the gap after it included.
    time_column: f32,
}

impl Entry<'_, '_, '_> {
    fn language(&self) -> Language {
        self.composer.language()
    }

    /// One session; a page ends within it only where it is higher than a page.
    fn slugs(&mut self, session: &Session, level: u8) -> Vec<Slug> {
        let x = self.time_column;
        let measure = self.measure - x;
        let setting = Setting::title(measure, self.language());
        let mut title = Vec::new();
        if !clean(session.title.text()).is_empty() {
            let node = self.composer.node(self.section, Role::Heading(level));
            let style = self.composer.theme.session_title();
            title = self.composer.say(node, &session.title, style, setting);
        }

        let aside = self.aside(session);
        let mut opening = Part::default();
        opening.items.push(rule(0.0, 0.0, self.measure, 0.5, HAIRLINE));
        opening.add_space(BELOW_RULE);
        let aside_bottom = BELOW_RULE + aside.height;
        opening.add_part(aside, 0.0, BELOW_RULE);
        opening.height = BELOW_RULE;
        let mut body: Vec<Slug> = paragraph(title, x, 0.0, Join::Free, Join::Reluctant);
        for (index, speaker) in session.speakers.iter().enumerate() {
            let before = if index == 0 { 2.0 } else { 0.0 };
            body.extend(self.speaker(speaker, measure, before));
        }
        let column = Column { x, measure, inside: Join::Reluctant };
        body.extend(notes::text(self.composer, self.section, &session.description, column));
        if paragraphs(session.description.text()).next().is_some()
            && let Some(second) = body.get_mut(1)
        {
            second.join = Join::Never;
        }
        let mut body = body.into_iter();
        if let Some(first) = body.next() {
            opening.add_below(first.part);
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
        let owner = Owner::Node(self.composer.node(self.section, Role::Paragraph));
        let language = self.language();
        let measure = self.time_column - 12.0;
        let mut setting = Setting::text(measure, language);
        setting.hyphenate = false;
        let times = times(session.starts.time(), session.ends.time(), language);
        let style = self.composer.theme.time();
        let mut aside = part(self.composer.set(&times, style, owner, setting));
        for place in self.places(session) {
            let owner = Owner::Node(self.composer.node(self.section, Role::Paragraph));
            let setting = Setting::title(measure, language);
            let style = self.composer.theme.small();
            aside.add_lines(self.composer.set(&place, style, owner, setting), 0.0);
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
        let owner = Owner::Node(self.composer.node(self.section, Role::Paragraph));
        let rest: Vec<&str> = [speaker.title.trim(), speaker.organisation.trim()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let rest = rest.iter().map(|part| format!(", {part}")).collect::<String>();
        let theme = self.composer.theme;
        let spans = [
            Span { text: speaker.name.trim(), style: theme.name(), owner },
            Span { text: &rest, style: theme.quiet_text(), owner },
        ];
        let mut setting = Setting::text(measure, self.language());
        setting.hyphenate = false;
        let lines = self.composer.set_spans(&spans, setting);
        paragraph(lines, self.time_column, before, Join::Never, Join::Reluctant)
    }
}
