//! The brief for a visit: one page on one company, the most pressing first.

use domain::Language;
use domain::dates::date;

use super::composer::Composer;
use super::draw::{Part, part, right_end, rule};
use super::format::Format;
use super::shrink::Place;
use super::table::{Cell, Column, Table};
use super::theme::{HAIRLINE, INK, Theme};
use crate::ir::{Document, Node, NodeId, OutlineEntry, Owner, Page, Role, Tree};
use crate::model::{BriefLine, BriefSection, Edition, Phrase, VisitBrief};
use crate::paragraph::{Line, Setting, Span, Style, clean};
use crate::shipped::Fonts;
use crate::wording::desk;

const FORMAT: Format = Format { top: 48.0, bottom: 52.0, left: 54.0, right: 54.0, ..Format::A4 };
const COLUMN_GAP: f32 = 26.0;
/// Points after a day in front of a line.
const AFTER_DAY: f32 = 9.0;
/// People shown at most; the first are the most in touch.
const PEOPLE: usize = 6;
/// Institutions shown at most.
const INSTITUTIONS: usize = 5;

/// Lays out the brief on one A4 page, whatever there is to say: sections lose their last lines
/// first, and say how many.
///
/// Sizes are in points. Never fails.
pub fn lay_out_brief(brief: &VisitBrief, edition: &Edition, fonts: &Fonts) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, 1.0);
    let language = composer.language();
    let kind = desk::VISIT_BRIEF.text(language);
    let name = clean(&brief.organisation).replace('\n', " ");
    let title = if name.is_empty() { kind.to_owned() } else { format!("{kind} \u{2013} {name}") };
    let section = composer.node(Tree::ROOT, Role::Section);
    let theme = composer.theme;
    let measure = FORMAT.measure();
    let mut sheet = Brief { composer: &mut composer, section, theme, measure, day: 0.0 };
    let mut top = sheet.opening(brief);
    top.add_below(sheet.partnerships(brief));
    top.add_below(sheet.contacts(brief));
    top.add_space(18.0);
    let room = FORMAT.height() - top.height;
    let sections = sheet.sections(brief, room);
    top.add_below(sections);
    let mut items: Vec<_> = top.placed(FORMAT.left, FORMAT.top).collect();
    items.extend(sheet.foot().placed(FORMAT.left, FORMAT.size.height - FORMAT.bottom + 14.0));
    let head = composer.head(title.clone(), &brief.written_by);
    let outline = vec![OutlineEntry { title, level: 0, page: 0, y: 0.0 }];
    let pages = vec![Page { size: FORMAT.size, items }];
    Document { head, tree: composer.tree, pages, outline }
}

struct Brief<'a, 'f> {
    composer: &'a mut Composer<'f>,
    section: NodeId,
    theme: Theme,
    measure: f32,
    /// Points of the column of days before lines, in their full size.
    day: f32,
}

impl Brief<'_, '_> {
    fn language(&self) -> Language {
        self.composer.language()
    }

    /// A line or more of at most `room` points, in a node of its own.
    fn said(&mut self, role: Role, text: &str, style: Style, width: f32, room: f32) -> Part {
        if clean(text).is_empty() {
            return Part::default();
        }
        let owner = Owner::Node(self.composer.node(self.section, role));
        let setting = Setting::title(width, self.language());
        self.composer.part_fitted(text, Place { style, setting, room }, owner)
    }

    fn opening(&mut self, brief: &VisitBrief) -> Part {
        let (theme, measure) = (self.theme, self.measure);
        let mut opening = Part::default();
        opening.items.push(rule(0.0, 0.0, 44.0, 3.0, theme.accent));
        opening.add_space(10.0);
        let kind = desk::VISIT_BRIEF.text(self.language());
        let written = date(brief.written_on, self.language());
        let kicker = match brief.written_by.trim() {
            "" => format!("{kind}, {written}"),
            who => format!("{kind}, {written}, {who}"),
        };
        opening.add_below(self.said(Role::Paragraph, &kicker, theme.kicker(), measure, 32.0));
        opening.add_space(3.0);
        let name = theme.display(26.0, 30.0, INK);
        let named = if clean(&brief.organisation).is_empty() { kind } else { &brief.organisation };
        opening.add_below(self.said(Role::Heading(1), named, name, measure, 64.0));
        opening.add_space(4.0);
        opening.add_below(self.facts(brief));
        opening
    }

