//! A day's table as one piece, for a sheet that has one page only.

use super::plan::{Plan, Shape};
use super::{Grid, Look, Nodes};
use crate::ir::NodeId;
use crate::model::{Day, ProgrammeBook};
use crate::sheet::composer::Composer;
use crate::sheet::draw::Part;
use crate::sheet::grid::look::{LOOKS, look};

/// A column of fewer ems of a title tears more words than it holds.
const NARROWEST_EMS: f32 = 7.0;

/// A day's table of a given width.
pub(in crate::sheet) struct Whole<'b> {
    book: &'b ProgrammeBook,
    day: &'b Day,
    plan: Plan,
    width: f32,
}

impl<'b> Whole<'b> {
    /// Plans the table over `width` points; tracks that find no room beside each other even in
    /// the closest look stand under each other.
    pub fn new(
        composer: &mut Composer,
        book: &'b ProgrammeBook,
        day: &'b Day,
        width: f32,
    ) -> Whole<'b> {
        let tracks = book.tracks.len();
        let plan = Plan::new(day, tracks, Shape::Spanning);
        let mut whole = Whole { book, day, plan, width };
        let closest = look(composer.theme, LOOKS - 1);
        if whole.ems(composer, closest) < NARROWEST_EMS {
            whole.plan = Plan::new(day, tracks, Shape::Sequence);
        }
        whole
    }

    fn grid<'a, 'f>(&'a self, composer: &'a mut Composer<'f>, look: Look) -> Grid<'a, 'f, 'a> {
        let Whole { book, day, plan, width } = self;
        Grid { composer, book, day, plan, look, width: *width }
    }

    fn ems(&self, composer: &mut Composer, look: Look) -> f32 {
        self.grid(composer, look).column_width(1) / look.title.size
    }

    /// Points of height in a look; none where its columns are too narrow for its letters.
    pub fn height(&self, composer: &mut Composer, look: Look) -> Option<f32> {
        let held = self.plan.columns == 1 || self.ems(composer, look) >= NARROWEST_EMS;
        held.then(|| self.grid(composer, look).heights().total())
    }

    /// The table in a look, its nodes below `parent`.
    pub fn part(&self, composer: &mut Composer, parent: NodeId, look: Look) -> Part {
        let nodes = Nodes::add(&mut composer.tree, parent, &self.plan);
        let mut whole = Part::default();
        for slug in self.grid(composer, look).slugs(&nodes, f32::MAX) {
            whole.add_below(slug.part);
        }
        whole
    }
}
