//! Registrations to an event: reading pages of them, their status, and who was there.

use chrono::NaiveDate;
use domain::kinds::{self, attendance, event, registration};
use domain::{FieldType, Language, Op, RecordId, Value};
use store::views;
use store::{Comparison, Filter, Record, RecordQuery};

use crate::drafts;
use crate::environment::rfc3339;
use crate::sessions::local_date_time;
use crate::view::{
    ActionDone, RegistrationPage, RegistrationQuery, RegistrationRow, RegistrationSort,
    RegistrationStatus,
};
use crate::{Error, Kumppani};

impl Kumppani {
    /// A page of the registrations to an event, at most 200 rows.
    pub async fn registrations(&self, query: RegistrationQuery) -> Result<RegistrationPage, Error> {
        let event = drafts::record_id(&kinds::EVENT, &query.event)?;
        let page = self.store().registrations(event, store_query(&query)).await?;
        let rows = page.rows.into_iter().map(row).collect();
        Ok(RegistrationPage { total: page.total, rows })
    }

    /// Sets the status of registrations, as one action.
    pub async fn set_registration_status(
        &self,
        ids: &[String],
        status: RegistrationStatus,
    ) -> Result<ActionDone, Error> {
        let ops = ids.iter().map(|id| {
            let record = drafts::record_id(&kinds::REGISTRATION, id)?;
            let values = vec![(registration::STATUS, Value::from(name_of(status)))];
            Ok(Op::Set { kind: kinds::REGISTRATION.id, record, values })
        });
        let ops = ops.collect::<Result<Vec<Op>, Error>>()?;
        Ok(ActionDone::of(&self.edit(ops).await?, None))
    }

    /// Marks who was there, or takes the mark back, as one action.
    ///
    /// The mark of one registration on one day is one record on every workstation, so that two
    /// doors that tick the same name do not count the person twice.
    pub async fn set_attendance(&self, ids: &[String], present: bool) -> Result<ActionDone, Error> {
        let ids = ids.iter().map(|id| drafts::record_id(&kinds::REGISTRATION, id));
        let ids = ids.collect::<Result<Vec<RecordId>, Error>>()?;
        let registrations = self.records_by_id(&kinds::REGISTRATION, ids).await?;
        let ops = if present {
            let mut ops = Vec::new();
            for record in registrations.values() {
                let day = self.day_of_attendance(record).await?;
                ops.push(self.mark_present(record.id, day));
            }
            ops
        } else {
            self.marks_of(registrations.values()).await?
        };
        Ok(ActionDone::of(&self.edit(ops).await?, None))
    }

    fn mark_present(&self, registration: RecordId, day: NaiveDate) -> Op {
        let day = day.to_string();
        let key = &self.store().workspace().key;
        let record =
            RecordId::derived(key, "attendance-by-day", &[&registration.to_string(), &day]);
        let values = vec![
            (attendance::REGISTRATION, Value::Reference(registration)),
            (attendance::DAY, Value::from(day)),
            (attendance::MANNER, Value::from("noted")),
        ];
        Op::Set { kind: kinds::ATTENDANCE.id, record, values }
    }

    /// Deletes of every mark of these registrations.
    async fn marks_of(
        &self,
        registrations: impl Iterator<Item = &Record>,
    ) -> Result<Vec<Op>, Error> {
        let mut ops = Vec::new();
        for record in registrations {
            let field = attendance::REGISTRATION;
            let of = Filter::Field(field, Comparison::Is, Value::Reference(record.id));
            let query = RecordQuery { filters: vec![of], ..RecordQuery::default() };
            let marks = self.store().records(kinds::ATTENDANCE.id, query).await?;
            let deletes = marks.iter().map(|mark| Op::Delete { kind: mark.kind, record: mark.id });
            ops.extend(deletes);
        }
        Ok(ops)
    }

