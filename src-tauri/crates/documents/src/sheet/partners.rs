//! The page of those who hold an event together.

use super::composer::Composer;
use super::flow::{Join, Slug};
use super::funder::EMBLEM;
use super::funding::statement;
use super::logos::{Shelf, grid};
use super::notes::{bookmarked, heading};
use crate::ir::{Role, Tree};
use crate::model::ProgrammeBook;
use crate::paragraph::Setting;

/// Points that no logo is higher than.
const TALLEST: f32 = 62.0;
/// Points of measure that a column of logos wants.
const COLUMN: f32 = 150.0;

/// Whether the logos need a line only, for which a page of their own is too much.
pub(super) fn are_few(book: &ProgrammeBook, measure: f32) -> bool {
    book.partners.len() <= columns(measure)
}

fn columns(measure: f32) -> usize {
    ((measure / COLUMN).round() as usize).max(2)
}

/// Their logos and, where Europe pays and a page of their own shows them, its emblem at least as
/// high.
pub(super) fn partners(composer: &mut Composer, book: &ProgrammeBook, measure: f32) -> Vec<Slug> {
    if book.partners.is_empty() {
        return Vec::new();
    }
    let section = composer.node(Tree::ROOT, Role::Section);
    let title = composer.own(|words| words.pages.partners);
    let setting = Setting::title(measure, composer.language());
    let style = composer.theme.heading();
    let opening = heading(composer, section, &title, 2, style, setting);
    let mut slugs = bookmarked(opening, title.text(), 1);
    let funding = book.occasion.funding.as_ref();
    let shelf =
        Shelf { measure, tallest: if funding.is_some() { EMBLEM } else { TALLEST }, gap: 30.0 };
    let lines = grid(composer, section, &book.partners, shelf, columns(measure));
    for (index, line) in lines.into_iter().enumerate() {
        let join = if index == 0 { Join::Never } else { Join::Free };
        slugs.push(Slug::new(line, if index == 0 { 26.0 } else { 40.0 }, join));
    }
    if let Some(funding) = funding.filter(|_| !are_few(book, measure)) {
        let emblem = statement(composer, section, funding, EMBLEM, measure);
        slugs.push(Slug::new(emblem, 56.0, Join::Never));
    }
    slugs
}
