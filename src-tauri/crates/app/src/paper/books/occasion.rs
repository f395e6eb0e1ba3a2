//! What all paper of an event says of it, and who pays.

use documents::model::{Fund, Funding, Languages, Occasion, ProgrammePeriod};
use domain::Language;
use domain::kinds::{self, event, project};
use store::Record;

use super::said::EVENT_NAME;
use crate::sessions::{local_date_time, text};
use crate::{Error, Kumppani};

impl Kumppani {
    /// What all paper of an event says of it.
    pub(super) async fn occasion(
        &self,
        record: &Record,
        languages: Languages,
    ) -> Result<Occasion, Error> {
        let today = self.environment().local_now().date();
        let first_day = local_date_time(record.value(event::STARTS_AT)).map(|at| at.date());
        let first_day = first_day.unwrap_or(today);
        let last_day = local_date_time(record.value(event::ENDS_AT)).map(|at| at.date());
        let project = match record.value(event::PROJECT).reference() {
            Some(id) => self.store().record(kinds::PROJECT.id, id).await?,
            None => None,
        };
        Ok(Occasion {
            title: EVENT_NAME.said(record, spoken(record), languages),
            first_day,
            last_day: last_day.filter(|last| *last >= first_day).unwrap_or(first_day),
            place: place(record),
            organiser: text(record, event::ORGANISER),
            web_address: text(record, event::WEB_ADDRESS),
            funding: project.as_ref().and_then(funding),
        })
    }
}

/// What is printed of the project that pays; nothing where its programme period is not known.
pub(super) fn funding(project: &Record) -> Option<Funding> {
    let programme_period = match project.value(project::PROGRAMME_PERIOD).text()? {
        "period_2014_2020" => ProgrammePeriod::Period2014To2020,
        "period_2021_2027" => ProgrammePeriod::Period2021To2027,
        _ => return None,
    };
    Some(Funding {
        programme_period,
        fund: fund(&text(project, project::FUND)),
        project_code: text(project, project::CODE),
        project_name: text(project, project::NAME),
        financier: text(project, project::FUNDER),
    })
}

/// The fund as people write it, `EAKR`, `Euroopan sosiaalirahasto`, `ERDF`.
fn fund(written: &str) -> Fund {
    let folded = domain::fold(written);
    let names = ["eakr", "erdf", "eruf", "aluekehity", "utveckling", "development"];
    if names.iter().any(|name| folded.contains(name)) {
        Fund::RegionalDevelopment
    } else {
        Fund::Social
    }
}

/// The language that an event's own texts are in.
pub(super) fn spoken(record: &Record) -> Language {
    let code = record.value(event::LANGUAGE).text().unwrap_or_default();
    Language::from_code(code).unwrap_or_default()
}

fn place(record: &Record) -> String {
    let venue = text(record, event::VENUE);
    let campus = text(record, event::CAMPUS);
    match (venue.is_empty(), campus.is_empty()) {
        (false, false) if !venue.contains(&campus) => format!("{venue}, {campus}"),
        (true, _) => campus,
        _ => venue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fund_is_known_by_its_name_or_abbreviation() {
        for regional in [
            "EAKR",
            "ERDF",
            "Euroopan aluekehitysrahasto",
            "Europeiska regionala utvecklingsfonden",
        ] {
            assert_eq!(fund(regional), Fund::RegionalDevelopment, "{regional}");
        }
        for social in ["ESR", "ESR+", "Euroopan sosiaalirahasto", "ESF", ""] {
            assert_eq!(fund(social), Fund::Social, "{social}");
        }
    }
}
