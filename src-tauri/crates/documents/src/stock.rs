//! The sheets that badges and labels are printed on: plain paper to cut, and ready-made stock.
//!
//! All are A4 upright. Measures are those of the makers as far as they could be had: of each sheet
//! it is said where its figures come from and what is in doubt. Whoever prints on stock that is
//! not [`Stock::confirmed`] holds a trial on plain paper against it first.

use crate::impose::Grid;
use crate::ir::{Colour, Content, Item, Owner, Path, Point, Segment, Size};

/// A sheet with places for badges or labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stock {
    /// Plain A4 cut into four upright pieces of A6 (105 × 148.5 mm: two cuts, half a millimetre
    /// higher than the norm).
    A6,
    /// Plain A4 cut into eight pieces of A7 on their side (105 × 74.25 mm).
    A7,
    /// AVERY L4784, name labels of 63.5 × 29.6 mm, 27 a sheet.
    ///
    /// A list of the maker's template numbers counts 27 labels on it, 29.6 mm high (LP27/63); the
    /// width, the margins and the gaps are those of other makers' sheets of that kind. In doubt:
    /// the template collection of gLabels takes it for the sheet of L4785.
    AveryL4784,
    /// AVERY L4785, name labels of 80 × 50 mm, ten a sheet.
    ///
    /// Several programs print on it with these margins, which add up to the sheet; gLabels has it
    /// half a millimetre further right and up. The corner is that of gLabels.
    AveryL4785,
    /// HERMA 4412, name labels of cloth, 80 × 50 mm, ten a sheet.
    ///
    /// Laid over the maker's template by those who added it to pretix. The corner is unknown.
    Herma4412,
    /// HERMA 9642, square labels of 40 mm, 24 a sheet.
    ///
    /// In doubt: the margins are those of pretix, the gaps what the margins leave of the sheet
    /// (pretix itself has 6 mm both ways); another program has margins of 13 and 8.5 mm and gaps
    /// of 8 mm.
    Herma9642,
    /// DURABLE 1445, badge inserts of 90 × 54 mm, ten a sheet, 3 mm nearer to its upper edge.
    ///
    /// pretix and two users' own templates agree, one of them on its sister sheet 1455.
    Durable1445,
    /// DURABLE 1453, badge inserts of 75 × 40 mm, twelve a sheet.
    ///
    /// From pretix alone; the figures add up to the sheet.
    Durable1453,
    /// DURABLE 1456, badge inserts of 90 × 60 mm, eight a sheet.
    ///
    /// From pretix alone; the figures add up to the sheet.
    Durable1456,
}

/// A sheet in millimetres: cells across and down, their width and height, the left and the upper
/// margin, the gaps between columns and between rows, and the radius of the cells' corners.
struct Measures {
    cells: (u16, u16),
    cell: (f32, f32),
    margin: (f32, f32),
    gap: (f32, f32),
    corner: f32,
}

/// The length of a cut mark from the edge of the sheet, in millimetres: longer than the stripe
/// that office printers leave blank.
const EDGE_MARK: f32 = 10.0;

/// Half the length of the cross where two cuts meet, in millimetres.
const CROSS: f32 = 2.5;

/// Cut marks are fine and light, so that what the blade leaves of them does not show.
const MARK: (Colour, f32) = (Colour::hex(0x99_99_99), 0.25);

impl Stock {
    /// All sheets, plain paper first.
    pub const ALL: [Stock; 9] = [
        Stock::A6,
        Stock::A7,
        Stock::AveryL4784,
        Stock::AveryL4785,
        Stock::Herma4412,
        Stock::Herma9642,
        Stock::Durable1445,
        Stock::Durable1453,
        Stock::Durable1456,
    ];

