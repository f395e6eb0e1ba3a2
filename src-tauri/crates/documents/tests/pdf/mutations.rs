//! Every rule of the checker is broken once, and the checker says so.

use std::sync::OnceLock;

use documents::check;
use documents::pdf::write_document;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::paper::{fonts, programme, read};

fn sound() -> &'static [u8] {
    static SOUND: OnceLock<Vec<u8>> = OnceLock::new();
    SOUND.get_or_init(|| write_document(&programme(), &fonts()).unwrap())
}

/// Breaks the document and asks which rules the checker finds broken.
fn broken(mutate: impl FnOnce(&mut Document)) -> Vec<check::Finding> {
    let mut document = read(sound());
    mutate(&mut document);
    check::document(&document)
}

#[track_caller]
fn assert_caught(rule: &str, mutate: impl FnOnce(&mut Document)) {
    let findings = broken(mutate);
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
    assert!(rules.contains(&rule), "{rule} is not among {rules:?}");
}

fn text(words: &str) -> Object {
    Object::String(words.as_bytes().to_vec(), StringFormat::Literal)
}

fn name(word: &str) -> Object {
    Object::Name(word.as_bytes().to_vec())
}

fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().unwrap()
}

/// The dictionary that a key of the catalog leads to.
fn part<'a>(document: &'a mut Document, key: &str) -> &'a mut Dictionary {
    let id = document.catalog().unwrap().get(key.as_bytes()).unwrap().as_reference().unwrap();
    document.get_dictionary_mut(id).unwrap()
}

fn all(document: &Document, fits: impl Fn(&Dictionary) -> bool) -> Vec<ObjectId> {
    let dictionary = |object: &Object| match object {
        Object::Stream(stream) => fits(&stream.dict),
        object => object.as_dict().is_ok_and(&fits),
    };
    document.objects.iter().filter(|(_, object)| dictionary(object)).map(|(id, _)| *id).collect()
}

fn is(dictionary: &Dictionary, key: &str, value: &str) -> bool {
    dictionary
        .get(key.as_bytes())
        .and_then(Object::as_name)
        .is_ok_and(|name| name == value.as_bytes())
}

fn elements(document: &Document, kind: &str) -> Vec<ObjectId> {
    all(document, |dictionary| is(dictionary, "S", kind) && dictionary.has(b"P"))
}

fn element<'a>(document: &'a mut Document, kind: &str) -> &'a mut Dictionary {
    let id = elements(document, kind)[0];
    document.get_dictionary_mut(id).unwrap()
}

fn page(document: &mut Document) -> &mut Dictionary {
    let id = document.page_iter().next().unwrap();
    document.get_dictionary_mut(id).unwrap()
}

fn content(document: &mut Document, change: impl FnOnce(String) -> String) {
    let page = document.page_iter().next().unwrap();
    let id = document.get_page_contents(page)[0];
    let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let changed = change(String::from_utf8(stream.get_plain_content().unwrap()).unwrap());
    *stream = Stream::new(Dictionary::new(), changed.into_bytes());
}

fn metadata(document: &mut Document, from: &str, to: &str) {
    let id = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let packet = String::from_utf8(stream.content.clone()).unwrap();
    assert!(packet.contains(from), "{from}");
    stream.set_content(packet.replace(from, to).into_bytes());
}

fn font<'a>(document: &'a mut Document, subtype: &str) -> &'a mut Dictionary {
    let id = all(document, |dictionary| is(dictionary, "Subtype", subtype))[0];
    document.get_dictionary_mut(id).unwrap()
}

fn descriptor(document: &mut Document) -> &mut Dictionary {
    let id = all(document, |dictionary| is(dictionary, "Type", "FontDescriptor"))[0];
    document.get_dictionary_mut(id).unwrap()
}

fn to_unicode(document: &mut Document, from: &str, to: &str) {
    let id = font(document, "Type0").get(b"ToUnicode").unwrap().as_reference().unwrap();
    let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let map = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    assert!(map.contains(from), "{map}");
    *stream = Stream::new(Dictionary::new(), map.replacen(from, to, 1).into_bytes());
}

