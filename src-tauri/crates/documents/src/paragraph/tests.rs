use proptest::prelude::*;

use super::*;
use crate::ir::{Content, GlyphRun};
use crate::shipped::Fonts;

const STYLE: Style = Style::new(Cut::Regular, 10.0, 14.0, Colour::BLACK);

fn lines_of(text: &str, setting: Setting) -> Vec<Line> {
    let fonts = Fonts::shipped();
    set_text(&mut Shaper::new(&fonts), text, STYLE, Owner::Artifact, setting)
}

fn runs(line: &Line) -> impl Iterator<Item = &GlyphRun> {
    line.items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some(run),
        _ => None,
    })
}

fn text(line: &Line) -> String {
    runs(line).map(|run| &*run.text).collect()
}

/// The right end of the ink, in points from the left end of the measure.
fn right_end(line: &Line) -> f32 {
    let mut right = 0.0_f32;
    for run in runs(line) {
        let mut pen = run.origin.x;
        for glyph in run.glyphs.iter() {
            pen += glyph.advance * run.size / 1000.0;
            if !run.text[glyph.cluster as usize..].starts_with(char::is_whitespace) {
                right = right.max(pen);
            }
        }
    }
    right
}

const FINNISH: &str = "Kumppanuusohjelman tavoitteena on, että korkeakoulun ja yritysten yhteistyö \
    kasvaa kokeilusta tavaksi. Tilaisuus alkaa klo 9.00–15.30 torstaina to 1.10.2026, ja siihen \
    osallistuminen maksaa 25 € hengeltä, kertoo A. Virtanen, joka vastaa tutkimusinfrastruktuurien \
    yhteiskäytöstä 1. lokakuuta alkaen.";

#[test]
fn times_sums_dates_and_initials_stay_on_one_line_at_every_measure() {
    for measure in (90..400).step_by(7) {
        let lines = lines_of(FINNISH, Setting::text(measure as f32, Language::Fi));
        for line in &lines {
            let text = text(line);
            let start = text.split(' ').next().unwrap_or_default();
            for stranded in ["9.00–15.30", "15.30", "€", "1.10.2026,", "Virtanen,", "lokakuuta"]
            {
                assert_ne!(start, stranded, "at {measure}: {text:?}");
            }
        }
    }
}

#[test]
fn a_divided_word_ends_in_a_soft_hyphen_and_is_whole_without_it() {
    let lines = lines_of(FINNISH, Setting::text(110.0, Language::Fi));
    let set: String = lines.iter().map(text).collect();
    assert!(set.contains('\u{ad}'));
    assert_eq!(set.replace('\u{ad}', ""), FINNISH);
    for line in &lines {
        for run in runs(line) {
            let hyphens = run
                .glyphs
                .iter()
                .filter(|glyph| run.text[glyph.cluster as usize..].starts_with('\u{ad}'));
            assert!(hyphens.count() <= 1);
        }
    }
}

#[test]
fn justified_lines_end_at_the_measure_but_for_the_last() {
    let mut setting = Setting::text(300.0, Language::Fi);
    setting.alignment = Alignment::Justified;
    let lines = lines_of(FINNISH, setting);
    let (last, full) = lines.split_last().unwrap();
    for line in full {
        assert!((right_end(line) - 300.0).abs() < 0.6, "{} {:?}", right_end(line), text(line));
    }
    assert!(right_end(last) <= 300.5);
}

#[test]
fn balanced_lines_are_as_many_but_more_alike() {
    let title = "Tutkimusinfrastruktuurit pienten ja keskisuurten yritysten käytössä tänään";
    let spread = |setting| {
        let ends: Vec<f32> = lines_of(title, setting).iter().map(right_end).collect();
        let shortest = ends.iter().copied().fold(f32::MAX, f32::min);
        (ends.len(), ends.iter().copied().fold(0.0, f32::max) - shortest)
    };
    let mut plain = Setting::title(260.0, Language::Fi);
    plain.balanced = false;
    let (lines, ragged) = spread(plain);
    let (balanced_lines, even) = spread(Setting::title(260.0, Language::Fi));
    assert_eq!(lines, balanced_lines);
    assert!(even < ragged, "{even} {ragged}");
}