    /// The lasting name in settings and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Stock::A6 => "a6",
            Stock::A7 => "a7",
            Stock::AveryL4784 => "avery-l4784",
            Stock::AveryL4785 => "avery-l4785",
            Stock::Herma4412 => "herma-4412",
            Stock::Herma9642 => "herma-9642",
            Stock::Durable1445 => "durable-1445",
            Stock::Durable1453 => "durable-1453",
            Stock::Durable1456 => "durable-1456",
        }
    }

    /// The sheet of a [`Stock::code`].
    pub fn from_code(code: &str) -> Option<Stock> {
        Stock::ALL.into_iter().find(|stock| stock.code() == code)
    }

    /// The name that stands on the package, alike in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Stock::A6 => "A6",
            Stock::A7 => "A7",
            Stock::AveryL4784 => "AVERY L4784",
            Stock::AveryL4785 => "AVERY L4785",
            Stock::Herma4412 => "HERMA 4412",
            Stock::Herma9642 => "HERMA 9642",
            Stock::Durable1445 => "DURABLE 1445",
            Stock::Durable1453 => "DURABLE 1453",
            Stock::Durable1456 => "DURABLE 1456",
        }
    }

    /// Width and height of one badge or label in millimetres, as people know it.
    pub const fn millimetres(self) -> (f32, f32) {
        self.measures().cell
    }

    /// Whether independent sources agree on the measures.
    pub const fn confirmed(self) -> bool {
        !matches!(
            self,
            Stock::AveryL4784 | Stock::Herma9642 | Stock::Durable1453 | Stock::Durable1456
        )
    }

    /// Whether both sides can be printed on: card and paper, not labels.
    pub const fn has_backs(self) -> bool {
        !matches!(self, Stock::AveryL4784 | Stock::AveryL4785 | Stock::Herma4412 | Stock::Herma9642)
    }

    /// The radius of the corners in points; 0 where they are square or unknown.
    pub fn corner(self) -> f32 {
        points(self.measures().corner)
    }

    /// The places on the sheet; [`Grid::mirrored`] gives those on its back, for printers that turn
    /// the sheet on its long edge.
    pub fn grid(self) -> Grid {
        let Measures { cells: (columns, rows), cell, margin, gap, .. } = self.measures();
        let size = |(width, height)| Size { width: points(width), height: points(height) };
        Grid {
            sheet: Size::A4,
            columns,
            rows,
            cell: size(cell),
            origin: Point { x: points(margin.0), y: points(margin.1) },
            gap: size(gap),
            mirrored: false,
        }
    }

    /// Marks along the cuts of plain paper: at the edges of the sheet, and crosses where cuts
    /// meet. They lie on the cuts themselves and belong on one side of the sheet; ready-made stock
    /// has none.
    pub fn cut_marks(self) -> Vec<Item> {
        if !matches!(self, Stock::A6 | Stock::A7) {
            return Vec::new();
        }
        let Grid { sheet, columns, rows, cell, .. } = self.grid();
        let upright: Vec<f32> = (1..columns).map(|cut| f32::from(cut) * cell.width).collect();
        let level: Vec<f32> = (1..rows).map(|cut| f32::from(cut) * cell.height).collect();
        let mut segments = Vec::new();
        for x in &upright {
            let mut line = |from: f32, to: f32| {
                segments.push(Segment::Move(Point { x: *x, y: from }));
                segments.push(Segment::Line(Point { x: *x, y: to }));
            };
            marks_along(sheet.height, &level, &mut line);
        }
        for y in &level {
            let mut line = |from: f32, to: f32| {
                segments.push(Segment::Move(Point { x: from, y: *y }));
                segments.push(Segment::Line(Point { x: to, y: *y }));
            };
            marks_along(sheet.width, &upright, &mut line);
        }
        let path = Path { segments: segments.into(), fill: None, stroke: Some(MARK) };
        vec![Item { owner: Owner::Artifact, content: Content::Path(path) }]
    }

    const fn measures(self) -> Measures {
        match self {
            Stock::A6 => Measures {
                cells: (2, 2),
                cell: (105.0, 148.5),
                margin: (0.0, 0.0),
                gap: (0.0, 0.0),
                corner: 0.0,
            },
            Stock::A7 => Measures {
                cells: (2, 4),
                cell: (105.0, 74.25),
                margin: (0.0, 0.0),
                gap: (0.0, 0.0),
                corner: 0.0,
            },
            Stock::AveryL4784 => Measures {
                cells: (3, 9),
                cell: (63.5, 29.6),
                margin: (7.25, 15.3),
                gap: (2.5, 0.0),
                corner: 0.0,
            },
            Stock::AveryL4785 => Measures {
                cells: (2, 5),
                cell: (80.0, 50.0),
                margin: (17.5, 13.5),
                gap: (15.0, 5.0),
                corner: 4.0,
            },
            Stock::Herma4412 => Measures {
                cells: (2, 5),
                cell: (80.0, 50.0),
                margin: (17.5, 13.5),
                gap: (15.0, 5.0),
                corner: 0.0,
            },
            Stock::Herma9642 => Measures {
                cells: (4, 6),
                cell: (40.0, 40.0),
                margin: (15.0, 13.5),
                gap: (20.0 / 3.0, 6.0),
                corner: 0.0,
            },
            Stock::Durable1445 => Measures {
                cells: (2, 5),
                cell: (90.0, 54.0),
                margin: (15.0, 12.0),
                gap: (0.0, 0.0),
                corner: 0.0,
            },
            Stock::Durable1453 => Measures {
                cells: (2, 6),
                cell: (75.0, 40.0),
                margin: (30.0, 28.5),
                gap: (0.0, 0.0),
                corner: 0.0,
            },
            Stock::Durable1456 => Measures {
                cells: (2, 4),
                cell: (90.0, 60.0),
                margin: (15.0, 28.5),
                gap: (0.0, 0.0),
                corner: 0.0,
            },
        }
    }
}

