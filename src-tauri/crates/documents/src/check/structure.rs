//! The structure tree: what belongs to what, and whether it nests as the standards want.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Findings;
use super::cursor::{self, get, id, integer, is_language, items, name, text};
use super::tables;

/// The structure types of ISO 32000-1 that our documents may use.
const TYPES: [&str; 30] = [
    "Document", "Part", "Sect", "Div", "Caption", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L",
    "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote",
    "Link", "Figure", "Formula", "TOC", "TOCI",
];

/// The parents that a type must have, with the number of its rule.
const PARENTS: [(&str, &[&str], &str); 9] = [
    ("TR", &["Table", "THead", "TBody", "TFoot"], "UA-7.2-4"),
    ("THead", &["Table"], "UA-7.2-5"),
    ("TBody", &["Table"], "UA-7.2-6"),
    ("TFoot", &["Table"], "UA-7.2-7"),
    ("TH", &["TR"], "UA-7.2-8"),
    ("TD", &["TR"], "UA-7.2-9"),
    ("LI", &["L"], "UA-7.2-17"),
    ("LBody", &["LI"], "UA-7.2-18"),
    ("TOCI", &["TOC"], "UA-7.2-25"),
];

/// The children that a type may have, with the number of its rule.
const CHILDREN: [(&str, &[&str], &str); 7] = [
    ("Table", &["TR", "THead", "TBody", "TFoot", "Caption"], "UA-7.2-3"),
    ("TR", &["TH", "TD"], "UA-7.2-10"),
    ("THead", &["TR"], "UA-7.2-36"),
    ("TBody", &["TR"], "UA-7.2-37"),
    ("TFoot", &["TR"], "UA-7.2-38"),
    ("L", &["L", "LI", "Caption"], "UA-7.2-19"),
    ("LI", &["Lbl", "LBody"], "UA-7.2-20"),
];

/// One element of the tree.
pub(super) struct Element {
    /// Its type.
    pub(super) kind: String,
    /// The text that stands for all below it.
    pub(super) said: Option<String>,
    /// What it holds, in reading order.
    pub(super) kids: Vec<Kid>,
}

/// What an element holds.
pub(super) enum Kid {
    /// Another element.
    Element(ObjectId),
    /// Marked content of a page.
    Content(ObjectId, i64),
}

/// The structure tree of a document.
#[derive(Default)]
pub(super) struct Structure {
    /// The root elements.
    pub(super) roots: Vec<ObjectId>,
    /// All elements.
    pub(super) elements: BTreeMap<ObjectId, Element>,
    /// The language of the document.
    pub(super) language: Option<String>,
    owners: BTreeMap<(ObjectId, i64), ObjectId>,
    annotations: BTreeMap<ObjectId, ObjectId>,
    parents: BTreeMap<i64, Object>,
    seen: RefCell<BTreeSet<(ObjectId, i64)>>,
}

/// Reads the tree, and checks it on the way.
pub(super) fn read(
    document: &Document,
    catalog: &Dictionary,
    language: Option<String>,
    findings: &mut Findings,
) -> Structure {
    let mut structure = Structure { language: language.clone(), ..Structure::default() };
    let Some(root) = cursor::dictionary(document, catalog, "StructTreeRoot") else {
        findings.add("UA-7.1-11", "the document has no structure tree");
        return structure;
    };
    match cursor::dictionary(document, root, "ParentTree") {
        Some(tree) => number_tree(document, tree, &mut structure.parents, 0),
        None => findings.add("UA-7.1-11", "the structure tree has no parent tree"),
    }
    let next = integer(document, root, "ParentTreeNextKey");
    let last = structure.parents.keys().next_back().copied();
    let right = last.is_none_or(|last| next.is_some_and(|next| next > last));
    findings.unless(right, "own-parent-tree", "the next key of the parent tree is taken");
    let mut walk = Walk { document, findings, structure: &mut structure, headings: Vec::new() };
    for kid in items(document, root, "K") {
        walk.element(kid, "StructTreeRoot", language.as_deref(), None);
    }
    structure.roots = items(document, root, "K").into_iter().filter_map(id).collect();
    structure
}

struct Walk<'a> {
    document: &'a Document,
    findings: &'a mut Findings,
    structure: &'a mut Structure,
    headings: Vec<u8>,
}

