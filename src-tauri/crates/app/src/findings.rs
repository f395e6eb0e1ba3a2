//! What no rule may decide and a person must: where people contradicted each other without knowing,
//! and what is likely wrong in the register. Findings are views of what there is, the same on every
//! workstation that has the same changes; a decision is an ordinary change, which can be undone.

use std::collections::BTreeMap;

use domain::{ChangeId, FieldId, Kind, Language, RecordId, RegisterId, Value, WriterId, kinds};
use store::{Conflict, Decision, Side, SideValue};

use crate::environment::rfc3339;
use crate::records::title;
use crate::view::{ActionDone, FindingCode, FindingView, SideKind, SideView};
use crate::{Changed, Error, Kumppani, drafts};

mod register;

/// How many findings of one sort are shown at a time.
const MOST: u32 = 200;

impl Kumppani {
    /// What waits for a decision, in the words of a language.
    pub async fn findings(&self, language: Language) -> Result<Vec<FindingView>, Error> {
        let names = self.workstation_names().await?;
        let mut findings = Vec::new();
        for conflict in self.store().conflicts(MOST).await? {
            if let Some(kind) = kinds::kind_by_id(conflict.kind) {
                findings.push(self.conflict(kind, &conflict, &names, language).await?);
            }
        }
        findings.extend(self.register_findings(language).await?);
        Ok(findings)
    }

    /// How many contradictions wait for a decision; what is likely wrong in the register does not
    /// hold anybody up.
    pub(crate) async fn finding_count(&self) -> Result<u32, Error> {
        let conflicts = self.store().conflict_count().await?;
        Ok(u32::try_from(conflicts).unwrap_or(u32::MAX))
    }

    /// Decides a finding: `choice` is the change of the side taken, `keep` for what stands, or
    /// `delete`; of likely duplicates `different`.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where it was decided already, [`Error::Invalid`] where the choice is none
    /// of its own.
    pub async fn decide(&self, finding: &str, choice: &str) -> Result<ActionDone, Error> {
        if let Some(done) = self.decide_duplicate(finding, choice).await? {
            return Ok(done);
        }
        let FindingId { kind, record, register } = FindingId::parse(finding)?;
        let decision = match choice.trim() {
            "keep" => Decision::Keep,
            "delete" => Decision::Delete,
            change => Decision::Take(change_id(change).ok_or_else(|| no_choice(choice))?),
        };
        let (user, now) = (self.user().await?, self.environment().now());
        let decided = self.store().decide(kind.id, record, register, decision, &user, now).await;
        let outcome = decided.map_err(|error| match error {
            store::StoreError::NothingToDecide => {
                Error::NotFound { kind: "finding".to_owned(), id: finding.to_owned() }
            }
            other => other.into(),
        })?;
        let mut changed = Changed::by(&outcome, "window");
        changed.topics.insert("sharing".to_owned());
        self.tell(changed);
        Ok(ActionDone::of(&outcome, Some(record)))
    }

    async fn conflict(
        &self,
        kind: &'static Kind,
        conflict: &Conflict,
        names: &BTreeMap<WriterId, String>,
        language: Language,
    ) -> Result<FindingView, Error> {
        let found = self.store().record(kind.id, conflict.record).await?;
        let label = conflict.register.map(|register| {
            let labels = kind.fields_of(register).map(|field| field.label.text(language));
            labels.collect::<Vec<_>>().join(", ")
        });
        let mut sides = Vec::with_capacity(conflict.sides.len());
        for (at, side) in conflict.sides.iter().enumerate() {
            sides.push(SideView {
                change: side.change.to_string(),
                what: match side.what {
                    SideValue::Value(_) => SideKind::Value,
                    SideValue::Deleted => SideKind::Deleted,
                    SideValue::Written => SideKind::Written,
                },
                value: self.said(kind, side, language).await?,
                actor: side.actor.clone(),
                at: rfc3339(side.at),
                workstation: names.get(&side.change.writer).cloned().unwrap_or_default(),
                stands: at == 0,
            });
        }
        let code = match conflict.register {
            None => FindingCode::DeletedAndEdited,
            Some(_) => FindingCode::Conflict,
        };
        let id = FindingId { kind, record: conflict.record, register: conflict.register };
        Ok(FindingView {
            id: id.to_string(),
            code,
            kind: kind.name.to_owned(),
            record: conflict.record.to_string(),
            title: found.map_or_else(|| conflict.record.to_string(), |found| title(kind, &found)),
            field: label,
            sides,
            other: None,
            details: BTreeMap::new(),
        })
    }

