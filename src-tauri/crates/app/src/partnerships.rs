//! Where partnerships are going: moves with their reason, and the board of all of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::kinds::{self, partnership, stage_change};
use domain::{ContactFacts, FieldId, Kind, Language, RecordId, Stage, Value, neglected};
use store::views::PartnershipRow;

use crate::company::{choice, due_view, refer, stage_view};
use crate::drafts::{self, Written};
use crate::view::{
    ActionDone, BoardCard, BoardColumn, BoardQuery, BoardView, ChoiceView, PartnershipMove,
    RecordRef,
};
use crate::{Error, Kumppani};

/// The most cards of a column that are shown at a time.
const MOST_CARDS: u32 = 200;

impl Kumppani {
    /// Moves a partnership to another stage and writes down why, as one action.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for a stage that is none, a reason that is missing, a day to return on
    /// that is missing or has passed; [`Error::Refused`] where it is in that stage already.
    pub async fn move_partnership(&self, wanted: &PartnershipMove) -> Result<ActionDone, Error> {
        let kind = &kinds::PARTNERSHIP;
        let id = drafts::record_id(kind, &wanted.partnership)?;
        let before = self.required_record(kind, id).await?;
        let today = self.environment().local_now().date();
        let user = self.user().await?;

        let written = Written::of(kind).text("stage", &wanted.stage)?;
        let stage = written.coming(None, partnership::STAGE).cloned().unwrap_or_default();
        let Some(stage) = stage.text().and_then(Stage::from_name) else {
            return Err(missing(kind, partnership::STAGE));
        };
        let present = before.value(partnership::STAGE).clone();
        if present.text() == Some(stage.name()) {
            return Err(Error::Refused {
                reason: "same_stage",
                details: BTreeMap::from([("stage", stage.name().to_owned())]),
                message: format!("the partnership is in the stage {} already", stage.name()),
            });
        }
        let reason = domain::many_lines(&wanted.reason);
        if reason.is_empty() {
            return Err(missing(&kinds::STAGE_CHANGE, stage_change::REASON));
        }
        let is_beside = stage.step().is_none();
        let return_on = if is_beside {
            let return_on = wanted.return_on.as_deref().unwrap_or_default();
            written_day(return_on, today, stage != Stage::Ended)?
        } else {
            Value::Empty
        };
        let short = domain::one_line(&reason);
        let moved = written
            .value(partnership::STAGE_SINCE, domain::dates::iso_date(today))
            .value(partnership::STAGE_REASON, if is_beside { short } else { String::new() })
            .value(partnership::RETURN_ON, return_on)
            .into_op(id);
        let told = Written::of(&kinds::STAGE_CHANGE)
            .value(stage_change::PARTNERSHIP, id)
            .value(stage_change::FROM_STAGE, present)
            .value(stage_change::TO_STAGE, stage.name())
            .value(stage_change::CHANGED_ON, domain::dates::iso_date(today))
            .value(stage_change::CHANGED_BY, user)
            .value(stage_change::REASON, reason)
            .complete()?
            .into_op(self.environment().new_record_id());
        let outcome = self.edit(vec![moved, told]).await?;
        Ok(ActionDone::of(&outcome, Some(id)))
    }

    /// The board of partnerships by stage.
    pub async fn partnership_board(
        &self,
        query: &BoardQuery,
        language: Language,
    ) -> Result<BoardView, Error> {
        let rows = self.store().partnerships().await?;
        let now = self.environment().local_now();
        let companies: BTreeSet<RecordId> = rows.iter().map(|row| row.organisation).collect();
        let until = domain::dates::iso_local_date_time(now);
        let last = self.store().last_contacts(companies, &until).await?;

        let mut institutions: BTreeMap<String, String> = BTreeMap::new();
        let mut responsible: BTreeMap<String, RecordRef> = BTreeMap::new();
        let mut columns: BTreeMap<Option<&str>, Vec<BoardCard>> = BTreeMap::new();
        for row in &rows {
            if !row.institution.is_empty() {
                let key = domain::sort_key(&row.institution);
                institutions.insert(key, row.institution.clone());
            }
            if let Some(who) = row.responsible.filter(|_| !row.responsible_name.is_empty()) {
                let key = format!("{}{who}", domain::sort_key(&row.responsible_name));
                responsible.insert(key, refer(&kinds::PERSON, who, row.responsible_name.clone()));
            }
            if is_wanted(row, query) {
                let card = card(row, last.get(&row.organisation), now.date(), language);
                columns.entry(row.stage.as_deref()).or_default().push(card);
            }
        }
        let declared = Stage::ALL.into_iter().map(|stage| Some(stage.name()));
        let unknown = columns
            .keys()
            .copied()
            .filter(|name| name.is_none_or(|name| Stage::from_name(name).is_none()));
        let order: Vec<Option<&str>> = unknown.chain(declared).collect();
        let shown = order.into_iter().map(|name| {
            let mut cards = columns.remove(&name).unwrap_or_default();
            cards.sort_by_cached_key(|it| {
                let over = it.due.as_ref().map(|due| due.days_over);
                (Reverse(over), domain::sort_key(&it.organisation.title), it.id.clone())
            });
            let total = u32::try_from(cards.len()).unwrap_or(u32::MAX);
            cards.truncate(query.limit.min(MOST_CARDS) as usize);
            BoardColumn { stage: name.map(|name| stage_view(name, language)), total, cards }
        });
        Ok(BoardView {
            columns: shown.collect(),
            institutions: institutions.into_values().collect(),
            responsible: responsible.into_values().collect(),
            levels: levels(language),
        })
    }
}

