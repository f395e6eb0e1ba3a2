//! Bars of what was reached over time, against what was aimed at.
//!
//! A bar is the total at the end of a part of the time: its lower part what was there before, pale
//! within a line, its upper part what was added, dark. Every bar carries its figure, the target its
//! name, so that neither colour nor legend has to be told apart.

use domain::Language;
use domain::integer;

use crate::ir::{Colour, Content, Item, Node, NodeId, Owner, Path, Point, Role, Segment, Size};
use crate::model::Indicator;
use crate::paragraph::{Setting, Style};
use crate::sheet::composer::Composer;
use crate::sheet::draw::{Part, baseline, height, moved, rectangle};
use crate::sheet::theme::{INK, QUIET};
use crate::wording::desk::{TARGET, bar_chart};

/// Points of height between the foot and the top of the plot.
const PLOT: f32 = 104.0;
/// Points above the plot for the figure of the highest bar.
const ABOVE: f32 = 16.0;
/// Points under the foot for the names of the parts of the time.
const BELOW: f32 = 16.0;
/// Parts of the time shown at most: the latest; all stand in the table.
const BARS: usize = 12;
/// Points between the dashes of the target's line.
const DASH: f32 = 4.0;
/// Points that the target's name takes at the right.
const TARGET_ROOM: f32 = 62.0;

/// The chart of an indicator over `width` points, its figure below `parent`.
///
/// One bar for the whole where no parts of the time are known.
pub(super) fn chart(
    composer: &mut Composer,
    parent: NodeId,
    indicator: &Indicator,
    width: f32,
) -> Part {
    let bars = bars(indicator);
    let language = composer.language();
    let said = alternative(indicator, &bars, language);
    let figure = composer.tree.add(parent, Node::new(Role::Figure).alternative(said));
    let owner = Owner::Node(figure);
    let highest = bars.iter().map(|bar| bar.total).chain(indicator.target).max().unwrap_or(0);
    let scale = PLOT / highest.max(1) as f32;
    let foot = ABOVE + PLOT;
    let mut part = Part { items: Vec::new(), height: foot + BELOW };

    let plot = width - if indicator.target.is_some() { TARGET_ROOM } else { 0.0 };
    let step = plot / bars.len().max(1) as f32;
    let thick = (step * 0.62).min(44.0);
    let accent = composer.theme.accent;
    if let Some(target) = indicator.target {
        let y = foot - target.max(0) as f32 * scale;
        part.items.push(Item { owner, content: Content::Path(dashes(y, plot)) });
        let words = format!("{} {}", TARGET.text(language), integer(target, language));
        let style = composer.theme.semi_bold(9.0, 11.0, INK).tabular();
        let setting = Setting::title(TARGET_ROOM - 8.0, language);
        let lines = composer.set(&words, style, owner, setting);
        let mut y = y - height(&lines) / 2.0;
        for line in lines {
            let at = y + baseline(&line);
            y += line.leading;
            part.items.extend(line.items.into_iter().map(|item| moved(item, plot + 8.0, at)));
        }
    }
    for (index, bar) in bars.iter().enumerate() {
        let middle = step * (index as f32 + 0.5);
        let left = middle - thick / 2.0;
        let before = (bar.total - bar.added).max(0) as f32 * scale;
        let total = bar.total.max(0) as f32 * scale;
        if before > 0.5 {
            let origin = Point { x: left, y: foot - before };
            let size = Size { width: thick, height: before };
            let tint = composer.theme.tint;
            let stroke = Some((accent, 0.6));
            let path = Path { stroke, ..rectangle(origin, size, tint) };
            part.items.push(Item { owner, content: Content::Path(path) });
        }
        if total - before > 0.0 {
            let origin = Point { x: left, y: foot - total };
            let size = Size { width: thick, height: total - before };
            let path = rectangle(origin, size, accent);
            part.items.push(Item { owner, content: Content::Path(path) });
        }
        let figure = integer(bar.total, language);
        let style = composer.theme.semi_bold(9.0, 12.0, INK).tabular();
        label(composer, &mut part, owner, &figure, style, middle, foot - total - 13.0, step);
        let style = composer.theme.regular(8.5, 11.0, QUIET).tabular();
        label(composer, &mut part, owner, bar.name, style, middle, foot + 4.0, step);
    }
    let line = rectangle(Point { x: 0.0, y: foot }, Size { width: plot, height: 0.8 }, INK);
    part.items.push(Item { owner, content: Content::Path(line) });
    part
}

/// A total at the end of a part of the time.
struct Bar<'a> {
    name: &'a str,
    added: i64,
    total: i64,
}

fn bars(indicator: &Indicator) -> Vec<Bar<'_>> {
    if indicator.periods.is_empty() {
        return vec![Bar { name: "", added: indicator.value, total: indicator.value }];
    }
    let mut total = 0;
    let all = indicator.periods.iter().map(|period| {
        total += period.count;
        Bar { name: &period.label, added: period.count, total }
    });
    let mut bars: Vec<Bar> = all.collect();
    bars.drain(..bars.len().saturating_sub(BARS));
    bars
}

/// What is said instead of the chart: its figures in one sentence.
fn alternative(indicator: &Indicator, bars: &[Bar], language: Language) -> String {
    let mut said = bar_chart(&indicator.name, language);
    let figures = bars.iter().map(|bar| match bar.name {
        "" => integer(bar.total, language),
        name => format!("{name}: {}", integer(bar.total, language)),
    });
    let figures: Vec<String> = figures.collect();
    said.push_str(&format!(" {}.", figures.join("; ")));
    if let Some(target) = indicator.target {
        said.push_str(&format!(" {} {}.", TARGET.text(language), integer(target, language)));
    }
    said
}

/// One line around `middle`, shrunk where the step is narrow.
#[expect(clippy::too_many_arguments, reason = "each is one plain fact of where text goes")]
fn label(
    composer: &mut Composer,
    part: &mut Part,
    owner: Owner,
    text: &str,
    style: Style,
    middle: f32,
    top: f32,
    step: f32,
) {
    let setting = Setting::title(1000.0, composer.language());
    let mut style = style;
    for _ in 0..8 {
        let lines = composer.set(text, style, owner, setting);
        let Some(line) = lines.into_iter().next() else { return };
        let width = crate::sheet::draw::right_end(&line);
        if width <= step - 2.0 || style.size < 4.0 {
            let at = top + baseline(&line);
            let left = middle - width / 2.0;
            // The target's line passes behind figures.
            let origin = Point { x: left - 1.5, y: top + 1.0 };
            let size = Size { width: width + 3.0, height: line.leading - 2.0 };
            let ground = rectangle(origin, size, Colour::WHITE);
            part.items.push(Item { owner, content: Content::Path(ground) });
            part.items.extend(line.items.into_iter().map(|item| moved(item, left, at)));
            return;
        }
        style = style.scaled(((step - 2.0) / width).clamp(0.5, 0.95));
    }
}

fn dashes(y: f32, width: f32) -> Path {
    let mut segments = Vec::new();
    let mut x = 0.0;
    while x < width {
        segments.push(Segment::Move(Point { x, y }));
        segments.push(Segment::Line(Point { x: (x + DASH).min(width), y }));
        x += 2.0 * DASH;
    }
    Path { segments: segments.into(), fill: None, stroke: Some((INK, 0.9)) }
}
