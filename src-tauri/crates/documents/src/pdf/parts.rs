//! The own content of pages, in parts of one owner each: what several pages have alike, such as
//! an employer or a length of attendance, stands in the file once.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::ObjectId;

use super::file::{FileWriter, Objects};

/// A part that fewer pages have costs more as a stream of its own than it saves.
const MANY: u32 = 3;

/// The parts of all pages.
#[derive(Default)]
pub(crate) struct Parts {
    known: HashMap<Rc<[u8]>, usize>,
    parts: Vec<Part>,
}

struct Part {
    content: Rc<[u8]>,
    pages: u32,
    stream: Option<ObjectId>,
}

/// The parts of one page, in painting order.
#[derive(Debug, Default)]
pub(crate) struct OwnParts {
    numbers: Vec<usize>,
    fixed: bool,
}

impl Parts {
    /// Takes in a part of a page; `text` tells that it paints nothing but letters.
    pub(crate) fn take(&mut self, page: &mut OwnParts, content: &[u8], text: bool) {
        page.fixed |= !text;
        if content.is_empty() {
            return;
        }
        let number = self.known.get(content).copied().unwrap_or_else(|| {
            let content: Rc<[u8]> = content.into();
            let part = Part { content: Rc::clone(&content), pages: 0, stream: None };
            self.known.insert(content, self.parts.len());
            self.parts.push(part);
            self.parts.len() - 1
        });
        self.parts[number].pages += 1;
        page.numbers.push(number);
    }

    /// Puts the streams of a page that are not in the file yet; gives all of them.
    ///
    /// What it has alike with others comes first. Letters do not cover each other, so that their
    /// order can be chosen; where a page paints more than letters, it keeps its order.
    pub(crate) fn put(&mut self, file: &mut FileWriter, page: &OwnParts) -> Vec<ObjectId> {
        let mut streams = Vec::with_capacity(page.numbers.len());
        let mut own = Vec::new();
        for number in &page.numbers {
            let part = &mut self.parts[*number];
            if page.fixed || part.pages < MANY {
                own.extend_from_slice(&part.content);
                continue;
            }
            streams.push(*part.stream.get_or_insert_with(|| {
                let id = file.reserve();
                file.put_content(id, &part.content);
                id
            }));
        }
        if !own.is_empty() {
            let id = file.reserve();
            file.put_content(id, &own);
            streams.push(id);
        }
        streams
    }
}
