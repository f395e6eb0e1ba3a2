//! Badges: sheets of pieces that each say who somebody is, to be read across a room.

mod form;

use super::composer::Composer;
use super::draw::{Part, ground, part, right_end, rule, written_end};
use super::funding::statement;
use super::largest::{Bounds, beside, in_line, largest, one_line, shrunk, voices};
use super::shrink::Place;
use super::tents::document_title;
use super::theme::{INK, QUIET};
use crate::impose::{Grid, double_sided, sheets};
use crate::ir::{
    Colour, Content, Document, Edge, Item, NodeId, OutlineEntry, Owner, Page, Point, Rect, Role,
    Size, Tree,
};
use crate::model::{Badge, BadgeBack, BadgeBook, Edition, Phrase};
use crate::paragraph::Setting;
use crate::shipped::Fonts;

use form::Form;

/// A first name takes a second line before it becomes much smaller, and is divided only where it
/// would be smaller than the last name of a small label.
const FIRST_NAME: Bounds = Bounds { lines: 2, least: 0.3 };
const LAST_NAME: Bounds = Bounds { lines: 2, least: 0.4 };
/// Shares of the size of all but the first name, from the usual down: what is around gives way
/// until the first name has the size that is read from three metres.
const SIZES: [f32; 4] = [0.9, 0.8, 0.7, 0.6];
/// Points of the shortest bar beside who pays.
const LEAST_BAR: f32 = 64.0;

/// Lays out the badges of an event on sheets of the book's stock, the people as one list.
///
/// A badge says the event, the first name as large as it can be, the last name, the organisation,
/// and in a bar at the foot what the person is at the event. Backs, where they are asked for and
/// the stock has any, follow each sheet with its columns mirrored, for printers that turn the
/// sheet on its long edge; they are no content, so that each name is read out once. Sizes are in
/// points. Never fails.
pub fn lay_out_badges(book: &BadgeBook, edition: &Edition, fonts: &Fonts) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, 1.0);
    let title = document_title(&composer, &book.occasion, |words| words.badges);
    let grid = book.stock.grid();
    let form = Form::of(book.stock);
    let list = Common::new(&mut composer, book, form);
    let backs = book.back == BadgeBack::SameAsFront && book.stock.has_backs();

    let mut outline = Vec::with_capacity(book.badges.len());
    let mut pieces = Vec::with_capacity(book.badges.len());
    for (index, badge) in book.badges.iter().enumerate() {
        let common = if index == 0 { list.said.clone() } else { list.said.as_artifact() };
        let name = one_line(&format!("{} {}", badge.first_name, badge.last_name));
        if !name.is_empty() {
            outline.push(bookmark(name, index, &grid, book, backs));
        }
        let piece = list.piece(&mut composer, badge, common);
        let back = piece.as_artifact();
        pieces.push((piece.items, back.items));
    }
    let mut pages = if backs {
        double_sided(&grid, pieces, book.used_cells)
    } else {
        let fronts = pieces.into_iter().map(|(front, _)| front).collect();
        sheets(&grid, fronts, book.used_cells)
    };
    for front in pages.iter_mut().step_by(if backs { 2 } else { 1 }) {
        front.items.splice(0..0, book.stock.cut_marks());
    }
    if pages.is_empty() {
        pages.push(Page { size: grid.sheet, items: Vec::new() });
    }
    let mut head = composer.head(title, &book.occasion.organiser);
    // Labels lie under what is printed only at the actual size.
    head.printing.actual_size = true;
    head.printing.both_sides = backs.then_some(Edge::Long);
    Document { head, tree: composer.tree, pages, outline }
}

fn bookmark(
    title: String,
    index: usize,
    grid: &Grid,
    book: &BadgeBook,
    backs: bool,
) -> OutlineEntry {
    let place = book.used_cells % grid.cells() + index;
    let sheet = place / grid.cells() * if backs { 2 } else { 1 };
    OutlineEntry { title, level: 0, page: sheet as u32, y: grid.area(place).origin.y }
}

/// The leading of names, as a share of their size.
const LEADING: f32 = 1.12;
/// What the marks of capitals reach above a line, as a share of their size.
const MARKS: f32 = 0.1;

/// What every badge of a book has in common, laid out once; it is content on the first alone.
struct Common {
    form: Form,
    /// The event above, and who pays below; as high as the badge.
    said: Part,
    /// Points from the top of a badge to what is below the event.
    top: f32,
    /// Points from the top of a badge to what is above who pays.
    bottom: f32,
    /// The place of the bar beside who pays, where there is one.
    bar: Option<Rect>,
    /// The list of people.
    people: NodeId,
}

