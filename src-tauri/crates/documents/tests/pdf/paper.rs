//! Builders of small documents, shaped with the real fonts.

use std::sync::Arc;

use documents::font::{Face, FaceId, FontBook};
use documents::ir::{
    Batch, Colour, Content, Document, Glyph, GlyphRun, Head, Image, Item, Node, NodeId,
    OutlineEntry, OwnPage, Owner, Page, Path, Pixels, Point, Printing, Rect, Role, Scope, Segment,
    Size, Tree,
};
use domain::Language;
use harfrust::{Buffer, Font, ShapeOptions, ShaperFont};

/// The upright text face.
pub const REGULAR: FaceId = FaceId(0);
/// The bold face.
pub const BOLD: FaceId = FaceId(1);
/// A face with another design grid, 2048 units to the em.
pub const WIDE: FaceId = FaceId(2);

const FILES: [(&str, &[u8]); 3] = [
    ("SourceSans3-Regular", include_bytes!("../../fonts/SourceSans3-Regular.ttf")),
    ("SourceSans3-Bold", include_bytes!("../../fonts/SourceSans3-Bold.ttf")),
    ("DejaVuSans", include_bytes!("../../fonts/DejaVuSans.ttf")),
];

pub fn fonts() -> FontBook {
    let face = |(name, data): (&str, &'static [u8])| {
        let font = Font::new(data, 0).unwrap();
        Face {
            postscript_name: name.to_owned(),
            data,
            ascent: 984.0,
            descent: 273.0,
            cap_height: 660.0,
            units_per_em: font.units_per_em(),
        }
    };
    FontBook::new(FILES.into_iter().map(face).collect())
}

/// The glyphs of a text, by a real shaper.
pub fn shape(face: FaceId, text: &str) -> Arc<[Glyph]> {
    let font = Font::new(FILES[usize::from(face.0)].1, 0).unwrap();
    let scale = 1000.0 / f32::from(font.units_per_em());
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    harfrust::shape(&ShaperFont::new(&font), &mut buffer, ShapeOptions::new()).unwrap();
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    glyphs
        .map(|(info, position)| Glyph {
            id: info.glyph_id as u16,
            advance: position.x_advance as f32 * scale,
            offset: (position.x_offset as f32 * scale, position.y_offset as f32 * scale),
            cluster: info.cluster,
        })
        .collect()
}

pub fn run(face: FaceId, size: f32, x: f32, y: f32, text: &str) -> GlyphRun {
    GlyphRun {
        face,
        size,
        origin: Point { x, y },
        turned: false,
        colour: Colour::BLACK,
        glyphs: shape(face, text),
        text: text.into(),
    }
}

pub fn words(node: NodeId, face: FaceId, size: f32, x: f32, y: f32, text: &str) -> Item {
    Item { owner: Owner::Node(node), content: Content::Glyphs(run(face, size, x, y, text)) }
}

pub fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Arc<[Segment]> {
    let point = |x, y| Point { x, y };
    Arc::new([
        Segment::Move(point(x, y)),
        Segment::Line(point(x + width, y)),
        Segment::Line(point(x + width, y + height)),
        Segment::Line(point(x, y + height)),
        Segment::Close,
    ])
}

pub fn area(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect { origin: Point { x, y }, size: Size { width, height } }
}

/// A small picture with a soft edge.
pub fn picture() -> Arc<Pixels> {
    let (width, height) = (16_u32, 16_u32);
    let pixel = |index: u32| [(index % width * 16) as u8, (index / width * 16) as u8, 120];
    Arc::new(Pixels {
        width,
        height,
        rgb: (0..width * height).flat_map(pixel).collect(),
        alpha: Some((0..width * height).map(|index| (index % width * 17) as u8).collect()),
    })
}

pub fn head(title: &str) -> Head {
    Head {
        title: title.to_owned(),
        author: "Åbo Yritys & Söner".to_owned(),
        language: Language::Fi,
        created_unix: 1_790_000_000,
        printing: Printing::default(),
    }
}

const CELL: Role = Role::DataCell { columns: 1, rows: 1 };

fn header(scope: Scope) -> Role {
    Role::HeaderCell { scope, columns: 1, rows: 1 }
}

