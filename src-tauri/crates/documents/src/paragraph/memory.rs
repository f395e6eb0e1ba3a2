//! Paragraphs that were set before: while someone types, all but one stay as they are, and many
//! certificates name the same employer.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Line, Setting, Span, Style};
use crate::ir::{NodeId, Owner};

/// Above this many paragraphs all are forgotten; a long programme has some thousands.
const MANY: usize = 6_000;

/// Paragraphs by all that their lines depend on. Whom they belong to is told anew each time.
#[derive(Default)]
pub(crate) struct Paragraphs {
    known: HashMap<u64, Vec<Paragraph>>,
    count: usize,
}

struct Paragraph {
    spans: Box<[(Box<str>, Style)]>,
    setting: Setting,
    /// Each item belongs to the node with the number of its span.
    lines: Vec<Line>,
}

/// The owner that stands for the owner of a span.
pub(super) fn stand_in(span: usize) -> Owner {
    Owner::Node(NodeId(span as u32))
}

impl Paragraphs {
    /// The lines of a paragraph that was kept.
    pub(super) fn lines(&self, spans: &[Span], setting: Setting) -> Option<Vec<Line>> {
        let alike = self.known.get(&digest(spans, setting))?;
        alike.iter().find(|kept| kept.is(spans, setting)).map(|kept| owned(&kept.lines, spans))
    }

    /// Keeps the lines of a paragraph, whose items have stand-ins for owners; gives them with
    /// their owners.
    pub(super) fn keep(&mut self, spans: &[Span], setting: Setting, lines: Vec<Line>) -> Vec<Line> {
        if self.count >= MANY {
            *self = Paragraphs::default();
        }
        let told = owned(&lines, spans);
        let kept = spans.iter().map(|span| (Box::from(span.text), span.style)).collect();
        let paragraph = Paragraph { spans: kept, setting, lines };
        self.known.entry(digest(spans, setting)).or_default().push(paragraph);
        self.count += 1;
        told
    }
}

impl Paragraph {
    fn is(&self, spans: &[Span], setting: Setting) -> bool {
        let same = |((text, style), span): (&(Box<str>, Style), &Span)| {
            **text == *span.text && *style == span.style
        };
        self.setting == setting
            && self.spans.len() == spans.len()
            && self.spans.iter().zip(spans).all(same)
    }
}

fn owned(lines: &[Line], spans: &[Span]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for item in lines.iter_mut().flat_map(|line| &mut line.items) {
        if let Owner::Node(NodeId(span)) = item.owner {
            item.owner = spans[span as usize].owner;
        }
    }
    lines
}

/// Texts, sizes and measure; what else differs is found by comparing.
fn digest(spans: &[Span], setting: Setting) -> u64 {
    let mut hasher = DefaultHasher::new();
    setting.measure.to_bits().hash(&mut hasher);
    for span in spans {
        span.text.hash(&mut hasher);
        (span.style.cut, span.style.size.to_bits()).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;
    use crate::ir::Colour;
    use crate::paragraph::set_text;
    use crate::shape::Shaper;
    use crate::shipped::{Cut, Fonts};

    #[test]
    fn a_paragraph_set_again_is_the_same_and_belongs_to_whom_it_is_set_for() {
        let fonts = Fonts::shipped();
        let mut shaper = Shaper::new(&fonts);
        let style = Style::new(Cut::Regular, 12.0, 16.0, Colour::BLACK);
        let setting = Setting::text(90.0, Language::Fi);
        let text = "Kumppanuus kasvaa kokeilusta tavaksi";
        let mut set = |owner, style, setting| set_text(&mut shaper, text, style, owner, setting);
        let first = set(Owner::Artifact, style, setting);
        let again = set(Owner::Node(NodeId(7)), style, setting);
        let shapes = |lines: &[Line]| format!("{lines:?}").replace("Node(NodeId(7))", "Artifact");
        assert!(first.len() > 1);
        assert_eq!(shapes(&first), shapes(&again));
        let owners = again.iter().flat_map(|line| &line.items).map(|item| item.owner);
        assert!(owners.into_iter().all(|owner| owner == Owner::Node(NodeId(7))));

        let red = Style { colour: Colour::hex(0x00ff_0000), ..style };
        assert_ne!(shapes(&first), shapes(&set(Owner::Artifact, red, setting)));
        let right = set(Owner::Artifact, style, setting.right());
        assert_ne!(shapes(&first), shapes(&right));
    }
}
