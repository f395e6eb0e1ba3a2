//! The tables of the kinds, derived from their declarations, and everything derived from a record's
//! values: its title, what search looks into, what matching finds it by.
//!
//! These tables hold living records only and can be made anew from the log at any time; that is
//! how records of kinds and fields that were unknown until now come to be seen.

use std::collections::HashMap;

use domain::{Field, FieldId, FieldType, Kind, KindId, RegisterId, RegisterValue, Value};

use crate::fold::{alphabetical, fold};
use crate::statement::Cell;
use crate::values;

mod rebuild;
pub(crate) use rebuild::{Derived, bring_up_to_date, is_outdated};

/// Changed whenever the derivation below changes, so that tables are made anew.
const DERIVATION: u32 = 2;

/// The columns before those of the fields.
pub(crate) const OWN_COLUMNS: &str = "_row, id, _created, _updated, _title, _sort";
/// How many they are.
pub(crate) const OWN_COLUMN_COUNT: usize = 6;

/// What the program knows of kinds.
#[derive(Debug)]
pub(crate) struct Schema {
    tables: Vec<Table>,
    by_id: HashMap<KindId, usize>,
}

/// The table of a kind.
#[derive(Debug)]
pub(crate) struct Table {
    /// The declaration.
    pub(crate) kind: &'static Kind,
    /// By field: the register it is written in.
    pub(crate) registers: Vec<u16>,
    /// The fields that make the title.
    title: Vec<usize>,
    /// Whether the title begins with a first name, so that lists go by the last.
    by_last_name: bool,
    /// The other fields that search looks into.
    searched: Vec<usize>,
    /// Whether search looks into the kind at all.
    pub(crate) is_searched: bool,
    /// The fields that records are matched by, and lists of references.
    matched: Vec<usize>,
    /// When what the record tells of happened, where that must be known.
    happened: Option<usize>,
    /// The fields that name the record that one belongs to.
    pub(crate) parents: Vec<(usize, KindId)>,
    by_field: HashMap<FieldId, usize>,
}

impl Schema {
    /// The tables of `kinds`.
    pub(crate) fn new(kinds: &[&'static Kind]) -> Schema {
        let tables: Vec<_> = kinds.iter().map(|kind| Table::new(kind, kinds)).collect();
        let by_id = tables.iter().enumerate().map(|(at, table)| (table.kind.id, at)).collect();
        Schema { tables, by_id }
    }

    /// The table of a kind, if this version knows it.
    pub(crate) fn table(&self, kind: KindId) -> Option<&Table> {
        self.by_id.get(&kind).map(|&at| &self.tables[at])
    }

    /// All tables, by kind.
    pub(crate) fn tables(&self) -> &[Table] {
        &self.tables
    }
}

impl Table {
    fn new(kind: &'static Kind, kinds: &[&'static Kind]) -> Table {
        let at = |name: &str| kind.fields.iter().position(|field| field.name == name);
        let is = |check: fn(&Field) -> bool| -> Vec<usize> {
            (0..kind.fields.len()).filter(|&at| check(&kind.fields[at])).collect()
        };
        let title: Vec<_> = kind.title.iter().filter_map(|name| at(name)).collect();
        let searched = is(|field| field.searched);
        let parents = is(|field| field.parent)
            .into_iter()
            .filter_map(|at| match kind.fields[at].field_type {
                FieldType::Reference(name) => {
                    kinds.iter().find(|kind| kind.name == name).map(|kind| (at, kind.id))
                }
                _ => None,
            })
            .collect();
        Table {
            kind,
            registers: kind.fields.iter().map(|field| kind.register_of(field).0).collect(),
            by_last_name: kind.title == ["first_name", "last_name"],
            is_searched: !searched.is_empty(),
            searched: searched.into_iter().filter(|at| !title.contains(at)).collect(),
            title,
            matched: is(|field| {
                matches!(
                    field.field_type,
                    FieldType::Email
                        | FieldType::EmailList
                        | FieldType::BusinessId
                        | FieldType::References(_)
                )
            }),
            happened: is(|field| field.required && field.field_type == FieldType::LocalDateTime)
                .first()
                .copied(),
            parents,
            by_field: kind.fields.iter().enumerate().map(|(at, field)| (field.id, at)).collect(),
        }
    }

