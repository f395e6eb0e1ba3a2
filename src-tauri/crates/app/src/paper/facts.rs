//! Which facts a sheet is made of, what its maker should know before, and what forbids it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use documents::model::{Funding, House, Phrase, ProgrammeBook, Session};
use documents::visibility::{self, Breach, Rule, Shown};
use domain::RecordId;
use domain::kinds::{self, event, organisation};
use store::Record;

use super::books::Facts;
use super::order::Wanted;
use crate::sessions::text;
use crate::view::{Mend, Paper, PaperWarning};
use crate::{Error, Kumppani};

/// What an order comes to before it is laid out.
pub(super) struct Gathered {
    /// What the sheet says; none where there is nothing to print.
    pub(super) facts: Option<Facts>,
    /// What its maker should know.
    pub(super) warnings: Vec<PaperWarning>,
    /// What files of it are called after.
    pub(super) called: String,
    /// The session that is being edited, as the sheet has it.
    pub(super) edited: Option<Session>,
}

impl Kumppani {
    /// The facts of a sheet, or none where there is nothing to print, and what to know before.
    pub(super) async fn gathered(&self, wanted: &Wanted) -> Result<Gathered, Error> {
        let (id, languages) = (wanted.subject, wanted.languages);
        let mut edited = None;
        let (facts, warning) = match wanted.paper {
            Paper::Programme | Paper::OnePage | Paper::Booklet => {
                let draft = wanted.draft.as_ref();
                let (book, session) = self.programme_book(id, languages, draft).await?;
                edited = session;
                let warning = is_empty(&book).then_some(PaperWarning::NoSessions);
                (Some(Facts::Programme(book)), warning)
            }
            Paper::Certificates => {
                let batch = self.certificate_batch(id, languages).await?;
                or_warn(batch.map(Facts::Certificates), PaperWarning::NobodyPresent)
            }
            Paper::Badges => {
                let book = self.badge_book(id, languages, wanted.badges).await?;
                or_warn(book.map(Facts::Badges), PaperWarning::NobodyRegistered)
            }
            Paper::Tents => {
                let book = self.tent_book(id, languages).await?;
                or_warn(book.map(Facts::Tents), PaperWarning::NobodyRegistered)
            }
            Paper::Attendance => {
                let lines = wanted.blank_lines;
                let book = self.attendance_book(id, languages, wanted.lists, lines).await?;
                let warning = if book.sheets.is_empty() {
                    Some(PaperWarning::NoSessions)
                } else {
                    book.people.is_empty().then_some(PaperWarning::NobodyRegistered)
                };
                ((!book.sheets.is_empty()).then_some(Facts::Attendance(book)), warning)
            }
            Paper::CheckIn => {
                let book = self.check_in_book(id, languages, wanted.blank_lines).await?;
                let warning = book.people.is_empty().then_some(PaperWarning::NobodyRegistered);
                (Some(Facts::CheckIn(book)), warning)
            }
            Paper::Signs => {
                let book = self.door_book(id, languages).await?;
                let facts = (!book.doors.is_empty()).then_some(Facts::Signs(book));
                or_warn(facts, PaperWarning::NoSessions)
            }
            Paper::Route => {
                let book = self.route_book(id, languages).await?;
                let facts = (!book.stops.is_empty()).then_some(Facts::Route(book));
                or_warn(facts, PaperWarning::NoStops)
            }
            Paper::Brief => {
                let briefs = match self.store().record(kinds::EVENT.id, id).await? {
                    Some(event) => self.visit_briefs(event.id, languages).await?,
                    None => self.visit_brief(id, languages).await?,
                };
                let mut briefs = briefs.into_iter();
                let first = briefs.next();
                let facts = first.map(|first| Facts::Brief(first, briefs.collect()));
                or_warn(facts, PaperWarning::NobodyRegistered)
            }
            Paper::Report => {
                let report = self.indicator_report(id, languages).await?;
                or_warn(report.map(Facts::Report), PaperWarning::NoIndicators)
            }
        };
        let called = self.called(wanted).await?;
        Ok(Gathered { facts, warnings: warning.into_iter().collect(), called, edited })
    }

