//! The first page of a programme: what, when, where, by whom, and who pays.

use super::composer::Composer;
use super::draw::{Part, height, part, rule};
use super::format::Format;
use super::funding::{EMBLEM_HEIGHT, funding_line};
use super::logos::{self, Shelf};
use super::notes::paragraphs;
use super::shrink::Place;
use super::theme::HAIRLINE;
use domain::Language;
use domain::dates::time_range;

use crate::dates;
use crate::ir::{Item, NodeId, Owner, Page, Role, Size, Tree};
use crate::model::{Languages, Logo, Phrase, ProgrammeBook};
use crate::paragraph::{Line, Setting, Style, clean};

/// Points from the top of an A4 page to the accent above the title.
const TITLE_TOP: f32 = 214.0;
/// Points below the upper margin of an A4 page above which no title begins.
const HIGHEST_TITLE: f32 = 56.0;
const ACCENT_SIZE: Size = Size { width: 44.0, height: 3.0 };
/// Points of height that a title of many words may take.
const TITLE_ROOM: f32 = 250.0;
/// About seventy letters of the lead.
const LEAD_MEASURE: f32 = 390.0;

/// The cover, and whether the description found no room on it.
pub(super) fn cover(
    composer: &mut Composer,
    book: &ProgrammeBook,
    logos: &[Logo],
    format: Format,
) -> (Page, bool) {
    let section = composer.node(Tree::ROOT, Role::Section);
    let theme = composer.theme;
    let language = composer.language();
    let size = format.size;
    let mut cover = Cover { composer, book, section, measure: format.measure() };
    let mut items: Vec<Item> = Vec::new();

    let organiser = Phrase::new(book.occasion.organiser.as_str(), language);
    let measure = cover.measure;
    if logos.is_empty() {
        let organiser = cover.said(&organiser, theme.kicker(), 48.0);
        items.extend(organiser.placed(format.left, format.top));
    } else {
        // The organiser on the left, whose logos stand at the outer edge, on one middle line.
        let shelf = Shelf { measure: measure * 0.62, tallest: EMBLEM_HEIGHT, gap: 18.0 };
        let taken = logos::row_width(logos, shelf);
        cover.measure = measure - taken - shelf.gap;
        let organiser = cover.said(&organiser, theme.kicker(), 48.0);
        cover.measure = measure;
        let row = logos::row(cover.composer, section, logos, shelf);
        let middle = format.top + EMBLEM_HEIGHT / 2.0;
        let (text, drawn) = (organiser.height, row.height);
        items.extend(organiser.placed(format.left, middle - text / 2.0));
        items.extend(row.placed(format.left + measure - taken, middle - drawn / 2.0));
    }

    let mut block = Part::default();
    block.items.push(rule(0.0, 0.0, ACCENT_SIZE.width, ACCENT_SIZE.height, theme.accent));
    block.add_space(ACCENT_SIZE.height + 13.0);
    block.add_below(cover.said(&book.kind, theme.kicker(), 40.0));
    block.add_space(6.0);
    block.add_below(cover.title());
    let subtitle = cover.said(&book.subtitle, theme.subtitle(), 92.0);
    if subtitle.height > 0.0 {
        block.add_space(8.0);
        block.add_below(subtitle);
    }
    block.add_space(24.0 * format.scale);
    let place = Phrase::new(book.occasion.place.as_str(), language);
    for fact in [when(cover.composer.languages, book), place] {
        block.add_below(cover.said(&fact, theme.facts(), 57.0));
    }
    // The description is read before the funding, so its nodes are made first; whether it fits
    // depends on the funding's height, which is at most twice the emblem's.
    let foot_room = if book.occasion.funding.is_some() { 92.0 } else { 0.0 };
    let free = size.height - block.height - 24.0 - format.bottom - foot_room;
    let highest = format.top + HIGHEST_TITLE * format.scale;
    let lead = cover.lead(free - highest);
    let left_out = lead.is_none() && paragraphs(book.description.text()).next().is_some();
    let title_top = TITLE_TOP * size.height / Size::A4.height;
    let mut top = title_top.min((size.height - block.height) / 2.0).max(format.top + 40.0);
    if let Some(lead) = lead {
        // A long description pushes the title up rather than to another page.
        top = top.min(free - lead.height).max(highest);
        block.add_space(24.0 * format.scale);
        block.add_below(lead);
    }
    items.extend(block.placed(format.left, top));

    if let Some(funding) = &book.occasion.funding {
        let line = funding_line(cover.composer, section, funding, cover.measure);
        let y = size.height - 56.0 - line.height;
        items.push(rule(format.left, y - 18.0, cover.measure, 0.6, HAIRLINE));
        items.extend(line.placed(format.left, y));
    }
    (Page { size, items }, left_out)
}

