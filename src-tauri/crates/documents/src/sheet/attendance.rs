//! Lists to be signed: one a day or a session, each with lines for those who had not registered.

use domain::dates::{day_heading, time_range, weekday_date};

use super::composer::Composer;
use super::draw::{Part, ground, rule};
use super::flow::{self, Join, Slug};
use super::funder::PARTICIPANTS;
use super::link::shown;
use super::running::{MEASURE, Running};
use super::shrink::{Place, shortened};
use super::table::{Cell, Column, Table, row_slug};
use super::theme::{HAIRLINE, INK, QUIET};
use crate::code::qr;
use crate::ir::{Colour, Document, Node, NodeId, Owner, Page, Point, Role, Size, Tree};
use crate::model::{
    AttendanceBook, AttendanceSheet, Edition, Funding, ListedPerson, Phrase, ProgrammePeriod,
};
use crate::paragraph::{Line, Setting, Span, Style, clean};
use crate::shipped::Fonts;
use crate::wording::lists;

/// Points of a line to sign on: 10 mm.
const LINE_HEIGHT: f32 = 28.35;
const NUMBER: Column = Column::new(0.0, 24.0);
const NAME: Column = Column::new(34.0, 148.0);
const ORGANISATION: Column = Column::new(192.0, 120.0);
const SIGNATURE: Column = Column::new(322.0, MEASURE - 322.0);

/// Lays out the signature lists of an event on A4: every list begins a page, its pages are counted
/// by themselves and say whose list they are and who pays.
///
/// Sizes are in points. Never fails: text that no rule can divide is torn, letters that no font
/// has are replaced (see [`crate::missing_letters`]). A book without lists is one list of the
/// event's first day.
pub fn lay_out_attendance(book: &AttendanceBook, edition: &Edition, fonts: &Fonts) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, 1.0);
    let whole = [AttendanceSheet {
        day: book.occasion.first_day,
        session: Phrase::new("", composer.language()),
        times: None,
        room: String::new(),
    }];
    let sheets = if book.sheets.is_empty() { &whole[..] } else { &book.sheets };
    let mut pages: Vec<Page> = Vec::new();
    let mut outline = Vec::new();
    for sheet in sheets {
        let section = composer.node(Tree::ROOT, Role::Section);
        let list = List { book, sheet, section };
        let slugs = list.slugs(&mut composer);
        let running = Running {
            name: list.name(&composer),
            section,
            funding: book.occasion.funding.as_ref(),
            house: edition.house.foot.as_ref(),
        };
        let filled = flow::fill(slugs, running.frame());
        outline.extend(flow::outline(&filled, pages.len() as u32));
        pages.extend(running.finish(&mut composer, filled));
    }
    let kind = lists::ATTENDANCE_LIST.text(composer.language());
    let head = composer.head(titled(book.occasion.title.text(), kind), &book.occasion.organiser);
    Document { head, tree: composer.tree, pages, outline }
}

/// True where nothing of a text can be printed.
pub(super) fn says_nothing(text: &Phrase) -> bool {
    clean(text.text()).is_empty()
}

/// The name of an event with the kind of its sheet; never empty.
pub(super) fn titled(title: &str, kind: &str) -> String {
    let title = clean(title).replace('\n', " ");
    if title.is_empty() { kind.to_owned() } else { format!("{title} \u{2013} {kind}") }
}

/// One list.
struct List<'b> {
    book: &'b AttendanceBook,
    sheet: &'b AttendanceSheet,
    section: NodeId,
}

