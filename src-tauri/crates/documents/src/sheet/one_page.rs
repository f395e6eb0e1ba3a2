//! The programme of an event on one page: whatever it holds, a page is what it takes.

mod arrangement;

use std::borrow::Cow;

use super::composer::Composer;
use super::cover::when;
use super::draw::{Part, baseline, moved, rule};
use super::funding::{EMBLEM_HEIGHT, funding_line};
use super::grid::{LOOKS, Look, look};
use super::logos::{self, Shelf};
use super::programme::display_title;
use super::shrink::Place;
use super::theme::{HAIRLINE, INK};
use crate::ir::{Document, Item, Node, NodeId, OutlineEntry, Owner, Page, Role, Size, Tree};
use crate::model::{Edition, House, Phrase, ProgrammeBook};
use crate::paragraph::{Setting, Style, clean};
use crate::shipped::Fonts;
use crate::wording::words;

use arrangement::Arrangement;

/// Points of the margins.
const SIDE: f32 = 42.0;
const TOP: f32 = 40.0;
const BOTTOM: f32 = 30.0;
const BELOW_HEAD: f32 = 14.0;
const ABOVE_FOOT: f32 = 12.0;
/// A page lying on its side is chosen where its letters are larger by this many looks.
const CLEARLY: usize = 2;

/// Lays out the programme of an event on exactly one page of A4: title, place, a table per day, and
/// who pays.
///
/// Days stand under or beside each other, and the page lies on its side, whichever lets letters be
/// largest; they are at least 7.5 points high. Where they find no room, first those who speak are
/// left out, then rooms, and at last the end, which a sentence says.
pub fn lay_out_one_page(book: &ProgrammeBook, edition: &Edition, fonts: &Fonts) -> Document {
    let mut composer = Composer::new(edition, fonts, Role::Document, 1.0);
    let title = display_title(&composer, book);
    let mut sheet = Sheet { composer: &mut composer, book, house: &edition.house };
    let chosen = sheet.choose();
    let page = sheet.page(&chosen);
    let head = composer.head(title.clone(), &book.occasion.organiser);
    let outline = vec![OutlineEntry { title, level: 0, page: 0, y: 0.0 }];
    Document { head, tree: composer.tree, pages: vec![page], outline }
}

/// How a page is filled.
#[derive(Debug, Clone, Copy)]
struct Chosen {
    size: Size,
    /// Days beside each other.
    abreast: usize,
    look: Look,
    /// Sessions that are left out at the end.
    left_out: usize,
}

struct Sheet<'a, 'f, 'b> {
    composer: &'a mut Composer<'f>,
    book: &'b ProgrammeBook,
    house: &'b House,
}

/// What a cell says: all, all but who speaks, the title alone.
const TOLD: [(bool, bool); 3] = [(true, true), (false, true), (false, false)];

