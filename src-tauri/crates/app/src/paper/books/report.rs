//! The report on a project's indicators: every number counted anew from the records behind it.
//!
//! Each counting rule turns records into things that happened on a day and weigh something; the
//! total and the half-years are sums of those, so that they can never disagree.

mod count;
mod rules;

use chrono::{Datelike, NaiveDate};
use documents::model::{Indicator, IndicatorReport, Languages, PeriodCount};
use domain::kinds::{self, indicator, organisation, project};
use domain::{Language, RecordId, dates};
use store::{Comparison, Filter, Record, RecordQuery};

use super::occasion::funding;
use crate::sessions::text;
use crate::{Error, Kumppani};
use count::{Counted, Within};

impl Kumppani {
    /// The indicators of a project as they stand today; none if it has none.
    pub(in crate::paper) async fn indicator_report(
        &self,
        id: RecordId,
        languages: Languages,
    ) -> Result<Option<IndicatorReport>, Error> {
        let project = self.required_record(&kinds::PROJECT, id).await?;
        let of = Filter::Field(indicator::PROJECT, Comparison::Is, id.into());
        let query = RecordQuery { filters: vec![of], ..RecordQuery::default() };
        let mut declared = self.store().records(kinds::INDICATOR.id, query).await?;
        if declared.is_empty() {
            return Ok(None);
        }
        declared.sort_by_cached_key(|one| {
            let code = text(one, indicator::CODE);
            (
                code.is_empty(),
                domain::sort_key(&code),
                domain::sort_key(&text(one, indicator::NAME)),
                one.id,
            )
        });
        let counted = self.counted_of(&project).await?;
        let today = self.environment().local_now().date();
        let within = period(&project, &counted, today);
        let indicators = declared.iter().map(|one| {
            let own = own_period(one, within);
            indicator_facts(one, &counted, own, languages.first)
        });
        let lead = match project.value(project::LEAD).reference() {
            Some(lead) => self.store().record(kinds::ORGANISATION.id, lead).await?,
            None => None,
        };
        Ok(Some(IndicatorReport {
            project_name: text(&project, project::NAME),
            project_code: text(&project, project::CODE),
            lead: lead.map(|lead| text(&lead, organisation::NAME)).unwrap_or_default(),
            first_day: within.first,
            last_day: within.last,
            indicators: indicators.collect(),
            funding: funding(&project),
        }))
    }
}

/// The time that a report is of: the project's, as far as it is past; what was counted, where the
/// project names no days.
fn period(project: &Record, counted: &Counted, today: NaiveDate) -> Within {
    let day = |field| project.value(field).text().and_then(dates::parse_iso_date);
    let first = day(project::STARTS_ON).or_else(|| counted.first_day()).unwrap_or(today);
    let last = day(project::ENDS_ON).unwrap_or(today).min(today);
    Within { first, last: last.max(first) }
}

/// The indicator's own time within that of the report.
fn own_period(record: &Record, report: Within) -> Within {
    let day = |field| record.value(field).text().and_then(dates::parse_iso_date);
    Within {
        first: day(indicator::STARTS_ON).unwrap_or(report.first),
        last: day(indicator::ENDS_ON).map_or(report.last, |last| last.min(report.last)),
    }
}

fn indicator_facts(
    record: &Record,
    counted: &Counted,
    within: Within,
    language: Language,
) -> Indicator {
    let rule = text(record, indicator::COUNTING_RULE);
    let tally = counted.by_rule(&rule, within);
    let by_hand = record.value(indicator::VALUE_BY_HAND).integer().unwrap_or(0);
    Indicator {
        name: text(record, indicator::NAME),
        code: text(record, indicator::CODE),
        unit: text(record, indicator::UNIT),
        target: record.value(indicator::TARGET).integer(),
        value: tally.as_ref().map_or(by_hand, |tally| tally.total()),
        rule: rules::in_words(&rule, language).to_owned(),
        periods: tally
            .map(|tally| half_years(within, |upto| tally.until(upto)))
            .unwrap_or_default(),
    }
}

/// What each half-year added, from a count up to and including a day.
fn half_years(within: Within, until: impl Fn(NaiveDate) -> i64) -> Vec<PeriodCount> {
    let mut periods = Vec::new();
    let (mut year, mut half) = half_of(within.first);
    let mut before = 0;
    while (year, half) <= half_of(within.last) {
        let end = end_of(year, half).unwrap_or(within.last).min(within.last);
        let count = until(end);
        periods.push(PeriodCount { label: format!("{half}/{year}"), count: count - before });
        before = count;
        (year, half) = if half == 1 { (year, 2) } else { (year + 1, 1) };
    }
    periods
}

fn half_of(day: NaiveDate) -> (i32, u32) {
    (day.year(), if day.month() <= 6 { 1 } else { 2 })
}

fn end_of(year: i32, half: u32) -> Option<NaiveDate> {
    let (month, day) = if half == 1 { (6, 30) } else { (12, 31) };
    NaiveDate::from_ymd_opt(year, month, day)
}
