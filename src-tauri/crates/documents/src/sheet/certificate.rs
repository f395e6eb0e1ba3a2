//! Certificates of attendance: one A4 sheet a person, all but a few lines of it shared.

use domain::Language;
use domain::dates::date;

mod nodes;
mod person;

use super::composer::Composer;
use super::draw::{Part, part, right_end, rule};
use super::funding::{EMBLEM_HEIGHT, funding_line};
use super::logos::{self, Shelf};
use super::shrink::Place;
use super::theme::{HAIRLINE, INK, QUIET, Theme};
use crate::dates;
use crate::ir::{Batch, Item, NodeId, Owner, Point, Rect, Role, Size, Tree};
use crate::model::{CertificateBatch, Edition, Logo, Signatory, Wording};
use crate::paragraph::{Line, Setting, Span, Style, clean};
use crate::shipped::Fonts;
use crate::wording::{Words, words};
use nodes::{Facts, Nodes};
use person::Person;

const SIZE: Size = Size::A4;
const LEFT: f32 = 78.0;
const MEASURE: f32 = SIZE.width - LEFT - 70.0;
const TOP: f32 = 74.0;
/// Points from the top of the page.
const TITLE_TOP: f32 = 150.0;
/// Where the person's own lines stand.
const PERSON_TOP: f32 = 222.0;
const PERSON_HEIGHT: f32 = 96.0;
const EVENT_TOP: f32 = PERSON_TOP + PERSON_HEIGHT + 8.0;
const SIGNATURES_TOP: f32 = 660.0;
/// Points above a line that a hand needs to sign on it.
const SIGNING: f32 = 50.0;
/// Points between the columns of two languages.
const COLUMN_GAP: f32 = 24.0;
const FOOT_BOTTOM: f32 = SIZE.height - 52.0;
/// Most signatories that stand side by side.
const SIGNATURES: usize = 3;
const SIGNATURE_GAP: f32 = 24.0;

/// The styles of a certificate.
#[derive(Debug, Clone, Copy)]
struct Look {
    kicker: Style,
    title: Style,
    second_title: Style,
    name: Style,
    organisation: Style,
    statement: Style,
    event: Style,
    second_event: Style,
    text: Style,
    second_text: Style,
    label: Style,
    second_label: Style,
    signer: Style,
    signer_title: Style,
    small: Style,
}

impl Look {
    fn new(theme: Theme) -> Look {
        Look {
            kicker: theme.kicker(),
            title: theme.display(38.0, 42.0, INK),
            second_title: theme.heading_style(19.0, 23.0, QUIET),
            name: theme.heading_style(30.0, 35.0, theme.accent),
            organisation: theme.regular(14.0, 19.0, QUIET),
            statement: theme.regular(12.5, 18.0, QUIET),
            event: theme.heading_style(20.0, 25.0, INK),
            second_event: theme.heading_style(15.0, 19.0, QUIET),
            text: theme.regular(12.0, 17.0, INK),
            second_text: theme.regular(11.0, 15.5, QUIET),
            label: theme.semi_bold(12.0, 17.0, INK),
            second_label: theme.semi_bold(11.0, 15.5, QUIET),
            signer: theme.semi_bold(11.0, 15.0, INK),
            signer_title: theme.regular(10.0, 13.0, QUIET),
            small: theme.small(),
        }
    }
}

/// Lays out the certificates of an event, one page a person.
///
/// What every page has in common is laid out once: all but the name, the organisation, the serial
/// number, and the length of attendance where it differs. Sizes are in points. Never fails.
pub fn lay_out_certificates(batch: &CertificateBatch, edition: &Edition, fonts: &Fonts) -> Batch {
    let mut composer = Composer::new(edition, fonts, Role::Section, 1.0);
    let look = Look::new(composer.theme);
    let nodes = Nodes::add(&mut composer, batch);
    let words = composer.words();
    let mut sheet = Sheet {
        composer: &mut composer,
        look,
        batch,
        logos: &edition.house.logos,
        shared: Vec::new(),
    };
    sheet.issuer(&nodes);
    let extents = sheet.event(&nodes);
    sheet.signatures(&nodes);
    let foot_top = sheet.foot();
    let serial = sheet.serial(&nodes, foot_top);
    let shared = sheet.shared;

    let mut person = Person { composer: &mut composer, look, nodes: &nodes, extents, serial };
    let pages = batch.certificates.iter().map(|certificate| person.page(certificate)).collect();
    let head = composer.head(document_title(batch, words), &batch.occasion.organiser);
    Batch { head, tree: composer.tree, size: SIZE, shared, pages }
}

