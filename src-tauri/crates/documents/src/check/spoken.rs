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
/// Lines that follow each other within an element are joined: at a soft hyphen without it, at a
/// hard one as they are, else with a space.
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

type Texts = BTreeMap<(ObjectId, i64), Passage>;

/// The text of marked content, with where it begins and ends.
#[derive(Default, Clone)]
struct Passage {
    text: String,
    first: Option<Line>,
    last: Option<Line>,
}

/// A baseline: its page and its height.
type Line = (ObjectId, f32);

impl Passage {
    /// Appends text: at once on the same line, else as a new line.
    fn add(&mut self, more: &str, line: Option<Line>) {
        let same = match (self.last, line) {
            (Some((page, before)), Some((now_page, now))) => {
                page == now_page && (before - now).abs() <= 0.5
            }
            _ => true,
        };
        if !same {
            if self.text.ends_with('\u{ad}') {
                self.text.pop();
            } else if !self.text.ends_with([' ', '-', '\u{2010}']) && !more.starts_with(' ') {
                self.text.push(' ');
            }
        }
        self.text.push_str(more);
        self.first = self.first.or(line);
        self.last = line.or(self.last);
    }

    fn append(&mut self, more: &Passage) {
        self.add(&more.text, more.first);
        self.last = more.last.or(self.last);
    }
}

fn say(structure: &Structure, element: ObjectId, texts: &Texts, said: &mut Vec<Spoken>) {
    let Some(read) = structure.elements.get(&element) else { return };
    let speak = |text: String| Spoken { kind: read.kind.clone(), text };
    if let Some(text) = &read.said {
        return said.push(speak(text.clone()));
    }
    let mut own: Option<Passage> = None;
    for kid in &read.kids {
        match kid {
            Kid::Content(page, number) => {
                let passage = texts.get(&(*page, *number)).cloned().unwrap_or_default();
                match &mut own {
                    Some(own) => own.append(&passage),
                    None => own = Some(passage),
                }
            }
            Kid::Element(child) => {
                said.extend(own.take().map(|passage| speak(passage.text)));
                say(structure, *child, texts, said);
            }
        }
    }
    said.extend(own.map(|passage| speak(passage.text)));
}

fn read_page(document: &Document, page: ObjectId, texts: &mut Texts) {
    let Ok(events) = events(document, page) else { return };
    let fonts = fonts_of(document, page);
    // Of each open content its number, and the text that is said instead of its glyphs until
    // the line is known on which they stand.
    let mut open: Vec<(Option<i64>, Option<String>)> = Vec::new();
    // Letters within reversed content, the last read first, and how deep that content lies.
    let mut reversed: Option<(usize, Vec<String>)> = None;
    let mut line = None;
    for event in events {
        match event {
            Event::Begin(marked) => {
                if marked.tag == "ReversedChars" {
                    reversed = Some((open.len(), Vec::new()));
                }
                open.push((marked.number, marked.said));
            }
            Event::End => {
                open.pop();
                let ended = reversed.take_if(|(depth, _)| *depth == open.len());
                let number = open.iter().rev().find_map(|(number, _)| *number);
                if let (Some((_, letters)), Some(number)) = (ended, number) {
                    let words: String = letters.into_iter().rev().collect();
                    texts.entry((page, number)).or_default().add(&words, line);
                }
            }
            Event::Line(height) => line = Some((page, height)),
            Event::Show(font, codes) => {
                let Some(number) = open.iter().rev().find_map(|(number, _)| *number) else {
                    continue;
                };
                let passage = texts.entry((page, number)).or_default();
                let replaced = open.iter_mut().rev().find_map(|(_, said)| said.as_mut());
                if let Some(said) = replaced {
                    passage.add(&std::mem::take(said), line);
                    continue;
                }
                let Some(font) = font.and_then(|font| fonts.get(&font)) else { continue };
                let codes =
                    codes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                let letters = codes.filter_map(|code| font.get(&code).map(String::as_str));
                match &mut reversed {
                    Some((_, kept)) => kept.extend(letters.map(str::to_owned)),
                    None => passage.add(&letters.collect::<String>(), line),
                }
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
