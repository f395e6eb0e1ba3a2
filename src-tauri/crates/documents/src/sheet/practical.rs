//! What is good to know: the notes, where the event is on the web, and the map.

use super::code::coded;
use super::composer::Composer;
use super::draw::Part;
use super::flow::{Join, Slug};
use super::format::Format;
use super::link::shown;
use super::notes::{self, heading};
use crate::ir::{Node, Owner, Point, Rect, Role, Size, Tree};
use crate::model::{Map, Phrase, ProgrammeBook};
use crate::paragraph::Setting;

/// The share of a page's height that a map takes at most.
const MAP: f32 = 0.5;
/// Points above a note.
const ABOVE: f32 = 18.0;

/// The section; nothing where nobody wrote anything.
pub(super) fn practical(
    composer: &mut Composer,
    book: &ProgrammeBook,
    format: Format,
) -> Vec<Slug> {
    let measure = format.measure();
    let said: Vec<(Option<&Phrase>, &Phrase)> = book
        .practical
        .iter()
        .filter(|note| !note.heading.is_empty() || !note.text.is_empty())
        .map(|note| (Some(&note.heading), &note.text))
        .collect();
    let address = book.occasion.web_address.as_str();
    if said.is_empty() && shown(address).is_empty() && book.map.is_none() {
        return Vec::new();
    }
    let section = composer.node(Tree::ROOT, Role::Section);
    let title = composer.own(|words| words.practical);
    let mut slugs = notes::told(composer, section, &title, &said, measure);
    if !shown(address).is_empty() {
        let label = composer.own(|words| words.pages.web);
        let node = composer.node(section, Role::Heading(3));
        let setting = Setting::title(measure, composer.language());
        let style = composer.theme.session_title();
        let mut block = Part::default();
        block.add_lines(composer.say(node, &label, style, setting), 0.0);
        block.add_space(2.0);
        let style = composer.theme.text();
        block.add_below(coded(composer, section, address, style, measure));
        slugs.push(Slug::new(block, ABOVE, Join::Reluctant));
    }
    if let Some(map) = &book.map {
        slugs.extend(drawn(
            composer,
            section,
            map,
            Size { width: measure, height: format.height() },
        ));
    }
    // What is good to know is looked for in one place, unless it is more than a page.
    for slug in slugs.iter_mut().skip(1) {
        slug.join = slug.join.max(Join::Reluctant);
    }
    slugs
}

/// The map under its heading, as wide as the text.
fn drawn(composer: &mut Composer, section: crate::ir::NodeId, map: &Map, page: Size) -> Vec<Slug> {
    let title = composer.own(|words| words.pages.map);
    let setting = Setting::title(page.width, composer.language());
    let style = composer.theme.session_title();
    let mut slugs = heading(composer, section, &title, 3, style, setting);
    let described = map.description.trim();
    let said = if described.is_empty() { title.text() } else { described };
    let figure = composer.tree.add(section, Node::new(Role::Figure).alternative(said));
    let natural = map.picture.size();
    let room = Size { width: page.width, height: page.height * MAP };
    let share = (room.width / natural.width).min(room.height / natural.height);
    let size = Size { width: natural.width * share, height: natural.height * share };
    let area = Rect { origin: Point::default(), size };
    let items = map.picture.items(area, Owner::Node(figure));
    slugs.push(Slug::new(Part { items, height: size.height }, 6.0, Join::Never));
    slugs
}
