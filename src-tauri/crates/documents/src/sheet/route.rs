//! The card of a walk: stops along a line, and the guide's notes apart from them.

use std::f32::consts::FRAC_PI_2;

use domain::dates::{clock, time, weekday_date};

use super::attendance::{said, says_nothing, titled};
use super::composer::Composer;
use super::draw::{Part, baseline, ground, height, part, rule};
use super::flow::{self, Filled, Join, Slug, paragraph};
use super::notes::{bookmarked, paragraphs};
use super::running::{MEASURE, Running, named};
use super::theme::{HAIRLINE, INK, QUIET};
use crate::dates::{days, duration};
use crate::ir::{
    Colour, Content, Document, Item, NodeId, Owner, Path, Point, Role, Segment, Size, Tree,
};
use crate::model::{Edition, Phrase, RouteBook, Stop};
use crate::paragraph::{Setting, Span, Style, clean};
use crate::shipped::Fonts;
use crate::wording::route;

/// Shares of the size of text on A4 in which a walk is tried on one page.
const SCALES: [f32; 3] = [1.0, 0.94, 0.88];
/// Points of the column of times.
const TIMES: f32 = 58.0;
/// Points from the left to the line along which the stops stand.
const THREAD: f32 = 78.0;
/// Points of the discs that hold the numbers of the stops.
const RADIUS: f32 = 10.5;
const TEXT: f32 = 104.0;
const TEXT_MEASURE: f32 = MEASURE - TEXT;
/// Points between stops.
const BETWEEN: f32 = 13.0;
/// Points from the top of a stop to the middle of its disc.
const MIDDLE: f32 = 11.0;

/// Lays out the card of a campus walk on A4, on one page where its text then keeps a size that is
/// read while walking: the stops in order along a line with times, places and hosts, and below
/// them the notes for the guide.
///
/// Sizes are in points. Never fails: text that no rule can divide is torn, letters that no font
/// has are replaced (see [`crate::missing_letters`]).
pub fn lay_out_route(book: &RouteBook, edition: &Edition, fonts: &Fonts) -> Document {
    for scale in SCALES {
        let card = lay_out(book, edition, fonts, scale);
        if card.pages.len() == 1 {
            return card;
        }
    }
    lay_out(book, edition, fonts, 1.0)
}

fn lay_out(book: &RouteBook, edition: &Edition, fonts: &Fonts, scale: f32) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, scale);
    let section = composer.node(Tree::ROOT, Role::Section);
    let kind = route::ROUTE_CARD.text(composer.language());
    let title = titled(book.occasion.title.text(), kind);
    let mut opening = Slug::new(heading(&mut composer, book, section), 0.0, Join::Free);
    opening.bookmark = Some((title.clone(), 0));
    let mut slugs = vec![opening];
    if !book.stops.is_empty() {
        let list = composer.node(section, Role::List);
        for (index, stop) in book.stops.iter().enumerate() {
            let last = index + 1 == book.stops.len();
            slugs.extend(StopCard { stop, number: index + 1, last }.slugs(&mut composer, list));
        }
    }
    slugs.extend(guide(&mut composer, book, section));
    let running = Running {
        name: title.clone(),
        section,
        funding: book.occasion.funding.as_ref(),
        house: edition.house.foot.as_ref(),
    };
    let filled: Vec<Filled> = flow::fill(slugs, running.frame());
    let outline = flow::outline(&filled, 0);
    let pages = running.finish(&mut composer, filled);
    let head = composer.head(title, &book.occasion.organiser);
    Document { head, tree: composer.tree, pages, outline }
}

