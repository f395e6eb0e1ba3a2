//! A day on one page: times down, tracks across.

mod look;
mod plan;
mod whole;

use std::rc::Rc;

use super::composer::{Composer, second};
use super::draw::{Part, ground, height, part, rule};
use super::flow::{Join, Slug};
use super::shrink::shortened;
use super::theme::HAIRLINE;
use crate::ir::{Colour, Node, NodeId, Owner, Point, Role, Scope, Size, Tree};
use crate::model::{Attendance, Day, Phrase, ProgrammeBook, Session};
use crate::paragraph::{Line, Setting, Style};
use domain::dates::times;

use look::{looks, readable};
use plan::{Cell, Plan, Shape};

pub(super) use look::{LOOKS, Look, look};
pub(super) use whole::Whole;

const COLUMN_GAP: f32 = 14.0;
/// Columns of fewer ems have hyphens in titles.
const NARROW: f32 = 11.0;
/// A column of fewer points holds no word of its own: sessions then stand under each other.
const NARROWEST: f32 = 62.0;
/// Points that the ground of a pause stands out on either side.
const OVERHANG: f32 = 8.0;

/// The rows of a day's table, in the largest look in which they fit on `size`.
pub(super) fn day_grid(
    composer: &mut Composer,
    parent: NodeId,
    book: &ProgrammeBook,
    day: &Day,
    size: Size,
) -> Vec<Slug> {
    if day.sessions.is_empty() {
        return Vec::new();
    }
    let tracks = book.tracks.len();
    let width = size.width;
    let looks = looks(composer.theme);
    let closest = looks[looks.len() - 1];
    let mut plan = Plan::new(day, tracks, Shape::Spanning);
    // Rows that hang together and rows of their own must fit on a page even in the closest look.
    for shape in [Shape::Flat, Shape::Sequence] {
        let grid = Grid { composer, book, day, plan: &plan, look: closest, width };
        let too_narrow = grid.column_width(1) < NARROWEST;
        if !too_narrow && grid.heights().pages(size.height * 0.96) < usize::MAX {
            break;
        }
        plan = Plan::new(day, tracks, if too_narrow { Shape::Sequence } else { shape });
    }
    // A day of several pages is read better in a normal look than in the closest, as long as that
    // costs no page.
    let pages: Vec<usize> = looks
        .iter()
        .map(|look| {
            let look = *look;
            Grid { composer, book, day, plan: &plan, look, width }.heights().pages(size.height)
        })
        .collect();
    let fewest = pages.iter().copied().min().unwrap_or(1);
    let most_open = usize::from(fewest > 1);
    let fits = |index: &usize| pages[*index] == fewest && fewest < usize::MAX;
    let index = (most_open..looks.len()).find(fits);
    let look = index.map_or(closest, |index| looks[index]);
    let nodes = Nodes::add(&mut composer.tree, parent, &plan);
    Grid { composer, book, day, plan: &plan, look, width }.slugs(&nodes, size.height)
}

/// The table's nodes, made before its look is known.
struct Nodes {
    heads: Vec<NodeId>,
    times: Vec<NodeId>,
    cells: Vec<NodeId>,
}

impl Nodes {
    fn add(tree: &mut Tree, parent: NodeId, plan: &Plan) -> Nodes {
        let table = tree.add(parent, Node::new(Role::Table));
        let head = tree.add(table, Node::new(Role::TableHead));
        let head_row = tree.add(head, Node::new(Role::TableRow));
        let heads = (0..=plan.columns).map(|_| {
            let role = Role::HeaderCell { scope: Scope::Column, columns: 1, rows: 1 };
            tree.add(head_row, Node::new(role))
        });
        let heads = heads.collect();
        let body = tree.add(table, Node::new(Role::TableBody));
        let mut times = Vec::new();
        let mut cells = Vec::new();
        let mut next = plan.cells.iter().peekable();
        for row in 0..plan.rows.len() {
            let row_node = tree.add(body, Node::new(Role::TableRow));
            let role = Role::HeaderCell { scope: Scope::Row, columns: 1, rows: 1 };
            times.push(tree.add(row_node, Node::new(role)));
            while let Some(cell) = next.next_if(|cell| cell.rows.start == row) {
                let columns = cell.columns.len() as u16;
                let role = Role::DataCell { columns, rows: cell.rows.len() as u16 };
                cells.push(tree.add(row_node, Node::new(role)));
            }
        }
        Nodes { heads, times, cells }
    }
}

