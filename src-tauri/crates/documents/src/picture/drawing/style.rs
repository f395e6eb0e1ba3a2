//! What the style sheet of a drawing costs to match, and what its rules refer to.

use std::collections::HashMap;

use crate::picture::PictureError;

/// How a property spends what it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spent {
    /// Once for the element: clippings, masks, filters.
    Once,
    /// Once for every shape within, because it is inherited: paints.
    PerShape,
    /// Once for every point of every shape within: arrow heads.
    PerPoint,
}

/// A reference to another element of the drawing, by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// The id of the element.
    pub(super) id: String,
    /// How often it is drawn.
    pub(super) spent: Spent,
}

/// The references of a style sheet by what the rule's selector ends in: `.class`, `#id` or a name.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// References by selector.
    pub(super) rules: HashMap<String, Vec<Reference>>,
    /// Steps that matching the whole sheet against one element takes at most.
    pub(super) steps: u64,
}

/// Ancestors that one part of a selector may be tried against.
const ANCESTORS: u64 = 64;

impl Sheet {
    /// Adds the rules of a style element.
    ///
    /// # Errors
    /// When the rules are beyond what drawing programs write, so that their cost is not known.
    pub(super) fn add(&mut self, text: &str) -> Result<(), PictureError> {
        let text = without_comments(text);
        let mut rest = text.as_str();
        while let Some((head, after)) = rest.split_once('{') {
            let (body, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let head = without_statements(head);
            if head.contains(['"', '\'', '\\', '}']) || body.contains('{') {
                return Err(PictureError::TooIntricate { what: "style rules" });
            }
            let references = declared(body);
            for selector in head.split(',') {
                let mut parts = selector.split([' ', '\t', '\n', '\r', '\x0c', '>', '+', '~']);
                let last = parts.next_back().unwrap_or_default();
                let last = if last.is_empty() {
                    selector.split_whitespace().next_back().unwrap_or_default()
                } else {
                    last
                };
                let parts = selector
                    .split_whitespace()
                    .count()
                    .max(selector.matches(['>', '+', '~']).count() + 1);
                let tries = ANCESTORS.saturating_pow(parts.saturating_sub(1) as u32);
                let cost = (selector.len() + body.len()) as u64;
                self.steps = self.steps.saturating_add(tries.saturating_mul(cost));
                if !references.is_empty() {
                    let key =
                        key(last).ok_or(PictureError::TooIntricate { what: "style rules" })?;
                    self.rules.entry(key).or_default().extend(references.iter().cloned());
                }
            }
        }
        Ok(())
    }
}

/// The references of declarations, as `fill:url(#a);clip-path:url(#b)`.
pub(super) fn declared(text: &str) -> Vec<Reference> {
    let declarations = text.split(';').filter_map(|part| part.split_once(':'));
    declarations.flat_map(|(property, value)| references(property.trim(), value)).collect()
}

/// The references in the value of one property.
pub(super) fn references(property: &str, value: &str) -> Vec<Reference> {
    let spent = match property {
        "clip-path" | "mask" | "filter" => Spent::Once,
        _ if property.starts_with("marker") => Spent::PerPoint,
        _ => Spent::PerShape,
    };
    let ids = value.split("url(").skip(1).filter_map(|part| part.split(')').next());
    ids.map(|id| id.trim_matches([' ', '\t', '\n', '\r', '"', '\'']))
        .filter_map(|id| id.strip_prefix('#'))
        .map(|id| Reference { id: id.to_owned(), spent })
        .collect()
}

/// What every element that a compound selector matches has: its last class, its id or its name.
fn key(compound: &str) -> Option<String> {
    if compound.contains(['[', ':', '*', '(']) || compound.is_empty() {
        return None;
    }
    let begin = compound.rfind(['.', '#']).unwrap_or(0);
    Some(compound[begin..].to_owned())
}

fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain + rest
}

/// The selector without statements such as `@charset "utf-8";` before it.
fn without_statements(head: &str) -> &str {
    let mut head = head.trim();
    while head.starts_with('@') {
        match head.split_once(';') {
            Some((_, after)) => head = after.trim_start(),
            None => break,
        }
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Result<Sheet, PictureError> {
        let mut sheet = Sheet::default();
        sheet.add(text).map(|()| sheet)
    }

    #[test]
    fn rules_are_kept_by_what_their_selector_ends_in() {
        let sheet = sheet(
            "@charset 'utf-8'; /* url(#no){ */ .a{fill:url(#one);font-family:'B'} \
             g > path.b, #c { clip-path: url( \"#two\" ) }",
        )
        .unwrap();
        let reference = |id: &str, spent| vec![Reference { id: id.to_owned(), spent }];
        assert_eq!(sheet.rules[".a"], reference("one", Spent::PerShape));
        assert_eq!(sheet.rules[".b"], reference("two", Spent::Once));
        assert_eq!(sheet.rules["#c"], reference("two", Spent::Once));
        assert_eq!(sheet.rules.len(), 3);
    }

    #[test]
    fn deep_selectors_cost_what_trying_all_ancestors_costs() {
        assert!(sheet(".a{fill:red}").unwrap().steps < 20);
        assert!(sheet("g g g g .a{fill:red}").unwrap().steps > 1 << 24);
        assert!(sheet("g>g>g>g>.a{fill:red}").unwrap().steps > 1 << 24);
    }

    #[test]
    fn what_could_hide_a_rule_is_refused() {
        for text in [
            "a[b='{'] c[d='}']{}",
            "@media print{.a{fill:red}}",
            "*{fill:url(#a)}",
            "a{b:'}'} .c{}",
        ] {
            assert!(sheet(text).is_err(), "{text}");
        }
    }
}
