//! Name tents: an A4 sheet a person, folded once, that says the name to both sides of a table.

use super::composer::Composer;
use super::draw::{Part, part, rule, written_end};
use super::funding::{EMBLEM_HEIGHT, statement};
use super::largest::{Bounds, largest, one_line};
use super::shrink::Place;
use super::theme::{INK, QUIET};
use crate::ir::{Document, Item, NodeId, OutlineEntry, Owner, Page, Role, Size, Tree};
use crate::model::{Edition, NameTent, Occasion, Phrase, TentBook};
use crate::paragraph::{Alignment, Setting, Style};
use crate::shipped::Fonts;

/// The sheet before it is folded.
const SIZE: Size = Size::A4.landscape();
/// The fold, in points from the top.
const FOLD: f32 = SIZE.height / 2.0;
const LEFT: f32 = 52.0;
const MEASURE: f32 = SIZE.width - 2.0 * LEFT;
/// Points from the fold to the accent above the event.
const TOP: f32 = 34.0;
/// Points from the lower edge of the sheet, which is bent under or stands on the table.
const FOOT: f32 = 34.0;
/// Points of the mark at either end of the fold.
const MARK: f32 = 20.0;
/// Points above the name that the marks of capitals reach into, as in Vietnamese.
const ABOVE_NAME: f32 = 10.0;
const UNDER_NAME: f32 = 6.0;
/// Words from 24 points up are read from the other side of a room.
const NAME: Bounds = Bounds { lines: 2, least: 0.3 };
/// Points from the emblem with its statement to what stands beside it.
const GAP: f32 = 28.0;
/// Points of the emblem with its statement.
const MARK_MEASURE: f32 = 212.0;

/// Lays out name tents, one sheet of A4 on its side a person, to be folded once across the middle.
///
/// Both halves say the same; the upper half stands upside down and is no content, so that each
/// name is read out once. Sizes are in points. Never fails.
pub fn lay_out_tents(book: &TentBook, edition: &Edition, fonts: &Fonts) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, 1.0);
    let title = document_title(&composer, &book.occasion, |words| words.name_tents);
    let mut pages = Vec::with_capacity(book.tents.len());
    let mut outline = Vec::with_capacity(book.tents.len());
    for tent in &book.tents {
        let house = edition.house.foot.as_ref();
        let items = Tent { composer: &mut composer, occasion: &book.occasion, house, tent }.sheet();
        let name = one_line(&tent.name);
        let title = if name.is_empty() { title.clone() } else { name };
        outline.push(OutlineEntry { title, level: 0, page: pages.len() as u32, y: FOLD });
        pages.push(Page { size: SIZE, items });
    }
    if pages.is_empty() {
        pages.push(Page { size: SIZE, items: Vec::new() });
    }
    let mut head = composer.head(title, &book.occasion.organiser);
    // A fold across the middle lies there only at the actual size.
    head.printing.actual_size = true;
    Document { head, tree: composer.tree, pages, outline }
}

/// The event's name and what the paper is; never empty.
pub(super) fn document_title(
    composer: &Composer,
    occasion: &Occasion,
    kind: impl Fn(&crate::wording::Words) -> &'static str,
) -> String {
    let event = one_line(occasion.title.text());
    let kind = kind(composer.words());
    if event.is_empty() { kind.to_owned() } else { format!("{event} \u{2013} {kind}") }
}

struct Tent<'a, 'f, 'b> {
    composer: &'a mut Composer<'f>,
    occasion: &'b Occasion,
    house: Option<&'b Phrase>,
    tent: &'b NameTent,
}