fn document_title(batch: &CertificateBatch, words: &Words) -> String {
    let event = clean(batch.occasion.title.text()).replace('\n', " ");
    if event.is_empty() {
        return words.certificate.to_owned();
    }
    format!("{} \u{2013} {event}", words.certificate)
}

/// How much of a statement every page has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Common<T> {
    /// All of it; or nothing is stated on any page.
    Whole(Option<T>),
    /// The words before it.
    Label,
    /// Nothing: some pages state it, others do not.
    Nothing,
}

fn common_minutes(batch: &CertificateBatch) -> Common<u32> {
    let mut minutes = batch.certificates.iter().map(|certificate| certificate.minutes);
    let first = minutes.clone().next().flatten();
    if minutes.clone().all(|one| one == first) {
        Common::Whole(first)
    } else if minutes.all(|one| one.is_some()) {
        Common::Label
    } else {
        Common::Nothing
    }
}

fn common_serial(batch: &CertificateBatch) -> Common<()> {
    let mut numbers = batch.certificates.iter().map(|one| clean(&one.serial_number).is_empty());
    let stated = numbers.clone().any(|empty| !empty);
    match (stated, numbers.any(|empty| empty)) {
        (false, _) => Common::Whole(None),
        (true, false) => Common::Label,
        (true, true) => Common::Nothing,
    }
}

/// Where a page's own words go on after a shared label.
#[derive(Debug, Clone, Copy)]
struct OwnWords {
    /// Points from the left edge of the page.
    left: f32,
    /// Points from the top of the page to the line's own stripe.
    top: f32,
    /// Points of a line.
    measure: f32,
    /// Of the label, and of what follows it.
    styles: [Style; 2],
    /// False where the page says the label itself.
    labelled: bool,
}

/// What was taught: in the language that leads or, where it is not translated, in its own; in the
/// second language as far as it is said in it.
fn matters(batch: &CertificateBatch, leads: bool) -> impl Iterator<Item = &Wording> {
    let said = batch
        .content
        .iter()
        .filter_map(move |matter| if leads { Some(&matter.first) } else { matter.second.as_ref() });
    said.filter(|matter| !clean(&matter.text).is_empty())
}

fn signatories(batch: &CertificateBatch) -> impl Iterator<Item = &Signatory> {
    batch.signatories.iter().take(SIGNATURES)
}

fn plain(measure: f32, language: Language) -> Setting {
    let mut setting = Setting::text(measure, language);
    setting.hyphenate = false;
    setting
}

/// What stands on every page.
struct Sheet<'a, 'f, 'b> {
    composer: &'a mut Composer<'f>,
    look: Look,
    batch: &'b CertificateBatch,
    logos: &'b [Logo],
    shared: Vec<Item>,
}

