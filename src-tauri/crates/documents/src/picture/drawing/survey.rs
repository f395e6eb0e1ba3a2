//! Looks over a drawing's XML before it is unfolded: what it would cost, what it asks from outside.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId};

use super::style::{Reference, Sheet, Spent, declared, references};
use crate::picture::PictureError;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The most levels of elements, through references as well.
const MOST_LEVELS: u16 = 64;

/// The most that elements may cost once every reference is followed; an element costs
/// [`ELEMENT`] and the bytes of its attributes.
const MOST_COST: u64 = 32 << 20;

/// What an element costs beside its attributes.
const ELEMENT: u64 = 128;

/// What a stop of a gradient costs.
const STOP: u64 = 16;

/// The most steps to match the style sheet against all elements.
const MOST_STEPS: u64 = 256 << 20;

/// The most bytes that entities may add.
const MOST_EXPANDED: usize = 8 << 20;

/// Effects whose cost grows beyond the pixels that they touch, or that draw other elements.
const EFFECTS: [&str; 4] = ["feImage", "feTurbulence", "feMorphology", "feConvolveMatrix"];

/// Elements that draw nothing where they stand.
const RESOURCES: [&str; 11] = [
    "defs",
    "symbol",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "filter",
    "linearGradient",
    "radialGradient",
    "title",
    "desc",
];

/// Refuses entities that would unfold into much text; checked before the file is parsed.
///
/// Drawing programs write a handful of entities for the names of their schemas, none of which
/// names another one.
pub(super) fn check_entities(text: &str) -> Result<(), PictureError> {
    let refused = Err(PictureError::TooIntricate { what: "entities" });
    let mut longest = 0;
    for declaration in text.split("<!ENTITY").skip(1) {
        let Some(begin) = declaration.find(['"', '\'']) else { continue };
        let (quote, value) = declaration[begin..].split_at(1);
        let value = value.split_once(quote).map_or(value, |(value, _)| value);
        if value.contains(['&', '<']) {
            return refused;
        }
        longest = longest.max(value.len());
    }
    if longest > 0 && text.matches('&').count().saturating_mul(longest) > MOST_EXPANDED {
        return refused;
    }
    Ok(())
}

/// Refuses a document that asks for fonts or files, or would unfold too far.
pub(super) fn check(document: &Document<'_>) -> Result<(), PictureError> {
    let mut survey = Survey { ids: HashMap::new(), sheet: Sheet::default(), known: HashMap::new() };
    let mut elements = 0u64;
    for node in document.descendants().filter(Node::is_element) {
        elements += 1;
        // The first element of an id is the one that references mean.
        if let Some(id) = node.attribute("id") {
            survey.ids.entry(id).or_insert(node);
        }
        if node.has_tag_name("style") {
            survey.sheet.add(node.text().unwrap_or_default())?;
        }
        if is_drawn(node) {
            check_element(node)?;
            check_numbers(node)?;
        }
    }
    let root = document.root_element();
    let whole = survey.weigh(root, Walk::Parsed, 0)?;
    let steps = survey.sheet.steps.saturating_mul((whole.cost / ELEMENT).max(elements));
    if steps > MOST_STEPS {
        return Err(PictureError::TooIntricate { what: "style rules" });
    }
    survey.weigh(root, Walk::Drawn, 0)?;
    Ok(())
}

fn is_drawn(node: Node<'_, '_>) -> bool {
    node.is_element() && matches!(node.tag_name().namespace(), None | Some(SVG))
}