fn heading(composer: &mut Composer, book: &RouteBook, section: NodeId) -> Part {
    let theme = composer.theme;
    let occasion = &book.occasion;
    let kind = composer.named(&route::ROUTE_CARD);
    let mut part = Part::default();
    let name = (theme.display(26.0, 30.0, INK), 90.0);
    part.add_below(named(composer, section, &kind, &occasion.title, name));
    part.add_space(5.0);
    let total: Option<u32> = book
        .stops
        .iter()
        .map(|stop| stop.minutes)
        .try_fold(0_u32, |sum, minutes| Some(sum.saturating_add(minutes?)))
        .filter(|minutes| *minutes > 0);
    let facts = composer.languages.phrase(|language| {
        let mut facts = match book.starts {
            Some(starts) => vec![
                weekday_date(starts.date(), language),
                route::sets_out(&clock(starts.time(), language), language),
            ],
            None => vec![days(occasion.first_day, occasion.last_day, language)],
        };
        facts.push(route::stops(book.stops.len(), language));
        facts.extend(total.map(|minutes| duration(minutes, language)));
        facts.join(" \u{b7} ")
    });
    part.add_below(said(composer, section, Role::Paragraph, &facts, theme.facts(), 60.0));
    let place = Phrase::new(occasion.place.as_str(), composer.language());
    part.add_below(said(composer, section, Role::Paragraph, &place, theme.quiet_text(), 44.0));
    part.add_space(18.0);
    part
}

/// One stop on the line.
struct StopCard<'b> {
    stop: &'b Stop,
    number: usize,
    last: bool,
}

