//! Running text under headings: the long description and the practical notes.

use domain::Language;

use super::draw::part;
use super::flow::{Join, Slug, paragraph};
use super::theme::{HEADING, SESSION_TITLE, TEXT};
use crate::ir::{Node, NodeId, Owner, Role, Tree};
use crate::paragraph::{Setting, Style, set_text};
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
) -> Option<Slug> {
    let node = tree.add(parent, Node::new(Role::Heading(level)));
    let lines = set_text(shaper, text, style, Owner::Node(node), setting);
    (!lines.is_empty()).then(|| Slug::new(part(lines), style.leading, Join::Free))
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
    let mut slugs = Vec::new();
    let opening = heading(shaper, tree, section, title, 2, HEADING, setting);
    slugs.extend(opening.map(|slug| slug.bookmarked(title, 1)));
    // A long line tires: about seventy letters.
    let narrow = measure.min(400.0);
    for (title, source) in notes {
        let before = slugs.len();
        if !title.trim().is_empty() {
            slugs.extend(heading(shaper, tree, section, title, 3, SESSION_TITLE, setting));
        }
        slugs.extend(text(shaper, tree, section, source, 0.0, narrow, Join::Free, language));
        for (index, slug) in slugs[before..].iter_mut().enumerate() {
            let first = index == 0;
            let headed = !title.trim().is_empty();
            if first {
                slug.before = 16.0;
                slug.join = if before <= 1 { Join::Never } else { Join::Free };
            } else if headed && index == 1 {
                slug.before = 2.0;
                slug.join = Join::Never;
            }
        }
    }
    slugs
}
