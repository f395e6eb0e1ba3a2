//! Small pieces, such as badges and labels, in the cells of a sheet.

use crate::ir::{Item, Page, Point, Rect, Size};

/// A sheet with cells in rows and columns, all of one size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// Width and height of the sheet, in points.
    pub sheet: Size,
    /// Cells beside each other; a grid without any counts as one with one.
    pub columns: u16,
    /// Cells above each other; a grid without any counts as one with one.
    pub rows: u16,
    /// Width and height of a cell, in points.
    pub cell: Size,
    /// The top left corner of the top left cell.
    pub origin: Point,
    /// Empty space between columns and between rows, in points.
    pub gap: Size,
    /// Whether cells are counted from the right edge of the sheet, as its back has them.
    pub mirrored: bool,
}

impl Grid {
    /// The number of cells, at least 1.
    pub fn cells(&self) -> usize {
        self.across() * usize::from(self.rows.max(1))
    }

    /// The place of a cell, counted row by row from 0; the first cell follows the last.
    pub fn area(&self, cell: usize) -> Rect {
        let cell = cell % self.cells();
        let (column, row) = (cell % self.across(), cell / self.across());
        let x = self.origin.x + column as f32 * (self.cell.width + self.gap.width);
        let y = self.origin.y + row as f32 * (self.cell.height + self.gap.height);
        let x = if self.mirrored { self.sheet.width - x - self.cell.width } else { x };
        Rect { origin: Point { x, y }, size: self.cell }
    }

    /// The same cells as seen from the back of the sheet, when it is turned on its left or right
    /// edge (the long one of an upright sheet): each lies behind the cell of the same number.
    #[must_use]
    pub fn mirrored(self) -> Grid {
        Grid { mirrored: !self.mirrored, ..self }
    }

    fn across(&self) -> usize {
        usize::from(self.columns.max(1))
    }
}

/// Puts pieces into the cells of as many sheets as they need, one after the other.
///
/// The items of a piece stand relative to its top left corner. The first piece goes into cell
/// `first_cell` (from 0), so that a sheet of labels can be used up; the count goes round, should
/// it be larger than the sheet. Without pieces there are no sheets.
pub fn sheets(cells: &Grid, pieces: Vec<Vec<Item>>, first_cell: usize) -> Vec<Page> {
    let first = first_cell % cells.cells();
    let count = if pieces.is_empty() { 0 } else { (first + pieces.len()).div_ceil(cells.cells()) };
    let mut sheets = vec![Page { size: cells.sheet, items: Vec::new() }; count];
    for (index, piece) in pieces.into_iter().enumerate() {
        let place = first + index;
        let at = cells.area(place).origin;
        let sheet = &mut sheets[place / cells.cells()];
        sheet.items.extend(piece.into_iter().map(|item| item.moved(at.x, at.y)));
    }
    sheets
}

/// Puts pieces with a front and a back into cells: each sheet's front, then its back, for
/// printing on both sides with the sheet turned on its left or right edge.
///
/// Otherwise as [`sheets`].
pub fn double_sided(
    cells: &Grid,
    pieces: Vec<(Vec<Item>, Vec<Item>)>,
    first_cell: usize,
) -> Vec<Page> {
    let (fronts, backs) = pieces.into_iter().unzip();
    let fronts = sheets(cells, fronts, first_cell);
    let backs = sheets(&cells.mirrored(), backs, first_cell);
    fronts.into_iter().zip(backs).flat_map(|(front, back)| [front, back]).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::ir::{Content, Image, Owner, Pixels};

    const SIZE: Size = Size { width: 30.0, height: 20.0 };

    fn grid(columns: u16, rows: u16) -> Grid {
        Grid {
            sheet: Size { width: 500.0, height: 700.0 },
            columns,
            rows,
            cell: SIZE,
            origin: Point { x: 11.0, y: 13.0 },
            gap: Size { width: 5.0, height: 3.0 },
            mirrored: false,
        }
    }

    /// A piece that fills its cell and is known by its pixels.
    fn piece(number: usize) -> Vec<Item> {
        let area = Rect { origin: Point::default(), size: SIZE };
        let pixels = Pixels { width: number as u32, height: 1, rgb: Vec::new(), alpha: None };
        let image = Image { area, turned: false, pixels: Arc::new(pixels) };
        vec![Item { owner: Owner::Artifact, content: Content::Image(image) }]
    }

    fn read(page: &Page) -> Vec<(usize, Rect)> {
        let read = page.items.iter().map(|item| match &item.content {
            Content::Image(image) => (image.pixels.width as usize, image.area),
            other => panic!("a piece is an image, not {other:?}"),
        });
        read.collect()
    }

    #[test]
    fn a_sheet_begun_is_used_up_before_the_next() {
        let placed = sheets(&grid(2, 3), (0..5).map(piece).collect(), 4);
        assert_eq!(placed.len(), 2);
        assert_eq!(read(&placed[0]), [(0, grid(2, 3).area(4)), (1, grid(2, 3).area(5))]);
        assert_eq!(read(&placed[1])[0], (2, grid(2, 3).area(0)));
    }

    #[test]
    fn without_pieces_there_are_no_sheets() {
        assert!(sheets(&grid(2, 3), Vec::new(), 4).is_empty());
    }

    #[test]
    fn a_grid_without_cells_takes_one_piece_a_sheet() {
        assert_eq!(sheets(&grid(0, 0), (0..3).map(piece).collect(), 7).len(), 3);
    }

    #[test]
    fn backs_lie_behind_their_fronts() {
        let pieces = (0..7).map(|number| (piece(number), piece(number))).collect();
        let placed = double_sided(&grid(3, 2), pieces, 2);
        assert_eq!(placed.len(), 4);
        for pair in placed.chunks(2) {
            let (front, back) = (read(&pair[0]), read(&pair[1]));
            assert_eq!(front.len(), back.len());
            for ((number, front), (behind, back)) in front.iter().zip(&back) {
                assert_eq!(number, behind);
                assert_eq!(back.origin.x, 500.0 - front.origin.x - SIZE.width);
                assert_eq!(back.origin.y, front.origin.y);
            }
        }
    }

    proptest! {
        #[test]
        fn every_piece_has_a_cell_of_its_own(
            columns in 0_u16..9,
            rows in 0_u16..9,
            first in 0_usize..200,
            count in 0_usize..90,
        ) {
            let grid = grid(columns, rows);
            let placed = sheets(&grid, (0..count).map(piece).collect(), first);
            let all: Vec<_> = placed.iter().flat_map(read).collect();
            let numbers: Vec<usize> = all.iter().map(|(number, _)| *number).collect();
            prop_assert_eq!(numbers, (0..count).collect::<Vec<_>>());
            for sheet in &placed {
                prop_assert!(sheet.items.len() <= grid.cells());
                let areas: Vec<Rect> = read(sheet).into_iter().map(|(_, area)| area).collect();
                for (index, one) in areas.iter().enumerate() {
                    for other in &areas[index + 1..] {
                        let apart = |a: f32, b: f32, length: f32| (a - b).abs() >= length - 0.01;
                        prop_assert!(
                            apart(one.origin.x, other.origin.x, SIZE.width)
                                || apart(one.origin.y, other.origin.y, SIZE.height)
                        );
                    }
                }
            }
            prop_assert!(placed.last().is_none_or(|sheet| !sheet.items.is_empty()));
        }
    }
}
