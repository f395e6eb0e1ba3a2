//! Certificates of attendance: one A4 sheet a person, all but a few lines of it shared.

use domain::Language;
use domain::dates::date;

use super::draw::{Part, height, part, right_end, rule};
use super::funding::funding_line;
use super::programme::seconds;
use super::shrink::{Place, fitted};
use super::theme::{ACCENT, HAIRLINE, INK, KICKER, QUIET, SMALL};
use crate::dates;
use crate::ir::{Batch, Head, Item, Node, NodeId, OwnPage, Owner, Role, Size, Tree};
use crate::model::{Certificate, CertificateBatch, Signatory};
use crate::paragraph::{Line, Setting, Span, Style, clean, set, set_text};
use crate::shape::Shaper;
use crate::shipped::{Cut, Fonts};
use crate::wording::{Words, words};

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
const SIGNATURES_TOP: f32 = 648.0;
const FOOT_BOTTOM: f32 = SIZE.height - 52.0;
/// Most signatories that stand side by side.
const SIGNATURES: usize = 3;
const SIGNATURE_GAP: f32 = 24.0;

const TITLE: Style = Style::new(Cut::Bold, 38.0, 42.0, INK).tracked(-8.0);
const NAME: Style = Style::new(Cut::SemiBold, 30.0, 35.0, ACCENT);
const ORGANISATION: Style = Style::new(Cut::Regular, 14.0, 19.0, QUIET);
const STATEMENT: Style = Style::new(Cut::Regular, 12.5, 18.0, QUIET);
const EVENT: Style = Style::new(Cut::SemiBold, 20.0, 25.0, INK);
const TEXT: Style = Style::new(Cut::Regular, 12.0, 17.0, INK);
const LABEL: Style = Style::new(Cut::SemiBold, 12.0, 17.0, INK);
const SIGNER: Style = Style::new(Cut::SemiBold, 11.0, 15.0, INK);
const SIGNER_TITLE: Style = Style::new(Cut::Regular, 10.0, 13.0, QUIET);

/// Lays out the certificates of an event, one page a person.
///
/// What every page has in common is laid out once: all but the name, the organisation, the serial
/// number, and the length of attendance where it differs. Sizes are in points. Never fails.
pub fn lay_out_certificates(batch: &CertificateBatch, fonts: &Fonts) -> Batch {
    let mut shaper = Shaper::new(fonts);
    let words = words(batch.language);
    let mut tree = Tree::new(Role::Section);
    let nodes = Nodes::add(&mut tree, batch);
    let mut sheet =
        Sheet { shaper: &mut shaper, tree: &mut tree, batch, words, shared: Vec::new() };
    sheet.issuer(&nodes);
    let extent = sheet.event(&nodes);
    sheet.signatures(&nodes);
    let foot_top = sheet.foot();
    let serial = sheet.serial(&nodes, foot_top);
    let shared = sheet.shared;

    let person = Person { batch, words, nodes: &nodes, extent, serial };
    let pages = batch.certificates.iter();
    let pages = pages.map(|certificate| person.page(&mut shaper, certificate)).collect();
    let head = Head {
        title: document_title(batch, words),
        author: batch.organiser.clone(),
        language: batch.language,
        created_unix: seconds(batch.created),
    };
    Batch { head, tree, size: SIZE, shared, pages }
}

fn document_title(batch: &CertificateBatch, words: &Words) -> String {
    let event = clean(&batch.event_title).replace('\n', " ");
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
    /// The share of their size.
    factor: f32,
    /// False where the page says the label itself.
    labelled: bool,
}

/// The page's nodes in reading order.
struct Nodes {
    issuer: NodeId,
    title: NodeId,
    name: NodeId,
    organisation: NodeId,
    has_attended: NodeId,
    event: NodeId,
    when: NodeId,
    extent: NodeId,
    content_label: Option<NodeId>,
    content: Vec<NodeId>,
    issued: NodeId,
    signatories: Vec<[NodeId; 2]>,
    serial: NodeId,
}

