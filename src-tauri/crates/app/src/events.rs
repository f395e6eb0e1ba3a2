//! Events: the list, one event, writing one.

use domain::kinds::{self, event, organisation, project};
use domain::{FieldId, RecordId};
use store::{Order, Record, RecordQuery};

use crate::drafts::{self, Written};
use crate::sessions::{count, text, texts};
use crate::view::{
    ActionDone, ChoiceView, EventDraft, EventPage, EventSummary, EventView, Funding, StatusCounts,
    Translations,
};
use crate::{Error, Kumppani};

impl Kumppani {
    /// A page of the events: coming ones first, the next at the top, then past ones backwards.
    pub async fn events(&self, offset: u32, limit: u32) -> Result<EventPage, Error> {
        let today = self.environment().local_now().date();
        let page = self.store().events(today, offset, limit).await?;
        let rows = page.rows.iter().map(summary).collect();
        Ok(EventPage { total: page.total, rows })
    }

    /// One event.
    pub async fn event(&self, id: &str) -> Result<EventView, Error> {
        let id = drafts::record_id(&kinds::EVENT, id)?;
        let record = self.required_record(&kinds::EVENT, id).await?;
        let row = self.store().event(id).await?;
        let row = row.ok_or_else(|| Error::not_found(kinds::EVENT.name, id))?;
        Ok(EventView {
            summary: summary(&row),
            description: text(&record, event::DESCRIPTION),
            organiser: text(&record, event::ORGANISER),
            campus: text(&record, event::CAMPUS),
            language: record.value(event::LANGUAGE).text().map(str::to_owned),
            signatories: texts(record.value(event::SIGNATORIES)).to_vec(),
            certificate_content: lines(&text(&record, event::CERTIFICATE_CONTENT)),
            practical: text(&record, event::PRACTICAL),
            names: translations(&record, [event::NAME_FI, event::NAME_SV, event::NAME_EN]),
            descriptions: translations(
                &record,
                [event::DESCRIPTION_FI, event::DESCRIPTION_SV, event::DESCRIPTION_EN],
            ),
            certificate_contents: translations(
                &record,
                [
                    event::CERTIFICATE_CONTENT_FI,
                    event::CERTIFICATE_CONTENT_SV,
                    event::CERTIFICATE_CONTENT_EN,
                ],
            ),
            practicals: translations(
                &record,
                [event::PRACTICAL_FI, event::PRACTICAL_SV, event::PRACTICAL_EN],
            ),
            funding: self.funding_of(&record).await?,
            present: row.present,
        })
    }

    /// Creates an event or writes fields of one.
    pub async fn save_event(&self, draft: EventDraft) -> Result<ActionDone, Error> {
        let signatories = draft.signatories.map(|lines| lines.join("\n"));
        let content = draft.certificate_content.map(|lines| lines.join("\n"));
        let written = Written::of(&kinds::EVENT)
            .maybe("name", draft.name.as_deref())?
            .maybe("code", draft.code.as_deref())?
            .maybe("event_type", draft.event_type.as_deref())?
            .maybe("state", draft.state.as_deref())?
            .maybe("starts_at", draft.starts_at.as_deref())?
            .maybe("ends_at", draft.ends_at.as_deref())?
            .maybe("venue", draft.venue.as_deref())?
            .maybe("campus", draft.campus.as_deref())?
            .maybe("capacity", draft.capacity.as_deref())?
            .maybe("description", draft.description.as_deref())?
            .maybe("organiser", draft.organiser.as_deref())?
            .maybe("language", draft.language.as_deref())?
            .maybe("signatories", signatories.as_deref())?
            .maybe("certificate_content", content.as_deref())?
            .maybe("practical", draft.practical.as_deref())?
            .maybe("project", self.chosen_project(draft.project_id.as_deref()).await?)?
            .translated("name", draft.names.as_ref())?
            .translated("description", draft.descriptions.as_ref())?
            .translated("certificate_content", draft.certificate_contents.as_ref())?
            .translated("practical", draft.practicals.as_ref())?;
        let (id, op) = self.written_record(draft.id.as_deref(), written).await?;
        let outcome = self.edit(vec![op]).await?;
        Ok(ActionDone::of(&outcome, Some(id)))
    }

