//! What a company is to each institution, and what the facts say of where that is going.

use std::collections::BTreeSet;

use domain::kinds::{
    self, event, infrastructure, interaction, need, opportunity, partnership, registration, thesis,
};
use domain::stage::{Activity, ActivityType, Reason, StageFacts, suggest};
use domain::{ContactFacts, Language, NeglectReason, Neglected, RecordId, Stage, neglected};
use store::Record;

use super::related::is_one_of;
use super::{Told, choice, day, refer};
use crate::records::title;
use crate::sessions::{count, text};
use crate::view::{DueView, PartnershipView, ReasonView, StageView, SuggestionView};

/// Contacts in which people meet.
const MEETINGS: &[&str] = &["meeting", "online_meeting", "company_visit", "campus_walk"];
/// States of a thesis or placement in which it is agreed.
const AGREED_THESIS: &[&str] = &["reserved", "in_progress", "done"];
/// States of an opportunity in which it is agreed.
const AGREED_OPPORTUNITY: &[&str] = &["agreed", "in_progress", "done"];

impl Told<'_> {
    /// The partnerships, that of the workstation's institution first, then in Finnish order.
    pub(super) fn partnerships(&self) -> Vec<PartnershipView> {
        let living = self.read.partnerships.iter();
        let living = living.filter(|one| one.value(partnership::MERGED_INTO).is_empty());
        let mut views: Vec<PartnershipView> = living.map(|one| self.partnership(one)).collect();
        views.sort_by_cached_key(|it| {
            (!it.is_own, domain::sort_key(&it.institution), it.id.clone())
        });
        views
    }

    fn partnership(&self, one: &Record) -> PartnershipView {
        let today = self.today();
        let date = |field| day(one, field).map(domain::dates::iso_date);
        let passed = |field| day(one, field).is_some_and(|day| day < today);
        let institution = text(one, partnership::INSTITUTION);
        let file = one.value(partnership::AGREEMENT_FILE).reference();
        let file = file.and_then(|id| self.read.documents.iter().find(|it| it.id == id));
        let last_contact = self.contacts().next().and_then(|it| day(it, interaction::HAPPENED_AT));
        PartnershipView {
            id: one.id.to_string(),
            is_own: self.is_of(&institution, self.reader.institution),
            level: self.choice(&kinds::PARTNERSHIP, one, partnership::LEVEL),
            stage: one.value(partnership::STAGE).text().map(|name| stage_view(name, self.language)),
            stage_since: date(partnership::STAGE_SINCE),
            stage_reason: text(one, partnership::STAGE_REASON),
            return_on: date(partnership::RETURN_ON),
            responsible: self.person(one.value(partnership::RESPONSIBLE)),
            deputy: self.person(one.value(partnership::DEPUTY)),
            goals: text(one, partnership::GOALS),
            agreement_signed_on: date(partnership::AGREEMENT_SIGNED_ON),
            agreement_ends_on: date(partnership::AGREEMENT_ENDS_ON),
            agreement_ended: passed(partnership::AGREEMENT_ENDS_ON),
            agreement_file: file
                .map(|it| refer(&kinds::DOCUMENT, it.id, title(&kinds::DOCUMENT, it))),
            next_step: text(one, partnership::NEXT_STEP),
            next_step_on: date(partnership::NEXT_STEP_ON),
            next_step_overdue: passed(partnership::NEXT_STEP_ON),
            due: neglected(&contact_facts(one, today, last_contact)).map(due_view),
            suggestion: suggest(&self.stage_facts(one, &institution)).map(|it| self.suggested(&it)),
            institution,
        }
    }

    /// Whether something is an institution's: what names none is everybody's.
    fn is_of(&self, written: &str, institution: &str) -> bool {
        written.trim().is_empty() || domain::fold(written) == domain::fold(institution)
    }

    /// What is known of one partnership. Facts that name no institution speak for each.
    fn stage_facts(&self, one: &Record, institution: &str) -> StageFacts {
        let own = |record: &Record, field| self.is_of(&text(record, field), institution);
        let contacts: Vec<&Record> =
            self.contacts().filter(|it| own(it, interaction::INSTITUTION)).collect();
        let people: BTreeSet<RecordId> =
            contacts.iter().filter_map(|it| it.value(interaction::BY).reference()).collect();
        let meetings =
            contacts.iter().filter(|it| is_one_of(it, interaction::INTERACTION_TYPE, MEETINGS));
        let needs = self.read.needs.iter().filter(|it| own(it, need::INSTITUTION));
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        StageFacts {
            today: self.today(),
            stage: one.value(partnership::STAGE).text().and_then(Stage::from_name),
            contacts: number(contacts.len()),
            meetings: number(meetings.count()),
            needs: number(needs.count()),
            activities: self.activities(institution),
            agreement_signed_on: day(one, partnership::AGREEMENT_SIGNED_ON),
            agreement_ends_on: day(one, partnership::AGREEMENT_ENDS_ON),
            has_goals: !one.value(partnership::GOALS).is_empty(),
            units: self.units_of(&people),
        }
    }

    /// What was done or agreed with an institution, each with its day; what has none tells nothing.
    fn activities(&self, institution: &str) -> Vec<Activity> {
        let own = |record: &Record, field| self.is_of(&text(record, field), institution);
        let theses = self.read.theses.iter().filter(|it| {
            own(it, thesis::INSTITUTION) && is_one_of(it, thesis::STATE, AGREED_THESIS)
        });
        let theses = theses.filter_map(|it| {
            let days = [thesis::COMPLETED_ON, thesis::STARTS_ON, thesis::ENDS_ON];
            let on = days.into_iter().find_map(|field| day(it, field))?;
            let is_placement = it.value(thesis::THESIS_TYPE).text() == Some("placement");
            let activity_type =
                if is_placement { ActivityType::Placement } else { ActivityType::Thesis };
            Some(Activity { activity_type, on })
        });
        let opportunities = self.read.opportunities.iter().filter(|it| {
            own(it, opportunity::INSTITUTION)
                && is_one_of(it, opportunity::STATE, AGREED_OPPORTUNITY)
        });
        let opportunities = opportunities.filter_map(|it| {
            let days = [opportunity::STATE_SINCE, opportunity::DECISION_ON];
            let on = days.into_iter().find_map(|field| day(it, field))?;
            let name = it.value(opportunity::OPPORTUNITY_TYPE).text()?;
            Some(Activity { activity_type: opportunity_activity(name)?, on })
        });
        let usages = self.read.usages.iter().filter_map(|it| {
            let of = self.used(it).map(|used| text(used, infrastructure::INSTITUTION));
            let on = day(it, kinds::infrastructure_usage::USED_ON)?;
            let activity_type = ActivityType::InfrastructureUsage;
            self.is_of(&of.unwrap_or_default(), institution)
                .then_some(Activity { activity_type, on })
        });
        let visits = self.read.registrations.iter().filter_map(|it| {
            let event = it.value(registration::EVENT).reference();
            let event = event.and_then(|id| self.read.events.get(&id))?;
            let activity_type = event_activity(event.value(event::EVENT_TYPE).text()?)?;
            let on = day(event, event::STARTS_AT)?;
            (self.read.present.contains(&it.id) && own(event, event::INSTITUTION))
                .then_some(Activity { activity_type, on })
        });
        theses.chain(opportunities).chain(usages).chain(visits).collect()
    }

    fn suggested(&self, suggestion: &domain::stage::Suggestion) -> SuggestionView {
        SuggestionView {
            stage: stage_view(suggestion.stage.name(), self.language),
            reasons: suggestion.reasons.iter().map(reason_view).collect(),
        }
    }
}

