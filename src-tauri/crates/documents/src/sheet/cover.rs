//! The first page of a programme: what, when, where, by whom, and who pays.

use super::draw::{Part, height, part, rule};
use super::funding::funding_line;
use super::notes::paragraphs;
use super::shrink::{Place, fitted};
use super::theme::{ACCENT, FACTS, HAIRLINE, KICKER, LEAD, MARGINS, SUBTITLE, TITLE};
use domain::dates::time_range;

use crate::dates;
use crate::ir::{Item, Node, NodeId, Owner, Page, Role, Size, Tree};
use crate::model::ProgrammeBook;
use crate::paragraph::{Line, Setting, Style, clean, set_text};
use crate::shape::Shaper;
use crate::wording::words;

/// Points from the top of the page to the accent above the title.
const TITLE_TOP: f32 = 214.0;
const ACCENT_SIZE: Size = Size { width: 44.0, height: 3.0 };
/// Points of height that a title of many words may take.
const TITLE_ROOM: f32 = 250.0;
/// About seventy letters of the lead.
const LEAD_MEASURE: f32 = 390.0;

/// The cover, and whether the description found no room on it.
pub(super) fn cover(
    shaper: &mut Shaper,
    tree: &mut Tree,
    book: &ProgrammeBook,
    size: Size,
) -> (Page, bool) {
    let section = tree.add(Tree::ROOT, Node::new(Role::Section));
    let mut cover = Cover { shaper, tree, book, section, measure: MARGINS.measure(size) };
    let mut items: Vec<Item> = Vec::new();

    let organiser = cover.said(&book.organiser, KICKER, 48.0);
    items.extend(part(organiser).placed(MARGINS.left, MARGINS.top));

    let mut block = Part::default();
    block.items.push(rule(0.0, 0.0, ACCENT_SIZE.width, ACCENT_SIZE.height, ACCENT));
    block.add_space(ACCENT_SIZE.height + 13.0);
    block.add_lines(cover.said(&book.kind, KICKER, 32.0), 0.0);
    block.add_space(6.0);
    block.add_lines(cover.title(), 0.0);
    let subtitle = cover.said(&book.subtitle, SUBTITLE, 92.0);
    if !subtitle.is_empty() {
        block.add_space(8.0);
        block.add_lines(subtitle, 0.0);
    }
    block.add_space(24.0);
    for fact in [cover.when(), book.place.clone()] {
        block.add_lines(cover.said(&fact, FACTS, 57.0), 0.0);
    }
    let top = TITLE_TOP.min((size.height - block.height) / 2.0).max(MARGINS.top + 40.0);

    // The description is read before the funding, so its nodes are made first; whether it fits
    // depends on the funding's height, which is at most twice the emblem's.
    let foot_room = if book.funding.is_some() { 92.0 } else { 0.0 };
    let lead = cover.lead(size.height - top - block.height - 24.0 - MARGINS.bottom - foot_room);
    let left_out = lead.is_none() && paragraphs(&book.description).next().is_some();
    if let Some(lead) = lead {
        block.add_space(24.0);
        let y = block.height;
        block.add_part(lead, 0.0, y);
    }
    items.extend(block.placed(MARGINS.left, top));

    if let Some(funding) = &book.funding {
        let line =
            funding_line(cover.shaper, cover.tree, section, funding, book.language, cover.measure);
        let y = size.height - 56.0 - line.height;
        items.push(rule(MARGINS.left, y - 18.0, cover.measure, 0.6, HAIRLINE));
        items.extend(line.placed(MARGINS.left, y));
    }
    (Page { size, items }, left_out)
}

struct Cover<'a, 'f, 'b> {
    shaper: &'a mut Shaper<'f>,
    tree: &'a mut Tree,
    book: &'b ProgrammeBook,
    section: NodeId,
    measure: f32,
}

impl Cover<'_, '_, '_> {
    fn node(&mut self, role: Role) -> Owner {
        Owner::Node(self.tree.add(self.section, Node::new(role)))
    }

    /// A line or more of at most `room` points.
    fn said(&mut self, text: &str, style: Style, room: f32) -> Vec<Line> {
        if clean(text).is_empty() {
            return Vec::new();
        }
        let owner = self.node(Role::Paragraph);
        let setting = Setting::title(self.measure, self.book.language);
        fitted(self.shaper, text, Place { style, setting, room }, owner)
    }

    /// The title in the largest size that leaves it at most four lines, none torn.
    fn title(&mut self) -> Vec<Line> {
        let owner = self.node(Role::Heading(1));
        let setting = Setting::title(self.measure, self.book.language);
        let named = !clean(&self.book.title).is_empty();
        let title = if named { &self.book.title } else { words(self.book.language).session };
        for factor in [1.0, 0.84, 0.7, 0.58, 0.48] {
            let style = TITLE.scaled(factor);
            let lines = set_text(self.shaper, title, style, owner, setting);
            if lines.len() <= 4 && !lines.iter().any(|line| line.torn) {
                return lines;
            }
        }
        let place = Place { style: TITLE.scaled(0.48), setting, room: TITLE_ROOM };
        fitted(self.shaper, title, place, owner)
    }

    fn when(&self) -> String {
        let (Some(first), Some(last)) = (self.book.days.first(), self.book.days.last()) else {
            return String::new();
        };
        let days = dates::days(first.date, last.date, self.book.language);
        let starts = first.sessions.iter().map(|session| session.starts).min();
        let ends = first.sessions.iter().map(|session| session.ends).max();
        match (starts, ends) {
            (Some(starts), Some(ends)) if self.book.days.len() == 1 => {
                let times = time_range(starts.time(), ends.time(), self.book.language);
                format!("{days} {times}")
            }
            _ => days,
        }
    }

    /// The description, where it is not higher than `room`.
    fn lead(&mut self, room: f32) -> Option<Part> {
        let setting = Setting::text(LEAD_MEASURE, self.book.language);
        let texts: Vec<&str> = paragraphs(&self.book.description).collect();
        let mut total = 0.0;
        for text in &texts {
            let lines = set_text(self.shaper, text, LEAD, Owner::Artifact, setting);
            total += height(&lines) + LEAD.leading / 2.0;
            if total > room {
                return None;
            }
        }
        let mut lead = Part::default();
        for (index, text) in texts.iter().enumerate() {
            let owner = self.node(Role::Paragraph);
            if index > 0 {
                lead.add_space(LEAD.leading / 2.0);
            }
            lead.add_lines(set_text(self.shaper, text, LEAD, owner, setting), 0.0);
        }
        (lead.height > 0.0).then_some(lead)
    }
}
