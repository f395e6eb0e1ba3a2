//! Filling pages: what keeps together, what may part, what is repeated at the top.

use std::rc::Rc;

use super::draw::{Part, baseline, moved};
use crate::ir::{Item, OutlineEntry, Point};
use crate::paragraph::Line;

/// Whether a page may end before a slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Join {
    /// It may.
    Free,
    /// Only within something that is higher than a page.
    Reluctant,
    /// Only where nothing else is left.
    Never,
}

/// The smallest thing that is moved to a page: a line, a row, a group of rows.
#[derive(Debug, Clone)]
pub(super) struct Slug {
    pub part: Part,
    /// Space above, dropped at the top of a page; in points.
    pub before: f32,
    pub join: Join,
    /// Drawn above the slug where it opens a later page.
    pub head: Option<Rc<Part>>,
    /// A bookmark's title and level.
    pub bookmark: Option<(String, u8)>,
}

impl Slug {
    pub fn new(part: Part, before: f32, join: Join) -> Slug {
        Slug { part, before, join, head: None, bookmark: None }
    }
}

/// Lines of a paragraph as slugs: at least two lines stay on either side of a page's end.
/// `join` says whether a page may end before the paragraph, `inside` whether within it.
pub(super) fn paragraph(
    lines: Vec<Line>,
    x: f32,
    before: f32,
    join: Join,
    inside: Join,
) -> Vec<Slug> {
    let count = lines.len();
    let slugs = lines.into_iter().enumerate().map(|(index, line)| {
        let lift = baseline(&line);
        let part = Part {
            height: line.leading,
            items: line.items.into_iter().map(|item| moved(item, x, lift)).collect(),
        };
        let join = match index {
            0 => join,
            1 => Join::Never,
            _ if index + 1 == count => Join::Never,
            _ => inside,
        };
        Slug::new(part, if index == 0 { before } else { 0.0 }, join)
    });
    slugs.collect()
}

/// One column of a page, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub origin: Point,
    pub height: f32,
}

/// What stands on one page, and the bookmarks there with their distance from the page's top.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub items: Vec<Item>,
    pub bookmarks: Vec<(String, u8, f32)>,
    /// Points taken from the top of the frame.
    pub taken: f32,
}

/// Pours slugs into as many pages as they need; at least one.
pub(super) fn fill(slugs: Vec<Slug>, frame: Frame) -> Vec<Filled> {
    let mut pages = vec![Filled::default()];
    let mut pending: Vec<Slug> = Vec::new();
    for slug in slugs {
        if slug.join == Join::Free && !pending.is_empty() {
            place(std::mem::take(&mut pending), Join::Reluctant, frame, &mut pages);
        }
        pending.push(slug);
    }
    place(pending, Join::Reluctant, frame, &mut pages);
    pages
}

/// The height of slugs in one stack, the space above the first left out where it opens a page.
fn stacked(slugs: &[Slug], opens: bool) -> f32 {
    let first = slugs.first();
    let saved = if opens { first.map_or(0.0, |slug| slug.before) } else { 0.0 };
    let head = first.and_then(|slug| slug.head.as_ref()).filter(|_| opens);
    let sum: f32 = slugs.iter().map(|slug| slug.before + slug.part.height).sum();
    sum - saved + head.map_or(0.0, |head| head.height)
}

/// Places slugs that keep together; those higher than a page part at joins up to `weakest`.
fn place(slugs: Vec<Slug>, weakest: Join, frame: Frame, pages: &mut Vec<Filled>) {
    let Some(page) = pages.last_mut() else { return };
    let opens = page.items.is_empty();
    if page.taken + stacked(&slugs, opens) <= frame.height + 0.01 {
        return put(slugs, frame, page);
    }
    if stacked(&slugs, true) <= frame.height + 0.01 {
        pages.push(Filled::default());
        let page = pages.len() - 1;
        return put(slugs, frame, &mut pages[page]);
    }
    if slugs.len() == 1 {
        if !opens {
            pages.push(Filled::default());
        }
        let page = pages.len() - 1;
        return put(slugs, frame, &mut pages[page]);
    }
    let mut pending: Vec<Slug> = Vec::new();
    for slug in slugs {
        if slug.join <= weakest && !pending.is_empty() {
            place(std::mem::take(&mut pending), Join::Never, frame, pages);
        }
        pending.push(slug);
    }
    if weakest < Join::Never {
        place(pending, Join::Never, frame, pages);
    } else {
        // Every join was used: what is left is one slug.
        place(pending, weakest, frame, pages);
    }
}

