//! The funding line: which emblem, wording and slogan a programme period wants.
//!
//! 2021–2027 (Regulation 2021/1060, annex IX; rakennerahastot.fi): the emblem with the statement
//! and nothing else that refers to support from the Union: no fund's name, no slogan.
//! 2014–2020 (Regulation 821/2014, article 4): the emblem with the Union's and the fund's name,
//! the slogan, and the financier.

use domain::Language;

use super::composer::Composer;
use super::draw::{Part, height, part};
use super::emblem;
use super::shrink::Place;
use super::theme::REFLEX_BLUE;
use crate::ir::{Node, NodeId, Owner, Role};
use crate::model::{Fund, Funding, ProgrammePeriod};
use crate::paragraph::{Setting, Style};
use crate::shipped::Cut;
use crate::visibility::{names_fund, says_slogan};
use crate::wording::words;

/// Points; above the smallest permitted height of 1 cm.
pub(super) const EMBLEM_HEIGHT: f32 = 34.0;
const GAP: f32 = 10.0;
/// Points of text beside the emblem at most; it stands out a little above and below.
const BLOCK_HEIGHT: f32 = 46.0;
const STATEMENT: Style = Style::new(Cut::Statement, 12.5, 16.5, REFLEX_BLUE);
/// Points; less than the shortest statement on one line.
const STATEMENT_MEASURE: f32 = 150.0;

/// The funding line over `measure` points, its nodes below `parent`.
///
/// The statement is made in the language that leads: the Union's own artwork has one statement
/// beside one emblem.
pub(super) fn funding_line(
    composer: &mut Composer,
    parent: NodeId,
    funding: &Funding,
    measure: f32,
) -> Part {
    let language = composer.language();
    let mut line = statement(composer, parent, funding, EMBLEM_HEIGHT, measure * 0.5 - GAP);
    let column = measure * 0.5;
    let project = project_lines(funding, language).join("\n");
    let owner = Owner::Node(composer.node(parent, Role::Paragraph));
    let setting = Setting::title(measure - column, language);
    let place = Place { style: composer.theme.small(), setting, room: BLOCK_HEIGHT };
    let block = composer.fitted(&project, place, owner);
    let y = (EMBLEM_HEIGHT - height(&block)) / 2.0;
    line.add_part(part(block), column, y);
    line.height = EMBLEM_HEIGHT;
    line
}

/// The emblem, `tall` points high, with the statement of its period beside it in `measure` points.
pub(super) fn statement(
    composer: &mut Composer,
    parent: NodeId,
    funding: &Funding,
    tall: f32,
    measure: f32,
) -> Part {
    let language = composer.language();
    let words = words(language);
    let figure = composer.tree.add(parent, Node::new(Role::Figure).alternative(words.emblem));
    let mut said = Part { items: emblem::emblem(tall, Owner::Node(figure)), height: tall };
    let larger = tall / EMBLEM_HEIGHT;
    let beside = emblem::width(tall) + GAP * larger;
    let (text, style, width) = match funding.programme_period {
        // One statement stands on two lines beside the emblem, as in the Union's own artwork.
        ProgrammePeriod::Period2021To2027 => {
            (words.co_funded.to_owned(), STATEMENT, STATEMENT_MEASURE * larger)
        }
        ProgrammePeriod::Period2014To2020 => {
            let fund = match funding.fund {
                Fund::Social => words.social_fund,
                Fund::RegionalDevelopment => words.regional_fund,
            };
            let lines = [words.european_union, fund, words.leverage];
            (lines.join("\n"), STATEMENT.scaled(0.8), measure - beside)
        }
    };
    let owner = Owner::Node(composer.node(parent, Role::Paragraph));
    let setting = Setting::title(width.min(measure - beside), language);
    let place = Place { style: style.scaled(larger), setting, room: BLOCK_HEIGHT * larger };
    let block = composer.fitted(&text, place, owner);
    let y = (tall - height(&block)) / 2.0;
    said.add_part(part(block), beside, y);
    said.height = tall;
    said
}

/// What is said of the project beside the statement, a line each.
pub(crate) fn project_lines(funding: &Funding, language: Language) -> Vec<String> {
    let words = words(language);
    let mut lines = vec![funding.project_name.clone()];
    if !funding.project_code.trim().is_empty() {
        lines.push(format!("{} {}", words.project_code, funding.project_code));
    }
    if may_be_named(funding) {
        lines.push(format!("{}: {}", words.financier, funding.financier));
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// A financier is named unless that would name a fund where none may be named: whatever reached
/// the sheet, it keeps the rule (see [`crate::visibility`]).
pub(super) fn may_be_named(funding: &Funding) -> bool {
    let financier = funding.financier.as_str();
    let permitted = match funding.programme_period {
        ProgrammePeriod::Period2014To2020 => true,
        ProgrammePeriod::Period2021To2027 => !names_fund(financier) && !says_slogan(financier),
    };
    permitted && !financier.trim().is_empty()
}
