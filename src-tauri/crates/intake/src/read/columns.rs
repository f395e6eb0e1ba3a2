//! Which column is for what.

use std::collections::{BTreeMap, BTreeSet};

use exchange::dates::{self, Order};
use exchange::{Cell, Header, Row, Sheet, Title};

use super::answers::Question;
use crate::cell::{consent, identity_code, is_nothing, status, time};
use crate::dictionary::{self, Sureness, normalised};
use crate::mapping::{Mapping, column_key};
use crate::profiles::Profile;
use crate::{Role, Status};

/// The columns of a list.
#[derive(Debug)]
pub(super) struct Columns {
    places: BTreeMap<Role, usize>,
    /// The questions, in the order of the columns.
    pub(super) questions: Vec<Question>,
    /// Columns that ask for a personal identity code.
    pub(super) forbidden: Vec<usize>,
    /// What words of the status column mean, by a person's word.
    pub(super) statuses: BTreeMap<String, Status>,
    recognised: usize,
}

/// Roles of times that people or tools wrote, whose columns decide the order of day and month.
const TIMES: [Role; 3] = [Role::SubmittedAt, Role::SubmittedDate, Role::ChangedAt];

/// A column offered for a role.
#[derive(Debug, Clone, Copy)]
struct Offer {
    column: usize,
    sureness: Sureness,
}

impl Columns {
    /// Decides by what a person said first, then by the profile, then by the dictionary, then by
    /// what the columns hold.
    pub(super) fn of(
        sheet: &Sheet,
        header: &Header,
        profile: &'static Profile,
        mapping: Option<&Mapping>,
    ) -> Columns {
        let rows = &sheet.rows[header.body.clone()];
        let mut offers: BTreeMap<Role, Vec<Offer>> = BTreeMap::new();
        let mut questions = Vec::new();
        let mut forbidden = Vec::new();
        let mut separators = BTreeMap::new();
        let mut by_person = BTreeSet::new();
        for (column, title) in header.titles.iter().enumerate() {
            if identity_code::is_asked_by(&title.text) {
                forbidden.push(column);
                continue;
            }
            let key = column_key(title, column);
            let separator = mapping.and_then(|mapping| mapping.separators.get(&key));
            separators.extend(separator.map(|separator| (column, separator.clone())));
            match mapping.and_then(|mapping| mapping.columns.get(&key)) {
                Some(Role::Question) => {
                    questions.push(column);
                    continue;
                }
                Some(role) => {
                    // Whoever says what one column is for says that no other is.
                    if by_person.insert(*role) {
                        offers.remove(role);
                    }
                    let sureness = Sureness::Declared;
                    offers.entry(*role).or_default().push(Offer { column, sureness });
                    continue;
                }
                None => {}
            }
            match offered(title, profile) {
                Some((role, sureness))
                    if sureness == Sureness::Declared || holds_what_it_says(rows, column, role) =>
                {
                    if !by_person.contains(&role) {
                        offers.entry(role).or_default().push(Offer { column, sureness });
                    } else if !title.text.is_empty() {
                        questions.push(column);
                    }
                }
                _ if !title.text.is_empty() => questions.push(column),
                _ => {}
            }
        }
        offers.remove(&Role::Ignored);
        let recognised = offers.len();
        let mut places = BTreeMap::new();
        for (role, offers) in offers {
            let taken = choose(rows, role, &offers, profile);
            places.insert(role, taken);
            let others = offers.iter().map(|offer| offer.column);
            questions.extend(
                others.filter(|column| *column != taken && *column >= profile.sign_in_columns),
            );
        }
        questions.sort_unstable();
        let choice = profile.multiple_choice;
        let questions = Question::gather(rows, &header.titles, &questions, choice, &separators);
        let statuses = mapping.map(|mapping| mapping.statuses.clone()).unwrap_or_default();
        Columns { places, questions, forbidden, statuses, recognised }
    }

    /// The column that is for `role`.
    pub(super) fn place(&self, role: Role) -> Option<usize> {
        self.places.get(&role).copied()
    }

