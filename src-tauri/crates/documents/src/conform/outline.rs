//! Bookmarks, nested by level (ISO 32000-1, 12.3.3).

use lopdf::{Object, ObjectId, dictionary};

use crate::pdf::file::Objects;
use crate::pdf::spell::text;

/// One bookmark, with the page that it leads to.
pub(crate) struct Bookmark<'a> {
    /// What it says.
    pub(crate) title: &'a str,
    /// 0 for the top.
    pub(crate) level: u8,
    /// The page.
    pub(crate) page: ObjectId,
    /// The height on the page to show at the top, in points from the bottom; the whole page if
    /// none.
    pub(crate) top: Option<f32>,
}

/// Where a bookmark stands among the others.
#[derive(Clone, Default)]
struct Place {
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    children: i64,
    depth: u32,
}

/// Puts the bookmarks; gives their root, or nothing where there are none.
pub(crate) fn put(objects: &mut impl Objects, bookmarks: &[Bookmark<'_>]) -> Option<ObjectId> {
    let (places, top) = arrange(bookmarks);
    let (first, last) = (top.first?, top.last?);
    let root = objects.reserve();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| objects.reserve()).collect();
    for (index, (bookmark, place)) in bookmarks.iter().zip(&places).enumerate() {
        let destination: Vec<Object> = match bookmark.top {
            Some(top) => {
                vec![bookmark.page.into(), "XYZ".into(), Object::Null, top.into(), Object::Null]
            }
            None => vec![bookmark.page.into(), "Fit".into()],
        };
        let mut item = dictionary! {
            "Title" => text(bookmark.title),
            "Parent" => place.parent.map_or(root, |parent| ids[parent]),
            "Dest" => destination,
        };
        let neighbours = [
            ("Prev", place.previous),
            ("Next", place.next),
            ("First", place.first),
            ("Last", place.last),
        ];
        for (key, neighbour) in neighbours {
            if let Some(neighbour) = neighbour {
                item.set(key, ids[neighbour]);
            }
        }
        if place.children > 0 {
            // Bookmarks of the top level are shown open, deeper ones closed.
            let open = place.depth == 0;
            item.set("Count", if open { place.children } else { -place.children });
        }
        objects.put(ids[index], item.into());
    }
    let shown: i64 = places.iter().filter(|place| place.depth <= 1).count() as i64;
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => ids[first],
        "Last" => ids[last],
        "Count" => shown,
    };
    objects.put(root, outline.into());
    Some(root)
}

/// Each belongs to the nearest shallower one before it.
fn arrange(bookmarks: &[Bookmark<'_>]) -> (Vec<Place>, Place) {
    let mut places: Vec<Place> = vec![Place::default(); bookmarks.len()];
    let mut top = Place::default();
    let mut open: Vec<usize> = Vec::new();
    for (index, bookmark) in bookmarks.iter().enumerate() {
        while open.last().is_some_and(|last| bookmarks[*last].level >= bookmark.level) {
            open.pop();
        }
        let parent = open.last().copied();
        let family = parent.map_or(&mut top, |parent| &mut places[parent]);
        let previous = family.last.replace(index);
        family.first.get_or_insert(index);
        family.children += 1;
        if let Some(previous) = previous {
            places[previous].next = Some(index);
        }
        places[index] = Place { parent, previous, depth: open.len() as u32, ..Place::default() };
        open.push(index);
    }
    (places, top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookmarks_nest_under_the_nearest_shallower_one() {
        let levels = [0, 1, 2, 2, 1, 0];
        let bookmarks: Vec<Bookmark<'_>> = levels
            .iter()
            .map(|level| Bookmark { title: "x", level: *level, page: (1, 0), top: None })
            .collect();
        let (places, top) = arrange(&bookmarks);
        let parents: Vec<Option<usize>> = places.iter().map(|place| place.parent).collect();
        assert_eq!(parents, [None, Some(0), Some(1), Some(1), Some(0), None]);
        assert_eq!((top.first, top.last), (Some(0), Some(5)));
        assert_eq!((places[1].next, places[4].previous), (Some(4), Some(1)));
        assert_eq!((places[1].first, places[1].last, places[1].children), (Some(2), Some(3), 2));
    }

    #[test]
    fn a_first_bookmark_below_the_top_still_stands_at_the_top() {
        let bookmark = |level| Bookmark { title: "x", level, page: (1, 0), top: None };
        let (places, top) = arrange(&[bookmark(2), bookmark(1)]);
        assert_eq!((places[0].parent, places[1].parent), (None, None));
        assert_eq!(top.children, 2);
    }
}
