//! A booklet stitched in its fold: two pages beside each other on each side of a sheet.

use crate::ir::{Document, Edge, OutlineEntry, Page, Passage, Size};

/// Imposes the pages of a document as a booklet that is folded once and stitched in the fold.
///
/// Every side holds two pages beside each other and is twice as wide as the widest of them and as
/// high as the highest (A5 upright gives A4 on its side); smaller pages stand in the middle of
/// their half. Sides come from the outermost sheet to the innermost, front before back, for
/// printing on both sides with the sheet turned on its short edge. The number of pages is brought
/// to a multiple of four with blank ones before the last, so that the last stays the back cover.
/// Inner pages are not moved towards the fold: under 32 pages of office paper the creep is less
/// than what a cutter trims.
///
/// Bookmarks lead to the sides on which their pages stand. A document without pages stays one.
pub fn booklet(document: Document) -> Document {
    let Document { mut head, mut tree, pages, outline } = document;
    head.printing.both_sides = Some(Edge::Short);
    let half = pages.iter().map(|page| page.size).fold(NOTHING, |half, size| Size {
        width: half.width.max(size.width),
        height: half.height.max(size.height),
    });
    let count = pages.len();
    let size = Size { width: half.width * 2.0, height: half.height };
    let sides = count.next_multiple_of(4) / 2;
    let mut imposed: Vec<Page> = vec![Page { size, items: Vec::new() }; sides];
    let mut seats = Vec::with_capacity(count);
    for (index, page) in pages.into_iter().enumerate() {
        let (side, right) = place(index, count);
        let x = (half.width - page.size.width) / 2.0 + if right { half.width } else { 0.0 };
        let y = (half.height - page.size.height) / 2.0;
        let items = &mut imposed[side].items;
        let begin = items.len() as u32;
        if items.is_empty() && (x, y) == (0.0, 0.0) {
            *items = page.items;
        } else {
            items.extend(page.items.into_iter().map(|item| item.moved(x, y)));
        }
        let page = side as u32;
        seats.push(Seat { passage: Passage { page, items: begin..items.len() as u32 }, y });
    }
    let passages = match tree.passages() {
        [] => seats.iter().map(|seat| seat.passage.clone()).collect(),
        before => before.iter().filter_map(|passage| within(passage, &seats)).collect(),
    };
    tree.read_in(passages);
    let outline = outline.into_iter().map(|entry| follow(entry, &seats, sides)).collect();
    Document { head, tree, pages: imposed, outline }
}

const NOTHING: Size = Size { width: 0.0, height: 0.0 };

/// Where a page has come to stand.
struct Seat {
    passage: Passage,
    /// How far down it was moved, in points.
    y: f32,
}

/// The side, from 0, that page `index` of `count` stands on, and whether in its right half.
fn place(index: usize, count: usize) -> (usize, bool) {
    let whole = count.next_multiple_of(4);
    let last = index > 0 && index + 1 == count;
    let index = if last { whole - 1 } else { index };
    (index.min(whole - 1 - index), index.is_multiple_of(2))
}

/// A passage of a document that was imposed before.
fn within(passage: &Passage, seats: &[Seat]) -> Option<Passage> {
    let seat = &seats.get(passage.page as usize)?.passage;
    let place = |item: u32| seat.items.end.min(seat.items.start.saturating_add(item));
    let items = place(passage.items.start)..place(passage.items.end);
    Some(Passage { page: seat.page, items })
}

