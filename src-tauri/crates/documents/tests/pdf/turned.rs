//! Items set upside down, as on the far side of a name tent.

use documents::ir::{
    Batch, Content, Document, Image, Item, Node, OwnPage, Owner, Page, Path, Role, Segment, Size,
    Tree,
};
use documents::pdf::{write_batch, write_document};
use documents::{Fonts, preview_pages};
use lopdf::Object;

use crate::paper::{
    self, BOLD, REGULAR, area, assert_sound, fonts, read, rectangle, spoken, words,
};

const SHEET: Size = Size { width: 400.0, height: 600.0 };

/// One of everything that can be painted, upright.
fn upright() -> (Tree, Vec<Item>) {
    let mut tree = Tree::new(Role::Document);
    let name = tree.add(Tree::ROOT, Node::new(Role::Heading(1)));
    let says = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    let link = tree.add(says, Node::new(Role::Link));
    let figure = tree.add(Tree::ROOT, Node::new(Role::Figure).alternative("Tunnus"));
    let emblem = Path {
        segments: rectangle(40.0, 200.0, 20.0, 30.0),
        fill: Some(documents::ir::Colour::BLACK),
        stroke: None,
    };
    let image =
        Image { area: area(50.0, 210.0, 30.0, 40.0), turned: false, pixels: paper::picture() };
    let address = "https://esimerkki.fi".to_owned();
    let description = "Esimerkki".to_owned();
    let place = Content::LinkArea { area: area(40.0, 90.0, 60.0, 14.0), address, description };
    let items = vec![
        words(name, BOLD, 24.0, 40.0, 60.0, "Žofia Åström"),
        words(link, REGULAR, 11.0, 40.0, 100.0, "esimerkki.fi, affiini"),
        Item { owner: Owner::Node(link), content: place },
        Item { owner: Owner::Node(figure), content: Content::Path(emblem) },
        Item { owner: Owner::Node(figure), content: Content::Image(image) },
    ];
    (tree, items)
}

fn turned(items: &[Item]) -> Vec<Item> {
    items.iter().map(|item| item.clone().turned_in(SHEET)).collect()
}

fn document(tree: &Tree, items: Vec<Item>) -> Document {
    let pages = vec![Page { size: SHEET, items }];
    Document { head: paper::head("Nimikyltti"), tree: tree.clone(), pages, outline: Vec::new() }
}

fn batch(tree: &Tree, items: Vec<Item>) -> Batch {
    let pages = vec![OwnPage { bookmark: "Žofia Åström".to_owned(), items }];
    let (head, tree) = (paper::head("Nimikyltti"), tree.clone());
    Batch { head, tree, size: SHEET, shared: Vec::new(), pages }
}

/// The same items through both writers.
fn written(tree: &Tree, items: Vec<Item>) -> [Vec<u8>; 2] {
    [
        write_document(&document(tree, items.clone()), &fonts()).unwrap(),
        write_batch(&batch(tree, items), &fonts()).unwrap(),
    ]
}

