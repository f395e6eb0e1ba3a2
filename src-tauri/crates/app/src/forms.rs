//! Records that are written field by field, in a form that follows from the declaration of their
//! kind.

use std::collections::BTreeMap;

use domain::kinds::{INFRASTRUCTURE, ORGANISATION, PERSON, PROJECT};
use domain::{Field, FieldType, Kind, Language, Value};
use store::Record;

use crate::drafts::{self, Written};
use crate::records::title;
use crate::view::{ActionDone, ChoiceView, FieldInput, FormField, RecordDraft, RecordForm};
use crate::{Error, Kumppani};

/// Kinds of which a field can be written without anything else that must follow. Events, sessions
/// and registrations have screens that keep their rules.
const EDITABLE: [&Kind; 4] = [&ORGANISATION, &PERSON, &PROJECT, &INFRASTRUCTURE];

/// Yes and no, by the names that a flag is read from.
const FLAGS: [(&str, i64); 2] = [("yes", 1), ("no", 0)];

impl Kumppani {
    /// The form of a record, or of a new one of the kind called `kind`.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where records of the kind are not written in a form of fields,
    /// [`Error::NotFound`] where there is no such record.
    pub async fn record_form(
        &self,
        kind: &str,
        id: Option<&str>,
        language: Language,
    ) -> Result<RecordForm, Error> {
        let kind = editable(kind)?;
        let record = match id {
            Some(id) => Some(self.required_record(kind, drafts::record_id(kind, id)?).await?),
            None => None,
        };
        let value = |field: &Field| record.as_ref().map_or(&Value::Empty, |it| it.value(field.id));
        let fields = kind.fields.iter().filter_map(|field| {
            Some(FormField {
                name: field.name.to_owned(),
                label: field.label.text(language).to_owned(),
                input: input(field.field_type)?,
                choices: choices(field.field_type, language),
                value: typed(field.field_type, value(field)),
                required: field.required,
                group: field.group.map(str::to_owned),
            })
        });
        Ok(RecordForm {
            kind: kind.name.to_owned(),
            kind_label: kind.label.text(language).to_owned(),
            id: id.map(str::to_owned),
            title: record.as_ref().map(|record| title(kind, record)).unwrap_or_default(),
            fields: fields.collect(),
        })
    }

    /// Creates a record or writes fields of one, as its form has them.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] by the field that is not understood, is missing, or ends before it
    /// begins; [`Error::Refused`] where records of the kind are not written in a form of fields.
    pub async fn save_record(&self, draft: RecordDraft) -> Result<ActionDone, Error> {
        let kind = editable(&draft.kind)?;
        let mut written = Written::of(kind);
        for field in &draft.fields {
            written = written.text(&field.name, &field.value)?;
        }
        let before = match &draft.id {
            Some(id) => Some(self.required_record(kind, drafts::record_id(kind, id)?).await?),
            None => None,
        };
        refuse_backward_period(kind, before.as_ref(), &written)?;
        let (id, op) = self.written_record(draft.id.as_deref(), written).await?;
        let outcome = self.edit(vec![op]).await?;
        Ok(ActionDone::of(&outcome, Some(id)))
    }
}

/// Whether records of `kind` are written in a form of their fields.
pub(crate) fn is_editable(kind: &Kind) -> bool {
    EDITABLE.iter().any(|editable| editable.id == kind.id)
}

fn editable(name: &str) -> Result<&'static Kind, Error> {
    let kind = drafts::kind(name)?;
    if is_editable(kind) {
        return Ok(kind);
    }
    Err(Error::Refused {
        reason: "not_editable",
        details: BTreeMap::from([("kind", kind.name.to_owned())]),
        message: format!("a {name} is not written field by field; use its own screen"),
    })
}

/// Refuses a period that would end before it begins. Days are kept so that they sort as texts.
fn refuse_backward_period(
    kind: &Kind,
    before: Option<&Record>,
    written: &Written,
) -> Result<(), Error> {
    let (Some(starts), Some(ends)) = (kind.field("starts_on"), kind.field("ends_on")) else {
        return Ok(());
    };
    let day = |field: &Field| written.coming(before, field.id).and_then(Value::text);
    match (day(starts), day(ends)) {
        (Some(first), Some(last)) if last < first => {
            Err(Error::refused_value(ends, last, "before_start", "ends before it begins"))
        }
        _ => Ok(()),
    }
}

