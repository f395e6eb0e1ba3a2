//! Everything that happened between a company and the institutions, in one line of time.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::{
    self, affiliation, document, infrastructure, infrastructure_usage, interaction, need,
    opportunity, partnership, stage_change, task, thesis,
};
use domain::{FieldId, Kind, RecordId};
use store::Record;

use super::related::joined;
use super::{Told, is_open_task, refer, stage_view};
use crate::records::title;
use crate::sessions::text;
use crate::view::{TimelineEntry, TimelineKind, TimelinePage, TimelineQuery};

/// The most entries of a page.
const MOST_ENTRIES: u32 = 200;

impl Told<'_> {
    /// What `query` asks for of the history.
    pub(super) fn timeline(&self, query: &TimelineQuery) -> TimelinePage {
        let mut entries = self.entries();
        entries.sort_by_cached_key(|it| {
            Reverse((it.at.clone(), it.record.id.clone(), it.what.clone()))
        });
        let mut kinds: BTreeMap<&str, u32> = BTreeMap::new();
        let mut institutions: BTreeSet<String> = BTreeSet::new();
        for entry in &entries {
            *kinds.entry(&entry.record.kind).or_default() += 1;
            if !entry.institution.is_empty() {
                institutions.insert(entry.institution.clone());
            }
        }
        let kinds: Vec<TimelineKind> = kinds
            .into_iter()
            .map(|(kind, count)| TimelineKind { kind: kind.to_owned(), count })
            .collect();
        let folded = domain::fold(&query.text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        entries.retain(|it| is_wanted(it, query, &words));
        let total = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let entries = entries
            .into_iter()
            .skip(query.offset as usize)
            .take(query.limit.min(MOST_ENTRIES) as usize)
            .collect();
        TimelinePage { total, entries, kinds, institutions: institutions.into_iter().collect() }
    }

    fn entries(&self) -> Vec<TimelineEntry> {
        let mut entries = Vec::new();
        entries.extend(self.read.interactions.iter().filter_map(|one| self.held(one)));
        entries.extend(self.read.tasks.iter().filter_map(|one| self.task_entry(one)));
        entries.extend(self.read.stage_changes.iter().filter_map(|one| self.moved(one)));
        entries.extend(self.read.needs.iter().filter_map(|one| self.need_entry(one)));
        for one in &self.read.theses {
            let ends = if one.value(thesis::COMPLETED_ON).is_empty() {
                ("ended", thesis::ENDS_ON)
            } else {
                ("done", thesis::COMPLETED_ON)
            };
            for (what, field) in [("began", thesis::STARTS_ON), ends] {
                let entry = self.entry(&kinds::THESIS, one, what, field);
                entries.extend(entry.map(|it| TimelineEntry {
                    sort: self.shown(&kinds::THESIS, one, thesis::THESIS_TYPE),
                    who: self.name(one.value(thesis::STUDENT)),
                    institution: text(one, thesis::INSTITUTION),
                    text: text(one, thesis::DESCRIPTION),
                    ..it
                }));
            }
        }
        for one in &self.read.opportunities {
            let kind = &kinds::OPPORTUNITY;
            let fields =
                [("moved", opportunity::STATE_SINCE), ("decided", opportunity::DECISION_ON)];
            for (what, field) in fields {
                let entry = self.entry(kind, one, what, field);
                entries.extend(entry.map(|it| TimelineEntry {
                    sort: self.shown(kind, one, opportunity::OPPORTUNITY_TYPE),
                    institution: text(one, opportunity::INSTITUTION),
                    text: self.shown(kind, one, opportunity::STATE),
                    ..it
                }));
            }
        }
        entries.extend(self.read.usages.iter().filter_map(|one| self.used_entry(one)));
        entries.extend(self.visits().into_iter().filter_map(|visit| {
            let at = visit.starts_at?;
            Some(TimelineEntry {
                ahead: self.is_ahead(&at),
                what: "held".to_owned(),
                sort: String::new(),
                who: visit.registered.join(", "),
                institution: self.event_institution(&visit.event.id),
                text: String::new(),
                withheld: false,
                record: visit.event,
                at,
            })
        }));
        entries.extend(self.read.documents.iter().filter_map(|one| {
            Some(TimelineEntry {
                at: self.made_on(one)?,
                sort: self.shown(&kinds::DOCUMENT, one, document::DOCUMENT_TYPE),
                ..self.blank(&kinds::DOCUMENT, one, "made")
            })
        }));
        for one in &self.read.posts {
            let fields = [("began", affiliation::STARTS_ON), ("ended", affiliation::ENDS_ON)];
            for (what, field) in fields {
                let who = self.name(one.value(affiliation::PERSON));
                let entry = self.entry(&kinds::AFFILIATION, one, what, field);
                entries.extend(entry.filter(|_| !who.is_empty()).map(|it| {
                    let mut it = TimelineEntry { text: text(one, affiliation::JOB_TITLE), ..it };
                    it.record.title.clone_from(&who);
                    it
                }));
            }
        }
        entries
    }

    fn held(&self, one: &Record) -> Option<TimelineEntry> {
        let view = self.contact(one);
        let mut entry = self.entry(&kinds::INTERACTION, one, "held", interaction::HAPPENED_AT)?;
        entry.record.title = view.subject;
        let said = [text(one, interaction::NOTE), view.agreed];
        let said: Vec<String> = said.into_iter().filter(|it| !it.is_empty()).collect();
        Some(TimelineEntry {
            sort: view.contact_type,
            who: if view.people.is_empty() {
                view.by
            } else {
                [view.by, view.people.join(", ")]
                    .into_iter()
                    .filter(|name| !name.is_empty())
                    .collect::<Vec<_>>()
                    .join(" – ")
            },
            institution: view.institution,
            text: if view.withheld { String::new() } else { said.join("\n\n") },
            withheld: view.withheld,
            ..entry
        })
    }

    fn task_entry(&self, one: &Record) -> Option<TimelineEntry> {
        let is_open = is_open_task(one);
        let (what, field) = if is_open { ("due", task::DUE_ON) } else { ("done", task::DONE_ON) };
        let mut entry = self.entry(&kinds::TASK, one, what, field)?;
        entry.withheld = self.is_of_withheld(one);
        if entry.withheld {
            entry.record.title.clear();
        }
        Some(TimelineEntry {
            who: self.name(one.value(task::ASSIGNEE)),
            institution: text(one, task::INSTITUTION),
            text: if entry.withheld { String::new() } else { text(one, task::DETAILS) },
            ..entry
        })
    }

    fn moved(&self, one: &Record) -> Option<TimelineEntry> {
        let of = one.value(stage_change::PARTNERSHIP).reference();
        let of = self.read.partnerships.iter().find(|it| Some(it.id) == of);
        let mut entry = self.entry(&kinds::STAGE_CHANGE, one, "moved", stage_change::CHANGED_ON)?;
        let stages = [stage_change::FROM_STAGE, stage_change::TO_STAGE];
        let stages = stages.into_iter().filter_map(|field| one.value(field).text());
        let labels: Vec<String> =
            stages.map(|name| stage_view(name, self.language).label).collect();
        entry.record.title = labels.join(" → ");
        Some(TimelineEntry {
            who: text(one, stage_change::CHANGED_BY),
            institution: of.map(|it| text(it, partnership::INSTITUTION)).unwrap_or_default(),
            text: text(one, stage_change::REASON),
            ..entry
        })
    }

    fn need_entry(&self, one: &Record) -> Option<TimelineEntry> {
        let mut entry = self.entry(&kinds::NEED, one, "written", need::WRITTEN_ON)?;
        entry.withheld = !self.may_read_need(one);
        if entry.withheld {
            entry.record.title.clear();
        }
        Some(TimelineEntry {
            who: self.name(one.value(need::CONTACT)),
            institution: text(one, need::INSTITUTION),
            text: if entry.withheld { String::new() } else { text(one, need::DESCRIPTION) },
            ..entry
        })
    }

    fn used_entry(&self, one: &Record) -> Option<TimelineEntry> {
        let kind = &kinds::INFRASTRUCTURE_USAGE;
        let used = self.used(one);
        let mut entry = self.entry(kind, one, "used", infrastructure_usage::USED_ON)?;
        entry.record.title = joined(&[
            used.map(|it| text(it, infrastructure::NAME)).unwrap_or_default(),
            text(one, infrastructure_usage::PURPOSE),
        ]);
        let institution = used.map(|it| text(it, infrastructure::INSTITUTION));
        Some(TimelineEntry { institution: institution.unwrap_or_default(), ..entry })
    }

    fn event_institution(&self, id: &str) -> String {
        let event = id.parse::<RecordId>().ok().and_then(|id| self.read.events.get(&id));
        event.map(|it| text(it, kinds::event::INSTITUTION)).unwrap_or_default()
    }

    /// What happened with a record on the day of a field; none where it has none.
    fn entry(
        &self,
        kind: &Kind,
        one: &Record,
        what: &str,
        field: FieldId,
    ) -> Option<TimelineEntry> {
        let at = one.value(field).text()?.to_owned();
        Some(TimelineEntry { ahead: self.is_ahead(&at), at, ..self.blank(kind, one, what) })
    }

    fn blank(&self, kind: &Kind, one: &Record, what: &str) -> TimelineEntry {
        TimelineEntry {
            record: refer(kind, one.id, title(kind, one)),
            what: what.to_owned(),
            at: String::new(),
            ahead: false,
            sort: String::new(),
            who: String::new(),
            institution: String::new(),
            text: String::new(),
            withheld: false,
        }
    }

    /// Whether a day or a local date-time lies ahead; today does not.
    fn is_ahead(&self, at: &str) -> bool {
        let now = domain::dates::iso_local_date_time(self.now);
        at > &now[..at.len().min(now.len())]
    }
}

/// Whether an entry is of a kind, of the institution and holds the words.
fn is_wanted(entry: &TimelineEntry, query: &TimelineQuery, words: &[&str]) -> bool {
    let of_kind = query.kinds.is_empty() || query.kinds.contains(&entry.record.kind);
    let of_institution = query
        .institution
        .as_deref()
        .is_none_or(|wanted| domain::fold(wanted) == domain::fold(&entry.institution));
    if !of_kind || !of_institution || words.is_empty() {
        return of_kind && of_institution;
    }
    let said = [&entry.record.title, &entry.sort, &entry.who, &entry.institution, &entry.text];
    let said = domain::fold(&said.map(String::as_str).join(" "));
    words.iter().all(|word| said.contains(word))
}
