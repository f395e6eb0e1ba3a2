//! What a company needs, does with the institutions, uses and comes to.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::kinds::{
    self, document, event, infrastructure, infrastructure_usage, need, opportunity, project,
    registration, thesis,
};
use domain::{FieldId, Kind, RecordId};
use store::Record;

use super::{Told, refer};
use crate::records::title;
use crate::sessions::text;
use crate::view::{RelatedView, VisitView};

impl Told<'_> {
    pub(super) fn needs(&self) -> Vec<RelatedView> {
        let views = self.read.needs.iter().map(|one| {
            let withheld = !self.may_read_need(one);
            let view = RelatedView {
                detail: self.shown(&kinds::NEED, one, need::THEMES),
                sort: self.shown(&kinds::NEED, one, need::URGENCY),
                open: !is_one_of(one, need::STATE, &["solved", "dropped"]),
                ..self.related(&kinds::NEED, one, Some(need::STATE), &[need::WRITTEN_ON])
            };
            let view = RelatedView { institution: text(one, need::INSTITUTION), ..view };
            if withheld { without_words(view) } else { view }
        });
        open_first(views.collect())
    }

    pub(super) fn may_read_need(&self, one: &Record) -> bool {
        self.may_read(one, need::CONFIDENTIALITY, need::INSTITUTION, "")
    }

    pub(super) fn theses(&self) -> Vec<RelatedView> {
        let kind = &kinds::THESIS;
        let views = self.read.theses.iter().map(|one| {
            let hired = one.value(thesis::HIRED).integer() == Some(1);
            let hired = hired.then(|| kind.field_by_id(thesis::HIRED)).flatten();
            let detail = [
                self.shown(kind, one, thesis::LEVEL),
                self.name(one.value(thesis::STUDENT)),
                hired.map(|field| field.label.text(self.language).to_owned()).unwrap_or_default(),
            ];
            let days = [thesis::COMPLETED_ON, thesis::ENDS_ON, thesis::STARTS_ON];
            RelatedView {
                sort: self.shown(kind, one, thesis::THESIS_TYPE),
                open: !is_one_of(one, thesis::STATE, &["done", "cancelled"]),
                detail: joined(&detail),
                institution: text(one, thesis::INSTITUTION),
                ..self.related(kind, one, Some(thesis::STATE), &days)
            }
        });
        open_first(views.collect())
    }

    pub(super) fn opportunities(&self) -> Vec<RelatedView> {
        let kind = &kinds::OPPORTUNITY;
        let views = self.read.opportunities.iter().map(|one| {
            let value = self.shown(kind, one, opportunity::VALUE);
            let detail = [
                self.shown(kind, one, opportunity::PROCESS),
                if value.is_empty() { value } else { format!("{value}\u{a0}€") },
            ];
            let days = [opportunity::DECISION_ON, opportunity::STATE_SINCE];
            RelatedView {
                sort: self.shown(kind, one, opportunity::OPPORTUNITY_TYPE),
                open: !is_one_of(one, opportunity::STATE, &["done", "dropped"]),
                detail: joined(&detail),
                institution: text(one, opportunity::INSTITUTION),
                ..self.related(kind, one, Some(opportunity::STATE), &days)
            }
        });
        open_first(views.collect())
    }

    pub(super) fn projects(&self) -> Vec<RelatedView> {
        let today = domain::dates::iso_date(self.today());
        let views = self.read.projects.values().map(|one| RelatedView {
            detail: joined(&[text(one, project::CODE), text(one, project::FUNDER)]),
            open: one.value(project::ENDS_ON).text().is_none_or(|end| end >= today.as_str()),
            ..self.related(&kinds::PROJECT, one, None, &[project::ENDS_ON])
        });
        open_first(views.collect())
    }

    pub(super) fn usages(&self) -> Vec<RelatedView> {
        let kind = &kinds::INFRASTRUCTURE_USAGE;
        let views = self.read.usages.iter().map(|one| {
            let used = self.used(one);
            let place = used.map(|it| text(it, infrastructure::CAMPUS)).unwrap_or_default();
            let mut view = self.related(kind, one, None, &[infrastructure_usage::USED_ON]);
            view.sort = used.map(|it| text(it, infrastructure::NAME)).unwrap_or_default();
            view.record.title = text(one, infrastructure_usage::PURPOSE);
            view.detail = place;
            view.institution =
                used.map(|it| text(it, infrastructure::INSTITUTION)).unwrap_or_default();
            view
        });
        open_first(views.collect())
    }

    /// What was used.
    pub(super) fn used(&self, usage: &Record) -> Option<&Record> {
        let what = usage.value(infrastructure_usage::INFRASTRUCTURE).reference()?;
        self.read.infrastructure.get(&what)
    }

    pub(super) fn documents(&self) -> Vec<RelatedView> {
        let kind = &kinds::DOCUMENT;
        let views = self.read.documents.iter().map(|one| RelatedView {
            sort: self.shown(kind, one, document::DOCUMENT_TYPE),
            day: self.made_on(one),
            detail: text(one, document::FILE_NAME),
            ..self.related(kind, one, None, &[])
        });
        open_first(views.collect())
    }

    /// The day on which a document was made, in Finland.
    pub(super) fn made_on(&self, document: &Record) -> Option<String> {
        let at = domain::UnixMillis(document.value(document::MADE_AT).integer()?);
        domain::dates::in_finland(at).map(|at| domain::dates::iso_date(at.date()))
    }

    /// Events that people of the company registered to, each once, newest first.
    pub(super) fn visits(&self) -> Vec<VisitView> {
        let mut visits: BTreeMap<RecordId, VisitView> = BTreeMap::new();
        for one in &self.read.registrations {
            if is_one_of(one, registration::STATUS, &["cancelled", "unfinished"]) {
                continue;
            }
            let Some(id) = one.value(registration::EVENT).reference() else { continue };
            let Some(event) = self.read.events.get(&id) else { continue };
            let visit = visits.entry(id).or_insert_with(|| VisitView {
                event: refer(&kinds::EVENT, id, title(&kinds::EVENT, event)),
                starts_at: event.value(event::STARTS_AT).text().map(str::to_owned),
                registered: Vec::new(),
                present: 0,
            });
            let known = self.name(one.value(registration::PERSON));
            let name = if known.is_empty() { title(&kinds::REGISTRATION, one) } else { known };
            visit.registered.push(name);
            visit.present += u32::from(self.read.present.contains(&one.id));
        }
        let mut visits: Vec<VisitView> = visits.into_values().collect();
        for visit in &mut visits {
            visit.registered.sort_by_cached_key(|name| domain::sort_key(name));
        }
        visits
            .sort_by_cached_key(|visit| Reverse((visit.starts_at.clone(), visit.event.id.clone())));
        visits
    }

    /// A record in one line, by the first of `days` that it has.
    fn related(
        &self,
        kind: &Kind,
        one: &Record,
        state: Option<FieldId>,
        days: &[FieldId],
    ) -> RelatedView {
        RelatedView {
            record: refer(kind, one.id, title(kind, one)),
            sort: String::new(),
            state: state.and_then(|field| self.choice(kind, one, field)),
            open: false,
            day: days.iter().find_map(|field| one.value(*field).text().map(str::to_owned)),
            detail: String::new(),
            institution: String::new(),
            withheld: false,
        }
    }
}

/// The same without what it says.
fn without_words(view: RelatedView) -> RelatedView {
    let mut view = RelatedView { detail: String::new(), withheld: true, ..view };
    view.record.title.clear();
    view
}

pub(super) fn is_one_of(record: &Record, field: FieldId, names: &[&str]) -> bool {
    record.value(field).text().is_some_and(|name| names.contains(&name))
}

pub(super) fn joined(parts: &[String]) -> String {
    let said: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    said.join(", ")
}

fn open_first(mut views: Vec<RelatedView>) -> Vec<RelatedView> {
    views.sort_by_cached_key(|it| (!it.open, Reverse(it.day.clone()), it.record.id.clone()));
    views
}
