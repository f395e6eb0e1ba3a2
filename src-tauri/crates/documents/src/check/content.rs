//! Content streams: every mark on paper belongs to a node or is an artifact, every letter has a
//! text.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Findings;
use super::cursor::{as_dictionary, dictionary, get, integer, is_true, name, resolve};
use super::fonts::Fonts;
use super::structure::Structure;

/// The page looked at, and its number from 1.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The page.
    pub(super) page: ObjectId,
    /// Its number.
    pub(super) number: usize,
}

/// What a content stream does, as far as the rules and the reader care.
pub(super) enum Event {
    /// Marked content begins.
    Begin(Marked),
    /// Marked content ends.
    End,
    /// A line of text begins at this height.
    Line(f32),
    /// Glyphs are shown in the font of this name.
    Show(Option<String>, Vec<u8>),
    /// A path or shading is painted.
    Paint(String),
    /// An object is painted.
    Object(String),
    /// The state is saved or restored.
    Save(bool),
    /// The colour is set, in the space of this operator.
    Colour(String),
    /// An operator that PDF does not know.
    Unknown(String),
}

/// Marked content.
pub(super) struct Marked {
    /// Its tag.
    pub(super) tag: String,
    /// Its number on the page.
    pub(super) number: Option<i64>,
    /// The text that it is extracted as.
    pub(super) said: Option<String>,
}

const PATHS: &str = " f F f* B B* b b* s S sh ";
const HARMLESS: &str =
    " b B BT ET T* c cm d gs h i j J l m M n re ri Tc Td TD TL Tm Tr Ts Tw Tz v w W W* y MP DP ";

/// Reads the content streams of a page as one.
pub(super) fn events(document: &Document, page: ObjectId) -> Result<Vec<Event>, String> {
    let mut bytes = Vec::new();
    for id in document.get_page_contents(page) {
        let stream =
            document.get_object(id).and_then(Object::as_stream).map_err(|e| e.to_string())?;
        bytes.extend(stream.get_plain_content().map_err(|error| error.to_string())?);
        bytes.push(b'\n');
    }
    let content = Content::decode(&bytes).map_err(|error| error.to_string())?;
    let mut events = Vec::with_capacity(content.operations.len());
    let (mut font, mut line) = (None, (0.0, 0.0));
    for operation in content.operations {
        let operands = &operation.operands;
        let number =
            |index: usize| operands.get(index).and_then(|n| n.as_float().ok()).unwrap_or(0.0);
        let named = || operands.first().and_then(|name| name.as_name().ok()).map(lossy);
        match operation.operator.as_str() {
            "BMC" | "BDC" => events.push(Event::Begin(marked(operands))),
            "EMC" => events.push(Event::End),
            "Tf" => font = named(),
            "BT" => line = (0.0, 0.0),
            "Td" | "TD" => {
                line = (line.0 + number(0), line.1 + number(1));
                events.push(Event::Line(line.1));
            }
            "Tm" => {
                line = (number(4), number(5));
                events.push(Event::Line(line.1));
            }
            "Tj" | "TJ" | "'" | "\"" => {
                let strings = operands.iter().flat_map(|operand| match operand {
                    Object::Array(items) => items.iter().collect(),
                    operand => vec![operand],
                });
                let codes = strings.filter_map(|part| part.as_str().ok()).flatten().copied();
                events.push(Event::Show(font.clone(), codes.collect()));
            }
            "Do" => events.push(Event::Object(named().unwrap_or_default())),
            "q" => events.push(Event::Save(true)),
            "Q" => events.push(Event::Save(false)),
            "g" | "G" | "rg" | "RG" | "k" | "K" | "cs" | "CS" | "sc" | "SC" | "scn" | "SCN" => {
                events.push(Event::Colour(operation.operator));
            }
            other if PATHS.contains(&format!(" {other} ")) => {
                events.push(Event::Paint(operation.operator));
            }
            other if HARMLESS.contains(&format!(" {other} ")) => {}
            _ => events.push(Event::Unknown(operation.operator)),
        }
    }
    Ok(events)
}

