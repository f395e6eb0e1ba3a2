//! Annotations: ours are links, printed, described, and part of the structure.

use lopdf::{Document, Object};

use super::Findings;
use super::content::Place;
use super::cursor::{id, integer, items, name, resolve, text};
use super::structure::Structure;

/// The annotation flag “Print”.
const PRINTED: i64 = 1 << 2;

/// Checks the annotations of a page.
pub(super) fn check(
    document: &Document,
    place: Place,
    structure: &Structure,
    findings: &mut Findings,
) {
    let at = format!("page {}", place.number);
    let Ok(page) = document.get_dictionary(place.page) else { return };
    let annotations = items(document, page, "Annots");
    if annotations.is_empty() {
        return;
    }
    let ordered = name(document, page, "Tabs") == Some("S");
    findings.unless(
        ordered,
        "UA-7.18.3-1",
        format!("{at} does not walk its links in reading order"),
    );
    for annotation in annotations {
        let Some(Object::Dictionary(link)) = resolve(document, annotation) else { continue };
        if name(document, link, "Subtype") != Some("Link") {
            findings.add("own-annotation", format!("{at} has an annotation that is no link"));
            continue;
        }
        let printed = integer(document, link, "F").unwrap_or_default() & PRINTED != 0;
        findings.unless(printed, "A-6.3.2-2", format!("{at}: a link is not printed"));
        let described = text(document, link, "Contents").is_some_and(|words| !words.is_empty());
        findings.unless(
            described,
            "UA-7.18.5-2",
            format!("{at}: a link does not say where it leads"),
        );
        let owner = id(annotation).and_then(|annotation| structure.annotation(annotation));
        let kind =
            owner.and_then(|owner| structure.elements.get(&owner)).map(|owner| owner.kind.as_str());
        findings.unless(
            kind == Some("Link"),
            "UA-7.18.5-1",
            format!("{at}: a link belongs to {kind:?}"),
        );
        let key = integer(document, link, "StructParent");
        let parent = key.and_then(|key| structure.parents(key)).and_then(id);
        let agree = parent.is_some() && parent == owner;
        findings.unless(agree, "own-parent-tree", format!("{at}: two owners for a link"));
    }
}
