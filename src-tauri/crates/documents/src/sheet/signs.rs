//! Door signs: what is held in a room on a day, to be read from three metres.

mod table;

use domain::dates::day_heading;

use super::composer::Composer;
use super::draw::{Part, part, rule, written_end};
use super::flow::{self, Filled, Frame};
use super::funding::funding_line;
use super::largest::{Bounds, in_line, largest, one_line, voices};
use super::shrink::Place;
use super::tents::document_title;
use super::theme::{HAIRLINE, INK, QUIET};
use crate::ir::{Document, Item, NodeId, OutlineEntry, Owner, Page, Point, Role, Size, Tree};
use crate::model::{Door, DoorBook, Edition, Occasion, Phrase};
use crate::paragraph::Setting;
use crate::shipped::Fonts;

use table::Table;

const SIZE: Size = Size::A4;
const LEFT: f32 = 52.0;
const MEASURE: f32 = SIZE.width - 2.0 * LEFT;
const TOP: f32 = 46.0;
/// Points from the top of the page to what is written lowest.
const BOTTOM: f32 = SIZE.height - 40.0;
/// Points of height that a room may take.
const ROOM_HEIGHT: f32 = 168.0;
/// A room is read from the end of a corridor.
const ROOM: Bounds = Bounds { lines: 2, least: 0.4 };
/// Points between the head of a sheet, its table, and its foot.
const GAP: f32 = 22.0;
/// Shares of the sizes of the table: from letters of 22 points, read from three metres, to those
/// below which a day goes on on another sheet instead.
const SIZES: [f32; 7] = [1.0, 0.93, 0.86, 0.79, 0.73, 0.68, 0.64];

/// Lays out door signs, a sheet of A4 a room and day; a day that is too full for one goes on on
/// the next, and no session is parted.
///
/// Sizes are in points. Never fails.
pub fn lay_out_signs(book: &DoorBook, edition: &Edition, fonts: &Fonts) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, 1.0);
    let title = document_title(&composer, &book.occasion, |words| words.door_signs);
    let mut pages: Vec<Page> = Vec::new();
    let mut outline = Vec::new();
    for door in &book.doors {
        let day = day_heading(door.day, composer.language());
        let room = one_line(&door.room);
        let title = if room.is_empty() { day } else { format!("{room} \u{2013} {day}") };
        outline.push(OutlineEntry { title, level: 0, page: pages.len() as u32, y: TOP });
        let house = edition.house.foot.as_ref();
        let sign = Sign { composer: &mut composer, occasion: &book.occasion, house, door };
        pages.extend(sign.sheets().into_iter().map(|items| Page { size: SIZE, items }));
    }
    if pages.is_empty() {
        pages.push(Page { size: SIZE, items: Vec::new() });
    }
    let head = composer.head(title, &book.occasion.organiser);
    Document { head, tree: composer.tree, pages, outline }
}

struct Sign<'a, 'f, 'b> {
    composer: &'a mut Composer<'f>,
    occasion: &'b Occasion,
    house: Option<&'b Phrase>,
    door: &'b Door,
}