/// Where each line of text and each image is put: the six numbers of its matrix.
fn matrices(bytes: &[u8]) -> Vec<[f32; 6]> {
    let read = read(bytes);
    let page = read.page_iter().next().unwrap();
    let content = lopdf::content::Content::decode(&read.get_page_content(page)).unwrap();
    let (mut put, mut line, mut image) = (Vec::new(), [0.0; 6], [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    for operation in content.operations {
        let number = |index: usize| operation.operands[index].as_float().unwrap();
        match operation.operator.as_str() {
            "Td" => line = [1.0, 0.0, 0.0, 1.0, number(0), number(1)],
            "Tm" => line = std::array::from_fn(number),
            "TJ" => put.push(line),
            "q" => image = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            "cm" => image = within(std::array::from_fn(number), image),
            "Do" => put.push(image),
            _ => {}
        }
    }
    put
}

fn within(inner: [f32; 6], outer: [f32; 6]) -> [f32; 6] {
    let [a, b, c, d, e, f] = inner;
    let [p, q, r, s, t, u] = outer;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

fn boxes(bytes: &[u8], holds: &[u8]) -> Vec<[f32; 4]> {
    let edges = |dictionary: &lopdf::Dictionary| {
        let edges = dictionary.get(holds).ok()?.as_array().ok()?;
        Some(std::array::from_fn(|index| edges[index].as_float().unwrap()))
    };
    let read = read(bytes);
    let dictionaries = read.objects.values().filter_map(|object| object.as_dict().ok());
    dictionaries
        .filter_map(|dictionary| {
            let attributes = dictionary.get(b"A").and_then(Object::as_dict);
            edges(dictionary).or_else(|| edges(attributes.ok()?))
        })
        .collect()
}

fn assert_near(one: &[f32], other: &[f32]) {
    let near = one.iter().zip(other).all(|(one, other)| (one - other).abs() < 0.005);
    assert!(near && one.len() == other.len(), "{one:?} is not {other:?}");
}

#[test]
fn turned_items_keep_the_rules_and_are_said_as_before() {
    let (tree, items) = upright();
    for (upright, turned) in
        written(&tree, items.clone()).iter().zip(&written(&tree, turned(&items)))
    {
        assert_sound(turned);
        assert_eq!(spoken(upright), spoken(turned));
    }
}

#[test]
fn text_and_pictures_are_put_where_half_a_turn_brings_them() {
    let (tree, items) = upright();
    let half_turn = [-1.0, 0.0, 0.0, -1.0, SHEET.width, SHEET.height];
    for (upright, turned) in
        written(&tree, items.clone()).iter().zip(&written(&tree, turned(&items)))
    {
        let (upright, turned) = (matrices(upright), matrices(turned));
        assert_eq!((upright.len(), turned.len()), (3, 3));
        for (upright, turned) in upright.iter().zip(&turned) {
            assert_near(&within(*upright, half_turn), turned);
        }
    }
}

#[test]
fn a_part_that_says_its_own_text_follows_the_turned_line() {
    // The hyphens share a glyph, so that the line is shown in parts.
    let mut tree = Tree::new(Role::Document);
    let node = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    let item = words(node, REGULAR, 12.0, 40.0, 100.0, "a-b\u{2010}c-d");
    let half_turn = [-1.0, 0.0, 0.0, -1.0, SHEET.width, SHEET.height];
    let Content::Glyphs(mut run) = item.content.clone() else { panic!() };
    let hyphen = run.glyphs[1].id;
    let mut glyphs = run.glyphs.to_vec();
    glyphs[3].id = hyphen;
    run.glyphs = glyphs.into();
    let item = Item { content: Content::Glyphs(run), ..item };
    let [upright, _] = written(&tree, vec![item.clone()]);
    let [turned, _] = written(&tree, turned(&[item]));
    assert_eq!(spoken(&turned), ["P: a-b\u{2010}c-d"]);
    let (upright, turned) = (matrices(&upright), matrices(&turned));
    assert!(upright.len() > 1);
    for (upright, turned) in upright.iter().zip(&turned) {
        assert_near(&within(*upright, half_turn), turned);
    }
}

#[test]
fn figures_and_links_have_the_boxes_that_half_a_turn_gives() {
    let (tree, mut items) = upright();
    // A figure of letters, too: their box hangs from the baseline.
    items[0].owner = items[4].owner;
    for holds in [&b"BBox"[..], b"Rect"] {
        for (upright, turned) in
            written(&tree, items.clone()).iter().zip(&written(&tree, turned(&items)))
        {
            let [[left, bottom, right, top]] = boxes(upright, holds)[..] else { panic!() };
            let expected = [
                SHEET.width - right,
                SHEET.height - top,
                SHEET.width - left,
                SHEET.height - bottom,
            ];
            assert_near(&boxes(turned, holds)[0], &expected);
        }
    }
}

#[test]
fn turning_twice_leaves_everything_where_it_was() {
    let (_, items) = upright();
    for (once, twice) in items.iter().zip(turned(&turned(&items))) {
        match (&once.content, &twice.content) {
            (Content::Glyphs(once), Content::Glyphs(twice)) => {
                assert!(!twice.turned);
                assert_near(&[once.origin.x, once.origin.y], &[twice.origin.x, twice.origin.y]);
            }
            (Content::Path(once), Content::Path(twice)) => {
                for (once, twice) in once.segments.iter().zip(twice.segments.iter()) {
                    match (once, twice) {
                        (Segment::Move(once), Segment::Move(twice))
                        | (Segment::Line(once), Segment::Line(twice)) => {
                            assert_near(&[once.x, once.y], &[twice.x, twice.y]);
                        }
                        (once, twice) => assert_eq!(once, twice),
                    }
                }
            }
            (Content::Image(once), Content::Image(twice)) => {
                assert!(!twice.turned);
                assert_near(
                    &[once.area.origin.x, once.area.origin.y],
                    &[twice.area.origin.x, twice.area.origin.y],
                );
            }
            (Content::LinkArea { area: once, .. }, Content::LinkArea { area: twice, .. }) => {
                assert_near(&[once.origin.x, once.origin.y], &[twice.origin.x, twice.origin.y]);
            }
            _ => panic!("{once:?} became {twice:?}"),
        }
    }
}

#[test]
fn the_picture_for_the_screen_is_turned_as_the_paper_is() {
    let (tree, items) = upright();
    let fonts = Fonts::shipped();
    let draw = |items| preview_pages(&document(&tree, items), &fonts).remove(0);
    let (upright, turned) = (draw(items.clone()), draw(turned(&items)));
    assert_eq!(upright.text_alternative, turned.text_alternative);
    for (shown, sign) in [
        ("translate(40 60) scale(0.02400 -0.02400)", "translate(360 540) scale(-0.02400 0.02400)"),
        (r#"<image x="50" y="210" "#, r#"<image x="320" y="350" "#),
        (r#"height="40" preserve"#, r#"height="40" transform="rotate(180 335 370)" preserve"#),
        (r#"<path d="M40 200"#, r#"<path d="M360 400"#),
    ] {
        assert!(upright.svg.contains(shown), "{shown}");
        assert!(turned.svg.contains(sign), "{sign}");
    }
}