fn put(slugs: Vec<Slug>, frame: Frame, page: &mut Filled) {
    for slug in slugs {
        let opens = page.items.is_empty();
        if !opens {
            page.taken += slug.before;
        } else if let Some(head) = &slug.head {
            let part = head.as_artifact();
            let height = part.height;
            page.items.extend(part.placed(frame.origin.x, frame.origin.y + page.taken));
            page.taken += height;
        }
        let y = frame.origin.y + page.taken;
        if let Some((title, level)) = slug.bookmark {
            page.bookmarks.push((title, level, y));
        }
        page.taken += slug.part.height;
        page.items.extend(slug.part.placed(frame.origin.x, y));
    }
}

/// Bookmarks of pages that begin at `first_page`.
pub(super) fn outline(pages: &[Filled], first_page: u32) -> Vec<OutlineEntry> {
    let numbered = (first_page..).zip(pages);
    numbered
        .flat_map(|(page, filled)| {
            filled.bookmarks.iter().map(move |(title, level, y)| OutlineEntry {
                title: title.clone(),
                level: *level,
                page,
                y: *y,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Colour, Size};
    use crate::sheet::draw::ground;

    const FRAME: Frame = Frame { origin: Point { x: 0.0, y: 0.0 }, height: 100.0 };

    fn slug(height: f32, join: Join) -> Slug {
        let size = Size { width: 1.0, height };
        let items = vec![ground(Point::default(), size, Colour::BLACK)];
        Slug::new(Part { items, height }, 0.0, join)
    }

    fn counts(slugs: Vec<Slug>) -> Vec<usize> {
        fill(slugs, FRAME).iter().map(|page| page.items.len()).collect()
    }

    #[test]
    fn a_heading_moves_with_what_follows_it() {
        let slugs = vec![
            slug(70.0, Join::Free),
            slug(20.0, Join::Free),
            slug(20.0, Join::Never),
            slug(20.0, Join::Free),
        ];
        assert_eq!(counts(slugs), [1, 3]);
    }

    fn text_line() -> Line {
        let items = slug(20.0, Join::Free).part.items;
        Line { items, leading: 20.0, size: 10.0, torn: false }
    }

    #[test]
    fn a_page_leaves_at_least_two_lines_of_a_paragraph_on_either_side() {
        for lines in 1..12 {
            for before in 0..5 {
                let mut slugs: Vec<Slug> = (0..before).map(|_| slug(20.0, Join::Free)).collect();
                let text = vec![text_line(); lines];
                slugs.extend(paragraph(text, 0.0, 0.0, Join::Free, Join::Free));
                let pages = counts(slugs);
                let on_first = pages[0] - before;
                let on_last = if pages.len() == 1 { lines } else { pages[pages.len() - 1] };
                assert!(on_first != 1 || lines == 1, "{lines} lines after {before}: {pages:?}");
                assert!(on_last != 1 || lines == 1, "{lines} lines after {before}: {pages:?}");
            }
        }
    }

    #[test]
    fn what_is_higher_than_a_page_parts_at_its_weakest_joins() {
        let slugs = vec![
            slug(40.0, Join::Free),
            slug(40.0, Join::Never),
            slug(40.0, Join::Reluctant),
            slug(40.0, Join::Never),
        ];
        assert_eq!(counts(slugs), [2, 2]);
    }

    #[test]
    fn slugs_without_any_join_still_end() {
        let slugs = (0..9).map(|_| slug(30.0, Join::Never)).collect();
        assert_eq!(counts(slugs), [3, 3, 3]);
        assert_eq!(counts(vec![slug(400.0, Join::Never)]), [1]);
        assert_eq!(counts(Vec::new()), [0]);
    }

    #[test]
    fn space_above_is_dropped_at_the_top_and_heads_are_repeated() {
        let head = Rc::new(slug(10.0, Join::Free).part);
        let row = || {
            let mut row = slug(45.0, Join::Free);
            row.before = 30.0;
            row.head = Some(Rc::clone(&head));
            row
        };
        let pages = fill(vec![row(), row()], FRAME);
        assert_eq!(pages.len(), 2);
        assert!(pages.iter().all(|page| page.items.len() == 2 && page.taken == 55.0));
    }
}
