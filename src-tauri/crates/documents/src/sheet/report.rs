//! The report on a project's indicators: all at a glance, then each with its chart and its table.

mod chart;

use std::rc::Rc;

use domain::Language;
use domain::dates::date_range;
use domain::integer;

use self::chart::chart;
use super::composer::Composer;
use super::draw::{Part, part, rule};
use super::flow::{self, Join, Slug, paragraph};
use super::notes::{bookmarked, heading};
use super::running::{MEASURE, Running};
use super::table::{Cell, Column, Table, row_slug};
use crate::ir::{Document, NodeId, OutlineEntry, Owner, Role, Tree};
use crate::model::{Edition, Indicator, IndicatorReport, Phrase};
use crate::paragraph::{Setting, clean};
use crate::shipped::Fonts;
use crate::wording::desk;

/// Points of the chart beside its table.
const CHART: f32 = 286.0;
const GAP: f32 = 26.0;
/// Points between the parts of the report.
const BETWEEN: f32 = 30.0;

/// Lays out the report on A4: what each indicator counts, aims at and has reached, in a table that
/// can be read without its chart, and a chart that can be read without colour.
///
/// Sizes are in points. Never fails.
pub fn lay_out_report(report: &IndicatorReport, edition: &Edition, fonts: &Fonts) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, 1.0);
    let language = composer.language();
    let kind = desk::INDICATOR_REPORT.text(language);
    let name = clean(&report.project_name).replace('\n', " ");
    let title = if name.is_empty() { kind.to_owned() } else { format!("{kind} \u{2013} {name}") };
    let section = composer.node(Tree::ROOT, Role::Section);

    let mut slugs = opening(&mut composer, section, report);
    slugs.extend(glance(&mut composer, section, report));
    for indicator in &report.indicators {
        slugs.extend(told(&mut composer, section, indicator));
    }
    let running = Running {
        name: title.clone(),
        section,
        funding: report.funding.as_ref(),
        house: edition.house.foot.as_ref(),
    };
    let filled = flow::fill(slugs, running.frame());
    let mut outline = vec![OutlineEntry { title: title.clone(), level: 0, page: 0, y: 0.0 }];
    outline.extend(flow::outline(&filled, 0));
    let pages = running.finish(&mut composer, filled);
    let head = composer.head(title, &report.lead);
    Document { head, tree: composer.tree, pages, outline }
}

fn opening(composer: &mut Composer, section: NodeId, report: &IndicatorReport) -> Vec<Slug> {
    let language = composer.language();
    let theme = composer.theme;
    let setting = Setting::title(MEASURE, language);
    let kicker = composer.named(&desk::INDICATOR_REPORT);
    let node = composer.node(section, Role::Paragraph);
    let mut head = part(composer.say(node, &kicker, theme.kicker(), setting));
    head.items.push(rule(0.0, -10.0, 44.0, 3.0, theme.accent));
    head.add_space(6.0);
    let mut slugs = vec![Slug::new(head, 0.0, Join::Free)];
    let named = !clean(&report.project_name).is_empty();
    let name = if named { report.project_name.as_str() } else { kicker.text() };
    let name = Phrase::new(name, language);
    let style = theme.display(26.0, 30.0, super::theme::INK);
    let mut named = heading(composer, section, &name, 1, style, setting);
    if let Some(first) = named.first_mut() {
        first.before = 2.0;
        first.join = Join::Never;
    }
    slugs.extend(named);
    let days = date_range(report.first_day, report.last_day, language);
    let mut facts = vec![days];
    if !report.project_code.trim().is_empty() {
        facts.push(format!("{} {}", composer.words().project_code, report.project_code));
    }
    if !report.lead.trim().is_empty() {
        facts.push(format!("{}: {}", desk::LEAD.text(language), report.lead));
    }
    for fact in facts {
        let owner = Owner::Node(composer.node(section, Role::Paragraph));
        let lines = composer.set(&fact, theme.quiet_text(), owner, setting);
        slugs.extend(paragraph(lines, 0.0, 3.0, Join::Never, Join::Never));
    }
    slugs
}

/// All indicators in one table.
fn glance(composer: &mut Composer, section: NodeId, report: &IndicatorReport) -> Vec<Slug> {
    if report.indicators.is_empty() {
        return Vec::new();
    }
    let language = composer.language();
    let theme = composer.theme;
    let setting = Setting::title(MEASURE, language);
    let title = composer.named(&desk::AT_A_GLANCE);
    let mut slugs = heading(composer, section, &title, 2, theme.heading(), setting);
    if let Some(first) = slugs.first_mut() {
        first.before = BETWEEN;
    }
    let mut slugs = bookmarked(slugs, title.text(), 1);
    let columns = [
        Column::new(0.0, 250.0),
        Column::figures(266.0, 72.0),
        Column::figures(354.0, 72.0),
        Column::figures(442.0, MEASURE - 442.0),
    ];
    let labels = [&desk::INDICATOR, &desk::TARGET, &desk::REACHED, &desk::SHARE]
        .map(|label| composer.named(label));
    let (table, mut head) = Table::begin(composer, section, &columns, &labels);
    head.before = 10.0;
    slugs.push(head);
    for (index, indicator) in report.indicators.iter().enumerate() {
        let name = match indicator.code.trim() {
            "" => indicator.name.clone(),
            code => format!("{code} {}", indicator.name),
        };
        let target = indicator.target.map(|target| counted(target, indicator, language));
        let reached = counted(indicator.value, indicator, language);
        let share = share(indicator, language);
        let text = theme.text().tabular();
        let strong = theme.name().tabular();
        let cells = [
            Cell::Heads(&name, theme.name()),
            target.as_deref().map_or(Cell::Empty, |target| Cell::Counts(target, text)),
            Cell::Counts(&reached, strong),
            if share.is_empty() { Cell::Empty } else { Cell::Counts(&share, text) },
        ];
        let mut row = table.row(composer, &cells, 22.0);
        row.items.push(rule(0.0, row.height, MEASURE, 0.5, super::theme::HAIRLINE));
        slugs.push(row_slug(row, table.head(), index == 0));
    }
    let owner = Owner::Node(composer.node(section, Role::Paragraph));
    let note = desk::HOW_TO_READ.text(language);
    let setting = Setting::text(MEASURE, language);
    let note = composer.set(note, theme.small(), owner, setting);
    slugs.extend(paragraph(note, 0.0, 10.0, Join::Never, Join::Never));
    slugs
}