impl Sheet<'_, '_, '_> {
    /// Lines in a place of `room` points of height.
    fn fitted(&mut self, text: &str, style: Style, node: NodeId, width: f32, room: f32) -> Part {
        let setting = Setting::title(width, self.composer.language());
        self.composer.part_fitted(text, Place { style, setting, room }, Owner::Node(node))
    }

    fn issuer(&mut self, nodes: &Nodes) {
        let batch = self.batch;
        let mut measure = MEASURE;
        if !self.logos.is_empty() {
            let shelf = Shelf { measure: MEASURE * 0.6, tallest: EMBLEM_HEIGHT, gap: 16.0 };
            let row = logos::row(self.composer, nodes.logos, self.logos, shelf);
            let taken = logos::row_width(self.logos, shelf);
            measure -= taken + 20.0;
            // On one middle line with the issuer's first line.
            let y = TOP + (self.look.kicker.leading - row.height) / 2.0;
            self.shared.extend(row.placed(LEFT + MEASURE - taken, y));
        }
        let name = &batch.occasion.organiser;
        let organiser = self.fitted(name, self.look.kicker, nodes.issuer, measure, 48.0);
        self.shared.extend(organiser.placed(LEFT, TOP));
        let title = self.composer.own(|words| words.certificate);
        let setting = Setting::title(MEASURE, self.composer.language());
        let styles = [self.look.title, self.look.second_title];
        let mut title = part(self.composer.say_as(nodes.title, &title, styles, setting));
        title.items.push(rule(0.0, -16.0, 44.0, 3.0, self.composer.theme.accent));
        self.shared.extend(title.placed(LEFT, TITLE_TOP));
    }

    /// The event and what of it is certified; returns where the length of attendance stands in
    /// each language if pages have their own.
    fn event(&mut self, nodes: &Nodes) -> Vec<OwnWords> {
        let batch = self.batch;
        let place = clean(&batch.issued_place);
        let date = date(batch.issued_on, self.composer.language());
        let issued = if place.is_empty() { date } else { format!("{place} {date}") };
        let issued = self.fitted(&issued, self.look.text, nodes.issued, MEASURE, 34.0);
        let issued_top = SIGNATURES_TOP - SIGNING - issued.height;
        self.shared.extend(issued.placed(LEFT, issued_top));

        let room = issued_top - 14.0 - EVENT_TOP;
        let mut factor = 1.0;
        let (mut event, mut own) = self.event_part(nodes, factor);
        while event.height > room && factor > 0.01 {
            factor *= (room / event.height).sqrt().clamp(0.3, 0.97);
            (event, own) = self.event_part(nodes, factor);
        }
        self.shared.extend(event.placed(LEFT, EVENT_TOP));
        own.into_iter()
            .map(|own| OwnWords { left: LEFT + own.left, top: EVENT_TOP + own.top, ..own })
            .collect()
    }

    /// The event's name in both languages, and below it the facts, a column a language.
    fn event_part(&mut self, nodes: &Nodes, factor: f32) -> (Part, Vec<OwnWords>) {
        let look = self.look;
        let setting = Setting::title(MEASURE, self.composer.language());
        let mut event = Part::default();
        let attended = self.composer.own(|words| words.has_attended);
        let attended = self.composer.label(nodes.has_attended, &attended, look.statement, setting);
        event.add_lines(attended, 0.0);
        event.add_space(6.0);
        let styles = [look.event.scaled(factor), look.second_event.scaled(factor)];
        let title = &self.batch.occasion.title;
        event.add_lines(self.composer.say_as(nodes.event, title, styles, setting), 0.0);
        event.add_space(8.0 * factor);
        let columns = nodes.facts.len() as f32;
        let measure = (MEASURE - COLUMN_GAP * (columns - 1.0)) / columns;
        let top = event.height;
        let mut own = Vec::new();
        for (index, nodes) in nodes.facts.iter().enumerate() {
            let x = (measure + COLUMN_GAP) * index as f32;
            let (facts, place) = self.facts(nodes, measure, factor);
            event.add_part(facts, x, top);
            own.extend(place.map(|own| OwnWords { left: own.left + x, top: own.top + top, ..own }));
        }
        (event, own)
    }

    /// When and where, how long and what, in one language.
    fn facts(&mut self, nodes: &Facts, measure: f32, factor: f32) -> (Part, Option<OwnWords>) {
        let (occasion, language) = (&self.batch.occasion, nodes.language);
        let leads = language == self.composer.language();
        let text = if leads { self.look.text } else { self.look.second_text };
        let text = text.scaled(factor);
        let label = if leads { self.look.label } else { self.look.second_label };
        let label = label.scaled(factor);
        let words = words(language);
        let mut facts = Part::default();
        let days = dates::days(occasion.first_day, occasion.last_day, language);
        let place = clean(&occasion.place);
        let when = if place.is_empty() { days } else { format!("{days}, {place}") };
        let setting = Setting::title(measure, language);
        let when = self.composer.set(&when, text, Owner::Node(nodes.when), setting);
        facts.add_lines(when, 0.0);
        facts.add_space(10.0 * factor);
        let own = self.extent(&mut facts, nodes, measure, [label, text]);
        let Some(node) = nodes.content_label else { return (facts, own) };
        facts.add_space(6.0 * factor);
        let content = self.composer.set(words.content, label, Owner::Node(node), setting);
        facts.add_lines(content, 0.0);
        let indent = 13.0 * factor;
        for (matter, body) in matters(self.batch, leads).zip(&nodes.content) {
            let dash = plain(indent, language);
            let mut entry = part(self.composer.set("\u{2013}", text, Owner::Artifact, dash));
            let setting = Setting::text(measure - indent, matter.language);
            let said = matter.text.trim();
            let owner = if matter.language == language {
                Owner::Node(*body)
            } else {
                self.composer.voice(*body, matter.language)
            };
            entry.height = 0.0;
            entry.add_lines(self.composer.set(said, text, owner, setting), indent);
            facts.add_below(entry);
        }
        (facts, own)
    }

    /// The length of attendance, as much of it as all pages have in common.
    fn extent(
        &mut self,
        facts: &mut Part,
        nodes: &Facts,
        measure: f32,
        [label, text]: [Style; 2],
    ) -> Option<OwnWords> {
        let common = common_minutes(self.batch);
        if common == Common::Whole(None) {
            return None;
        }
        let top = facts.height;
        facts.add_space(label.leading);
        let mut left = 0.0;
        if common != Common::Nothing {
            let (said, setting) = (words(nodes.language).extent, plain(measure, nodes.language));
            let said = self.composer.set(said, label, Owner::Node(nodes.extent), setting);
            left = said.last().map_or(0.0, right_end);
            facts.add_part(part(said), 0.0, top);
        }
        let labelled = common != Common::Nothing;
        let own = OwnWords { left, top, measure: measure - left, labelled, styles: [label, text] };
        let Common::Whole(Some(minutes)) = common else { return Some(own) };
        let lines = extent_words(self.composer, nodes, minutes, own);
        facts.add_part(part(lines), left, top);
        None
    }

    /// The words before the serial number above `bottom`; returns where the number stands.
    fn serial(&mut self, nodes: &Nodes, bottom: f32) -> Option<OwnWords> {
        let common = common_serial(self.batch);
        let top = bottom - self.look.small.leading;
        let small = self.look.small;
        let mut own =
            OwnWords { left: LEFT, top, measure: MEASURE, labelled: false, styles: [small, small] };
        match common {
            Common::Whole(_) => return None,
            Common::Nothing => {}
            Common::Label => {
                let words = self.composer.own(|words| words.serial_number);
                let setting = plain(MEASURE, self.composer.language());
                let label = self.composer.label(nodes.serial, &words, self.look.small, setting);
                own.left += label.last().map_or(0.0, right_end);
                own.labelled = true;
                self.shared.extend(part(label).placed(LEFT, top));
            }
        }
        Some(own)
    }

    fn signatures(&mut self, nodes: &Nodes) {
        let batch = self.batch;
        let columns = signatories(batch).count().max(2) as f32;
        let width = (MEASURE - SIGNATURE_GAP * (columns - 1.0)) / columns;
        for (index, (signatory, nodes)) in signatories(batch).zip(&nodes.signatories).enumerate() {
            let mut block = Part::default();
            block.items.push(rule(0.0, 0.0, width, 0.7, INK));
            block.add_space(5.0);
            let texts = [
                (&signatory.name, self.look.signer, nodes.name),
                (&signatory.title, self.look.signer_title, nodes.title),
            ];
            for (text, style, node) in texts {
                block.add_below(self.fitted(text, style, node, width, 30.0));
            }
            let x = LEFT + (width + SIGNATURE_GAP) * index as f32;
            if let (Some(picture), Some(node)) = (&signatory.signature, nodes.picture) {
                // The stroke of a pen rests on the line.
                let origin = Point { x, y: SIGNATURES_TOP - SIGNING + 4.0 };
                let room = Rect { origin, size: Size { width, height: SIGNING - 2.0 } };
                let fitted = picture.fitted(room);
                let area = Rect {
                    origin: Point { x, y: SIGNATURES_TOP + 2.0 - fitted.size.height },
                    ..fitted
                };
                self.shared.extend(picture.items(area, Owner::Node(node)));
            }
            self.shared.extend(block.placed(x, SIGNATURES_TOP));
        }
    }

    /// The funding line; returns the points from the top of the page to what is above it.
    fn foot(&mut self) -> f32 {
        let Some(funding) = &self.batch.occasion.funding else { return FOOT_BOTTOM };
        let line = funding_line(self.composer, Tree::ROOT, funding, MEASURE);
        let y = FOOT_BOTTOM - line.height;
        self.shared.push(rule(LEFT, y - 14.0, MEASURE, 0.6, HAIRLINE));
        self.shared.extend(line.placed(LEFT, y));
        y - 18.0
    }
}

/// The length of attendance after its label, or with it.
fn extent_words(composer: &mut Composer, nodes: &Facts, minutes: u32, own: OwnWords) -> Vec<Line> {
    let owner = Owner::Node(nodes.extent);
    let duration = format!("\u{a0}{}", dates::duration(minutes, nodes.language));
    let label = if own.labelled { "" } else { words(nodes.language).extent };
    let [label_style, style] = own.styles;
    let spans =
        [Span { text: label, style: label_style, owner }, Span { text: &duration, style, owner }];
    composer.set_spans(&spans, plain(own.measure, nodes.language))
}
