//! The page of those who pay: the statement, the project, what its participants do, whose views
//! the programme contains.

use super::code::coded;
use super::composer::Composer;
use super::draw::{Part, rule};
use super::flow::{Join, Slug, paragraph};
use super::funding::{may_be_named, statement};
use super::logos::{self, Shelf};
use super::notes::{bookmarked, heading};
use super::shrink::Place;
use super::theme::HAIRLINE;
use crate::ir::{NodeId, Owner, Role, Tree};
use crate::model::{Funding, Logo, Phrase, ProgrammePeriod};
use crate::paragraph::{Setting, Span};

/// Where participants of a project of 2021–2027 enter their own data.
pub(crate) const PARTICIPANTS: &str = "https://www.eura2021.fi/osallistuja";
/// Points of height; the emblem is larger here than any logo.
pub(super) const EMBLEM: f32 = 56.0;
const MEASURE: f32 = 400.0;

/// The page as slugs, in the order in which they are said.
pub(super) fn funder(
    composer: &mut Composer,
    funding: &Funding,
    logos: &[Logo],
    measure: f32,
) -> Vec<Slug> {
    let section = composer.node(Tree::ROOT, Role::Section);
    let title = composer.own(|words| words.pages.funding);
    let setting = Setting::title(measure, composer.language());
    let style = composer.theme.heading();
    let opening = heading(composer, section, &title, 2, style, setting);
    let mut slugs = bookmarked(opening, title.text(), 1);

    let emblem = statement(composer, section, funding, EMBLEM, measure);
    slugs.push(Slug::new(emblem, 18.0, Join::Never));
    slugs.extend(project(composer, section, funding, measure));
    if funding.programme_period == ProgrammePeriod::Period2021To2027 {
        slugs.extend(participants(composer, section, funding, measure));
    }
    let views = composer.own(|words| words.pages.views);
    let node = composer.node(section, Role::Paragraph);
    let setting = Setting::text(measure.min(MEASURE), composer.language());
    let style = composer.theme.small();
    let lines = composer.say(node, &views, style, setting);
    slugs.extend(paragraph(lines, 0.0, 22.0, Join::Free, Join::Reluctant));
    if !logos.is_empty() {
        let shelf = Shelf { measure, tallest: EMBLEM * 0.75, gap: 24.0 };
        let row = logos::row(composer, section, logos, shelf);
        slugs.push(Slug::new(row, 30.0, Join::Free));
    }
    slugs
}

/// The project's name, code and financier.
fn project(composer: &mut Composer, section: NodeId, funding: &Funding, measure: f32) -> Vec<Slug> {
    let language = composer.language();
    let theme = composer.theme;
    let mut slugs = Vec::new();
    let name = Phrase::new(funding.project_name.as_str(), language);
    if !name.is_empty() {
        let node = composer.node(section, Role::Heading(3));
        let setting = Setting::title(measure, language);
        let place = Place { style: theme.subheading(), setting, room: 90.0 };
        let name = composer.say_fitted(node, &name, place);
        slugs.push(Slug::new(name, 24.0, Join::Free));
    }
    let mut facts = Vec::new();
    if !funding.project_code.trim().is_empty() {
        facts.push((composer.own(|words| words.project_code), funding.project_code.trim()));
    }
    if may_be_named(funding) {
        facts.push((composer.own(|words| words.financier), funding.financier.trim()));
    }
    for (label, value) in facts {
        let node = composer.node(section, Role::Paragraph);
        let owner = Owner::Node(node);
        let labels: Vec<&str> = label.wordings().map(|wording| wording.text.as_str()).collect();
        let label = format!("{} ", labels.join(" / "));
        let spans = [
            Span { text: &label, style: theme.quiet_text(), owner },
            Span { text: value, style: theme.name(), owner },
        ];
        let mut setting = Setting::text(measure, language);
        setting.hyphenate = false;
        let lines = composer.set_spans(&spans, setting);
        slugs.extend(paragraph(lines, 0.0, 3.0, Join::Never, Join::Reluctant));
    }
    slugs
}

/// What participants of the project are asked to do.
fn participants(
    composer: &mut Composer,
    section: NodeId,
    funding: &Funding,
    measure: f32,
) -> Vec<Slug> {
    let theme = composer.theme;
    let language = composer.language();
    let mut block = Part::default();
    block.items.push(rule(0.0, 0.0, measure, 0.5, HAIRLINE));
    block.add_space(14.0);
    let title = composer.own(|words| words.pages.participants);
    let node = composer.node(section, Role::Heading(3));
    let setting = Setting::title(measure, language);
    block.add_lines(composer.say(node, &title, theme.session_title(), setting), 0.0);
    block.add_space(3.0);
    let asked = composer.own(|words| words.pages.participate);
    for (wording, style) in asked.wordings().zip([theme.text(), theme.quiet_text()]) {
        let node = composer.block(section, Role::Paragraph, wording.language);
        let setting = Setting::text(measure.min(MEASURE), wording.language);
        block.add_lines(composer.set(&wording.text, style, Owner::Node(node), setting), 0.0);
        block.add_space(4.0);
    }
    let code = funding.project_code.trim();
    if !code.is_empty() {
        let label = composer.own(|words| words.project_code);
        let text = format!("{} {code}", label.text());
        let node = composer.node(section, Role::Paragraph);
        let setting = Setting::title(measure, language);
        block.add_lines(composer.set(&text, theme.name(), Owner::Node(node), setting), 0.0);
    }
    let style = theme.semi_bold(10.5, 14.5, theme.accent);
    block.add_space(4.0);
    block.add_below(coded(composer, section, PARTICIPANTS, style, measure));
    vec![Slug::new(block, 22.0, Join::Free)]
}
