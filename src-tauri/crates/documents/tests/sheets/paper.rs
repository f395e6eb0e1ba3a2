//! The sheets as they are printed: sound files, regular tables, the funding rule of each period.

use documents::ir::{Content, Document, Item, NodeId, Owner, Role, Tree};
use documents::model::{Attendance, ProgrammePeriod};
use documents::{Fonts, check, lay_out_certificates, lay_out_programme, pdf};
use documents::{missing_letters, missing_letters_of_batch, preview_batch_page, preview_pages};
use domain::Language;

use crate::sample;

fn texts(items: &[Item]) -> Vec<&str> {
    let runs = items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some(&*run.text),
        _ => None,
    });
    runs.collect()
}

fn said(document: &Document) -> String {
    document.pages.iter().flat_map(|page| texts(&page.items)).collect()
}

#[test]
fn every_sheet_in_every_language_becomes_an_accessible_archivable_file() {
    let fonts = Fonts::shipped();
    for language in Language::ALL {
        let books = [
            sample::programme(language),
            sample::six_tracks(language),
            sample::one_track(language),
        ];
        for book in books {
            let document = lay_out_programme(&book, &sample::edition(language), &fonts);
            let file = pdf::write_document(&document, fonts.book()).unwrap();
            assert_eq!(check::file(&file), []);
        }
        let batch = lay_out_certificates(
            &sample::certificates(language, 12),
            &sample::edition(language),
            &fonts,
        );
        let file = pdf::write_batch(&batch, fonts.book()).unwrap();
        assert_eq!(check::file(&file), []);
    }
}

#[test]
fn paper_of_2021_to_2027_shows_the_emblem_with_its_statement_and_names_no_fund() {
    let fonts = Fonts::shipped();
    let statements = [
        (Language::Fi, "Euroopan unionin osarahoittama"),
        (Language::Sv, "Medfinansieras av Europeiska unionen"),
        (Language::En, "Co-funded by the European Union"),
    ];
    for (language, statement) in statements {
        let mut book = sample::programme(language);
        if let Some(funding) = &mut book.occasion.funding {
            funding.programme_period = ProgrammePeriod::Period2021To2027;
            funding.financier = "Euroopan sosiaalirahasto, Vipuvoimaa EU:lta".into();
        }
        let document = lay_out_programme(&book, &sample::edition(language), &fonts);
        let said = said(&document);
        assert!(said.contains(statement), "{said}");
        assert!(said.contains("S30355"));
        for forbidden in ["sosiaalirahasto", "Vipuvoimaa", "socialfond", "Social Fund"] {
            assert!(!said.contains(forbidden), "{forbidden}");
        }
        assert_statement_font(&document, statement);
    }
}

#[test]
fn paper_of_2014_to_2020_names_the_union_the_fund_the_slogan_and_the_financier() {
    let fonts = Fonts::shipped();
    let mut book = sample::programme(Language::Fi);
    if let Some(funding) = &mut book.occasion.funding {
        funding.programme_period = ProgrammePeriod::Period2014To2020;
    }
    let document = lay_out_programme(&book, &sample::edition(Language::Fi), &fonts);
    let said = said(&document);
    for wanted in [
        "Euroopan unioni",
        "Euroopan sosiaalirahasto",
        "Vipuvoimaa EU:lta",
        "Rahoittaja: Pohjois-Savon ELY-keskus",
    ] {
        assert!(said.contains(wanted), "{wanted}");
    }
    assert!(!said.contains("osarahoittama"));
}

/// The statement, on the cover, beside the logos and on the page of those who pay, is in Ubuntu, which the rule
/// permits, and nothing else is.
fn assert_statement_font(document: &Document, statement: &str) {
    let mut in_ubuntu = String::new();
    for item in document.pages.iter().flat_map(|page| &page.items) {
        if let Content::Glyphs(run) = &item.content
            && run.face == documents::Cut::Statement.face()
        {
            in_ubuntu.push_str(&run.text);
        }
    }
    assert_eq!(in_ubuntu, statement.repeat(3));
}

