//! Many pages of one shape: what they share stands in the file once, as a content stream that
//! every page names before its own (marked content is numbered per page, so its tags may be
//! shared), and pages go out as they are made.

use lopdf::{Object, ObjectId, Stream, dictionary};

use super::PdfError;
use super::file::{Deflate, FileWriter, Objects};
use super::fonts::CutFonts;
use super::glyphs::Census;
use super::images::Images;
use super::ink::Bytes;
use super::paint::{Painted, Painter, Strokes};
use crate::conform::numbertree::NumberTree;
use crate::conform::outline::{self, Bookmark};
use crate::conform::tags::{self, Sheet, Tagger};
use crate::conform::{self, Parts};
use crate::font::FontBook;
use crate::ir::{Batch, Item, OwnPage};

/// Pages under one node of the page tree.
const PAGES_PER_NODE: usize = 64;

/// The effort of deflate: more costs twice the time for a fiftieth of the bytes.
const EFFORT: u32 = 4;

/// Writes every page; [`super::write_batch`].
pub(super) fn write_all(batch: &Batch, book: &FontBook) -> Result<Vec<u8>, PdfError> {
    Prepared::new(batch, &batch.pages, book)?.write(batch, &batch.pages, 1)
}

/// Writes one page; [`super::write_batch_page`].
pub(super) fn write_one(batch: &Batch, index: usize, book: &FontBook) -> Result<Vec<u8>, PdfError> {
    let page = page(batch, index)?;
    Prepared::new(batch, page, book)?.write(batch, page, index + 1)
}

/// The pages of a batch as files of their own, made one at a time.
///
/// The fonts are cut once, for the letters of all pages together.
pub struct SeparateFiles<'a> {
    batch: &'a Batch,
    prepared: Prepared<'a>,
}

impl<'a> SeparateFiles<'a> {
    /// Prepares what all files of the batch have in common.
    ///
    /// # Errors
    /// As [`super::write_batch`].
    pub fn new(batch: &'a Batch, fonts: &'a FontBook) -> Result<SeparateFiles<'a>, PdfError> {
        Ok(SeparateFiles { batch, prepared: Prepared::new(batch, &batch.pages, fonts)? })
    }

    /// The file of page `index`, from 0.
    ///
    /// # Errors
    /// As [`super::write_batch_page`].
    pub fn file(&self, index: usize) -> Result<Vec<u8>, PdfError> {
        self.prepared.write(self.batch, page(self.batch, index)?, index + 1)
    }
}

fn page(batch: &Batch, index: usize) -> Result<&[OwnPage], PdfError> {
    let unknown = PdfError::UnknownPage { page: index.saturating_add(1), pages: batch.pages.len() };
    batch.pages.get(index).map(std::slice::from_ref).ok_or(unknown)
}

/// What pages have in common: cut fonts, images, and the shared part painted.
struct Prepared<'a> {
    fonts: CutFonts<'a>,
    images: Images,
    shared: Shared,
}

struct Shared {
    content: Stream,
    painted: Painted,
    strokes: Strokes,
}

