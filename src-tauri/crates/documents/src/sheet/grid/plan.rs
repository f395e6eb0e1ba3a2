//! The geometry of a day: which session stands in which rows and columns of the table.

use std::ops::Range;

use chrono::NaiveDateTime;

use crate::model::{Attendance, Day, Session, SessionKind};

/// How freely sessions may stretch over rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A session covers the rows during which it lasts.
    Spanning,
    /// A session stands in the row in which it begins.
    Flat,
    /// Every session has a row of its own over the whole width.
    Sequence,
}

/// A table without gaps or overlaps: every place of `rows × columns` is in exactly one cell.
#[derive(Debug)]
pub(super) struct Plan {
    pub rows: Vec<Row>,
    /// By row, then by column.
    pub cells: Vec<Cell>,
    pub columns: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    pub starts: NaiveDateTime,
    /// The end that all its sessions share.
    pub ends: Option<NaiveDateTime>,
    full: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub rows: Range<usize>,
    pub columns: Range<usize>,
    /// Indices into the day's sessions; none for an empty cell.
    pub sessions: Vec<usize>,
    pub pause: bool,
}

impl Plan {
    /// Plans a day over `tracks` tracks (0 for an event without tracks).
    pub fn new(day: &Day, tracks: usize, shape: Shape) -> Plan {
        let columns = tracks.max(1);
        let mut order: Vec<usize> = (0..day.sessions.len()).collect();
        order.sort_by_key(|index| {
            let session = &day.sessions[*index];
            (session.starts, column(session, tracks, shape).map_or(0, |column| column + 1))
        });
        let mut rows: Vec<Row> = Vec::new();
        let mut begun: Vec<(usize, Option<usize>, usize)> = Vec::new();
        for index in order {
            let session = &day.sessions[index];
            let column = column(session, tracks, shape);
            let shares = rows
                .last()
                .is_some_and(|row| !row.full && column.is_some() && row.starts == session.starts);
            if shares {
                if let Some(row) = rows.last_mut()
                    && row.ends != Some(session.ends)
                {
                    row.ends = None;
                }
            } else {
                let ends = Some(session.ends);
                rows.push(Row { starts: session.starts, ends, full: column.is_none() });
            }
            begun.push((rows.len() - 1, column, index));
        }
        let mut plan = Plan { rows, cells: Vec::new(), columns };
        for (row, column, session) in begun {
            plan.put(day, row, column, session, shape);
        }
        plan.fill_gaps();
        plan.cells.sort_by_key(|cell| (cell.rows.start, cell.columns.start));
        plan
    }

    fn put(&mut self, day: &Day, row: usize, column: Option<usize>, index: usize, shape: Shape) {
        let session = &day.sessions[index];
        let pause = session.kind == SessionKind::Break;
        let Some(column) = column else {
            let (rows, columns) = (row..row + 1, 0..self.columns);
            self.cells.push(Cell { rows, columns, sessions: vec![index], pause });
            return;
        };
        let mut end = row + 1;
        if shape == Shape::Spanning {
            let lasts = |row: &Row| !row.full && row.starts < session.ends;
            end += self.rows[row + 1..].iter().take_while(|row| lasts(row)).count();
        }
        let earlier = self
            .cells
            .iter_mut()
            .find(|cell| cell.columns == (column..column + 1) && cell.rows.contains(&row));
        match earlier {
            Some(cell) => {
                cell.sessions.push(index);
                cell.rows.end = cell.rows.end.max(end);
                cell.pause = false;
            }
            None => {
                let (rows, columns) = (row..end, column..column + 1);
                self.cells.push(Cell { rows, columns, sessions: vec![index], pause: false });
            }
        }
    }