/// What is known of the contacts of a partnership.
fn contact_facts(
    partnership: &Record,
    today: chrono::NaiveDate,
    last_contact: Option<chrono::NaiveDate>,
) -> ContactFacts {
    ContactFacts {
        today,
        stage: partnership.value(partnership::STAGE).text().and_then(Stage::from_name),
        stage_since: day(partnership, partnership::STAGE_SINCE),
        contact_interval_days: count(partnership.value(partnership::CONTACT_INTERVAL_DAYS)),
        last_contact,
        return_on: day(partnership, partnership::RETURN_ON),
        snoozed_until: day(partnership, partnership::SNOOZED_UNTIL),
    }
}

/// Why contact is due.
pub(crate) fn due_view(neglected: Neglected) -> DueView {
    let (reason, interval_days) = match neglected.reason {
        NeglectReason::ContactInterval(days) => ("interval", Some(days)),
        NeglectReason::StageNudge(days) => ("stage", Some(days)),
        NeglectReason::ReturnDate => ("return", None),
    };
    DueView {
        due_on: domain::dates::iso_date(neglected.due_on),
        days_over: neglected.days_over,
        reason: reason.to_owned(),
        interval_days,
    }
}

/// A stage by its name; what a newer version added stands under its own name.
pub(crate) fn stage_view(name: &str, language: Language) -> StageView {
    let shown = choice(&kinds::PARTNERSHIP, partnership::STAGE, name, language);
    StageView {
        name: name.to_owned(),
        label: shown.map_or_else(|| name.to_owned(), |choice| choice.label),
        step: Stage::from_name(name).and_then(Stage::step),
    }
}