impl Nodes {
    fn add(tree: &mut Tree, batch: &CertificateBatch) -> Nodes {
        let mut add = |parent, role| tree.add(parent, Node::new(role));
        let root = Tree::ROOT;
        let issuer = add(root, Role::Paragraph);
        let title = add(root, Role::Heading(1));
        let name = add(root, Role::Paragraph);
        let organisation = add(root, Role::Paragraph);
        let has_attended = add(root, Role::Paragraph);
        let event = add(root, Role::Paragraph);
        let when = add(root, Role::Paragraph);
        let extent = add(root, Role::Paragraph);
        let matters = matters(batch).count();
        let content_label = (matters > 0).then(|| add(root, Role::Paragraph));
        let list = (matters > 0).then(|| add(root, Role::List));
        let mut content = Vec::with_capacity(matters);
        if let Some(list) = list {
            for _ in 0..matters {
                let item = add(list, Role::ListItem);
                content.push(add(item, Role::ListBody));
            }
        }
        let issued = add(root, Role::Paragraph);
        // Name and title each say themselves, so that readers do not run them together.
        let signatories = signatories(batch)
            .map(|_| [add(root, Role::Paragraph), add(root, Role::Paragraph)])
            .collect();
        let serial = add(root, Role::Paragraph);
        Nodes {
            issuer,
            title,
            name,
            organisation,
            has_attended,
            event,
            when,
            extent,
            content_label,
            content,
            issued,
            signatories,
            serial,
        }
    }
}

fn matters(batch: &CertificateBatch) -> impl Iterator<Item = &str> {
    batch.content.iter().map(|line| line.trim()).filter(|line| !clean(line).is_empty())
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
    shaper: &'a mut Shaper<'f>,
    tree: &'a mut Tree,
    batch: &'b CertificateBatch,
    words: &'static Words,
    shared: Vec<Item>,
}

