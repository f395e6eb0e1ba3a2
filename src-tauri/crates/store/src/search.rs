//! Finding records by what people type.

use domain::{KindId, RecordId, Value};
use sqlx::{Row, query};

use crate::error::Attempt;
use crate::fold::{alphabetical, fold};
use crate::records::{Record, read_record, record_columns};
use crate::statement::json_numbers;
use crate::tables::{Table, domestic_digits, texts};
use crate::{Store, StoreError};

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its kind.
    pub kind: KindId,
    /// Its identity.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// What else tells it from others: the value that was found, or the first that search looks
    /// into, its title aside.
    pub subtitle: String,
}

impl Store {
    /// Finds records whose words begin with the words of `text`, those first whose title begins
    /// with it; of all kinds that search looks into if `kinds` is empty.
    pub async fn search(
        &self,
        text: &str,
        kinds: &[KindId],
        limit: u32,
    ) -> Result<Vec<Hit>, StoreError> {
        let (Some(words), key) = (matching(text), alphabetical(text)) else {
            return Ok(Vec::new());
        };
        let (mut first, mut others) = (Vec::new(), Vec::new());
        for table in self.schema().tables() {
            let is_wanted = kinds.is_empty() || kinds.contains(&table.kind.id);
            if !table.is_searched || !is_wanted {
                continue;
            }
            let beginning = self.titles_beginning(table, &key, limit).await?;
            let known: Vec<i64> = beginning.iter().map(|(row, _)| *row).collect();
            first.extend(beginning.into_iter().map(|(_, record)| (table, record)));
            if known.len() < limit as usize {
                let rest = self.words_beginning(table, &words, &known, limit).await?;
                others.extend(rest.into_iter().map(|record| (table, record)));
            }
        }
        let folded = fold(text);
        let mut hits = Vec::new();
        for found in [first, others] {
            let mut found: Vec<(String, Hit)> = found
                .into_iter()
                .map(|(table, record)| hit(table, &record, &folded))
                .map(|hit| (alphabetical(&hit.title), hit))
                .collect();
            found.sort_by(|one, other| one.0.cmp(&other.0));
            hits.extend(found.into_iter().map(|(_, hit)| hit));
        }
        hits.truncate(limit as usize);
        Ok(hits)
    }

    /// Records whose title, or whose title with the last name first, begins with `key`.
    async fn titles_beginning(
        &self,
        table: &Table,
        key: &str,
        limit: u32,
    ) -> Result<Vec<(i64, Record)>, StoreError> {
        let past = format!("{key}\u{10ffff}");
        let mut found: Vec<(i64, Record)> = Vec::new();
        let ways: &[&str] = if table.by_last_name() { &["_sort", "_title"] } else { &["_sort"] };
        for column in ways {
            let sql = format!(
                "SELECT t._row, {} FROM \"{}\" t WHERE t.{column} >= ? AND t.{column} < ? \
                 ORDER BY t.{column} LIMIT ?",
                record_columns(table),
                table.kind.name
            );
            let rows = query(&sql)
                .bind(key)
                .bind(&past)
                .bind(limit)
                .fetch_all(self.pool())
                .await
                .attempting("searching")?;
            for row in rows {
                let number: i64 = row.get(0);
                if found.len() < limit as usize && found.iter().all(|(known, _)| *known != number) {
                    found.push((number, read_record(table, &row, 1)?));
                }
            }
        }
        Ok(found)
    }

    /// Records with words that begin as wanted, without those that are known already.
    async fn words_beginning(
        &self,
        table: &Table,
        words: &str,
        known: &[i64],
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        let name = table.kind.name;
        let sql = format!(
            "SELECT {} FROM (SELECT rowid FROM \"search_{name}\" WHERE \"search_{name}\" MATCH ? \
             LIMIT ?) s JOIN \"{name}\" t ON t._row = s.rowid \
             WHERE t._row NOT IN (SELECT value FROM json_each(?)) ORDER BY t._sort LIMIT ?",
            record_columns(table)
        );
        let rows = query(&sql)
            .bind(words)
            .bind(i64::from(limit) + known.len() as i64)
            .bind(json_numbers(known.iter().copied()))
            .bind(limit)
            .fetch_all(self.pool())
            .await
            .attempting("searching")?;
        rows.iter().map(|row| read_record(table, row, 0)).collect()
    }
}

/// What full-text search is asked for: every word as the beginning of a word, and digits also as
/// the beginning of one number, as phones are written in groups. `None` where the text holds no
/// letter or digit.
pub(crate) fn matching(text: &str) -> Option<String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\"*"))
        .collect();
    let all = (!words.is_empty()).then(|| words.join(" "))?;
    let is_number = text.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
    Some(if is_number { format!("({all}) OR \"{}\"*", domestic_digits(text)) } else { all })
}

fn hit(table: &Table, record: &Record, folded: &str) -> Hit {
    let values: Vec<Value> =
        table.kind.fields.iter().map(|field| record.value(field.id).clone()).collect();
    let names_it = |at: usize| table.kind.title.contains(&table.kind.fields[at].name);
    let others = table.searched().iter().filter(|&&at| !names_it(at));
    let told: Vec<&str> = others.flat_map(|&at| texts(&values[at])).collect();
    let is_found = |text: &&&str| {
        let text = fold(text);
        folded.split(' ').any(|word| text.split(' ').any(|part| part.starts_with(word)))
    };
    let subtitle = told.iter().find(is_found).or(told.first()).copied().unwrap_or_default();
    Hit {
        kind: record.kind,
        id: record.id,
        title: table.title(&values),
        subtitle: subtitle.to_owned(),
    }
}