    /// The day that a mark is for: today while the event is on, else its first day.
    async fn day_of_attendance(&self, registration: &Record) -> Result<NaiveDate, Error> {
        let today = self.environment().local_now().date();
        let Some(id) = registration.value(registration::EVENT).reference() else {
            return Ok(today);
        };
        let Some(record) = self.store().record(kinds::EVENT.id, id).await? else {
            return Ok(today);
        };
        let starts = local_date_time(record.value(event::STARTS_AT)).map(|at| at.date());
        let ends = local_date_time(record.value(event::ENDS_AT)).map(|at| at.date());
        Ok(match (starts, ends.or(starts)) {
            (Some(first), Some(last)) if today < first || today > last => first,
            _ => today,
        })
    }
}

impl From<RegistrationStatus> for domain::RegistrationStatus {
    fn from(status: RegistrationStatus) -> domain::RegistrationStatus {
        match status {
            RegistrationStatus::New => domain::RegistrationStatus::New,
            RegistrationStatus::Confirmed => domain::RegistrationStatus::Confirmed,
            RegistrationStatus::Waiting => domain::RegistrationStatus::Waiting,
            RegistrationStatus::Cancelled => domain::RegistrationStatus::Cancelled,
            RegistrationStatus::Unfinished => domain::RegistrationStatus::Unfinished,
            RegistrationStatus::NoShow => domain::RegistrationStatus::NoShow,
        }
    }
}

impl From<domain::RegistrationStatus> for RegistrationStatus {
    fn from(status: domain::RegistrationStatus) -> RegistrationStatus {
        match status {
            domain::RegistrationStatus::New => RegistrationStatus::New,
            domain::RegistrationStatus::Confirmed => RegistrationStatus::Confirmed,
            domain::RegistrationStatus::Waiting => RegistrationStatus::Waiting,
            domain::RegistrationStatus::Cancelled => RegistrationStatus::Cancelled,
            domain::RegistrationStatus::Unfinished => RegistrationStatus::Unfinished,
            domain::RegistrationStatus::NoShow => RegistrationStatus::NoShow,
        }
    }
}

/// The status kept under a name; one that a newer version added counts as new.
fn status_called(name: Option<&str>) -> RegistrationStatus {
    let known = name.and_then(domain::RegistrationStatus::from_name);
    known.unwrap_or(domain::RegistrationStatus::New).into()
}

/// The name that a status is kept under.
fn name_of(status: RegistrationStatus) -> &'static str {
    domain::RegistrationStatus::from(status).name()
}

fn store_query(query: &RegistrationQuery) -> views::RegistrationQuery {
    views::RegistrationQuery {
        text: query.text.clone(),
        status: query.status.map(|status| name_of(status).to_owned()),
        sort: match query.sort {
            RegistrationSort::Name => views::RegistrationSort::Name,
            RegistrationSort::Organisation => views::RegistrationSort::Organisation,
            RegistrationSort::Email => views::RegistrationSort::Email,
            RegistrationSort::Status => views::RegistrationSort::Status,
            RegistrationSort::SubmittedAt => views::RegistrationSort::SubmittedAt,
        },
        descending: query.descending,
        offset: query.offset,
        limit: query.limit.min(200),
    }
}

fn row(row: views::RegistrationRow) -> RegistrationRow {
    RegistrationRow {
        id: row.id.to_string(),
        person: row.person.map(|id| id.to_string()),
        first_name: row.first_name,
        last_name: row.last_name,
        email: row.email,
        phone: shown_phone(&row.phone),
        organisation: row.organisation.map(|id| id.to_string()),
        organisation_name: row.organisation_name,
        job_title: row.job_title,
        status: status_called(row.status.as_deref()),
        diet: row.diet,
        submitted_at: row.submitted_at.map(rfc3339),
        present: row.present,
    }
}

/// A phone number as it is written in Finland, `050 439 0172`.
fn shown_phone(phone: &str) -> String {
    FieldType::Phone.display(&Value::from(phone), Language::Fi)
}
