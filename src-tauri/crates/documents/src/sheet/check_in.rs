//! The list at the door: names large enough to find at arm's length, by their first letters.

use std::rc::Rc;

use super::attendance::{said, titled};
use super::composer::Composer;
use super::draw::{Part, rule};
use super::flow::{self, Join, Slug};
use super::running::{MEASURE, Running, named};
use super::shrink::shortened;
use super::table::{Cell, Column, Table, row_slug};
use super::theme::{HAIRLINE, INK, QUIET};
use crate::dates::days;
use crate::ir::{Colour, Content, Document, Item, NodeId, Owner, Path, Point, Role, Segment, Tree};
use crate::model::{CheckInBook, Edition, ListedPerson, Phrase};
use crate::paragraph::{Setting, Style};
use crate::shipped::Fonts;
use crate::wording::lists;

/// Points of a line: thirty-three on a page.
const LINE: f32 = 20.8;
/// Points of the margin in which first letters stand.
const LETTERS: f32 = 26.0;
const TICK: Column = Column::new(LETTERS, 40.0);
const NAME: Column = Column::new(74.0, 200.0);
const ORGANISATION: Column = Column::new(282.0, 132.0);
const REMARK: Column = Column::new(424.0, MEASURE - 424.0);
/// Points of a side of the box to tick: 4.5 mm.
const BOX: f32 = 12.8;
const RULE: f32 = 0.6;
/// Points of the line on which those who came are counted.
const TALLY: f32 = 70.0;

/// Lays out the list by which people are let in on A4: a box to tick, the name, the organisation
/// and a remark in a line, those of one first letter together.
///
/// Sizes are in points. Never fails, as [`lay_out_attendance`](crate::lay_out_attendance).
pub fn lay_out_check_in(book: &CheckInBook, edition: &Edition, fonts: &Fonts) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, 1.0);
    let section = composer.node(Tree::ROOT, Role::Section);
    let kind = lists::CHECK_IN_LIST.text(composer.language());
    let title = titled(book.occasion.title.text(), kind);
    let slugs = slugs(&mut composer, book, section, &title);
    let house = edition.house.foot.as_ref();
    let running = Running { name: title.clone(), section, funding: None, house };
    let filled = flow::fill(slugs, running.frame());
    let outline = flow::outline(&filled, 0);
    let pages = running.finish(&mut composer, filled);
    let head = composer.head(title, &book.occasion.organiser);
    Document { head, tree: composer.tree, pages, outline }
}

fn slugs(composer: &mut Composer, book: &CheckInBook, section: NodeId, title: &str) -> Vec<Slug> {
    let mut opening = Slug::new(heading(composer, book, section), 0.0, Join::Free);
    opening.bookmark = Some((title.to_owned(), 0));
    let columns = [TICK, NAME, ORGANISATION, REMARK];
    let labels = [&lists::PRESENT, &lists::NAME, &lists::ORGANISATION, &lists::REMARK]
        .map(|label| composer.named(label));
    let (table, head) = Table::begin(composer, section, &columns, &labels);
    let mut slugs = vec![opening, Slug { before: 10.0, ..head }];
    let mut group = Group { letter: String::new(), head: Rc::clone(table.head()) };
    for person in &book.people {
        let letter = first_letter(&person.name);
        let opens = letter != group.letter;
        let mut line = row(composer, &table, person);
        if opens {
            group = Group::begin(composer, &table, letter);
            mark(composer, &mut line, &group.letter, composer.theme.accent);
            line.items.push(rule(0.0, 0.0, MEASURE, RULE, QUIET));
        }
        // The letter is said again above what goes on on the next page, but not above itself.
        let head = if opens { table.head() } else { &group.head };
        let mut slug = row_slug(line, head, slugs.len() == 2);
        if opens && !group.letter.is_empty() {
            slug.bookmark = Some((group.letter.clone(), 1));
        }
        slugs.push(slug);
    }
    // A table has a body, be it of one line.
    let blank = usize::from(book.blank_lines).max(usize::from(book.people.is_empty()));
    for index in 0..blank {
        let line = unannounced(composer, &table, index + 1);
        let mut slug = row_slug(line, table.head(), slugs.len() == 2);
        if index > 0 {
            slug.join = Join::Reluctant;
        }
        slugs.push(slug);
    }
    slugs.push(Slug::new(total(composer, section, book.people.len()), 12.0, Join::Never));
    slugs
}

/// The people whose names begin with one letter.
struct Group {
    letter: String,
    /// The table's head, with the letter beside the row under it.
    head: Rc<Part>,
}

impl Group {
    fn begin(composer: &mut Composer, table: &Table, letter: String) -> Group {
        let mut head = table.head().as_ref().clone();
        let mut below = Part { height: LINE, ..Part::default() };
        mark(composer, &mut below, &letter, QUIET);
        let y = head.height;
        head.items.extend(below.placed(0.0, y));
        Group { letter, head: Rc::new(head) }
    }
}

/// The letter by which a name is looked up; empty where it has none.
fn first_letter(name: &str) -> String {
    let key = domain::sort_key(name);
    let first = key.chars().next().filter(|first| *first != '\u{1}');
    match first {
        None => String::new(),
        // The Finnish order keeps its last letters after z.
        Some('{') => "Å".to_owned(),
        Some('|') => "Ä".to_owned(),
        Some('}') => "Ö".to_owned(),
        Some(digit) if digit.is_ascii_digit() => "0\u{2013}9".to_owned(),
        Some(letter) => letter.to_uppercase().collect(),
    }
}