/// A programme with one of everything: headings, a table with an empty cell and a wide one, a
/// numbered list, a figure, links, a paragraph over two pages, text in another language,
/// artifacts and nested bookmarks.
pub fn programme() -> Document {
    let mut tree = Tree::new(Role::Document);
    let mut pages: Vec<Vec<Item>> = vec![Vec::new(), Vec::new()];

    let title = tree.add(Tree::ROOT, Node::new(Role::Heading(1)));
    pages[0].push(words(title, BOLD, 22.0, 50.0, 80.0, "Žofia Šimkus – ”Åström & Áile”"));
    pages[0].push(artifact_rule(50.0, 90.0));

    let paragraph = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    pages[0].push(words(
        paragraph,
        REGULAR,
        11.0,
        50.0,
        120.0,
        "Tilaisuus alkaa ja affiini virkistäyty\u{ad}",
    ));
    pages[0].push(words(paragraph, REGULAR, 11.0, 50.0, 134.0, "minen jatkuu. Lue e-"));
    pages[0].push(words(paragraph, REGULAR, 11.0, 50.0, 148.0, "kirja sivulla "));
    let link = tree.add(paragraph, Node::new(Role::Link));
    pages[0].push(words(link, REGULAR, 11.0, 150.0, 148.0, "esimerkki.fi"));
    let address = "https://esimerkki.fi/ohjelma/päivä".to_owned();
    let description = "Ohjelma verkossa – esimerkki.fi".to_owned();
    let content = Content::LinkArea { area: area(150.0, 138.0, 60.0, 13.0), address, description };
    pages[0].push(Item { owner: Owner::Node(link), content });
    pages[0].push(words(paragraph, REGULAR, 11.0, 215.0, 148.0, " tänään."));

    table(&mut tree, &mut pages[0]);
    list(&mut tree, &mut pages[1]);

    let figure = tree.add(Tree::ROOT, Node::new(Role::Figure).alternative("EU:n lippu: 12 tähteä"));
    let blue = Path {
        segments: rectangle(50.0, 200.0, 60.0, 40.0),
        fill: Some(Colour::hex(0x00_33_99)),
        stroke: None,
    };
    pages[1].push(Item { owner: Owner::Node(figure), content: Content::Path(blue) });
    let image = Image { area: area(60.0, 205.0, 30.0, 30.0), turned: false, pixels: picture() };
    pages[1].push(Item { owner: Owner::Node(figure), content: Content::Image(image) });

    let swedish = tree.add(Tree::ROOT, Node::new(Role::Paragraph).in_language(Language::Sv));
    pages[1].push(words(swedish, WIDE, 10.0, 50.0, 260.0, "Välkommen till Åbo"));
    pages[1].push(words(swedish, WIDE, 10.0, 50.0, 274.0, "ﬁn – e\u{301}clair, office"));

    let over = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    pages[0].push(words(over, REGULAR, 11.0, 50.0, 780.0, "Tämä kappale jatkuu"));
    pages[1].insert(0, words(over, REGULAR, 11.0, 50.0, 60.0, "seuraavalla sivulla."));
    pages[1].push(Item {
        owner: Owner::Artifact,
        content: Content::Glyphs(run(REGULAR, 9.0, 290.0, 820.0, "2")),
    });

    let outline =
        [("Ohjelma", 0, 0, 60.0), ("Päivä 1", 1, 0, 160.0), ("Käytännön tietoa", 0, 1, 40.0)];
    let entry = |(title, level, page, y): (&str, u8, u32, f32)| OutlineEntry {
        title: title.to_owned(),
        level,
        page,
        y,
    };
    Document {
        head: head("Kevätpäivät 2026: ”ohjelma” & <esitykset>"),
        tree,
        pages: pages.into_iter().map(|items| Page { size: Size::A4, items }).collect(),
        outline: outline.into_iter().map(entry).collect(),
    }
}

fn artifact_rule(x: f32, y: f32) -> Item {
    let line: Arc<[Segment]> =
        Arc::new([Segment::Move(Point { x, y }), Segment::Line(Point { x: x + 400.0, y })]);
    let stroke = Some((Colour::hex(0x88_88_88), 0.5));
    Item {
        owner: Owner::Artifact,
        content: Content::Path(Path { segments: line, fill: None, stroke }),
    }
}

fn table(tree: &mut Tree, items: &mut Vec<Item>) {
    let table = tree.add(Tree::ROOT, Node::new(Role::Table));
    let head = tree.add(table, Node::new(Role::TableHead));
    let row = tree.add(head, Node::new(Role::TableRow));
    for (column, text) in ["Aika", "Sali A", "Sali B"].into_iter().enumerate() {
        let cell = tree.add(row, Node::new(header(Scope::Column)));
        items.push(words(cell, BOLD, 10.0, 50.0 + 100.0 * column as f32, 200.0, text));
    }
    let body = tree.add(table, Node::new(Role::TableBody));
    let rows = [["9.00–9.40", "Avaus", ""], ["9.40–10.00", "Kahvi", "*"]];
    for (line, cells) in rows.into_iter().enumerate() {
        let y = 220.0 + 16.0 * line as f32;
        let row = tree.add(body, Node::new(Role::TableRow));
        let time = tree.add(row, Node::new(header(Scope::Row)));
        items.push(words(time, REGULAR, 10.0, 50.0, y, cells[0]));
        let columns = if cells[2] == "*" { 2 } else { 1 };
        let cell = tree.add(row, Node::new(Role::DataCell { columns, rows: 1 }));
        items.push(words(cell, REGULAR, 10.0, 150.0, y, cells[1]));
        if columns == 1 {
            tree.add(row, Node::new(CELL));
        }
    }
}

