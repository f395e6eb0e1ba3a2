//! The pages of a batch with their tags: those of one shape as rows of a table, the few that are
//! unlike others one by one.

use std::collections::HashMap;

use lopdf::{Object, ObjectId, dictionary};

use super::PdfError;
use super::file::{FileWriter, Objects};
use super::paint::{Bounds, Painted};
use super::rows::Record;
use crate::conform::tags::{Mark, Sheet, Tagger};
use crate::ir::NodeId;

/// Pages under one node of the page tree.
pub(crate) const PAGES_PER_NODE: usize = 64;

/// Rows come in tens: then all numbers of a row have the same last digit more than the first, and
/// carry in the same rows.
const TEN: usize = 10;

/// Objects of a page besides its elements and annotations: the page, and the list of elements.
const OTHERS: usize = 2;

/// What a page has of its own, once it is painted.
pub(crate) struct Drawn {
    /// What the painting has left to be said.
    pub(crate) painted: Painted,
    /// Its content streams.
    pub(crate) streams: Vec<ObjectId>,
}

/// A page that stands in the file, for what leads to it.
pub(crate) struct Put {
    /// The page.
    pub(crate) page: ObjectId,
    /// The root of its tags.
    pub(crate) section: ObjectId,
    /// The elements of its marked content by number, or a reference to them.
    pub(crate) contents: Object,
    /// The elements of its clickable areas.
    pub(crate) links: Vec<Object>,
}

/// Puts pages; all of them have these in common.
pub(crate) struct PageWriter<'a> {
    pub(crate) resources: ObjectId,
    /// The content stream that comes before a page's own.
    pub(crate) shared: ObjectId,
    /// What the painting of that stream has left to be said.
    pub(crate) content: &'a Painted,
    /// The nodes of the page tree.
    pub(crate) nodes: &'a [ObjectId],
    pub(crate) tagger: &'a Tagger<'a>,
    /// The element above those of the pages.
    pub(crate) document: ObjectId,
}

/// What tells one page from others of its shape.
struct Place {
    node: ObjectId,
    /// Its key in the parent tree.
    key: i64,
    /// The key of its first clickable area.
    link_key: i64,
    streams: Vec<ObjectId>,
}

/// Two pages of one shape have the same objects but for numbers.
#[derive(PartialEq, Eq, Hash)]
struct Shape {
    marks: Vec<Mark>,
    figures: Vec<(NodeId, [u32; 4])>,
    streams: usize,
}

