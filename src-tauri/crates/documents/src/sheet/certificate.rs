//! Certificates of attendance: one A4 sheet a person, all but a few lines of it shared.

use domain::Language;
use domain::dates::date;

use super::composer::Composer;
use super::draw::{Part, height, part, right_end, rule};
use super::funding::funding_line;
use super::shrink::Place;
use super::theme::{HAIRLINE, INK, QUIET, Theme};
use crate::dates;
use crate::ir::{Batch, Head, Item, Node, NodeId, OwnPage, Owner, Role, Size, Tree};
use crate::model::{Certificate, CertificateBatch, Edition, Phrase, Signatory};
use crate::paragraph::{Line, Setting, Span, Style, clean};
use crate::shipped::Fonts;
use crate::wording::Words;

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

/// The styles of a certificate.
#[derive(Debug, Clone, Copy)]
struct Look {
    kicker: Style,
    title: Style,
    name: Style,
    organisation: Style,
    statement: Style,
    event: Style,
    text: Style,
    label: Style,
    signer: Style,
    signer_title: Style,
    small: Style,
}

impl Look {
    fn new(theme: Theme) -> Look {
        Look {
            kicker: theme.kicker(),
            title: theme.display(38.0, 42.0, INK),
            name: theme.heading_style(30.0, 35.0, theme.accent),
            organisation: theme.regular(14.0, 19.0, QUIET),
            statement: theme.regular(12.5, 18.0, QUIET),
            event: theme.heading_style(20.0, 25.0, INK),
            text: theme.regular(12.0, 17.0, INK),
            label: theme.semi_bold(12.0, 17.0, INK),
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
    let nodes = Nodes::add(&mut composer.tree, batch);
    let words = composer.words();
    let mut sheet = Sheet { composer: &mut composer, look, batch, words, shared: Vec::new() };
    sheet.issuer(&nodes);
    let extent = sheet.event(&nodes);
    sheet.signatures(&nodes);
    let foot_top = sheet.foot();
    let serial = sheet.serial(&nodes, foot_top);
    let shared = sheet.shared;

    let language = composer.language();
    let mut person = Person { composer: &mut composer, look, words, nodes: &nodes, extent, serial };
    let pages = batch.certificates.iter().map(|certificate| person.page(certificate)).collect();
    let head = Head {
        title: document_title(batch, words),
        author: batch.occasion.organiser.clone(),
        language,
        created_unix: edition.created.and_utc().timestamp(),
    };
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

fn matters(batch: &CertificateBatch) -> impl Iterator<Item = &Phrase> {
    batch.content.iter().filter(|matter| !clean(matter.text()).is_empty())
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
    words: &'static Words,
    shared: Vec<Item>,
}

impl Sheet<'_, '_, '_> {
    fn lines(&mut self, text: &str, style: Style, node: NodeId, measure: f32) -> Vec<Line> {
        let setting = Setting::title(measure, self.composer.language());
        self.composer.set(text, style, Owner::Node(node), setting)
    }

    /// Lines in a place of `room` points of height.
    fn fitted(&mut self, text: &str, style: Style, node: NodeId, width: f32, room: f32) -> Part {
        let setting = Setting::title(width, self.composer.language());
        self.composer.part_fitted(text, Place { style, setting, room }, Owner::Node(node))
    }

    fn issuer(&mut self, nodes: &Nodes) {
        let batch = self.batch;
        let organiser =
            self.fitted(&batch.occasion.organiser, self.look.kicker, nodes.issuer, MEASURE, 48.0);
        self.shared.extend(organiser.placed(LEFT, TOP));
        let title = self.composer.own(|words| words.certificate);
        let setting = Setting::title(MEASURE, self.composer.language());
        let mut title = part(self.composer.say(nodes.title, &title, self.look.title, setting));
        title.items.push(rule(0.0, -16.0, 44.0, 3.0, self.composer.theme.accent));
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
        let date = date(batch.issued_on, self.composer.language());
        let issued = if place.is_empty() { date } else { format!("{place} {date}") };
        let issued = self.fitted(&issued, self.look.text, nodes.issued, MEASURE, 34.0);
        let top = SIGNATURES_TOP - 56.0 - issued.height;
        self.shared.extend(issued.placed(LEFT, top));
        own.map(|own| OwnWords { left: LEFT + own.left, top: EVENT_TOP + own.top, ..own })
    }

    fn event_part(&mut self, nodes: &Nodes, factor: f32) -> (Part, Option<OwnWords>) {
        let occasion = &self.batch.occasion;
        let look = self.look;
        let measure = MEASURE;
        let setting = Setting::title(measure, self.composer.language());
        let mut event = Part::default();
        let attended = self.composer.own(|words| words.has_attended);
        let attended = self.composer.say(nodes.has_attended, &attended, look.statement, setting);
        event.add_lines(attended, 0.0);
        event.add_space(6.0);
        let style = look.event.scaled(factor);
        event.add_lines(self.composer.say(nodes.event, &occasion.title, style, setting), 0.0);
        event.add_space(6.0);
        let when = self.composer.languages.phrase(|language| {
            let days = dates::days(occasion.first_day, occasion.last_day, language);
            let place = clean(&occasion.place);
            if place.is_empty() { days } else { format!("{days}, {place}") }
        });
        let style = look.text.scaled(factor);
        event.add_lines(self.composer.say(nodes.when, &when, style, setting), 0.0);
        event.add_space(12.0 * factor);
        let own = self.extent(&mut event, nodes.extent, factor);
        let Some(label) = nodes.content_label else { return (event, own) };
        event.add_space(6.0 * factor);
        let words = self.composer.own(|words| words.content);
        let style = look.label.scaled(factor);
        event.add_lines(self.composer.label(label, &words, style, setting), 0.0);
        let indent = 13.0 * factor;
        let style = look.text.scaled(factor);
        let language = self.composer.language();
        for (matter, body) in matters(self.batch).zip(&nodes.content) {
            let dash = plain(indent, language);
            let mut entry = part(self.composer.set("\u{2013}", style, Owner::Artifact, dash));
            let setting = Setting::text(measure - indent, language);
            let text = self.composer.say(*body, matter, style, setting);
            entry.height = 0.0;
            entry.add_lines(text, indent);
            event.add_below(entry);
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
        let style = self.look.label.scaled(factor);
        event.add_space(style.leading);
        let mut left = 0.0;
        if common != Common::Nothing {
            let label = self.lines(self.words.extent, style, node, MEASURE);
            left = label.last().map_or(0.0, right_end);
            event.add_part(part(label), 0.0, top);
        }
        let own = OwnWords { left, top, factor, labelled: common != Common::Nothing };
        let Common::Whole(Some(minutes)) = common else { return Some(own) };
        let lines = extent_words(self.composer, self.look, node, minutes, own);
        event.add_part(part(lines), left, top);
        None
    }

    /// The words before the serial number above `bottom`; returns where the number stands.
    fn serial(&mut self, nodes: &Nodes, bottom: f32) -> Option<OwnWords> {
        let common = common_serial(self.batch);
        let top = bottom - self.look.small.leading;
        let mut own = OwnWords { left: LEFT, top, factor: 1.0, labelled: false };
        match common {
            Common::Whole(_) => return None,
            Common::Nothing => {}
            Common::Label => {
                let small = self.look.small;
                let label = self.lines(self.words.serial_number, small, nodes.serial, MEASURE);
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
            let texts = [
                (&signatory.name, self.look.signer, *name),
                (&signatory.title, self.look.signer_title, *title),
            ];
            for (text, style, node) in texts {
                block.add_below(self.fitted(text, style, node, width, 30.0));
            }
            let x = LEFT + (width + SIGNATURE_GAP) * index as f32;
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
fn extent_words(
    composer: &mut Composer,
    look: Look,
    node: NodeId,
    minutes: u32,
    own: OwnWords,
) -> Vec<Line> {
    let owner = Owner::Node(node);
    let language = composer.language();
    let duration = format!("\u{a0}{}", dates::duration(minutes, language));
    let label = if own.labelled { "" } else { composer.words().extent };
    let spans = [
        Span { text: label, style: look.label.scaled(own.factor), owner },
        Span { text: &duration, style: look.text.scaled(own.factor), owner },
    ];
    composer.set_spans(&spans, plain(MEASURE - own.left, language))
}

/// What stands on one person's page.
struct Person<'a, 'f> {
    composer: &'a mut Composer<'f>,
    look: Look,
    words: &'static Words,
    nodes: &'a Nodes,
    extent: Option<OwnWords>,
    serial: Option<OwnWords>,
}

/// Sizes of a name as shares of the largest, and the lines that it may have in each.
const NAME_SIZES: [(f32, usize); 9] =
    [(1.0, 1), (0.87, 1), (0.8, 2), (0.7, 2), (0.6, 3), (0.5, 3), (0.4, 4), (0.3, 6), (0.24, 8)];

impl Person<'_, '_> {
    fn page(&mut self, certificate: &Certificate) -> OwnPage {
        let mut items = Vec::new();
        let mut block = part(self.name(&certificate.person_name));
        let organisation = self.organisation(&certificate.organisation, block.height);
        block.add_lines(organisation, 0.0);
        // The event's line follows at a fixed place: short blocks stand near it.
        let top = PERSON_TOP + (PERSON_HEIGHT - block.height).max(0.0) * 0.6;
        items.extend(block.placed(LEFT, top));
        if let (Some(own), Some(minutes)) = (self.extent, certificate.minutes) {
            let node = self.nodes.extent;
            let lines = extent_words(self.composer, self.look, node, minutes, own);
            items.extend(part(lines).placed(own.left, own.top));
        }
        if let Some(own) = self.serial {
            items.extend(self.serial(&certificate.serial_number, own));
        }
        let name = clean(&certificate.person_name).replace('\n', " ");
        let bookmark = if name.is_empty() { certificate.serial_number.clone() } else { name };
        OwnPage { bookmark, items }
    }

    /// The serial number; one of several lines grows upwards.
    fn serial(&mut self, number: &str, own: OwnWords) -> Vec<Item> {
        if clean(number).is_empty() {
            return Vec::new();
        }
        let label = if own.labelled { "" } else { self.words.serial_number };
        let text = format!("{label}\u{a0}{number}");
        let owner = Owner::Node(self.nodes.serial);
        let style = self.look.small;
        let setting = plain(LEFT + MEASURE - own.left, self.composer.language());
        let place = Place { style, setting, room: 2.0 * style.leading };
        let lines = self.composer.fitted(&text, place, owner);
        let top = own.top - (height(&lines) - style.leading).max(0.0);
        part(lines).placed(own.left, top).collect()
    }

    fn name(&mut self, name: &str) -> Vec<Line> {
        let owner = Owner::Node(self.nodes.name);
        let setting = Setting::title(MEASURE, self.composer.language());
        for (factor, most) in NAME_SIZES {
            let style = self.look.name.scaled(factor);
            let lines = self.composer.set(name, style, owner, setting);
            let torn = lines.iter().any(|line| line.torn);
            if lines.len() <= most && (!torn || factor < 0.55) {
                return lines;
            }
        }
        let style = self.look.name.scaled(0.24);
        self.composer.fitted(name, Place { style, setting, room: PERSON_HEIGHT - 20.0 }, owner)
    }

    fn organisation(&mut self, name: &str, taken: f32) -> Vec<Line> {
        let owner = Owner::Node(self.nodes.organisation);
        let setting = Setting::title(MEASURE, self.composer.language());
        let room = (PERSON_HEIGHT - taken).max(8.0);
        let style = self.look.organisation;
        self.composer.fitted(name, Place { style, setting, room }, owner)
    }
}