/// A letter in the margin of a row, on the baseline of its name.
fn mark(composer: &mut Composer, row: &mut Part, letter: &str, colour: Colour) {
    let style = composer.theme.heading_style(15.0, LINE, colour);
    let setting = Setting::title(LETTERS, composer.language());
    let mut mark = Part::default();
    let lines = composer.set(letter, style, Owner::Artifact, setting);
    mark.add_lines(lines.into_iter().take(1).collect(), 0.0);
    row.items.extend(mark.placed(0.0, 0.0));
}

fn heading(composer: &mut Composer, book: &CheckInBook, section: NodeId) -> Part {
    let theme = composer.theme;
    let mut part = Part::default();
    let kind = composer.named(&lists::CHECK_IN_LIST);
    let occasion = &book.occasion;
    let name = (theme.display(22.0, 26.0, INK), 78.0);
    part.add_below(named(composer, section, &kind, &occasion.title, name));
    let place = shortened(&occasion.place);
    let facts = composer.languages.phrase(|language| {
        let days = days(occasion.first_day, occasion.last_day, language);
        if place.is_empty() { days } else { format!("{days} \u{b7} {place}") }
    });
    part.add_space(3.0);
    part.add_below(said(composer, section, Role::Paragraph, &facts, theme.quiet_text(), 44.0));
    part
}

fn row(composer: &mut Composer, table: &Table, person: &ListedPerson) -> Part {
    let theme = composer.theme;
    let name = theme.semi_bold(14.0, 16.5, INK);
    let organisation = theme.regular(10.0, 12.0, INK);
    let remark = theme.regular(9.5, 11.5, theme.accent);
    let cells = [
        Cell::Empty,
        Cell::Heads(&person.name, name),
        Cell::Holds(&person.organisation, organisation),
        Cell::Says(&person.remark, remark),
    ];
    let mut row = table.row(composer, &cells, LINE);
    row.items.push(tick_box(TICK.x + 1.0, (LINE - BOX) / 2.0));
    let bottom = row.height - RULE;
    row.items.push(rule(LETTERS, bottom, MEASURE - LETTERS, RULE, HAIRLINE));
    row
}

/// A line for someone who is not on the list, with the number of those before.
fn unannounced(composer: &mut Composer, table: &Table, number: usize) -> Part {
    let number = format!("+{number}");
    let style = composer.theme.regular(9.5, 16.5, QUIET).tabular();
    let cells = [Cell::Empty, Cell::Holds(&number, style), Cell::Empty, Cell::Empty];
    let mut row = table.row(composer, &cells, LINE);
    row.items.push(tick_box(TICK.x + 1.0, (LINE - BOX) / 2.0));
    let bottom = row.height - RULE;
    for column in [NAME, ORGANISATION, REMARK] {
        row.items.push(rule(column.x, bottom, column.width, RULE, QUIET));
    }
    row
}

/// An empty square without meaning: what it holds is written by hand.
fn tick_box(x: f32, y: f32) -> Item {
    let (right, bottom) = (x + BOX, y + BOX);
    let segments = [
        Segment::Move(Point { x, y }),
        Segment::Line(Point { x: right, y }),
        Segment::Line(Point { x: right, y: bottom }),
        Segment::Line(Point { x, y: bottom }),
        Segment::Close,
    ];
    let path = Path { segments: segments.into(), fill: None, stroke: Some((QUIET, 0.9)) };
    Item { owner: Owner::Artifact, content: Content::Path(path) }
}

/// How many are on the list, and a line on which those who came are counted.
fn total(composer: &mut Composer, section: NodeId, count: usize) -> Part {
    let theme = composer.theme;
    let names = composer.languages.phrase(|language| lists::names(count, language));
    let arrived = composer.named(&lists::ARRIVED);
    let half = MEASURE / 2.0;
    let mut part = Part::default();
    let set = |composer: &mut Composer, text: &Phrase, style: Style, measure: f32| {
        let node = composer.node(section, Role::Paragraph);
        let setting = Setting::title(measure, composer.language());
        composer.label(node, text, style, setting)
    };
    let names = set(composer, &names, theme.facts(), half - NAME.x);
    part.add_lines(names, NAME.x);
    let arrived = set(composer, &arrived, theme.facts(), MEASURE - ORGANISATION.x - TALLY);
    let mut beside = Part::default();
    beside.add_lines(arrived, 0.0);
    part.add_part(beside, ORGANISATION.x, 0.0);
    part.items.push(rule(MEASURE - TALLY, 16.0, TALLY, RULE, QUIET));
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_up_by_the_letter_they_are_sorted_by() {
        let cases = [
            ("Šimkus Žofia", "S"),
            ("Åström Aino", "Å"),
            ("Ærø Per", "Ä"),
            ("Őry Anna", "Ö"),
            ("\u{201c}Virtanen\u{201d} A.", "V"),
            ("Ковалёва Александра", "К"),
            ("3D Osaajat", "0–9"),
            (" ", ""),
        ];
        for (name, letter) in cases {
            assert_eq!(first_letter(name), letter, "{name}");
        }
    }
}
