//! One document after another in one file, such as the briefs of many companies.

use super::{Document, Item, Node, NodeId, OutlineEntry, Owner, Page, Passage, Tree};

impl Document {
    /// The pages of this document, then those of another; the file is called what this one is.
    ///
    /// What stood in the root of the other stands in this root after what was there, its nodes
    /// marked with the other's language where that differs.
    #[must_use]
    pub fn followed_by(mut self, other: Document) -> Document {
        let before = self.pages.len() as u32;
        let passages = followed(&self, &other, before);
        let language = (other.head.language != self.head.language).then_some(other.head.language);
        let mut places = vec![Tree::ROOT; other.tree.len()];
        for child in &other.tree.node(Tree::ROOT).children {
            transplant(&other.tree, *child, &mut self.tree, Tree::ROOT, &mut places);
            if let Some(language) = language {
                self.tree.speak(places[child.0 as usize], language);
            }
        }
        let pages = other.pages.into_iter().map(|page| Page {
            items: page.items.into_iter().map(|item| owned(item, &places)).collect(),
            ..page
        });
        self.pages.extend(pages);
        let outline = other.outline.into_iter();
        self.outline
            .extend(outline.map(|entry| OutlineEntry { page: entry.page + before, ..entry }));
        self.tree.read_in(passages);
        self
    }
}

/// Copies a node and what is below it; `places` learns where each went.
fn transplant(from: &Tree, node: NodeId, to: &mut Tree, parent: NodeId, places: &mut [NodeId]) {
    let mut waiting = vec![(node, parent)];
    while let Some((node, parent)) = waiting.pop() {
        let copy: Node = from.node(node).clone();
        let children = copy.children.clone();
        let place = to.add(parent, copy);
        places[node.0 as usize] = place;
        waiting.extend(children.into_iter().rev().map(|child| (child, place)));
    }
}

fn owned(item: Item, places: &[NodeId]) -> Item {
    let owner = match item.owner {
        Owner::Node(node) => Owner::Node(places[node.0 as usize]),
        Owner::Artifact => Owner::Artifact,
    };
    Item { owner, ..item }
}

/// The passages of both in order; none where both are read in the order of their pages.
fn followed(one: &Document, other: &Document, before: u32) -> Vec<Passage> {
    if one.tree.passages().is_empty() && other.tree.passages().is_empty() {
        return Vec::new();
    }
    let later = passages(other).into_iter();
    let later = later.map(|passage| Passage { page: passage.page + before, ..passage });
    passages(one).into_iter().chain(later).collect()
}

fn passages(document: &Document) -> Vec<Passage> {
    if !document.tree.passages().is_empty() {
        return document.tree.passages().to_vec();
    }
    let pages = document.pages.iter().enumerate();
    pages
        .map(|(page, content)| Passage { page: page as u32, items: 0..content.items.len() as u32 })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;
    use crate::ir::{Content, Head, Path, Role, Size};

    fn document(title: &str, language: Language) -> Document {
        let mut tree = Tree::new(Role::Document);
        let section = tree.add(Tree::ROOT, Node::new(Role::Section));
        let heading = tree.add(section, Node::new(Role::Heading(1)));
        let paragraph = tree.add(section, Node::new(Role::Paragraph));
        let item = |owner| Item {
            owner: Owner::Node(owner),
            content: Content::Path(Path { segments: Vec::new().into(), fill: None, stroke: None }),
        };
        Document {
            head: Head {
                title: title.into(),
                author: String::new(),
                language,
                created_unix: 0,
                printing: crate::ir::Printing::default(),
            },
            tree,
            pages: vec![Page { size: Size::A4, items: vec![item(heading), item(paragraph)] }],
            outline: vec![OutlineEntry { title: title.into(), level: 0, page: 0, y: 0.0 }],
        }
    }

    #[test]
    fn what_a_page_means_goes_with_it() {
        let one = document("Saiva", Language::Fi);
        let both = one.followed_by(document("Vattensyn", Language::Sv));
        assert_eq!(both.pages.len(), 2);
        assert_eq!(both.head.title, "Saiva");
        let roots = &both.tree.node(Tree::ROOT).children;
        assert_eq!(roots.len(), 2);
        assert_eq!(both.tree.node(roots[1]).language, Some(Language::Sv));
        let owner = |page: usize, item: usize| match both.pages[page].items[item].owner {
            Owner::Node(node) => node,
            Owner::Artifact => panic!("an artifact"),
        };
        assert_eq!(both.tree.node(owner(1, 0)).role, Role::Heading(1));
        assert_eq!(both.tree.node(owner(1, 1)).role, Role::Paragraph);
        assert_eq!(both.tree.parent(owner(1, 0)), Some(roots[1]));
        assert_eq!(both.tree.parent(owner(0, 0)), Some(roots[0]));
        assert_eq!(both.outline[1].page, 1);
        assert!(both.tree.passages().is_empty());
    }

    #[test]
    fn an_order_of_reading_is_kept_beside_the_order_of_pages() {
        let mut turned = document("Vattensyn", Language::Fi);
        turned
            .tree
            .read_in(vec![Passage { page: 0, items: 1..2 }, Passage { page: 0, items: 0..1 }]);
        let both = document("Saiva", Language::Fi).followed_by(turned);
        let read: Vec<(u32, std::ops::Range<u32>)> =
            both.tree.passages().iter().map(|one| (one.page, one.items.clone())).collect();
        assert_eq!(read, [(0, 0..2), (1, 1..2), (1, 0..1)]);
    }
}
