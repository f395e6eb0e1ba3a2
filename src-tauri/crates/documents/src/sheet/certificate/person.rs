//! What stands on one person's page only.

use super::nodes::Nodes;
use super::{LEFT, Look, MEASURE, OwnWords, PERSON_HEIGHT, PERSON_TOP, extent_words, plain};
use crate::ir::{Item, OwnPage, Owner};
use crate::model::Certificate;
use crate::paragraph::{Line, Setting, clean};
use crate::sheet::composer::Composer;
use crate::sheet::draw::{height, part};
use crate::sheet::shrink::Place;

/// What stands on one person's page.
pub(super) struct Person<'a, 'f> {
    pub composer: &'a mut Composer<'f>,
    pub look: Look,
    pub nodes: &'a Nodes,
    /// Where the length of attendance stands, in the order of the columns.
    pub extents: Vec<OwnWords>,
    pub serial: Option<OwnWords>,
}

/// Sizes of a name as shares of the largest, and the lines that it may have in each.
const NAME_SIZES: [(f32, usize); 9] =
    [(1.0, 1), (0.87, 1), (0.8, 2), (0.7, 2), (0.6, 3), (0.5, 3), (0.4, 4), (0.3, 6), (0.24, 8)];

impl Person<'_, '_> {
    pub fn page(&mut self, certificate: &Certificate) -> OwnPage {
        let mut items = Vec::new();
        let mut block = part(self.name(&certificate.person_name));
        let organisation = self.organisation(&certificate.organisation, block.height);
        block.add_lines(organisation, 0.0);
        // The event's line follows at a fixed place: short blocks stand near it.
        let top = PERSON_TOP + (PERSON_HEIGHT - block.height).max(0.0) * 0.6;
        items.extend(block.placed(LEFT, top));
        if let Some(minutes) = certificate.minutes {
            for (nodes, own) in self.nodes.facts.iter().zip(&self.extents) {
                let lines = extent_words(self.composer, nodes, minutes, *own);
                items.extend(part(lines).placed(own.left, own.top));
            }
        }
        if let Some(own) = self.serial {
            items.extend(self.serial(&certificate.serial_number, own));
        }
        let name = clean(&certificate.person_name).replace('\n', " ");
        let bookmark = if name.is_empty() { certificate.serial_number.clone() } else { name };
        OwnPage { bookmark, items }
    }

    /// The serial number; one of several lines grows upwards.
    fn serial(&mut self, number: &str, own: OwnWords) -> Vec<Item> {
        if clean(number).is_empty() {
            return Vec::new();
        }
        let owner = Owner::Node(self.nodes.serial);
        // The label is the leading language's alone where only some pages have a number.
        let label = if own.labelled { "" } else { self.composer.words().serial_number };
        let text = format!("{label}\u{a0}{number}");
        let style = self.look.small;
        let setting = plain(LEFT + MEASURE - own.left, self.composer.language());
        let place = Place { style, setting, room: 2.0 * style.leading };
        let lines = self.composer.fitted(&text, place, owner);
        let top = own.top - (height(&lines) - style.leading).max(0.0);
        part(lines).placed(own.left, top).collect()
    }

    fn name(&mut self, name: &str) -> Vec<Line> {
        let owner = Owner::Node(self.nodes.name);
        let setting = Setting::title(MEASURE, self.composer.language());
        for (factor, most) in NAME_SIZES {
            let style = self.look.name.scaled(factor);
            let lines = self.composer.set(name, style, owner, setting);
            let torn = lines.iter().any(|line| line.torn);
            if lines.len() <= most && (!torn || factor < 0.55) {
                return lines;
            }
        }
        let style = self.look.name.scaled(0.24);
        self.composer.fitted(name, Place { style, setting, room: PERSON_HEIGHT - 20.0 }, owner)
    }

    fn organisation(&mut self, name: &str, taken: f32) -> Vec<Line> {
        let owner = Owner::Node(self.nodes.organisation);
        let setting = Setting::title(MEASURE, self.composer.language());
        let room = (PERSON_HEIGHT - taken).max(8.0);
        let style = self.look.organisation;
        self.composer.fitted(name, Place { style, setting, room }, owner)
    }
}