impl StopCard<'_> {
    /// A page ends within a stop only where it is higher than a page.
    fn slugs(&self, composer: &mut Composer, list: NodeId) -> Vec<Slug> {
        let item = composer.node(list, Role::ListItem);
        let label = composer.node(item, Role::ListLabel);
        let body = composer.node(item, Role::ListBody);
        let theme = composer.theme;
        let times = self.times(composer, body);
        let mut told = self.told(composer, body);
        if told.is_empty() {
            told.push(Slug::new(Part::default(), 0.0, Join::Free));
        }
        let tall = times.height.max(2.0 * RADIUS);
        let height: f32 = told.iter().map(|slug| slug.before + slug.part.height).sum();
        if let Some(end) = told.last_mut() {
            end.part.height += (tall - height).max(0.0) + BETWEEN;
        }
        let mut aside = Some((times, disc(composer, label, self.number)));
        for slug in &mut told {
            let mut threaded = Part::default();
            let top = if aside.is_some() { MIDDLE } else { 0.0 };
            let text = std::mem::take(&mut slug.part);
            let full = slug.before + text.height;
            if !self.last && full > top {
                let size = Size { width: 1.2, height: full - top };
                threaded.items.push(ground(Point { x: THREAD - 0.6, y: top }, size, theme.accent));
            }
            if let Some((times, disc)) = aside.take() {
                threaded.items.extend(disc);
                threaded.items.extend(times.placed(0.0, 0.0));
            }
            threaded.add_part(text, 0.0, slug.before);
            threaded.height = full;
            slug.part = threaded;
            slug.before = 0.0;
        }
        told
    }

    /// When the group arrives, and how long it stays.
    fn times(&self, composer: &mut Composer, body: NodeId) -> Part {
        let theme = composer.theme;
        let language = composer.language();
        let mut setting = Setting::text(TIMES, language).right();
        setting.hyphenate = false;
        let mut times = Part::default();
        let arrives = self.stop.arrives.map(|arrives| time(arrives, language));
        let minutes = self.stop.minutes.map(|minutes| format!("{minutes}\u{a0}min"));
        let arrival = theme.semi_bold(14.0, 2.0 * MIDDLE, theme.accent).tabular();
        for (text, style) in [(arrives, arrival), (minutes, theme.small().tabular())] {
            let Some(text) = text else { continue };
            let owner = Owner::Node(composer.node(body, Role::Paragraph));
            times.add_lines(composer.set(&text, style, owner, setting), 0.0);
        }
        times
    }

    fn told(&self, composer: &mut Composer, body: NodeId) -> Vec<Slug> {
        let theme = composer.theme;
        let stop = self.stop;
        let title = theme.heading_style(13.5, 18.0, INK);
        let setting = Setting::title(TEXT_MEASURE, composer.language());
        let mut told = Vec::new();
        if !says_nothing(&stop.title) {
            let node = composer.node(body, Role::Paragraph);
            let lines = composer.say(node, &stop.title, title, setting);
            // The title stands in the middle of its disc.
            let lift = lines.first().map_or(0.0, |line| MIDDLE - line.leading / 2.0).max(0.0);
            told.extend(paragraph(lines, TEXT, lift, Join::Free, Join::Reluctant));
        }
        if !clean(&stop.place).is_empty() {
            let owner = Owner::Node(composer.node(body, Role::Paragraph));
            let lines = composer.set(&stop.place, theme.quiet_text(), owner, setting);
            told.extend(paragraph(lines, TEXT, 0.0, Join::Never, Join::Reluctant));
        }
        told.extend(self.host(composer, body));
        told.extend(self.for_companies(composer, body));
        if let Some(first) = told.first_mut() {
            first.join = Join::Free;
        }
        told
    }

    /// Who shows it, with the phone.
    fn host(&self, composer: &mut Composer, body: NodeId) -> Vec<Slug> {
        let name = clean(&self.stop.host);
        let phone = clean(&self.stop.phone).replace(' ', "\u{a0}");
        if name.is_empty() && phone.is_empty() {
            return Vec::new();
        }
        let theme = composer.theme;
        let node = composer.node(body, Role::Paragraph);
        let owner = Owner::Node(node);
        let quiet = theme.quiet_text();
        let label = composer.named(&route::HOST);
        let mut spans: Vec<(String, Style, Owner)> = Vec::new();
        for (index, wording) in label.wordings().enumerate() {
            if index > 0 {
                spans.push((" / ".to_owned(), quiet, owner));
            }
            let owner = composer.voice(node, wording.language);
            spans.push((wording.text.clone(), quiet, owner));
        }
        spans.push((" ".to_owned(), quiet, owner));
        let comma = if name.is_empty() || phone.is_empty() { "" } else { ", " };
        spans.push((format!("{name}{comma}"), theme.name(), owner));
        spans.push((phone, theme.name().tabular(), owner));
        let spans = spans.iter().filter(|(text, ..)| !text.is_empty());
        let spans: Vec<Span> =
            spans.map(|(text, style, owner)| Span { text, style: *style, owner: *owner }).collect();
        let setting = Setting::title(TEXT_MEASURE, composer.language());
        let lines = composer.set_spans(&spans, setting);
        paragraph(lines, TEXT, 0.0, Join::Never, Join::Reluctant)
    }

    /// What a company can do there, each language led in by whom it is for.
    fn for_companies(&self, composer: &mut Composer, body: NodeId) -> Vec<Slug> {
        let theme = composer.theme;
        let mut slugs = Vec::new();
        for (wording, style) in self.stop.text.wordings().zip([theme.text(), theme.quiet_text()]) {
            let lead = format!("{}: ", route::FOR_COMPANIES.text(wording.language));
            for (index, words) in paragraphs(&wording.text).enumerate() {
                if clean(words).is_empty() {
                    continue;
                }
                let node = composer.block(body, Role::Paragraph, wording.language);
                let owner = Owner::Node(node);
                let bold = Style { colour: style.colour, ..theme.name() };
                let text = Span { text: words, style, owner };
                let lead = Span { text: &lead, style: bold, owner };
                let spans = if index == 0 { vec![lead, text] } else { vec![text] };
                let setting = Setting::text(TEXT_MEASURE, wording.language);
                let lines = composer.set_spans(&spans, setting);
                slugs.extend(paragraph(lines, TEXT, 3.0, Join::Reluctant, Join::Reluctant));
            }
        }
        slugs
    }
}

