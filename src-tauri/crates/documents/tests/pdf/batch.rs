//! Many pages of one shape.

use documents::check;
use documents::ir::{Content, Item, Node, OwnPage, Owner, Role, Tree};
use documents::pdf::{PdfError, SeparateFiles, write_batch, write_batch_page};

use crate::paper::{
    self, REGULAR, area, assert_sound, certificates, fonts, names, read, spoken, words,
};

const FIRST: [&str; 8] = [
    "H1: Todistus osallistumisesta",
    "P: Todistamme, että",
    "H2: Žofia Šimkus",
    "P: on osallistunut koulutukseen Työelämän palvelut 2026 – verkostot, välineet ja vaikuttavuus.",
    "P: Laajuus 12 tuntia, 0,5 opintopistettä",
    "P: Turussa 12.3.2026, Maija Åström, koulutuspäällikkö",
    "P: 2026-00001",
    "Figure: Euroopan unionin lippu",
];

#[test]
fn a_batch_breaks_no_rule() {
    assert_sound(&write_batch(&certificates(&names(150)), &fonts()).unwrap());
}

#[test]
fn every_certificate_is_read_in_its_order_with_its_own_name() {
    let people = names(70);
    let said = spoken(&write_batch(&certificates(&people), &fonts()).unwrap());
    assert_eq!(said[..8], FIRST);
    assert_eq!(said[8], "P: Euroopan unionin osarahoittama");
    let found: Vec<&str> = said.iter().filter_map(|line| line.strip_prefix("H2: ")).collect();
    assert_eq!(found, people);
}

#[test]
fn a_single_page_says_the_same_as_in_the_batch() {
    let batch = certificates(&names(3));
    let book = fonts();
    let whole = spoken(&write_batch(&batch, &book).unwrap());
    for index in 0..3 {
        let one = write_batch_page(&batch, index, &book).unwrap();
        assert_sound(&one);
        assert_eq!(spoken(&one), whole[index * 9..index * 9 + 9]);
    }
}

#[test]
fn separate_files_say_the_same_as_single_pages() {
    let batch = certificates(&names(5));
    let book = fonts();
    let files = SeparateFiles::new(&batch, &book).unwrap();
    for index in 0..5 {
        let file = files.file(index).unwrap();
        assert_sound(&file);
        assert_eq!(spoken(&file), spoken(&write_batch_page(&batch, index, &book).unwrap()));
    }
    let beyond = files.file(5);
    assert!(matches!(beyond, Err(PdfError::UnknownPage { page: 6, pages: 5 })));
}

#[test]
fn the_same_batch_gives_the_same_bytes() {
    let write = || write_batch(&certificates(&names(80)), &fonts()).unwrap();
    assert_eq!(write(), write());
}

#[test]
fn a_further_certificate_costs_at_most_350_bytes() {
    let size = |count| write_batch(&certificates(&names(count)), &fonts()).unwrap().len();
    let (few, many) = (size(200), size(600));
    let each = (many - few) / 400;
    assert!(each <= 350, "{each} bytes");
}

#[test]
fn a_single_certificate_is_at_most_20_kilobytes() {
    let one = write_batch_page(&certificates(&names(1)), 0, &fonts()).unwrap();
    assert!(one.len() <= 20_000, "{} bytes", one.len());
}

#[test]
fn every_page_has_a_bookmark_with_its_name() {
    let people = names(4);
    let read = read(&write_batch(&certificates(&people), &fonts()).unwrap());
    let outline = read.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap();
    let mut next = read.get_dictionary(outline).unwrap().get(b"First").ok();
    let mut titles = Vec::new();
    while let Some(id) = next.and_then(|next| next.as_reference().ok()) {
        let bookmark = read.get_dictionary(id).unwrap();
        titles.push(lopdf::decode_text_string(bookmark.get(b"Title").unwrap()).unwrap());
        next = bookmark.get(b"Next").ok();
    }
    assert_eq!(titles, people);
}

#[test]
fn a_node_that_one_page_leaves_empty_is_left_out_there() {
    let mut batch = certificates(&names(2));
    batch.pages[1].items.truncate(1);
    let bytes = write_batch(&batch, &fonts()).unwrap();
    assert_sound(&bytes);
    let serials = spoken(&bytes).iter().filter(|line| line.contains("2026-0000")).count();
    assert_eq!(serials, 1);
}

#[test]
fn shared_and_own_links_work_on_every_page() {
    let mut batch = certificates(&names(3));
    let node = batch.tree.add(Tree::ROOT, Node::new(Role::Link));
    let own = batch.tree.add(Tree::ROOT, Node::new(Role::Link));
    let click = |node, x, address: &str| Item {
        owner: Owner::Node(node),
        content: Content::LinkArea {
            area: area(x, 20.0, 50.0, 12.0),
            address: address.to_owned(),
            description: "Tarkista todistus".to_owned(),
        },
    };
    batch.shared.push(words(node, REGULAR, 9.0, 60.0, 30.0, "esimerkki.fi"));
    batch.shared.push(click(node, 60.0, "https://esimerkki.fi"));
    for (index, OwnPage { items, .. }) in batch.pages.iter_mut().enumerate() {
        items.push(words(own, REGULAR, 9.0, 160.0, 30.0, "todistus"));
        items.push(click(own, 160.0, &format!("https://esimerkki.fi/t/{index}")));
    }
    let bytes = write_batch(&batch, &fonts()).unwrap();
    assert_sound(&bytes);
    let read = read(&bytes);
    for page in read.page_iter() {
        assert_eq!(read.get_page_annotations(page).unwrap().len(), 2);
    }
}