#[test]
fn the_whole_paragraph_is_weighed_not_each_line_in_turn() {
    // First fit would leave a first line that is full and a second that is short.
    let text = "aaa bb cc ddddd";
    let fonts = Fonts::shipped();
    let mut shaper = Shaper::new(&fonts);
    let mut setting = Setting::title(1000.0, Language::En);
    let mut width_of =
        |text: &str| right_end(&set_text(&mut shaper, text, STYLE, Owner::Artifact, setting)[0]);
    let measure = width_of("aaa bb") + 0.5;
    setting.measure = measure;
    setting.balanced = true;
    let lines: Vec<String> = lines_of(text, setting)
        .iter()
        .map(|line| super::tests::text(line).trim_end().to_owned())
        .collect();
    assert_eq!(lines, ["aaa", "bb cc", "ddddd"]);
}

#[test]
fn letters_come_from_a_face_that_has_them() {
    let text_of = |line: &Line| -> Vec<(u16, String)> {
        runs(line).map(|run| (run.face.0, run.text.to_string())).collect()
    };
    let line = &lines_of("Áile Ŋuohtti, ǩ, Žofia", Setting::text(400.0, Language::Fi))[0];
    assert_eq!(text_of(line), [(0, "Áile Ŋuohtti, ǩ, Žofia".to_owned())]);
    let line = &lines_of("Anna שלום", Setting::text(400.0, Language::Fi))[0];
    let faces: Vec<u16> = text_of(line).into_iter().map(|(face, _)| face).collect();
    assert_eq!(faces, [0, 5]);
}

#[test]
fn right_to_left_words_stand_in_their_own_order() {
    let line = &lines_of("א ב", Setting::text(400.0, Language::Fi))[0];
    let letters: Vec<(char, f32)> = runs(line)
        .flat_map(|run| {
            let mut pen = run.origin.x;
            run.glyphs.iter().map(move |glyph| {
                let at = pen;
                pen += glyph.advance * run.size / 1000.0;
                (run.text[glyph.cluster as usize..].chars().next().unwrap_or(' '), at)
            })
        })
        .collect();
    let left = |wanted: char| letters.iter().find(|(letter, _)| *letter == wanted).unwrap().1;
    assert!(left('א') > left('ב'), "{letters:?}");
    assert_eq!(text(line).trim_end(), "א ב");
}

#[test]
fn figures_in_columns_are_equally_wide() {
    let fonts = Fonts::shipped();
    let mut shaper = Shaper::new(&fonts);
    let setting = Setting::text(400.0, Language::Fi);
    let mut width_of = |text: &str, style: Style| {
        right_end(&set_text(&mut shaper, text, style, Owner::Artifact, setting)[0])
    };
    assert_eq!(width_of("11.11", STYLE.tabular()), width_of("98.40", STYLE.tabular()));
    assert!(width_of("11.11", STYLE) < width_of("98.40", STYLE));
}

#[test]
fn names_are_parted_after_commas() {
    let names = "Eetu Rantanen, Marja-Liisa Öhman, Aino Mäkelä-Åström";
    let mut setting = Setting::text(112.0, Language::Fi);
    setting.hyphenate = false;
    setting.names = true;
    let lines: Vec<String> =
        lines_of(names, setting).iter().map(|line| text(line).trim_end().to_owned()).collect();
    assert_eq!(lines, ["Eetu Rantanen,", "Marja-Liisa Öhman,", "Aino Mäkelä-Åström"]);
}

#[test]
fn an_address_that_is_too_wide_is_parted_at_its_signs() {
    let address = "niila.guttorm@student.jarvi.example.fi";
    for measure in [80.0, 100.0, 120.0, 140.0, 160.0] {
        let setting = Setting { hyphenate: false, ..Setting::text(measure, Language::Fi) };
        let lines: Vec<String> = lines_of(address, setting).iter().map(text).collect();
        assert_eq!(lines.concat(), address);
        for line in &lines[1..] {
            assert!(line.starts_with(['.', '@']), "at {measure}: {lines:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_ink_stands_outside_the_measure(
        text in "\\PC{0,200}",
        measure in 40.0_f32..400.0,
        hyphenate in any::<bool>(),
        balanced in any::<bool>(),
    ) {
        let setting =
            Setting { hyphenate, balanced, ..Setting::text(measure, Language::Fi) };
        for line in lines_of(&text, setting) {
            prop_assert!(right_end(&line) <= measure + 0.6, "{:?}", super::tests::text(&line));
            prop_assert!(runs(&line).all(|run| run.origin.x >= -0.01));
        }
    }
}