fn list(tree: &mut Tree, items: &mut Vec<Item>) {
    let list = tree.add(Tree::ROOT, Node::new(Role::List));
    for (line, text) in ["Tulo junalla", "Lounas"].into_iter().enumerate() {
        let y = 120.0 + 16.0 * line as f32;
        let item = tree.add(list, Node::new(Role::ListItem));
        let label = tree.add(item, Node::new(Role::ListLabel));
        items.push(words(label, REGULAR, 11.0, 50.0, y, &format!("{}.", line + 1)));
        let body = tree.add(item, Node::new(Role::ListBody));
        items.push(words(body, REGULAR, 11.0, 70.0, y, text));
    }
}

/// Certificates for these people.
pub fn certificates(names: &[String]) -> Batch {
    let mut tree = Tree::new(Role::Section);
    let title = tree.add(Tree::ROOT, Node::new(Role::Heading(1)));
    let says = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    let name = tree.add(Tree::ROOT, Node::new(Role::Heading(2)));
    let course = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    let scope = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    let signed = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    let serial = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    let emblem =
        tree.add(Tree::ROOT, Node::new(Role::Figure).alternative("Euroopan unionin lippu"));
    let funding = tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    let flag = Path {
        segments: rectangle(60.0, 480.0, 60.0, 40.0),
        fill: Some(Colour::hex(0x00_33_99)),
        stroke: None,
    };
    let logo = Image { area: area(700.0, 60.0, 60.0, 60.0), turned: false, pixels: picture() };
    let shared = vec![
        words(title, BOLD, 30.0, 60.0, 120.0, "Todistus osallistumisesta"),
        words(says, REGULAR, 14.0, 60.0, 160.0, "Todistamme, että"),
        words(
            course,
            REGULAR,
            14.0,
            60.0,
            260.0,
            "on osallistunut koulutukseen Työelämän palvelut 2026 –",
        ),
        words(course, REGULAR, 14.0, 60.0, 280.0, "verkostot, välineet ja vaikuttavuus."),
        words(scope, REGULAR, 14.0, 60.0, 310.0, "Laajuus 12 tuntia, 0,5 opintopistettä"),
        artifact_rule(60.0, 400.0),
        words(
            signed,
            REGULAR,
            12.0,
            60.0,
            416.0,
            "Turussa 12.3.2026, Maija Åström, koulutuspäällikkö",
        ),
        Item { owner: Owner::Node(emblem), content: Content::Path(flag) },
        words(funding, REGULAR, 11.0, 130.0, 505.0, "Euroopan unionin osarahoittama"),
        Item { owner: Owner::Artifact, content: Content::Image(logo) },
    ];
    let pages = names
        .iter()
        .enumerate()
        .map(|(index, person)| OwnPage {
            bookmark: person.clone(),
            items: vec![
                words(name, BOLD, 24.0, 60.0, 210.0, person),
                words(serial, REGULAR, 9.0, 650.0, 560.0, &format!("2026-{:05}", index + 1)),
            ],
        })
        .collect();
    Batch { head: head("Todistukset"), tree, size: Size::A4.landscape(), shared, pages }
}

/// As many different names as asked for, from few letters.
pub fn names(count: usize) -> Vec<String> {
    const FIRST: [&str; 12] = [
        "Žofia",
        "Áile",
        "Pekka",
        "Åsa",
        "Marja-Leena",
        "Jüri",
        "Nguyễn",
        "Élise",
        "Siiri",
        "Łukasz",
        "Ffion",
        "Øystein",
    ];
    const LAST: [&str; 11] = [
        "Šimkus",
        "Åström",
        "Virtanen",
        "Öhman",
        "O’Brien",
        "Guttorm",
        "Hämäläinen",
        "af Grann",
        "Thị Minh",
        "Müller",
        "Jääskeläinen",
    ];
    (0..count)
        .map(|index| {
            let (first, last) = (FIRST[index % FIRST.len()], LAST[index / 3 % LAST.len()]);
            format!("{first} {last}")
        })
        .collect()
}

/// The document as a reader sees it.
pub fn read(bytes: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(bytes).unwrap()
}

/// Fails with the findings, if there are any.
pub fn assert_sound(bytes: &[u8]) {
    let findings = documents::check::file(bytes);
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{}", lines.join("\n"));
}

/// What a screen reader says, as `kind: text` lines.
pub fn spoken(bytes: &[u8]) -> Vec<String> {
    let said = documents::check::spoken(&read(bytes));
    said.into_iter().map(|said| format!("{}: {}", said.kind, said.text)).collect()
}
