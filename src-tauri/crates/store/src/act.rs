//! Doing an action: from what somebody wants done to the changes that do it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{Class, FieldId, KindId, Op, RecordId, RegisterValue, Stamp, Value};

use crate::StoreError;
use crate::action::{Action, Author, Part};
use crate::session::{By, Session};
use crate::values;
use crate::writers::file_writer;

/// What one part of an action wants done to one record.
#[derive(Debug)]
enum Want {
    Set { record: usize, values: BTreeMap<FieldId, Value> },
    Touch { record: usize },
    Delete { record: usize },
}

/// The fields that are written of each register, by their place among the kind's.
pub(crate) type Registers = BTreeMap<u16, Vec<(usize, Value)>>;

/// Turns an action into changes. Files speak first.
pub(crate) async fn plan(session: &mut Session<'_>, action: Action) -> Result<(), StoreError> {
    let mut wanted = Vec::new();
    for op in action.parts.iter().flat_map(|part| &part.ops) {
        check(session, op)?;
        wanted.push(subject(op));
        wanted.extend(parents(session, op));
    }
    session.load(wanted).await?;
    let (files, own): (Vec<_>, Vec<_>) =
        action.parts.into_iter().partition(|part| matches!(part.author, Author::File { .. }));
    for Part { author, ops } in files.into_iter().chain(own) {
        let wants = gather(session, ops);
        match author {
            Author::File { content, declared } => plan_file(session, wants, content, declared)?,
            Author::ThisWorkstation(class) => plan_own(session, wants, class).await?,
        }
    }
    session.end_piece(None, action.actor, action.purpose, action.now);
    session.stamp(action.now);
    Ok(())
}

fn subject(op: &Op) -> (KindId, RecordId) {
    match op {
        Op::Set { kind, record, .. } | Op::Touch { kind, record } | Op::Delete { kind, record } => {
            (*kind, *record)
        }
    }
}

/// Refuses what the program does not declare, before anything is written.
pub(crate) fn check(session: &Session<'_>, op: &Op) -> Result<(), StoreError> {
    let (kind, _) = subject(op);
    let table =
        session.schema.table(kind).ok_or(StoreError::Undeclared { kind: kind.0, field: 0 })?;
    if let Op::Set { values, .. } = op {
        for (field, value) in values {
            let undeclared = StoreError::Undeclared { kind: kind.0, field: field.0 };
            let at = table.position(*field).ok_or(undeclared)?;
            if !values::fits(table.kind.fields[at].field_type, value) {
                return Err(StoreError::WrongShape {
                    kind: table.kind.name,
                    field: table.kind.fields[at].name,
                });
            }
        }
    }
    Ok(())
}

/// The records that the record of a set belongs to, as far as the set itself says.
fn parents(session: &Session<'_>, op: &Op) -> Vec<(KindId, RecordId)> {
    let Op::Set { kind, values, .. } = op else { return Vec::new() };
    let Some(table) = session.schema.table(*kind) else { return Vec::new() };
    let is_parent = |(field, value): &(FieldId, Value)| {
        let at = table.position(*field)?;
        let (_, kind) = table.parents.iter().find(|(parent, _)| *parent == at)?;
        Some((*kind, value.reference()?))
    };
    values.iter().filter_map(is_parent).collect()
}

/// Puts together what belongs to one record, so that a register is written once.
fn gather(session: &Session<'_>, ops: Vec<Op>) -> Vec<Want> {
    let mut wants = Vec::with_capacity(ops.len());
    let mut open: HashMap<usize, usize> = HashMap::new();
    for op in ops {
        let (kind, id) = subject(&op);
        let record = session.position(kind, id);
        match op {
            Op::Set { values, .. } => {
                let at = *open.entry(record).or_insert_with(|| {
                    wants.push(Want::Set { record, values: BTreeMap::new() });
                    wants.len() - 1
                });
                if let Want::Set { values: gathered, .. } = &mut wants[at] {
                    gathered.extend(values);
                }
            }
            Op::Touch { .. } => wants.push(Want::Touch { record }),
            Op::Delete { .. } => {
                open.remove(&record);
                wants.push(Want::Delete { record });
            }
        }
    }
    wants
}

pub(crate) fn by_register(
    session: &Session<'_>,
    record: usize,
    values: BTreeMap<FieldId, Value>,
) -> Registers {
    let mut registers = Registers::new();
    if let Some(table) = session.records[record].table {
        for (field, value) in values {
            if let Some(at) = table.position(field) {
                registers.entry(table.register_of(at).0).or_default().push((at, value));
            }
        }
    }
    registers
}