    /// The project that was chosen for an event, which must be there.
    async fn chosen_project<'i>(&self, id: Option<&'i str>) -> Result<Option<&'i str>, Error> {
        if let Some(id) = id.map(str::trim).filter(|id| !id.is_empty()) {
            let project = drafts::record_id(&kinds::PROJECT, id)?;
            self.required_record(&kinds::PROJECT, project).await?;
        }
        Ok(id)
    }

    /// The event of that code, letters' case aside; or of that id.
    pub async fn event_by_code(&self, code: &str) -> Result<RecordId, Error> {
        let code = code.trim();
        let events = self.store().records(kinds::EVENT.id, RecordQuery::default()).await?;
        let wanted = code.to_lowercase();
        let same = events.iter().find(|record| {
            record.id.to_string() == wanted
                || (!wanted.is_empty() && text(record, event::CODE).to_lowercase() == wanted)
        });
        same.map(|record| record.id).ok_or_else(|| Error::NotFound {
            kind: kinds::EVENT.name.to_owned(),
            id: code.to_owned(),
        })
    }

    /// The project that pays for the event of that code.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is no such event, [`Error::Refused`] where no project pays
    /// for it.
    pub async fn project_of_event(&self, code: &str) -> Result<RecordId, Error> {
        let record = self.required_record(&kinds::EVENT, self.event_by_code(code).await?).await?;
        record.value(event::PROJECT).reference().ok_or_else(|| {
            let (id, event) = (record.id, text(&record, event::NAME));
            Error::Refused {
                reason: "no_project",
                message: format!(
                    "no project pays for {event}; say which with `record set event {id} \
                     project=ID`, or name the project with --project CODE"
                ),
                details: [("event", event)].into(),
            }
        })
    }

    /// The projects that an event can be paid by, by their codes.
    pub async fn project_choices(&self) -> Result<Vec<ChoiceView>, Error> {
        let query = RecordQuery { order: Order::Title, ..RecordQuery::default() };
        let projects = self.store().records(kinds::PROJECT.id, query).await?;
        let choices = projects.iter().map(|project| {
            let parts = [text(project, project::CODE), text(project, project::NAME)];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            ChoiceView { name: project.id.to_string(), label: parts.join(" ") }
        });
        Ok(choices.collect())
    }

    /// The project of that code, letters' case aside; or of that id.
    pub async fn project_by_code(&self, code: &str) -> Result<RecordId, Error> {
        let code = code.trim();
        let projects = self.store().records(kinds::PROJECT.id, RecordQuery::default()).await?;
        let wanted = code.to_lowercase();
        let same = projects.iter().find(|record| {
            record.id.to_string() == wanted
                || (!wanted.is_empty() && text(record, project::CODE).to_lowercase() == wanted)
        });
        same.map(|record| record.id).ok_or_else(|| Error::NotFound {
            kind: kinds::PROJECT.name.to_owned(),
            id: code.to_owned(),
        })
    }

    /// The organisation of that id, business id or name, letters' case and the form of the
    /// company aside.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is none, [`Error::Invalid`] where several are called so.
    pub async fn organisation_by_name(&self, name: &str) -> Result<RecordId, Error> {
        let name = name.trim();
        let all = self.store().records(kinds::ORGANISATION.id, RecordQuery::default()).await?;
        let has_id = |record: &&Record| {
            record.id.to_string() == name.to_lowercase()
                || (!name.is_empty() && text(record, organisation::BUSINESS_ID) == name)
        };
        if let Some(record) = all.iter().find(has_id) {
            return Ok(record.id);
        }
        let wanted = domain::fold_organisation_name(name);
        let mut same = all.iter().filter(|record| {
            let own = text(record, organisation::NAME);
            !wanted.is_empty() && domain::fold_organisation_name(&own) == wanted
        });
        match (same.next(), same.next()) {
            (Some(only), None) => Ok(only.id),
            (None, _) => Err(Error::NotFound {
                kind: kinds::ORGANISATION.name.to_owned(),
                id: name.to_owned(),
            }),
            (Some(_), Some(_)) => Err(Error::Invalid {
                field: kinds::ORGANISATION.name.to_owned(),
                label: None,
                value: name.to_owned(),
                reason: "ambiguous".to_owned(),
                message: format!("several organisations are called “{name}”; name one by its id"),
            }),
        }
    }

    /// The project that pays for an event.
    pub(crate) async fn funding_of(&self, record: &Record) -> Result<Option<Funding>, Error> {
        let Some(id) = record.value(event::PROJECT).reference() else { return Ok(None) };
        let project = self.store().record(kinds::PROJECT.id, id).await?;
        Ok(project.map(|project| Funding {
            project: project.id.to_string(),
            project_code: text(&project, project::CODE),
            project_name: text(&project, project::NAME),
            programme_period: project.value(project::PROGRAMME_PERIOD).text().map(str::to_owned),
            financier: text(&project, project::FUNDER),
        }))
    }

    /// How many people are coming to an event.
    pub(crate) async fn people_coming(&self, id: RecordId) -> Result<u32, Error> {
        let row = self.store().event(id).await?;
        Ok(row.map_or(0, |row| row.statuses.confirmed + row.statuses.new))
    }
}

fn summary(row: &store::views::EventRow) -> EventSummary {
    let record = &row.event;
    EventSummary {
        id: record.id.to_string(),
        name: text(record, event::NAME),
        code: text(record, event::CODE),
        event_type: record.value(event::EVENT_TYPE).text().map(str::to_owned),
        state: record.value(event::STATE).text().map(str::to_owned),
        starts_at: record.value(event::STARTS_AT).text().map(str::to_owned),
        ends_at: record.value(event::ENDS_AT).text().map(str::to_owned),
        venue: text(record, event::VENUE),
        capacity: count(record.value(event::CAPACITY)),
        registrations: StatusCounts {
            new: row.statuses.new,
            confirmed: row.statuses.confirmed,
            waiting: row.statuses.waiting,
            cancelled: row.statuses.cancelled,
            unfinished: row.statuses.unfinished,
            no_show: row.statuses.no_show,
        },
        sessions: row.sessions,
    }
}

/// A text in Finnish, Swedish and English, from the fields that hold it.
pub(crate) fn translations(record: &Record, [fi, sv, en]: [FieldId; 3]) -> Translations {
    Translations { fi: text(record, fi), sv: text(record, sv), en: text(record, en) }
}

/// The lines of a text that say something.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