#[test]
fn the_emblem_is_higher_than_a_centimetre_and_described() {
    let fonts = Fonts::shipped();
    let document =
        lay_out_programme(&sample::programme(Language::Fi), &sample::edition(Language::Fi), &fonts);
    let figure = (0..document.tree.len() as u32)
        .map(NodeId)
        .find(|id| {
            let said = document.tree.node(*id).alternative.as_deref();
            said == Some("Euroopan unionin lippu")
        })
        .unwrap();
    assert_eq!(document.tree.node(figure).role, Role::Figure);
    let heights = document.pages[0].items.iter().filter_map(|item| match &item.content {
        Content::Path(path) if item.owner == Owner::Node(figure) => Some(extent(&path.segments)),
        _ => None,
    });
    assert!(heights.fold(0.0, f32::max) >= 28.35);
}

fn extent(segments: &[documents::ir::Segment]) -> f32 {
    use documents::ir::Segment;
    let levels = segments.iter().filter_map(|segment| match segment {
        Segment::Move(at) | Segment::Line(at) | Segment::Curve(_, _, at) => Some(at.y),
        Segment::Close => None,
    });
    let (low, high) = levels.fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)));
    high - low
}

#[test]
fn every_day_is_a_table_with_as_many_places_in_each_row() {
    let fonts = Fonts::shipped();
    let document =
        lay_out_programme(&sample::programme(Language::Fi), &sample::edition(Language::Fi), &fonts);
    let tree = &document.tree;
    let tables: Vec<NodeId> = (0..tree.len() as u32)
        .map(NodeId)
        .filter(|id| tree.node(*id).role == Role::Table)
        .collect();
    assert_eq!(tables.len(), 2);
    for table in tables {
        let rows: Vec<NodeId> = tree
            .node(table)
            .children
            .iter()
            .flat_map(|part| tree.node(*part).children.clone())
            .collect();
        // How many rows each column is still covered by a cell from above.
        let mut covered = [0_u16; 4];
        for row in rows {
            let mut places = covered.iter().filter(|rows| **rows > 0).count();
            let mut column = 0;
            let mut next = covered.map(|rows| rows.saturating_sub(1));
            for cell in &tree.node(row).children {
                let (columns, rows) = match tree.node(*cell).role {
                    Role::HeaderCell { columns, rows, .. } | Role::DataCell { columns, rows } => {
                        (usize::from(columns), rows)
                    }
                    other => panic!("{other:?} in a row"),
                };
                while covered[column] > 0 {
                    column += 1;
                }
                next[column..column + columns].fill(rows - 1);
                column += columns;
                places += columns;
            }
            assert_eq!(places, 4);
            covered = next;
        }
        assert_eq!(covered, [0; 4]);
    }
}

#[test]
fn the_text_alternative_says_what_the_page_says_in_reading_order() {
    let fonts = Fonts::shipped();
    let document =
        lay_out_programme(&sample::programme(Language::Fi), &sample::edition(Language::Fi), &fonts);
    let pages = preview_pages(&document, &fonts);
    let cover = &pages[0].text_alternative;
    let title = cover.find("Kumppanuuspäivä 2026").unwrap();
    let place = cover.find("Joensuun tiedepuisto").unwrap();
    let emblem = cover.find("Euroopan unionin lippu").unwrap();
    assert!(title < place && place < emblem);
    // The session list puts a title before its time, as it is heard best.
    let list = &pages[3].text_alternative;
    assert!(list.find("Avaus: kumppanuus").unwrap() < list.find("9.00–9.40").unwrap());
    assert!(!list.contains('\u{ad}'));

    let batch = lay_out_certificates(
        &sample::certificates(Language::Fi, 3),
        &sample::edition(Language::Fi),
        &fonts,
    );
    let page = preview_batch_page(&batch, 0, &fonts).unwrap().text_alternative;
    let name = page.find("Žofia Šimkus").unwrap();
    assert!(page.find("Osallistumistodistus").unwrap() < name);
    assert!(name < page.find("on osallistunut tapahtumaan").unwrap());
    assert!(preview_batch_page(&batch, 3, &fonts).is_none());
}