/// The number of a stop, white on a disc.
fn disc(composer: &mut Composer, label: NodeId, number: usize) -> Vec<Item> {
    let accent = composer.theme.accent;
    let middle = Point { x: THREAD, y: MIDDLE };
    let mut items = vec![circle(middle, RADIUS, accent)];
    let size = if number < 100 { 11.0 } else { 8.0 };
    let style = composer.theme.semi_bold(size, 2.0 * MIDDLE, Colour::WHITE).tabular();
    let setting = Setting::text(2.0 * RADIUS + 8.0, composer.language());
    let lines = composer.set(&number.to_string(), style, Owner::Node(label), setting);
    for line in lines.into_iter().take(1) {
        let width = super::draw::right_end(&line);
        let lift = MIDDLE - line.leading / 2.0 + baseline(&line);
        let left = THREAD - width / 2.0;
        items.extend(line.items.into_iter().map(|item| item.moved(left, lift)));
    }
    items
}

/// A disc without meaning, of four curves.
fn circle(middle: Point, radius: f32, fill: Colour) -> Item {
    // Where the handles of a quarter circle stand.
    let reach = radius * 0.552_28;
    let at = |angle: f32, along: f32| Point {
        x: middle.x + radius * angle.cos() - along * angle.sin(),
        y: middle.y + radius * angle.sin() + along * angle.cos(),
    };
    let mut segments = vec![Segment::Move(at(0.0, 0.0))];
    for quarter in 0..4_u8 {
        let from = FRAC_PI_2 * f32::from(quarter);
        let to = from + FRAC_PI_2;
        segments.push(Segment::Curve(at(from, reach), at(to, -reach), at(to, 0.0)));
    }
    segments.push(Segment::Close);
    let path = Path { segments: segments.into(), fill: Some(fill), stroke: None };
    Item { owner: Owner::Artifact, content: Content::Path(path) }
}

/// The notes for the guide, by the numbers of their stops.
fn guide(composer: &mut Composer, book: &RouteBook, section: NodeId) -> Vec<Slug> {
    let noted: Vec<(usize, &str)> = (1..)
        .zip(&book.stops)
        .map(|(number, stop)| (number, stop.notes.as_str()))
        .filter(|(_, notes)| !clean(notes).is_empty())
        .collect();
    if noted.is_empty() {
        return Vec::new();
    }
    let theme = composer.theme;
    let title = composer.named(&route::FOR_THE_GUIDE);
    let node = composer.node(section, Role::Heading(2));
    let setting = Setting::title(MEASURE, composer.language());
    let style = theme.heading_style(11.0, 15.0, QUIET);
    let lines = composer.label(node, &title, style, setting);
    let mut opening = Part::default();
    opening.items.push(rule(0.0, 0.0, MEASURE, 0.6, HAIRLINE));
    opening.add_space(8.0);
    opening.add_lines(lines, 0.0);
    let opening = Slug::new(opening, 6.0, Join::Free);
    let mut slugs = bookmarked(vec![opening], title.text(), 1);
    let list = composer.node(section, Role::List);
    for (index, (number, notes)) in noted.into_iter().enumerate() {
        let item = composer.node(list, Role::ListItem);
        let label = Owner::Node(composer.node(item, Role::ListLabel));
        let body = composer.node(item, Role::ListBody);
        let style = theme.regular(9.5, 12.5, QUIET);
        let figure = theme.semi_bold(9.5, 12.5, QUIET).tabular();
        let setting = Setting::text(NOTES_INDENT, composer.language());
        let number = part(composer.set(&number.to_string(), figure, label, setting));
        let mut number = Some(number);
        for words in paragraphs(notes) {
            let owner = Owner::Node(composer.node(body, Role::Paragraph));
            let setting = Setting::text(MEASURE - NOTES_INDENT, composer.language());
            let lines = composer.set(words, style, owner, setting);
            if height(&lines) == 0.0 {
                continue;
            }
            let join = if index == 0 { Join::Never } else { Join::Free };
            let mut lines = paragraph(lines, NOTES_INDENT, 3.0, join, Join::Free);
            if let (Some(first), Some(number)) = (lines.first_mut(), number.take()) {
                let text = std::mem::replace(&mut first.part, number);
                first.part.add_part(text, 0.0, 0.0);
            }
            slugs.extend(lines);
        }
    }
    slugs
}

/// Points from the left to the notes for the guide, after the numbers of their stops.
const NOTES_INDENT: f32 = 22.0;