    /// What people call the subject of a sheet: the code of an event or project, or a name.
    async fn called(&self, wanted: &Wanted) -> Result<String, Error> {
        let kinds = match wanted.paper {
            Paper::Brief => [&kinds::EVENT, &kinds::ORGANISATION],
            Paper::Report => [&kinds::PROJECT; 2],
            _ => [&kinds::EVENT; 2],
        };
        for kind in kinds {
            if let Some(record) = self.store().record(kind.id, wanted.subject).await? {
                return Ok(code_or_name(kind, &record));
            }
        }
        Err(Error::not_found(kinds[1].name, wanted.subject))
    }

    /// What European rules forbid of a sheet; nothing for a sheet that no European fund pays.
    pub(super) async fn breaches(
        &self,
        wanted: &Wanted,
        facts: &Facts,
        house: &House,
    ) -> Result<Vec<Breach>, Error> {
        let Some((funding, last_day)) = funded(facts) else {
            return self.period_unknown(wanted).await;
        };
        let partners = match facts {
            Facts::Programme(book) => book.partners.as_slice(),
            _ => &[],
        };
        let logos = house.logos.iter().chain(partners);
        let logos: Vec<&str> = logos.map(|logo| logo.description.as_str()).collect();
        let foot = house.foot.iter().flat_map(Phrase::wordings);
        let signs: Vec<&str> = foot.map(|wording| wording.text.as_str()).collect();
        let texts = texts(facts);
        let shown = Shown { funding, last_day, logos: &logos, signs: &signs, texts: &texts };
        Ok(visibility::breaches(&shown))
    }

    /// A project paid by a European fund must say which period it belongs to.
    async fn period_unknown(&self, wanted: &Wanted) -> Result<Vec<Breach>, Error> {
        let project = match self.paying(wanted).await? {
            Some(id) => self.store().record(kinds::PROJECT.id, id).await?,
            None => None,
        };
        let is_unknown = |project: &Record| {
            project.value(kinds::project::PROGRAMME_PERIOD).is_empty()
                && is_european(&text(project, kinds::project::FUND))
        };
        let project = project.filter(is_unknown);
        let breach = project.map(|project| Breach {
            rule: visibility::Rule::PeriodUnknown,
            detail: text(&project, kinds::project::NAME),
        });
        Ok(breach.into_iter().collect())
    }

    /// Where a breach of the rules is mended, if in the project that pays.
    pub(super) async fn mend(
        &self,
        wanted: &Wanted,
        breach: &Breach,
    ) -> Result<Option<Mend>, Error> {
        let field = match breach.rule {
            Rule::PeriodUnknown | Rule::PeriodOver => "programme_period",
            Rule::FundNamed => "name",
            Rule::FinancierMissing => "funder",
            Rule::ProjectCodeMissing => "code",
            Rule::SloganUsed | Rule::OtherEmblem | Rule::EmblemTooSmall => return Ok(None),
        };
        let project = self.paying(wanted).await?;
        Ok(project.map(|id| Mend { project: id.to_string(), field: field.to_owned() }))
    }

    /// The project that pays for what a sheet is of.
    async fn paying(&self, wanted: &Wanted) -> Result<Option<RecordId>, Error> {
        match wanted.paper {
            Paper::Brief => Ok(None),
            Paper::Report => Ok(Some(wanted.subject)),
            _ => self.project_of(wanted.subject).await,
        }
    }

    async fn project_of(&self, event: RecordId) -> Result<Option<RecordId>, Error> {
        let record = self.store().record(kinds::EVENT.id, event).await?;
        Ok(record.and_then(|record| record.value(event::PROJECT).reference()))
    }
}

/// Why a sheet without facts is not saved.
pub(super) fn nothing_to_print(warnings: &[PaperWarning], called: String) -> Error {
    let refused = |reason, message: String| Error::Refused {
        reason,
        details: BTreeMap::from([("subject", called.clone())]),
        message,
    };
    match warnings.first() {
        Some(PaperWarning::NobodyRegistered) => Error::NobodyRegistered { event: called },
        Some(PaperWarning::NoSessions) => refused(
            "no_sessions",
            format!(
                "nothing of the kind is in the programme of {called}; add sessions with times and rooms, then print"
            ),
        ),
        Some(PaperWarning::NoStops) => {
            refused("no_stops", format!("{called} has no stops on its route; add them, then print"))
        }
        Some(PaperWarning::NoIndicators) => {
            refused("no_indicators", format!("{called} has no indicators; add them, then print"))
        }
        _ => Error::NobodyPresent { event: called },
    }
}

