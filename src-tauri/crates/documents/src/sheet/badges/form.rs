//! The measures of a badge, by the size of its place on the sheet.

use crate::ir::Size;
use crate::stock::Stock;

/// What fits on one badge, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// The whole badge.
    pub cell: Size,
    /// From its edges to what is on it; blades and printers are a millimetre or two off.
    pub padding: f32,
    /// The sizes of letters and gaps as a share of those on A7.
    pub unit: f32,
    /// Whether the accent of the house stands above the event.
    pub accent: bool,
    /// The lines that the event may take in its own size.
    pub event_lines: f32,
    /// The largest first name.
    pub largest_first_name: f32,
    /// The first name is not made smaller than this for the sake of what is around it.
    pub least_first_name: f32,
    /// The lines that a last name may take in its own size.
    pub last_name_lines: f32,
    /// The lines that an organisation may take in its own size.
    pub organisation_lines: f32,
    /// The height of the bar that says what the person is.
    pub bar: f32,
    /// Whether the bar stands beside who pays rather than above, where a name needs the height.
    pub bar_beside: bool,
    /// The height of the European emblem; none where it has no place.
    pub emblem: Option<f32>,
}

/// Points: above the smallest permitted height of the emblem, one centimetre.
const EMBLEM: f32 = 29.0;
/// Capitals of this size are read from three metres.
const READ_ACROSS: f32 = 24.0;

impl Form {
    pub fn of(stock: Stock) -> Form {
        let cell = stock.grid().cell;
        let a7 = Stock::A7.grid().cell;
        let share = ((cell.width * cell.height) / (a7.width * a7.height)).sqrt();
        let unit = share.clamp(0.45, 1.3);
        let high = cell.height > 130.0;
        let padding = (cell.width.min(cell.height) * 0.076).clamp(6.0, 24.0);
        Form {
            cell,
            padding,
            unit,
            accent: high,
            event_lines: if cell.height > 100.0 { 2.0 } else { 1.0 },
            largest_first_name: 78.0 * unit,
            least_first_name: READ_ACROSS,
            last_name_lines: if high { 2.0 } else { 1.3 },
            organisation_lines: if high { 2.0 } else { 1.3 },
            bar: (21.5 * unit).max(10.5),
            bar_beside: stock == Stock::A7,
            emblem: has_emblem(stock).then_some(EMBLEM),
        }
    }

    /// Points of a line.
    pub fn measure(self) -> f32 {
        self.cell.width - 2.0 * self.padding
    }
}

/// Paper for participants shows who pays (Regulation (EU) 2021/1060, article 50 and annex IX), and
/// so do badges of A6 and A7. On a label the emblem in its least height with its statement would
/// take a quarter of the height or more, and push the name below what can be read; the rules of
/// 2014–2020 let small objects go without (Regulation (EU) 1303/2013, annex XII, 2.2 (2), for the
/// name of the fund). In doubt: annex IX says nothing of small objects, so whoever prints labels
/// for a paid event asks the financier, or takes A7.
fn has_emblem(stock: Stock) -> bool {
    matches!(stock, Stock::A6 | Stock::A7)
}
