//! The report on indicators and the brief for a visit.

use documents::ir::{NodeId, Role};
use documents::model::{BriefLine, Indicator, PeriodCount};
use documents::{Fonts, lay_out_brief, lay_out_report};
use domain::Language;
use proptest::prelude::*;

use crate::desk_sample as desk;
use crate::laws::{HOSTILE, assert_lawful, long_word};
use crate::sample;

#[test]
fn both_are_lawful_in_every_language_and_in_two() {
    let fonts = Fonts::shipped();
    for language in Language::ALL {
        let edition = sample::edition(language);
        let report = desk::report();
        let said: Vec<&str> = report.indicators.iter().map(|one| one.name.as_str()).collect();
        assert_lawful(&lay_out_report(&report, &edition, &fonts), &fonts, &said);
        let brief = lay_out_brief(&desk::brief(), &edition, &fonts);
        assert_eq!(brief.pages.len(), 1);
        let said = ["Pohjois-Karjalan Metalli Oy", "Nguyễn Thị Hồng", "Konenäkö hitsaussaumojen"];
        assert_lawful(&brief, &fonts, &said);
    }
}

#[test]
fn every_chart_says_its_figures_and_has_a_table_beside_it() {
    let fonts = Fonts::shipped();
    let document = lay_out_report(&desk::report(), &sample::edition(Language::Fi), &fonts);
    let nodes = || (0..document.tree.len() as u32).map(|id| document.tree.node(NodeId(id)));
    let charts: Vec<&str> = nodes()
        .filter(|node| node.role == Role::Figure)
        .filter_map(|node| node.alternative.as_deref())
        .filter(|said| said.starts_with("Pylväskaavio"))
        .collect();
    let indicators = desk::report().indicators;
    assert_eq!(charts.len(), indicators.len());
    assert!(charts[1].contains("2/2026: 960") && charts[1].contains("Tavoite 800"), "{charts:?}");
    let tables = nodes().filter(|node| node.role == Role::Table).count();
    assert_eq!(tables, 1 + indicators.len());
}

#[test]
fn a_brief_says_how_much_it_leaves_out() {
    let fonts = Fonts::shipped();
    let mut brief = desk::brief();
    let line = BriefLine { day: None, text: "Tavattu messuilla".into(), detail: String::new() };
    brief.sections[1].lines = vec![line; 300];
    let document = lay_out_brief(&brief, &sample::edition(Language::En), &fonts);
    assert_eq!(document.pages.len(), 1);
    let text = crate::laws::letters(document.pages.iter().flat_map(|page| &page.items));
    assert!(text.contains("andmore") || text.contains("more"), "{text}");
    // What is more pressing is not pushed out by what is only long.
    assert!(text.contains("Ehdotakahtaopinnäytetyönaihetta"));
}

#[test]
fn hostile_words_stay_on_one_page_of_a_brief_and_in_a_report() {
    let fonts = Fonts::shipped();
    let edition = sample::edition(Language::Fi);
    let long = long_word();
    for text in HOSTILE.iter().copied().chain([long.as_str()]) {
        let mut brief = desk::brief();
        brief.organisation = text.into();
        brief.facts[0] = (text.into(), text.into());
        brief.partnerships[0].next_step = text.into();
        brief.contacts[0].name = text.into();
        brief.contacts[0].email = text.into();
        brief.sections[0].heading = text.into();
        brief.sections[0].lines[0].text = text.into();
        let document = lay_out_brief(&brief, &edition, &fonts);
        assert_eq!(document.pages.len(), 1);
        assert_lawful(&document, &fonts, &[text]);

        let mut report = desk::report();
        report.project_name = text.into();
        report.indicators[0].name = text.into();
        report.indicators[0].unit = text.chars().take(40).collect();
        report.indicators[1].periods[0].label = text.chars().take(40).collect();
        assert_lawful(&lay_out_report(&report, &edition, &fonts), &fonts, &[text]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_figures_make_a_lawful_report(
        counts in prop::collection::vec(0_i64..100_000, 0..40),
        target in prop::option::of(0_i64..2_000_000),
    ) {
        let fonts = Fonts::shipped();
        let mut report = desk::report();
        let periods = counts.iter().enumerate().map(|(index, count)| PeriodCount {
            label: format!("{index}/2026"),
            count: *count,
        });
        let value = counts.iter().sum();
        let indicator = Indicator {
            periods: periods.collect(),
            value,
            target,
            ..report.indicators[0].clone()
        };
        report.indicators = vec![indicator];
        let document = lay_out_report(&report, &sample::edition(Language::Sv), &fonts);
        assert_lawful(&document, &fonts, &[&report.indicators[0].name]);
    }
}
