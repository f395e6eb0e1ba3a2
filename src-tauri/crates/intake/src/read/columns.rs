//! Which column is for what.

use std::collections::BTreeMap;

use exchange::dates::{self, Order};
use exchange::{Cell, Header, Sheet};

use super::answers::Question;
use crate::Role;
use crate::dictionary::{self, Sureness, normalised};
use crate::profiles::Profile;

/// The columns of a list.
#[derive(Debug)]
pub(super) struct Columns {
    places: BTreeMap<Role, usize>,
    /// The questions, in the order of the columns.
    pub(super) questions: Vec<Question>,
    /// Columns that ask for a personal identity code.
    pub(super) forbidden: Vec<usize>,
    recognised: usize,
}

/// Roles that several columns may have, of which one is taken; the others become questions.
const TIMES: [Role; 3] = [Role::SubmittedAt, Role::SubmittedDate, Role::ChangedAt];

impl Columns {
    /// Decides by the profile first, then by the dictionary.
    pub(super) fn of(sheet: &Sheet, header: &Header, profile: &'static Profile) -> Columns {
        let mut offers: BTreeMap<Role, Vec<(Sureness, usize)>> = BTreeMap::new();
        let mut questions = Vec::new();
        let mut forbidden = Vec::new();
        for (column, title) in header.titles.iter().enumerate() {
            let name = normalised(&title.text);
            let declared = (title.ordinal == 1).then(|| profile.role_of(&name)).flatten();
            let again = title.ordinal > 1 && profile.role_of(&name).is_some();
            if crate::cell::identity_code::is_asked_by(&title.text) {
                forbidden.push(column);
            } else if title.group.is_some() {
                questions.push(column);
            } else if let Some(role) = declared {
                offers.entry(role).or_default().push((Sureness::Declared, column));
            } else if let Some((role, sureness)) = dictionary::role_of(&title.text).filter(|_| !again) {
                offers.entry(role).or_default().push((sureness, column));
            } else if !title.text.is_empty() && !again {
                questions.push(column);
            }
        }
        let recognised = offers.keys().filter(|role| **role != Role::Ignored).count();
        let mut places = BTreeMap::new();
        for (role, columns) in offers {
            if role == Role::Ignored {
                continue;
            }
            let taken = choose(sheet, header, role, &columns, profile);
            places.insert(role, taken);
            questions.extend(columns.iter().map(|(_, column)| *column).filter(|column| *column != taken));
        }
        questions.sort_unstable();
        let questions = Question::gather(sheet, header, &questions, profile.multiple_choice);
        Columns { places, questions, forbidden, recognised }
    }

    /// The column that is for `role`.
    pub(super) fn place(&self, role: Role) -> Option<usize> {
        self.places.get(&role).copied()
    }

    /// How many roles were recognised.
    pub(super) fn recognised(&self) -> usize {
        self.recognised
    }

    /// Whether some column says who the people are.
    pub(super) fn name_people(&self) -> bool {
        let names = [
            Role::FirstName,
            Role::LastName,
            Role::FullName,
            Role::FullNameLastFirst,
            Role::Email,
        ];
        names.into_iter().any(|role| self.places.contains_key(&role))
    }

    /// Whether day or month comes first in the list's times.
    pub(super) fn date_order(&self, sheet: &Sheet, header: &Header) -> Order {
        let columns: Vec<usize> = TIMES.into_iter().filter_map(|role| self.place(role)).collect();
        let rows = &sheet.rows[header.body.clone()];
        let texts = rows.iter().flat_map(|row| {
            columns.iter().filter_map(|column| match row.cell(*column) {
                Cell::Text(text) => Some(text.as_str()),
                _ => None,
            })
        });
        dates::decide_order(texts)
    }
}

/// Takes the column that a role is best served by: the surer, then the one that holds more of what
/// it should, then the first; where a tool repeats what its sign-in knows, the question, which
/// comes after.
fn choose(
    sheet: &Sheet,
    header: &Header,
    role: Role,
    columns: &[(Sureness, usize)],
    profile: &Profile,
) -> usize {
    let rows = &sheet.rows[header.body.clone()];
    let holds = |column: usize| {
        let filled = rows.iter().filter(|row| {
            let text = row.cell(column).text();
            match role {
                Role::Email => domain::EmailAddress::parse(&text).is_ok(),
                _ => !crate::cell::is_nothing(&text),
            }
        });
        filled.count()
    };
    let asks_again = profile.name == "microsoft-forms";
    let best = columns.iter().max_by_key(|(sureness, column)| {
        let sureness = if asks_again { Sureness::Declared } else { *sureness };
        let place = if asks_again { *column } else { usize::MAX - *column };
        match role {
            Role::Email => (Sureness::Declared, holds(*column), place),
            _ => (sureness, holds(*column), place),
        }
    });
    best.map_or(0, |(_, column)| *column)
}