/// A bookmark led to where its page stands now; one that led behind the last page still does.
fn follow(entry: OutlineEntry, seats: &[Seat], sides: usize) -> OutlineEntry {
    match seats.get(entry.page as usize) {
        Some(seat) => OutlineEntry { page: seat.passage.page, y: entry.y + seat.y, ..entry },
        None => OutlineEntry { page: entry.page.max(sides as u32), ..entry },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ir::{
        Colour, Content, Head, Item, Node, NodeId, Owner, Path, Point, Role, Segment, Tree,
    };
    use domain::Language;

    const A5: Size = Size { width: 419.53, height: 595.28 };

    /// Pages of the given sizes, each with a mark at its corners that names it by its ink.
    fn document(sizes: &[Size]) -> Document {
        let mut tree = Tree::new(Role::Document);
        let node = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
        let page = |(index, size): (usize, &Size)| Page {
            size: *size,
            items: vec![mark(node, index, *size), mark(node, index, *size)],
        };
        let entry = |index: usize| OutlineEntry {
            title: format!("Sivu {}", index + 1),
            level: 0,
            page: index as u32,
            y: 7.0,
        };
        Document {
            head: Head {
                title: "Vihko".to_owned(),
                author: "Koe".to_owned(),
                language: Language::Fi,
                created_unix: 0,
                printing: crate::ir::Printing::default(),
            },
            tree,
            pages: sizes.iter().enumerate().map(page).collect(),
            outline: (0..sizes.len()).map(entry).collect(),
        }
    }

    fn mark(node: NodeId, page: usize, size: Size) -> Item {
        let corners = [
            Segment::Move(Point::default()),
            Segment::Line(Point { x: size.width, y: size.height }),
        ];
        let stroke = Some((Colour::hex(page as u32), 1.0));
        let path = Path { segments: corners.into(), fill: None, stroke };
        Item { owner: Owner::Node(node), content: Content::Path(path) }
    }

    /// The page that an item came from, and its upper left and lower right corner.
    fn read(item: &Item) -> (usize, Point, Point) {
        let Content::Path(path) = &item.content else { panic!("a page has marks alone") };
        let [Segment::Move(from), Segment::Line(to)] = path.segments[..] else {
            panic!("a mark is one line")
        };
        let ink = path.stroke.unwrap().0;
        (usize::from(ink.green) << 8 | usize::from(ink.blue), from, to)
    }

    /// The pages on each side, left and right, counted from 1; 0 is a blank one.
    fn laid_out(count: usize) -> Vec<[usize; 2]> {
        let imposed = booklet(document(&vec![A5; count]));
        let halves = |side: &Page| {
            let mut halves = [0, 0];
            for (page, from, _) in side.items.iter().map(read) {
                halves[usize::from(from.x >= A5.width)] = page + 1;
            }
            halves
        };
        imposed.pages.iter().map(halves).collect()
    }

    #[test]
    fn eight_pages_are_two_sheets_with_the_covers_outside() {
        assert_eq!(laid_out(8), [[8, 1], [2, 7], [6, 3], [4, 5]]);
    }

    #[test]
    fn blank_pages_stand_before_the_back_cover() {
        assert_eq!(laid_out(5), [[5, 1], [2, 0], [0, 3], [4, 0]]);
        assert_eq!(laid_out(2), [[2, 1], [0, 0]]);
    }

    #[test]
    fn one_page_is_the_front_cover() {
        assert_eq!(laid_out(1), [[0, 1], [0, 0]]);
    }

    #[test]
    fn a_document_without_pages_stays_one() {
        let imposed = booklet(document(&[]));
        assert!(imposed.pages.is_empty() && imposed.tree.passages().is_empty());
    }

    #[test]
    fn upright_a5_gives_a4_on_its_side() {
        let half = Size { width: Size::A4.height / 2.0, height: Size::A4.width };
        let imposed = booklet(document(&[half; 4]));
        assert!(imposed.pages.iter().all(|side| side.size == Size::A4.landscape()));
    }

    #[test]
    fn a_bookmark_behind_the_last_page_stays_behind_it() {
        let mut document = document(&[A5]);
        document.outline[0].page = 1;
        let imposed = booklet(document);
        assert!(imposed.outline[0].page as usize >= imposed.pages.len());
    }

    #[test]
    fn a_booklet_imposed_again_is_still_read_in_the_order_of_its_first_pages() {
        let twice = booklet(booklet(document(&[A5; 11])));
        let heard: Vec<usize> = heard(&twice).into_iter().map(|(page, ..)| page).collect();
        let expected: Vec<usize> = (0..11).flat_map(|page| [page, page]).collect();
        assert_eq!(heard, expected);
    }

    /// The marks in the order of the passages.
    fn heard(document: &Document) -> Vec<(usize, usize, Point, Point)> {
        let mut heard = Vec::new();
        for passage in document.tree.passages() {
            let side = passage.page as usize;
            let range = passage.items.start as usize..passage.items.end as usize;
            for item in &document.pages[side].items[range] {
                let (page, from, to) = read(item);
                heard.push((page, side, from, to));
            }
        }
        heard
    }

    fn any_size() -> impl Strategy<Value = Size> {
        (50_u16..900, 50_u16..900)
            .prop_map(|(width, height)| Size { width: width.into(), height: height.into() })
    }

    proptest! {
        #[test]
        fn every_page_appears_once_and_whole_in_its_half(
            sizes in proptest::collection::vec(any_size(), 0..70)
        ) {
            let imposed = booklet(document(&sizes));
            prop_assert_eq!(imposed.pages.len(), sizes.len().next_multiple_of(4) / 2);
            let heard = heard(&imposed);
            let pages: Vec<usize> = heard.iter().map(|(page, ..)| *page).collect();
            let expected: Vec<usize> = (0..sizes.len()).flat_map(|page| [page, page]).collect();
            prop_assert_eq!(pages, expected);
            let painted: usize = imposed.pages.iter().map(|side| side.items.len()).sum();
            prop_assert_eq!(painted, heard.len());
            for (page, side, from, to) in heard {
                let Size { width, height } = imposed.pages[side].size;
                let fold = width / 2.0;
                let half = if from.x >= fold - 0.01 { fold..=width } else { 0.0..=fold };
                prop_assert!(from.x >= half.start() - 0.01 && to.x <= half.end() + 0.01);
                prop_assert!(from.y >= -0.01 && to.y <= height + 0.01);
                prop_assert!((to.x - from.x - sizes[page].width).abs() < 0.01);
                prop_assert!((to.y - from.y - sizes[page].height).abs() < 0.01);
                // The bookmark stands as far below the page's upper edge as before.
                let bookmark = &imposed.outline[page];
                prop_assert_eq!(bookmark.page as usize, side);
                prop_assert!((bookmark.y - from.y - 7.0).abs() < 0.01);
            }
        }

        #[test]
        fn the_pages_of_a_side_add_up_to_one_more_than_all(sheets in 1_usize..20) {
            let sides = laid_out(sheets * 4);
            for (index, [left, right]) in sides.into_iter().enumerate() {
                prop_assert_eq!(left + right, sheets * 4 + 1);
                // Fronts have the odd page at the right, backs at the left of the reader's fold.
                prop_assert_eq!(right % 2, 1);
                prop_assert_eq!(left.min(right), index + 1);
            }
        }
    }
}
