//! Whom we have neglected: the follow-up queue.

use chrono::{Days, NaiveDate};

use crate::Stage;

/// What is known of one partnership and of the contacts with its organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactFacts {
    /// The day on which the question is asked.
    pub today: NaiveDate,
    /// The stage of the partnership.
    pub stage: Option<Stage>,
    /// Since when it has been there.
    pub stage_since: Option<NaiveDate>,
    /// The agreed days between contacts; none if the stage's own nudge applies.
    pub contact_interval_days: Option<u32>,
    /// The last real contact with the organisation, by anyone of any institution. Contacts that
    /// lie ahead are plans, leave them out.
    pub last_contact: Option<NaiveDate>,
    /// When to return to a partnership beside the path.
    pub return_on: Option<NaiveDate>,
    /// Until when somebody put the reminder off.
    pub snoozed_until: Option<NaiveDate>,
}

/// A partnership that wants attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neglected {
    /// The day on which contact was due.
    pub due_on: NaiveDate,
    /// Whole days since then; 0 on the day itself.
    pub days_over: u32,
    /// Why it was due.
    pub reason: NeglectReason,
}

/// Why contact was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeglectReason {
    /// The agreed interval of so many days is over.
    ContactInterval(u32),
    /// The stage wants contact after so many days.
    StageNudge(u32),
    /// The date on which to return to it has come.
    ReturnDate,
}

/// Whether contact with the organisation is due.
///
/// The agreed interval counts, or else the nudge of the stage, from the last contact by anyone or
/// the day the stage was entered, whichever is later: any real contact and any move resets it.
/// Where neither is known, contact is due today. Partnerships on hold, ended or not now are due on
/// their own date alone, unless there was contact since. A snooze holds until its day.
pub fn neglected(facts: &ContactFacts) -> Option<Neglected> {
    if facts.snoozed_until.is_some_and(|until| until > facts.today) {
        return None;
    }
    let (due_on, reason) = match facts.stage {
        Some(stage) if stage.step().is_none() => {
            let due = facts.return_on?;
            if facts.last_contact.is_some_and(|contact| contact >= due) {
                return None;
            }
            (due, NeglectReason::ReturnDate)
        }
        stage => {
            let agreed = facts.contact_interval_days.filter(|days| *days > 0);
            let (days, reason) = match (agreed, stage.and_then(Stage::nudge_days)) {
                (Some(days), _) => (days, NeglectReason::ContactInterval(days)),
                (None, Some(days)) => (days, NeglectReason::StageNudge(days)),
                (None, None) => return None,
            };
            let due = match facts.last_contact.max(facts.stage_since) {
                Some(since) => since.checked_add_days(Days::new(u64::from(days)))?,
                None => facts.today,
            };
            (due, reason)
        }
    };
    let days_over = u32::try_from((facts.today - due_on).num_days()).ok()?;
    Some(Neglected { due_on, days_over, reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, month, day).unwrap()
    }

    fn facts() -> ContactFacts {
        ContactFacts {
            today: day(6, 30),
            stage: Some(Stage::Contacted),
            stage_since: Some(day(5, 1)),
            contact_interval_days: None,
            last_contact: Some(day(6, 10)),
            return_on: None,
            snoozed_until: None,
        }
    }

    #[test]
    fn the_stage_nudges_unless_an_interval_is_agreed() {
        let late = neglected(&facts()).unwrap();
        assert_eq!((late.due_on, late.days_over), (day(6, 24), 6));
        assert_eq!(late.reason, NeglectReason::StageNudge(14));
        let agreed = ContactFacts { contact_interval_days: Some(20), ..facts() };
        let due_today = neglected(&agreed).unwrap();
        assert_eq!(
            (due_today.days_over, due_today.reason),
            (0, NeglectReason::ContactInterval(20))
        );
        assert_eq!(neglected(&ContactFacts { contact_interval_days: Some(21), ..facts() }), None);
    }

    #[test]
    fn any_contact_and_any_move_resets_it() {
        assert_eq!(neglected(&ContactFacts { last_contact: Some(day(6, 29)), ..facts() }), None);
        assert_eq!(neglected(&ContactFacts { stage_since: Some(day(6, 29)), ..facts() }), None);
        let never = ContactFacts { last_contact: None, stage_since: None, ..facts() };
        assert_eq!(neglected(&never).unwrap().due_on, day(6, 30));
    }

    #[test]
    fn a_pause_is_due_on_its_own_date_alone() {
        let paused = ContactFacts { stage: Some(Stage::OnHold), ..facts() };
        assert_eq!(neglected(&paused), None);
        let returned = ContactFacts { return_on: Some(day(6, 20)), ..paused };
        assert_eq!(neglected(&returned).unwrap().reason, NeglectReason::ReturnDate);
        let talked = ContactFacts { last_contact: Some(day(6, 21)), ..returned };
        assert_eq!(neglected(&talked), None);
        assert_eq!(neglected(&ContactFacts { return_on: Some(day(7, 1)), ..paused }), None);
    }

    #[test]
    fn a_snooze_holds_until_its_day() {
        assert_eq!(neglected(&ContactFacts { snoozed_until: Some(day(7, 1)), ..facts() }), None);
        let over = ContactFacts { snoozed_until: Some(day(6, 30)), ..facts() };
        assert!(neglected(&over).is_some());
    }
}
