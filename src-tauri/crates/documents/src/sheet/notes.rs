//! Running text under headings: the long description and the practical notes.

use super::composer::Composer;
use super::flow::{Join, Slug, paragraph};
use crate::ir::{NodeId, Owner, Role, Tree};
use crate::model::{Phrase, Wording};
use crate::paragraph::{Setting, Style, clean};

/// The paragraphs of a text: parted by line breaks, empty ones left out.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
}

/// A heading that keeps with what follows it.
pub(super) fn heading(
    composer: &mut Composer,
    parent: NodeId,
    text: &Phrase,
    level: u8,
    style: Style,
    setting: Setting,
) -> Vec<Slug> {
    if clean(text.text()).is_empty() {
        return Vec::new();
    }
    let node = composer.node(parent, Role::Heading(level));
    let lines = composer.say(node, text, style, setting);
    paragraph(lines, 0.0, style.leading, Join::Free, Join::Never)
}

/// Where running text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Points from the left end of the page's measure.
    pub x: f32,
    /// Points of a line.
    pub measure: f32,
    /// Whether a page may end within and between the paragraphs.
    pub inside: Join,
}

/// Text in a column; the second language follows the first, quieter.
pub(super) fn text(
    composer: &mut Composer,
    parent: NodeId,
    source: &Phrase,
    column: Column,
) -> Vec<Slug> {
    let loud = composer.theme.text();
    let quiet = composer.theme.quiet_text();
    let mut slugs = Vec::new();
    for (wording, style) in source.wordings().zip([loud, quiet]) {
        slugs.extend(wording_text(composer, parent, wording, style, column));
    }
    slugs
}

fn wording_text(
    composer: &mut Composer,
    parent: NodeId,
    wording: &Wording,
    style: Style,
    column: Column,
) -> Vec<Slug> {
    let mut slugs = Vec::new();
    for words in paragraphs(&wording.text) {
        let node = composer.block(parent, Role::Paragraph, wording.language);
        let setting = Setting::text(column.measure, wording.language);
        let lines = composer.set(words, style, Owner::Node(node), setting);
        let before = style.leading / 2.0;
        slugs.extend(paragraph(lines, column.x, before, column.inside, column.inside));
    }
    slugs
}

/// Notes with their headings under one heading, as a section of their own.
pub(super) fn section(
    composer: &mut Composer,
    title: &Phrase,
    notes: &[(Option<&Phrase>, &Phrase)],
    measure: f32,
) -> Vec<Slug> {
    let section = composer.node(Tree::ROOT, Role::Section);
    told(composer, section, title, notes, measure)
}

/// Notes with their headings under one heading, within a section.
pub(super) fn told(
    composer: &mut Composer,
    section: NodeId,
    title: &Phrase,
    notes: &[(Option<&Phrase>, &Phrase)],
    measure: f32,
) -> Vec<Slug> {
    let setting = Setting::title(measure, composer.language());
    let style = composer.theme.heading();
    let mut slugs =
        bookmarked(heading(composer, section, title, 2, style, setting), title.text(), 1);
    let opening = slugs.len();
    // A long line tires: about seventy letters.
    let measure = measure.min(400.0);
    for (title, source) in notes {
        // A note is short and stays whole; a text of many paragraphs may part.
        let inside = if title.is_some() { Join::Reluctant } else { Join::Free };
        let column = Column { x: 0.0, measure, inside };
        let style = composer.theme.session_title();
        let mut head = match title {
            Some(title) => heading(composer, section, title, 3, style, setting),
            None => Vec::new(),
        };
        let mut body = text(composer, section, source, column);
        if let (false, Some(first)) = (head.is_empty(), body.first_mut()) {
            first.before = 2.0;
            first.join = Join::Never;
        }
        head.append(&mut body);
        if let Some(first) = head.first_mut() {
            first.before = 16.0;
            if slugs.len() == opening {
                first.join = Join::Never;
            }
        }
        slugs.append(&mut head);
    }
    slugs
}

/// A heading with a bookmark on its first line.
pub(super) fn bookmarked(mut slugs: Vec<Slug>, title: &str, level: u8) -> Vec<Slug> {
    if let Some(first) = slugs.first_mut() {
        first.bookmark = Some((title.to_owned(), level));
    }
    slugs
}
