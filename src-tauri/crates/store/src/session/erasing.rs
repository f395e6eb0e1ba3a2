//! Erasing: values that law wants gone are blanked wherever the log has them, and blanked at the
//! door when they arrive later.

use std::collections::{BTreeSet, HashMap};

use domain::{ChangeBody, Class, Privacy, RegisterValue, Stamp, WriterId};
use serde_json::Value as Json;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Row, query};

use super::{Body, By, Session};
use crate::StoreError;
use crate::error::Attempt;
use crate::history::action_id;
use crate::log::{BodyWriter, Entry, entries_of};
use crate::record_state::encoding::class_from;
use crate::record_state::{PENDING, Winner};
use crate::statement::{Cell, json_numbers, write_rows};
use crate::tables::Table;

/// The register that stands for the record as a whole.
const WHOLE: i64 = -1;

/// The setting that says that erased values may still lie in free pages.
pub(crate) const UNSCRUBBED: &str = "erasure.unscrubbed";

/// How erasures are written, six cells each.
pub(crate) const ERASED_HEAD: &str =
    "INSERT OR REPLACE INTO log_erased (row, register, class, stamp, writer, sequence)";

/// The shortest text by which a report is said to name somebody.
const TELLING: usize = 3;

/// Where a change stands in the order of merging.
pub(crate) type ErasedOrder = (Class, Stamp, WriterId, u64);

/// What is blanked for good.
#[derive(Debug, Default)]
pub(crate) struct Erased {
    /// By row and register, [`WHOLE`] for all: the last erasure.
    registers: HashMap<(i64, i64), ErasedOrder>,
    /// Whether values were erased that may still lie in free pages.
    pub(crate) is_unscrubbed: bool,
}

impl Erased {
    /// Reads it from the database.
    pub(crate) async fn read(connection: &mut SqliteConnection) -> Result<Erased, StoreError> {
        let is_unscrubbed =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM local_setting WHERE key = ?)")
                .bind(UNSCRUBBED)
                .fetch_one(&mut *connection)
                .await
                .attempting("reading what is erased")?;
        let rows = query("SELECT row, register, class, stamp, writer, sequence FROM log_erased")
            .fetch_all(connection)
            .await
            .attempting("reading what is erased")?;
        let mut erased = Erased { is_unscrubbed, ..Erased::default() };
        for row in rows {
            let writer = WriterId(row.get::<Vec<u8>, _>(4).try_into().unwrap_or_default());
            let class = class_from(row.get::<i64, _>(2) as u8).unwrap_or(Class::Erasure);
            let (stamp, sequence) = (row.get::<i64, _>(3) as u64, row.get::<i64, _>(5) as u64);
            erased.note(row.get(0), row.get(1), (class, Stamp(stamp), writer, sequence));
        }
        Ok(erased)
    }

    /// Notes an erasure; the cells by which it is written with [`ERASED_HEAD`].
    pub(crate) fn take_down(
        &mut self,
        row: i64,
        register: Option<u16>,
        order: ErasedOrder,
    ) -> [Cell; 6] {
        let register = register.map_or(WHOLE, i64::from);
        self.note(row, register, order);
        let (class, stamp, writer, sequence) = self.registers[&(row, register)];
        [
            Cell::Integer(row),
            Cell::Integer(register),
            Cell::Integer(class as i64),
            Cell::Integer(stamp.0 as i64),
            Cell::Blob(writer.0.to_vec()),
            Cell::Integer(sequence as i64),
        ]
    }

    fn note(&mut self, row: i64, register: i64, order: ErasedOrder) {
        let last = self.registers.entry((row, register)).or_insert(order);
        *last = order.max(*last);
    }

    /// Whether what a change of this order wrote to a register is blank.
    pub(crate) fn covers(&self, row: i64, register: u16, order: ErasedOrder) -> bool {
        self.registers.contains_key(&(row, WHOLE))
            || self.registers.get(&(row, register.into())).is_some_and(|last| order < *last)
    }
}

