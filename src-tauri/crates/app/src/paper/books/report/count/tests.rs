use proptest::prelude::*;

use super::*;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + chrono::Duration::days(number.into())
}

fn visits() -> impl Strategy<Value = Vec<Visit>> {
    let visit = (0_u32..1_000, 0_u8..20, proptest::option::of(0_u8..8), 0_u32..600);
    let visit = visit.prop_map(|(at, person, company, minutes)| Visit {
        day: day(at),
        person: RecordId::from_bytes([person; 16]),
        company: company
            .map(|number| Company { key: number.to_string(), is_sme: number.is_multiple_of(2) }),
        minutes,
    });
    prop::collection::vec(visit, 0..60)
}

/// Counts by looking at every pair, without maps and sums of parts.
fn distinct<K: PartialEq>(keys: &[K]) -> i64 {
    let first = (0..keys.len()).filter(|at| !keys[..*at].contains(&keys[*at]));
    first.count() as i64
}

proptest! {
    #[test]
    fn what_a_rule_counts_is_what_counting_by_hand_finds(
        visits in visits(), first in 0_u32..1_000, length in 0_u32..1_000,
    ) {
        let within = Within { first: day(first), last: day(first + length) };
        let counted = Counted { visits: visits.clone(), ..Counted::default() };
        let total = |rule| counted.by_rule(rule, within).unwrap().total();
        let seen: Vec<&Visit> =
            visits.iter().filter(|one| within.first <= one.day && one.day <= within.last).collect();

        let people: Vec<RecordId> = seen.iter().map(|one| one.person).collect();
        prop_assert_eq!(total("participants"), distinct(&people));
        let companies: Vec<&Company> = seen.iter().filter_map(|one| one.company.as_ref()).collect();
        let all: Vec<&str> = companies.iter().map(|one| one.key.as_str()).collect();
        prop_assert_eq!(total("companies"), distinct(&all));
        let small: Vec<&str> =
            companies.iter().filter(|one| one.is_sme).map(|one| one.key.as_str()).collect();
        prop_assert_eq!(total("supported_smes"), distinct(&small));
        let minutes: u32 = seen.iter().map(|one| one.minutes).sum();
        prop_assert_eq!(total("participant_hours"), (f64::from(minutes) / 60.0).round() as i64);
    }

    #[test]
    fn half_years_add_up_to_the_total(
        visits in visits(), first in 0_u32..1_000, length in 0_u32..1_000,
    ) {
        let within = Within { first: day(first), last: day(first + length) };
        let counted = Counted { visits, ..Counted::default() };
        for rule in ["participants", "participant_hours", "companies", "supported_smes"] {
            let tally = counted.by_rule(rule, within).unwrap();
            let periods = super::super::half_years(within, |last| tally.until(last));
            let sum: i64 = periods.iter().map(|period| period.count).sum();
            prop_assert_eq!(sum, tally.total(), "{}", rule);
            prop_assert!(periods.iter().all(|period| period.count >= 0));
        }
    }
}

#[test]
fn a_person_counts_in_the_half_year_of_the_first_visit() {
    let visit = |at| Visit {
        day: day(at),
        person: RecordId::from_bytes([7; 16]),
        company: None,
        minutes: 90,
    };
    let counted = Counted { visits: vec![visit(400), visit(10)], ..Counted::default() };
    let within = Within { first: day(0), last: day(500) };
    let tally = counted.by_rule("participants", within).unwrap();
    let periods = super::super::half_years(within, |last| tally.until(last));
    let told: Vec<(&str, i64)> =
        periods.iter().map(|period| (period.label.as_str(), period.count)).collect();
    assert_eq!(told, [("1/2019", 1), ("2/2019", 0), ("1/2020", 0)]);
}

#[test]
fn every_declared_rule_counts_but_the_one_entered_by_hand() {
    let within = Within { first: day(0), last: day(1) };
    for choice in kinds::COUNTING_RULES {
        let is_counted = Counted::default().by_rule(choice.name, within).is_some();
        assert_eq!(is_counted, choice.name != "by_hand", "{}", choice.name);
    }
}
