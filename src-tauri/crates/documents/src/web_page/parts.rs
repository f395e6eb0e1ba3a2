//! Texts with their languages, and the foot of the page: who pays, and what the house says.

use domain::Label;
use maud::{Markup, PreEscaped, html};

use crate::ir::{Content, Owner};
use crate::model::{Edition, Funding, Languages, Phrase, ProgrammeBook, ProgrammePeriod, Wording};
use crate::paragraph::clean;
use crate::preview::draw_path;
use crate::sheet::{PARTICIPANTS, emblem, project_lines};
use crate::wording::words;

/// True where nothing of a text can be shown.
pub(super) fn says_nothing(phrase: &Phrase) -> bool {
    clean(phrase.text()).is_empty()
}

/// A text on one line, without what no page may hold.
pub(super) fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// What every text of the page is said with.
pub(super) struct Page {
    pub languages: Languages,
}

impl Page {
    /// The language of a text where it is not the page's.
    fn marked(&self, wording: &Wording) -> Option<&'static str> {
        (wording.language != self.languages.first).then(|| wording.language.code())
    }

    /// A phrase within a block: the leading text, and the second on a line of its own.
    pub fn said(&self, phrase: &Phrase) -> Markup {
        let first = one_line(phrase.text());
        html! {
            @match self.marked(&phrase.first) {
                Some(language) => { span lang=(language) { (first) } },
                None => { (first) },
            }
            @if let Some(second) = &phrase.second { (self.second(second)) }
        }
    }

    /// A text in the second language, which follows another.
    pub fn second(&self, wording: &Wording) -> Markup {
        let text = one_line(&wording.text);
        html! {
            @if !text.is_empty() {
                " " span class="second" lang=[self.marked(wording)] { (text) }
            }
        }
    }

    /// A phrase as blocks of its own.
    pub fn paragraphs(&self, phrase: &Phrase) -> Markup {
        let blocks = |wording: &Wording, class: Option<&str>| {
            let text = clean(&wording.text);
            html! {
                @for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    p class=[class] lang=[self.marked(wording)] { (line) }
                }
            }
        };
        html! {
            (blocks(&phrase.first, None))
            @if let Some(second) = &phrase.second { (blocks(second, Some("second"))) }
        }
    }

    /// A fact with its label.
    pub fn fact(&self, label: &Label, value: Markup) -> Markup {
        let label = self.languages.phrase(|language| label.text(language).to_owned());
        html! { dt { (self.said(&label)) } dd { (value) } }
    }
}

/// The foot of the page; none where there is nothing to say.
pub(super) fn foot(page: &Page, book: &ProgrammeBook, edition: &Edition) -> Markup {
    let house = edition.house.foot.as_ref().filter(|foot| !says_nothing(foot));
    let funding = book.occasion.funding.as_ref();
    html! {
        @if house.is_some() || funding.is_some() {
            footer {
                @if let Some(funding) = funding { (who_pays(page, funding)) }
                @if let Some(house) = house { p class="house" { (page.said(house)) } }
            }
        }
    }
}

/// The emblem with the statement of its period, always on white (Regulation 2021/1060, annex IX),
/// the project, and what its participants do.
fn who_pays(page: &Page, funding: &Funding) -> Markup {
    let language = page.languages.first;
    let words = words(language);
    let statement = match funding.programme_period {
        ProgrammePeriod::Period2021To2027 => vec![words.co_funded],
        ProgrammePeriod::Period2014To2020 => {
            let fund = match funding.fund {
                crate::model::Fund::Social => words.social_fund,
                crate::model::Fund::RegionalDevelopment => words.regional_fund,
            };
            vec![words.european_union, fund, words.leverage]
        }
    };
    let project = project_lines(funding, language);
    let project = project.iter().map(|line| one_line(line)).filter(|line| !line.is_empty());
    let project: Vec<String> = project.collect();
    let code = one_line(&funding.project_code);
    let asks = funding.programme_period == ProgrammePeriod::Period2021To2027;
    html! {
        div class="funding" {
            div class="statement" {
                (drawn_emblem(words.emblem))
                div { @for line in statement { p { (line) } } }
            }
            @if !project.is_empty() { div { @for line in project { p { (line) } } } }
        }
        @if asks && !code.is_empty() {
            p class="participants" {
                (words.pages.participate) " " (words.project_code) " " (code) ": "
                a href=(PARTICIPANTS) { (PARTICIPANTS.trim_start_matches("https://")) }
            }
        }
    }
}

/// Units of height of the drawing of the emblem.
const DRAWN: f32 = 180.0;

/// The emblem from its official construction, as a drawing that says what it is.
fn drawn_emblem(says: &str) -> Markup {
    let mut paths = String::new();
    for item in emblem(DRAWN, Owner::Artifact) {
        if let Content::Path(path) = &item.content {
            draw_path(&mut paths, path);
        }
    }
    html! {
        svg role="img" aria-label=(says) viewBox={ "0 0 " (DRAWN * 1.5) " " (DRAWN) } {
            (PreEscaped(paths))
        }
    }
}