    /// The short facts, one after the other as far as lines reach.
    fn facts(&mut self, brief: &VisitBrief) -> Part {
        let stated = |(label, value): &&(String, String)| {
            !clean(label).is_empty() && !clean(value).is_empty()
        };
        let facts: Vec<&(String, String)> = brief.facts.iter().filter(stated).collect();
        if facts.is_empty() {
            return Part::default();
        }
        let owner = Owner::Node(self.composer.node(self.section, Role::Paragraph));
        let mut factor = 1.0;
        loop {
            let quiet = self.theme.quiet_text().scaled(factor);
            let loud = self.theme.text().scaled(factor);
            let mut spans = Vec::new();
            for (index, (label, value)) in facts.iter().enumerate() {
                if index > 0 {
                    spans.push(Span { text: " \u{b7} ", style: quiet, owner });
                }
                spans.push(Span { text: label, style: quiet, owner });
                spans.push(Span { text: " ", style: quiet, owner });
                spans.push(Span { text: value, style: loud, owner });
            }
            let mut setting = Setting::text(self.measure, self.language());
            setting.hyphenate = false;
            let facts = part(self.composer.set_spans(&spans, setting));
            if facts.height <= 58.0 || factor < 0.05 {
                return facts;
            }
            factor *= 0.9;
        }
    }

    /// A heading over the whole measure or a column, with the space above it.
    fn heading(&mut self, text: &str, width: f32) -> Part {
        let mut heading = Part::default();
        heading.add_space(14.0);
        heading.add_below(self.said(Role::Heading(2), text, self.theme.subheading(), width, 36.0));
        heading.add_space(3.0);
        heading
    }

    fn table(&mut self, widths: &[f32], labels: &[&domain::Label], rows: &[Vec<&str>]) -> Part {
        let gap = 12.0;
        let all: f32 = widths.iter().sum();
        let free = self.measure - gap * (widths.len() as f32 - 1.0);
        let mut x = 0.0;
        let columns: Vec<Column> = widths
            .iter()
            .map(|share| {
                let column = Column::new(x, free * share / all);
                x += column.width + gap;
                column
            })
            .collect();
        let labels: Vec<Phrase> = labels.iter().map(|label| self.composer.named(label)).collect();
        let (table, head) = Table::begin(self.composer, self.section, &columns, &labels);
        let mut drawn = head.part;
        for row in rows {
            let cells: Vec<Cell> = row
                .iter()
                .enumerate()
                .map(|(index, text)| match index {
                    _ if clean(text).is_empty() => Cell::Empty,
                    0 => Cell::Heads(text, self.theme.name()),
                    _ => Cell::Holds(text, self.theme.text()),
                })
                .collect();
            let mut row = table.row(self.composer, &cells, 17.0);
            row.items.push(rule(0.0, row.height, self.measure, 0.5, HAIRLINE));
            drawn.add_below(row);
        }
        drawn
    }

    fn partnerships(&mut self, brief: &VisitBrief) -> Part {
        if brief.partnerships.is_empty() {
            return Part::default();
        }
        let mut block = self.heading(desk::PARTNERSHIP.text(self.language()), self.measure);
        let stages: Vec<String> = brief
            .partnerships
            .iter()
            .map(|state| joined(&[&state.stage, &state.level], ", "))
            .collect();
        let rows: Vec<Vec<&str>> = brief
            .partnerships
            .iter()
            .zip(&stages)
            .take(INSTITUTIONS)
            .map(|(state, stage)| {
                vec![state.institution.as_str(), stage, &state.responsible, &state.next_step]
            })
            .collect();
        let labels = [&desk::INSTITUTION, &desk::STAGE, &desk::RESPONSIBLE, &desk::NEXT_STEP];
        block.add_below(self.table(&[1.1, 1.2, 0.9, 1.3], &labels, &rows));
        block.add_below(self.and_more(brief.partnerships.len().saturating_sub(INSTITUTIONS)));
        block
    }

