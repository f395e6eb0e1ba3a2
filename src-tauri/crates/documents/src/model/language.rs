//! In which languages a sheet speaks, and texts that exist in one or two of them.

use domain::Language;

/// The languages of a sheet: one, or two beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Languages {
    /// The language that leads: of the document, its bookmarks and its large letters.
    pub first: Language,
    /// The language that follows in smaller letters, if the sheet is in two.
    pub second: Option<Language>,
}

impl Languages {
    /// A sheet in one language.
    pub const fn one(language: Language) -> Languages {
        Languages { first: language, second: None }
    }

    /// A sheet in two languages; the same language twice is one.
    pub fn two(first: Language, second: Language) -> Languages {
        Languages { first, second: (second != first).then_some(second) }
    }

    /// A wording of the paper's own, in the languages of the sheet.
    pub(crate) fn phrase(self, wording: impl Fn(Language) -> String) -> Phrase {
        let first = Wording { text: wording(self.first), language: self.first };
        let second = self.second.map(|language| Wording { text: wording(language), language });
        Phrase { second: second.filter(|second| second.text != first.text), first }
    }
}

impl From<Language> for Languages {
    fn from(language: Language) -> Languages {
        Languages::one(language)
    }
}

/// A text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wording {
    /// What is said; blank lines part paragraphs.
    pub text: String,
    /// The language it is said in, which hyphens and screen readers follow.
    pub language: Language,
}

/// A text as a sheet says it: in its first language where it exists in it, and in its second.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phrase {
    /// What leads. Its language is not the sheet's where no translation exists.
    pub first: Wording,
    /// What follows in smaller letters.
    pub second: Option<Wording>,
}

impl Phrase {
    /// A text in one language.
    pub fn new(text: impl Into<String>, language: Language) -> Phrase {
        Phrase { first: Wording { text: text.into(), language }, second: None }
    }

    /// The same text with its translation; an empty translation or the same words add nothing.
    #[must_use]
    pub fn with(mut self, text: impl Into<String>, language: Language) -> Phrase {
        let text = text.into();
        let says_more = !text.trim().is_empty() && text.trim() != self.first.text.trim();
        self.second = says_more.then_some(Wording { text, language });
        self
    }

    /// True where nothing is said.
    pub fn is_empty(&self) -> bool {
        self.first.text.trim().is_empty()
    }

    /// The leading text.
    pub fn text(&self) -> &str {
        &self.first.text
    }

    /// The texts in the order in which they are said.
    pub fn wordings(&self) -> impl Iterator<Item = &Wording> {
        std::iter::once(&self.first).chain(&self.second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_that_says_nothing_new_is_left_out() {
        let lunch = Phrase::new("Lounas", Language::Fi);
        assert_eq!(lunch.clone().with(" ", Language::En), lunch);
        assert_eq!(lunch.clone().with("Lounas ", Language::En), lunch);
        assert_eq!(lunch.clone().with("Lunch", Language::En).wordings().count(), 2);
        assert_eq!(Languages::two(Language::Fi, Language::Fi), Languages::one(Language::Fi));
    }
}
