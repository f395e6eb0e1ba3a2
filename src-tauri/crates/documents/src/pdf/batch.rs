//! Many pages of one shape: what they share stands in the file once, as a content stream that
//! every page names before its own (marked content is numbered per page, so its tags may be
//! shared), and pages go out as they are made.

use std::sync::Mutex;

use lopdf::{Object, ObjectId, Stream, dictionary};

use super::PdfError;
use super::file::{Deflate, FileWriter, Objects};
use super::fonts::CutFonts;
use super::glyphs::Census;
use super::images::{self, Images};
use super::ink::Bytes;
use super::leaves::{Drawn, PAGES_PER_NODE, PageWriter};
use super::paint::{Painted, Painter, Strokes};
use super::parts::{OwnParts, Parts as AllParts};
use crate::conform::numbertree::NumberTree;
use crate::conform::outline::{self, Bookmark};
use crate::conform::tags::{self, Tagger};
use crate::conform::{self, Parts};
use crate::font::FontBook;
use crate::ir::{Batch, Content, Item, OwnPage};

/// The effort of deflate: more costs twice the time for a fiftieth of the bytes.
const EFFORT: u32 = 4;

/// Writes every page; [`super::write_batch`].
pub(super) fn write_all(batch: &Batch, book: &FontBook) -> Result<Vec<u8>, PdfError> {
    let file = FileWriter::new(Deflate::new(EFFORT));
    Ok(Prepared::new(batch, &batch.pages, book)?.write(file, batch, &batch.pages, 1)?.0)
}

/// Writes one page; [`super::write_batch_page`].
pub(super) fn write_one(batch: &Batch, index: usize, book: &FontBook) -> Result<Vec<u8>, PdfError> {
    let page = page(batch, index)?;
    let file = FileWriter::new(Deflate::new(EFFORT));
    Ok(Prepared::new(batch, page, book)?.write(file, batch, page, index + 1)?.0)
}

/// The pages of a batch as files of their own, made one at a time.
///
/// The fonts are cut once, for the letters of all pages together.
pub struct SeparateFiles<'a> {
    batch: &'a Batch,
    prepared: Prepared<'a>,
    /// The compressor of the file before.
    spare: Mutex<Option<Deflate>>,
}

impl<'a> SeparateFiles<'a> {
    /// Prepares what all files of the batch have in common.
    ///
    /// # Errors
    /// As [`super::write_batch`].
    pub fn new(batch: &'a Batch, fonts: &'a FontBook) -> Result<SeparateFiles<'a>, PdfError> {
        let prepared = Prepared::new(batch, &batch.pages, fonts)?;
        Ok(SeparateFiles { batch, prepared, spare: Mutex::new(None) })
    }

    /// The file of page `index`, from 0.
    ///
    /// # Errors
    /// As [`super::write_batch_page`].
    pub fn file(&self, index: usize) -> Result<Vec<u8>, PdfError> {
        let spare = self.spare.lock().ok().and_then(|mut spare| spare.take());
        let file = FileWriter::new(spare.unwrap_or_else(|| Deflate::new(EFFORT)));
        let page = page(self.batch, index)?;
        let (bytes, deflate) = self.prepared.write(file, self.batch, page, index + 1)?;
        if let Ok(mut spare) = self.spare.lock() {
            *spare = Some(deflate);
        }
        Ok(bytes)
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
    /// The images, deflated.
    pixels: Vec<(Stream, Option<Stream>)>,
    shared: Shared,
}

struct Shared {
    content: Stream,
    painted: Painted,
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
        let shared = Shared { content, painted };
        let pixels = images.streams().collect();
        Ok(Prepared { fonts, images, pixels, shared })
    }

    /// Writes `pages`, the first of which is page `number` of the batch; gives the compressor
    /// back.
    fn write(
        &self,
        mut file: FileWriter,
        batch: &Batch,
        pages: &[OwnPage],
        number: usize,
    ) -> Result<(Vec<u8>, Deflate), PdfError> {
        if pages.is_empty() {
            return Err(PdfError::NoPages);
        }
        let root = file.reserve();
        let structure = file.reserve();
        let document = file.reserve();
        let shared = file.reserve();
        let resources = self.put_resources(&mut file);
        file.put(shared, self.shared.content.clone().into());
        let nodes: Vec<ObjectId> = pages.chunks(PAGES_PER_NODE).map(|_| file.reserve()).collect();

        let drawn = self.draw(&mut file, batch, pages, number)?;
        let items = batch.shared.iter().chain(pages.iter().flat_map(|page| &page.items));
        let tagger = Tagger::new(&batch.tree, items);
        let writer = PageWriter {
            resources,
            shared,
            content: &self.shared.painted,
            nodes: &nodes,
            tagger: &tagger,
            document,
        };
        let put = writer.put(&mut file, &drawn)?;

        let mut parents = NumberTree::default();
        let mut link_parents = Vec::new();
        let mut sections: Vec<Object> = Vec::with_capacity(pages.len());
        let mut leaves: Vec<ObjectId> = Vec::with_capacity(pages.len());
        for page in put {
            leaves.push(page.page);
            sections.push(page.section.into());
            parents.push(&mut file, page.contents);
            link_parents.extend(page.links);
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

    /// Paints what the pages have of their own, and puts it.
    fn draw(
        &self,
        file: &mut FileWriter,
        batch: &Batch,
        pages: &[OwnPage],
        number: usize,
    ) -> Result<Vec<Drawn>, PdfError> {
        let painter = Painter::new(&batch.tree, &self.fonts, &self.images);
        let height = batch.size.height;
        let mut ink = Bytes::default();
        let mut all = AllParts::default();
        let mut drawn = Vec::with_capacity(pages.len());
        for (index, own) in pages.iter().enumerate() {
            let mut painted = self.shared.painted.continued();
            let mut parts = OwnParts::default();
            for items in own.items.chunk_by(|one, next| one.owner == next.owner) {
                ink.out.clear();
                ink.head = None;
                let mut strokes = Strokes::default();
                painter.paint(
                    items,
                    height,
                    number + index,
                    &mut strokes,
                    &mut painted,
                    &mut ink,
                )?;
                let text = items.iter().all(|item| matches!(item.content, Content::Glyphs(_)));
                all.take(&mut parts, &ink.out, ink.head.filter(|_| text));
            }
            drawn.push((painted, parts));
        }
        let put = |(painted, parts)| Drawn { painted, streams: all.put(file, &parts) };
        Ok(drawn.into_iter().map(put).collect())
    }

    fn put_resources(&self, file: &mut FileWriter) -> ObjectId {
        let mut resources = lopdf::Dictionary::new();
        let fonts = self.fonts.put(file);
        if !fonts.is_empty() {
            resources.set("Font", fonts);
        }
        let images = images::put(&self.pixels, file);
        if !images.is_empty() {
            resources.set("XObject", images);
        }
        file.add(resources)
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