    fn fill_gaps(&mut self) {
        let mut taken = vec![false; self.rows.len() * self.columns];
        for cell in &self.cells {
            for row in cell.rows.clone() {
                for column in cell.columns.clone() {
                    taken[row * self.columns + column] = true;
                }
            }
        }
        for (place, _) in taken.iter().enumerate().filter(|(_, taken)| !**taken) {
            let (row, column) = (place / self.columns, place % self.columns);
            self.cells.push(Cell {
                rows: row..row + 1,
                columns: column..column + 1,
                sessions: Vec::new(),
                pause: false,
            });
        }
    }

    /// Stretches of rows that no cell reaches across.
    pub fn groups(&self) -> Vec<Range<usize>> {
        let mut groups = Vec::new();
        let mut start = 0;
        for row in 1..=self.rows.len() {
            let crossed =
                self.cells.iter().any(|cell| cell.rows.start < row && row < cell.rows.end);
            if !crossed {
                groups.push(start..row);
                start = row;
            }
        }
        groups
    }
}

/// The column of a session; none where it stretches over all.
fn column(session: &Session, tracks: usize, shape: Shape) -> Option<usize> {
    match session.attendance {
        Attendance::Track(track) if track < tracks && tracks > 1 && shape != Shape::Sequence => {
            Some(track)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Duration, NaiveDate};
    use proptest::prelude::*;

    use domain::Language;

    use super::*;
    use crate::model::Phrase;

    fn session(from: i64, minutes: i64, track: Option<usize>, pause: bool) -> Session {
        let midnight = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let starts = midnight + Duration::minutes(from);
        Session {
            starts,
            ends: starts + Duration::minutes(minutes),
            title: Phrase::new("x", Language::Fi),
            description: Phrase::new("", Language::Fi),
            room: String::new(),
            kind: if pause { SessionKind::Break } else { SessionKind::Talk },
            attendance: track.map_or(Attendance::Everyone, Attendance::Track),
            speakers: Vec::new(),
        }
    }

    fn day(sessions: Vec<Session>) -> Day {
        Day { date: NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(), sessions }
    }

    proptest! {
        #[test]
        fn every_place_is_in_one_cell_and_every_session_in_one(
            sessions in prop::collection::vec(
                (0_i64..40, 0_i64..12, prop::option::of(0_usize..8), any::<bool>()),
                0..40,
            ),
            tracks in 0_usize..7,
        ) {
            let day = day(
                sessions
                    .into_iter()
                    .map(|(from, length, track, pause)| {
                        session(from * 15, length * 15, track, pause)
                    })
                    .collect(),
            );
            for shape in [Shape::Spanning, Shape::Flat, Shape::Sequence] {
                let plan = Plan::new(&day, tracks, shape);
                let mut count = vec![0; plan.rows.len() * plan.columns];
                for cell in &plan.cells {
                    for row in cell.rows.clone() {
                        for column in cell.columns.clone() {
                            count[row * plan.columns + column] += 1;
                        }
                    }
                }
                prop_assert!(count.iter().all(|count| *count == 1), "{shape:?} {count:?}");
                let mut placed: Vec<usize> =
                    plan.cells.iter().flat_map(|cell| cell.sessions.clone()).collect();
                placed.sort_unstable();
                prop_assert_eq!(placed, (0..day.sessions.len()).collect::<Vec<_>>());
                let rows: Vec<usize> = plan.groups().into_iter().flatten().collect();
                prop_assert_eq!(rows, (0..plan.rows.len()).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_long_workshop_covers_the_rows_of_the_talks_beside_it() {
        let day = day(vec![
            session(540, 90, Some(1), false),
            session(540, 45, Some(0), false),
            session(585, 45, Some(0), false),
            session(630, 30, None, true),
        ]);
        let plan = Plan::new(&day, 2, Shape::Spanning);
        let workshop = plan.cells.iter().find(|cell| cell.sessions == [0]).unwrap();
        assert_eq!((workshop.rows.clone(), workshop.columns.clone()), (0..2, 1..2));
        assert_eq!(plan.groups(), [0..2, 2..3]);
        assert_eq!(plan.rows[0].ends, None);
    }
}
