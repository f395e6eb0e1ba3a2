//! What kinds of records there are, declared once: numbers for the log and the share, names for
//! code and the command line, labels for people.
//!
//! Numbers are for ever. A kind or a field is never renumbered and a number never used again,
//! because logs of older versions name them; see the test `numbers_are_never_reused`.

use crate::{Label, field_type::FieldType};

/// The lasting number of a kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindId(pub u16);

/// The lasting number of a field within its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub u16);

/// The lasting number of a register within its kind: what is written and merged as one.
///
/// A field alone is its own register. Fields that only make sense together (an address; room,
/// start and end) share one, numbered by the first of them, so that a merge never makes an address
/// that nobody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegisterId(pub u16);

/// A kind of record, such as the organisation or the event.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its number.
    pub id: KindId,
    /// Its name in code and on the command line, English snake_case.
    pub name: &'static str,
    /// What people call one of it.
    pub label: Label,
    /// The fields whose values, joined by a space, name a record to a person.
    pub title: &'static [&'static str],
    /// Its fields in the order of a form.
    pub fields: &'static [Field],
}

/// A field of a kind.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its number within the kind.
    pub id: FieldId,
    /// Its name in code and on the command line, English snake_case.
    pub name: &'static str,
    /// What people call it.
    pub label: Label,
    /// What its values are.
    pub field_type: FieldType,
    /// The name of the group of fields that it is written together with.
    pub group: Option<&'static str>,
    /// Whether a person must give it when creating a record.
    pub required: bool,
    /// Whether search looks into it.
    pub searched: bool,
    /// Whether the record belongs to the one that it refers to: writing a new child shows the
    /// parent to be in use, so that a delete elsewhere that had not seen it does not take effect.
    pub parent: bool,
    /// Whether the record says something of the one that it refers to and of nobody else, such as a
    /// registration of its person: an erasure of the one takes the other. A text names it by its id.
    pub about: bool,
    /// Whose business the value is.
    pub privacy: Privacy,
}

/// Whose business a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// Says nothing of a person.
    Open,
    /// Personal data (GDPR art. 4): never in logs, reached by an erasure.
    Personal,
    /// Data on health or belief (GDPR art. 9), such as a diet: removed when its purpose ends.
    Sensitive,
}

impl Kind {
    /// The field called `name`.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field numbered `id`.
    pub fn field_by_id(&self, id: FieldId) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The field that names the record into which one was merged; none where records of the kind
    /// are never merged.
    pub fn merged_into(&self) -> Option<&'static Field> {
        self.field("merged_into")
    }

    /// The register that `field` is written in.
    pub fn register_of(&self, field: &Field) -> RegisterId {
        let first = match field.group {
            Some(_) => self.fields.iter().find(|other| other.group == field.group).unwrap_or(field),
            None => field,
        };
        RegisterId(first.id.0)
    }

    /// The fields of `register`, in the order of the form; empty if there is none.
    pub fn fields_of(&self, register: RegisterId) -> impl Iterator<Item = &'static Field> {
        let fields = self.fields;
        let first = fields.iter().find(|field| field.id.0 == register.0);
        fields.iter().filter(move |field| match first {
            Some(first) => {
                field.id == first.id || (first.group.is_some() && field.group == first.group)
            }
            None => false,
        })
    }
}

/// Begins the declaration of a field.
pub const fn field(id: u16, name: &'static str, label: Label, field_type: FieldType) -> Field {
    Field {
        id: FieldId(id),
        name,
        label,
        field_type,
        group: None,
        required: false,
        searched: false,
        parent: false,
        about: false,
        privacy: Privacy::Open,
    }
}

impl Field {
    /// The same field, written together with the others of `group`.
    pub const fn grouped(self, group: &'static str) -> Field {
        Field { group: Some(group), ..self }
    }

    /// The same field, required of a person who creates a record.
    pub const fn required(self) -> Field {
        Field { required: true, ..self }
    }

    /// The same field, looked into by search.
    pub const fn searched(self) -> Field {
        Field { searched: true, ..self }
    }

    /// The same field, naming the record that this one belongs to.
    pub const fn parent(self) -> Field {
        Field { parent: true, ..self }
    }

    /// The same field, naming the record that this one says something of.
    pub const fn about(self) -> Field {
        Field { about: true, ..self }
    }

    /// The same field, holding personal data.
    pub const fn personal(self) -> Field {
        Field { privacy: Privacy::Personal, ..self }
    }

    /// The same field, holding data on health or belief.
    pub const fn sensitive(self) -> Field {
        Field { privacy: Privacy::Sensitive, ..self }
    }
}
