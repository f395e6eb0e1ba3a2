//! From what a person writes to values: names to kinds and fields, text to values.

use domain::{FieldId, Kind, Op, RecordId, Value, kinds};
use store::Record;

use crate::view::Translations;
use crate::{Error, Kumppani};

/// The fields of one record that a person has written, parsed.
#[derive(Debug)]
pub(crate) struct Written {
    kind: &'static Kind,
    values: Vec<(FieldId, Value)>,
}

impl Written {
    /// Nothing written yet.
    pub(crate) fn of(kind: &'static Kind) -> Written {
        Written { kind, values: Vec::new() }
    }

    /// A field as a person wrote it; an empty text empties it.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] where there is no such field, or the text is none of its values.
    pub(crate) fn text(mut self, name: &str, text: &str) -> Result<Written, Error> {
        let field = self.kind.field(name).ok_or_else(|| unknown_field(self.kind, name))?;
        let value = match text.trim() {
            "" => Value::Empty,
            text => field.field_type.parse(text).map_err(|error| {
                Error::refused_value(field, text, error.code(), error.to_string())
            })?,
        };
        self.values.push((field.id, value));
        Ok(self)
    }

    /// A field that was perhaps left alone.
    pub(crate) fn maybe(self, name: &str, text: Option<&str>) -> Result<Written, Error> {
        match text {
            Some(text) => self.text(name, text),
            None => Ok(self),
        }
    }

    /// The fields `name_fi`, `name_sv` and `name_en` of a text that was perhaps left alone.
    pub(crate) fn translated(
        self,
        name: &str,
        texts: Option<&Translations>,
    ) -> Result<Written, Error> {
        let Some(texts) = texts else { return Ok(self) };
        self.text(&format!("{name}_fi"), &texts.fi)?
            .text(&format!("{name}_sv"), &texts.sv)?
            .text(&format!("{name}_en"), &texts.en)
    }

    /// A field whose value is known already.
    pub(crate) fn value(mut self, field: FieldId, value: impl Into<Value>) -> Written {
        self.values.push((field, value.into()));
        self
    }

    /// Refuses a new record that lacks what must be given.
    pub(crate) fn complete(self) -> Result<Written, Error> {
        let given = |id| self.values.iter().any(|(field, value)| *field == id && !value.is_empty());
        match self.kind.fields.iter().find(|field| field.required && !given(field.id)) {
            Some(missing) => Err(Error::missing(missing)),
            None => Ok(self),
        }
    }

    /// Refuses to empty, in a record that is there already, what must be given.
    pub(crate) fn keeping_required(self) -> Result<Written, Error> {
        let emptied =
            |id| self.values.iter().any(|(field, value)| *field == id && value.is_empty());
        match self.kind.fields.iter().find(|field| field.required && emptied(field.id)) {
            Some(missing) => Err(Error::missing(missing)),
            None => Ok(self),
        }
    }

    /// What `field` will hold once this is written to `before`, the record as it is.
    pub(crate) fn coming<'a>(
        &'a self,
        before: Option<&'a Record>,
        field: FieldId,
    ) -> Option<&'a Value> {
        let written = self.values.iter().rev().find(|(id, _)| *id == field);
        written.map(|(_, value)| value).or(before.map(|record| record.value(field)))
    }

    /// The operation that writes them.
    pub(crate) fn into_op(self, record: RecordId) -> Op {
        Op::Set { kind: self.kind.id, record, values: self.values }
    }
}

impl Kumppani {
    /// A new record with what must be given, or an existing one with what was changed.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] where a new record lacks what it needs, [`Error::NotFound`] where an
    /// existing one is gone.
    pub(crate) async fn written_record(
        &self,
        id: Option<&str>,
        written: Written,
    ) -> Result<(RecordId, Op), Error> {
        let Some(id) = id else {
            let id = self.environment().new_record_id();
            return Ok((id, written.complete()?.into_op(id)));
        };
        let kind = written.kind;
        let id = record_id(kind, id)?;
        if self.store().record(kind.id, id).await?.is_none() {
            return Err(Error::not_found(kind.name, id));
        }
        Ok((id, written.keeping_required()?.into_op(id)))
    }
}

/// The kind called `name`.
pub(crate) fn kind(name: &str) -> Result<&'static Kind, Error> {
    kinds::kind(name).ok_or_else(|| Error::Invalid {
        field: "kind".to_owned(),
        label: None,
        value: name.to_owned(),
        reason: "unknown_kind".to_owned(),
        message: format!(
            "“{name}” is no kind of record; kinds are {}",
            kinds::KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ")
        ),
    })
}

/// The id of a record of `kind` as it was written.
pub(crate) fn record_id(kind: &Kind, text: &str) -> Result<RecordId, Error> {
    text.parse().map_err(|error: domain::NotARecordId| Error::Invalid {
        field: kind.name.to_owned(),
        label: None,
        value: text.to_owned(),
        reason: "not_a_record_id".to_owned(),
        message: error.to_string(),
    })
}

fn unknown_field(kind: &Kind, name: &str) -> Error {
    let fields = kind.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
    Error::Invalid {
        field: name.to_owned(),
        label: None,
        value: String::new(),
        reason: "unknown_field".to_owned(),
        message: format!("{} has no such field; fields are {fields}", kind.name),
    }
}

#[cfg(test)]
mod tests {
    use domain::kinds::session;

    use super::*;

    #[test]
    fn a_translated_text_is_written_in_all_three_languages_and_an_empty_one_emptied() {
        let titles =
            Translations { fi: String::new(), sv: "Skog".to_owned(), en: "Forest".to_owned() };
        let written = Written::of(&kinds::SESSION).translated("title", Some(&titles)).unwrap();
        let expected = [
            (session::TITLE_FI, Value::Empty),
            (session::TITLE_SV, Value::from("Skog")),
            (session::TITLE_EN, Value::from("Forest")),
        ];
        assert_eq!(written.values, expected);
    }

    #[test]
    fn translations_that_were_left_alone_are_not_written() {
        let written = Written::of(&kinds::SESSION).translated("title", None).unwrap();
        assert_eq!(written.values, []);
    }
}