/// A breach of European rules as a refusal, with where it is mended.
pub(super) fn forbidden(breach: &Breach, mend: Option<Mend>) -> Error {
    let said =
        if breach.detail.is_empty() { String::new() } else { format!(" ({})", breach.detail) };
    let mut details = BTreeMap::from([
        ("rule", breach.rule.code().to_owned()),
        ("detail", breach.detail.clone()),
    ]);
    if let Some(Mend { project, field }) = mend {
        details.extend([("project", project), ("field", field)]);
    }
    Error::Refused {
        reason: "visibility",
        details,
        message: format!(
            "European rules on visibility forbid this sheet: {}{said}; correct it, then print",
            breach.rule.code()
        ),
    }
}

fn or_warn(facts: Option<Facts>, warning: PaperWarning) -> (Option<Facts>, Option<PaperWarning>) {
    let warning = facts.is_none().then_some(warning);
    (facts, warning)
}

fn is_empty(book: &ProgrammeBook) -> bool {
    book.days.iter().all(|day| day.sessions.is_empty())
}

fn code_or_name(kind: &domain::Kind, record: &Record) -> String {
    let (code, name) = match kind.name {
        "event" => (text(record, event::CODE), text(record, event::NAME)),
        "project" => (text(record, kinds::project::CODE), text(record, kinds::project::NAME)),
        _ => (String::new(), text(record, organisation::NAME)),
    };
    if code.is_empty() { name } else { code }
}

/// Who pays for the sheet, and the last day of what it is of.
fn funded(facts: &Facts) -> Option<(&Funding, NaiveDate)> {
    match facts {
        Facts::Report(report) => Some((report.funding.as_ref()?, report.last_day)),
        _ => {
            let occasion = facts.occasion()?;
            Some((occasion.funding.as_ref()?, occasion.last_day))
        }
    }
}

/// What a sheet says in running text.
fn texts(facts: &Facts) -> Vec<&str> {
    let mut phrases: Vec<&Phrase> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    if let Some(occasion) = facts.occasion() {
        phrases.push(&occasion.title);
        names.extend([occasion.place.as_str(), &occasion.organiser]);
    }
    match facts {
        Facts::Programme(book) => {
            phrases.extend([&book.subtitle, &book.description]);
            phrases.extend(book.practical.iter().flat_map(|note| [&note.heading, &note.text]));
            let sessions = book.days.iter().flat_map(|day| &day.sessions);
            for session in sessions {
                phrases.extend([&session.title, &session.description]);
                names.push(&session.room);
                let speakers = session.speakers.iter();
                names.extend(speakers.flat_map(|one| [&*one.name, &one.title, &one.organisation]));
            }
            names.extend(book.tracks.iter().flat_map(|track| [&*track.name, &track.room]));
        }
        Facts::Attendance(book) => {
            phrases.extend(book.sheets.iter().map(|sheet| &sheet.session));
        }
        Facts::Certificates(certificates) => phrases.extend(&certificates.batch.content),
        Facts::Signs(book) => {
            phrases.extend(book.doors.iter().flat_map(|door| &door.slots).map(|slot| &slot.title));
        }
        Facts::Route(book) => {
            phrases.extend(book.stops.iter().flat_map(|stop| [&stop.title, &stop.text]));
        }
        _ => {}
    }
    let wordings = phrases.into_iter().flat_map(Phrase::wordings);
    names.into_iter().chain(wordings.map(|wording| wording.text.as_str())).collect()
}

/// Whether a fund, as people write it, is one of the Union's.
fn is_european(fund: &str) -> bool {
    let folded = domain::fold(fund);
    let names = [
        "esr",
        "esf",
        "eakr",
        "erdf",
        "eruf",
        "jtf",
        "sosiaalirahasto",
        "aluekehity",
        "socialfond",
        "utvecklingsfond",
        "social fund",
        "development fund",
        "siirtymarahasto",
        "siirtymärahasto",
        "siirtymän rahasto",
        "rättvis omställning",
        "transition fund",
    ];
    names.iter().any(|name| folded.contains(name))
}