impl Session<'_> {
    /// Erases a register, or the record as a whole.
    pub(crate) fn erase(&mut self, record: usize, by: By, register: Option<u16>) {
        self.hear_own(by);
        let sequence = self.memory.writers.get(by.writer).last + 1;
        let touched = &mut self.records[record];
        touched.is_written = true;
        touched.has_won = true;
        match register {
            None => {
                if let Some(table) = touched.table {
                    table.registers.iter().for_each(|of| touched.keep_before(table, *of));
                }
                touched.state.erase();
                touched.foreign.clear();
                touched.values = touched.table.map(Table::nothing).unwrap_or_default();
            }
            Some(register) => {
                if by.stamp == PENDING
                    && let Some(winner) = touched.state.winner(register)
                    && winner.class == by.class
                    && winner.stamp != PENDING
                {
                    self.floor = self.floor.max(winner.stamp);
                }
                let change = Winner {
                    register,
                    class: by.class,
                    stamp: by.stamp,
                    writer: by.writer,
                    sequence,
                    foreign: false,
                    covered: false,
                };
                touched.state.erase_register(change, &self.memory.writers, self.rules);
                if touched.state.winner(register) == Some(&change) {
                    touched.foreign.remove(&register);
                    if let Some(table) = touched.table {
                        touched.keep_before(table, register);
                        table.take_register(
                            register,
                            &RegisterValue::default(),
                            &mut touched.values,
                        );
                    }
                }
            }
        }
        if by.stamp != PENDING {
            let order = (by.class, by.stamp, self.memory.writers.get(by.writer).id, sequence);
            let register = register.map_or(WHOLE, i64::from);
            self.memory.erased.note(self.records[record].row, register, order);
        }
        self.erasing.push(self.steps.len());
        self.step(record, by, Body::Erase(register));
    }

    /// Whether the value of a change about to be made is blank.
    pub(super) fn is_blanked(&self, record: usize, by: By, register: u16) -> bool {
        let touched = &self.records[record];
        let writer = self.memory.writers.get(by.writer);
        let order = (by.class, by.stamp, writer.id, writer.last + 1);
        touched.state.is_erased() || self.memory.erased.covers(touched.row, register, order)
    }

    /// The class that this workstation's change of a register bears: a person who writes to a
    /// register after something in it was erased has seen what is left of it, so the word counts
    /// like the erasure's own, while everything written without that knowledge stays blank.
    pub(crate) fn class_over(&self, record: usize, register: u16, class: Class) -> Class {
        let winner = self.records[record].state.winner(register);
        match winner {
            Some(winner) if class == Class::Person && winner.class == Class::Erasure => {
                Class::Erasure
            }
            _ => class,
        }
    }

    /// What this transaction erases, once its changes have their stamps.
    pub(super) fn newly_erased(&mut self) -> Vec<(usize, Option<u16>, ErasedOrder)> {
        let steps = std::mem::take(&mut self.erasing);
        let mut erased = Vec::with_capacity(steps.len());
        for step in steps.into_iter().map(|at| &self.steps[at]) {
            let Body::Erase(register) = step.body else { continue };
            let writer = self.memory.writers.get(step.writer).id;
            erased.push((step.record, register, (step.class, step.stamp, writer, step.sequence)));
        }
        erased
    }

    /// Blanks what was erased everywhere but in the tables of the kinds, which follow.
    pub(super) async fn write_erased(
        &mut self,
        erased: Vec<(usize, Option<u16>, ErasedOrder)>,
    ) -> Result<(), StoreError> {
        if erased.is_empty() {
            return Ok(());
        }
        let mut cells = Vec::new();
        let mut rows = BTreeSet::new();
        for (record, register, order) in erased {
            let row = self.records[record].row;
            rows.insert(row);
            cells.extend(self.memory.erased.take_down(row, register, order));
        }
        write_rows(self.connection, "noting what is erased", ERASED_HEAD, 6, "", cells).await?;
        let blanked = self.blank_log(&rows).await?;
        forget_attachments(self.connection, &blanked.all).await?;
        forget_reports(self.connection, &rows, &blanked.telling).await?;
        query("INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, '1')")
            .bind(UNSCRUBBED)
            .execute(&mut *self.connection)
            .await
            .attempting("noting what is erased")?;
        self.memory.erased.is_unscrubbed = true;
        Ok(())
    }

    async fn blank_log(&mut self, rows: &BTreeSet<i64>) -> Result<Blanked, StoreError> {
        let tables: HashMap<i64, Option<&Table>> =
            self.records.iter().map(|record| (record.row, record.table)).collect();
        let mut blanked = Blanked::default();
        for entry in entries_of(self.connection, rows.iter().copied()).await? {
            let writer = self.memory.writers.get(entry.writer).id;
            let covers = |register: u16, sequence: u64| {
                let order = (entry.class, entry.stamp, writer, sequence);
                self.memory.erased.covers(entry.row, register, order)
            };
            let table = tables.get(&entry.row).copied().flatten();
            let Some(body) = blank(&entry, covers, table, &mut blanked) else { continue };
            query("UPDATE log_entry SET body = ? WHERE entry = ?")
                .bind(body)
                .bind(entry.number)
                .execute(&mut *self.connection)
                .await
                .attempting("blanking the log")?;
        }
        Ok(blanked)
    }
}