fn check_element(node: Node<'_, '_>) -> Result<(), PictureError> {
    let name = node.tag_name().name();
    let says = || {
        node.descendants()
            .any(|part| part.is_text() && part.text().is_some_and(|text| !text.trim().is_empty()))
    };
    match name {
        "text" if says() => Err(PictureError::Letters),
        "foreignObject"
            if !node.parent_element().is_some_and(|up| up.has_tag_name((SVG, "switch"))) =>
        {
            Err(PictureError::NotDrawn { what: "a piece of a web page" })
        }
        "image" | "use" => match href(node) {
            Some(address) if name == "use" && address.starts_with('#') => Ok(()),
            Some(address) if name == "image" && address.starts_with("data:") => Ok(()),
            Some(address) => {
                Err(PictureError::Elsewhere { address: address.chars().take(60).collect() })
            }
            None => Ok(()),
        },
        _ if EFFECTS.contains(&name) => Err(PictureError::NotDrawn { what: "a special effect" }),
        _ => Ok(()),
    }
}

/// Refuses numbers far beyond any sheet: an arc falls into more curves the wider it is.
fn check_numbers(node: Node<'_, '_>) -> Result<(), PictureError> {
    let fits = node.attributes().all(|attribute| {
        let (name, value) = (attribute.name(), attribute.value());
        let other = attribute.namespace().is_some()
            || matches!(name, "id" | "class" | "style" | "href")
            || name.starts_with("data-")
            || value.starts_with('#')
            || value.contains("url(");
        other || are_measurable(value)
    });
    if fits { Ok(()) } else { Err(PictureError::TooIntricate { what: "measures" }) }
}

/// Whether no number of a text has more than nine digits before its point or an exponent over six.
fn are_measurable(text: &str) -> bool {
    let mut whole = 0;
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'0'..=b'9' => {
                whole += 1;
                if whole > 9 {
                    return false;
                }
                continue;
            }
            b'.' => rest = without_digits(rest).1,
            _ => {}
        }
        if let (b'0'..=b'9' | b'.', [b'e' | b'E', exponent @ ..]) | (b'e' | b'E', exponent) =
            (first, rest)
        {
            let positive = exponent.strip_prefix(b"+").unwrap_or(exponent);
            let (digits, after) = without_digits(positive);
            let leading = positive.iter().take_while(|&&digit| digit == b'0').count();
            if digits > leading + 1 || (digits == leading + 1 && positive[leading] > b'6') {
                return false;
            }
            if digits > 0 {
                rest = after;
            } else if let Some(negative) = exponent.strip_prefix(b"-") {
                rest = without_digits(negative).1;
            }
        }
        whole = 0;
    }
    true
}

/// How many digits a text begins with, and what follows them.
fn without_digits(text: &[u8]) -> (usize, &[u8]) {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits, &text[digits..])
}

fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == "href").map(|it| it.value().trim())
}

/// Which elements a walk follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Walk {
    /// All of the file, with what `use` repeats: what is kept while it is read.
    Parsed,
    /// What is painted, with all that it refers to.
    Drawn,
}

/// What an element amounts to with everything that it unfolds into.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    cost: u64,
    shapes: u64,
    points: u64,
    levels: u16,
}

struct Survey<'a, 'input> {
    ids: HashMap<&'a str, Node<'a, 'input>>,
    sheet: Sheet,
    /// Weights of elements; none while an element is being weighed.
    known: HashMap<(NodeId, Walk), Option<Weight>>,
}