/// Heights of a table's head and of its groups of rows, in points.
struct Heights {
    head: f32,
    groups: Vec<f32>,
}

impl Heights {
    fn total(&self) -> f32 {
        self.head + self.groups.iter().sum::<f32>()
    }

    fn highest_group(&self) -> f32 {
        self.groups.iter().copied().fold(0.0, f32::max)
    }

    /// The pages that the table takes where each holds `room` points; more than any table takes
    /// where a group is higher than a page.
    fn pages(&self, room: f32) -> usize {
        if self.head + self.highest_group() > room {
            return usize::MAX;
        }
        let (mut pages, mut taken) = (1, self.head);
        for group in &self.groups {
            if taken + group > room {
                pages += 1;
                taken = self.head;
            }
            taken += group;
        }
        pages
    }
}

struct Grid<'a, 'f, 'b> {
    composer: &'a mut Composer<'f>,
    book: &'b ProgrammeBook,
    day: &'b Day,
    plan: &'b Plan,
    look: Look,
    width: f32,
}

impl Grid<'_, '_, '_> {
    fn column_width(&self, columns: usize) -> f32 {
        let gaps = COLUMN_GAP * (self.plan.columns - 1) as f32;
        let one = (self.width - self.look.time_column - gaps) / self.plan.columns as f32;
        one * columns as f32 + COLUMN_GAP * (columns - 1) as f32
    }

    fn column_left(&self, column: usize) -> f32 {
        self.look.time_column + (self.column_width(1) + COLUMN_GAP) * column as f32
    }

    fn setting(&self, columns: usize) -> Setting {
        let language = self.composer.language();
        let mut setting = Setting::text(self.column_width(columns), language);
        setting.hyphenate = setting.measure < NARROW * self.look.title.size;
        setting
    }

    /// Names of people and rooms, which are divided only where they must be.
    fn name(&mut self, text: &str, style: Style, owner: Owner, columns: usize) -> Vec<Line> {
        let mut setting = self.setting(columns);
        setting.hyphenate = false;
        setting.names = true;
        self.composer.set(&shortened(text), style, owner, setting)
    }

    /// A phrase in a cell; `place` is nothing while heights are only measured.
    fn phrase(
        &mut self,
        text: &Phrase,
        style: Style,
        place: Option<NodeId>,
        columns: usize,
    ) -> Vec<Line> {
        let mut lines = Vec::new();
        for (wording, style) in text.wordings().zip([style, readable(second(style))]) {
            let owner = match place {
                Some(node) => self.composer.voice(node, wording.language),
                None => Owner::Artifact,
            };
            let setting = Setting { language: wording.language, ..self.setting(columns) };
            lines.extend(self.composer.set(&shortened(&wording.text), style, owner, setting));
        }
        lines
    }

    /// The head of a column, divided only where a word is wider than the column.
    fn label(&mut self, text: &Phrase, place: Option<NodeId>) -> Vec<Line> {
        let style = self.look.time;
        let setting = Setting::title(self.column_width(1), self.composer.language());
        let mut lines = Vec::new();
        for (wording, style) in text.wordings().zip([style, readable(second(style))]) {
            let owner = match place {
                Some(node) => self.composer.voice(node, wording.language),
                None => Owner::Artifact,
            };
            let setting = Setting { language: wording.language, ..setting };
            lines.extend(self.composer.set(&shortened(&wording.text), style, owner, setting));
        }
        lines
    }

    fn cell(&mut self, cell: &Cell, node: Option<NodeId>) -> Part {
        let mut content = Part::default();
        let row = &self.plan.rows[cell.rows.start];
        let (starts, ends) = (row.starts, row.ends);
        let day = self.day;
        for (index, session) in cell.sessions.iter().map(|index| &day.sessions[*index]).enumerate()
        {
            if index > 0 {
                content.add_space(self.look.padding);
            }
            let place = node.map(|node| self.composer.node(node, Role::Paragraph));
            let owner = place.map_or(Owner::Artifact, Owner::Node);
            let columns = cell.columns.len();
            let timed = session.starts == starts && ends == Some(session.ends);
            if !timed {
                let language = self.composer.language();
                let times = times(session.starts.time(), session.ends.time(), language);
                let accent = self.composer.theme.accent;
                let style = Style { colour: accent, ..self.look.small }.tabular();
                let setting = self.setting(columns);
                content.add_lines(self.composer.set(&times, style, owner, setting), 0.0);
            }
            let title = if cell.pause { self.look.pause } else { self.look.title };
            content.add_lines(self.phrase(&session.title, title, place, columns), 0.0);
            for (index, name) in
                [self.speakers(session), self.own_room(session, columns)].iter().enumerate()
            {
                if index == 0 && !name.is_empty() {
                    content.add_space(self.look.padding * 0.12);
                }
                let lines = self.name(name, self.look.small, owner, columns);
                content.add_lines(lines, 0.0);
            }
        }
        content
    }

    fn speakers(&self, session: &Session) -> String {
        let names = session.speakers.iter().map(|speaker| speaker.name.trim());
        let names = names.filter(|name| self.look.speakers && !name.is_empty());
        names.collect::<Vec<_>>().join(", ")
    }

    /// The room where the head of the column does not say it, and the track of a session that
    /// does not stand in its column.
    fn own_room(&self, session: &Session, columns: usize) -> String {
        if !self.look.rooms {
            return String::new();
        }
        let tracks = &self.book.tracks;
        let track = match session.attendance {
            Attendance::Track(track) => tracks.get(track),
            Attendance::Everyone => None,
        };
        let track_room = track.map_or("", |track| track.room.as_str());
        let in_column = tracks.len() > 1 && columns == 1;
        let mut parts: Vec<&str> = Vec::new();
        if let Some(track) = track.filter(|_| !in_column && tracks.len() > 1) {
            parts.push(&track.name);
        }
        let room = if session.room.trim().is_empty() { track_room } else { &session.room };
        if !in_column || room != track_room {
            parts.push(room);
        }
        parts.retain(|part| !part.trim().is_empty());
        parts.join(", ")
    }

    fn time(&mut self, row: usize, owner: Owner) -> Vec<Line> {
        let row = &self.plan.rows[row];
        let starts = row.starts.time();
        let ends = row.ends.map_or(starts, |ends| ends.time());
        let language = self.composer.language();
        let times = times(starts, ends, language);
        let mut setting = Setting::text(self.look.time_column - 6.0, language);
        setting.hyphenate = false;
        self.composer.set(&times, self.look.time, owner, setting)
    }

    /// Content heights, padding included, made to hold every cell.
    fn row_heights(&mut self, contents: &[f32]) -> Vec<f32> {
        let padding = 2.0 * self.look.padding;
        let mut heights: Vec<f32> = (0..self.plan.rows.len())
            .map(|row| height(&self.time(row, Owner::Artifact)) + padding)
            .collect();
        let cells = || self.plan.cells.iter().zip(contents);
        for (cell, content) in cells().filter(|(cell, _)| cell.rows.len() == 1) {
            let row = &mut heights[cell.rows.start];
            *row = row.max(content + padding);
        }
        for (cell, content) in cells().filter(|(cell, _)| cell.rows.len() > 1) {
            let there: f32 = heights[cell.rows.clone()].iter().sum();
            let missing = content + padding - there;
            if missing > 0.0 {
                heights[cell.rows.end - 1] += missing;
            }
        }
        heights
    }

    fn heights(mut self) -> Heights {
        let plan = self.plan;
        let contents: Vec<f32> =
            plan.cells.iter().map(|cell| self.cell(cell, None).height).collect();
        let heights = self.row_heights(&contents);
        let head = self.head(&vec![None; plan.columns + 1]).height;
        let groups = plan.groups().into_iter().map(|rows| heights[rows].iter().sum()).collect();
        Heights { head, groups }
    }

    fn head(&mut self, nodes: &[Option<NodeId>]) -> Part {
        let mut head = Part::default();
        let time = self.composer.own(|words| words.time);
        let mut setting = Setting::text(self.look.time_column - 6.0, self.composer.language());
        setting.hyphenate = false;
        let times = match nodes[0] {
            Some(node) => self.composer.label(node, &time, self.look.time, setting),
            None => {
                let said: Vec<&str> = time.wordings().map(|one| one.text.as_str()).collect();
                self.composer.set(&said.join(" / "), self.look.time, Owner::Artifact, setting)
            }
        };
        let tracks = &self.book.tracks;
        let language = self.composer.language();
        let mut columns: Vec<Part> = vec![part(times)];
        for column in 0..self.plan.columns {
            let (name, room) = match tracks.get(column) {
                Some(track) => (Phrase::new(track.name.trim(), language), track.room.trim()),
                None => (self.composer.own(|words| words.session), ""),
            };
            let numbered = self.composer.languages.phrase(|language| {
                format!("{} {}", crate::wording::words(language).track, column + 1)
            });
            let first = match (name.is_empty(), room) {
                (true, "") => numbered,
                (true, room) => Phrase::new(room, language),
                (false, _) => name.clone(),
            };
            let node = nodes[column + 1];
            let mut lines = self.label(&first, node);
            if !name.is_empty() {
                let owner = node.map_or(Owner::Artifact, Owner::Node);
                lines.extend(self.name(room, self.look.small, owner, 1));
            }
            columns.push(part(lines));
        }
        let tallest = columns.iter().map(|column| column.height).fold(0.0, f32::max);
        for (index, column) in columns.into_iter().enumerate() {
            let x = if index == 0 { 0.0 } else { self.column_left(index - 1) };
            head.add_part(column, x, 0.0);
        }
        head.height = tallest + 5.0;
        head.items.push(rule(0.0, head.height, self.width, 1.2, self.composer.theme.accent));
        head.height += 1.2;
        head
    }

    /// Groups of rows as slugs; the head is repeated above those that leave it room on a page of
    /// `room` points.
    fn slugs(mut self, nodes: &Nodes, room: f32) -> Vec<Slug> {
        let plan = self.plan;
        let heads: Vec<Option<NodeId>> = nodes
            .heads
            .iter()
            .map(|node| Some(self.composer.node(*node, Role::Paragraph)))
            .collect();
        let head = self.head(&heads);
        let head_height = head.height;
        let repeated = Rc::new(head.as_artifact());
        let mut slugs = vec![Slug::new(head, 0.0, Join::Never)];

        let mut contents: Vec<Option<Part>> = Vec::new();
        for (cell, node) in plan.cells.iter().zip(&nodes.cells) {
            contents.push(Some(self.cell(cell, Some(*node))));
        }
        let sizes: Vec<f32> =
            contents.iter().map(|part| part.as_ref().map_or(0.0, |part| part.height)).collect();
        let heights = self.row_heights(&sizes);
        for (index, rows) in plan.groups().into_iter().enumerate() {
            let mut group = Part::default();
            for row in rows.clone() {
                self.grounds(&mut group, row, heights[row], index == 0 && row == rows.start);
                let top = group.height;
                let baseline_top = top + self.look.padding;
                let owner = Owner::Node(self.composer.node(nodes.times[row], Role::Paragraph));
                let time = self.time(row, owner);
                group.add_part(part(time), 0.0, baseline_top);
                for (cell, content) in plan.cells.iter().zip(&mut contents) {
                    if cell.rows.start == row
                        && let Some(content) = content.take()
                    {
                        let x = self.column_left(cell.columns.start);
                        // Text of a cell over several rows may reach below this row.
                        let reach = group.height;
                        group.add_part(content, x, baseline_top);
                        group.height = reach;
                    }
                }
                group.height = top + heights[row];
            }
            let join = if index == 0 { Join::Never } else { Join::Free };
            let mut slug = Slug::new(group, 0.0, join);
            slug.head = (head_height + slug.part.height <= room).then(|| Rc::clone(&repeated));
            slugs.push(slug);
        }
        slugs
    }

    /// True where the ground of a pause parts a row from the one above.
    fn pause_above(&self, row: usize) -> bool {
        self.plan.cells.iter().any(|cell| cell.pause && cell.rows.end == row)
    }

    /// The rule above a row, broken where a cell from above goes on, and the ground of a pause.
    fn grounds(&self, group: &mut Part, row: usize, height: f32, first: bool) {
        let y = group.height;
        let here = |cell: &&Cell| cell.rows.start == row;
        if self.plan.cells.iter().filter(here).any(|cell| cell.pause) {
            let origin = Point { x: -OVERHANG, y };
            let size = Size { width: self.width + 2.0 * OVERHANG, height };
            group.items.push(ground(origin, size, self.composer.theme.tint));
            if self.pause_above(row) {
                group.items.push(rule(origin.x, y - 0.5, size.width, 1.0, Colour::WHITE));
            }
        } else if !first && !self.pause_above(row) {
            group.items.push(rule(0.0, y, self.look.time_column - COLUMN_GAP, 0.5, HAIRLINE));
            for cell in self.plan.cells.iter().filter(here) {
                let x = self.column_left(cell.columns.start);
                let width = self.column_width(cell.columns.len());
                group.items.push(rule(x, y, width, 0.5, HAIRLINE));
            }
        }
    }
}