#[test]
fn pages_of_many_shapes_keep_their_order_and_their_names() {
    let people = names(67);
    let mut batch = certificates(&people);
    let link = batch.tree.add(Tree::ROOT, Node::new(Role::Link));
    for (index, page) in batch.pages.iter_mut().enumerate() {
        if index % 3 == 1 {
            page.items.truncate(1);
        }
        if index == 40 {
            let content = Content::LinkArea {
                area: area(60.0, 20.0, 50.0, 12.0),
                address: "https://esimerkki.fi".to_owned(),
                description: "Tarkista todistus".to_owned(),
            };
            page.items.push(words(link, REGULAR, 9.0, 60.0, 30.0, "esimerkki.fi"));
            page.items.push(Item { owner: Owner::Node(link), content });
        }
    }
    let bytes = write_batch(&batch, &fonts()).unwrap();
    assert_sound(&bytes);
    let said = spoken(&bytes);
    let found: Vec<&str> = said.iter().filter_map(|line| line.strip_prefix("H2: ")).collect();
    assert_eq!(found, people);
    let serials = said.iter().filter(|line| line.contains("2026-0")).count();
    assert_eq!(serials, 67 - 22);
}

#[test]
fn what_many_pages_have_alike_stands_in_the_file_once() {
    let mut batch = certificates(&names(30));
    let employer = batch.tree.add(Tree::ROOT, Node::new(Role::Paragraph));
    for (index, page) in batch.pages.iter_mut().enumerate() {
        let text = ["Savon Sellu Oy", "Karjalan Puu Oy"][index % 2];
        page.items.push(words(employer, REGULAR, 12.0, 60.0, 240.0, text));
    }
    let bytes = write_batch(&batch, &fonts()).unwrap();
    assert_sound(&bytes);
    let read = read(&bytes);
    let mut streams: Vec<_> =
        read.page_iter().flat_map(|page| read.get_page_contents(page)).collect();
    // What every page has, the employer, where the name begins, and the name with the number.
    assert_eq!(streams.len(), 30 * 4);
    streams.sort();
    streams.dedup();
    assert_eq!(streams.len(), 1 + 2 + 1 + 30);
}

#[test]
fn pictures_of_a_page_stay_in_their_order_above_and_below_letters() {
    let mut batch = certificates(&names(12));
    let (ground, cover) = (batch.shared[7].clone(), batch.shared[7].clone());
    for page in &mut batch.pages {
        page.items.insert(0, Item { owner: Owner::Artifact, ..ground.clone() });
        page.items.push(Item { owner: Owner::Artifact, ..cover.clone() });
    }
    let bytes = write_batch(&batch, &fonts()).unwrap();
    assert_sound(&bytes);
    let read = read(&bytes);
    for page in read.page_iter() {
        let own = *read.get_page_contents(page).last().unwrap();
        let own = read.get_object(own).unwrap().as_stream().unwrap();
        let own = own.decompressed_content().unwrap();
        let places = |wanted: &[u8]| -> Vec<usize> {
            own.windows(wanted.len()).enumerate().filter(|w| w.1 == wanted).map(|w| w.0).collect()
        };
        let (fills, letters) = (places(b"\nf\n"), places(b"]TJ"));
        assert_eq!(fills.len(), 2);
        assert!(letters.iter().all(|letter| fills[0] < *letter && *letter < fills[1]));
    }
}

#[test]
fn a_page_with_nothing_of_its_own_is_written() {
    let mut batch = certificates(&names(1));
    batch.pages[0].items.clear();
    // The heading of the second level goes with its items, the rest stays.
    assert_sound(&write_batch(&batch, &fonts()).unwrap());
}

#[test]
fn a_batch_without_pages_is_refused() {
    let refused = write_batch(&certificates(&[]), &fonts());
    assert!(matches!(refused, Err(PdfError::NoPages)));
}

#[test]
fn hostile_names_stay_names() {
    let people: Vec<String> =
        ["(Robert)\\", ")>>endobj", "<script>&amp;", "a\u{202e}b", "%PDF-", "ﬁﬁﬂ"]
            .map(str::to_owned)
            .into();
    let kept: Vec<String> = people.iter().map(|name| name.replace('\u{202e}', "")).collect();
    let batch = certificates(&kept);
    let bytes = write_batch(&batch, &fonts()).unwrap();
    assert_sound(&bytes);
    let said = spoken(&bytes);
    let found: Vec<&str> = said.iter().filter_map(|line| line.strip_prefix("H2: ")).collect();
    assert_eq!(found, kept);
}

#[test]
fn the_whole_batch_is_checked_page_by_page() {
    let bytes = write_batch(&certificates(&names(2)), &fonts()).unwrap();
    let mut read = paper::read(&bytes);
    let second = read.page_iter().nth(1).unwrap();
    read.get_dictionary_mut(second).unwrap().remove(b"StructParents");
    let findings = check::document(&read);
    assert!(findings.iter().any(|finding| finding.detail.contains("page 2")));
}
