//! QR codes as outlines (ISO/IEC 18004), for addresses and numbers on paper.

use qrcode::{Color, EcLevel, QrCode};

use crate::ir::{Colour, Content, Item, Owner, Path, Point, Segment};

/// The light margin that the standard asks for on every side, in modules.
pub const QUIET_ZONE: usize = 4;

/// A QR code of `text`, `side` points wide and high with its quiet zone, its top left corner at
/// `origin`; none if the text is longer than a code holds or the side is no length.
///
/// Error correction is of level M, which survives the loss of a seventh of the code. The dark
/// modules are black and one path: what touches within a row is one rectangle, and a rectangle
/// goes down as long as the rows below have the same one, so that no seams show between rows.
pub fn qr(text: &str, origin: Point, side: f32, owner: Owner) -> Option<Vec<Item>> {
    if !(side > 0.0 && side.is_finite()) {
        return None;
    }
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let module = side / (width + 2 * QUIET_ZONE) as f32;
    let modules = code.into_colors();
    let rows: Vec<Vec<Run>> = modules.chunks(width).map(runs).collect();

    let mut segments = Vec::new();
    for (top, row) in rows.iter().enumerate() {
        for run in row.iter().filter(|run| top == 0 || !rows[top - 1].contains(run)) {
            let tall = rows[top..].iter().take_while(|row| row.contains(run)).count();
            let at = |column: usize, row: usize| Point {
                x: origin.x + (column + QUIET_ZONE) as f32 * module,
                y: origin.y + (row + QUIET_ZONE) as f32 * module,
            };
            segments.extend([
                Segment::Move(at(run.begin, top)),
                Segment::Line(at(run.end, top)),
                Segment::Line(at(run.end, top + tall)),
                Segment::Line(at(run.begin, top + tall)),
                Segment::Close,
            ]);
        }
    }
    let path = Path { segments: segments.into(), fill: Some(Colour::BLACK), stroke: None };
    Some(vec![Item { owner, content: Content::Path(path) }])
}

/// Dark modules of one row that touch, from the first to before the last.
#[derive(PartialEq)]
struct Run {
    begin: usize,
    end: usize,
}

fn runs(row: &[Color]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (column, _) in row.iter().enumerate().filter(|(_, module)| **module == Color::Dark) {
        match runs.last_mut() {
            Some(run) if run.end == column => run.end += 1,
            _ => runs.push(Run { begin: column, end: column + 1 }),
        }
    }
    runs
}

#[cfg(test)]
mod tests;
