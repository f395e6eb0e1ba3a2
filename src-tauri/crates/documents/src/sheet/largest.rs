//! Text as large as its place lets it be: names and rooms, which are read from across a room.

use super::composer::{Composer, second};
use super::draw::{Part, height, part};
use super::shrink::Place;
use super::theme::QUIET;
use crate::ir::{Colour, Content, NodeId, Owner};
use crate::model::Phrase;
use crate::paragraph::{Line, Setting, Span, Style, clean};

/// A further line must make letters larger by this much to be worth it.
const WORTH_A_LINE: f32 = 1.18;
/// A name is rather parted at a blank than at its hyphen where that leaves it this share.
const WORTH_A_HYPHEN: f32 = 0.8;
/// Halvings of the span of sizes: finer than a hundredth of the largest size.
const HALVINGS: usize = 7;

/// How far a text may shrink whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The most lines it may take.
    pub lines: usize,
    /// The least share of the place's own size, below which words are divided rather than made
    /// smaller.
    pub least: f32,
}

/// Sets a text on one line or a few, in the largest size, from the place's own down, in which no
/// word is divided and all of it finds room. Where that would be smaller than the bounds want,
/// words are divided, and only what then is still too much becomes smaller.
///
/// Line breaks of the text are blanks. No line for a text without letters.
pub(super) fn largest(
    composer: &mut Composer,
    text: &str,
    place: Place,
    bounds: Bounds,
    owner: Owner,
) -> Vec<Line> {
    let text = one_line(text);
    let mut best: Option<(f32, Vec<Line>)> = None;
    for count in 1..=bounds.lines {
        let Some((factor, lines)) = whole(composer, &text, place, count, bounds.least, owner)
        else {
            continue;
        };
        if best.as_ref().is_none_or(|(before, _)| factor > before * WORTH_A_LINE) {
            best = Some((factor, lines));
        }
    }
    match best {
        Some((factor, lines)) if lines.len() == 2 && ends_with(&lines[0], '-') => {
            let blanks = at_blanks(composer, &text, place, bounds.least, owner);
            match blanks.filter(|(whole, _)| *whole >= factor * WORTH_A_HYPHEN) {
                Some((_, parted)) => parted,
                None => lines,
            }
        }
        Some((_, lines)) => lines,
        None => {
            let style = place.style.scaled(bounds.least);
            composer.fitted(&text, Place { style, ..place }, owner)
        }
    }
}

/// A text without line breaks.
pub(super) fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// The largest share of the size in which a text stands undivided on at most `count` lines.
fn whole(
    composer: &mut Composer,
    text: &str,
    place: Place,
    count: usize,
    least: f32,
    owner: Owner,
) -> Option<(f32, Vec<Line>)> {
    let mut at = |factor: f32| {
        let lines = composer.set(text, place.style.scaled(factor), owner, place.setting);
        let fits = lines.len() <= count
            && height(&lines) <= place.room
            && !lines.iter().any(|line| line.torn || is_hyphenated(line));
        fits.then_some((factor, lines))
    };
    if let Some(largest) = at(1.0) {
        return Some(largest);
    }
    let mut found = at(least)?;
    let mut too_large = 1.0;
    for _ in 0..HALVINGS {
        let middle = (found.0 + too_large) / 2.0;
        match at(middle) {
            Some(larger) => found = larger,
            None => too_large = middle,
        }
    }
    Some(found)
}

/// A text on two lines parted at a blank, at the one that leaves the letters largest.
fn at_blanks(
    composer: &mut Composer,
    text: &str,
    place: Place,
    least: f32,
    owner: Owner,
) -> Option<(f32, Vec<Line>)> {
    let parted = text.match_indices(' ').filter_map(|(blank, _)| {
        let (above, below) = (&text[..blank], text[blank..].trim_start());
        // A particle does not stand alone.
        let (short, long) = (above.len().min(below.len()), above.len().max(below.len()));
        (short * 3 >= long).then(|| format!("{above}\n{below}"))
    });
    let set: Vec<(f32, Vec<Line>)> =
        parted.filter_map(|text| whole(composer, &text, place, 2, least, owner)).collect();
    set.into_iter().max_by(|(one, _), (other, _)| one.total_cmp(other))
}

/// True where a line ends within a word that was divided for want of room.
fn is_hyphenated(line: &Line) -> bool {
    ends_with(line, '\u{ad}')
}

fn ends_with(line: &Line, letter: char) -> bool {
    line.items.iter().any(|item| match &item.content {
        Content::Glyphs(run) => run.text.ends_with(letter),
        _ => false,
    })
}

/// What `make` makes, in the largest share of its size in which it is not higher than `room`.
pub(super) fn shrunk(room: f32, mut make: impl FnMut(f32) -> Part) -> Part {
    let mut factor: f32 = 1.0;
    loop {
        let made = make(factor);
        // Below a hundredth of a size no text is as long as computers let people paste.
        if made.height <= room || factor < 0.01 {
            return made;
        }
        factor *= (room / made.height).sqrt().clamp(0.3, 0.95);
    }
}

