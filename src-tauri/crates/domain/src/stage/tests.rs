use super::*;
use crate::kinds::STAGES;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn facts(stage: Stage) -> StageFacts {
    StageFacts {
        today: day(2020, 6, 1),
        stage: Some(stage),
        contacts: 0,
        meetings: 0,
        needs: 0,
        activities: Vec::new(),
        agreement_signed_on: None,
        agreement_ends_on: None,
        has_goals: false,
        units: 1,
    }
}

fn suggested(facts: &StageFacts) -> Option<Stage> {
    suggest(facts).map(|suggestion| suggestion.stage)
}

const fn activity(activity_type: ActivityType, on: NaiveDate) -> Activity {
    Activity { activity_type, on }
}

#[test]
fn stages_are_the_declared_choices_in_order() {
    let names: Vec<_> = STAGES.iter().map(|choice| choice.name).collect();
    assert_eq!(names, Stage::ALL.map(Stage::name));
    assert_eq!(Stage::ALL.map(|stage| Stage::from_name(stage.name())), Stage::ALL.map(Some));
    assert_eq!(Stage::Strategic.step(), Some(7));
    assert!(Stage::ALL.iter().all(|s| s.step().is_some() == s.nudge_days().is_some()));
}

#[test]
fn without_facts_nothing_is_suggested() {
    for stage in Stage::ALL {
        assert_eq!(suggest(&facts(stage)), None);
    }
}

#[test]
fn each_stage_is_suggested_by_its_own_facts() {
    let mut known = facts(Stage::Identified);
    known.contacts = 1;
    assert_eq!(suggested(&known), Some(Stage::Contacted));
    known.needs = 1;
    assert_eq!(suggested(&known), Some(Stage::Contacted), "a need without a meeting");
    known.meetings = 1;
    assert_eq!(suggested(&known), Some(Stage::NeedsMapped));
    known.activities.push(activity(ActivityType::CampusWalk, day(2020, 9, 1)));
    assert_eq!(suggested(&known), Some(Stage::Pilot), "agreed for the autumn");
}

#[test]
fn two_theses_are_no_established_cooperation_but_a_thesis_and_a_workshop_are() {
    let mut known = facts(Stage::Pilot);
    known.activities = vec![
        activity(ActivityType::Thesis, day(2019, 5, 1)),
        activity(ActivityType::Thesis, day(2020, 5, 1)),
    ];
    assert_eq!(suggested(&known), None);
    known.activities.push(activity(ActivityType::Workshop, day(2018, 6, 1)));
    assert_eq!(suggested(&known), None, "24 months ago to the day is too long");
    known.activities.push(activity(ActivityType::Workshop, day(2018, 6, 2)));
    let suggestion = suggest(&known).unwrap();
    assert_eq!(suggestion.stage, Stage::Established);
    assert_eq!(
        suggestion.reasons,
        [
            Reason::Activity(activity(ActivityType::Thesis, day(2020, 5, 1))),
            Reason::Activity(activity(ActivityType::Workshop, day(2018, 6, 2))),
        ]
    );
}

#[test]
fn an_agreement_counts_while_it_is_in_force_and_has_goals() {
    let mut known = facts(Stage::Pilot);
    known.agreement_signed_on = Some(day(2019, 1, 1));
    assert_eq!(suggested(&known), None);
    known.has_goals = true;
    assert_eq!(suggested(&known), Some(Stage::Agreement));
    known.agreement_ends_on = Some(day(2020, 5, 31));
    assert_eq!(suggested(&known), None);
    known.stage = Some(Stage::Agreement);
    let suggestion = suggest(&known).unwrap();
    assert_eq!(suggestion.stage, Stage::Established);
    assert_eq!(suggestion.reasons, [Reason::AgreementEnded(day(2020, 5, 31))]);
}

#[test]
fn a_strategic_partnership_takes_years_units_and_a_joint_project() {
    let mut known = facts(Stage::Agreement);
    known.agreement_signed_on = Some(day(2019, 1, 1));
    known.has_goals = true;
    known.units = 2;
    known.activities = vec![activity(ActivityType::JointProject, day(2018, 7, 1))];
    assert_eq!(suggested(&known), None);
    known.activities.push(activity(ActivityType::Thesis, day(2018, 6, 1)));
    assert_eq!(suggested(&known), Some(Stage::Strategic));
    known.units = 1;
    assert_eq!(suggested(&known), None);
}

#[test]
fn partnerships_that_a_person_put_aside_are_left_alone() {
    for stage in [Stage::OnHold, Stage::Ended, Stage::NotNow] {
        let mut known = facts(stage);
        known.contacts = 5;
        known.agreement_ends_on = Some(day(2019, 1, 1));
        assert_eq!(suggest(&known), None);
    }
}