impl<'a> Prepared<'a> {
    fn new(batch: &Batch, pages: &[OwnPage], book: &'a FontBook) -> Result<Prepared<'a>, PdfError> {
        let mut census = Census::new(book);
        let mut images = Images::default();
        for items in all_items(batch, pages) {
            census.count(items)?;
            images.collect(items)?;
        }
        let fonts = CutFonts::cut(census)?;
        let mut ink = Bytes::default();
        let (mut painted, mut strokes) = (Painted::default(), Strokes::default());
        let painter = Painter::new(&batch.tree, &fonts, &images);
        let height = batch.size.height;
        painter.paint(&batch.shared, height, 1, &mut strokes, &mut painted, &mut ink)?;
        let content = Deflate::new(6).stream(lopdf::Dictionary::new(), &ink.out);
        let shared = Shared { content, painted, strokes };
        Ok(Prepared { fonts, images, shared })
    }

    /// Writes `pages`, the first of which is page `number` of the batch.
    fn write(&self, batch: &Batch, pages: &[OwnPage], number: usize) -> Result<Vec<u8>, PdfError> {
        if pages.is_empty() {
            return Err(PdfError::NoPages);
        }
        let mut file = FileWriter::new(EFFORT);
        let root = file.reserve();
        let structure = file.reserve();
        let document = file.reserve();
        let shared = file.reserve();
        let resources = self.put_resources(&mut file);
        file.put(shared, self.shared.content.clone().into());

        let nodes: Vec<ObjectId> = pages.chunks(PAGES_PER_NODE).map(|_| file.reserve()).collect();
        let painter = Painter::new(&batch.tree, &self.fonts, &self.images);
        let items = batch.shared.iter().chain(pages.iter().flat_map(|page| &page.items));
        let tagger = Tagger::new(&batch.tree, items);
        let mut parents = NumberTree::default();
        let mut link_key = pages.len() as i64;
        let mut link_parents = Vec::new();
        let mut sections: Vec<Object> = Vec::with_capacity(pages.len());
        let mut leaves: Vec<ObjectId> = Vec::with_capacity(pages.len());
        let mut ink = Bytes::default();
        for (index, own) in pages.iter().enumerate() {
            ink.out.clear();
            let mut painted = self.shared.painted.continued();
            let mut strokes = self.shared.strokes.clone();
            let height = batch.size.height;
            painter.paint(
                &own.items,
                height,
                number + index,
                &mut strokes,
                &mut painted,
                &mut ink,
            )?;

            let page = file.reserve();
            let mut contents: Vec<Object> = vec![shared.into()];
            if !ink.out.is_empty() {
                let content = file.reserve();
                file.put_content(content, &ink.out);
                contents.push(content.into());
            }
            let mut links = Vec::new();
            for area in self.shared.painted.links.iter().chain(&painted.links) {
                links.push(file.add(area.annotation(page, link_key)));
                link_key += 1;
            }
            let mut leaf = dictionary! {
                "Type" => "Page",
                "Parent" => nodes[index / PAGES_PER_NODE],
                "Resources" => resources,
                "Contents" => contents,
                "StructParents" => index as i64,
                "Tabs" => "S",
            };
            if !links.is_empty() {
                let annotations: Vec<Object> = links.iter().map(|id| (*id).into()).collect();
                leaf.set("Annots", annotations);
            }
            file.put(page, leaf.into());
            leaves.push(page);

            let sheet = self.sheet(page, painted, &links);
            let (section, elements) = tagger.put(&mut file, document, &[sheet])?;
            sections.push(section.into());
            for page in elements {
                parents.push(&mut file, page.contents);
                link_parents.extend(page.links);
            }
        }
        for element in link_parents {
            parents.push(&mut file, element);
        }

        let element = dictionary! { "S" => "Document", "P" => structure, "K" => sections };
        file.put(document, element.into());
        tags::put_root(&mut file, structure, document, parents);
        put_page_tree(&mut file, root, &nodes, &leaves, batch);
        let outline = self.put_outline(&mut file, pages, &leaves);
        let parts = Parts { pages: root, structure, outline };
        let (catalog, info) = conform::put_catalog(&mut file, &batch.head, &parts)?;
        file.finish(catalog, info)
    }

    fn put_resources(&self, file: &mut FileWriter) -> ObjectId {
        let mut resources = lopdf::Dictionary::new();
        let fonts = self.fonts.put(file);
        if !fonts.is_empty() {
            resources.set("Font", fonts);
        }
        let images = self.images.put(file);
        if !images.is_empty() {
            resources.set("XObject", images);
        }
        file.add(resources)
    }

    /// The page as the tags see it: what is shared first, then its own.
    fn sheet<'b>(&self, page: ObjectId, own: Painted, links: &'b [ObjectId]) -> Sheet<'b> {
        let shared = &self.shared.painted;
        let mut marks = Vec::with_capacity(shared.marks.len() + own.marks.len());
        marks.extend_from_slice(&shared.marks);
        marks.extend(own.marks.iter().map(|mark| mark.after_links(shared.links.len())));
        let mut figures = shared.figures.clone();
        for (figure, extent) in own.figures {
            match figures.iter_mut().find(|(known, _)| *known == figure) {
                Some((_, known)) => *known = known.around(extent),
                None => figures.push((figure, extent)),
            }
        }
        Sheet { page, marks, links, figures }
    }

    fn put_outline(
        &self,
        file: &mut FileWriter,
        pages: &[OwnPage],
        leaves: &[ObjectId],
    ) -> Option<ObjectId> {
        if pages.len() == 1 {
            return None;
        }
        let bookmarks: Vec<Bookmark<'_>> = pages
            .iter()
            .zip(leaves)
            .map(|(page, id)| Bookmark { title: &page.bookmark, level: 0, page: *id, top: None })
            .collect();
        outline::put(file, &bookmarks)
    }
}

fn all_items<'a>(batch: &'a Batch, pages: &'a [OwnPage]) -> impl Iterator<Item = &'a [Item]> {
    std::iter::once(&*batch.shared).chain(pages.iter().map(|page| &*page.items))
}

fn put_page_tree(
    file: &mut FileWriter,
    root: ObjectId,
    nodes: &[ObjectId],
    leaves: &[ObjectId],
    batch: &Batch,
) {
    for (node, leaves) in nodes.iter().zip(leaves.chunks(PAGES_PER_NODE)) {
        let kids: Vec<Object> = leaves.iter().map(|leaf| (*leaf).into()).collect();
        let pages = dictionary! {
            "Type" => "Pages",
            "Parent" => root,
            "Count" => leaves.len() as i64,
            "Kids" => kids,
        };
        file.put(*node, pages.into());
    }
    let kids: Vec<Object> = nodes.iter().map(|node| (*node).into()).collect();
    let (width, height) = (batch.size.width, batch.size.height);
    let pages = dictionary! {
        "Type" => "Pages",
        "Count" => leaves.len() as i64,
        "Kids" => kids,
        "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
    };
    file.put(root, pages.into());
}
