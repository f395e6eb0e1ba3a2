//! Tables of people: a head that is repeated on each page, rows that are never split.

use std::rc::Rc;

use super::composer::Composer;
use super::draw::{Part, baseline, height, rule};
use super::flow::{Join, Slug};
use super::shrink::{Place, fitted};
use crate::ir::{NodeId, Owner, Role, Scope};
use crate::model::Phrase;
use crate::paragraph::{Line, Setting, Style};

/// Points that a cell's text takes at most; longer texts shrink.
const CELL_ROOM: f32 = 64.0;
/// Points between the head's labels and its rule.
const BELOW_LABELS: f32 = 4.0;
const HEAD_RULE: f32 = 1.2;

/// Where a column stands, in points from the left end of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub x: f32,
    pub width: f32,
    /// Whether it holds figures, whose label stands at the right as they do.
    figures: bool,
}

impl Column {
    pub const fn new(x: f32, width: f32) -> Column {
        Column { x, width, figures: false }
    }

    /// A column of figures.
    pub const fn figures(x: f32, width: f32) -> Column {
        Column { x, width, figures: true }
    }
}

/// What a cell says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell<'t> {
    /// The name that a row goes by.
    Heads(&'t str, Style),
    Holds(&'t str, Style),
    /// A figure, set at the right end of its column.
    Counts(&'t str, Style),
    Says(&'t Phrase, Style),
    /// A place to write in: a cell that says nothing.
    Empty,
}

/// A table that grows row by row.
pub(super) struct Table {
    body: NodeId,
    columns: Vec<Column>,
    head: Rc<Part>,
}

impl Table {
    /// Begins a table below `parent` with a label above each column; the slug is its head.
    pub fn begin(
        composer: &mut Composer,
        parent: NodeId,
        columns: &[Column],
        labels: &[Phrase],
    ) -> (Table, Slug) {
        let table = composer.node(parent, Role::Table);
        let head = composer.node(table, Role::TableHead);
        let row = composer.node(head, Role::TableRow);
        let style = composer.theme.semi_bold(9.5, 12.0, composer.theme.accent);
        let mut cells: Vec<(f32, Vec<Line>)> = Vec::new();
        for (column, label) in columns.iter().zip(labels) {
            let role = Role::HeaderCell { scope: Scope::Column, columns: 1, rows: 1 };
            let node = composer.node(row, role);
            let setting = Setting::title(column.width, composer.language());
            let setting = if column.figures { setting.right() } else { setting };
            cells.push((column.x, composer.say(node, label, style, setting)));
        }
        let mut part = Part::default();
        let tallest = cells.iter().map(|(_, lines)| height(lines)).fold(0.0, f32::max);
        for (x, lines) in cells {
            let mut label = Part::default();
            label.add_lines(lines, 0.0);
            part.add_part(label, x, 0.0);
        }
        part.height = tallest + BELOW_LABELS;
        let width = columns.iter().map(|column| column.x + column.width).fold(0.0, f32::max);
        part.items.push(rule(0.0, part.height, width, HEAD_RULE, composer.theme.accent));
        part.height += HEAD_RULE;
        let body = composer.node(table, Role::TableBody);
        let head = Rc::new(part.as_artifact());
        (Table { body, columns: columns.to_vec(), head }, Slug::new(part, 0.0, Join::Never))
    }

    /// What is repeated above the first row of a later page.
    pub fn head(&self) -> &Rc<Part> {
        &self.head
    }

    /// A row of at least `least` points, its texts on one baseline and in the row's middle.
    pub fn row(&self, composer: &mut Composer, cells: &[Cell], least: f32) -> Part {
        let row = composer.node(self.body, Role::TableRow);
        let mut set: Vec<(f32, Vec<Line>)> = Vec::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let lines = self.cell(composer, row, *column, *cell);
            set.push((column.x, lines));
        }
        let first = |lines: &Vec<Line>| lines.first().map_or(0.0, baseline);
        let shared = set.iter().map(|(_, lines)| first(lines)).fold(0.0, f32::max);
        let mut part = Part::default();
        for (x, lines) in set {
            let lift = shared - first(&lines);
            let mut text = Part::default();
            text.add_lines(lines, 0.0);
            part.add_part(text, x, lift);
        }
        let spare = (least - part.height).max(LEAST_SPARE);
        let mut centred = Part::default();
        centred.add_part(part, 0.0, spare / 2.0);
        centred.height += spare / 2.0;
        centred
    }

    fn cell(&self, composer: &mut Composer, row: NodeId, column: Column, cell: Cell) -> Vec<Line> {
        let role = match cell {
            Cell::Heads(..) => Role::HeaderCell { scope: Scope::Row, columns: 1, rows: 1 },
            _ => Role::DataCell { columns: 1, rows: 1 },
        };
        let node = composer.node(row, role);
        let mut setting = Setting::text(column.width, composer.language());
        setting.hyphenate = false;
        let (text, style, setting) = match cell {
            Cell::Heads(text, style) | Cell::Holds(text, style) => (text, style, setting),
            Cell::Counts(text, style) => (text, style, setting.right()),
            Cell::Says(phrase, style) => {
                let place = Place { style, setting, room: CELL_ROOM };
                return said(composer, node, phrase, place);
            }
            Cell::Empty => return Vec::new(),
        };
        let place = Place { style, setting, room: CELL_ROOM };
        fitted(&mut composer.shaper, text, place, Owner::Node(node))
    }
}

/// Points above and below the text of a row at least, together.
const LEAST_SPARE: f32 = 7.0;

/// Both languages of a phrase, in at most the height of the place.
fn said(composer: &mut Composer, node: NodeId, phrase: &Phrase, place: Place) -> Vec<Line> {
    if phrase.is_empty() {
        return Vec::new();
    }
    let count = phrase.wordings().count() as f32;
    let mut lines = Vec::new();
    for (index, wording) in phrase.wordings().enumerate() {
        let owner = composer.voice(node, wording.language);
        let style = if index == 0 { place.style } else { super::composer::second(place.style) };
        let setting = Setting { language: wording.language, ..place.setting };
        let place = Place { style, setting, room: place.room / count };
        lines.extend(composer.fitted(&wording.text, place, owner));
    }
    lines
}

/// A slug that a page may end before, with the head of its table where it opens one.
pub(super) fn row_slug(part: Part, head: &Rc<Part>, first: bool) -> Slug {
    let join = if first { Join::Never } else { Join::Free };
    Slug { head: Some(Rc::clone(head)), ..Slug::new(part, 0.0, join) }
}
