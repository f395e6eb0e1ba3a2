//! An address as a code for telephones, with its letters beside it.

use super::composer::Composer;
use super::draw::{Part, ground};
use super::link::{link, shown};
use crate::code::{QUIET_ZONE, qr};
use crate::ir::{Colour, Node, NodeId, Owner, Point, Role, Size};
use crate::paragraph::Style;
use crate::wording::lists::QR_CODE;

/// Points of a code, the light margin included.
const SIDE: f32 = 84.0;
const GAP: f32 = 8.0;
/// Codes have about this many modules a side: how far the dark stands in from the light margin.
const MODULES: f32 = 37.0;

/// The code of an address with the address beside it, which opens when clicked; of what is no
/// address the letters alone.
pub(super) fn coded(
    composer: &mut Composer,
    parent: NodeId,
    address: &str,
    style: Style,
    measure: f32,
) -> Part {
    let Ok(absolute) = domain::parse_web_address(address) else {
        return link(composer, parent, address, style, measure);
    };
    // The light margin begins left of the text, so that dark and letters share an edge.
    let inset = SIDE * QUIET_ZONE as f32 / MODULES;
    let origin = Point { x: -inset, y: 0.0 };
    if qr(&absolute, origin, SIDE, Owner::Artifact).is_none() {
        return link(composer, parent, address, style, measure);
    }
    let says = QR_CODE.text(composer.language());
    let said = format!("{says}: {}", shown(address));
    let figure = composer.tree.add(parent, Node::new(Role::Figure).alternative(said));
    let light = Size { width: SIDE, height: SIDE };
    let mut part = Part { items: vec![ground(origin, light, Colour::WHITE)], height: SIDE };
    part.items.extend(qr(&absolute, origin, SIDE, Owner::Node(figure)).into_iter().flatten());
    let x = SIDE - inset + GAP;
    let letters = link(composer, parent, address, style, measure - x);
    let y = (SIDE - letters.height) / 2.0;
    part.add_part(letters, x, y);
    part
}