/// A phrase whose languages stand beside each other where one line holds both, and under one
/// another otherwise; `owners` are those of its wordings ([`voices`]), `between` that of the
/// stroke that parts them.
pub(super) fn in_line(
    composer: &mut Composer,
    (phrase, owners): (&Phrase, &[Owner]),
    between: Owner,
    place: Place,
) -> Part {
    if phrase.second.is_some() {
        let lines = beside(composer, (phrase, owners), between, place, QUIET);
        if lines.len() <= 1 {
            return part(lines);
        }
    }
    shrunk(place.room, |factor| stacked(composer, (phrase, owners), place, factor))
}

/// The wordings of a phrase on one line, parted by a stroke; the second in a colour of its own.
pub(super) fn beside(
    composer: &mut Composer,
    (phrase, owners): (&Phrase, &[Owner]),
    between: Owner,
    place: Place,
    second: Colour,
) -> Vec<Line> {
    let mut spans = Vec::new();
    for (index, (wording, owner)) in phrase.wordings().zip(owners).enumerate() {
        let style = if index == 0 { place.style } else { Style { colour: second, ..place.style } };
        if index > 0 {
            spans.push(Span { text: " / ", style, owner: between });
        }
        spans.push(Span { text: &wording.text, style, owner: *owner });
    }
    composer.set_spans(&spans, place.setting)
}

/// The owners of a phrase's wordings.
pub(super) fn voices(composer: &mut Composer, node: NodeId, phrase: &Phrase) -> Vec<Owner> {
    phrase.wordings().map(|wording| composer.voice(node, wording.language)).collect()
}

/// The wordings of a phrase under one another, in a share of the place's size.
pub(super) fn stacked(
    composer: &mut Composer,
    (phrase, owners): (&Phrase, &[Owner]),
    place: Place,
    factor: f32,
) -> Part {
    let mut said = Part::default();
    let styles = [place.style, second(place.style)];
    for ((wording, owner), style) in phrase.wordings().zip(owners).zip(styles) {
        let setting = Setting { language: wording.language, ..place.setting };
        let lines = composer.set(&wording.text, style.scaled(factor), *owner, setting);
        said.add_lines(lines, 0.0);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Role;
    use crate::model::{Edition, House, Languages};
    use crate::sheet::theme::INK;
    use crate::shipped::Fonts;
    use domain::Language;

    const BOUNDS: Bounds = Bounds { lines: 2, least: 0.3 };

    /// Sizes and texts of the lines of a name in a place of 700 × 150 points, from 96 points down.
    fn set(name: &str) -> Vec<(f32, String)> {
        let fonts = Fonts::shipped();
        let edition = Edition {
            languages: Languages::one(Language::Fi),
            house: House::default(),
            created: chrono::DateTime::UNIX_EPOCH.naive_utc(),
        };
        let mut composer = Composer::new(&edition, &fonts, Role::Document, 1.0);
        let style = composer.theme.display(96.0, 100.0, INK);
        let setting = Setting::title(700.0, Language::Fi);
        let place = Place { style, setting, room: 150.0 };
        let lines = largest(&mut composer, name, place, BOUNDS, Owner::Artifact);
        assert!(height(&lines) <= 150.0);
        let text = |line: &Line| -> String {
            let runs = line.items.iter().map(|item| match &item.content {
                Content::Glyphs(run) => run.text.to_string(),
                _ => String::new(),
            });
            runs.collect::<String>().trim().to_owned()
        };
        lines.iter().map(|line| (line.size, text(line))).collect()
    }

    #[test]
    fn a_short_name_has_the_largest_size() {
        assert_eq!(set("Áile Ŋuohtti"), [(96.0, "Áile Ŋuohtti".to_owned())]);
        assert_eq!(set(" \u{0} "), []);
    }

    #[test]
    fn a_longer_name_shrinks_a_little_before_it_takes_two_lines() {
        let lines = set("Veikko Väänänen Joki");
        assert_eq!(lines.len(), 1);
        assert!((60.0..96.0).contains(&lines[0].0), "{lines:?}");
        let lines = set("Aleksandra Annamaria\nKivijärvi-Korhonen");
        let texts: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Aleksandra Annamaria", "Kivijärvi-Korhonen"]);
        assert!(lines[0].0 > 60.0, "{lines:?}");
    }

    #[test]
    fn a_name_breaks_at_its_hyphen_before_it_becomes_small() {
        let lines = set("Hohenlohe-Waldenburg-Schillingsfürst-Kaunitz");
        assert_eq!(lines.len(), 2);
        assert!(lines[0].1.ends_with('-') && lines[0].0 > 50.0, "{lines:?}");
    }

    #[test]
    fn a_blank_parts_a_name_rather_than_its_hyphen() {
        let lines = set("Kirsi-Marja Vuorenmaa-Lappalainen");
        let texts: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Kirsi-Marja", "Vuorenmaa-Lappalainen"]);
    }

    #[test]
    fn a_particle_does_not_stand_alone() {
        let lines = set("von Hohenlohe-Waldenburg-Schillingsfürst");
        let texts: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["von Hohenlohe-", "Waldenburg-Schillingsfürst"]);
    }

    #[test]
    fn only_a_word_that_no_legible_line_holds_is_divided() {
        let lines = set(&"Pitkänimisyys".repeat(9));
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|(size, _)| *size > 20.0), "{lines:?}");
    }
}
