//! What is likely wrong in the register, as nobody contradicted anybody: duplicates, events with
//! more people than seats, references to what is not there.

use std::collections::BTreeMap;

use domain::kinds::{self, duplicate_candidate};
use domain::{Kind, KindId, Language, Op, RecordId, Value};
use store::views::Duplicate;

use super::MOST;
use crate::records::title;
use crate::view::{ActionDone, FindingCode, FindingView, RecordRef};
use crate::{Error, Kumppani, drafts};

/// What the id of such a finding begins with.
const DUPLICATE: &str = "duplicate";

impl Kumppani {
    /// Findings of the register, in the words of a language.
    pub(super) async fn register_findings(
        &self,
        language: Language,
    ) -> Result<Vec<FindingView>, Error> {
        let mut findings = Vec::new();
        for pair in self.store().duplicates(MOST).await? {
            findings.extend(self.duplicate(&pair, language).await?);
        }
        for full in self.store().overbooked(MOST).await? {
            let event = self.named(kinds::EVENT.id, full.event).await?;
            let details = BTreeMap::from([
                ("capacity".to_owned(), full.capacity.to_string()),
                ("confirmed".to_owned(), full.confirmed.to_string()),
            ]);
            findings.extend(event.map(|event| finding("overbooked", event, details)));
        }
        for reference in self.store().dangling(MOST).await? {
            let Some(own) = self.named(reference.kind, reference.record).await? else { continue };
            let code = if reference.deleted { "dangling" } else { "not_yet_received" };
            let mut found = finding(code, own, BTreeMap::new());
            let kind = kinds::kind_by_id(reference.kind);
            let field = kind.and_then(|kind| kind.field_by_id(reference.field));
            if let Some(field) = field {
                found.id = format!("{}:{}", found.id, field.name);
                found.field = Some(field.label.text(language).to_owned());
            }
            found.other = kinds::kind_by_id(reference.to_kind).map(|kind| RecordRef {
                kind: kind.name.to_owned(),
                id: reference.to.to_string(),
                title: reference.to.to_string(),
            });
            findings.push(found);
        }
        Ok(findings)
    }

    async fn duplicate(
        &self,
        pair: &Duplicate,
        language: Language,
    ) -> Result<Option<FindingView>, Error> {
        let first = self.named(pair.kind, pair.first).await?;
        let second = self.named(pair.kind, pair.second).await?;
        let (Some(first), Some(second)) = (first, second) else { return Ok(None) };
        let kind = kinds::kind_by_id(pair.kind);
        let field = kind.and_then(|kind| kind.field_by_id(pair.field));
        let details = BTreeMap::from([("value".to_owned(), pair.value.clone())]);
        let mut found = finding(DUPLICATE, first, details);
        found.id = format!("{}:{}", found.id, second.id);
        found.field = field.map(|field| field.label.text(language).to_owned());
        found.other = Some(second);
        Ok(Some(found))
    }

    /// A record as it is called; none if it is not to be seen.
    async fn named(&self, kind: KindId, id: RecordId) -> Result<Option<RecordRef>, Error> {
        let Some(kind) = kinds::kind_by_id(kind) else { return Ok(None) };
        let record = self.store().record(kind.id, id).await?;
        Ok(record.map(|record| RecordRef {
            kind: kind.name.to_owned(),
            id: id.to_string(),
            title: title(kind, &record),
        }))
    }

    /// Decides a pair of likely duplicates: `different` says that they are not the same, on every
    /// workstation and for good; it can be undone. None if `finding` names no such pair.
    pub(super) async fn decide_duplicate(
        &self,
        finding: &str,
        choice: &str,
    ) -> Result<Option<ActionDone>, Error> {
        let Some((kind, first, second)) = pair(finding) else { return Ok(None) };
        if choice.trim() != "different" {
            return Err(super::no_choice(choice));
        }
        let day = self.environment().local_now().date().to_string();
        let key = self.store().workspace().key;
        let parts = [kind.name, &first.to_string(), &second.to_string()];
        let record = RecordId::derived(&key, "duplicate-by-pair", &parts);
        let values = [
            (duplicate_candidate::SUBJECT, kind.name.to_owned()),
            (duplicate_candidate::FIRST, first.to_string()),
            (duplicate_candidate::SECOND, second.to_string()),
            (duplicate_candidate::DECISION, "different".to_owned()),
            (duplicate_candidate::DECIDED_ON, day),
            (duplicate_candidate::DECIDED_BY, self.user().await?),
        ];
        let values = values.map(|(field, text)| (field, Value::Text(text))).to_vec();
        let op = Op::Set { kind: kinds::DUPLICATE_CANDIDATE.id, record, values };
        let outcome = self.edit(vec![op]).await?;
        Ok(Some(ActionDone::of(&outcome, Some(record))))
    }
}

/// The kind and the records of a pair that the id of a finding names.
fn pair(finding: &str) -> Option<(&'static Kind, RecordId, RecordId)> {
    let rest = finding.trim().strip_prefix(DUPLICATE)?.strip_prefix(':')?;
    let [kind, first, second] = rest.split(':').collect::<Vec<_>>()[..] else { return None };
    Some((drafts::kind(kind).ok()?, first.parse().ok()?, second.parse().ok()?))
}

fn finding(code: &str, own: RecordRef, details: BTreeMap<String, String>) -> FindingView {
    FindingView {
        id: format!("{code}:{}:{}", own.kind, own.id),
        code: match code {
            DUPLICATE => FindingCode::Duplicate,
            "overbooked" => FindingCode::Overbooked,
            "dangling" => FindingCode::Dangling,
            _ => FindingCode::NotYetReceived,
        },
        kind: own.kind,
        record: own.id,
        title: own.title,
        field: None,
        sides: Vec::new(),
        other: None,
        details,
    }
}