/// The texts that were blanked.
#[derive(Debug, Default)]
struct Blanked {
    all: BTreeSet<String>,
    /// Those that name a person.
    telling: BTreeSet<String>,
}

impl Blanked {
    fn take(&mut self, value: &RegisterValue, table: Option<&Table>) {
        for (field, json) in &value.0 {
            let field = table.and_then(|table| table.kind.field_by_id(domain::FieldId(*field)));
            let is_personal = field.is_none_or(|field| field.privacy != Privacy::Open);
            self.take_texts(json, is_personal);
        }
    }

    fn take_texts(&mut self, json: &Json, is_personal: bool) {
        match json {
            Json::String(text) => {
                if is_personal && text.chars().count() >= TELLING {
                    self.telling.insert(text.clone());
                }
                self.all.insert(text.clone());
            }
            Json::Array(all) => all.iter().for_each(|json| self.take_texts(json, is_personal)),
            Json::Object(all) => all.values().for_each(|json| self.take_texts(json, is_personal)),
            _ => {}
        }
    }
}

/// The body of an entry without what is erased; `None` if it is without already.
fn blank(
    entry: &Entry,
    covers: impl Fn(u16, u64) -> bool,
    table: Option<&Table>,
    blanked: &mut Blanked,
) -> Option<String> {
    let mut body = BodyWriter::default();
    let mut is_other = false;
    for (sequence, change) in (entry.first..).zip(&entry.bodies) {
        match change {
            ChangeBody::Set { register, value } => {
                if !value.0.is_empty() && covers(register.0, sequence) {
                    blanked.take(value, table);
                    is_other = true;
                    body.set(register.0, "{}");
                } else {
                    body.set(register.0, &super::json_of(value));
                }
            }
            ChangeBody::Touch => body.touch(),
            ChangeBody::Delete { seen } => body.delete(seen),
            ChangeBody::Erase { register } => body.erase(register.map(|register| register.0)),
        }
    }
    is_other.then(|| body.finish())
}

/// Lets go of the files that only erased values named.
async fn forget_attachments(
    connection: &mut SqliteConnection,
    named: &BTreeSet<String>,
) -> Result<(), StoreError> {
    use domain::kinds::{DOCUMENT, document};
    let hashes: Vec<&String> = named.iter().filter(|text| text.len() == 64).collect();
    if hashes.is_empty() {
        return Ok(());
    }
    query(
        "DELETE FROM attachment WHERE hash IN (SELECT value FROM json_each(?)) AND hash NOT IN ( \
         SELECT named.value FROM log_record r JOIN log_entry e ON e.row = r.row, \
         json_tree(e.body) named WHERE r.kind = ? AND named.key = ? AND named.type = 'text')",
    )
    .bind(serde_json::to_string(&hashes).unwrap_or_default())
    .bind(i64::from(DOCUMENT.id.0))
    .bind(document::FILE_HASH.0.to_string())
    .execute(connection)
    .await
    .attempting("letting go of attachments of what is erased")?;
    Ok(())
}

/// Lets go of what imports told in detail, where they wrote to these records or name the person.
async fn forget_reports(
    connection: &mut SqliteConnection,
    rows: &BTreeSet<i64>,
    telling: &BTreeSet<String>,
) -> Result<(), StoreError> {
    let what = "looking for reports that name somebody erased";
    let acted = query(
        "SELECT DISTINCT a.writer, a.sequence FROM json_each(?) j \
         CROSS JOIN log_entry e ON e.row = j.value JOIN log_action a ON a.first_entry = \
         (SELECT max(first_entry) FROM log_action WHERE first_entry <= e.entry)",
    )
    .bind(json_numbers(rows.iter().copied()))
    .fetch_all(&mut *connection)
    .await
    .attempting(what)?;
    let actions: BTreeSet<String> =
        acted.iter().map(|row| action_id(row.get(0), row.get(1)).to_string()).collect();
    let reports: Vec<(String, Option<String>, String)> =
        sqlx::query_as("SELECT path, action, report FROM local_inbox WHERE report IS NOT NULL")
            .fetch_all(&mut *connection)
            .await
            .attempting(what)?;
    let naming: Vec<String> = reports
        .into_iter()
        .filter(|(_, action, report)| {
            action.as_ref().is_some_and(|action| actions.contains(action))
                || telling.iter().any(|text| report.contains(text.as_str()))
        })
        .map(|(path, ..)| path)
        .collect();
    query("UPDATE local_inbox SET report = NULL WHERE path IN (SELECT value FROM json_each(?))")
        .bind(serde_json::to_string(&naming).unwrap_or_default())
        .execute(connection)
        .await
        .attempting("letting go of reports that name somebody erased")?;
    Ok(())
}
