//! What stands on every page of a sheet of several: its name and page at the foot, the house's
//! own line, and who pays.

use super::attendance::{said, says_nothing};
use super::composer::Composer;
use super::draw::{Part, baseline, moved, rule};
use super::flow::{Filled, Frame};
use super::funding::funding_line;
use super::shrink::Place;
use super::theme::HAIRLINE;
use crate::ir::{Item, NodeId, Owner, Page, Point, Role, Size};
use crate::model::{Funding, Phrase};
use crate::paragraph::{Setting, Style, clean};

/// Points of the margins at both sides.
pub(super) const SIDE: f32 = 48.0;
const TOP: f32 = 46.0;
/// Points below the last line.
const BOTTOM: f32 = 30.0;
const LINE: f32 = 12.0;
const ABOVE_FOOT: f32 = 14.0;
/// Points of the funding line with the air around it.
const FUNDING: f32 = 34.0 + 2.0 * 11.0;
/// Points that the house's line takes at most.
const HOUSE_ROOM: f32 = 24.0;
/// Points kept for the number of a page.
const NUMBER_ROOM: f32 = 70.0;

/// The pages of one list on A4 upright.
pub(super) struct Running<'b> {
    /// What the foot calls the list.
    pub name: String,
    /// The node that who pays is told in, once.
    pub section: NodeId,
    pub funding: Option<&'b Funding>,
    pub house: Option<&'b Phrase>,
}

/// Points of a line.
pub(super) const MEASURE: f32 = Size::A4.width - 2.0 * SIDE;

impl Running<'_> {
    /// Where text stands on each page.
    pub fn frame(&self) -> Frame {
        let house = if self.house.is_some() { HOUSE_ROOM } else { 0.0 };
        let funding = if self.funding.is_some() { FUNDING } else { 0.0 };
        let foot = BOTTOM + house + LINE + 4.0 + funding + ABOVE_FOOT;
        Frame { origin: Point { x: SIDE, y: TOP }, height: Size::A4.height - TOP - foot }
    }

    /// The pages with their feet; pages are counted from 1 within the list.
    pub fn finish(&self, composer: &mut Composer, filled: Vec<Filled>) -> Vec<Page> {
        let frame = self.frame();
        let bottom = frame.origin.y + frame.height + ABOVE_FOOT;
        let funding =
            self.funding.map(|funding| funding_line(composer, self.section, funding, MEASURE));
        let foot = self.foot(composer);
        let count = filled.len();
        let mut pages = Vec::with_capacity(count);
        for (index, page) in filled.into_iter().enumerate() {
            let mut items = page.items;
            let mut y = bottom;
            if let Some(line) = &funding {
                items.push(rule(SIDE, y - 1.0, MEASURE, 0.5, HAIRLINE));
                // Every page says who pays, since lists are handed out by the page; it is read once.
                let line = if index == 0 { line.clone() } else { line.as_artifact() };
                items.extend(line.placed(SIDE, y + 10.0));
                y += FUNDING;
            }
            items.extend(foot.clone().placed(SIDE, y));
            items.extend(number(composer, index + 1, count, y));
            pages.push(Page { size: Size::A4, items });
        }
        pages
    }

    /// The rule, the name of the list, the house's line.
    fn foot(&self, composer: &mut Composer) -> Part {
        let style = composer.theme.footer();
        let mut setting = Setting::text(MEASURE - NUMBER_ROOM, composer.language());
        setting.hyphenate = false;
        let mut foot = Part::default();
        foot.items.push(rule(0.0, 0.0, MEASURE, 0.5, HAIRLINE));
        foot.add_space(4.0);
        let name = composer.set(&self.name, style, Owner::Artifact, setting);
        // A long name is cut at its first line: it stands whole at the top of the list.
        foot.add_lines(name.into_iter().take(1).collect(), 0.0);
        foot.height = LINE + 4.0;
        if let Some(house) = self.house {
            let text = house.wordings().map(|wording| clean(&wording.text).replace('\n', " "));
            let text = text.collect::<Vec<_>>().join(" \u{b7} ");
            let setting = Setting::title(MEASURE, composer.language());
            let place = Place { style, setting, room: HOUSE_ROOM };
            foot.add_lines(composer.fitted(&text, place, Owner::Artifact), 0.0);
        }
        foot
    }
}

fn number(composer: &mut Composer, page: usize, count: usize, y: f32) -> Vec<Item> {
    let style = composer.theme.footer();
    let setting = Setting::text(MEASURE, composer.language()).right();
    let text = format!("{page} / {count}");
    let lines = composer.set(&text, style, Owner::Artifact, setting);
    let placed = lines.into_iter().flat_map(|line| {
        let below = y + 4.0 + baseline(&line);
        line.items.into_iter().map(move |item| moved(item, SIDE, below))
    });
    placed.collect()
}

/// How a list or a card opens: what it is above the event's name, or large where the event has
/// none. `style` and `room` are of the name.
pub(super) fn named(
    composer: &mut Composer,
    section: NodeId,
    kind: &Phrase,
    title: &Phrase,
    (style, room): (Style, f32),
) -> Part {
    let theme = composer.theme;
    if says_nothing(title) {
        return said(composer, section, Role::Heading(1), kind, theme.title(), 60.0);
    }
    let kicker = composer.node(section, Role::Paragraph);
    let setting = Setting::title(MEASURE, composer.language());
    let mut part = Part::default();
    part.add_lines(composer.label(kicker, kind, theme.kicker(), setting), 0.0);
    part.add_space(1.0);
    part.add_below(said(composer, section, Role::Heading(1), title, style, room));
    part
}
