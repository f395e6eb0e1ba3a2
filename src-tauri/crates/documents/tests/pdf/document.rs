//! Documents, the ordinary way.

use documents::check;
use documents::ir::{
    Content, Document, Edge, Glyph, Image, Item, Node, NodeId, OutlineEntry, Owner, Page, Pixels,
    Printing, Role, Size, Tree,
};
use documents::pdf::{PdfError, write_document};
use std::sync::Arc;

use crate::paper::{self, BOLD, REGULAR, area, assert_sound, fonts, read, spoken, words};

fn one_paragraph(text: &str) -> Document {
    let mut tree = Tree::new(Role::Document);
    let node = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    let items = vec![words(node, REGULAR, 12.0, 50.0, 100.0, text)];
    let pages = vec![Page { size: Size::A4, items }];
    Document { head: paper::head("Koe"), tree, pages, outline: Vec::new() }
}

fn written(document: &Document) -> Vec<u8> {
    write_document(document, &fonts()).unwrap()
}

fn refused(document: &Document) -> PdfError {
    write_document(document, &fonts()).unwrap_err()
}

#[test]
fn a_document_with_one_of_everything_breaks_no_rule() {
    assert_sound(&written(&paper::programme()));
}

#[test]
fn a_screen_reader_says_the_document_in_reading_order() {
    let said = spoken(&written(&paper::programme()));
    let expected = [
        "H1: Žofia Šimkus – ”Åström & Áile”",
        "P: Tilaisuus alkaa ja affiini virkistäytyminen jatkuu. Lue e-kirja sivulla ",
        "Link: esimerkki.fi",
        "P:  tänään.",
        "TH: Aika",
        "TH: Sali A",
        "TH: Sali B",
        "TH: 9.00–9.40",
        "TD: Avaus",
        "TH: 9.40–10.00",
        "TD: Kahvi",
        "Lbl: 1.",
        "LBody: Tulo junalla",
        "Lbl: 2.",
        "LBody: Lounas",
        "Figure: EU:n lippu: 12 tähteä",
        "P: Välkommen till Åbo ﬁn – e\u{301}clair, office",
        "P: Tämä kappale jatkuu seuraavalla sivulla.",
    ];
    assert_eq!(said, expected);
}

#[test]
fn names_are_extracted_letter_by_letter() {
    for name in ["Žofia Šimkus", "Åström", "Áile", "–", "”", "office affine fjord", "Nguyễn Thị"]
    {
        assert_eq!(spoken(&written(&one_paragraph(name))), [format!("P: {name}")]);
    }
}

#[test]
fn one_glyph_with_two_texts_is_extracted_as_each() {
    let text = "a-b-c-d virkistäyty\u{2010}x \u{ad}";
    let mut document = one_paragraph(text);
    let Content::Glyphs(run) = &mut document.pages[0].items[0].content else { panic!() };
    // Every hyphen is drawn with the glyph of the first.
    let hyphen = run.glyphs[1].id;
    let hyphens = ['-', '\u{2010}', '\u{ad}'];
    let places: Vec<u32> = text
        .char_indices()
        .filter(|(_, letter)| hyphens.contains(letter))
        .map(|(at, _)| at as u32)
        .collect();
    run.glyphs = run
        .glyphs
        .iter()
        .map(|glyph| Glyph {
            id: if places.contains(&glyph.cluster) { hyphen } else { glyph.id },
            ..*glyph
        })
        .collect();
    let bytes = written(&document);
    assert_sound(&bytes);
    assert_eq!(spoken(&bytes), [format!("P: {text}")]);
}

