//! The programme of an event: cover, days, sessions, practical notes.

use super::composer::Composer;
use super::cover::cover;
use super::draw::{baseline, left_end, moved, right_end, rule};
use super::flow::{self, Filled, Frame, Join, Slug};
use super::format::Format;
use super::funder::funder;
use super::grid::day_grid;
use super::notes;
use super::partners::{are_few, partners};
use super::practical::practical;
use super::sessions::session_list;
use super::shrink::Place;
use super::speakers::speakers;
use super::theme::HAIRLINE;
use crate::ir::{Document, Item, OutlineEntry, Owner, Page, Point, Role, Size, Tree};
use crate::model::{Edition, Phrase, ProgrammeBook};
use crate::paragraph::{Line, Setting, clean};
use crate::shipped::Fonts;
use domain::dates::day_heading;

/// More tracks than this want the page turned.
const UPRIGHT_TRACKS: usize = 3;

/// Lays out the programme of an event on A4: the cover, a table per day, the sessions with their
/// speakers, and what is good to know.
///
/// Sizes are in points. Never fails: text that no rule can divide is torn, letters that no font
/// has are replaced (see [`crate::missing_letters`]).
pub fn lay_out_programme(book: &ProgrammeBook, edition: &Edition, fonts: &Fonts) -> Document {
    lay_out(book, edition, fonts, Format::A4)
}

/// Lays out the programme on pages of A5, as [`lay_out_programme`], for a booklet whose sheets are
/// folded: the margin at the fold changes sides.
pub fn lay_out_programme_a5(book: &ProgrammeBook, edition: &Edition, fonts: &Fonts) -> Document {
    lay_out(book, edition, fonts, Format::A5)
}

fn lay_out(book: &ProgrammeBook, edition: &Edition, fonts: &Fonts, format: Format) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, format.scale);
    let title = display_title(&composer, book);

    let (front, description_left) = cover(&mut composer, book, &edition.house.logos, format);
    let mut sheets = Sheets { format, pages: vec![front], outline: Vec::new() };
    sheets.outline.push(OutlineEntry { title: title.clone(), level: 0, page: 0, y: 0.0 });

    let measure = format.measure();
    if description_left {
        let about = composer.own(|words| words.about);
        let note = [(None, &book.description)];
        sheets.pour(notes::section(&mut composer, &about, &note, measure), format);
    }
    for day in book.days.iter().filter(|day| !day.sessions.is_empty()) {
        let wide = book.tracks.len() > UPRIGHT_TRACKS && !format.bound;
        let format = if wide { format.landscape() } else { format };
        let section = composer.node(Tree::ROOT, Role::Section);
        let date = composer.languages.phrase(|language| day_heading(day.date, language));
        let setting = Setting::title(format.measure(), composer.language());
        let style = composer.theme.heading();
        let heading = notes::heading(&mut composer, section, &date, 2, style, setting);
        let taken: f32 = heading.iter().map(|slug| slug.part.height).sum();
        let mut slugs = notes::bookmarked(heading, date.text(), 1);
        let room = Size { width: format.measure(), height: format.height() - taken - 14.0 };
        let rows = day_grid(&mut composer, section, book, day, room);
        for (index, mut row) in rows.into_iter().enumerate() {
            if index == 0 {
                row.before = 14.0;
                row.join = Join::Never;
            }
            slugs.push(row);
        }
        sheets.pour(slugs, format);
    }
    let mut told = session_list(&mut composer, book, measure);
    let mut speakers = speakers(&mut composer, book, measure);
    set_apart(&mut speakers, 44.0);
    told.extend(speakers);
    let mut practical = practical(&mut composer, book, format);
    if book.map.is_some() {
        sheets.pour(told, format);
        sheets.pour(practical, format);
    } else {
        set_apart(&mut practical, 44.0);
        told.extend(practical);
        sheets.pour(told, format);
    }
    let mut last = partners(&mut composer, book, measure);
    if let Some(funding) = &book.occasion.funding {
        if !are_few(book, measure) {
            sheets.pour(std::mem::take(&mut last), format);
        }
        let mut funder = funder(&mut composer, funding, &edition.house.logos, measure);
        set_apart(&mut funder, 56.0);
        last.extend(funder);
    }
    sheets.pour(last, format);
    sheets.number(&mut composer, &title, edition.house.foot.as_ref());
    let head = composer.head(title, &book.occasion.organiser);
    Document { head, tree: composer.tree, pages: sheets.pages, outline: sheets.outline }
}

/// Parts a section from the one above it on the same page.
fn set_apart(section: &mut [Slug], points: f32) {
    if let Some(first) = section.first_mut() {
        first.before = points;
    }
}

