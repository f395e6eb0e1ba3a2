//! Booklets as files: read page by page, whatever sheets the pages are on.

use documents::impose::{booklet, double_sided};
use documents::ir::{
    Content, Document, Item, Node, NodeId, OutlineEntry, Owner, Page, Role, Scope, Size, Tree,
};
use documents::pdf::write_document;
use documents::stock::Stock;

use crate::paper::{self, BOLD, REGULAR, area, assert_sound, fonts, read, spoken, words};

const A5: Size = Size { width: 419.53, height: 595.28 };

/// A reader whose pages flow into each other: on each page the end of the paragraph before, a
/// heading, a row of one long table, a link, and a paragraph broken in a word.
fn reader(count: usize) -> Document {
    let mut tree = Tree::new(Role::Document);
    let mut pages: Vec<Vec<Item>> = vec![Vec::new(); count];
    let mut outline = Vec::new();
    let table = tree.add(Tree::ROOT, Node::new(Role::Table));
    let body = tree.add(table, Node::new(Role::TableBody));
    let mut open: Option<NodeId> = None;
    for (index, page) in pages.iter_mut().enumerate() {
        let number = index + 1;
        if let Some(before) = open.take() {
            page.push(words(before, REGULAR, 10.0, 40.0, 40.0, "tyminen jatkuu."));
        }
        let row = tree.add(body, Node::new(Role::TableRow));
        let scope = Role::HeaderCell { scope: Scope::Row, columns: 1, rows: 1 };
        let time = tree.add(row, Node::new(scope));
        let what = tree.add(row, Node::new(Role::DataCell { columns: 1, rows: 1 }));
        page.push(words(time, REGULAR, 10.0, 40.0, 60.0, &format!("{number}.00")));
        page.push(words(what, REGULAR, 10.0, 140.0, 60.0, &format!("Rivi {number}")));
        let heading = tree.add(Tree::ROOT, Node::new(Role::Heading(1)));
        page.push(words(heading, BOLD, 18.0, 40.0, 100.0, &format!("Luku {number}")));
        outline.push(OutlineEntry {
            title: format!("Luku {number}"),
            level: 0,
            page: index as u32,
            y: 80.0,
        });
        let paragraph = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
        page.push(words(paragraph, REGULAR, 10.0, 40.0, 130.0, "Katso "));
        let link = tree.add(paragraph, Node::new(Role::Link));
        page.push(words(link, REGULAR, 10.0, 80.0, 130.0, &format!("luku{number}.fi")));
        let address = format!("https://luku{number}.fi");
        let description = format!("Luku {number} verkossa");
        let place = area(80.0, 120.0, 40.0, 12.0);
        let content = Content::LinkArea { area: place, address, description };
        page.push(Item { owner: Owner::Node(link), content });
        page.push(words(paragraph, REGULAR, 10.0, 130.0, 130.0, " virkistäy\u{ad}"));
        open = Some(paragraph);
    }
    Document {
        head: paper::head("Ohjelmavihko"),
        tree,
        pages: pages.into_iter().map(|items| Page { size: A5, items }).collect(),
        outline,
    }
}

fn written(document: &Document) -> Vec<u8> {
    write_document(document, &fonts()).unwrap()
}

#[test]
fn a_booklet_is_read_in_the_order_of_its_pages() {
    for count in 1..=13 {
        let document = reader(count);
        let plain = spoken(&written(&document));
        let bytes = written(&booklet(document));
        assert_sound(&bytes);
        assert_eq!(spoken(&bytes), plain, "{count} pages");
    }
}

#[test]
fn a_paragraph_goes_on_from_a_later_sheet_to_an_earlier_one() {
    // Page 3 is on the back of the sheet whose front has page 4.
    let said = spoken(&written(&booklet(reader(4))));
    let passage = ["Link: luku3.fi", "P:  virkistäytyminen jatkuu.", "H1: Luku 4"];
    assert!(said.windows(3).any(|said| said == passage), "{said:#?}");
}

#[test]
fn a_document_with_one_of_everything_can_be_a_booklet() {
    let plain = spoken(&written(&paper::programme()));
    let bytes = written(&booklet(paper::programme()));
    assert_sound(&bytes);
    assert_eq!(spoken(&bytes), plain);
}

#[test]
fn a_link_is_clicked_where_its_page_stands() {
    let bytes = written(&booklet(reader(4)));
    let read = read(&bytes);
    let places = read.page_iter().map(|page| {
        let annotations = read.get_page_annotations(page).unwrap();
        let mut places: Vec<(String, f32)> = annotations
            .into_iter()
            .map(|link| {
                let said = lopdf::decode_text_string(link.get(b"Contents").unwrap()).unwrap();
                let left = link.get(b"Rect").unwrap().as_array().unwrap()[0].as_float().unwrap();
                (said, left)
            })
            .collect();
        places.sort_by(|one, other| one.1.total_cmp(&other.1));
        places
    });
    let link = |number: usize, left: f32| (format!("Luku {number} verkossa"), left);
    let right = A5.width + 80.0;
    let expected = [[link(4, 80.0), link(1, right)], [link(2, 80.0), link(3, right)]];
    for (places, expected) in places.zip(expected) {
        for ((said, left), (wanted, place)) in places.iter().zip(&expected) {
            assert_eq!(said, wanted);
            assert!((left - place).abs() < 0.01, "{said} at {left}");
        }
        assert_eq!(places.len(), expected.len());
    }
}

#[test]
fn a_booklet_without_pages_is_refused_like_any_document() {
    let refused = write_document(&booklet(reader(0)), &fonts()).unwrap_err();
    assert!(matches!(refused, documents::pdf::PdfError::NoPages));
}

#[test]
fn badges_on_both_sides_of_plain_paper_are_read_one_after_the_other() {
    let mut tree = Tree::new(Role::Document);
    let badges = paper::names(6).into_iter().map(|name| {
        let badge = tree.add(Tree::ROOT, Node::new(Role::Section));
        let front = tree.add(badge, Node::new(Role::Paragraph));
        let back = tree.add(badge, Node::new(Role::Paragraph));
        let place = words(back, REGULAR, 11.0, 20.0, 40.0, "Sali 1");
        (vec![words(front, BOLD, 24.0, 20.0, 60.0, &name)], vec![place])
    });
    let badges: Vec<_> = badges.collect();
    let mut pages = double_sided(&Stock::A6.grid(), badges, 0);
    for front in pages.iter_mut().step_by(2) {
        front.items.extend(Stock::A6.cut_marks());
    }
    assert_eq!(pages.len(), 4);
    let head = paper::head("Nimikyltit");
    let bytes = written(&Document { head, tree, pages, outline: Vec::new() });
    assert_sound(&bytes);
    let expected: Vec<String> = paper::names(6)
        .into_iter()
        .flat_map(|name| [format!("P: {name}"), "P: Sali 1".to_owned()])
        .collect();
    assert_eq!(spoken(&bytes), expected);
}