impl<'a> Walk<'a> {
    fn element(
        &mut self,
        object: &'a Object,
        above: &str,
        language: Option<&str>,
        page: Option<ObjectId>,
    ) -> Option<String> {
        let Some(own) = id(object) else {
            self.findings.add("own-structure", format!("an element in {above} is no reference"));
            return None;
        };
        let element = self.document.get_dictionary(own).ok()?;
        let kind = name(self.document, element, "S").unwrap_or_default().to_owned();
        if self.structure.elements.contains_key(&own) {
            self.findings.add("own-structure", format!("the {kind} {} has two parents", own.0));
            return Some(kind);
        }
        let placeholder = Element { kind: kind.clone(), said: None, kids: Vec::new() };
        self.structure.elements.insert(own, placeholder);
        let known = TYPES.contains(&kind.as_str());
        self.findings.unless(known, "UA-7.1-5", format!("“{kind}” is no standard type"));
        self.findings.unless(element.has(b"P"), "UA-7.1-12", format!("a {kind} has no parent"));
        self.placed(&kind, above);
        self.heading(&kind);
        let own_language = text(self.document, element, "Lang");
        if let Some(tag) = &own_language {
            self.findings.unless(is_language(tag), "UA-7.2-29", format!("“{tag}” is no language"));
        }
        let language = own_language.as_deref().or(language);
        let said = self.described(element, &kind, language);
        let page = element.get(b"Pg").ok().and_then(id).or(page);
        let mut kids = Vec::new();
        let mut kinds = Vec::new();
        for kid in items(self.document, element, "K") {
            self.kid(kid, own, &kind, language, page, &mut kids, &mut kinds);
        }
        self.holds(&kind, &kinds);
        if kind == "Table" {
            tables::check(self.document, element, self.findings);
        }
        let numbered = cursor::dictionary(self.document, element, "A")
            .is_some_and(|attributes| attributes.has(b"ListNumbering"));
        if kind == "L" && !numbered && self.has_labels(&kids) {
            self.findings.add("own-list", "a list with labels does not say how it is numbered");
        }
        self.structure.elements.insert(own, Element { kind: kind.clone(), said, kids });
        Some(kind)
    }

    #[expect(clippy::too_many_arguments, reason = "what an element hands down to what it holds")]
    fn kid(
        &mut self,
        kid: &'a Object,
        own: ObjectId,
        kind: &str,
        language: Option<&str>,
        page: Option<ObjectId>,
        kids: &mut Vec<Kid>,
        kinds: &mut Vec<String>,
    ) {
        let marked = cursor::resolve(self.document, kid).and_then(|kid| match kid {
            Object::Integer(number) => Some((page, *number)),
            Object::Dictionary(kid) if name(self.document, kid, "Type") == Some("MCR") => {
                let page = kid.get(b"Pg").ok().and_then(id).or(page);
                Some((page, integer(self.document, kid, "MCID")?))
            }
            _ => None,
        });
        if let Some((page, number)) = marked {
            let Some(page) = page else {
                return self
                    .findings
                    .add("own-structure", format!("a {kind} does not say its page"));
            };
            if self.structure.owners.insert((page, number), own).is_some() {
                self.findings
                    .add("own-structure", format!("content {number} belongs to two elements"));
            }
            kids.push(Kid::Content(page, number));
            return;
        }
        let reference = cursor::resolve(self.document, kid).and_then(|kid| kid.as_dict().ok());
        if let Some(reference) = reference
            && name(self.document, reference, "Type") == Some("OBJR")
        {
            if let Some(annotation) = reference.get(b"Obj").ok().and_then(id) {
                self.structure.annotations.insert(annotation, own);
            }
            return;
        }
        kinds.extend(self.element(kid, kind, language, page));
        kids.extend(id(kid).map(Kid::Element));
    }

    fn placed(&mut self, kind: &str, above: &str) {
        for (child, parents, rule) in PARENTS {
            if child == kind && !parents.contains(&above) {
                self.findings.add(rule, format!("a {kind} stands in a {above}"));
            }
        }
    }

