//! The report on a project's indicators, to its funder and steering group.

use chrono::NaiveDate;

use super::Funding;

/// The indicators of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorReport {
    /// The project's name.
    pub project_name: String,
    /// Its code, such as `S21447`; may be empty.
    pub project_code: String,
    /// Who carries it out; may be empty.
    pub lead: String,
    /// The first day counted.
    pub first_day: NaiveDate,
    /// The last day counted.
    pub last_day: NaiveDate,
    /// The indicators in order.
    pub indicators: Vec<Indicator>,
    /// Who pays, where the rules want it said.
    pub funding: Option<Funding>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its name.
    pub name: String,
    /// Its code, such as `EECO19`; may be empty.
    pub code: String,
    /// What is counted, such as `kpl`; may be empty.
    pub unit: String,
    /// The number aimed at, if one is set.
    pub target: Option<i64>,
    /// The number reached.
    pub value: i64,
    /// How it was counted, in the language of the sheet; may be empty.
    pub rule: String,
    /// What each part of the time added, in order; empty where only a total is known.
    pub periods: Vec<PeriodCount>,
}

/// The count of a part of the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodCount {
    /// What people call it, such as `2019` or `1/2019`.
    pub label: String,
    /// What it added.
    pub count: i64,
}