/// The days of an event; of a single day also from when to when.
pub(super) fn when(languages: Languages, book: &ProgrammeBook) -> Phrase {
    let occasion = &book.occasion;
    let only_day = book.days.first().filter(|_| book.days.len() == 1);
    let starts = only_day.and_then(|day| day.sessions.iter().map(|one| one.starts).min());
    let ends = only_day.and_then(|day| day.sessions.iter().map(|one| one.ends).max());
    languages.phrase(|language| {
        let days = dates::days(occasion.first_day, occasion.last_day, language);
        match (starts, ends) {
            (Some(starts), Some(ends)) => {
                format!("{days} {}", time_range(starts.time(), ends.time(), language))
            }
            _ => days,
        }
    })
}

struct Cover<'a, 'f, 'b> {
    composer: &'a mut Composer<'f>,
    book: &'b ProgrammeBook,
    section: NodeId,
    measure: f32,
}

impl Cover<'_, '_, '_> {
    /// A line or more of at most `room` points.
    fn said(&mut self, text: &Phrase, style: Style, room: f32) -> Part {
        if clean(text.text()).is_empty() {
            return Part::default();
        }
        let node = self.composer.node(self.section, Role::Paragraph);
        let setting = Setting::title(self.measure, self.composer.language());
        self.composer.say_fitted(node, text, Place { style, setting, room })
    }

    /// The title in the largest size that leaves it at most four lines, none torn; its translation
    /// below.
    fn title(&mut self) -> Part {
        let node = self.composer.node(self.section, Role::Heading(1));
        let title = &self.book.occasion.title;
        let language = self.composer.language();
        if clean(title.text()).is_empty() {
            let words = self.composer.own(|words| words.session);
            let setting = Setting::title(self.measure, language);
            return part(self.composer.say(node, &words, self.composer.theme.title(), setting));
        }
        let owner = self.composer.voice(node, title.first.language);
        let mut said = part(self.title_lines(title.text(), title.first.language, owner));
        if let Some(second) = &title.second {
            let owner = self.composer.voice(node, second.language);
            let style = self.composer.theme.subtitle();
            let setting = Setting::title(self.measure, second.language);
            let place = Place { style, setting, room: 92.0 };
            said.add_space(4.0);
            said.add_lines(self.composer.fitted(&second.text, place, owner), 0.0);
        }
        said
    }

    fn title_lines(&mut self, title: &str, language: Language, owner: Owner) -> Vec<Line> {
        let setting = Setting::title(self.measure, language);
        let style = self.composer.theme.title();
        for factor in [1.0, 0.84, 0.7, 0.58, 0.48] {
            let lines = self.composer.set(title, style.scaled(factor), owner, setting);
            if lines.len() <= 4 && !lines.iter().any(|line| line.torn) {
                return lines;
            }
        }
        let place = Place { style: style.scaled(0.48), setting, room: TITLE_ROOM };
        self.composer.fitted(title, place, owner)
    }

    /// The description, where it is not higher than `room`.
    fn lead(&mut self, room: f32) -> Option<Part> {
        let styles = [self.composer.theme.lead(), self.composer.theme.quiet_text()];
        let measure = LEAD_MEASURE.min(self.measure);
        let mut total = 0.0;
        for (wording, style) in self.book.description.wordings().zip(styles) {
            let setting = Setting::text(measure, wording.language);
            for text in paragraphs(&wording.text) {
                let lines = self.composer.set(text, style, Owner::Artifact, setting);
                total += height(&lines) + style.leading / 2.0;
                if total > room {
                    return None;
                }
            }
        }
        let mut lead = Part::default();
        for (wording, style) in self.book.description.wordings().zip(styles) {
            let setting = Setting::text(measure, wording.language);
            for text in paragraphs(&wording.text) {
                let node = self.composer.block(self.section, Role::Paragraph, wording.language);
                if lead.height > 0.0 {
                    lead.add_space(style.leading / 2.0);
                }
                lead.add_lines(self.composer.set(text, style, Owner::Node(node), setting), 0.0);
            }
        }
        (lead.height > 0.0).then_some(lead)
    }
}