impl Common {
    fn new(composer: &mut Composer, book: &BadgeBook, form: Form) -> Common {
        let Form { cell, padding, unit, .. } = form;
        let theme = composer.theme;
        let mut said = Part { items: Vec::new(), height: cell.height };
        let mut top = padding;
        if form.accent {
            said.items.push(rule(padding, top, 30.0 * unit, 2.5 * unit, theme.accent));
            top += 7.0 * unit;
        }
        let title = &book.occasion.title;
        if !title.is_empty() {
            let node = composer.node(Tree::ROOT, Role::Heading(1));
            let owners = voices(composer, node, title);
            let size = (10.5 * unit).max(6.5);
            let style = theme.semi_bold(size, size * 1.25, QUIET);
            let setting = Setting::title(form.measure(), composer.language());
            let place = Place { style, setting, room: style.leading * form.event_lines };
            let between = Owner::Node(node);
            let event = if form.event_lines < 2.0 {
                shrunk(place.room, |factor| {
                    let place = Place { style: style.scaled(factor), ..place };
                    part(beside(composer, (title, &owners), between, place, QUIET))
                })
            } else {
                in_line(composer, (title, &owners), between, place)
            };
            let taken = event.height;
            said.add_part(event, padding, top);
            top += taken;
        }
        let people =
            if book.badges.is_empty() { Tree::ROOT } else { composer.node(Tree::ROOT, Role::List) };
        let mut bottom = cell.height - padding;
        let mut bar = None;
        if let Some((funding, tall)) = book.occasion.funding.as_ref().zip(form.emblem) {
            let mark = statement(composer, Tree::ROOT, funding, tall, form.measure());
            let left = padding + written_end(&mark.items) + 12.0;
            bottom -= tall;
            said.add_part(mark, padding, bottom);
            let width = cell.width - padding - left;
            if form.bar_beside && width >= LEAST_BAR {
                let origin = Point { x: left, y: bottom };
                bar = Some(Rect { origin, size: Size { width, height: tall } });
            }
            bottom -= 7.0 * unit;
        }
        said.height = cell.height;
        Common { form, said, top, bottom, bar, people }
    }

    /// One badge; `common` is what all of them say, as content or not.
    fn piece(&self, composer: &mut Composer, badge: &Badge, common: Part) -> Part {
        let mut piece = common;
        let person = Person::new(composer, self.people, badge);
        let Some(person) = person else { return piece };
        let mut bottom = self.bottom;
        if let Some((role, node, owners)) = &person.role {
            let place = self.bar.unwrap_or_else(|| {
                let size = Size { width: self.form.measure(), height: self.form.bar };
                bottom -= self.form.bar;
                let origin = Point { x: self.form.padding, y: bottom };
                bottom -= 4.5 * self.form.unit;
                Rect { origin, size }
            });
            let bar = self.role(composer, (role, owners), Owner::Node(*node), place.size);
            piece.add_part(bar, place.origin.x, place.origin.y);
        }
        let names = self.names(composer, &person, bottom - self.top);
        let slack = (bottom - self.top - names.height).max(0.0);
        piece.add_part(names, self.form.padding, self.top + slack * 0.45);
        piece.height = self.form.cell.height;
        piece
    }

    /// What the person is, in white on the accent, which has the contrast that text needs.
    fn role(
        &self,
        composer: &mut Composer,
        role: (&Phrase, &[Owner]),
        between: Owner,
        size: Size,
    ) -> Part {
        let letters = self.form.bar * 0.6;
        let inset = self.form.bar * 0.42;
        let style = composer.theme.semi_bold(letters, letters * 1.25, Colour::WHITE);
        let setting = Setting::title(size.width - 2.0 * inset, composer.language());
        let room = size.height * 0.88;
        let said = shrunk(room, |factor| {
            let place = Place { style: style.scaled(factor), setting, room };
            part(beside(composer, role, between, place, Colour::WHITE))
        });
        let mut bar = Part::default();
        bar.items.push(ground(Point::default(), size, composer.theme.accent));
        let top = (size.height - said.height) / 2.0;
        bar.add_part(said, inset, top);
        bar.height = size.height;
        bar
    }

    /// The names and the organisation in `room` points: the first name gets what the rest leaves,
    /// and what it cannot use goes to a last name or an organisation too long for their own.
    fn names(&self, composer: &mut Composer, person: &Person, room: f32) -> Part {
        let Some((text, owner)) = &person.first_name else {
            return self.rest(composer, person, 1.0, 0.0);
        };
        let least = self.form.least_first_name * (LEADING + MARKS);
        let mut factor = 1.0;
        let mut rest = self.rest(composer, person, factor, 0.0);
        for smaller in SIZES {
            if room - rest.height >= least {
                break;
            }
            factor = smaller;
            rest = self.rest(composer, person, factor, 0.0);
        }
        let first = self.first_name(composer, text, *owner, room - rest.height);
        let unused = room - rest.height - first.height;
        for share in [1.0, 0.5, 0.25] {
            let roomier = self.rest(composer, person, factor, unused * share);
            if first.height + roomier.height <= room {
                rest = roomier;
                break;
            }
        }
        let mut names = first;
        names.add_below(rest);
        names
    }