    /// Where a field is among the kind's.
    pub(crate) fn position(&self, field: FieldId) -> Option<usize> {
        self.by_field.get(&field).copied()
    }

    /// The fields of a register, in the order of the form.
    pub(crate) fn fields_of(&self, register: u16) -> impl Iterator<Item = (usize, &'static Field)> {
        let fields = self.kind.fields;
        let of_register = self.registers.iter().enumerate().filter(move |(_, of)| **of == register);
        of_register.map(|(at, _)| (at, &fields[at]))
    }

    /// The values of a record of which nothing is known.
    pub(crate) fn nothing(&self) -> Vec<Value> {
        vec![Value::Empty; self.kind.fields.len()]
    }

    /// Puts the value of a register in its place; whether it has fields that are not known here.
    pub(crate) fn take_register(&self, register: u16, value: &RegisterValue, values: &mut [Value]) {
        for (at, field) in self.fields_of(register) {
            values[at] = match value.0.get(&field.id.0) {
                Some(json) => values::from_json(field.field_type, json),
                None => Value::Empty,
            };
        }
    }

    /// Whether the value of a register has fields that are not known here.
    pub(crate) fn is_foreign(&self, register: u16, value: &RegisterValue) -> bool {
        let known = |field: &u16| {
            self.position(FieldId(*field)).is_some_and(|at| self.registers[at] == register)
        };
        !value.0.keys().all(known)
    }

    /// The columns of the fields, quoted, with commas between.
    pub(crate) fn columns(&self, prefix: &str) -> String {
        let names: Vec<_> =
            self.kind.fields.iter().map(|field| format!("{prefix}\"{}\"", field.name)).collect();
        names.join(", ")
    }

    /// The title of a record with these values.
    pub(crate) fn title(&self, values: &[Value]) -> String {
        join(self.title.iter().map(|&at| values[at].text().unwrap_or_default()))
    }

    /// The keys that titles are looked up and ordered by.
    pub(crate) fn title_keys(&self, values: &[Value]) -> (String, String) {
        let title = alphabetical(&self.title(values));
        let sort = if self.by_last_name {
            alphabetical(&join(
                self.title.iter().rev().map(|&at| values[at].text().unwrap_or_default()),
            ))
        } else {
            title.clone()
        };
        (title, sort)
    }

    /// What search looks into: the title, the rest.
    pub(crate) fn searched_text(&self, values: &[Value]) -> (String, String) {
        let mut rest = String::new();
        for &at in &self.searched {
            let field_type = self.kind.fields[at].field_type;
            for text in texts(&values[at]) {
                if !rest.is_empty() {
                    rest.push(' ');
                }
                rest.push_str(&fold(text));
                match field_type {
                    FieldType::Phone | FieldType::PhoneList => {
                        rest.push(' ');
                        rest.push_str(&domestic_digits(text));
                    }
                    FieldType::BusinessId => {
                        rest.push(' ');
                        rest.extend(text.chars().filter(char::is_ascii_digit));
                    }
                    _ => {}
                }
            }
        }
        (fold(&self.title(values)), rest)
    }

    /// Whether records are looked up by a field, or by a title that it is part of.
    pub(crate) fn is_key(&self, at: usize) -> bool {
        matches!(self.kind.fields[at].field_type, FieldType::Reference(_))
            || self.title.contains(&at)
    }

    /// Whether search or matching follow from a field.
    pub(crate) fn is_derived_from(&self, at: usize) -> bool {
        self.title.contains(&at)
            || self.searched.contains(&at)
            || self.matched.contains(&at)
            || self.happened == Some(at)
    }

    /// Whether the title begins with a first name, so that lists go by the last.
    pub(crate) fn by_last_name(&self) -> bool {
        self.by_last_name
    }

    /// The fields besides the title that search looks into.
    pub(crate) fn searched(&self) -> &[usize] {
        &self.searched
    }