    fn holds(&mut self, kind: &str, kinds: &[String]) {
        for (parent, children, rule) in CHILDREN {
            if parent != kind {
                continue;
            }
            for child in kinds.iter().filter(|child| !children.contains(&child.as_str())) {
                self.findings.add(rule, format!("a {kind} holds a {child}"));
            }
        }
        let count = |wanted: &str| kinds.iter().filter(|kind| *kind == wanted).count();
        if kind == "Table" {
            let heads = count("THead");
            self.findings.unless(heads <= 1, "UA-7.2-11", "a table has two heads");
            let bodied = heads == 0 || count("TBody") > 0;
            self.findings.unless(bodied, "UA-7.2-13", "a table has a head and no body");
        }
    }

    /// Levels of headings do not skip downwards.
    fn heading(&mut self, kind: &str) {
        let level = kind.strip_prefix('H').and_then(|level| level.parse::<u8>().ok());
        let Some(level) = level else { return };
        let before = self.headings.last().copied().unwrap_or(0);
        let skips = level > before + 1;
        self.findings.unless(!skips, "UA-7.4.2-1", format!("H{level} follows H{before}"));
        self.headings.push(level);
    }

    fn described(
        &mut self,
        element: &Dictionary,
        kind: &str,
        language: Option<&str>,
    ) -> Option<String> {
        let alternative = text(self.document, element, "Alt").filter(|words| !words.is_empty());
        let actual = text(self.document, element, "ActualText");
        let spoken = language.is_some_and(|language| !language.is_empty());
        for (present, rule) in
            [(actual.is_some(), "UA-7.2-21"), (alternative.is_some(), "UA-7.2-22")]
        {
            self.findings.unless(
                !present || spoken,
                rule,
                format!("the text of a {kind} has no language"),
            );
        }
        let silent = alternative.is_none() && actual.is_none();
        self.findings.unless(
            kind != "Figure" || !silent,
            "UA-7.3-1",
            "a figure has no text that is said instead of it",
        );
        let boxed = cursor::dictionary(self.document, element, "A")
            .is_some_and(|attributes| attributes.has(b"BBox"));
        self.findings.unless(kind != "Figure" || boxed, "own-figure", "a figure has no box");
        actual.or(alternative)
    }

    fn has_labels(&self, kids: &[Kid]) -> bool {
        kids.iter().any(|kid| match kid {
            Kid::Element(id) => self.structure.elements.get(id).is_some_and(|element| {
                element.kind == "Lbl" || (element.kind == "LI" && self.has_labels(&element.kids))
            }),
            _ => false,
        })
    }
}

impl Structure {
    /// The element that owns marked content that a page has.
    pub(super) fn owner(&self, page: ObjectId, number: i64) -> Option<ObjectId> {
        self.seen.borrow_mut().insert((page, number));
        self.peek(page, number)
    }

    /// The element that owns marked content, as the tree says.
    pub(super) fn peek(&self, page: ObjectId, number: i64) -> Option<ObjectId> {
        self.owners.get(&(page, number)).copied()
    }

    /// The element that owns an annotation.
    pub(super) fn annotation(&self, annotation: ObjectId) -> Option<ObjectId> {
        self.annotations.get(&annotation).copied()
    }

    /// What the parent tree has under a key.
    pub(super) fn parents(&self, key: i64) -> Option<&Object> {
        self.parents.get(&key)
    }

    /// Reports what the tree names and no page has.
    pub(super) fn check_use(&self, findings: &mut Findings) {
        let seen = self.seen.borrow();
        for (page, number) in self.owners.keys().filter(|place| !seen.contains(place)) {
            let page = page.0;
            findings.add("own-parent-tree", format!("page {page} has no content {number}"));
        }
    }
}

fn number_tree(
    document: &Document,
    node: &Dictionary,
    entries: &mut BTreeMap<i64, Object>,
    depth: u8,
) {
    if let Some(Object::Array(numbers)) = get(document, node, "Nums") {
        for pair in numbers.chunks_exact(2) {
            if let Ok(key) = pair[0].as_i64() {
                entries.insert(key, pair[1].clone());
            }
        }
    }
    if depth < 8 {
        for kid in items(document, node, "Kids") {
            if let Some(Object::Dictionary(kid)) = cursor::resolve(document, kid) {
                number_tree(document, kid, entries, depth + 1);
            }
        }
    }
}