fn marked(operands: &[Object]) -> Marked {
    let tag = operands.first().and_then(|tag| tag.as_name().ok()).map(lossy).unwrap_or_default();
    let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
    let number = properties.and_then(|p| p.get(b"MCID").ok()?.as_i64().ok());
    let said = properties.and_then(|p| lopdf::decode_text_string(p.get(b"ActualText").ok()?).ok());
    Marked { tag, number, said }
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Checks a page.
pub(super) fn check(
    document: &Document,
    place: Place,
    structure: &Structure,
    fonts: &mut Fonts,
    findings: &mut Findings,
) {
    let at = format!("page {}", place.number);
    let Ok(page) = document.get_dictionary(place.page) else { return };
    let Some(resources) = dictionary(document, page, "Resources") else {
        return findings.add("A-6.2.2-2", format!("{at} has no resources of its own"));
    };
    parents(document, page, place, structure, findings);
    let events = match events(document, place.page) {
        Ok(events) => events,
        Err(why) => return findings.add("own-syntax", format!("{at} cannot be read: {why}")),
    };
    let mut open: Vec<Marked> = Vec::new();
    let mut depth: i32 = 0;
    for event in events {
        match event {
            Event::Begin(marked) => {
                begin(&marked, &open, place, structure, findings);
                open.push(marked);
            }
            Event::End => {
                let closed = open.pop();
                findings.unless(
                    closed.is_some(),
                    "own-syntax",
                    format!("{at} ends what never began"),
                );
            }
            Event::Line(_) => {}
            Event::Show(font, codes) => {
                painted(&open, "text", &at, findings);
                let said = open.iter().any(|marked| marked.said.is_some());
                let font = font.unwrap_or_default();
                match fonts.of(document, resources, &font, findings) {
                    Some(font) => font.show(&codes, said, findings),
                    None => findings.add("own-syntax", format!("{at} has no font {font}")),
                }
            }
            Event::Paint(operator) => painted(&open, &operator, &at, findings),
            Event::Object(name) => {
                painted(&open, "an object", &at, findings);
                object(document, resources, &name, &at, findings);
            }
            Event::Save(saved) => {
                depth += if saved { 1 } else { -1 };
                findings.unless(
                    depth <= 28,
                    "A-6.1.13-8",
                    format!("{at} saves its state too deeply"),
                );
            }
            Event::Colour(operator) => {
                let device = matches!(&*operator, "g" | "G" | "rg" | "RG");
                findings.unless(device, "A-6.2.4.3-3", format!("{at} sets a colour by {operator}"));
            }
            Event::Unknown(operator) => {
                findings.add("A-6.2.2-1", format!("{at} has the operator {operator}"));
            }
        }
    }
    findings.unless(open.is_empty(), "own-syntax", format!("{at} leaves marked content open"));
    findings.unless(depth == 0, "own-syntax", format!("{at} saves its state without restoring it"));
}

fn begin(
    marked: &Marked,
    open: &[Marked],
    place: Place,
    structure: &Structure,
    findings: &mut Findings,
) {
    let at = format!("page {}", place.number);
    let artifact = marked.tag == "Artifact";
    let inside_tagged = open.iter().any(|marked| marked.number.is_some());
    let inside_artifact = open.iter().any(|marked| marked.tag == "Artifact");
    findings.unless(
        !(artifact && inside_tagged),
        "UA-7.1-1",
        format!("{at}: an artifact in a node"),
    );
    if let Some(number) = marked.number {
        findings.unless(
            !inside_artifact,
            "UA-7.1-2",
            format!("{at}: content {number} in an artifact"),
        );
        match structure.owner(place.page, number) {
            None => findings.add("UA-7.1-3", format!("{at}: content {number} has no element")),
            Some(owner) => {
                let kind = structure.elements.get(&owner).map(|element| element.kind.as_str());
                let replaced = marked.tag == "Span" && marked.said.is_some();
                let same = replaced || kind == Some(marked.tag.as_str());
                let tag = &marked.tag;
                findings.unless(same, "own-structure", format!("{at}: {tag} belongs to {kind:?}"));
            }
        }
    }
    let spoken = structure.language.is_some();
    findings.unless(
        marked.said.is_none() || !inside_tagged,
        "own-replaced",
        format!("{at}: a replaced text stands inside other content"),
    );
    findings.unless(
        marked.said.is_none() || spoken,
        "UA-7.2-30",
        format!("{at}: a replaced text has no language"),
    );
}

fn painted(open: &[Marked], what: &str, at: &str, findings: &mut Findings) {
    let meant = open.iter().any(|marked| marked.number.is_some() || marked.tag == "Artifact");
    findings.unless(
        meant,
        "UA-7.1-3",
        format!("{at}: {what} belongs to no node and is no artifact"),
    );
}

fn object(
    document: &Document,
    resources: &Dictionary,
    key: &str,
    at: &str,
    findings: &mut Findings,
) {
    let object = dictionary(document, resources, "XObject").and_then(|all| get(document, all, key));
    let Some(object) = object.and_then(as_dictionary) else {
        return findings.add("own-syntax", format!("{at} has no object {key}"));
    };
    if name(document, object, "Subtype") == Some("Image") {
        let smooth = is_true(document, object, "Interpolate");
        findings.unless(!smooth, "A-6.2.8-3", format!("{at}: the image {key} is interpolated"));
        for key in ["Alternates", "OPI"] {
            findings.unless(
                !object.has(key.as_bytes()),
                "A-6.2.8-1",
                format!("{at}: an image has /{key}"),
            );
        }
    } else {
        findings
            .add("own-object", format!("{at}: {key} is no image; our pages have no other objects"));
    }
}

/// The parent tree says of each content what the structure tree says.
fn parents(
    document: &Document,
    page: &Dictionary,
    place: Place,
    structure: &Structure,
    findings: &mut Findings,
) {
    let at = format!("page {}", place.number);
    let key = integer(document, page, "StructParents");
    let entry =
        key.and_then(|key| structure.parents(key)).and_then(|entry| resolve(document, entry));
    let Some(Object::Array(owners)) = entry else {
        return findings.add("UA-7.1-3", format!("{at} is not in the parent tree"));
    };
    for (number, owner) in owners.iter().enumerate() {
        let number = number as i64;
        let agree = structure.peek(place.page, number) == owner.as_reference().ok();
        findings.unless(agree, "own-parent-tree", format!("{at}: two owners for content {number}"));
    }
}