/// The records that a record belongs to, given what is about to be written of it.
fn parents_of(
    session: &Session<'_>,
    record: usize,
    registers: &Registers,
    with_present: bool,
) -> Vec<(KindId, RecordId)> {
    let touched = &session.records[record];
    let Some(table) = touched.table else { return Vec::new() };
    let named = |at: usize| {
        registers.values().flatten().find(|(named, _)| *named == at).map(|(_, value)| value)
    };
    table
        .parents
        .iter()
        .filter_map(|&(at, kind)| {
            let present = with_present.then_some(&touched.values[at]);
            Some((kind, named(at).or(present)?.reference()?))
        })
        .collect()
}

/// What a file says. Its changes follow from the file alone, but for the one stamp they share,
/// which is lifted over what an earlier import says differently.
fn plan_file(
    session: &mut Session<'_>,
    wants: Vec<Want>,
    content: [u8; 32],
    declared: Stamp,
) -> Result<(), StoreError> {
    let content = if session.rules.file_is_writer { content } else { salted(session, content) };
    if session.memory.writers.knows_content(&content) {
        return Ok(());
    }
    let class = if session.rules.files_yield { Class::Import } else { Class::Person };
    let mut stamp = declared;
    let mut sets = Vec::with_capacity(wants.len());
    for want in wants {
        match want {
            Want::Set { record, values } => {
                let registers = by_register(session, record, values);
                for (register, named) in &registers {
                    let touched = &session.records[record];
                    let differs = named.iter().any(|(at, value)| touched.values[*at] != *value);
                    if let Some(winner) = touched.state.winner(*register)
                        && winner.class == class
                        && winner.stamp >= stamp
                        && differs
                    {
                        stamp = Stamp(winner.stamp.0.saturating_add(1));
                    }
                }
                sets.push((record, Some(registers)));
            }
            Want::Touch { record } => sets.push((record, None)),
            Want::Delete { .. } => return Err(StoreError::FileDeletes),
        }
    }
    let writer = session.memory.writers.number(file_writer(&content, stamp));
    let by = By { writer, class, stamp };
    let mut in_use = BTreeSet::new();
    for (record, registers) in sets {
        let Some(registers) = registers else {
            session.touch(record, by);
            continue;
        };
        in_use.extend(parents_of(session, record, &registers, false));
        for (register, named) in registers {
            let value = said(session, record, &named);
            session.set(record, by, register, &value);
        }
    }
    for (kind, id) in in_use {
        session.touch(session.position(kind, id), by);
    }
    Ok(())
}

/// The fields that a file names of a register, and no others: what it does not name would have to
/// come from the workstation, and then the same file would say different things.
fn said(session: &Session<'_>, record: usize, named: &[(usize, Value)]) -> RegisterValue {
    let fields = session.records[record].table.map_or(&[][..], |table| table.kind.fields);
    RegisterValue(
        named.iter().map(|(at, value)| (fields[*at].id.0, values::to_json(value))).collect(),
    )
}

fn salted(session: &Session<'_>, content: [u8; 32]) -> [u8; 32] {
    let own = session.memory.writers.get(session.memory.own).id;
    *blake3::Hasher::new().update(&content).update(&own.0).finalize().as_bytes()
}

/// What this workstation says: only what changes anything here.
async fn plan_own(
    session: &mut Session<'_>,
    wants: Vec<Want>,
    class: Class,
) -> Result<(), StoreError> {
    let by = session.own(class);
    let mut in_use = BTreeSet::new();
    for want in wants {
        match want {
            Want::Set { record, .. } | Want::Touch { record }
                if session.records[record].state.is_erased() => {}
            Want::Set { record, values } => {
                let registers = by_register(session, record, values);
                if !session.records[record].state.is_visible() {
                    in_use.extend(parents_of(session, record, &registers, true));
                }
                set_own(session, record, by, registers);
            }
            Want::Touch { record } => session.touch(record, by),
            Want::Delete { record } => {
                if session.records[record].state.is_visible() {
                    let seen = session.records[record].state.context(&session.memory.writers);
                    session.delete(record, by, seen);
                }
            }
        }
    }
    session.load(in_use.iter().copied()).await?;
    for (kind, id) in in_use {
        let parent = session.position(kind, id);
        if !session.records[parent].state.is_erased() {
            session.touch(parent, by);
        }
    }
    Ok(())
}

fn set_own(session: &mut Session<'_>, record: usize, by: By, registers: Registers) {
    let touched = &session.records[record];
    let is_visible = touched.state.is_visible();
    let matters = |(register, named): &(&u16, &Vec<(usize, Value)>)| {
        let differs = named.iter().any(|(at, value)| touched.values[*at] != *value);
        match touched.state.winner(**register) {
            Some(winner) if is_visible => {
                differs && winner.class <= session.class_over(record, **register, by.class)
            }
            Some(_) => true,
            None => differs,
        }
    };
    let mut chosen: Vec<u16> =
        registers.iter().filter(matters).map(|(register, _)| *register).collect();
    if chosen.is_empty() && !is_visible {
        chosen.extend(registers.keys().next());
    }
    for register in chosen {
        let value = session.merged(record, register, &registers[&register]);
        session.set(record, by, register, &value);
    }
}