fn link(document: &mut Document) -> &mut Dictionary {
    let id = all(document, |dictionary| is(dictionary, "Subtype", "Link"))[0];
    document.get_dictionary_mut(id).unwrap()
}

fn attributes<'a>(document: &'a mut Document, kind: &str) -> &'a mut Dictionary {
    element(document, kind).get_mut(b"A").unwrap().as_dict_mut().unwrap()
}

/// Adds an element of a kind below the first of another.
fn plant(document: &mut Document, above: &str, kind: &str) {
    let parent = elements(document, above)[0];
    let id = document.add_object(dictionary! { "S" => name(kind), "P" => parent });
    let parent = document.get_dictionary_mut(parent).unwrap();
    let mut kids = match parent.remove(b"K") {
        Some(Object::Array(kids)) => kids,
        Some(kid) => vec![kid],
        None => Vec::new(),
    };
    kids.push(id.into());
    parent.set("K", kids);
}

#[test]
fn the_document_is_sound_before_anything_is_broken() {
    assert_eq!(check::file(sound()), Vec::new());
}

#[test]
fn the_wrapping_is_checked() {
    let with = |from: &[u8], to: &[u8]| {
        let mut bytes = sound().to_vec();
        let at = bytes.windows(from.len()).position(|window| window == from).unwrap();
        bytes.splice(at..at + from.len(), to.iter().copied());
        check::file(&bytes).into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert!(with(b"%PDF-1.7", b"%PDF-2.0").contains(&"UA-6.1-1"));
    assert!(with(b"%\xe2\xe3\xcf\xd3", b"%abcd").contains(&"A-6.1.2-2"));
    assert!(with(b"%%EOF\n", b"%%EOF\nmore").contains(&"A-6.1.3-3"));
    assert_eq!(check::file(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n%%EOF\n")[0].rule, "own-syntax");
    assert_caught("A-6.1.3-1", |document| drop(document.trailer.remove(b"ID")));
    assert_caught("A-6.1.3-2", |document| document.trailer.set("Encrypt", Dictionary::new()));
}

#[test]
fn the_catalog_is_checked() {
    assert_caught("UA-6.2-1", |document| drop(catalog(document).remove(b"MarkInfo")));
    assert_caught("UA-7.1-4", |document| {
        catalog(document).set("MarkInfo", dictionary! { "Marked" => true, "Suspects" => true });
    });
    assert_caught("UA-7.1-10", |document| drop(catalog(document).remove(b"ViewerPreferences")));
    assert_caught("own-syntax", |document| catalog(document).set("PageMode", text("UseOutlines")));
    assert_caught("A-6.5.2-1", |document| catalog(document).set("AA", Dictionary::new()));
    assert_caught("UA-7.2-34", |document| drop(catalog(document).remove(b"Lang")));
    assert_caught("UA-7.2-29", |document| catalog(document).set("Lang", text("suomi kieli")));
    assert_caught("UA-7.1-11", |document| drop(catalog(document).remove(b"StructTreeRoot")));
    assert_caught("A-6.2.4.3-2", |document| drop(catalog(document).remove(b"OutputIntents")));
}

#[test]
fn the_colour_profile_is_checked() {
    let profile = |document: &Document| {
        all(document, |dictionary| dictionary.has(b"N") && !dictionary.has(b"First"))[0]
    };
    assert_caught("A-6.2.3-1", |document| {
        let id = profile(document);
        let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        let mut bytes = stream.get_plain_content().unwrap();
        bytes[16..20].copy_from_slice(b"CMYK");
        *stream = Stream::new(dictionary! { "N" => 3 }, bytes);
    });
    assert_caught("A-6.2.4.3-2", |document| {
        let id = all(document, |dictionary| is(dictionary, "S", "GTS_PDFA1"))[0];
        document.get_dictionary_mut(id).unwrap().set("S", name("GTS_PDFX"));
    });
}

#[test]
fn the_metadata_are_checked() {
    assert_caught("UA-7.1-8", |document| drop(catalog(document).remove(b"Metadata")));
    let claims = [
        ("UA-5-1", "<pdfuaid:part>1</pdfuaid:part>", ""),
        ("A-6.6.4-1", "<pdfaid:part>2</", "<pdfaid:part>5</"),
        ("A-6.6.4-3", "<pdfaid:conformance>A</", "<pdfaid:conformance>Z</"),
        ("A-6.6.2.3.1-1", "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", ""),
        ("A-6.6.2.1-2", "id=\"W5M0", "bytes=\"9\" id=\"W5M0"),
        ("A-6.6.2.1-4", "</dc:language>", ""),
        ("A-6.6.2.1-4", "&amp;", "&"),
        ("own-metadata", "<xmp:CreateDate>2", "<xmp:CreateDate>x"),
        ("A-6.6.3-1", "Kevätpäivät", "Syyspäivät"),
    ];
    for (rule, from, to) in claims {
        assert_caught(rule, |document| metadata(document, from, to));
    }
    assert_caught("UA-7.1-9", |document| {
        metadata(document, "Kevätpäivät 2026: ”ohjelma” &amp; &lt;esitykset&gt;", "");
    });
}

#[test]
fn the_nesting_of_elements_is_checked() {
    assert_caught("UA-7.1-5", |document| element(document, "P").set("S", name("Kappale")));
    assert_caught("UA-7.1-12", |document| drop(element(document, "H1").remove(b"P")));
    let planted = [
        ("UA-7.2-4", "Document", "TR"),
        ("UA-7.2-5", "Document", "THead"),
        ("UA-7.2-6", "Document", "TBody"),
        ("UA-7.2-7", "Document", "TFoot"),
        ("UA-7.2-8", "Document", "TH"),
        ("UA-7.2-9", "Document", "TD"),
        ("UA-7.2-17", "Document", "LI"),
        ("UA-7.2-18", "Document", "LBody"),
        ("UA-7.2-25", "Document", "TOCI"),
        ("UA-7.2-3", "Table", "P"),
        ("UA-7.2-10", "TR", "P"),
        ("UA-7.2-36", "THead", "P"),
        ("UA-7.2-37", "TBody", "P"),
        ("UA-7.2-19", "L", "P"),
        ("UA-7.2-20", "LI", "P"),
        ("UA-7.2-11", "Table", "THead"),
        ("UA-7.4.2-1", "Document", "H4"),
    ];
    for (rule, above, kind) in planted {
        assert_caught(rule, |document| plant(document, above, kind));
    }
    // Our tables have no foot: a body that is called one keeps its rows, and gains a paragraph.
    assert_caught("UA-7.2-38", |document| {
        element(document, "TBody").set("S", name("TFoot"));
        plant(document, "TFoot", "P");
    });
    assert_caught("UA-7.2-13", |document| {
        let table = elements(document, "Table")[0];
        let head = elements(document, "THead")[0];
        document.get_dictionary_mut(table).unwrap().set("K", head);
    });
    assert_caught("own-structure", |document| {
        let heading = elements(document, "H1")[0];
        let link = elements(document, "Link")[0];
        document.get_dictionary_mut(link).unwrap().set("K", heading);
    });
}

#[test]
fn what_elements_say_is_checked() {
    assert_caught("UA-7.3-1", |document| drop(element(document, "Figure").remove(b"Alt")));
    assert_caught("own-figure", |document| drop(element(document, "Figure").remove(b"A")));
    assert_caught("own-list", |document| drop(element(document, "L").remove(b"A")));
    assert_caught("UA-7.2-29", |document| element(document, "P").set("Lang", text("fi_FI")));
    assert_caught("UA-7.2-22", |document| drop(catalog(document).remove(b"Lang")));
    assert_caught("UA-7.2-21", |document| {
        catalog(document).remove(b"Lang");
        element(document, "H1").set("ActualText", text("Otsikko"));
    });
}

#[test]
fn tables_are_checked() {
    assert_caught("UA-7.5-1", |document| drop(attributes(document, "TH").remove(b"Scope")));
    assert_caught("UA-7.2-42", |document| attributes(document, "TH").set("ColSpan", 3));
    assert_caught("UA-7.2-42", |document| {
        let wide = elements(document, "TD")
            .into_iter()
            .find(|id| document.get_dictionary(*id).is_ok_and(|cell| cell.has(b"A")));
        document.get_dictionary_mut(wide.unwrap()).unwrap().remove(b"A");
    });
    assert_caught("UA-7.2-43", |document| {
        element(document, "TD").set("A", dictionary! { "O" => "Table", "RowSpan" => 9 });
    });
    assert_caught("UA-7.5-1", |document| {
        for cell in elements(document, "TH") {
            document.get_dictionary_mut(cell).unwrap().set("S", name("TD"));
        }
    });
    assert_caught("UA-7.2-15", |document| {
        // The head's middle cell reaches down into a row whose first cell is two columns wide.
        let head = elements(document, "TH")[1];
        let below = elements(document, "TH")[3];
        let mut spans = |cell: ObjectId, key: &str| {
            let cell = document.get_dictionary_mut(cell).unwrap();
            cell.get_mut(b"A").unwrap().as_dict_mut().unwrap().set(key, 2);
        };
        spans(head, "RowSpan");
        spans(below, "ColSpan");
    });
}

#[test]
fn content_is_checked() {
    assert_caught("UA-7.1-3", |document| {
        content(document, |operators| format!("0 0 10 10 re\nf\n{operators}"));
    });
    assert_caught("UA-7.1-3", |document| {
        content(document, |operators| operators.replacen("/MCID 0", "/MCID 77", 1));
    });
    assert_caught("UA-7.1-1", |document| {
        content(document, |operators| operators.replacen("BT", "/Artifact BMC\nEMC\nBT", 1));
    });
    assert_caught("UA-7.1-2", |document| {
        content(document, |operators| format!("/Artifact BMC\n{operators}\nEMC"));
    });
    assert_caught("own-syntax", |document| {
        content(document, |operators| format!("{operators}\n/Artifact BMC"));
    });
    assert_caught("own-syntax", |document| {
        content(document, |operators| format!("EMC\n{operators}"))
    });
    assert_caught("own-syntax", |document| {
        content(document, |operators| format!("q\n{operators}"))
    });
    assert_caught("A-6.2.2-1", |document| {
        content(document, |operators| format!("{operators}\n1 xyz"))
    });
    assert_caught("A-6.2.4.3-3", |document| {
        content(document, |operators| format!("0 0 0 1 k\n{operators}"));
    });
    assert_caught("A-6.1.13-8", |document| {
        content(document, |operators| {
            format!("{}{operators}{}", "q\n".repeat(29), "\nQ".repeat(29))
        });
    });
    assert_caught("own-structure", |document| {
        content(document, |operators| operators.replacen("/H1", "/H2", 1));
    });
    assert_caught("own-syntax", |document| {
        content(document, |operators| operators.replacen("/T1", "/Nowhere", 1));
    });
    assert_caught("own-replaced", |document| {
        content(document, |operators| {
            operators.replacen("BT", "/Span <</ActualText (x)>> BDC\nEMC\nBT", 1)
        });
    });
    assert_caught("A-6.2.2-2", |document| drop(page(document).remove(b"Resources")));
    assert_caught("UA-7.2-30", |document| {
        catalog(document).remove(b"Lang");
        content(document, |operators| operators.replacen("/MCID 0", "/MCID 0 /ActualText (x)", 1));
    });
}

#[test]
fn the_parent_tree_is_checked() {
    assert_caught("UA-7.1-3", |document| drop(page(document).remove(b"StructParents")));
    assert_caught("UA-7.1-11", |document| {
        drop(part(document, "StructTreeRoot").remove(b"ParentTree"))
    });
    assert_caught("own-parent-tree", |document| {
        part(document, "StructTreeRoot").set("ParentTreeNextKey", 0);
    });
    assert_caught("own-parent-tree", |document| page(document).set("StructParents", 1));
    assert_caught("own-parent-tree", |document| {
        content(document, |operators| {
            let end = operators.find("EMC").unwrap() + 3;
            operators[end..].to_owned()
        });
    });
    assert_caught("own-parent-tree", |document| link(document).set("StructParent", 0));
}

#[test]
fn images_are_checked() {
    let image = |document: &Document| all(document, |dictionary| dictionary.has(b"SMask"))[0];
    for (rule, key, value) in [
        ("A-6.2.8-3", "Interpolate", Object::Boolean(true)),
        ("A-6.2.8-1", "OPI", Object::Dictionary(Dictionary::new())),
        ("own-object", "Subtype", name("Form")),
    ] {
        assert_caught(rule, |document| {
            let id = image(document);
            let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
            stream.dict.set(key, value);
        });
    }
}

#[test]
fn fonts_are_checked() {
    assert_caught("UA-7.21.3.3-1", |document| font(document, "Type0").set("Encoding", name("H")));
    assert_caught("own-subset", |document| {
        font(document, "Type0").set("BaseFont", name("F16389+SourceSans3"));
    });
    assert_caught("A-6.2.11.2-1", |document| {
        font(document, "CIDFontType2").set("BaseFont", name("ABCDEF+Other"));
    });
    assert_caught("UA-7.21.3.2-1", |document| {
        drop(font(document, "CIDFontType2").remove(b"CIDToGIDMap"));
    });
    assert_caught("UA-7.21.4.1-1", |document| drop(descriptor(document).remove(b"FontFile2")));
    assert_caught("UA-7.21.4.1-1", |document| {
        let program = document.add_object(Stream::new(Dictionary::new(), b"no font".to_vec()));
        descriptor(document).set("FontFile2", program);
    });
    assert_caught("UA-7.21.5-1", |document| drop(font(document, "CIDFontType2").remove(b"W")));
    assert_caught("UA-7.21.7-1", |document| drop(font(document, "Type0").remove(b"ToUnicode")));
    let entry = |code: &str, text: &str| format!("<{code}> <{text}>");
    let map = {
        let mut document = read(sound());
        let id = font(&mut document, "Type0").get(b"ToUnicode").unwrap().as_reference().unwrap();
        let stream = document.get_object(id).unwrap().as_stream().unwrap();
        String::from_utf8(stream.get_plain_content().unwrap()).unwrap()
    };
    let first = map.split("<0001> <").nth(1).unwrap().split('>').next().unwrap().to_owned();
    let texts = [
        ("UA-7.21.7-1", ""),
        ("UA-7.21.7-2", "FEFF"),
        ("own-text", "FFFD"),
        ("A-6.2.11.7.3-1", "E001"),
    ];
    for (rule, text) in texts {
        assert_caught(rule, |document| {
            to_unicode(document, &entry("0001", &first), &entry("0001", text));
        });
    }
}

#[test]
fn shown_glyphs_are_checked() {
    let show = |codes: &'static str| {
        move |document: &mut Document| {
            content(document, |operators| operators.replacen("[<", &format!("[<{codes}><"), 1));
        }
    };
    assert_caught("UA-7.21.8-1", show("0000"));
    assert_caught("UA-7.21.4.1-2", show("FFFF"));
    assert_caught("own-syntax", show("00"));
}

#[test]
fn links_are_checked() {
    assert_caught("UA-7.18.3-1", |document| drop(page(document).remove(b"Tabs")));
    assert_caught("A-6.3.2-2", |document| link(document).set("F", 0));
    assert_caught("UA-7.18.5-2", |document| drop(link(document).remove(b"Contents")));
    assert_caught("UA-7.18.5-1", |document| element(document, "Link").set("S", name("Span")));
    assert_caught("own-annotation", |document| link(document).set("Subtype", name("Text")));
}
