//! The structure tree: what a screen reader walks through (ISO 32000-1, 14.7 and 14.8).

use std::collections::HashMap;
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::numbertree::NumberTree;
use crate::ir::{Content, Item, Node, NodeId, Owner, Passage, Role, Scope, Tree};
use crate::pdf::PdfError;
use crate::pdf::file::{Element, Objects};
use crate::pdf::paint::Bounds;
use crate::pdf::spell::text;

/// A piece of a page that belongs to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Mark {
    /// The node.
    pub(crate) node: NodeId,
    /// Its place among the items of its page, in painting order.
    pub(crate) order: u32,
    /// What it is.
    pub(crate) what: What,
}

impl Mark {
    /// The same mark on a page where `links` clickable areas come before its own.
    pub(crate) fn after_links(self, links: usize) -> Mark {
        let what = match self.what {
            What::Link(index) => What::Link(index + links),
            content => content,
        };
        Mark { what, ..self }
    }
}

/// What belongs to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    /// Marked content, by the number that its page knows it by.
    Content(u32),
    /// A clickable area, by its index among those of the page.
    Link(usize),
}

/// One page as the structure tree sees it.
pub(crate) struct Sheet<'a> {
    /// The page.
    pub(crate) page: ObjectId,
    /// What belongs to nodes, in painting order.
    pub(crate) marks: Vec<Mark>,
    /// The annotations of its clickable areas.
    pub(crate) links: &'a [ObjectId],
    /// The boxes of its figures.
    pub(crate) figures: Vec<(NodeId, Bounds)>,
}

/// The elements of one page, for the parent tree.
#[derive(Default)]
pub(crate) struct Parents {
    /// The element of each marked content, by its number on the page.
    pub(crate) contents: Vec<Object>,
    /// The element of each clickable area.
    pub(crate) links: Vec<Object>,
}

/// Puts structure elements for a tree.
pub(crate) struct Tagger<'a> {
    tree: &'a Tree,
    numbering: HashMap<NodeId, &'static str>,
}

/// Puts the root of the structure tree with its parent tree.
pub(crate) fn put_root(
    objects: &mut impl Objects,
    id: ObjectId,
    element: ObjectId,
    parents: NumberTree,
) {
    let next = parents.next_key();
    let parents = parents.finish(objects);
    let root = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => element,
        "ParentTree" => parents,
        "ParentTreeNextKey" => next,
    };
    objects.put(id, root.into());
}

/// The structure type of a role.
pub(crate) fn tag(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(0 | 1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::Span => "Span",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::ListLabel => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::TableRow => "TR",
        Role::HeaderCell { .. } => "TH",
        Role::DataCell { .. } => "TD",
        Role::Figure => "Figure",
        Role::Link => "Link",
    }
}