impl Tent<'_, '_, '_> {
    fn sheet(&mut self) -> Vec<Item> {
        let half = self.half();
        let mut items: Vec<Item> = [0.0, SIZE.width - MARK]
            .map(|x| rule(x, FOLD - 0.25, MARK, 0.5, QUIET))
            .into_iter()
            .collect();
        let turned = half.as_artifact().items.into_iter().map(|item| item.turned_in(SIZE));
        items.extend(turned);
        items.extend(half.items);
        items
    }

    /// The lower half, in its place on the sheet.
    fn half(&mut self) -> Part {
        let theme = self.composer.theme;
        let section = self.composer.node(Tree::ROOT, Role::Section);
        // A heading, so that readers step from name to name; the event follows, heard last.
        let [name, organisation, title] = [
            (&self.tent.name, Role::Heading(1)),
            (&self.tent.organisation, Role::Paragraph),
            (&self.tent.title, Role::Paragraph),
        ]
        .map(|(text, role)| {
            (!one_line(text).is_empty()).then(|| self.composer.node(section, role))
        });
        let event = self.event(section);
        let mut half = Part::default();
        half.items.push(rule(LEFT, FOLD + TOP, 44.0, 3.0, theme.accent));
        let event_top = FOLD + TOP + 9.0;
        let under_event = event_top + event.height;
        half.add_part(event, LEFT, event_top);

        let bottom = SIZE.height - FOOT;
        let mut beside = 0.0;
        if let Some(funding) = &self.occasion.funding {
            let mark = statement(self.composer, section, funding, EMBLEM_HEIGHT, MARK_MEASURE);
            let (width, height) = (written_end(&mark.items), mark.height);
            beside = width + GAP;
            half.add_part(mark, LEFT + MEASURE - width, bottom - height);
        }
        let mut under = Part::default();
        let rows = [
            (
                &self.tent.organisation,
                organisation,
                theme.semi_bold(25.0, 30.0, theme.accent),
                60.0,
            ),
            (&self.tent.title, title, theme.regular(17.0, 22.0, QUIET), 32.0),
        ];
        for (text, node, style, room) in rows {
            let Some(node) = node else { continue };
            under.add_below(self.fitted(text, node, style, MEASURE - beside, room));
        }
        let under_top = bottom - under.height;
        half.add_part(under, LEFT, under_top);
        let under_top = under_top - UNDER_NAME;
        let Some(name) = name else { return half };

        let top = under_event + ABOVE_NAME;
        // A name without anything below it still stays clear of the emblem.
        let name_bottom = under_top.min(bottom - if beside > 0.0 { 42.0 } else { 0.0 });
        let style = theme.display(96.0, 104.0, INK);
        let setting = Setting::title(MEASURE, self.composer.language());
        let place = Place { style, setting, room: name_bottom - top };
        let said = part(largest(self.composer, &self.tent.name, place, NAME, Owner::Node(name)));
        let slack = name_bottom - top - said.height;
        half.add_part(said, LEFT, top + slack * 0.6);
        half
    }

    /// The event on a line or two, and what the house says of itself at the right.
    fn event(&mut self, section: NodeId) -> Part {
        let mut event = Part::default();
        let theme = self.composer.theme;
        let left = Setting::title(MEASURE * 0.62, self.composer.language());
        let right = Setting::title(MEASURE * 0.34, self.composer.language()).right();
        let texts = [
            (Some(&self.occasion.title), theme.semi_bold(11.0, 14.0, QUIET), left),
            (self.house, theme.regular(9.0, 14.0, QUIET), right),
        ];
        for (text, style, setting) in texts {
            let Some(text) = text.filter(|text| !text.is_empty()) else { continue };
            let node = self.composer.node(section, Role::Paragraph);
            let said = self.composer.say_fitted(node, text, Place { style, setting, room: 28.0 });
            let x = MEASURE - setting.measure;
            event.add_part(said, if setting.alignment == Alignment::Right { x } else { 0.0 }, 0.0);
        }
        event
    }

    fn fitted(&mut self, text: &str, node: NodeId, style: Style, measure: f32, room: f32) -> Part {
        let setting = Setting::title(measure, self.composer.language());
        let place = Place { style, setting, room };
        self.composer.part_fitted(&one_line(text), place, Owner::Node(node))
    }
}