#[test]
fn spaces_of_every_kind_are_extracted_as_the_plain_one() {
    let said = spoken(&written(&one_paragraph("klo\u{a0}9.00")));
    assert_eq!(said, ["P: klo 9.00"]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(written(&paper::programme()), written(&paper::programme()));
}

#[test]
fn another_input_gives_another_identifier() {
    let identifier = |document: &Document| {
        let read = read(&written(document));
        read.trailer.get(b"ID").unwrap().as_array().unwrap()[0].as_str().unwrap().to_vec()
    };
    assert_ne!(identifier(&one_paragraph("a")), identifier(&one_paragraph("b")));
}

#[test]
fn letters_stand_where_the_layout_has_put_them() {
    let text = "AVATAR Työ – 2026";
    let document = one_paragraph(text);
    let read = read(&written(&document));
    let page = read.page_iter().next().unwrap();
    let content = lopdf::content::Content::decode(&read.get_page_content(page)).unwrap();
    let shown = content.operations.iter().find(|operation| operation.operator == "TJ").unwrap();
    let resources = read.get_dictionary(page).unwrap().get(b"Resources").unwrap();
    let resources = read.get_dictionary(resources.as_reference().unwrap()).unwrap();
    let font = resources.get(b"Font").unwrap().as_dict().unwrap().get(b"T0").unwrap();
    let font = read.get_dictionary(font.as_reference().unwrap()).unwrap();
    let descendant =
        font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    let widths = read.get_dictionary(descendant).unwrap().get(b"W").unwrap().as_array().unwrap();
    let widths = widths[1].as_array().unwrap();

    let mut pen = 0.0;
    let mut starts = Vec::new();
    for part in shown.operands[0].as_array().unwrap() {
        match part.as_str() {
            Ok(codes) => {
                for code in codes.chunks(2) {
                    starts.push(pen);
                    let code = usize::from(u16::from_be_bytes([code[0], code[1]]));
                    pen += widths[code].as_float().unwrap();
                }
            }
            Err(_) => pen -= part.as_float().unwrap(),
        }
    }
    let glyphs = paper::shape(REGULAR, text);
    let mut wanted = 0.0;
    assert_eq!(starts.len(), glyphs.len());
    for (start, glyph) in starts.iter().zip(glyphs.iter()) {
        assert!((start - wanted).abs() <= 0.51, "{start} instead of {wanted}");
        wanted += glyph.advance;
    }
}

#[test]
fn a_font_carries_the_letters_in_use_alone() {
    let few = written(&one_paragraph("ab"));
    let more =
        written(&one_paragraph("abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"));
    assert!(few.len() < 8_000, "{}", few.len());
    assert!(more.len() > few.len() + 3_000, "{} after {}", more.len(), few.len());
}

#[test]
fn an_image_placed_twice_stands_in_the_file_once() {
    let mut document = paper::programme();
    let one = written(&document).len();
    for x in [200.0, 300.0] {
        let image =
            Image { area: area(x, 205.0, 30.0, 30.0), turned: false, pixels: paper::picture() };
        let item = Item { owner: Owner::Artifact, content: Content::Image(image) };
        document.pages[1].items.push(item);
    }
    let bytes = written(&document);
    assert_sound(&bytes);
    let images = read(&bytes)
        .objects
        .values()
        .filter(|object| object.as_stream().is_ok_and(|stream| stream.dict.has(b"SMask")))
        .count();
    assert_eq!(images, 1);
    assert!(bytes.len() < one + 200);
}

#[test]
fn a_node_without_content_is_left_out() {
    let mut document = one_paragraph("Vain tämä");
    document.tree.add(Tree::ROOT, Node::new(Role::List));
    let bytes = written(&document);
    assert_sound(&bytes);
    assert_eq!(spoken(&bytes), ["P: Vain tämä"]);
}

#[test]
fn a_printer_is_told_how_a_sheet_is_meant() {
    let mut document = one_paragraph("Vihko");
    let plain = written(&document);
    document.head.printing = Printing { actual_size: true, both_sides: Some(Edge::Short) };
    let file = written(&document);
    assert_eq!(check::file(&file), []);
    let told = |file: &[u8], key: &[u8]| {
        let read = lopdf::Document::load_mem(file).unwrap();
        let preferences = read.catalog().unwrap().get(b"ViewerPreferences").unwrap().clone();
        let preferences = preferences.as_dict().unwrap();
        preferences.get(key).ok().map(|value| value.as_name().unwrap().to_vec())
    };
    assert_eq!(told(&file, b"Duplex").as_deref(), Some(&b"DuplexFlipShortEdge"[..]));
    assert_eq!(told(&file, b"PrintScaling").as_deref(), Some(&b"None"[..]));
    assert_eq!(told(&plain, b"Duplex").or(told(&plain, b"PrintScaling")), None);
}

#[test]
fn a_page_may_be_empty() {
    let mut document = one_paragraph("Kansi");
    document.pages.push(Page { size: Size::A4, items: Vec::new() });
    assert_sound(&written(&document));
}

#[test]
fn what_cannot_be_written_is_refused_with_its_reason() {
    let mut empty = one_paragraph("x");
    empty.pages.clear();
    assert!(matches!(refused(&empty), PdfError::NoPages));

    let mut untitled = one_paragraph("x");
    untitled.head.title = " ".to_owned();
    assert!(matches!(refused(&untitled), PdfError::NoTitle));

    let mut stray = one_paragraph("x");
    stray.pages[0].items[0].owner = Owner::Node(NodeId(9));
    assert!(matches!(refused(&stray), PdfError::UnknownNode { page: 1, node: 9, nodes: 2 }));

    let mut strange = one_paragraph("x");
    let Content::Glyphs(run) = &mut strange.pages[0].items[0].content else { panic!() };
    run.face.0 = 40;
    assert!(matches!(refused(&strange), PdfError::UnknownFace { face: 40, faces: 3 }));

    let missing = refused(&one_paragraph("a\u{4e2d}"));
    assert!(missing.to_string().contains("U+4E2D"), "{missing}");

    let mut far = one_paragraph("x");
    far.outline.push(OutlineEntry { title: "Loppu".to_owned(), level: 0, page: 7, y: 0.0 });
    assert!(matches!(refused(&far), PdfError::Bookmark { page: 8, pages: 1, .. }));
}

#[test]
fn a_figure_without_words_is_refused() {
    let mut document = one_paragraph("x");
    let figure = document.tree.add(Tree::ROOT, Node::new(Role::Figure));
    let image = Image { area: area(0.0, 0.0, 10.0, 10.0), turned: false, pixels: paper::picture() };
    document.pages[0]
        .items
        .push(Item { owner: Owner::Node(figure), content: Content::Image(image) });
    assert!(matches!(refused(&document), PdfError::FigureWithoutText { node: 2 }));
}

#[test]
fn an_image_whose_buffers_do_not_fit_is_refused() {
    for (width, rgb, alpha) in [(2, 11, None), (2, 12, Some(3)), (0, 0, None)] {
        let alpha = alpha.map(|length| vec![0; length]);
        let pixels = Arc::new(Pixels { width, height: 2, rgb: vec![0; rgb], alpha });
        let image = Image { area: area(0.0, 0.0, 10.0, 10.0), turned: false, pixels };
        let mut document = one_paragraph("x");
        document.pages[0]
            .items
            .push(Item { owner: Owner::Artifact, content: Content::Image(image) });
        assert!(matches!(refused(&document), PdfError::Image { height: 2, .. }));
    }
}

#[test]
fn a_clickable_area_belongs_to_a_link() {
    let mut document = one_paragraph("x");
    let content = Content::LinkArea {
        area: area(0.0, 0.0, 10.0, 10.0),
        address: "https://esimerkki.fi".to_owned(),
        description: "Esimerkki".to_owned(),
    };
    document.pages[0].items.push(Item { owner: Owner::Node(NodeId(1)), content });
    assert!(matches!(refused(&document), PdfError::AreaWithoutLink { .. }));
}

#[test]
fn raised_and_shifted_glyphs_keep_their_text() {
    let mut document = one_paragraph("m2 ja H2O");
    let Content::Glyphs(run) = &mut document.pages[0].items[0].content else { panic!() };
    let raised = |(index, glyph): (usize, &Glyph)| match index {
        1 => Glyph { offset: (12.0, 330.0), ..*glyph },
        7 => Glyph { offset: (0.0, -120.0), ..*glyph },
        _ => *glyph,
    };
    run.glyphs = run.glyphs.iter().enumerate().map(raised).collect();
    let bytes = written(&document);
    assert_sound(&bytes);
    assert_eq!(spoken(&bytes), ["P: m2 ja H2O"]);
}

#[test]
fn numbers_out_of_bounds_do_not_spoil_the_file() {
    let mut document = one_paragraph("x");
    document.pages[0].items.push(words(NodeId(1), BOLD, f32::NAN, f32::INFINITY, -1e30, "y"));
    assert_sound(&written(&document));
}

/// Letters that shapers treat in every way: ligatures, kerning, marks of their own, spaces.
const LETTERS: &[char] = &[
    'a', 'f', 'i', 'l', 't', 'A', 'V', 'T', 'o', 'Å', 'ä', 'Š', 'ž', 'đ', 'ŋ', '\u{301}',
    '\u{308}', ' ', '\u{a0}', '-', '\u{2010}', '\u{ad}', '–', '”', '(', ')', '\\', '1', '€', 'Ж',
    'λ',
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]

    #[test]
    fn any_text_is_extracted_as_it_was_written(
        letters in proptest::collection::vec(proptest::sample::select(LETTERS), 1..24)
    ) {
        let text: String = letters.into_iter().collect();
        let bytes = written(&one_paragraph(&text));
        assert_sound(&bytes);
        let expected = text.replace('\u{a0}', " ");
        proptest::prop_assert_eq!(spoken(&bytes), [format!("P: {expected}")]);
    }
}