impl Sheet<'_, '_, '_> {
    /// The fullest, then the largest, then the most upright way that holds everything.
    fn choose(&mut self) -> Chosen {
        let days = self.book.days.iter().filter(|day| !day.sessions.is_empty()).count();
        let sizes = [Size::A4, Size::A4.landscape()];
        let ways: Vec<(Size, usize)> =
            sizes.iter().flat_map(|size| (1..=days.clamp(1, 3)).map(|n| (*size, n))).collect();
        let rooms = sizes.map(|size| self.room(size, 0));
        let room_of = |size: Size| rooms[usize::from(size == sizes[1])];
        for (speakers, rooms) in TOLD {
            let mut best: Option<(usize, Chosen)> = None;
            for (size, abreast) in &ways {
                let room = room_of(*size);
                let arrangement = Arrangement::new(self.composer, self.book, room.width, *abreast);
                let told = |index| Look { speakers, rooms, ..look(self.composer.theme, index) };
                let looks: [Look; LOOKS] = std::array::from_fn(told);
                let Some(index) = arrangement.largest(self.composer, &looks, room.height) else {
                    continue;
                };
                let turned = if *size == sizes[0] { 0 } else { CLEARLY - 1 };
                let worth = index + turned;
                if best.is_none_or(|(least, _)| worth < least) {
                    let (size, abreast) = (*size, *abreast);
                    let chosen = Chosen { size, abreast, look: looks[index], left_out: 0 };
                    best = Some((worth, chosen));
                }
            }
            if let Some((_, chosen)) = best {
                return chosen;
            }
        }
        self.cut(&ways)
    }

    /// The way that leaves out the fewest sessions.
    fn cut(&mut self, ways: &[(Size, usize)]) -> Chosen {
        let all: usize = self.book.days.iter().map(|day| day.sessions.len()).sum();
        let closest = look(self.composer.theme, LOOKS - 1);
        let closest = Look { speakers: false, rooms: false, ..closest };
        let mut best = Chosen { size: Size::A4, abreast: 1, look: closest, left_out: all };
        for (size, abreast) in ways {
            let room = self.room(*size, all);
            // Between what surely fits and what surely does not.
            let (mut fits, mut fails) = (all - best.left_out, all);
            while fits + 1 < fails {
                let middle = (fits + fails) / 2;
                let book = clipped(self.book, all - middle);
                let arrangement = Arrangement::new(self.composer, &book, room.width, *abreast);
                let height = arrangement.height(self.composer, closest);
                if height.is_some_and(|height| height <= room.height) {
                    fits = middle;
                    best = Chosen {
                        size: *size,
                        abreast: *abreast,
                        look: closest,
                        left_out: all - middle,
                    };
                } else {
                    fails = middle;
                }
            }
        }
        best
    }

    /// What head and foot leave of a page where `left_out` sessions are.
    fn room(&mut self, size: Size, left_out: usize) -> Size {
        let width = size.width - 2.0 * SIDE;
        let (head, foot) = self.composer.tried(|composer| {
            let mut sheet = Sheet { composer, book: self.book, house: self.house };
            (sheet.head(Tree::ROOT, width).height, sheet.foot(Tree::ROOT, width, left_out).height)
        });
        let height = size.height - TOP - BOTTOM - head - BELOW_HEAD - foot - ABOVE_FOOT;
        Size { width, height }
    }

    fn page(&mut self, chosen: &Chosen) -> Page {
        let size = chosen.size;
        let width = size.width - 2.0 * SIDE;
        let section = self.composer.node(Tree::ROOT, Role::Section);
        let head = self.head(section, width);
        let y = TOP + head.height + BELOW_HEAD;
        let mut items: Vec<Item> = head.placed(SIDE, TOP).collect();
        let book = clipped(self.book, chosen.left_out);
        let arrangement = Arrangement::new(self.composer, &book, width, chosen.abreast);
        let days = arrangement.part(self.composer, section, chosen.look);
        items.extend(days.placed(SIDE, y));
        let foot = self.foot(section, width, chosen.left_out);
        let top = size.height - BOTTOM - foot.height;
        items.extend(foot.placed(SIDE, top));
        Page { size, items }
    }

    /// What, when and where.
    fn head(&mut self, section: NodeId, measure: f32) -> Part {
        let theme = self.composer.theme;
        let language = self.composer.language();
        let mut head = Part::default();
        head.items.push(rule(0.0, 0.0, 30.0, 2.4, theme.accent));
        let logos = &self.house.logos;
        let full = measure;
        let shelf = Shelf { measure: full * 0.4, tallest: EMBLEM_HEIGHT, gap: 16.0 };
        let taken = logos::row_width(logos, shelf);
        let measure = if logos.is_empty() { full } else { full - taken - shelf.gap };
        head.add_space(2.4 + 7.0);
        let kicker = theme.semi_bold(9.5, 12.5, theme.accent);
        head.add_below(self.said(section, Role::Paragraph, &self.book.kind, kicker, 26.0, measure));
        let title = &self.book.occasion.title;
        let named = !clean(title.text()).is_empty();
        let title = if named { title.clone() } else { self.composer.own(|words| words.session) };
        let style = theme.display(25.0, 29.0, INK);
        head.add_below(self.said(section, Role::Heading(1), &title, style, 76.0, measure));
        head.add_space(3.0);
        let place = Phrase::new(self.book.occasion.place.as_str(), language);
        let style = theme.semi_bold(10.0, 13.5, INK);
        let when = when(self.composer.languages, self.book);
        let node = self.composer.node(section, Role::Paragraph);
        let lines = self.composer.label(node, &when, style, Setting::title(measure, language));
        head.add_lines(lines, 0.0);
        head.add_below(self.said(section, Role::Paragraph, &place, style, 27.0, measure));
        if !logos.is_empty() {
            let row = logos::row(self.composer, section, logos, shelf);
            head.add_part(row, full - taken, 0.0);
        }
        head
    }

    /// A phrase in at most `room` points.
    fn said(
        &mut self,
        parent: NodeId,
        role: Role,
        text: &Phrase,
        style: Style,
        room: f32,
        measure: f32,
    ) -> Part {
        if clean(text.text()).is_empty() {
            return Part::default();
        }
        let node = self.composer.tree.add(parent, Node::new(role));
        let setting = Setting::title(measure, self.composer.language());
        self.composer.say_fitted(node, text, Place { style, setting, room })
    }

    /// What is left out, who pays, who holds the event, and where more is found.
    fn foot(&mut self, section: NodeId, measure: f32, left_out: usize) -> Part {
        let theme = self.composer.theme;
        let mut foot = Part::default();
        if left_out > 0 {
            let style = theme.semi_bold(8.5, 11.5, theme.accent);
            let told = self.composer.languages.phrase(|language| {
                let pages = words(language).pages;
                let end = if left_out == 1 { pages.left_out_one } else { pages.left_out_many };
                format!("{} {left_out} {end}", pages.left_out)
            });
            foot.add_below(self.said(section, Role::Paragraph, &told, style, 24.0, measure));
            foot.add_space(8.0);
        }
        foot.items.push(rule(0.0, foot.height, measure, 0.5, HAIRLINE));
        if let Some(funding) = &self.book.occasion.funding {
            foot.add_space(9.0);
            foot.add_below(funding_line(self.composer, section, funding, measure));
            foot.add_space(3.0);
        }
        foot.add_space(5.0);
        let style = theme.footer();
        let language = self.composer.language();
        let half = measure / 2.0 - 10.0;
        let organiser = self.book.occasion.organiser.as_str();
        let house: Vec<&str> = self
            .house
            .foot
            .iter()
            .flat_map(|foot| foot.wordings())
            .map(|one| one.text.as_str())
            .collect();
        let left = Setting { hyphenate: false, ..Setting::text(half, language) };
        let sides = [
            (Cow::from(organiser), left, 0.0),
            (Cow::from(house.join(" / ")), left.right(), measure - half),
        ];
        for (text, setting, x) in sides {
            if clean(&text).is_empty() {
                continue;
            }
            let owner = Owner::Node(self.composer.node(section, Role::Paragraph));
            let place = Place { style, setting, room: style.leading };
            for line in self.composer.fitted(&text, place, owner).into_iter().take(1) {
                let y = foot.height + baseline(&line);
                foot.items.extend(line.items.into_iter().map(|item| moved(item, x, y)));
            }
        }
        foot.add_space(style.leading);
        foot
    }
}

/// The book without its last sessions in order of time.
fn clipped(book: &ProgrammeBook, left_out: usize) -> Cow<'_, ProgrammeBook> {
    if left_out == 0 {
        return Cow::Borrowed(book);
    }
    let mut book = book.clone();
    let all: usize = book.days.iter().map(|day| day.sessions.len()).sum();
    let mut kept = all - left_out;
    for day in &mut book.days {
        day.sessions.sort_by_key(|session| session.starts);
        day.sessions.truncate(kept);
        kept -= day.sessions.len();
    }
    Cow::Owned(book)
}