fn counted(number: i64, indicator: &Indicator, language: Language) -> String {
    let number = integer(number, language);
    match indicator.unit.trim() {
        "" => number,
        unit => format!("{number}\u{a0}{unit}"),
    }
}

/// The share of the target that is reached; nothing without a target.
fn share(indicator: &Indicator, language: Language) -> String {
    let Some(target) = indicator.target.filter(|target| *target > 0) else { return String::new() };
    let percent = indicator.value.saturating_mul(100) / target;
    match language {
        Language::En => format!("{}%", integer(percent, language)),
        Language::Fi | Language::Sv => format!("{}\u{a0}%", integer(percent, language)),
    }
}

/// One indicator: its name, how it is counted, its chart and its table side by side.
fn told(composer: &mut Composer, section: NodeId, indicator: &Indicator) -> Vec<Slug> {
    let language = composer.language();
    let theme = composer.theme;
    let setting = Setting::title(MEASURE, language);
    let name = Phrase::new(indicator.name.as_str(), language);
    let opening = heading(composer, section, &name, 2, theme.subheading(), setting);
    let mut slugs = bookmarked(opening, indicator.name.trim(), 1);
    if !indicator.rule.trim().is_empty() {
        let owner = Owner::Node(composer.node(section, Role::Paragraph));
        let rule = format!("{}: {}", desk::COUNTED.text(language), indicator.rule);
        let setting = Setting::text(MEASURE, language);
        let lines = composer.set(&rule, theme.quiet_text(), owner, setting);
        slugs.extend(paragraph(lines, 0.0, 2.0, Join::Never, Join::Reluctant));
    }
    if let Some(first) = slugs.first_mut() {
        first.before = BETWEEN;
    }
    let drawn = chart(composer, section, indicator, CHART);
    let mut rows = periods(composer, section, indicator);
    // The chart stands beside as much of the table as it is high; a longer table goes on below.
    let mut beside = drawn;
    let mut taken = 0.0;
    let mut left = Vec::new();
    for row in rows.drain(..) {
        let next = taken + row.part.height;
        if next <= beside.height.max(TABLE_BESIDE) && left.is_empty() {
            beside.add_part(row.part, CHART + GAP, taken);
            taken = next;
        } else {
            left.push(row);
        }
    }
    slugs.push(Slug::new(beside, 8.0, Join::Never));
    for mut row in left {
        row.part = shifted(row.part, CHART + GAP);
        row.head = row.head.map(|head| Rc::new(shifted((*head).clone(), CHART + GAP)));
        row.join = Join::Free;
        slugs.push(row);
    }
    slugs
}

/// Points of a table that may stand beside a lower chart.
const TABLE_BESIDE: f32 = 300.0;

fn shifted(part: Part, x: f32) -> Part {
    let mut moved = Part::default();
    moved.add_part(part, x, 0.0);
    moved
}

/// The head and the rows of what each part of the time added.
fn periods(composer: &mut Composer, section: NodeId, indicator: &Indicator) -> Vec<Slug> {
    let language = composer.language();
    let theme = composer.theme;
    let width = MEASURE - CHART - GAP;
    let column = (width - 2.0 * 10.0) / 3.0;
    let columns = [
        Column::new(0.0, column),
        Column::figures(column + 10.0, column),
        Column::figures(2.0 * (column + 10.0), column),
    ];
    let labels = [&desk::PERIOD, &desk::ADDED, &desk::TOTAL].map(|label| composer.named(label));
    let (table, head) = Table::begin(composer, section, &columns, &labels);
    let mut slugs = vec![head];
    let mut total = 0;
    let whole = [crate::model::PeriodCount {
        label: desk::TOTAL.text(language).to_owned(),
        count: indicator.value,
    }];
    let parts = if indicator.periods.is_empty() { &whole[..] } else { &indicator.periods };
    for (index, period) in parts.iter().enumerate() {
        total += period.count;
        let (added, sum) = (integer(period.count, language), integer(total, language));
        let text = theme.text().tabular();
        let cells = [
            Cell::Heads(&period.label, theme.text()),
            Cell::Counts(&added, text),
            Cell::Counts(&sum, theme.name().tabular()),
        ];
        let mut row = table.row(composer, &cells, 16.0);
        row.items.push(rule(0.0, row.height, width, 0.5, super::theme::HAIRLINE));
        slugs.push(row_slug(row, table.head(), index == 0));
    }
    slugs
}