impl Sheet<'_, '_, '_> {
    fn lines(&mut self, text: &str, style: Style, node: NodeId, measure: f32) -> Vec<Line> {
        let setting = Setting::title(measure, self.batch.language);
        set_text(self.shaper, text, style, Owner::Node(node), setting)
    }

    /// Lines in a place of `room` points of height.
    fn fitted(&mut self, text: &str, style: Style, node: NodeId, width: f32, room: f32) -> Part {
        let setting = Setting::title(width, self.batch.language);
        let place = Place { style, setting, room };
        part(fitted(self.shaper, text, place, Owner::Node(node)))
    }

    fn issuer(&mut self, nodes: &Nodes) {
        let batch = self.batch;
        let organiser = self.fitted(&batch.organiser, KICKER, nodes.issuer, MEASURE, 48.0);
        self.shared.extend(organiser.placed(LEFT, TOP));
        let mut title = part(self.lines(self.words.certificate, TITLE, nodes.title, MEASURE));
        title.items.push(rule(0.0, -16.0, 44.0, 3.0, ACCENT));
        self.shared.extend(title.placed(LEFT, TITLE_TOP));
    }

    /// The event; returns where the length of attendance stands if pages have their own.
    fn event(&mut self, nodes: &Nodes) -> Option<OwnWords> {
        let batch = self.batch;
        let room = SIGNATURES_TOP - 104.0 - EVENT_TOP;
        let mut factor = 1.0;
        let (mut event, mut own) = self.event_part(nodes, factor);
        while event.height > room && factor > 0.01 {
            factor *= (room / event.height).sqrt().clamp(0.3, 0.97);
            (event, own) = self.event_part(nodes, factor);
        }
        self.shared.extend(event.placed(LEFT, EVENT_TOP));

        let place = clean(&batch.issued_place);
        let date = date(batch.issued_on, batch.language);
        let issued = if place.is_empty() { date } else { format!("{place} {date}") };
        let issued = self.fitted(&issued, TEXT, nodes.issued, MEASURE, 34.0);
        let top = SIGNATURES_TOP - 56.0 - issued.height;
        self.shared.extend(issued.placed(LEFT, top));
        own.map(|own| OwnWords { left: LEFT + own.left, top: EVENT_TOP + own.top, ..own })
    }

    fn event_part(&mut self, nodes: &Nodes, factor: f32) -> (Part, Option<OwnWords>) {
        let batch = self.batch;
        let measure = MEASURE;
        let mut event = Part::default();
        event.add_lines(
            self.lines(self.words.has_attended, STATEMENT, nodes.has_attended, measure),
            0.0,
        );
        event.add_space(6.0);
        let title = self.lines(&batch.event_title, EVENT.scaled(factor), nodes.event, measure);
        event.add_lines(title, 0.0);
        event.add_space(6.0);
        let days = dates::days(batch.first_day, batch.last_day, batch.language);
        let place = clean(&batch.place);
        let when = if place.is_empty() { days } else { format!("{days}, {place}") };
        event.add_lines(self.lines(&when, TEXT.scaled(factor), nodes.when, measure), 0.0);
        event.add_space(12.0 * factor);
        let own = self.extent(&mut event, nodes.extent, factor);
        let Some(label) = nodes.content_label else { return (event, own) };
        event.add_space(6.0 * factor);
        let label = self.lines(self.words.content, LABEL.scaled(factor), label, measure);
        event.add_lines(label, 0.0);
        let indent = 13.0 * factor;
        for (matter, body) in matters(batch).zip(&nodes.content) {
            let style = TEXT.scaled(factor);
            let dash = plain(indent, batch.language);
            let dash = set_text(self.shaper, "\u{2013}", style, Owner::Artifact, dash);
            let mut entry = part(dash);
            let setting = Setting::text(measure - indent, batch.language);
            let text = set_text(self.shaper, matter, style, Owner::Node(*body), setting);
            entry.height = 0.0;
            entry.add_lines(text, indent);
            let y = event.height;
            event.add_part(entry, 0.0, y);
        }
        (event, own)
    }

    /// The length of attendance, as much of it as all pages have in common.
    fn extent(&mut self, event: &mut Part, node: NodeId, factor: f32) -> Option<OwnWords> {
        let common = common_minutes(self.batch);
        if common == Common::Whole(None) {
            return None;
        }
        let top = event.height;
        let style = LABEL.scaled(factor);
        event.add_space(style.leading);
        let mut left = 0.0;
        if common != Common::Nothing {
            let label = self.lines(self.words.extent, style, node, MEASURE);
            left = label.last().map_or(0.0, right_end);
            event.add_part(part(label), 0.0, top);
        }
        let own = OwnWords { left, top, factor, labelled: common != Common::Nothing };
        let Common::Whole(Some(minutes)) = common else { return Some(own) };
        let lines = extent_words(self.shaper, self.batch, self.words, node, minutes, own);
        event.add_part(part(lines), left, top);
        None
    }

    /// The words before the serial number above `bottom`; returns where the number stands.
    fn serial(&mut self, nodes: &Nodes, bottom: f32) -> Option<OwnWords> {
        let common = common_serial(self.batch);
        let top = bottom - SMALL.leading;
        let mut own = OwnWords { left: LEFT, top, factor: 1.0, labelled: false };
        match common {
            Common::Whole(_) => return None,
            Common::Nothing => {}
            Common::Label => {
                let label = self.lines(self.words.serial_number, SMALL, nodes.serial, MEASURE);
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
        for (index, (signatory, [name, title])) in
            signatories(batch).zip(&nodes.signatories).enumerate()
        {
            let mut block = Part::default();
            block.items.push(rule(0.0, 0.0, width, 0.7, INK));
            block.add_space(5.0);
            let texts =
                [(&signatory.name, SIGNER, *name), (&signatory.title, SIGNER_TITLE, *title)];
            for (text, style, node) in texts {
                let lines = self.fitted(text, style, node, width, 30.0);
                let y = block.height;
                block.add_part(lines, 0.0, y);
            }
            let x = LEFT + (width + SIGNATURE_GAP) * index as f32;
            self.shared.extend(block.placed(x, SIGNATURES_TOP));
        }
    }

    /// The funding line; returns the points from the top of the page to what is above it.
    fn foot(&mut self) -> f32 {
        let Some(funding) = &self.batch.funding else { return FOOT_BOTTOM };
        let language = self.batch.language;
        let line = funding_line(self.shaper, self.tree, Tree::ROOT, funding, language, MEASURE);
        let y = FOOT_BOTTOM - line.height;
        self.shared.push(rule(LEFT, y - 14.0, MEASURE, 0.6, HAIRLINE));
        self.shared.extend(line.placed(LEFT, y));
        y - 18.0
    }
}

/// The length of attendance after its label, or with it.
fn extent_words(
    shaper: &mut Shaper,
    batch: &CertificateBatch,
    words: &Words,
    node: NodeId,
    minutes: u32,
    own: OwnWords,
) -> Vec<Line> {
    let owner = Owner::Node(node);
    let duration = format!("\u{a0}{}", dates::duration(minutes, batch.language));
    let label = if own.labelled { "" } else { words.extent };
    let spans = [
        Span { text: label, style: LABEL.scaled(own.factor), owner },
        Span { text: &duration, style: TEXT.scaled(own.factor), owner },
    ];
    set(shaper, &spans, plain(MEASURE - own.left, batch.language))
}

/// What stands on one person's page.
struct Person<'a> {
    batch: &'a CertificateBatch,
    words: &'static Words,
    nodes: &'a Nodes,
    extent: Option<OwnWords>,
    serial: Option<OwnWords>,
}