impl Sign<'_, '_, '_> {
    /// The items of each sheet; what is on all of them is content on the first alone.
    fn sheets(mut self) -> Vec<Vec<Item>> {
        let section = self.composer.node(Tree::ROOT, Role::Section);
        let top = self.top(section);
        let table = Table::new(self.composer, section, &self.door.slots);
        let foot = self.foot(section);

        let frame = Frame {
            origin: Point { x: LEFT, y: TOP + top.height + GAP },
            height: BOTTOM - foot.height - GAP - TOP - top.height - GAP,
        };
        let filled = match table {
            Some(table) => self.filled(&table, frame),
            None => vec![Filled::default()],
        };
        let count = filled.len();
        let mut sheets = Vec::with_capacity(count);
        for (index, page) in filled.into_iter().enumerate() {
            let (top, foot) = if index == 0 {
                (top.clone(), foot.clone())
            } else {
                (top.as_artifact(), foot.as_artifact())
            };
            let foot_top = BOTTOM - foot.height;
            let mut items: Vec<Item> = top.placed(LEFT, TOP).collect();
            items.extend(page.items);
            items.extend(foot.placed(LEFT, foot_top));
            if count > 1 {
                items.extend(self.number(index + 1, count));
            }
            sheets.push(items);
        }
        sheets
    }

    /// The table on as few sheets as its smallest letters need, in the largest that need no more.
    fn filled(&mut self, table: &Table, frame: Frame) -> Vec<Filled> {
        let mut fewest: Option<Vec<Filled>> = None;
        for factor in SIZES {
            let filled = flow::fill(table.slugs(self.composer, factor, frame.height), frame);
            if filled.len() == 1 {
                return filled;
            }
            if fewest.as_ref().is_none_or(|fewest| filled.len() < fewest.len()) {
                fewest = Some(filled);
            }
        }
        fewest.unwrap_or_default()
    }

    /// The event, the room and the day.
    fn top(&mut self, section: NodeId) -> Part {
        let theme = self.composer.theme;
        let language = self.composer.language();
        let setting = Setting::title(MEASURE, language);
        let mut top = Part::default();
        top.items.push(rule(0.0, 0.0, 44.0, 3.0, theme.accent));
        top.add_space(11.0);
        if !self.occasion.title.is_empty() {
            let place = Place { style: theme.kicker(), setting, room: 44.0 };
            top.add_below(self.line(section, &self.occasion.title, place));
        }
        if !one_line(&self.door.room).is_empty() {
            top.add_space(10.0);
            let owner = Owner::Node(self.composer.node(section, Role::Heading(1)));
            let style = theme.display(76.0, 82.0, INK);
            let place = Place { style, setting, room: ROOM_HEIGHT };
            top.add_lines(largest(self.composer, &self.door.room, place, ROOM, owner), 0.0);
        }
        top.add_space(6.0);
        let day = self.door.day;
        let date = self.composer.languages.phrase(|language| day_heading(day, language));
        let place =
            Place { style: theme.heading_style(24.0, 30.0, theme.accent), setting, room: 64.0 };
        top.add_below(self.line(section, &date, place));
        top
    }

    /// A paragraph of one line where that holds both languages.
    fn line(&mut self, section: NodeId, phrase: &Phrase, place: Place) -> Part {
        let node = self.composer.node(section, Role::Paragraph);
        let owners = voices(self.composer, node, phrase);
        in_line(self.composer, (phrase, &owners), Owner::Node(node), place)
    }

    /// How to get in, who pays, and what the house says of itself.
    fn foot(&mut self, section: NodeId) -> Part {
        let theme = self.composer.theme;
        let setting = Setting::title(MEASURE, self.composer.language());
        let mut foot = Part::default();
        let guidance = one_line(&self.door.guidance);
        if !guidance.is_empty() {
            let owner = Owner::Node(self.composer.node(section, Role::Paragraph));
            let style = theme.semi_bold(17.0, 22.0, INK);
            let place = Place { style, setting, room: 88.0 };
            foot.add_below(self.composer.part_fitted(&guidance, place, owner));
            foot.add_space(12.0);
        }
        foot.items.push(rule(0.0, foot.height, MEASURE, 0.6, HAIRLINE));
        if let Some(funding) = &self.occasion.funding {
            foot.add_space(14.0);
            let line = funding_line(self.composer, section, funding, MEASURE);
            foot.add_below(line);
        }
        if let Some(house) = self.house.filter(|house| !house.is_empty()) {
            foot.add_space(10.0);
            let place = Place { style: theme.small(), setting, room: 24.0 };
            foot.add_below(self.line(section, house, place));
        }
        foot
    }

    /// Which of how many sheets this is, beside the accent.
    fn number(&mut self, number: usize, count: usize) -> Vec<Item> {
        let style = self.composer.theme.semi_bold(17.0, 22.0, QUIET).tabular();
        let setting = Setting::text(120.0, self.composer.language());
        let text = format!("{number} / {count}");
        let number = part(self.composer.set(&text, style, Owner::Artifact, setting));
        let left = LEFT + MEASURE - written_end(&number.items);
        number.placed(left, TOP - 16.0).collect()
    }
}
