//! The programme of an event as an A4 booklet: cover, days, sessions, practical notes.

use chrono::NaiveDateTime;

use super::cover::cover;
use super::draw::{baseline, moved, rule};
use super::flow::{self, Filled, Frame, Join, Slug};
use super::grid::day_grid;
use super::notes;
use super::sessions::session_list;
use super::theme::{FOOTER, HAIRLINE, HEADING, MARGINS};
use crate::ir::{Document, Head, Node, OutlineEntry, Owner, Page, Point, Role, Size, Tree};
use crate::model::ProgrammeBook;
use crate::paragraph::{Setting, clean, set_text};
use crate::shape::Shaper;
use crate::shipped::Fonts;
use crate::wording::words;
use domain::dates::day_heading;

/// More tracks than this want the page turned.
const UPRIGHT_TRACKS: usize = 3;

/// Lays out the programme of an event: the cover, a table per day, the sessions with their
/// speakers, and what is good to know.
///
/// Sizes are in points. Never fails: text that no rule can divide is torn, letters that no font
/// has are replaced (see [`crate::missing_letters`]).
pub fn lay_out_programme(book: &ProgrammeBook, fonts: &Fonts) -> Document {
    let mut shaper = Shaper::new(fonts);
    let mut tree = Tree::new(Role::Document);
    let words = words(book.language);
    let title = display_title(book);

    let (front, description_left) = cover(&mut shaper, &mut tree, book, Size::A4);
    let mut sheets = Sheets { pages: vec![front], outline: Vec::new() };
    sheets.outline.push(OutlineEntry { title: title.clone(), level: 0, page: 0, y: 0.0 });

    let measure = MARGINS.measure(Size::A4);
    if description_left {
        let note = [("", book.description.as_str())];
        let slugs =
            notes::section(&mut shaper, &mut tree, words.about, &note, measure, book.language);
        sheets.pour(slugs, Size::A4);
    }
    for day in book.days.iter().filter(|day| !day.sessions.is_empty()) {
        let wide = book.tracks.len() > UPRIGHT_TRACKS;
        let size = if wide { Size::A4.landscape() } else { Size::A4 };
        let section = tree.add(Tree::ROOT, Node::new(Role::Section));
        let date = day_heading(day.date, book.language);
        let setting = Setting::title(MARGINS.measure(size), book.language);
        let heading = notes::heading(&mut shaper, &mut tree, section, &date, 2, HEADING, setting);
        let mut slugs = notes::bookmarked(heading, &date, 1);
        let room = Size {
            width: MARGINS.measure(size),
            height: MARGINS.height(size) - HEADING.leading - 14.0,
        };
        let rows = day_grid(&mut shaper, &mut tree, section, book, day, room);
        for (index, mut row) in rows.into_iter().enumerate() {
            if index == 0 {
                row.before = 14.0;
                row.join = Join::Never;
            }
            slugs.push(row);
        }
        sheets.pour(slugs, size);
    }
    let mut told = session_list(&mut shaper, &mut tree, book, measure);
    let practical: Vec<(&str, &str)> = book
        .practical
        .iter()
        .map(|note| (note.heading.as_str(), note.text.as_str()))
        .filter(|(heading, text)| !heading.trim().is_empty() || !text.trim().is_empty())
        .collect();
    if !practical.is_empty() {
        let mut notes = notes::section(
            &mut shaper,
            &mut tree,
            words.practical,
            &practical,
            measure,
            book.language,
        );
        if let Some(first) = notes.first_mut() {
            first.before = 44.0;
        }
        told.append(&mut notes);
    }
    sheets.pour(told, Size::A4);
    sheets.number(&mut shaper, book, &title);
    let head = Head {
        title,
        author: book.organiser.clone(),
        language: book.language,
        created_unix: seconds(book.created),
    };
    Document { head, tree, pages: sheets.pages, outline: sheets.outline }
}

/// Seconds since 1970 of a time in UTC.
pub(super) fn seconds(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp()
}

/// A title that is never empty.
fn display_title(book: &ProgrammeBook) -> String {
    let title = clean(&book.title).replace('\n', " ");
    let programme = words(book.language).programme;
    if title.is_empty() { programme.to_owned() } else { format!("{title} \u{2013} {programme}") }
}

struct Sheets {
    pages: Vec<Page>,
    outline: Vec<OutlineEntry>,
}

impl Sheets {
    /// Pours slugs into new pages of `size`; no page for none.
    fn pour(&mut self, slugs: Vec<Slug>, size: Size) {
        if slugs.is_empty() {
            return;
        }
        let frame = Frame {
            origin: Point { x: MARGINS.left, y: MARGINS.top },
            height: MARGINS.height(size),
        };
        let filled: Vec<Filled> = flow::fill(slugs, frame);
        self.outline.extend(flow::outline(&filled, self.pages.len() as u32));
        self.pages.extend(filled.into_iter().map(|page| Page { size, items: page.items }));
    }

    /// The foot of every page but the cover: the event and the page's number.
    fn number(&mut self, shaper: &mut Shaper, book: &ProgrammeBook, title: &str) {
        let count = self.pages.len();
        for (index, page) in self.pages.iter_mut().enumerate().skip(1) {
            let measure = MARGINS.measure(page.size);
            let y = page.size.height - 46.0;
            page.items.push(rule(MARGINS.left, y, measure, 0.5, HAIRLINE));
            let number = format!("{} / {count}", index + 1);
            let mut setting = Setting::text(measure - 60.0, book.language);
            setting.hyphenate = false;
            let name = set_text(shaper, title, FOOTER, Owner::Artifact, setting);
            let setting = Setting::text(measure, book.language).right();
            let number = set_text(shaper, &number, FOOTER, Owner::Artifact, setting);
            // A long name is cut at its first line: it stands whole on the cover.
            for line in name.into_iter().take(1).chain(number) {
                let below = y + 5.0 + baseline(&line);
                let items = line.items.into_iter();
                page.items.extend(items.map(|item| moved(item, MARGINS.left, below)));
            }
        }
    }
}