/// Sizes of a name as shares of the largest, and the lines that it may have in each.
const NAME_SIZES: [(f32, usize); 9] =
    [(1.0, 1), (0.87, 1), (0.8, 2), (0.7, 2), (0.6, 3), (0.5, 3), (0.4, 4), (0.3, 6), (0.24, 8)];

impl Person<'_> {
    fn page(&self, shaper: &mut Shaper, certificate: &Certificate) -> OwnPage {
        let mut items = Vec::new();
        let mut block = part(self.name(shaper, &certificate.person_name));
        let organisation = self.organisation(shaper, &certificate.organisation, block.height);
        block.add_lines(organisation, 0.0);
        // The event's line follows at a fixed place: short blocks stand near it.
        let top = PERSON_TOP + (PERSON_HEIGHT - block.height).max(0.0) * 0.6;
        items.extend(block.placed(LEFT, top));
        if let (Some(own), Some(minutes)) = (self.extent, certificate.minutes) {
            let node = self.nodes.extent;
            let lines = extent_words(shaper, self.batch, self.words, node, minutes, own);
            items.extend(part(lines).placed(own.left, own.top));
        }
        if let Some(own) = self.serial {
            items.extend(self.serial(shaper, &certificate.serial_number, own));
        }
        let name = clean(&certificate.person_name).replace('\n', " ");
        let bookmark = if name.is_empty() { certificate.serial_number.clone() } else { name };
        OwnPage { bookmark, items }
    }

    /// The serial number; one of several lines grows upwards.
    fn serial(&self, shaper: &mut Shaper, number: &str, own: OwnWords) -> Vec<Item> {
        if clean(number).is_empty() {
            return Vec::new();
        }
        let label = if own.labelled { "" } else { self.words.serial_number };
        let text = format!("{label}\u{a0}{number}");
        let owner = Owner::Node(self.nodes.serial);
        let setting = plain(LEFT + MEASURE - own.left, self.batch.language);
        let place = Place { style: SMALL, setting, room: 2.0 * SMALL.leading };
        let lines = fitted(shaper, &text, place, owner);
        let top = own.top - (height(&lines) - SMALL.leading).max(0.0);
        part(lines).placed(own.left, top).collect()
    }

    fn name(&self, shaper: &mut Shaper, name: &str) -> Vec<Line> {
        let owner = Owner::Node(self.nodes.name);
        let setting = Setting::title(MEASURE, self.batch.language);
        for (factor, most) in NAME_SIZES {
            let lines = set_text(shaper, name, NAME.scaled(factor), owner, setting);
            let torn = lines.iter().any(|line| line.torn);
            if lines.len() <= most && (!torn || factor < 0.55) {
                return lines;
            }
        }
        let style = NAME.scaled(0.24);
        fitted(shaper, name, Place { style, setting, room: PERSON_HEIGHT - 20.0 }, owner)
    }

    fn organisation(&self, shaper: &mut Shaper, name: &str, taken: f32) -> Vec<Line> {
        let owner = Owner::Node(self.nodes.organisation);
        let setting = Setting::title(MEASURE, self.batch.language);
        let room = (PERSON_HEIGHT - taken).max(8.0);
        fitted(shaper, name, Place { style: ORGANISATION, setting, room }, owner)
    }
}