    fn contacts(&mut self, brief: &VisitBrief) -> Part {
        if brief.contacts.is_empty() {
            return Part::default();
        }
        let mut block = self.heading(desk::PEOPLE.text(self.language()), self.measure);
        let names: Vec<String> = brief
            .contacts
            .iter()
            .map(|contact| joined(&[&contact.name, &contact.title], ", "))
            .collect();
        let rows: Vec<Vec<&str>> = brief
            .contacts
            .iter()
            .zip(&names)
            .take(PEOPLE)
            .map(|(contact, name)| vec![name.as_str(), &contact.phone, &contact.email])
            .collect();
        let labels = [&desk::NAME, &desk::PHONE, &desk::EMAIL];
        block.add_below(self.table(&[1.7, 0.8, 1.3], &labels, &rows));
        block.add_below(self.and_more(brief.contacts.len().saturating_sub(PEOPLE)));
        block
    }

    fn and_more(&mut self, count: usize) -> Part {
        if count == 0 {
            return Part::default();
        }
        let text = desk::and_more(count, self.language());
        self.said(Role::Paragraph, &text, self.theme.small(), self.measure, 24.0)
    }

    /// The sections in two columns of at most `room` points, as even as their lengths allow.
    fn sections(&mut self, brief: &VisitBrief, room: f32) -> Part {
        let told: Vec<&BriefSection> =
            brief.sections.iter().filter(|section| !section.lines.is_empty()).collect();
        if told.is_empty() {
            return Part::default();
        }
        let width = (self.measure - COLUMN_GAP) / 2.0;
        self.day = self.widest_day(&told);
        let mut shown: Vec<usize> = told.iter().map(|section| section.lines.len()).collect();
        let mut factor = 1.0;
        let turn = loop {
            let heights: Vec<f32> = told
                .iter()
                .zip(&shown)
                .map(|(section, shown)| self.section_height(section, *shown, width, factor))
                .collect();
            let turn = even_turn(&heights);
            let tallest =
                heights[..turn].iter().sum::<f32>().max(heights[turn..].iter().sum::<f32>());
            let longest = (0..shown.len()).max_by_key(|index| shown[*index]).unwrap_or(0);
            if tallest <= room || factor < 0.02 {
                break turn;
            }
            if shown[longest] > 1 {
                shown[longest] -= 1;
            } else {
                factor *= 0.9;
            }
        };
        let mut columns = Part::default();
        let mut y = 0.0;
        for (index, (section, shown)) in told.iter().zip(&shown).enumerate() {
            if index == turn {
                y = 0.0;
            }
            let x = if index < turn { 0.0 } else { width + COLUMN_GAP };
            let block = self.section(section, *shown, width, factor);
            let height = block.height;
            columns.add_part(block, x, y);
            y += height;
        }
        columns
    }

    fn widest_day(&mut self, told: &[&BriefSection]) -> f32 {
        let language = self.language();
        let style = Styles::new(self.theme, 1.0).day;
        let days = told.iter().flat_map(|section| &section.lines).filter_map(|line| line.day);
        let setting = Setting::title(1000.0, language);
        let widths = days.map(|day| {
            let lines = self.composer.set(&date(day, language), style, Owner::Artifact, setting);
            lines.first().map_or(0.0, right_end)
        });
        widths.fold(0.0, f32::max) + AFTER_DAY
    }

    /// The height of a section, measured without making nodes.
    fn section_height(
        &mut self,
        section: &BriefSection,
        shown: usize,
        width: f32,
        factor: f32,
    ) -> f32 {
        let styles = Styles::new(self.theme, factor);
        let setting = Setting::title(width, self.language());
        let heading = self.composer.set(&section.heading, styles.heading, Owner::Artifact, setting);
        let mut all = part(heading).height + ABOVE + BELOW;
        for line in &section.lines[..shown] {
            let lines = self.line(line, Owner::Artifact, styles, width);
            all += part(lines).height + BETWEEN;
        }
        if shown < section.lines.len() { all + styles.small.leading } else { all }
    }

