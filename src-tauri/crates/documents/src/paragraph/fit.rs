//! The best line ends of a whole paragraph (after Knuth and Plass, Breaking Paragraphs into
//! Lines, 1981): the sum of all lines' ugliness is least, not each line's in turn.

use super::breaks::{After, Analysed};
use super::{Alignment, Setting};

/// What a hyphen costs: as much as a line that is short by a quarter of the measure.
const HYPHEN: f32 = 6.0;
/// What a hyphen right under another one costs besides.
const HYPHEN_LADDER: f32 = 8.0;
/// What a line costs that is all but empty.
const RAGGED: f32 = 100.0;
/// The same where names are set: whole names are worth a ragged edge.
const RAGGED_NAMES: f32 = 25.0;
/// What tearing a word costs: more than any short line.
const TEAR: f32 = 400.0;
/// What ending a line within a name costs, where names are set.
const WITHIN_NAME: f32 = 12.0;
/// What every line costs, so that no paragraph is longer than it need be.
const LINE: f32 = 0.4;
/// What a last line of one short word or one syllable costs.
const STUMP: f32 = 6.0;
/// A last line shorter than this share of the measure is a stump.
const STUMP_SHARE: f32 = 0.2;
/// What a line wider than the measure costs; only text that nothing divides has one.
const OVERFULL: f32 = 1.0e6;

/// How far a space of a justified line may grow and shrink, as a share of its width.
const STRETCH: f32 = 0.5;
const SHRINK: f32 = 0.2;

/// The indices of the atoms that end lines.
pub(super) fn choose(paragraph: &Analysed, setting: Setting) -> Vec<usize> {
    let ends = best(paragraph, setting, setting.measure, setting.balanced);
    if !setting.balanced || ends.len() < 2 {
        return ends;
    }
    // The narrowest measure with the same number of lines makes them equally long.
    let (mut narrow, mut wide) = (setting.measure / ends.len() as f32 * 0.5, setting.measure);
    let mut balanced = ends;
    for _ in 0..7 {
        let middle = (narrow + wide) / 2.0;
        let tried = best(paragraph, setting, middle, true);
        let fits = tried.len() == balanced.len() && cheap(paragraph, &tried, middle);
        if fits {
            balanced = tried;
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    balanced
}

/// True where no line is wider than `measure`.
fn cheap(paragraph: &Analysed, ends: &[usize], measure: f32) -> bool {
    let mut from = 0;
    ends.iter().all(|end| {
        let width = natural(paragraph, from, *end).0;
        from = end + 1;
        width <= measure + 0.01
    })
}

/// The width of a line of the atoms `from..=to` in points, and the space in it.
pub(super) fn natural(paragraph: &Analysed, from: usize, to: usize) -> (f32, f32) {
    let mut width = 0.0;
    let mut space = 0.0;
    for (index, atom) in paragraph.atoms[from..=to].iter().enumerate() {
        width += atom.width;
        match &atom.after {
            After::Space { width: gap, .. } if from + index < to => {
                width += gap;
                space += gap;
            }
            After::Hyphen { width: hyphen } if from + index == to => width += hyphen,
            _ => {}
        }
    }
    (width, space)
}

#[derive(Clone, Copy)]
struct Reached {
    cost: f32,
    /// The index of the first atom of the line that ends here.
    from: usize,
}

fn best(paragraph: &Analysed, setting: Setting, measure: f32, whole: bool) -> Vec<usize> {
    let atoms = &paragraph.atoms;
    // reached[i] is the best way to have ended a line before atom i.
    let mut reached = vec![Reached { cost: f32::INFINITY, from: 0 }; atoms.len() + 1];
    reached[0].cost = 0.0;
    for from in 0..atoms.len() {
        let before = reached[from].cost;
        if before.is_infinite() {
            continue;
        }
        let after_hyphen = from > 0 && matches!(atoms[from - 1].after, After::Hyphen { .. });
        let after_tear = from > 0 && atoms[from - 1].after == After::Tear;
        let (mut width, mut space) = (0.0, 0.0);
        for (to, atom) in atoms.iter().enumerate().skip(from) {
            width += atom.width;
            let hyphen = match atom.after {
                After::Hyphen { width } => width,
                _ => 0.0,
            };
            let slack = measure - width - hyphen;
            let shrink = match setting.alignment {
                Alignment::Justified => space * SHRINK,
                _ => 0.0,
            };
            let overfull = slack + shrink < -0.005;
            if atom.after.may_end_line() && (!overfull || reached_nothing(&reached, to, from)) {
                let line = Line {
                    slack,
                    space,
                    measure,
                    last: atom.after == After::End,
                    paragraph_end: to + 1 == atoms.len(),
                    whole,
                    overfull,
                    ragged: if setting.names { RAGGED_NAMES } else { RAGGED },
                };
                let mut cost = before + LINE + line.ugliness(setting.alignment);
                if hyphen > 0.0 {
                    cost += HYPHEN + if after_hyphen { HYPHEN_LADDER } else { 0.0 };
                }
                let within_name = setting.names
                    && matches!(atom.after, After::Space { .. } | After::Edge)
                    && !paragraph.text[..atom.range.end].ends_with(',');
                if within_name {
                    cost += WITHIN_NAME;
                }
                if atom.after == After::Tear {
                    cost += TEAR;
                }
                let is_stump = to + 1 == atoms.len()
                    && from > 0
                    && !after_tear
                    && (after_hyphen && from == to || width < measure * STUMP_SHARE);
                if is_stump {
                    cost += STUMP;
                }
                if cost < reached[to + 1].cost {
                    reached[to + 1] = Reached { cost, from };
                }
            }
            if atom.after == After::End || overfull {
                break;
            }
            if let After::Space { width: gap, .. } = atom.after {
                width += gap;
                space += gap;
            }
        }
    }
    let mut ends = Vec::new();
    let mut at = atoms.len();
    while at > 0 {
        ends.push(at - 1);
        at = reached[at].from;
    }
    ends.reverse();
    ends
}

/// True where the line from `from` has no other end: too wide a line is better than none.
fn reached_nothing(reached: &[Reached], to: usize, from: usize) -> bool {
    reached[from + 1..=to].iter().all(|end| end.cost.is_infinite())
        && reached[to + 1].cost.is_infinite()
}

struct Line {
    slack: f32,
    space: f32,
    measure: f32,
    last: bool,
    paragraph_end: bool,
    whole: bool,
    overfull: bool,
    /// What a line costs that is empty but for its beginning.
    ragged: f32,
}

impl Line {
    fn ugliness(&self, alignment: Alignment) -> f32 {
        if self.overfull {
            return OVERFULL - self.slack;
        }
        let free = self.last && !(self.whole && self.paragraph_end);
        if alignment == Alignment::Justified {
            if self.last {
                return 0.0;
            }
            let give = self.space * if self.slack < 0.0 { SHRINK } else { STRETCH };
            let ratio = if give > 0.0 { self.slack.abs() / give } else { 20.0 };
            return (1.0 + 10.0 * ratio.min(20.0).powi(3)).powi(2) / 10.0;
        }
        if free { 0.0 } else { (self.slack / self.measure).powi(2) * self.ragged }
    }
}