    /// What a record with these values is matched by: field, key. The key of a record in a list of
    /// references is its id and, after a space, when that happened which is told of it, so that the
    /// last of many is found without reading any.
    pub(crate) fn match_keys(&self, values: &[Value]) -> Vec<(FieldId, String)> {
        let happened = self.happened.and_then(|at| values[at].text()).unwrap_or_default();
        let mut keys = Vec::new();
        for &at in &self.matched {
            let field = self.kind.fields[at].id;
            match &values[at] {
                Value::References(ids) => {
                    keys.extend(ids.iter().map(|id| (field, format!("{id} {happened}"))));
                }
                value => keys.extend(texts(value).map(|text| (field, text.to_lowercase()))),
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The row of a record.
    pub(crate) fn push_row(
        &self,
        cells: &mut Vec<Cell>,
        row: i64,
        id: &domain::RecordId,
        dates: (domain::Stamp, domain::Stamp),
        values: &[Value],
    ) {
        let (title, sort) = self.title_keys(values);
        cells.push(Cell::Integer(row));
        cells.push(Cell::Blob(id.as_bytes().to_vec()));
        cells.push(Cell::Integer(dates.0.0 as i64));
        cells.push(Cell::Integer(dates.1.0 as i64));
        cells.push(Cell::Text(title));
        cells.push(Cell::Text(sort));
        cells.extend(values.iter().map(values::to_cell));
    }

    /// The statements that make the table, its indexes and its search.
    fn definition(&self) -> String {
        let name = self.kind.name;
        let mut sql = format!(
            "CREATE TABLE \"{name}\" (_row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, \
             _created INTEGER NOT NULL, _updated INTEGER NOT NULL, _title TEXT NOT NULL, _sort TEXT NOT NULL"
        );
        for field in self.kind.fields {
            sql += &format!(", \"{}\" {}", field.name, values::column_type(field.field_type));
        }
        sql += &format!(");\nCREATE INDEX \"{name}._sort\" ON \"{name}\" (_sort);\n");
        if self.by_last_name {
            sql += &format!("CREATE INDEX \"{name}._title\" ON \"{name}\" (_title);\n");
        }
        for field in self.kind.fields {
            if matches!(field.field_type, FieldType::Reference(_)) {
                sql += &format!(
                    "CREATE INDEX \"{name}.{field}\" ON \"{name}\" (\"{field}\") WHERE \"{field}\" IS NOT NULL;\n",
                    field = field.name
                );
            }
        }
        if self.is_searched {
            sql += &format!(
                "CREATE VIRTUAL TABLE \"search_{name}\" USING fts5(title, rest, content='', \
                 contentless_delete=1, detail=column, prefix='1 2 3', \
                 tokenize='unicode61 remove_diacritics 0');\n"
            );
        }
        sql
    }

    /// A hash of everything that the table follows from.
    fn fingerprint(&self) -> [u8; 32] {
        let fields: Vec<_> = self
            .kind
            .fields
            .iter()
            .map(|field| {
                let what = values::column_type(field.field_type);
                (field.id.0, field.name, what, field.group, field.searched)
            })
            .collect();
        let text = format!("{DERIVATION} {:?} {fields:?} {}", self.kind.title, self.definition());
        *blake3::hash(text.as_bytes()).as_bytes()
    }

    /// What the register of a field is called.
    pub(crate) fn register_of(&self, field: usize) -> RegisterId {
        RegisterId(self.registers[field])
    }
}

/// Every text of a value.
pub(crate) fn texts(value: &Value) -> impl Iterator<Item = &str> {
    let (one, many) = match value {
        Value::Text(text) => (Some(text.as_str()), None),
        Value::List(texts) => (None, Some(texts)),
        _ => (None, None),
    };
    one.into_iter().chain(many.into_iter().flatten().map(String::as_str))
}

/// The digits of a phone number as Finns dial it: `+358 50 123` is `050123`.
pub(crate) fn domestic_digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let abroad = phone.trim_start().starts_with('+');
    match digits.strip_prefix("358") {
        Some(rest) if abroad => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        _ => digits,
    }
}

fn join<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(" ")
}
