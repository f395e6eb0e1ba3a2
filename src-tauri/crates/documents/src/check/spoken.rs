//! Reads a document the way a screen reader does: along the structure tree, through the texts
//! that fonts and replacements give.

use std::collections::BTreeMap;

use lopdf::{Document, ObjectId};

use super::Findings;
use super::content::{Event, events};
use super::cursor::dictionary;
use super::fonts::Fonts;
use super::structure::{self, Kid, Structure};

/// What is said of one element that holds content itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The structure type of the element, such as `H1` or `TD`.
    pub kind: String,
    /// Its text; of a figure, what is said instead of it.
    pub text: String,
}

/// What a screen reader says of a document, element by element in reading order.
///
/// Lines that follow each other within an element are joined: at a soft hyphen without it, else
/// with a space.
pub fn spoken(document: &Document) -> Vec<Spoken> {
    let Ok(catalog) = document.catalog() else { return Vec::new() };
    let structure = structure::read(document, catalog, None, &mut Findings::default());
    let mut texts = BTreeMap::new();
    for page in document.page_iter() {
        read_page(document, page, &mut texts);
    }
    let mut said = Vec::new();
    for root in &structure.roots {
        say(&structure, *root, &texts, &mut said);
    }
    said
}

type Texts = BTreeMap<(ObjectId, i64), String>;

fn say(structure: &Structure, element: ObjectId, texts: &Texts, said: &mut Vec<Spoken>) {
    let Some(read) = structure.elements.get(&element) else { return };
    let kind = || read.kind.clone();
    if let Some(text) = &read.said {
        return said.push(Spoken { kind: kind(), text: text.clone() });
    }
    let mut own: Option<String> = None;
    for kid in &read.kids {
        match kid {
            Kid::Content(page, number) => {
                let text = texts.get(&(*page, *number)).map(String::as_str).unwrap_or_default();
                join(own.get_or_insert_default(), text);
            }
            Kid::Element(child) => {
                said.extend(own.take().map(|text| Spoken { kind: kind(), text }));
                say(structure, *child, texts, said);
            }
        }
    }
    said.extend(own.map(|text| Spoken { kind: kind(), text }));
}

/// Two contents of one element run on, with a space unless there is one.
fn join(text: &mut String, more: &str) {
    if text.ends_with('\u{ad}') {
        text.pop();
    } else if !text.is_empty() && !text.ends_with(' ') && !more.starts_with(' ') {
        text.push(' ');
    }
    text.push_str(more);
}

fn read_page(document: &Document, page: ObjectId, texts: &mut Texts) {
    let Ok(events) = events(document, page) else { return };
    let fonts = fonts_of(document, page);
    let mut open: Vec<(Option<i64>, bool)> = Vec::new();
    let mut height = None;
    let mut shown_at: BTreeMap<i64, f32> = BTreeMap::new();
    for event in events {
        let number = open.iter().rev().find_map(|(number, _)| *number);
        let replaced = open.iter().any(|(_, replaced)| *replaced);
        let mut add = |number: i64, words: &str| {
            let text = texts.entry((page, number)).or_default();
            let before = height.and_then(|height| shown_at.insert(number, height));
            match (before, height) {
                (Some(before), Some(now)) if (before - now).abs() > 0.5 => join(text, words),
                _ => text.push_str(words),
            }
        };
        match event {
            Event::Begin(marked) => {
                if let (Some(number), Some(said), false) = (number, &marked.said, replaced) {
                    add(number, said);
                }
                open.push((marked.number, marked.said.is_some()));
            }
            Event::End => {
                open.pop();
            }
            Event::Line(at) => height = Some(at),
            Event::Show(font, codes) => {
                let Some(number) = number.filter(|_| !replaced) else { continue };
                let Some(font) = font.and_then(|font| fonts.get(&font)) else { continue };
                let codes = codes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                let words: String = codes.filter_map(|code| font.get(&code).map(String::as_str)).collect();
                add(number, &words);
            }
            _ => {}
        }
    }
}

fn fonts_of(document: &Document, page: ObjectId) -> BTreeMap<String, BTreeMap<u16, String>> {
    let fonts = document
        .get_dictionary(page)
        .ok()
        .and_then(|page| dictionary(document, page, "Resources"))
        .and_then(|resources| dictionary(document, resources, "Font"));
    let Some(fonts) = fonts else { return BTreeMap::new() };
    let read = |(key, _): (&Vec<u8>, _)| {
        let key = String::from_utf8_lossy(key).into_owned();
        let font = dictionary(document, fonts, &key)?;
        Some((key, Fonts::texts(document, font)))
    };
    fonts.iter().filter_map(read).collect()
}