/// How a field is written; none for what a person does not write as text.
fn input(field_type: FieldType) -> Option<FieldInput> {
    Some(match field_type {
        FieldType::Text
        | FieldType::BusinessId
        | FieldType::Email
        | FieldType::Phone
        | FieldType::Url
        | FieldType::Money
        | FieldType::LocalDateTime => FieldInput::Line,
        FieldType::LongText => FieldInput::Text,
        FieldType::TextList | FieldType::EmailList | FieldType::PhoneList => FieldInput::List,
        FieldType::Date => FieldInput::Date,
        FieldType::Integer => FieldInput::Number,
        FieldType::Flag | FieldType::Choice(_) => FieldInput::Choice,
        FieldType::Instant
        | FieldType::Reference(_)
        | FieldType::References(_)
        | FieldType::Answers => return None,
    })
}

fn choices(field_type: FieldType, language: Language) -> Vec<ChoiceView> {
    let view = |name: &str, label: String| ChoiceView { name: name.to_owned(), label };
    match field_type {
        FieldType::Flag => FLAGS
            .iter()
            .map(|(name, kept)| view(name, field_type.display(&Value::Integer(*kept), language)))
            .collect(),
        FieldType::Choice(choices) => choices
            .iter()
            .map(|choice| view(choice.name, choice.label.text(language).to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}

/// A value as a person types it, which reading gives back.
fn typed(field_type: FieldType, value: &Value) -> String {
    match (field_type, value) {
        (FieldType::Choice(_), Value::Text(name)) => name.clone(),
        (FieldType::Flag, Value::Integer(kept)) => {
            let flag = FLAGS.iter().find(|(_, flag)| (*flag != 0) == (*kept != 0));
            flag.map(|(name, _)| (*name).to_owned()).unwrap_or_default()
        }
        (FieldType::Integer, Value::Integer(number)) => number.to_string(),
        (_, Value::List(entries)) => {
            let entry = |entry: &String| match field_type {
                FieldType::PhoneList => {
                    FieldType::Phone.display(&Value::from(entry.as_str()), Language::Fi)
                }
                _ => entry.clone(),
            };
            entries.iter().map(entry).collect::<Vec<_>>().join("\n")
        }
        _ => field_type.display(value, Language::Fi),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_form_reads_back_as_the_value_it_was_made_of() {
        let cases = [
            (FieldType::Date, "2023-09-01"),
            (FieldType::LocalDateTime, "2023-09-01T09:30"),
            (FieldType::Integer, "-12000"),
            (FieldType::Money, "1 234,50"),
            (FieldType::Phone, "+46 70 123 4567"),
            (FieldType::PhoneList, "050 439 0172; +46 70 123 4567"),
            (FieldType::TextList, "metsä; konenäkö"),
            (FieldType::LongText, "yksi\n\nkaksi"),
            (FieldType::BusinessId, "2285733-9"),
            (FieldType::Url, "https://www.uef.fi/kumppanit"),
        ];
        for (field_type, text) in cases {
            let value = field_type.parse(text).unwrap();
            assert_eq!(field_type.parse(&typed(field_type, &value)), Ok(value), "{text}");
        }
    }

    #[test]
    fn every_choice_of_every_editable_kind_reads_back() {
        for field in EDITABLE.iter().flat_map(|kind| kind.fields) {
            for choice in choices(field.field_type, Language::Sv) {
                let value = field.field_type.parse(&choice.name).unwrap();
                assert_eq!(typed(field.field_type, &value), choice.name, "{}", field.name);
            }
        }
    }

    #[test]
    fn whatever_must_be_given_can_be_written_in_the_form() {
        let required = EDITABLE.iter().flat_map(|kind| kind.fields).filter(|field| field.required);
        for field in required {
            assert!(input(field.field_type).is_some(), "{}", field.name);
        }
    }
}
