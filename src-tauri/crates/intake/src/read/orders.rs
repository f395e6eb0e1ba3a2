//! Whose address and number an order's are, when one person orders for several.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::EmailAddress;
use exchange::Row;

use super::columns::Columns;
use crate::cell::phone::{self, PhoneCell};
use crate::fold::plain;
use crate::profiles::Profile;
use crate::{Registration, Role};

/// The orders of a list and how many people each holds.
pub(super) struct Orders<'r> {
    columns: &'r Columns,
    profile: &'static Profile,
    key: Option<usize>,
    orders: BTreeMap<Cow<'r, str>, Order>,
}

#[derive(Default)]
struct Order {
    people: u32,
    /// Addresses of which some person's name tells that it is theirs.
    owned: Vec<String>,
}

impl<'r> Orders<'r> {
    pub(super) fn of(
        rows: &'r [Row],
        columns: &'r Columns,
        profile: &'static Profile,
    ) -> Orders<'r> {
        // Where the key has a second part, its first is the order.
        let parted = columns.place(Role::KeyPart).and_then(|_| columns.place(Role::Key));
        let key = columns.place(Role::Order).or(parted);
        let mut orders = Orders { columns, profile, key, orders: BTreeMap::new() };
        let Some(key) = key else { return orders };
        for row in rows {
            let name = name_of(row, columns);
            if name.is_empty() {
                continue;
            }
            let order: &mut Order = orders.orders.entry(row.cell(key).text()).or_default();
            order.people += 1;
            for role in [Role::Email, Role::BuyerEmail] {
                let address = address(row, columns, role);
                order.owned.extend(address.filter(|address| owns(&name, address)));
            }
        }
        orders
    }

    /// Gives the buyer's address and number to the buyer, and takes an address from those to whom
    /// the form tool lent the buyer's.
    ///
    /// The buyer is the person of an order of one, or the one whose own address the order has.
    pub(super) fn give_each_their_own(&self, row: &Row, registration: &mut Registration) {
        let Some(order) = self.key.and_then(|key| self.orders.get(&row.cell(key).text())) else {
            return;
        };
        let buyer = address(row, self.columns, Role::BuyerEmail);
        let is_alone = order.people == 1;
        if let Some(email) = &registration.email
            && !is_alone
            && order.owned.contains(email)
            && !owns(&registration.full_name(), email)
        {
            registration.email = None;
        }
        if registration.email.is_none() && is_alone {
            registration.email.clone_from(&buyer);
        }
        let is_buyer = is_alone || (buyer.is_some() && registration.email == buyer);
        if is_buyer && registration.phone_e164.is_none() {
            let cell = self.columns.place(Role::BuyerPhone).map(|column| row.cell(column).text());
            let cell = cell.as_deref().map(|text| match self.profile.guarded {
                true => exchange::strip_formula_guard(text),
                false => text.into(),
            });
            if let Some(PhoneCell::Number(reading)) = cell.as_deref().map(phone::read) {
                registration.phone_e164 = Some(reading.phone.as_str().to_owned());
                registration.phone_guessed = reading.guessed;
            }
        }
    }
}

fn address(row: &Row, columns: &Columns, role: Role) -> Option<String> {
    let cell = row.cell(columns.place(role)?);
    EmailAddress::parse(&cell.text()).ok().map(|address| address.as_str().to_owned())
}

fn name_of(row: &Row, columns: &Columns) -> String {
    let roles = [Role::FirstName, Role::LastName, Role::FullName, Role::FullNameLastFirst];
    let names = roles.into_iter().filter_map(|role| columns.place(role));
    names
        .map(|column| row.cell(column).text().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// Whether a name tells that an address is that person's: a word of the name stands in it.
fn owns(name: &str, address: &str) -> bool {
    let local = plain(address.split('@').next().unwrap_or_default());
    let words = name.split_whitespace().map(plain);
    words.filter(|word| word.chars().count() > 2).any(|word| local.contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::{ReadOptions, read_file};

    const TITLES: &str = "Order #;Attendee #;First Name;Last Name;Email;Order Date\n";

    fn addresses(rows: &str) -> Vec<Option<String>> {
        let file =
            read_file(format!("{TITLES}{rows}").as_bytes(), "a.csv", &ReadOptions::default());
        file.rows.into_iter().map(|row| row.email).collect()
    }

    #[test]
    fn an_address_lent_by_the_buyer_is_taken_from_the_others_of_the_order() {
        let found = addresses(
            "1;11;Åsa;Berg;asa.berg@example.fi;2026-10-01\n1;12;Niila;Guttorm;asa.berg@example.fi;2026-10-01\n",
        );
        assert_eq!(found, [Some("asa.berg@example.fi".to_owned()), None]);
    }

    #[test]
    fn an_address_that_nobody_of_the_order_is_named_in_stays_with_all() {
        let found = addresses(
            "1;11;Åsa;Berg;toimisto@example.fi;2026-10-01\n1;12;Niila;Guttorm;toimisto@example.fi;2026-10-01\n",
        );
        assert_eq!(found, vec![Some("toimisto@example.fi".to_owned()); 2]);
    }
}