fn reason_view(reason: &Reason) -> ReasonView {
    let on = |day: &chrono::NaiveDate| Some(domain::dates::iso_date(*day));
    let (code, count, on, activity) = match reason {
        Reason::Contacts(count) => ("contacts", Some(*count), None, None),
        Reason::Meetings(count) => ("meetings", Some(*count), None, None),
        Reason::Needs(count) => ("needs", Some(*count), None, None),
        Reason::Activity(it) => ("activity", None, on(&it.on), Some(activity(it.activity_type))),
        Reason::AgreementSigned(day) => ("agreement_signed", None, on(day), None),
        Reason::GoalsWritten => ("goals_written", None, None, None),
        Reason::GoesOnSince(day) => ("goes_on_since", None, on(day), None),
        Reason::Units(count) => ("units", Some(*count), None, None),
        Reason::AgreementEnded(day) => ("agreement_ended", None, on(day), None),
    };
    ReasonView { code: code.to_owned(), count, on, activity: activity.map(str::to_owned) }
}

/// What an agreed opportunity is as an activity; an invention by itself is none.
fn opportunity_activity(name: &str) -> Option<ActivityType> {
    Some(match name {
        "thesis" => ActivityType::Thesis,
        "placement" => ActivityType::Placement,
        "course_project" => ActivityType::CourseProject,
        "guest_lecture" => ActivityType::GuestLecture,
        "service_order" => ActivityType::ServiceOrder,
        "joint_project" => ActivityType::JointProject,
        "recruitment" => ActivityType::Recruitment,
        _ => return None,
    })
}

/// What being at an event is as an activity; listening to a seminar is none.
fn event_activity(name: &str) -> Option<ActivityType> {
    Some(match name {
        "company_day" => ActivityType::CompanyDay,
        "training" => ActivityType::Training,
        "campus_walk" => ActivityType::CampusWalk,
        "pilot_workshop" => ActivityType::Workshop,
        _ => return None,
    })
}

/// The code of an activity.
fn activity(activity_type: ActivityType) -> &'static str {
    match activity_type {
        ActivityType::Thesis => "thesis",
        ActivityType::Placement => "placement",
        ActivityType::CourseProject => "course_project",
        ActivityType::GuestLecture => "guest_lecture",
        ActivityType::CampusWalk => "campus_walk",
        ActivityType::Workshop => "workshop",
        ActivityType::Training => "training",
        ActivityType::CompanyDay => "company_day",
        ActivityType::InfrastructureUsage => "infrastructure_usage",
        ActivityType::ServiceOrder => "service_order",
        ActivityType::JointProject => "joint_project",
        ActivityType::Recruitment => "recruitment",
    }
}