impl List<'_> {
    /// What the foot calls the list: the event, and the session or the day.
    fn name(&self, composer: &Composer) -> String {
        let day = weekday_date(self.sheet.day, composer.language());
        let kind = lists::ATTENDANCE_LIST.text(composer.language());
        let parts = [self.book.occasion.title.text(), self.sheet.session.text(), &day, kind];
        let parts = parts.into_iter().map(|part| clean(part).replace('\n', " "));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} ")
    }

    fn slugs(&self, composer: &mut Composer) -> Vec<Slug> {
        let heading = self.heading(composer);
        let mut opening = Slug::new(heading, 0.0, Join::Free);
        let day = day_heading(self.sheet.day, composer.language());
        let session = clean(self.sheet.session.text()).replace('\n', " ");
        let bookmark = if session.is_empty() { day } else { format!("{day} {session}") };
        opening.bookmark = Some((bookmark, 0));
        let columns = [NUMBER, NAME, ORGANISATION, SIGNATURE];
        let labels = [&lists::NUMBER, &lists::NAME, &lists::ORGANISATION, &lists::SIGNATURE]
            .map(|label| composer.named(label));
        let (table, head) = Table::begin(composer, self.section, &columns, &labels);
        let mut slugs = vec![opening, Slug { before: 14.0, ..head }];
        let blank = usize::from(self.book.blank_lines);
        for index in 0..self.book.people.len() + blank {
            let row = row(composer, &table, index + 1, self.book.people.get(index));
            slugs.push(row_slug(row, table.head(), index == 0));
        }
        if slugs.len() == 2 {
            // A table has a body, be it of one line.
            slugs.push(row_slug(row(composer, &table, 1, None), table.head(), true));
        }
        slugs
    }

    fn heading(&self, composer: &mut Composer) -> Part {
        let theme = composer.theme;
        let language = composer.language();
        let mut part = Part::default();
        let kind = composer.named(&lists::ATTENDANCE_LIST);
        let title = &self.book.occasion.title;
        if says_nothing(title) {
            part.add_below(said(
                composer,
                self.section,
                Role::Heading(1),
                &kind,
                theme.title(),
                60.0,
            ));
        } else {
            let kicker = composer.node(self.section, Role::Paragraph);
            let setting = Setting::title(MEASURE, language);
            part.add_lines(composer.label(kicker, &kind, theme.kicker(), setting), 0.0);
            part.add_space(1.0);
            let style = theme.display(24.0, 28.0, INK);
            part.add_below(said(composer, self.section, Role::Heading(1), title, style, 84.0));
        }
        let whole_day = says_nothing(&self.sheet.session);
        let when = self.when(composer, whole_day);
        let style = theme.heading_style(14.0, 19.0, INK);
        part.add_space(6.0);
        if whole_day {
            part.add_below(said(composer, self.section, Role::Heading(2), &when, style, 60.0));
        } else {
            let session = &self.sheet.session;
            part.add_below(said(composer, self.section, Role::Heading(2), session, style, 84.0));
            let style = theme.semi_bold(11.0, 15.0, theme.accent);
            part.add_below(said(composer, self.section, Role::Paragraph, &when, style, 45.0));
        }
        let places = [&self.sheet.room, &self.book.occasion.place];
        let places = places.into_iter().map(|place| shortened(place));
        let places = places.filter(|place| !place.is_empty()).collect::<Vec<_>>().join(" \u{b7} ");
        if !places.is_empty() {
            let places = Phrase::new(places, language);
            let style = theme.quiet_text();
            part.add_below(said(composer, self.section, Role::Paragraph, &places, style, 44.0));
        }
        part.add_space(9.0);
        part.add_below(self.notice(composer));
        part
    }

    fn when(&self, composer: &Composer, in_full: bool) -> Phrase {
        let day = self.sheet.day;
        composer.languages.phrase(|language| {
            let day =
                if in_full { day_heading(day, language) } else { weekday_date(day, language) };
            match self.sheet.times {
                Some((starts, ends)) => {
                    format!("{day} {}", time_range(starts.time(), ends.time(), language))
                }
                None => day,
            }
        })
    }

    /// What the list is for, and where participants of the project report themselves.
    fn notice(&self, composer: &mut Composer) -> Part {
        let purpose = composer.named(&lists::PURPOSE);
        let style = composer.theme.small();
        let reported = self.book.occasion.funding.as_ref().filter(|funding| {
            self.book.participants_report
                && funding.programme_period == ProgrammePeriod::Period2021To2027
        });
        match reported {
            Some(funding) => self.report_yourself(composer, funding, &purpose),
            None => said(composer, self.section, Role::Paragraph, &purpose, style, 60.0),
        }
    }

    fn report_yourself(
        &self,
        composer: &mut Composer,
        funding: &Funding,
        purpose: &Phrase,
    ) -> Part {
        let theme = composer.theme;
        let language = composer.language();
        let call = composer.named(&lists::REPORT_YOURSELF);
        let (x, y) = (CODE + 2.0 * PADDING, PADDING);
        let measure = MEASURE - x - PADDING;
        let setting = Setting::title(measure, language);
        let mut text = Part::default();
        let node = composer.node(self.section, Role::Paragraph);
        let place = Place { style: theme.name(), setting, room: 40.0 };
        text.add_below(composer.say_fitted(node, &call, place));
        text.add_lines(self.address(composer, funding, setting), 0.0);
        let code = code(composer, self.section);
        let node = composer.node(self.section, Role::Paragraph);
        let place = Place { style: theme.small(), setting, room: 60.0 };
        text.add_space(2.0);
        text.add_below(composer.say_fitted(node, purpose, place));
        let height = text.height.max(CODE) + 2.0 * PADDING;
        let mut band = Part::default();
        band.items.push(ground(Point::default(), Size { width: MEASURE, height }, theme.tint));
        let lift = (height - 2.0 * y - text.height) / 2.0;
        band.add_part(code, PADDING, (height - CODE) / 2.0);
        band.add_part(text, x, y + lift);
        band.height = height;
        band
    }

    /// Where to report, and the code that is asked for there.
    fn address(&self, composer: &mut Composer, funding: &Funding, setting: Setting) -> Vec<Line> {
        let node = composer.node(self.section, Role::Paragraph);
        let style = composer.theme.text();
        let code = shortened(&funding.project_code);
        let address = shown(PARTICIPANTS);
        if code.is_empty() {
            return composer.set(&address, style, Owner::Node(node), setting);
        }
        let said = composer.own(|words| words.project_code);
        let said: Vec<(String, Owner)> = said
            .wordings()
            .map(|wording| {
                (format!(" \u{b7} {} {code}", wording.text), composer.voice(node, wording.language))
            })
            .collect();
        let address = Span { text: &address, style, owner: Owner::Node(node) };
        let codes = said.iter().map(|(text, owner)| Span { text, style, owner: *owner });
        let spans: Vec<Span> = std::iter::once(address).chain(codes).collect();
        composer.set_spans(&spans, setting)
    }
}

