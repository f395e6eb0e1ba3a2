//! What every sheet is composed with: the shaper, the growing tree, the look and the languages.

use std::collections::HashMap;

use domain::{Label, Language};

use super::draw::{Part, part};
use super::shrink::{Place, fitted};
use super::theme::Theme;
use crate::ir::{Head, Node, NodeId, Owner, Printing, Role, Tree};
use crate::model::{Edition, Languages, Phrase};
use crate::paragraph::{Line, Setting, Span, Style, clean, set, set_text};
use crate::shape::Shaper;
use crate::shipped::Fonts;
use crate::wording::{Words, words};

/// What one sheet is composed with.
pub(super) struct Composer<'f> {
    pub shaper: Shaper<'f>,
    pub tree: Tree,
    pub theme: Theme,
    pub languages: Languages,
    /// When the paper is made, as seconds since 1970 UTC.
    created_unix: i64,
    /// The spans of other languages, by the node that they are part of.
    spans: HashMap<(NodeId, Language), NodeId>,
}

/// How much smaller the second language is set.
const SECOND: f32 = 0.86;
/// How much smaller where letters are so large that two of a kind would compete.
const SECOND_LARGE: f32 = 0.74;
/// Points from which letters are large.
const LARGE: f32 = 16.0;

impl<'f> Composer<'f> {
    /// Begins a sheet; `scale` is the size of its text as a share of that on A4.
    pub fn new(edition: &Edition, fonts: &'f Fonts, root: Role, scale: f32) -> Composer<'f> {
        Composer {
            shaper: Shaper::new(fonts),
            tree: Tree::new(root),
            theme: Theme::new(&edition.house, scale),
            languages: edition.languages,
            created_unix: edition.created.and_utc().timestamp(),
            spans: HashMap::new(),
        }
    }

    /// What the finished document says of itself.
    pub fn head(&self, title: String, author: &str) -> Head {
        Head {
            title,
            author: author.to_owned(),
            language: self.languages.first,
            created_unix: self.created_unix,
            printing: Printing::default(),
        }
    }

    /// The language that leads.
    pub fn language(&self) -> Language {
        self.languages.first
    }

    /// The paper's own words in the language that leads.
    pub fn words(&self) -> &'static Words {
        words(self.languages.first)
    }

    /// One of the paper's own words, in the languages of the sheet.
    pub fn own(&self, word: impl Fn(&Words) -> &'static str) -> Phrase {
        self.languages.phrase(|language| word(words(language)).to_owned())
    }

    /// A label, in the languages of the sheet.
    pub fn named(&self, label: &Label) -> Phrase {
        self.languages.phrase(|language| label.text(language).to_owned())
    }

    /// A new node below `parent`.
    pub fn node(&mut self, parent: NodeId, role: Role) -> NodeId {
        self.tree.add(parent, Node::new(role))
    }

    /// A new block below `parent` that is said in `language`.
    pub fn block(&mut self, parent: NodeId, role: Role, language: Language) -> NodeId {
        let node = Node::new(role);
        let other = language != self.languages.first;
        self.tree.add(parent, if other { node.in_language(language) } else { node })
    }

    /// The owner of text of `node` in a language: a span that says so where it is not the sheet's,
    /// one for each language of a node.
    pub fn voice(&mut self, node: NodeId, language: Language) -> Owner {
        if language == self.languages.first {
            return Owner::Node(node);
        }
        let tree = &mut self.tree;
        let span = || tree.add(node, Node::new(Role::Span).in_language(language));
        Owner::Node(*self.spans.entry((node, language)).or_insert_with(span))
    }

