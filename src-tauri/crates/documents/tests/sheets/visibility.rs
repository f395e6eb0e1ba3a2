//! What a financier measures on paper: the emblem beside other logos, on every sheet that has both.

use documents::ir::{Content, Document, Item, Owner, Path, Point, Role, Segment};
use documents::model::{Languages, Logo};
use documents::visibility::{Rule, measured, measured_batch};
use documents::{Fonts, impose, lay_out_certificates, lay_out_one_page, lay_out_programme};
use documents::{
    lay_out_attendance, lay_out_badges, lay_out_programme_a5, lay_out_report, lay_out_route,
    lay_out_signs, lay_out_tents, picture::Picture, stock::Stock,
};
use domain::Language;

use crate::{cards, desk_sample, laws, lists_sample, route_sample, sample};

/// A logo of any shape; what is said instead of it is its shape.
fn logo(width: u32, height: u32) -> Logo {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' \
         viewBox='0 0 {width} {height}'><path d='M0 0h{width}v{height}H0z' fill='#0a4'/></svg>"
    );
    let picture = Picture::read(svg.as_bytes()).unwrap();
    Logo { picture, description: format!("Logo {width} × {height}") }
}

fn shapes() -> Vec<Logo> {
    vec![logo(100, 100), logo(400, 100), logo(100, 300), logo(3000, 100)]
}

fn laid(fonts: &Fonts) -> (Vec<Document>, Vec<Logo>) {
    let languages = Languages::two(Language::Fi, Language::En);
    let logos = shapes();
    let mut edition = sample::edition(languages);
    edition.house.logos = logos.clone();
    let mut book = sample::programme(languages);
    book.partners = logos.clone();
    let documents = vec![
        lay_out_programme(&book, &edition, fonts),
        lay_out_one_page(&book, &edition, fonts),
        impose::booklet(lay_out_programme_a5(&book, &edition, fonts)),
    ];
    (documents, logos)
}

#[test]
fn no_logo_is_larger_than_the_emblem_on_any_sheet() {
    let fonts = Fonts::shipped();
    let (documents, logos) = laid(&fonts);
    let said: Vec<&str> = logos.iter().map(|logo| logo.description.as_str()).collect();
    for document in &documents {
        assert_eq!(measured(document, &said), []);
        laws::assert_lawful(document, &fonts, &[]);
    }
    let mut edition = sample::edition(Language::Fi);
    edition.house.logos = logos.clone();
    let batch = lay_out_certificates(&sample::certificates(Language::Fi, 3), &edition, &fonts);
    assert_eq!(measured_batch(&batch, &said), []);
    laws::assert_lawful_batch(&batch, &fonts, &["Žofia Šimkus"]);
    let shown = batch.tree.len() as u32;
    let figures = (0..shown).map(|id| batch.tree.node(documents::ir::NodeId(id)));
    let figures = figures.filter(|node| node.role == Role::Figure).count();
    assert!(figures > logos.len(), "the certificate shows no logos");
}

#[test]
fn the_emblem_is_high_enough_on_every_other_sheet() {
    let fonts = Fonts::shipped();
    let fi = Languages::one(Language::Fi);
    let edition = sample::edition(fi);
    let mut documents = vec![
        lay_out_tents(&cards::tents(fi), &edition, &fonts),
        lay_out_signs(&cards::doors(fi), &edition, &fonts),
        lay_out_attendance(&lists_sample::attendance(fi, 3), &edition, &fonts),
        lay_out_route(&route_sample::route(fi), &edition, &fonts),
        lay_out_report(&desk_sample::report(), &edition, &fonts),
    ];
    documents.extend(
        Stock::ALL.map(|stock| lay_out_badges(&cards::badges(fi, stock), &edition, &fonts)),
    );
    for document in &documents {
        assert_eq!(measured(document, &[]), [], "{}", document.head.title);
    }
}

#[test]
fn a_logo_that_outgrows_the_emblem_is_found() {
    let fonts = Fonts::shipped();
    let (mut documents, logos) = laid(&fonts);
    let document = &mut documents[0];
    let said = logos[0].description.as_str();
    let tree = &document.tree;
    let is_logo = |item: &&mut Item| match item.owner {
        Owner::Node(node) => tree.node(node).alternative.as_deref() == Some(said),
        Owner::Artifact => false,
    };
    let item = document.pages[0].items.iter_mut().find(is_logo).unwrap();
    let corners = [(0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0)];
    let segments = corners.map(|(x, y)| Segment::Line(Point { x, y }));
    let larger = Path { segments: segments.into(), fill: None, stroke: None };
    item.content = Content::Path(larger);
    let found = measured(document, &[said]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].rule, found[0].detail.as_str()), (Rule::EmblemTooSmall, said));
}