    fn section(&mut self, section: &BriefSection, shown: usize, width: f32, factor: f32) -> Part {
        let styles = Styles::new(self.theme, factor);
        let language = self.language();
        let setting = Setting::title(width, language);
        let mut block = Part::default();
        block.add_space(ABOVE);
        if !clean(&section.heading).is_empty() {
            let owner = Owner::Node(self.composer.node(self.section, Role::Heading(2)));
            let heading = self.composer.set(&section.heading, styles.heading, owner, setting);
            block.add_lines(heading, 0.0);
        }
        block.add_space(BELOW);
        let list = self.composer.node(self.section, Role::List);
        for line in &section.lines[..shown] {
            let item = self.composer.node(list, Role::ListItem);
            let body = self.composer.tree.add(item, Node::new(Role::ListBody));
            let mut entry = Part::default();
            if let Some(day) = line.day {
                let setting = Setting::title(1000.0, language);
                let owner = Owner::Node(body);
                entry = part(self.composer.set(&date(day, language), styles.day, owner, setting));
                entry.height = 0.0;
            }
            let lines = self.line(line, Owner::Node(body), styles, width);
            entry.add_lines(lines, self.indent(line, styles));
            block.add_below(entry);
            block.add_space(BETWEEN);
        }
        let left = section.lines.len() - shown;
        if left > 0 {
            let owner = Owner::Node(self.composer.node(self.section, Role::Paragraph));
            let more = desk::and_more(left, language);
            block.add_lines(self.composer.set(&more, styles.small, owner, setting), 0.0);
        }
        block
    }

    /// Points before the text of a line.
    fn indent(&self, line: &BriefLine, styles: Styles) -> f32 {
        if line.day.is_some() { self.day * styles.factor } else { 0.0 }
    }

    fn line(&mut self, line: &BriefLine, owner: Owner, styles: Styles, width: f32) -> Vec<Line> {
        let indent = self.indent(line, styles);
        let between = if clean(&line.detail).is_empty() { "" } else { " \u{2013} " };
        let spans = [
            Span { text: line.text.trim(), style: styles.text, owner },
            Span { text: between, style: styles.detail, owner },
            Span { text: line.detail.trim(), style: styles.detail, owner },
        ];
        let setting = Setting::text(width - indent, self.language());
        self.composer.set_spans(&spans, setting)
    }

    fn foot(&mut self) -> Part {
        let mut foot = Part::default();
        foot.items.push(rule(0.0, 0.0, self.measure, 0.5, HAIRLINE));
        foot.add_space(4.0);
        let warning = desk::PERSONAL_DATA.text(self.language());
        foot.add_below(self.said(
            Role::Paragraph,
            warning,
            self.theme.footer(),
            self.measure,
            22.0,
        ));
        foot
    }
}

/// Points above and below a heading, and between lines.
const ABOVE: f32 = 12.0;
const BELOW: f32 = 2.0;
const BETWEEN: f32 = 2.5;

/// The styles of sections, smaller where nothing else helps.
#[derive(Clone, Copy)]
struct Styles {
    heading: Style,
    text: Style,
    detail: Style,
    day: Style,
    small: Style,
    factor: f32,
}

impl Styles {
    fn new(theme: Theme, factor: f32) -> Styles {
        let text = theme.regular(9.5, 12.5, INK);
        Styles {
            heading: theme.subheading().scaled(factor),
            text: text.scaled(factor),
            detail: theme.regular(9.5, 12.5, super::theme::QUIET).scaled(factor),
            day: theme.semi_bold(9.5, 12.5, theme.accent).tabular().scaled(factor),
            small: theme.small().scaled(factor),
            factor,
        }
    }
}

/// Where the second column begins, so that the higher of the two is as low as can be.
fn even_turn(heights: &[f32]) -> usize {
    let tallest =
        |turn: usize| heights[..turn].iter().sum::<f32>().max(heights[turn..].iter().sum::<f32>());
    (1..=heights.len()).min_by(|a, b| tallest(*a).total_cmp(&tallest(*b))).unwrap_or(1)
}

fn joined(parts: &[&str], between: &str) -> String {
    let said: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    said.join(between)
}