#[test]
fn letters_that_no_font_has_are_named() {
    let fonts = Fonts::shipped();
    let mut book = sample::programme(Language::Fi);
    assert_eq!(
        missing_letters(&lay_out_programme(&book, &sample::edition(Language::Fi), &fonts), &fonts),
        []
    );
    book.days[0].sessions[1].title = documents::model::Phrase::new("漢字 ja ǩiõll", Language::Fi);
    let missing =
        missing_letters(&lay_out_programme(&book, &sample::edition(Language::Fi), &fonts), &fonts);
    let letters: String = missing.iter().map(|missing| missing.letter).collect();
    assert_eq!(letters, "漢字");

    let mut batch = sample::certificates(Language::En, 12);
    assert_eq!(
        missing_letters_of_batch(
            &lay_out_certificates(&batch, &sample::edition(Language::En), &fonts),
            &fonts
        ),
        []
    );
    batch.certificates[7].person_name = "李 Áile".into();
    let missing = missing_letters_of_batch(
        &lay_out_certificates(&batch, &sample::edition(Language::En), &fonts),
        &fonts,
    );
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].letter, missing[0].page), ('李', 7));
}

#[test]
fn what_certificates_share_is_laid_out_once() {
    let fonts = Fonts::shipped();
    let mut batch = sample::certificates(Language::Fi, 20);
    let own = |batch: &documents::model::CertificateBatch| -> Vec<String> {
        let laid = lay_out_certificates(batch, &sample::edition(Language::Fi), &fonts);
        laid.pages.iter().map(|page| texts(&page.items).concat()).collect()
    };
    assert!(own(&batch).iter().all(|page| page.contains("tuntia") && !page.contains("Laajuus")));
    batch.certificates[3].minutes = None;
    let pages = own(&batch);
    assert!(pages[2].contains("Laajuus\u{a0}6,5 tuntia") && !pages[3].contains("Laajuus"));
    for certificate in &mut batch.certificates {
        certificate.minutes = Some(390);
    }
    let pages = own(&batch);
    assert_eq!(pages[0], "Žofia ŠimkusItä-Suomen yliopisto\u{a0}KP-2026-0001");
    let laid = lay_out_certificates(&batch, &sample::edition(Language::Fi), &fonts);
    assert!(texts(&laid.shared).concat().contains("Laajuus\u{a0}6,5 tuntia"));
    assert_eq!(laid.pages[0].bookmark, "Žofia Šimkus");
}

#[test]
fn bookmarks_lead_to_days_and_parts_of_the_programme() {
    let fonts = Fonts::shipped();
    let document =
        lay_out_programme(&sample::programme(Language::En), &sample::edition(Language::En), &fonts);
    let titles: Vec<(&str, u8)> =
        document.outline.iter().map(|entry| (entry.title.as_str(), entry.level)).collect();
    assert_eq!(
        titles,
        [
            ("Partnership Day 2026 – programme", 0),
            ("Thursday 1 October 2026", 1),
            ("Friday 2 October 2026", 1),
            ("Sessions", 1),
            ("Thursday 1 October 2026", 2),
            ("Friday 2 October 2026", 2),
            ("Speakers", 1),
            ("Good to know", 1),
            ("Partners", 1),
            ("Funding", 1),
        ]
    );
    for entry in &document.outline {
        assert!((entry.page as usize) < document.pages.len());
    }
}

#[test]
fn long_tables_repeat_their_head_without_saying_it_twice() {
    let fonts = Fonts::shipped();
    let mut book = sample::one_track(Language::Fi);
    let first = book.days[0].sessions[1].clone();
    for index in 0..60 {
        let mut talk = first.clone();
        talk.attendance = Attendance::Everyone;
        talk.starts += chrono::Duration::minutes(index);
        talk.ends += chrono::Duration::minutes(index);
        book.days[0].sessions.push(talk);
    }
    let document = lay_out_programme(&book, &sample::edition(Language::Fi), &fonts);
    let heads = |wanted: fn(&Owner) -> bool| {
        let head = |item: &&Item| match &item.content {
            Content::Glyphs(run) => &*run.text == "Aika" && wanted(&item.owner),
            _ => false,
        };
        document.pages.iter().filter(|page| page.items.iter().any(|item| head(&item))).count()
    };
    assert_eq!(heads(|owner| matches!(owner, Owner::Node(_))), 1);
    assert!(heads(|owner| *owner == Owner::Artifact) >= 1);
    let root = document.tree.node(Tree::ROOT);
    assert_eq!(root.role, Role::Document);
}
