//! Addresses in letters that also open when they are clicked.

use super::composer::Composer;
use super::draw::{Part, part, right_end};
use crate::ir::{Content, Item, NodeId, Owner, Point, Rect, Role, Size};
use crate::paragraph::{Setting, Style, clean};

/// An address below `parent`, its scheme left out; what is no web address is said all the same.
pub(super) fn link(
    composer: &mut Composer,
    parent: NodeId,
    address: &str,
    style: Style,
    measure: f32,
) -> Part {
    let shown = shown(address);
    if shown.is_empty() {
        return Part::default();
    }
    let setting = Setting { hyphenate: false, ..Setting::text(measure, composer.language()) };
    let paragraph = composer.node(parent, Role::Paragraph);
    let Ok(address) = domain::parse_web_address(address) else {
        return part(composer.set(&shown, style, Owner::Node(paragraph), setting));
    };
    let owner = Owner::Node(composer.node(paragraph, Role::Link));
    let mut said = Part::default();
    for line in composer.set(&shown, style, owner, setting) {
        let size = Size { width: right_end(&line), height: line.leading };
        let area = Rect { origin: Point { x: 0.0, y: said.height }, size };
        said.add_lines(vec![line], 0.0);
        let content =
            Content::LinkArea { area, address: address.clone(), description: shown.clone() };
        said.items.push(Item { owner, content });
    }
    said
}

/// An address as people read it.
pub(super) fn shown(address: &str) -> String {
    let line = clean(address).replace('\n', " ");
    let bare = line.strip_prefix("https://").or_else(|| line.strip_prefix("http://"));
    bare.unwrap_or(&line).trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_what_nobody_types() {
        for (address, expected) in [
            ("https://esimerkki.fi/paiva", "esimerkki.fi/paiva"),
            ("http://www.uef.fi/", "www.uef.fi"),
            ("", ""),
        ] {
            assert_eq!(shown(address), expected);
        }
    }
}