impl<'a> Tagger<'a> {
    /// A tagger for pages with this tree; `items` are looked through for the numbers of lists.
    pub(crate) fn new(tree: &'a Tree, items: impl Iterator<Item = &'a Item>) -> Tagger<'a> {
        Tagger { tree, numbering: numbering(tree, items) }
    }

    /// The most elements that one page can have.
    pub(crate) fn most_elements(&self) -> usize {
        self.tree.len()
    }

    /// Puts the elements of the nodes that have content on `sheets`, below `parent`; gives the
    /// root element, and the elements of each sheet's content.
    ///
    /// # Errors
    /// When a figure has no text that is said instead of it.
    pub(crate) fn put(
        &self,
        objects: &mut impl Objects,
        parent: ObjectId,
        sheets: &[Sheet<'_>],
    ) -> Result<(ObjectId, Vec<Parents>), PdfError> {
        let own = Owned::of(self.tree, sheets);
        let first = self.first_places(&own);
        let ids = self.reserve(objects, &first);
        let mut parents: Vec<Parents> = sheets.iter().map(Parents::of).collect();
        let mut kids = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let Some(id) = *id else { continue };
            let node_id = NodeId(index as u32);
            let node = self.tree.node(node_id);
            let content = own.of_node(index);
            for kid in content {
                parents[kid.sheet].set(kid.what, id);
            }
            let page = content.first().map(|kid| sheets[kid.sheet].page);
            kids.clear();
            self.collect_kids(&mut kids, node, content, &first, &ids, sheets);
            let element = Element {
                kind: tag(node.role),
                parent: self.parent_of(node_id, &ids).unwrap_or(parent),
                page,
                kids: &kids,
                more: self.describe(node_id, node, sheets)?,
            };
            objects.put_element(id, &element);
        }
        let root = ids[0].unwrap_or(parent);
        Ok((root, parents))
    }

    /// For each node the first place that it or a descendant is painted at.
    fn first_places(&self, own: &Owned) -> Vec<Option<u64>> {
        let mut first: Vec<Option<u64>> = (0..self.tree.len())
            .map(|index| own.of_node(index).first().map(|kid| kid.order))
            .collect();
        // A child is always added after its parent, so that the last nodes are leaves.
        for index in (0..self.tree.len()).rev() {
            let children = &self.tree.node(NodeId(index as u32)).children;
            let below = children.iter().filter_map(|child| first[child.0 as usize]).min();
            first[index] = first[index].into_iter().chain(below).min();
        }
        first
    }

    /// Numbers for the nodes with content, and for the empty cells of rows that have some: a
    /// table without them would be ragged.
    fn reserve(&self, objects: &mut impl Objects, first: &[Option<u64>]) -> Vec<Option<ObjectId>> {
        let mut kept: Vec<bool> = first.iter().map(Option::is_some).collect();
        kept[0] = true;
        for (index, place) in first.iter().enumerate() {
            if place.is_none() {
                continue;
            }
            for child in &self.tree.node(NodeId(index as u32)).children {
                let role = self.tree.node(*child).role;
                kept[child.0 as usize] |=
                    matches!(role, Role::HeaderCell { .. } | Role::DataCell { .. });
            }
        }
        kept.into_iter().map(|kept| kept.then(|| objects.reserve())).collect()
    }

    fn parent_of(&self, node: NodeId, ids: &[Option<ObjectId>]) -> Option<ObjectId> {
        ids[self.tree.parent(node)?.0 as usize]
    }

    /// Content and children in reading order: children as the tree has them, content before the
    /// first child that is painted after it.
    fn collect_kids(
        &self,
        kids: &mut Vec<Object>,
        node: &Node,
        own: &[Kid],
        first: &[Option<u64>],
        ids: &[Option<ObjectId>],
        sheets: &[Sheet<'_>],
    ) {
        let page = own.first().map(|kid| sheets[kid.sheet].page);
        let mut content = own.iter().peekable();
        for child in &node.children {
            let Some(id) = ids[child.0 as usize] else { continue };
            if let Some(place) = first[child.0 as usize] {
                while let Some(kid) = content.next_if(|kid| kid.order < place) {
                    kids.push(kid.object(sheets, page));
                }
            }
            kids.push(id.into());
        }
        kids.extend(content.map(|kid| kid.object(sheets, page)));
    }

    /// What an element says besides its place.
    fn describe(
        &self,
        id: NodeId,
        node: &Node,
        sheets: &[Sheet<'_>],
    ) -> Result<Dictionary, PdfError> {
        let mut element = Dictionary::new();
        let said = |words: &Option<String>| {
            words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(text)
        };
        let alternative = said(&node.alternative);
        if node.role == Role::Figure && alternative.is_none() {
            return Err(PdfError::FigureWithoutText { node: id.0 });
        }
        if let Some(alternative) = alternative {
            element.set("Alt", alternative);
        }
        if let Some(actual) = said(&node.actual_text) {
            element.set("ActualText", actual);
        }
        if let Some(language) = node.language {
            element.set("Lang", text(language.code()));
        }
        let attributes = match node.role {
            Role::Figure => sheets
                .iter()
                .find_map(|sheet| sheet.figures.iter().find(|(figure, _)| *figure == id))
                .map(|(_, Bounds(edges))| {
                    dictionary! { "O" => "Layout", "BBox" => edges.map(Object::Real).to_vec() }
                }),
            Role::HeaderCell { scope, columns, rows } => {
                let scope = match scope {
                    Scope::Column => "Column",
                    Scope::Row => "Row",
                };
                let mut cell = dictionary! { "O" => "Table", "Scope" => scope };
                set_spans(&mut cell, columns, rows);
                Some(cell)
            }
            Role::DataCell { columns, rows } if columns > 1 || rows > 1 => {
                let mut cell = dictionary! { "O" => "Table" };
                set_spans(&mut cell, columns, rows);
                Some(cell)
            }
            Role::List => self.numbering.get(&id).map(|numbering| {
                dictionary! { "O" => "List", "ListNumbering" => *numbering }
            }),
            _ => None,
        };
        if let Some(attributes) = attributes {
            element.set("A", attributes);
        }
        Ok(element)
    }
}

/// Something that belongs to a node, with its place in the reading of the document.
#[derive(Clone, Copy)]
struct Kid {
    order: u64,
    sheet: usize,
    what: What,
}

/// The content of every node, in the order of the nodes and then of painting.
struct Owned {
    kids: Vec<Kid>,
    ends: Vec<usize>,
}

impl Owned {
    fn of(tree: &Tree, sheets: &[Sheet<'_>]) -> Owned {
        let mut kids: Vec<(NodeId, Kid)> = Vec::new();
        let turns = Turns::of(tree.passages(), sheets.len());
        for (sheet, page) in sheets.iter().enumerate() {
            for mark in &page.marks {
                let order = turns.of_item(sheet, mark.order) << 32 | u64::from(mark.order);
                kids.push((mark.node, Kid { order, sheet, what: mark.what }));
            }
        }
        // The sort is stable: pieces of one item keep their order.
        kids.sort_by_key(|(node, kid)| (*node, kid.order));
        let mut ends = vec![0; tree.len()];
        for (node, _) in &kids {
            ends[node.0 as usize] += 1;
        }
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        Owned { kids: kids.into_iter().map(|(_, kid)| kid).collect(), ends }
    }

    fn of_node(&self, index: usize) -> &[Kid] {
        let begin = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.kids[begin..self.ends[index]]
    }
}

/// When the items of each sheet have their turn in the reading of the document.
struct Turns<'a> {
    /// For each sheet its passages with their turns; empty where sheets are read one by one.
    of_sheets: Vec<Vec<(&'a Range<u32>, u64)>>,
    passages: u64,
}

impl<'a> Turns<'a> {
    fn of(passages: &'a [Passage], sheets: usize) -> Turns<'a> {
        let mut of_sheets = Vec::new();
        if !passages.is_empty() {
            of_sheets.resize_with(sheets, Vec::new);
        }
        for (turn, passage) in passages.iter().enumerate() {
            if let Some(sheet) = of_sheets.get_mut(passage.page as usize) {
                sheet.push((&passage.items, turn as u64));
            }
        }
        Turns { of_sheets, passages: passages.len() as u64 }
    }

    fn of_item(&self, sheet: usize, item: u32) -> u64 {
        let passages = self.of_sheets.get(sheet).map(Vec::as_slice).unwrap_or_default();
        let found = passages.iter().find(|(items, _)| items.contains(&item));
        found.map_or(self.passages + sheet as u64, |(_, turn)| *turn)
    }
}

impl Kid {
    /// The entry among the kids of an element whose own page is `page`.
    fn object(&self, sheets: &[Sheet<'_>], page: Option<ObjectId>) -> Object {
        let sheet = &sheets[self.sheet];
        let elsewhere = page != Some(sheet.page);
        match self.what {
            What::Content(number) if elsewhere => Object::Dictionary(dictionary! {
                "Type" => "MCR",
                "Pg" => sheet.page,
                "MCID" => i64::from(number),
            }),
            What::Content(number) => i64::from(number).into(),
            What::Link(index) => {
                let mut reference = dictionary! { "Type" => "OBJR", "Obj" => sheet.links[index] };
                if elsewhere {
                    reference.set("Pg", sheet.page);
                }
                reference.into()
            }
        }
    }
}

impl Parents {
    fn of(sheet: &Sheet<'_>) -> Parents {
        let contents =
            sheet.marks.iter().filter(|mark| matches!(mark.what, What::Content(_))).count();
        Parents {
            contents: vec![Object::Null; contents],
            links: vec![Object::Null; sheet.links.len()],
        }
    }

    fn set(&mut self, what: What, element: ObjectId) {
        match what {
            What::Content(number) => self.contents[number as usize] = element.into(),
            What::Link(index) => self.links[index] = element.into(),
        }
    }
}

fn set_spans(cell: &mut Dictionary, columns: u16, rows: u16) {
    if columns > 1 {
        cell.set("ColSpan", i64::from(columns));
    }
    if rows > 1 {
        cell.set("RowSpan", i64::from(rows));
    }
}

/// How each list with labels is numbered, by its first label (ISO 32000-1, table 347).
fn numbering<'a>(
    tree: &Tree,
    items: impl Iterator<Item = &'a Item>,
) -> HashMap<NodeId, &'static str> {
    let mut numbering = HashMap::new();
    for item in items {
        let (Owner::Node(label), Content::Glyphs(run)) = (item.owner, &item.content) else {
            continue;
        };
        if label.0 as usize >= tree.len() || tree.node(label).role != Role::ListLabel {
            continue;
        }
        let mut above = tree.parent(label);
        while let Some(id) = above {
            if tree.node(id).role == Role::List {
                numbering.entry(id).or_insert_with(|| numbering_of(&run.text));
                break;
            }
            above = tree.parent(id);
        }
    }
    numbering
}

fn numbering_of(label: &str) -> &'static str {
    let inner = label.trim().trim_matches(|letter| matches!(letter, '.' | ')' | '('));
    let mut letters = inner.chars();
    match (letters.next(), letters.next()) {
        (Some(digit), _) if digit.is_ascii_digit() => "Decimal",
        (Some('•' | '●'), None) => "Disc",
        (Some('◦' | '○'), None) => "Circle",
        (Some('▪' | '■' | '□'), None) => "Square",
        (Some(letter), None) if letter.is_ascii_lowercase() => "LowerAlpha",
        (Some(letter), None) if letter.is_ascii_uppercase() => "UpperAlpha",
        _ => "None",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_label_tells_how_a_list_is_numbered() {
        let labels = ["1.", "12)", "•", "◦", "▪", "a)", "B.", "–", ""];
        let expected = [
            "Decimal",
            "Decimal",
            "Disc",
            "Circle",
            "Square",
            "LowerAlpha",
            "UpperAlpha",
            "None",
            "None",
        ];
        assert_eq!(labels.map(numbering_of), expected);
    }
}