    /// The columns that are for something, by what they are for.
    pub(super) fn places(&self) -> impl Iterator<Item = (Role, usize)> {
        self.places.iter().map(|(role, column)| (*role, *column))
    }

    /// How many roles were recognised.
    pub(super) fn recognised(&self) -> usize {
        self.recognised
    }

    /// Whether some column says who the people are.
    pub(super) fn name_people(&self) -> bool {
        let names =
            [Role::FirstName, Role::LastName, Role::FullName, Role::FullNameLastFirst, Role::Email];
        names.into_iter().any(|role| self.places.contains_key(&role))
    }

    /// Whether day or month comes first in the list's times.
    pub(super) fn date_order(&self, rows: &[Row]) -> Order {
        let columns: Vec<usize> = TIMES.into_iter().filter_map(|role| self.place(role)).collect();
        dates::decide_order(rows.iter().flat_map(|row| {
            columns.iter().filter_map(|column| match row.cell(*column) {
                Cell::Text(text) => Some(text.as_str()),
                _ => None,
            })
        }))
    }
}

/// The role that a title is offered for.
fn offered(title: &Title, profile: &Profile) -> Option<(Role, Sureness)> {
    match profile.role_of(&normalised(&title.text)) {
        // Of two columns under one declared title, the first is the declared one.
        Some(_) if title.ordinal > 1 => Some((Role::Ignored, Sureness::Declared)),
        Some(role) => Some((role, Sureness::Declared)),
        None => dictionary::role_of(&title.text),
    }
}

/// Whether a column's values are such as its title promises; an empty column breaks no promise.
fn holds_what_it_says(rows: &[Row], column: usize, role: Role) -> bool {
    let filled = || rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
    let half = |fits: &dyn Fn(&Cell) -> bool| {
        let (all, fitting) = filled().fold((0_usize, 0_usize), |(all, fitting), cell| {
            (all + 1, fitting + usize::from(fits(cell)))
        });
        fitting * 2 >= all
    };
    let is_yes_or_no = |cell: &Cell| consent::yes_or_no(&cell.text()).is_some();
    match role {
        Role::Email => {
            filled().next().is_none()
                || filled().any(|cell| domain::EmailAddress::parse(&cell.text()).is_ok())
        }
        Role::Phone => half(&|cell| {
            let text = cell.text();
            is_nothing(&text) || text.chars().any(|c| c.is_ascii_digit()) || text.contains(' ')
        }),
        Role::Status => half(&|cell| status::read(&cell.text()).is_some()),
        Role::Confirmed => filled().all(is_yes_or_no),
        Role::SubmittedAt => half(&|cell| {
            [Order::DayMonth, Order::MonthDay]
                .iter()
                .any(|order| time::moment(cell, *order).is_some())
        }),
        Role::Key => {
            let mut seen = BTreeSet::new();
            filled().all(|cell| seen.insert(cell.text()))
        }
        Role::FirstName
        | Role::LastName
        | Role::FullName
        | Role::FullNameLastFirst
        | Role::Organisation
        | Role::JobTitle
        | Role::Diet => filled().next().is_none() || !filled().all(is_yes_or_no),
        _ => true,
    }
}

/// Takes the column that a role is best served by: the surer, then the one that holds more of what
/// it should, then the first. Addresses go by what columns hold alone, and where the first columns
/// tell who was signed in, the questions after them are believed first.
fn choose(rows: &[Row], role: Role, offers: &[Offer], profile: &Profile) -> usize {
    let holds = |column: usize| {
        let filled = rows.iter().filter(|row| {
            let text = row.cell(column).text();
            match role {
                Role::Email => domain::EmailAddress::parse(&text).is_ok(),
                _ => !is_nothing(&text),
            }
        });
        filled.count()
    };
    let signed_in = offers.iter().any(|offer| offer.column < profile.sign_in_columns);
    let best = offers.iter().max_by_key(|offer| {
        let sureness =
            if signed_in || role == Role::Email { Sureness::Declared } else { offer.sureness };
        let place = if signed_in { offer.column } else { usize::MAX - offer.column };
        (sureness, holds(offer.column), place)
    });
    best.map_or(0, |offer| offer.column)
}
