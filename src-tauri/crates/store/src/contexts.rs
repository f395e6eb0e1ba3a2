//! What each workstation had taken in of the others when it wrote: the contexts of changes.
//!
//! Only what grew has a place here, so that a context costs a colleague one number for each
//! workstation it heard from since its last change. Files are left out: everybody reads the same
//! file, so nobody needs to be told who had.

use sqlx::query_as;
use sqlx::sqlite::SqliteConnection;

use crate::StoreError;
use crate::error::Attempt;
use crate::statement::{Cell, write_rows};

/// From its change `from` on, `writer` had taken in the changes of `of` up to `upto`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Heard {
    /// The workstation that wrote, by local number.
    pub(crate) writer: u32,
    /// The workstation it heard from.
    pub(crate) of: u32,
    /// The first change written with that knowledge.
    pub(crate) from: u64,
    /// The last change known of the other.
    pub(crate) upto: u64,
}

/// One workstation's knowledge of another: from which own change on, up to which of the other.
type Growth = Vec<(u64, u64)>;

/// The contexts of all changes.
#[derive(Debug, Default)]
pub(crate) struct Contexts {
    /// By writer; by ascending number of the one it heard from.
    growth: Vec<Vec<(u32, Growth)>>,
    /// The last row of the log's table that was read.
    read_to: i64,
}

impl Contexts {
    /// Reads from the log what was written down since the last time.
    pub(crate) async fn catch_up(
        &mut self,
        connection: &mut SqliteConnection,
    ) -> Result<(), StoreError> {
        let rows: Vec<(i64, i64, i64, i64, i64)> = query_as(
            "SELECT rowid, writer, of_writer, from_sequence, upto FROM log_seen \
             WHERE rowid > ? ORDER BY rowid",
        )
        .bind(self.read_to)
        .fetch_all(connection)
        .await
        .attempting("reading what each workstation knew")?;
        for (row, writer, of, from, upto) in rows {
            let (writer, of) = (writer as u32, of as u32);
            self.note(Heard { writer, of, from: from as u64, upto: upto as u64 });
            self.read_to = row;
        }
        Ok(())
    }

    /// Notes what a workstation knew; whether that was news.
    pub(crate) fn note(&mut self, heard: Heard) -> bool {
        if heard.writer == heard.of || self.upto(heard.writer, heard.from, heard.of) >= heard.upto {
            return false;
        }
        let writer = heard.writer as usize;
        if self.growth.len() <= writer {
            self.growth.resize_with(writer + 1, Vec::new);
        }
        let all = &mut self.growth[writer];
        let at = all.binary_search_by_key(&heard.of, |(of, _)| *of).unwrap_or_else(|at| {
            all.insert(at, (heard.of, Growth::new()));
            at
        });
        let growth = &mut all[at].1;
        let at = growth.partition_point(|(from, _)| *from < heard.from);
        let said_since = growth[at..].iter().take_while(|(_, upto)| *upto <= heard.upto).count();
        growth.splice(at..at + said_since, [(heard.from, heard.upto)]);
        true
    }

    /// The last change of `of` that `writer` had taken in when it made its change `sequence`; 0 if
    /// none.
    pub(crate) fn upto(&self, writer: u32, sequence: u64, of: u32) -> u64 {
        let Some(all) = self.growth.get(writer as usize) else { return 0 };
        let Ok(at) = all.binary_search_by_key(&of, |(of, _)| *of) else { return 0 };
        known_at(&all[at].1, sequence)
    }

    /// What `writer` had taken in of each workstation when it made its change `sequence`.
    pub(crate) fn at(&self, writer: u32, sequence: u64) -> impl Iterator<Item = (u32, u64)> {
        let all = self.growth.get(writer as usize).map_or(&[][..], Vec::as_slice);
        let known = all.iter().map(move |(of, growth)| (*of, known_at(growth, sequence)));
        known.filter(|(_, upto)| *upto > 0)
    }
}

fn known_at(growth: &Growth, sequence: u64) -> u64 {
    let at = growth.partition_point(|(from, _)| *from <= sequence);
    at.checked_sub(1).map_or(0, |last| growth[last].1)
}

/// Writes down what workstations knew.
pub(crate) async fn write(
    connection: &mut SqliteConnection,
    all: Vec<Heard>,
) -> Result<(), StoreError> {
    let cells = all.into_iter().flat_map(|heard| {
        [
            Cell::Integer(heard.writer.into()),
            Cell::Integer(heard.of.into()),
            Cell::Integer(heard.from as i64),
            Cell::Integer(heard.upto as i64),
        ]
    });
    let head = "INSERT INTO log_seen (writer, of_writer, from_sequence, upto)";
    let tail = "ON CONFLICT (writer, of_writer, from_sequence) \
                DO UPDATE SET upto = max(upto, excluded.upto)";
    write_rows(connection, "writing what was known", head, 4, tail, cells.collect()).await
}

/// What a workstation had taken in when it made a change, read from the log.
pub(crate) async fn read_at(
    connection: &mut SqliteConnection,
    writer: i64,
    sequence: i64,
) -> Result<Vec<(i64, i64)>, StoreError> {
    let rows = query_as(
        "SELECT of_writer, max(upto) FROM log_seen WHERE writer = ? AND from_sequence <= ? \
         GROUP BY of_writer",
    );
    let rows = rows.bind(writer).bind(sequence).fetch_all(connection).await;
    rows.attempting("reading what was known")
}

/// The changes of a workstation after `after`, up to `last`, before which it had heard something.
pub(crate) async fn heard_before(
    connection: &mut SqliteConnection,
    writer: i64,
    after: i64,
    last: i64,
) -> Result<Vec<i64>, StoreError> {
    let rows = sqlx::query_scalar(
        "SELECT DISTINCT from_sequence FROM log_seen \
         WHERE writer = ? AND from_sequence > ? AND from_sequence <= ? ORDER BY from_sequence",
    );
    rows.bind(writer)
        .bind(after)
        .bind(last)
        .fetch_all(connection)
        .await
        .attempting("reading what was known")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(from: u64, upto: u64) -> Heard {
        Heard { writer: 1, of: 2, from, upto }
    }

    #[test]
    fn what_was_known_holds_from_the_change_on() {
        let mut contexts = Contexts::default();
        assert!(contexts.note(heard(3, 10)));
        assert!(contexts.note(heard(7, 12)));
        let known = |sequence| contexts.upto(1, sequence, 2);
        assert_eq!([2, 3, 6, 7, 99].map(known), [0, 10, 10, 12, 12]);
        assert_eq!((contexts.upto(2, 9, 1), contexts.upto(9, 9, 9)), (0, 0));
        assert!(contexts.at(1, 6).eq([(2, 10)]));
        assert_eq!(contexts.at(1, 1).count(), 0);
    }

    #[test]
    fn what_is_no_news_is_not_noted() {
        let mut contexts = Contexts::default();
        assert!(contexts.note(heard(3, 10)));
        assert!(!contexts.note(heard(3, 10)));
        assert!(!contexts.note(heard(5, 9)));
        assert!(!contexts.note(Heard { writer: 1, of: 1, from: 1, upto: 5 }), "of itself");
    }

    #[test]
    fn what_was_known_earlier_than_thought_takes_the_place_of_what_is_said_since() {
        let mut contexts = Contexts::default();
        for (from, upto) in [(5, 6), (7, 8), (9, 20), (4, 8)] {
            assert!(contexts.note(heard(from, upto)));
        }
        assert_eq!([3, 4, 8, 9].map(|sequence| contexts.upto(1, sequence, 2)), [0, 8, 8, 20]);
    }
}
