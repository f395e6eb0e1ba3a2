//! Days under and beside each other on one page.

use domain::dates::day_heading;

use crate::ir::{NodeId, Role, Tree};
use crate::model::{Day, ProgrammeBook};
use crate::paragraph::{Setting, Style};
use crate::sheet::composer::Composer;
use crate::sheet::draw::{Part, part};
use crate::sheet::grid::{Look, Whole};
use crate::sheet::theme::INK;

/// Points between days beside each other.
const GUTTER: f32 = 26.0;
/// Points between days under each other.
const BETWEEN: f32 = 14.0;
const BELOW_HEADING: f32 = 4.0;

/// The days of a book, some of them beside each other.
pub(super) struct Arrangement<'b> {
    days: Vec<(&'b Day, Whole<'b>)>,
    abreast: usize,
    /// Points of one day.
    width: f32,
}

impl<'b> Arrangement<'b> {
    pub fn new(
        composer: &mut Composer,
        book: &'b ProgrammeBook,
        measure: f32,
        abreast: usize,
    ) -> Arrangement<'b> {
        let width = (measure - GUTTER * (abreast - 1) as f32) / abreast as f32;
        let days = book.days.iter().filter(|day| !day.sessions.is_empty());
        let days = days.map(|day| (day, Whole::new(composer, book, day, width))).collect();
        Arrangement { days, abreast, width }
    }

    /// The index of the most open of `looks` in which the days are no higher than `room`.
    pub fn largest(&self, composer: &mut Composer, looks: &[Look], room: f32) -> Option<usize> {
        let mut fits =
            |index: usize| self.height(composer, looks[index]).is_some_and(|height| height <= room);
        let closest = looks.len() - 1;
        if !fits(closest) {
            return None;
        }
        Some((0..closest).find(|index| fits(*index)).unwrap_or(closest))
    }

    /// Points of height in a look; none where its letters are too large for the columns.
    pub fn height(&self, composer: &mut Composer, look: Look) -> Option<f32> {
        let mut total = 0.0;
        for (row, days) in self.days.chunks(self.abreast).enumerate() {
            let mut highest: f32 = 0.0;
            for (day, whole) in days {
                let heading =
                    composer.tried(|composer| self.heading(composer, Tree::ROOT, day).height);
                highest = highest.max(heading + whole.height(composer, look)?);
            }
            total += highest + if row > 0 { BETWEEN } else { 0.0 };
        }
        Some(total)
    }

    /// The days in a look, their nodes below `parent`.
    pub fn part(&self, composer: &mut Composer, parent: NodeId, look: Look) -> Part {
        let mut all = Part::default();
        for (row, days) in self.days.chunks(self.abreast).enumerate() {
            let y = all.height + if row > 0 { BETWEEN } else { 0.0 };
            for (column, (day, whole)) in days.iter().enumerate() {
                let section = composer.node(parent, Role::Section);
                let mut told = self.heading(composer, section, day);
                told.add_below(whole.part(composer, section, look));
                all.add_part(told, (self.width + GUTTER) * column as f32, y);
            }
        }
        all
    }

    /// The day, where there are several.
    fn heading(&self, composer: &mut Composer, section: NodeId, day: &Day) -> Part {
        if self.days.len() < 2 {
            return Part::default();
        }
        let node = composer.node(section, Role::Heading(2));
        let date = composer.languages.phrase(|language| day_heading(day.date, language));
        let style: Style = composer.theme.heading_style(12.5, 16.0, INK);
        let setting = Setting::title(self.width, composer.language());
        let mut heading = part(composer.label(node, &date, style, setting));
        heading.add_space(BELOW_HEADING);
        heading
    }
}