fn is_wanted(row: &PartnershipRow, query: &BoardQuery) -> bool {
    let same = |wanted: &Option<String>, own: &str| {
        wanted.as_deref().is_none_or(|wanted| domain::fold(wanted) == domain::fold(own))
    };
    let who = row.responsible.map(|id| id.to_string()).unwrap_or_default();
    let name = domain::fold(&row.organisation_name);
    same(&query.institution, &row.institution)
        && query.responsible.as_deref().is_none_or(|wanted| wanted == who)
        && query.level.as_deref().is_none_or(|wanted| row.level.as_deref() == Some(wanted))
        && domain::fold(&query.text).split(' ').all(|word| name.contains(word))
}

fn card(
    row: &PartnershipRow,
    last_contact: Option<&String>,
    today: NaiveDate,
    language: Language,
) -> BoardCard {
    let level = row.level.as_deref();
    let contact = last_contact.and_then(|at| at.get(..10)?.parse().ok());
    BoardCard {
        id: row.id.to_string(),
        organisation: refer(&kinds::ORGANISATION, row.organisation, row.organisation_name.clone()),
        institution: row.institution.clone(),
        level: level
            .and_then(|name| choice(&kinds::PARTNERSHIP, partnership::LEVEL, name, language)),
        responsible: row.responsible_name.clone(),
        last_contact: last_contact.cloned(),
        next_step: row.next_step.clone(),
        next_step_on: row.next_step_on.clone(),
        return_on: row.return_on.clone(),
        due: neglected(&contact_facts(row, today, contact)).map(due_view),
    }
}

fn contact_facts(
    row: &PartnershipRow,
    today: NaiveDate,
    last_contact: Option<NaiveDate>,
) -> ContactFacts {
    let day = |text: &Option<String>| text.as_deref().and_then(|day| day.parse().ok());
    ContactFacts {
        today,
        stage: row.stage.as_deref().and_then(Stage::from_name),
        stage_since: day(&row.stage_since),
        contact_interval_days: row.contact_interval_days.and_then(|days| u32::try_from(days).ok()),
        last_contact,
        return_on: day(&row.return_on),
        snoozed_until: day(&row.snoozed_until),
    }
}

fn levels(language: Language) -> Vec<ChoiceView> {
    let level = |one: &domain::Choice| ChoiceView {
        name: one.name.to_owned(),
        label: one.label.text(language).to_owned(),
    };
    kinds::LEVELS.iter().map(level).collect()
}

/// The day to return on, as a person wrote it.
fn written_day(text: &str, today: NaiveDate, is_required: bool) -> Result<Value, Error> {
    let kind = &kinds::PARTNERSHIP;
    let written = Written::of(kind).text("return_on", text)?;
    let value = written.coming(None, partnership::RETURN_ON).cloned().unwrap_or_default();
    match value.text().and_then(|day| day.parse::<NaiveDate>().ok()) {
        None if is_required => Err(missing(kind, partnership::RETURN_ON)),
        Some(day) if day <= today => Err(match kind.field_by_id(partnership::RETURN_ON) {
            Some(field) => {
                let message = "has passed; name a day to come";
                Error::refused_value(field, text, "not_ahead", message)
            }
            None => Error::required("return_on"),
        }),
        _ => Ok(value),
    }
}

/// That a field must be given.
fn missing(kind: &'static Kind, field: FieldId) -> Error {
    match kind.field_by_id(field) {
        Some(field) => Error::missing(field),
        None => Error::required(kind.name),
    }
}