/// A title that is never empty.
pub(super) fn display_title(composer: &Composer, book: &ProgrammeBook) -> String {
    let title = clean(book.occasion.title.text()).replace('\n', " ");
    let programme = composer.words().programme;
    if title.is_empty() { programme.to_owned() } else { format!("{title} \u{2013} {programme}") }
}

struct Sheets {
    format: Format,
    pages: Vec<Page>,
    outline: Vec<OutlineEntry>,
}

impl Sheets {
    /// Pours slugs into new pages of `format`; no page for none.
    fn pour(&mut self, slugs: Vec<Slug>, format: Format) {
        if slugs.is_empty() {
            return;
        }
        let frame =
            Frame { origin: Point { x: format.left, y: format.top }, height: format.height() };
        let filled: Vec<Filled> = flow::fill(slugs, frame);
        self.outline.extend(flow::outline(&filled, self.pages.len() as u32));
        for page in filled {
            let shift = format.left_of(self.pages.len()) - format.left;
            let items = page.items.into_iter();
            let items = items.map(|item| if shift == 0.0 { item } else { moved(item, shift, 0.0) });
            self.pages.push(Page { size: format.size, items: items.collect() });
        }
    }

    /// The foot of every page: of the cover what the house says, of the others the event and the
    /// page's number besides, the number at the outer edge of a bound sheet.
    fn number(&mut self, composer: &mut Composer, title: &str, foot: Option<&Phrase>) {
        let count = self.pages.len();
        for (index, page) in self.pages.iter_mut().enumerate() {
            let outer_left = self.format.bound && index % 2 == 1;
            let left = self.format.left_of(index);
            let measure = page.size.width - self.format.left - self.format.right;
            let y = page.size.height - self.format.bottom + 24.0;
            let mut line = FootLine { composer, measure, items: Vec::new() };
            if index == 0 {
                line.house(foot, 0.0, measure);
            } else {
                line.items.push(rule(0.0, -5.0, measure, 0.5, HAIRLINE));
                let number = format!("{} / {count}", index + 1);
                let taken = line.number(&number, outer_left) + FOOT_GAP;
                let (from, to) = if outer_left { (taken, measure) } else { (0.0, measure - taken) };
                let from = from + line.said(title, from, (to - from) * 0.6) + FOOT_GAP;
                line.house(foot, from, to);
            }
            page.items.extend(line.items.into_iter().map(|item| moved(item, left, y + 5.0)));
        }
    }
}

const FOOT_GAP: f32 = 14.0;

/// One line at the foot of a page, relative to its left end and top.
struct FootLine<'a, 'f> {
    composer: &'a mut Composer<'f>,
    measure: f32,
    items: Vec<Item>,
}

impl FootLine<'_, '_> {
    /// The page's number at one end; gives its width.
    fn number(&mut self, number: &str, at_left: bool) -> f32 {
        let mut setting = Setting::text(self.measure, self.composer.language());
        if !at_left {
            setting = setting.right();
        }
        let style = self.composer.theme.footer();
        let lines = self.composer.set(number, style, Owner::Artifact, setting);
        let width = lines.first().map_or(0.0, |line| {
            let end = right_end(line);
            if at_left { end } else { self.measure - left_end(line) }
        });
        self.put(lines, 0.0);
        width
    }

    /// A text from `x` on, cut where its first line ends, for it stands whole elsewhere; gives its
    /// width.
    fn said(&mut self, text: &str, x: f32, measure: f32) -> f32 {
        let mut setting = Setting::text(measure, self.composer.language());
        setting.hyphenate = false;
        let style = self.composer.theme.footer();
        let lines = self.composer.set(text, style, Owner::Artifact, setting);
        let width = lines.first().map_or(0.0, right_end);
        self.put(lines, x);
        width
    }

    /// What the house says, at the right end of `from..to`.
    fn house(&mut self, foot: Option<&Phrase>, from: f32, to: f32) {
        let Some(foot) = foot.filter(|foot| !foot.is_empty() && to > from) else { return };
        let texts: Vec<&str> = foot.wordings().map(|wording| wording.text.trim()).collect();
        let setting = Setting::text(to - from, self.composer.language());
        let setting = Setting { hyphenate: false, ..setting.right() };
        let style = self.composer.theme.footer();
        let place = Place { style, setting, room: style.leading };
        let lines = self.composer.fitted(&texts.join(" / "), place, Owner::Artifact);
        self.put(lines, from);
    }

    fn put(&mut self, lines: Vec<Line>, x: f32) {
        for line in lines.into_iter().take(1) {
            let below = baseline(&line);
            self.items.extend(line.items.into_iter().map(|item| moved(item, x, below)));
        }
    }
}