impl PageWriter<'_> {
    /// Puts the pages; gives them in their order.
    ///
    /// # Errors
    /// When a figure has no text that is said instead of it.
    pub(crate) fn put(&self, file: &mut FileWriter, pages: &[Drawn]) -> Result<Vec<Put>, PdfError> {
        let places = self.places(pages);
        let mut put: Vec<Option<Put>> = pages.iter().map(|_| None).collect();
        for alike in shapes(pages) {
            let (rows, single) = alike.split_at(alike.len() / TEN * TEN);
            if let Some(first) = rows.first() {
                self.put_rows(file, &pages[*first].painted, rows, &places, &mut put)?;
            }
            for index in single {
                let painted = &pages[*index].painted;
                put[*index] = Some(self.put_page(file, painted, &places[*index])?);
            }
        }
        Ok(put.into_iter().flatten().collect())
    }

    fn places(&self, pages: &[Drawn]) -> Vec<Place> {
        let mut link_key = pages.len() as i64;
        let place = |(index, page): (usize, &Drawn)| {
            let place = Place {
                node: self.nodes[index / PAGES_PER_NODE],
                key: index as i64,
                link_key,
                streams: page.streams.clone(),
            };
            link_key += (self.content.links.len() + page.painted.links.len()) as i64;
            place
        };
        pages.iter().enumerate().map(place).collect()
    }

    /// Puts pages of one shape, that of `painted`.
    fn put_rows(
        &self,
        file: &mut FileWriter,
        painted: &Painted,
        rows: &[usize],
        places: &[Place],
        put: &mut [Option<Put>],
    ) -> Result<(), PdfError> {
        let given = |index: usize| i64::from(Record::given(index));
        let objects = self.tagger.most_elements() + self.content.links.len() + OTHERS;
        let mut record = Record::new(file.last_number() + (objects * rows.len()) as u32);
        let streams = places[rows[0]].streams.len();
        let place = Place {
            node: (Record::given(0), 0),
            key: given(1),
            streams: (0..streams).map(|index| (Record::given(2 + index), 0)).collect(),
            link_key: given(2 + streams),
        };
        let page = self.put_page(&mut record, painted, &place)?;
        let contents = record.add(page.contents);

        let numbers: Vec<Vec<u32>> = rows
            .iter()
            .map(|row| {
                let place = &places[*row];
                let streams = place.streams.iter().map(|id| id.0);
                let keys = (0..page.links.len()).map(|link| (place.link_key + link as i64) as u32);
                [place.node.0, place.key as u32].into_iter().chain(streams).chain(keys).collect()
            })
            .collect();
        let numbers = file.put_rows(&record, &numbers);
        for (row, index) in rows.iter().enumerate() {
            let own = |id: ObjectId| (numbers.of(record.column(id), row as u32), 0);
            let element =
                |link: &Object| link.as_reference().map_or(Object::Null, |id| own(id).into());
            put[*index] = Some(Put {
                page: own(page.page),
                section: own(page.section),
                contents: own(contents).into(),
                links: page.links.iter().map(element).collect(),
            });
        }
        Ok(())
    }

    fn put_page(
        &self,
        objects: &mut impl Objects,
        painted: &Painted,
        place: &Place,
    ) -> Result<Put, PdfError> {
        let page = objects.reserve();
        let areas = self.content.links.iter().chain(&painted.links);
        let links: Vec<ObjectId> = areas
            .zip(place.link_key..)
            .map(|(area, key)| objects.add(area.annotation(page, key)))
            .collect();
        let contents = std::iter::once(&self.shared).chain(&place.streams);
        let contents: Vec<Object> = contents.map(|id| (*id).into()).collect();
        let mut leaf = dictionary! {
            "Type" => "Page",
            "Parent" => place.node,
            "Resources" => self.resources,
            "Contents" => contents,
            "StructParents" => place.key,
            "Tabs" => "S",
        };
        if !links.is_empty() {
            let annotations: Vec<Object> = links.iter().map(|id| (*id).into()).collect();
            leaf.set("Annots", annotations);
        }
        objects.put(page, leaf.into());
        let sheet = self.sheet(page, painted, &links);
        let (section, elements) = self.tagger.put(objects, self.document, &[sheet])?;
        let (mut contents, mut link_elements) = (Vec::new(), Vec::new());
        for sheet in elements {
            contents.extend(sheet.contents);
            link_elements.extend(sheet.links);
        }
        Ok(Put { page, section, contents: contents.into(), links: link_elements })
    }

    /// The page as the tags see it: what is shared first, then its own.
    fn sheet<'b>(&self, page: ObjectId, own: &Painted, links: &'b [ObjectId]) -> Sheet<'b> {
        let shared = self.content;
        let mut marks = Vec::with_capacity(shared.marks.len() + own.marks.len());
        marks.extend_from_slice(&shared.marks);
        marks.extend(own.marks.iter().map(|mark| mark.after_links(shared.links.len())));
        let mut figures = shared.figures.clone();
        for (figure, extent) in &own.figures {
            match figures.iter_mut().find(|(known, _)| known == figure) {
                Some((_, known)) => *known = known.around(*extent),
                None => figures.push((*figure, *extent)),
            }
        }
        Sheet { page, marks, links, figures }
    }
}

/// The pages by shape, in the order of the first of each. Clickable areas of its own, with their
/// addresses, make a page unlike any other.
fn shapes(pages: &[Drawn]) -> Vec<Vec<usize>> {
    let mut known: HashMap<Shape, usize> = HashMap::new();
    let mut shapes: Vec<Vec<usize>> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        if !page.painted.links.is_empty() {
            shapes.push(vec![index]);
            continue;
        }
        let bits = |(node, Bounds(edges)): &(NodeId, Bounds)| (*node, edges.map(f32::to_bits));
        let shape = Shape {
            marks: ranked(&page.painted.marks),
            figures: page.painted.figures.iter().map(bits).collect(),
            streams: page.streams.len(),
        };
        let place = *known.entry(shape).or_insert(shapes.len());
        if place == shapes.len() {
            shapes.push(Vec::new());
        }
        shapes[place].push(index);
    }
    shapes
}

/// The marks with ranks for places: whether a name takes one item or two makes no other shape.
fn ranked(marks: &[Mark]) -> Vec<Mark> {
    let mut rank = 0;
    let mut last = None;
    let rank_of = |mark: &Mark| {
        if last.replace(mark.order).is_some_and(|last| last != mark.order) {
            rank += 1;
        }
        Mark { order: rank, ..*mark }
    };
    marks.iter().map(rank_of).collect()
}
