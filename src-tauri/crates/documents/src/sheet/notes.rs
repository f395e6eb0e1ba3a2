//! Running text under headings: the long description and the practical notes.

use domain::Language;

use super::flow::{Join, Slug, paragraph};
use super::theme::{HEADING, SESSION_TITLE, TEXT};
use crate::ir::{Node, NodeId, Owner, Role, Tree};
use crate::paragraph::{Setting, Style, clean, set_text};
use crate::shape::Shaper;

/// The paragraphs of a text: parted by line breaks, empty ones left out.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
}

/// A heading that keeps with what follows it.
pub(super) fn heading(
    shaper: &mut Shaper,
    tree: &mut Tree,
    parent: NodeId,
    text: &str,
    level: u8,
    style: Style,
    setting: Setting,
) -> Vec<Slug> {
    if clean(text).is_empty() {
        return Vec::new();
    }
    let owner = Owner::Node(tree.add(parent, Node::new(Role::Heading(level))));
    let lines = set_text(shaper, text, style, owner, setting);
    paragraph(lines, 0.0, style.leading, Join::Free, Join::Never)
}

/// Text at `x` over `measure` points, parting freely between its paragraphs.
#[expect(clippy::too_many_arguments, reason = "each is one plain fact of where text goes")]
pub(super) fn text(
    shaper: &mut Shaper,
    tree: &mut Tree,
    parent: NodeId,
    source: &str,
    x: f32,
    measure: f32,
    inside: Join,
    language: Language,
) -> Vec<Slug> {
    let mut slugs = Vec::new();
    for words in paragraphs(source) {
        let owner = Owner::Node(tree.add(parent, Node::new(Role::Paragraph)));
        let lines = set_text(shaper, words, TEXT, owner, Setting::text(measure, language));
        slugs.extend(paragraph(lines, x, TEXT.leading / 2.0, inside, inside));
    }
    slugs
}

/// Notes with their headings under one heading.
pub(super) fn section(
    shaper: &mut Shaper,
    tree: &mut Tree,
    title: &str,
    notes: &[(&str, &str)],
    measure: f32,
    language: Language,
) -> Vec<Slug> {
    let section = tree.add(Tree::ROOT, Node::new(Role::Section));
    let setting = Setting::title(measure, language);
    let mut slugs =
        bookmarked(heading(shaper, tree, section, title, 2, HEADING, setting), title, 1);
    let opening = slugs.len();
    // A long line tires: about seventy letters.
    let narrow = measure.min(400.0);
    for (title, source) in notes {
        let mut head = heading(shaper, tree, section, title, 3, SESSION_TITLE, setting);
        let mut body = text(shaper, tree, section, source, 0.0, narrow, Join::Free, language);
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
