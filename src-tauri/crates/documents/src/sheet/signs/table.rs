//! The table of a door sign: times, and what is held.

use std::rc::Rc;

use domain::dates::times;

use crate::ir::{Node, NodeId, Owner, Role, Scope};
use crate::model::{Phrase, Slot};
use crate::paragraph::{Setting, Style};
use crate::sheet::composer::Composer;
use crate::sheet::draw::{Part, part, rule, written_end};
use crate::sheet::flow::{Join, Slug};
use crate::sheet::largest::{in_line, one_line, shrunk, stacked, voices};
use crate::sheet::shrink::Place;
use crate::sheet::theme::{HAIRLINE, INK, QUIET};

use super::MEASURE;

/// Points between a row's rule and its letters.
const PADDING: f32 = 9.0;
/// Points between times and titles.
const COLUMN_GAP: f32 = 20.0;
/// The share of a sheet's table that one row may take.
const ROW: f32 = 0.9;

/// A table whose nodes are made; it is laid out in one size after another.
pub(super) struct Table<'b> {
    heads: [(NodeId, Phrase, Vec<Owner>); 2],
    rows: Vec<Row<'b>>,
}

struct Row<'b> {
    time: Owner,
    slot: &'b Slot,
    title: Vec<Owner>,
    speakers: Option<(String, Owner)>,
}

/// The letters of one share of the largest size.
#[derive(Clone, Copy)]
struct Look {
    time: Style,
    title: Style,
    speakers: Style,
    head: Style,
    padding: f32,
}

impl Look {
    fn new(composer: &Composer, factor: f32) -> Look {
        let theme = composer.theme;
        Look {
            time: theme.semi_bold(22.0, 27.0, theme.accent).tabular().scaled(factor),
            title: theme.semi_bold(22.0, 27.0, INK).scaled(factor),
            speakers: theme.regular(16.5, 21.0, QUIET).scaled(factor),
            head: theme.semi_bold(12.0, 16.0, QUIET),
            padding: PADDING * factor,
        }
    }
}

impl<'b> Table<'b> {
    /// Makes the nodes of a table below `section`; none where nothing is held.
    pub fn new(composer: &mut Composer, section: NodeId, slots: &'b [Slot]) -> Option<Table<'b>> {
        if slots.is_empty() {
            return None;
        }
        let table = composer.node(section, Role::Table);
        let head = composer.node(table, Role::TableHead);
        let head_row = composer.node(head, Role::TableRow);
        let words = [composer.own(|words| words.time), composer.own(|words| words.session)];
        let heads = words.map(|phrase| {
            let cell = header(composer, head_row, Scope::Column);
            let owners = voices(composer, cell, &phrase);
            (cell, phrase, owners)
        });
        let body = composer.node(table, Role::TableBody);
        let rows = slots.iter().map(|slot| {
            let row = composer.node(body, Role::TableRow);
            let time = Owner::Node(header(composer, row, Scope::Row));
            let cell = composer.node(row, Role::DataCell { columns: 1, rows: 1 });
            let title = composer.node(cell, Role::Paragraph);
            let title = voices(composer, title, &slot.title);
            let speakers = slot.speakers.iter().map(|name| one_line(name));
            let speakers: Vec<String> = speakers.filter(|name| !name.is_empty()).collect();
            let speakers = (!speakers.is_empty()).then(|| {
                let owner = Owner::Node(composer.node(cell, Role::Paragraph));
                (speakers.join(", "), owner)
            });
            Row { time, slot, title, speakers }
        });
        let rows = rows.collect();
        Some(Table { heads, rows })
    }

    /// The rows in a share of their largest size, none higher than fits in `room` points.
    pub fn slugs(&self, composer: &mut Composer, factor: f32, room: f32) -> Vec<Slug> {
        let look = Look::new(composer, factor);
        let times: Vec<Part> = self.rows.iter().map(|row| time(composer, row, look)).collect();
        let column = times.iter().map(|time| written_end(&time.items)).fold(0.0, f32::max);
        let left = column + COLUMN_GAP * factor;
        let head = self.head(composer, look, left);
        let most = room * ROW - head.height;
        let repeated = Rc::new(head.as_artifact());
        let mut slugs = vec![Slug::new(head, 0.0, Join::Never)];
        for (index, (row, time)) in self.rows.iter().zip(times).enumerate() {
            let mut drawn = Part::default();
            if index > 0 {
                drawn.items.push(rule(0.0, 0.0, MEASURE, 0.6, HAIRLINE));
            }
            let text = held(composer, row, look, MEASURE - left, most);
            drawn.add_part(time, 0.0, look.padding);
            drawn.add_part(text, left, look.padding);
            drawn.height += look.padding;
            let join = if index == 0 { Join::Never } else { Join::Free };
            let mut slug = Slug::new(drawn, 0.0, join);
            slug.head = Some(Rc::clone(&repeated));
            slugs.push(slug);
        }
        slugs
    }

    fn head(&self, composer: &mut Composer, look: Look, left: f32) -> Part {
        let mut head = Part::default();
        let columns = [(0.0, left - COLUMN_GAP / 2.0), (left, MEASURE - left)];
        for ((node, phrase, owners), (x, measure)) in self.heads.iter().zip(columns) {
            let setting = Setting::title(measure, composer.language());
            let place = Place { style: look.head, setting, room: 3.0 * look.head.leading };
            head.add_part(in_line(composer, (phrase, owners), Owner::Node(*node), place), x, 0.0);
        }
        head.add_space(4.0);
        head.items.push(rule(0.0, head.height, MEASURE, 1.6, composer.theme.accent));
        head.add_space(1.6);
        head
    }
}

fn header(composer: &mut Composer, row: NodeId, scope: Scope) -> NodeId {
    let cell = composer.node(row, Role::HeaderCell { scope, columns: 1, rows: 1 });
    composer.tree.add(cell, Node::new(Role::Paragraph))
}

fn time(composer: &mut Composer, row: &Row, look: Look) -> Part {
    let language = composer.language();
    let text = times(row.slot.starts, row.slot.ends, language);
    part(composer.set(&text, look.time, row.time, Setting::title(MEASURE, language)))
}

/// The title and who speaks, not higher than `room`.
fn held(composer: &mut Composer, row: &Row, look: Look, measure: f32, room: f32) -> Part {
    let setting = Setting::title(measure, composer.language());
    let place = Place { style: look.title, setting, room };
    shrunk(room, |factor| {
        let mut held = stacked(composer, (&row.slot.title, &row.title), place, factor);
        if let Some((names, owner)) = &row.speakers {
            let setting = Setting { names: true, ..setting };
            let style = look.speakers.scaled(factor);
            held.add_space(style.leading * 0.1);
            held.add_lines(composer.set(names, style, *owner, setting), 0.0);
        }
        held
    })
}