impl<'a, 'input> Survey<'a, 'input> {
    fn weigh(
        &mut self,
        node: Node<'a, 'input>,
        walk: Walk,
        level: u16,
    ) -> Result<Weight, PictureError> {
        let too_deep = PictureError::TooIntricate { what: "levels of groups" };
        if level > MOST_LEVELS {
            return Err(too_deep);
        }
        match self.known.get(&(node.id(), walk)) {
            Some(Some(weight)) if level + weight.levels > MOST_LEVELS => return Err(too_deep),
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => {
                return Err(PictureError::TooIntricate {
                    what: "elements that contain themselves",
                });
            }
            None => {}
        }
        self.known.insert((node.id(), walk), None);
        let name = node.tag_name().name();
        let mut weight = own_weight(node);
        for child in node.children().filter(|child| is_drawn(*child)) {
            if walk == Walk::Parsed || !RESOURCES.contains(&child.tag_name().name()) {
                let child = self.weigh(child, walk, level + 1)?;
                weight.add(child, 1);
            }
        }
        let target = href(node).and_then(|address| address.strip_prefix('#'));
        if let Some(target) = target.and_then(|id| self.ids.get(id).copied()) {
            if name == "use" {
                let target = self.weigh(target, walk, level + 1)?;
                weight.add(target, 1);
            } else if walk == Walk::Drawn && RESOURCES.contains(&name) {
                let target = self.weigh(target, walk, level + 1)?;
                weight.refer(target, 1);
            }
        }
        if walk == Walk::Drawn {
            let (shapes, points) = (weight.shapes.max(1), weight.points.max(1));
            for reference in self.references(node) {
                let Some(target) = self.ids.get(reference.id.as_str()).copied() else { continue };
                let target = self.weigh(target, walk, level + 1)?;
                weight.refer(
                    target,
                    match reference.spent {
                        Spent::Once => 1,
                        Spent::PerShape => shapes,
                        Spent::PerPoint => points,
                    },
                );
            }
        }
        if weight.cost > MOST_COST {
            return Err(PictureError::TooIntricate { what: "shapes" });
        }
        self.known.insert((node.id(), walk), Some(weight));
        Ok(weight)
    }

    /// What the attributes of an element and the style rules that may match it refer to.
    fn references(&self, node: Node<'a, 'input>) -> Vec<Reference> {
        let mut found = Vec::new();
        for attribute in node.attributes() {
            match attribute.name() {
                "id" | "class" | "d" | "points" | "href" => {}
                "style" => found.extend(declared(attribute.value())),
                property => found.extend(references(property, attribute.value())),
            }
        }
        if !self.sheet.rules.is_empty() {
            let id = node.attribute("id").map(|id| format!("#{id}"));
            let classes = node.attribute("class").unwrap_or_default().split_whitespace();
            let keys = classes.map(|class| format!(".{class}")).chain(id);
            for key in keys.chain([node.tag_name().name().to_owned()]) {
                found.extend(self.sheet.rules.get(&key).into_iter().flatten().cloned());
            }
        }
        found
    }
}

impl Weight {
    /// Takes in an element that stands within, with its shapes.
    fn add(&mut self, other: Weight, times: u64) {
        self.shapes = self.shapes.saturating_add(other.shapes.saturating_mul(times));
        self.points = self.points.saturating_add(other.points.saturating_mul(times));
        self.refer(other, times);
    }

    /// Takes in an element that is referred to, for its cost.
    fn refer(&mut self, other: Weight, times: u64) {
        self.cost = self.cost.saturating_add(other.cost.saturating_mul(times));
        self.levels = self.levels.max(other.levels + 1);
    }
}

fn own_weight(node: Node<'_, '_>) -> Weight {
    let bytes = |name: &str| node.attribute(name).map_or(0, str::len) as u64;
    let outline = bytes("d") + bytes("points");
    let written: usize = node
        .attributes()
        .filter(|attribute| attribute.name() != "href")
        .map(|attribute| attribute.value().len())
        .sum();
    let shape = matches!(
        node.tag_name().name(),
        "path" | "rect" | "circle" | "ellipse" | "line" | "polyline" | "polygon" | "image"
    );
    let element = if node.tag_name().name() == "stop" { STOP } else { ELEMENT };
    Weight {
        cost: element + written as u64,
        shapes: u64::from(shape),
        points: if shape { outline / 2 + 4 } else { 0 },
        levels: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_drawing_programs_are_told_from_those_beyond_measure() {
        for fine in [
            "M1.5-2.25.5e-5L3e2 4",
            "0.123456789012345",
            "999999999",
            "12em",
            "1e-38",
            "e",
            "1e+06",
        ] {
            assert!(are_measurable(fine), "{fine}");
        }
        for beyond in
            ["1e38", "A1E7 1", ".5e10", "1.5e+38", "12345678901", "M0 0h1e0099", "1e9-1e-9"]
        {
            assert!(!are_measurable(beyond), "{beyond}");
        }
    }
}