/// The marks along one cut of this length: at both ends, and around where others cross it.
fn marks_along(length: f32, crossings: &[f32], line: &mut impl FnMut(f32, f32)) {
    line(0.0, points(EDGE_MARK));
    for crossing in crossings {
        line(crossing - points(CROSS), crossing + points(CROSS));
    }
    line(length - points(EDGE_MARK), length);
}

fn points(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(grid: &Grid) -> Vec<crate::ir::Rect> {
        (0..grid.cells()).map(|cell| grid.area(cell)).collect()
    }

    #[test]
    fn each_sheet_has_as_many_places_as_its_package_says() {
        let counts = [
            (Stock::A6, 4),
            (Stock::A7, 8),
            (Stock::AveryL4784, 27),
            (Stock::AveryL4785, 10),
            (Stock::Herma4412, 10),
            (Stock::Herma9642, 24),
            (Stock::Durable1445, 10),
            (Stock::Durable1453, 12),
            (Stock::Durable1456, 8),
        ];
        assert_eq!(counts.map(|(stock, _)| stock), Stock::ALL);
        for (stock, count) in counts {
            assert_eq!(stock.grid().cells(), count, "{stock:?}");
        }
    }

    #[test]
    fn places_lie_on_the_sheet_and_apart_on_either_side() {
        for stock in Stock::ALL {
            for grid in [stock.grid(), stock.grid().mirrored()] {
                let areas = areas(&grid);
                for (index, one) in areas.iter().enumerate() {
                    let (x, y) = (one.origin.x, one.origin.y);
                    assert!(x >= -0.01 && y >= -0.01, "{stock:?}");
                    assert!(x + one.size.width <= Size::A4.width + 0.01, "{stock:?}");
                    assert!(y + one.size.height <= Size::A4.height + 0.01, "{stock:?}");
                    for other in &areas[index + 1..] {
                        let beside = (x - other.origin.x).abs() >= one.size.width - 0.01;
                        let below = (y - other.origin.y).abs() >= one.size.height - 0.01;
                        assert!(beside || below, "{stock:?}: {one:?} and {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn margins_and_places_fill_the_sheet() {
        for stock in Stock::ALL {
            let areas = areas(&stock.grid());
            let (first, last) = (areas[0], areas[areas.len() - 1]);
            let right = Size::A4.width - last.origin.x - last.size.width;
            let bottom = Size::A4.height - last.origin.y - last.size.height;
            assert!((right - first.origin.x).abs() < 0.1, "{stock:?} has {right} at the right");
            // Durable's sheet has its lower margin 3 mm wider.
            let lower = if stock == Stock::Durable1445 { points(3.0) } else { 0.0 };
            assert!((bottom - first.origin.y - lower).abs() < 0.1, "{stock:?} has {bottom} below");
        }
    }

    #[test]
    fn every_code_names_its_sheet() {
        for stock in Stock::ALL {
            assert_eq!(Stock::from_code(stock.code()), Some(stock));
        }
        assert_eq!(Stock::from_code("A6"), None);
        assert_eq!(Stock::from_code(""), None);
    }

    #[test]
    fn cut_marks_lie_on_the_edges_of_places_alone() {
        for stock in Stock::ALL {
            let areas = areas(&stock.grid());
            let plain = matches!(stock, Stock::A6 | Stock::A7);
            assert_eq!(stock.cut_marks().len(), usize::from(plain));
            for item in stock.cut_marks() {
                assert_eq!(item.owner, Owner::Artifact);
                let Content::Path(path) = item.content else { panic!("a mark is a path") };
                for mark in path.segments.chunks(2) {
                    let [Segment::Move(from), Segment::Line(to)] = mark else {
                        panic!("a mark is one line")
                    };
                    let middle = Point { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 };
                    assert!(areas.iter().all(|area| {
                        let (x, y) = (middle.x - area.origin.x, middle.y - area.origin.y);
                        let inside = |at: f32, length: f32| at > 0.01 && at < length - 0.01;
                        !inside(x, area.size.width) || !inside(y, area.size.height)
                    }));
                }
            }
        }
    }
}