    /// What a side says, as people write it: the fields of a group each with its label.
    async fn said(
        &self,
        kind: &'static Kind,
        side: &Side,
        language: Language,
    ) -> Result<String, Error> {
        let values: &[(FieldId, Value)] = match &side.what {
            SideValue::Value(values) => values,
            SideValue::Deleted | SideValue::Written => return Ok(String::new()),
        };
        let mut said = Vec::new();
        for (id, value) in values {
            let Some(field) = kind.field_by_id(*id) else { continue };
            let words = self.in_words(kind, *id, value, language).await?;
            match (words.is_empty(), values.len()) {
                (true, _) => {}
                (false, 1) => said.push(words),
                (false, _) => said.push(format!("{}: {words}", field.label.text(language))),
            }
        }
        Ok(said.join("\n"))
    }
}

/// What a decision names: a register of a record, or the record itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FindingId {
    kind: &'static Kind,
    record: RecordId,
    register: Option<RegisterId>,
}

impl FindingId {
    fn parse(text: &str) -> Result<FindingId, Error> {
        let none = || Error::Invalid {
            field: "finding".to_owned(),
            label: None,
            value: text.to_owned(),
            reason: "not_a_finding".to_owned(),
            message: format!("“{text}” names no finding; `findings` lists them"),
        };
        let parts: Vec<&str> = text.trim().split(':').collect();
        let [kind, record, what] = parts[..] else { return Err(none()) };
        let kind = drafts::kind(kind).map_err(|_| none())?;
        let record = record.parse().map_err(|_| none())?;
        let register = match what {
            "record" => None,
            name => {
                let field = kind.field(name).ok_or_else(none)?;
                Some(kind.register_of(field))
            }
        };
        Ok(FindingId { kind, record, register })
    }
}

impl std::fmt::Display for FindingId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let field = self.register.and_then(|register| self.kind.fields_of(register).next());
        let what = field.map_or("record", |field| field.name);
        write!(formatter, "{}:{}:{what}", self.kind.name, self.record)
    }
}

fn change_id(text: &str) -> Option<ChangeId> {
    let id: store::ActionId = text.parse().ok()?;
    Some(id.0)
}

fn no_choice(choice: &str) -> Error {
    Error::Invalid {
        field: "choice".to_owned(),
        label: None,
        value: choice.to_owned(),
        reason: "unknown_choice".to_owned(),
        message: format!(
            "“{choice}” is no choice: name the change of a side, as `findings` shows it, or keep or delete"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_named_by_the_field_that_people_know() {
        let record = RecordId::from_bytes([7; 16]);
        for (name, register) in [("first_name", "first_name"), ("email", "email")] {
            let field = kinds::PERSON.field(name).unwrap();
            let register_id = Some(kinds::PERSON.register_of(field));
            let id = FindingId { kind: &kinds::PERSON, record, register: register_id };
            assert_eq!(id.to_string(), format!("person:{record}:{register}"));
            assert_eq!(FindingId::parse(&id.to_string()).unwrap(), id);
        }
        let whole = FindingId { kind: &kinds::PERSON, record, register: None };
        assert_eq!(FindingId::parse(&whole.to_string()).unwrap(), whole);
    }

    #[test]
    fn what_names_no_finding_is_refused() {
        for text in ["", "person", "person:x:email", "nobody:07070707:email", "a:b:c:d"] {
            assert_eq!(FindingId::parse(text).unwrap_err().details()["reason"], "not_a_finding");
        }
    }
}