/// Points of the square code beside the call to report.
const CODE: f32 = 58.0;
const PADDING: f32 = 8.0;

/// The code that leads to where participants enter their own data, on white.
fn code(composer: &mut Composer, parent: NodeId) -> Part {
    let says = lists::QR_CODE.text(composer.language());
    let figure = Node::new(Role::Figure).alternative(format!("{says}: {}", shown(PARTICIPANTS)));
    let size = Size { width: CODE, height: CODE };
    let mut part = Part::default();
    part.items.push(ground(Point::default(), size, Colour::WHITE));
    let owner = Owner::Node(composer.tree.add(parent, figure));
    part.items.extend(qr(PARTICIPANTS, Point::default(), CODE, owner).into_iter().flatten());
    part.height = CODE;
    part
}

/// A block of at most `room` points over the whole measure.
pub(super) fn said(
    composer: &mut Composer,
    parent: NodeId,
    role: Role,
    text: &Phrase,
    style: Style,
    room: f32,
) -> Part {
    if says_nothing(text) {
        return Part::default();
    }
    let node = composer.node(parent, role);
    let setting = Setting::title(MEASURE, composer.language());
    composer.say_fitted(node, text, Place { style, setting, room })
}

/// A line of the list: of a person, or empty for someone who comes unannounced.
fn row(
    composer: &mut Composer,
    table: &Table,
    number: usize,
    person: Option<&ListedPerson>,
) -> Part {
    let theme = composer.theme;
    let number = number.to_string();
    let number = Cell::Counts(&number, theme.regular(9.5, 14.0, QUIET).tabular());
    let name = theme.semi_bold(11.5, 14.0, INK);
    let organisation = theme.regular(10.0, 12.5, INK);
    let mut cells = [number, Cell::Empty, Cell::Empty, Cell::Empty];
    if let Some(person) = person {
        cells[1] = Cell::Heads(&person.name, name);
        cells[2] = Cell::Holds(&person.organisation, organisation);
    }
    let mut row = table.row(composer, &cells, LINE_HEIGHT);
    let bottom = row.height - RULE;
    for column in [NUMBER, NAME, ORGANISATION, SIGNATURE] {
        let written = column.x == SIGNATURE.x || (person.is_none() && column.x > 0.0);
        let colour = if written { QUIET } else { HAIRLINE };
        row.items.push(rule(column.x, bottom, column.width, RULE, colour));
    }
    row
}

const RULE: f32 = 0.6;