    fn first_name(&self, composer: &mut Composer, text: &str, owner: Owner, room: f32) -> Part {
        let size = (room / (LEADING + MARKS)).min(self.form.largest_first_name);
        let style = composer.theme.display(size, size * LEADING, INK);
        let setting = Setting::title(self.form.measure(), composer.language());
        let place = Place { style, setting, room: room * LEADING / (LEADING + MARKS) };
        let mut lines = largest(composer, text, place, FIRST_NAME, owner);
        let marks = lines.first().map_or(0.0, |line| line.size * MARKS);
        // The names are one paragraph: a blank parts them to the ear.
        if let Some(line) = lines.last_mut() {
            let blank = composer.set("\u{a0}", style.scaled(0.1), owner, setting);
            let end = right_end(line);
            let blanks = blank.into_iter().flat_map(|blank| blank.items);
            line.items.extend(blanks.map(|item| spaced(item.moved(end, 0.0))));
        }
        let mut name = Part::default();
        name.add_space(marks);
        name.add_lines(lines, 0.0);
        name
    }

    /// The last name and the organisation in a share of their size, each with `more` points than
    /// its usual room.
    fn rest(&self, composer: &mut Composer, person: &Person, factor: f32, more: f32) -> Part {
        let theme = composer.theme;
        let unit = self.form.unit * factor;
        let setting = Setting::title(self.form.measure(), composer.language());
        let mut rest = Part::default();
        if let Some((text, owner)) = &person.last_name {
            // A last name is never as small as an organisation.
            let size = 27.0 * self.form.unit * factor.max(0.7);
            let style = theme.heading_style(size, size * LEADING, INK);
            let room = style.leading * self.form.last_name_lines + more;
            rest.add_space(2.0 * unit);
            let lines = largest(composer, text, Place { style, setting, room }, LAST_NAME, *owner);
            rest.add_lines(lines, 0.0);
        }
        if let Some((text, owner)) = &person.organisation {
            let size = (15.0 * unit).max(7.0);
            let style = theme.semi_bold(size, size * 1.2, theme.accent);
            let room = style.leading * self.form.organisation_lines + more;
            rest.add_space(2.0 * unit);
            rest.add_lines(composer.fitted(text, Place { style, setting, room }, *owner), 0.0);
        }
        rest
    }
}

/// A hard blank as the blank that it stands for.
fn spaced(mut item: Item) -> Item {
    if let Content::Glyphs(run) = &mut item.content
        && &*run.text == "\u{a0}"
    {
        run.text = " ".into();
    }
    item
}

/// What a badge says of its person, with the nodes that say it.
struct Person {
    first_name: Option<(String, Owner)>,
    last_name: Option<(String, Owner)>,
    organisation: Option<(String, Owner)>,
    role: Option<(Phrase, NodeId, Vec<Owner>)>,
}

impl Person {
    /// A new entry of the list; none for a badge that says nothing.
    fn new(composer: &mut Composer, people: NodeId, badge: &Badge) -> Option<Person> {
        let texts = [&badge.first_name, &badge.last_name, &badge.organisation];
        let [first, last, organisation] = texts.map(|text| one_line(text));
        let role = badge.role.as_ref().filter(|role| !one_line(role.text()).is_empty());
        if [&first, &last, &organisation].iter().all(|text| text.is_empty()) && role.is_none() {
            return None;
        }
        let entry = composer.node(people, Role::ListItem);
        let body = composer.node(entry, Role::ListBody);
        let mut paragraph = |said: bool| said.then(|| composer.node(body, Role::Paragraph));
        let name = paragraph(!first.is_empty() || !last.is_empty()).map(Owner::Node);
        let firm = paragraph(!organisation.is_empty()).map(Owner::Node);
        let is = paragraph(role.is_some());
        let said = |text: String, owner: Option<Owner>| {
            owner.filter(|_| !text.is_empty()).map(|owner| (text, owner))
        };
        Some(Person {
            first_name: said(first, name),
            last_name: said(last, name),
            organisation: said(organisation, firm),
            role: role.zip(is).map(|(role, node)| {
                let owners = voices(composer, node, role);
                (role.clone(), node, owners)
            }),
        })
    }
}