    /// What a layout gives whose nodes are forgotten again: to see whether it fits.
    pub fn tried<T>(&mut self, layout: impl FnOnce(&mut Composer<'f>) -> T) -> T {
        let root = self.tree.node(Tree::ROOT).role;
        let kept = std::mem::replace(&mut self.tree, Tree::new(root));
        let given = layout(self);
        self.tree = kept;
        given
    }

    /// Sets one text as one paragraph.
    pub fn set(&mut self, text: &str, style: Style, owner: Owner, setting: Setting) -> Vec<Line> {
        set_text(&mut self.shaper, text, style, owner, setting)
    }

    /// Sets spans as one paragraph.
    pub fn set_spans(&mut self, spans: &[Span], setting: Setting) -> Vec<Line> {
        set(&mut self.shaper, spans, setting)
    }

    /// The largest size, from the place's own down, in which a text is not too high.
    pub fn fitted(&mut self, text: &str, place: Place, owner: Owner) -> Vec<Line> {
        fitted(&mut self.shaper, text, place, owner)
    }

    /// A phrase of `node`: the leading language, and below it the second in smaller, quiet letters.
    ///
    /// Each text is hyphenated by its own language, which `setting` need not name.
    pub fn say(
        &mut self,
        node: NodeId,
        phrase: &Phrase,
        style: Style,
        setting: Setting,
    ) -> Vec<Line> {
        self.say_as(node, phrase, [style, second(style)], setting)
    }

    /// As [`Composer::say`], with the styles of both languages.
    pub fn say_as(
        &mut self,
        node: NodeId,
        phrase: &Phrase,
        styles: [Style; 2],
        setting: Setting,
    ) -> Vec<Line> {
        let mut lines = Vec::new();
        for (wording, style) in phrase.wordings().zip(styles) {
            if clean(&wording.text).is_empty() {
                continue;
            }
            let owner = self.voice(node, wording.language);
            let setting = Setting { language: wording.language, ..setting };
            lines.extend(self.set(&wording.text, style, owner, setting));
        }
        lines
    }

    /// A phrase that must find room in a fixed place: both languages shrink alike.
    pub fn say_fitted(&mut self, node: NodeId, phrase: &Phrase, place: Place) -> Part {
        let owners: Vec<Owner> =
            phrase.wordings().map(|wording| self.voice(node, wording.language)).collect();
        let mut factor = 1.0;
        loop {
            let mut said = Part::default();
            for (index, (wording, owner)) in phrase.wordings().zip(&owners).enumerate() {
                let style = place.style.scaled(factor);
                let style = if index == 0 { style } else { second(style) };
                let setting = Setting { language: wording.language, ..place.setting };
                said.add_lines(self.set(&wording.text, style, *owner, setting), 0.0);
            }
            // Below a hundredth of a size no text is as long as computers let people paste.
            if said.height <= place.room || factor < 0.01 {
                return said;
            }
            factor *= (place.room / said.height).sqrt().clamp(0.3, 0.95);
        }
    }

    /// A phrase on one line, its languages parted by a slash; for labels and heads of tables.
    pub fn label(
        &mut self,
        node: NodeId,
        phrase: &Phrase,
        style: Style,
        setting: Setting,
    ) -> Vec<Line> {
        let first = self.voice(node, phrase.first.language);
        let Some(wording) = &phrase.second else {
            return self.set(&phrase.first.text, style, first, setting);
        };
        let other = self.voice(node, wording.language);
        let spans = [
            Span { text: &phrase.first.text, style, owner: first },
            Span { text: " / ", style, owner: Owner::Node(node) },
            Span { text: &wording.text, style, owner: other },
        ];
        self.set_spans(&spans, setting)
    }

    /// Lines as one part, in a place of `room` points of height.
    pub fn part_fitted(&mut self, text: &str, place: Place, owner: Owner) -> Part {
        part(self.fitted(text, place, owner))
    }
}

/// The letters of the second language beside those of the first.
pub(super) fn second(style: Style) -> Style {
    let smaller = style.scaled(if style.size < LARGE { SECOND } else { SECOND_LARGE });
    Style { colour: super::theme::QUIET, ..smaller }
}
