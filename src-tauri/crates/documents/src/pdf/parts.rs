//! The own content of pages, in parts of one owner each: what several pages have alike, such as
//! an employer or a length of attendance, stands in the file once. So does what comes before the
//! first letter that a page has for itself: its tag, face, colour and place.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::ObjectId;

use super::file::{FileWriter, Objects};

/// Pages that make a stream of its own cheaper than saying the same again.
const MANY: u32 = 2;

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
    parts: Vec<OwnPart>,
    fixed: bool,
}

#[derive(Debug)]
struct OwnPart {
    whole: usize,
    /// The part of what comes before the letters.
    head: Option<usize>,
}

impl Parts {
    /// Takes in a part of a page; `head` tells where its letters begin, if it paints nothing
    /// else.
    pub(crate) fn take(&mut self, page: &mut OwnParts, content: &[u8], head: Option<usize>) {
        if content.is_empty() {
            return;
        }
        page.fixed |= head.is_none();
        let whole = self.number(content);
        let head = head.map(|head| self.number(&content[..head]));
        page.parts.push(OwnPart { whole, head });
    }

    fn number(&mut self, content: &[u8]) -> usize {
        let number = self.known.get(content).copied().unwrap_or_else(|| {
            let content: Rc<[u8]> = content.into();
            let part = Part { content: Rc::clone(&content), pages: 0, stream: None };
            self.known.insert(content, self.parts.len());
            self.parts.push(part);
            self.parts.len() - 1
        });
        self.parts[number].pages += 1;
        number
    }

    /// Puts the streams of a page that are not in the file yet; gives all of them.
    ///
    /// What it has alike with others comes first. Letters do not cover each other, so that their
    /// order can be chosen; where a page paints more than letters, it keeps its order.
    pub(crate) fn put(&mut self, file: &mut FileWriter, page: &OwnParts) -> Vec<ObjectId> {
        let mut streams = Vec::with_capacity(page.parts.len() + 1);
        let mut own = Vec::new();
        let mut begin = None;
        for OwnPart { whole, head } in &page.parts {
            let is_shared = |number: usize| !page.fixed && self.parts[number].pages >= MANY;
            if is_shared(*whole) {
                streams.push(self.stream(file, *whole));
                continue;
            }
            let mut content = &*self.parts[*whole].content;
            let shared_head = head.filter(|head| own.is_empty() && is_shared(*head));
            if let Some(head) = shared_head {
                content = &content[self.parts[head].content.len()..];
                begin = Some(head);
            }
            own.extend_from_slice(content);
        }
        streams.extend(begin.map(|head| self.stream(file, head)));
        if !own.is_empty() {
            let id = file.reserve();
            file.put_content(id, &own);
            streams.push(id);
        }
        streams
    }

    fn stream(&mut self, file: &mut FileWriter, number: usize) -> ObjectId {
        let part = &mut self.parts[number];
        *part.stream.get_or_insert_with(|| {
            let id = file.reserve();
            file.put_content(id, &part.content);
            id
        })
    }
}
