//! How much memory hostile files can make a reader take, counted by the allocator: never more than
//! 64 MiB beside the file itself.
//!
//! One test, because it counts for the whole process.

#![allow(clippy::unwrap_used, missing_docs)]

#[allow(dead_code)]
#[path = "common/sample.rs"]
mod sample;

use peak_alloc::PeakAlloc;
use sample::Dice;
use sync::fuzzing::{self, Forge, body_of, number};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MIB: usize = 1 << 20;
const MOST: usize = 64 * MIB;

/// The columns, in their order.
const WRITERS: usize = 0;
const BATCHES: usize = 1;
const ACTIONS: usize = 2;
const NAMES: usize = 3;
const KINDS: usize = 4;
const TIMES: usize = 5;
const TAILS: usize = 6;
const ROWS: usize = 7;
const STAMPS: usize = 8;
const OPS: usize = 9;
const REGISTERS: usize = 10;
const SHAPES: usize = 11;
const TEXTS: usize = 12;
const DELETES: usize = 13;

const SET: u8 = 1;
const TOUCH: u8 = 1 | 2 << 2;
const DELETE: u8 = 1 | 3 << 2;

type Columns = [Vec<u8>; 14];

/// One action of so many changes of one record, all alike.
fn changes(count: usize, op: u8) -> Columns {
    let mut columns = Columns::default();
    columns[BATCHES] = vec![1, 0, 0, 0, 1];
    columns[ACTIONS] = [number(count as u64), vec![0, 0, 2]].concat();
    columns[NAMES] = vec![0];
    columns[KINDS] = vec![1];
    columns[TIMES] = vec![0];
    columns[TAILS] = vec![0; 10];
    columns[ROWS] = vec![0; count];
    columns[ROWS][0] = 1;
    columns[STAMPS] = vec![0; count];
    columns[OPS] = vec![op; count];
    columns
}

/// One change that writes a value of these shapes.
fn value(shapes: Vec<u8>, texts: Vec<u8>) -> Columns {
    let mut columns = changes(1, SET);
    columns[REGISTERS] = vec![1];
    columns[SHAPES] = shapes;
    columns[TEXTS] = texts;
    columns
}

/// A shape, as bodies have it.
fn shape(kind: u64, count: usize) -> Vec<u8> {
    number((count as u64 + 1) << 3 | kind)
}

const NULL: u8 = 1 << 3;
const ARRAY: u64 = 5;
const OBJECT: u64 = 6;
/// An object of one empty key, before its value.
const SMALL_OBJECT: [u8; 2] = [2 << 3 | OBJECT as u8, 1 << 3 | 1];
/// The most bytes of a body, and room for what is around a column.
const FULL: usize = 12 * MIB - 4096;

/// Bodies that take as much as they can for what they are.
fn hostile_bodies() -> Vec<(&'static str, Columns)> {
    let mut bodies = vec![
        ("as many changes as fit", changes(FULL / 3, TOUCH)),
        ("fewer changes", changes(150_000, TOUCH)),
        ("a text as long as fits", value(shape(1, FULL), vec![b'x'; FULL])),
        ("a list as long as fits", value([shape(ARRAY, FULL), vec![NULL; FULL]].concat(), vec![])),
        ("a list that ends too early", value([shape(ARRAY, FULL), vec![]].concat(), vec![])),
    ];
    let list = |count: usize, item: &[u8]| {
        value([shape(ARRAY, count), item.repeat(count)].concat(), vec![])
    };
    let small = [&SMALL_OBJECT[..], &[NULL]].concat();
    bodies.push(("many small objects", list(FULL / 3, &small)));
    bodies.push(("fewer small objects", list(40_000, &small)));
    bodies.push(("lists of nothing", list(FULL, &shape(ARRAY, 0))));
    let nested = [SMALL_OBJECT.repeat(127), vec![NULL]].concat();
    bodies.push(("deep objects", list(FULL / nested.len(), &nested)));
    let mut sets = changes(60_000, SET);
    sets[REGISTERS] = vec![1; 60_000];
    sets[SHAPES] = vec![NULL; 60_000];
    bodies.push(("many registers", sets));
    let mut deletes = changes(1, DELETE);
    deletes[DELETES] = [number(FULL as u64 / 2), vec![0; FULL]].concat();
    bodies.push(("a delete that saw as much as fits", deletes));
    let mut writers = changes(1, TOUCH);
    writers[WRITERS] = vec![7; FULL];
    bodies.push(("as many writers as fit", writers));
    let mut names = changes(1, TOUCH);
    names[NAMES] = vec![0; FULL];
    bodies.push(("as many actors as fit", names));
    let mut records = changes(1, TOUCH);
    records[KINDS] = vec![0; FULL / 12];
    records[TIMES] = vec![0; FULL / 12];
    records[TAILS] = vec![0; FULL / 12 * 10];
    bodies.push(("as many records as fit", records));
    let mut batches = Columns::default();
    batches[BATCHES] = [number(FULL as u64 / 4), vec![0; FULL]].concat();
    bodies.push(("as many batches as fit", batches));
    let mut seen = Columns::default();
    seen[WRITERS] =
        (0..100_000_u32).flat_map(|writer| [writer.to_le_bytes(); 4].concat()).collect();
    seen[BATCHES] = [vec![1, 0, 0], number(100_000)].concat();
    seen[BATCHES].extend((1..=100_000).flat_map(|writer| [number(writer), vec![1]].concat()));
    seen[BATCHES].push(0);
    bodies.push(("as much seen as fits", seen));
    let mut runs = Columns::default();
    runs[BATCHES] = vec![1, 0, 0, 0, 1];
    runs[ACTIONS] = [vec![0], number(FULL as u64 / 3), vec![0; FULL]].concat();
    bodies.push(("as many runs as fit", runs));
    let mut actors = Columns::default();
    actors[BATCHES] = [vec![1, 0, 0, 0], number(2_000_000)].concat();
    actors[ACTIONS] = [0, 0, 0, 0, 0, 0, 2].repeat(1_500_000);
    actors[NAMES] = [number(30_000), vec![b'x'; 30_000]].concat();
    bodies.push(("long actors of many actions", actors));
    bodies
}

/// What `read` takes at most beside what there is before.
fn taken(read: impl FnOnce()) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    read();
    MEMORY.peak_usage().saturating_sub(before)
}

#[test]
fn no_hostile_file_takes_more_than_64_mib() {
    let forge = Forge::default();
    let mut most = 0;
    let mut check = |what: &str, read: &dyn Fn()| {
        let taken = taken(read);
        most = most.max(taken);
        assert!(taken <= MOST, "{what} took {} KiB", taken / 1024);
    };
    for (what, columns) in hostile_bodies() {
        let body = body_of(&columns);
        drop(columns);
        let segment = forge.segment(&body);
        drop(body);
        check(what, &|| drop(forge.read_segment(&segment)));
    }
    let full = vec![0xFF; FULL];
    let zeros = vec![0; FULL];
    for part in [&full, &zeros] {
        let segment = forge.segment(part);
        check("a body of one byte repeated", &|| drop(forge.read_segment(&segment)));
        let pack = forge.pack(std::slice::from_ref(part));
        check("a pack of one byte repeated", &|| drop(forge.read_pack(&pack)));
        let snapshot = forge.snapshot(std::slice::from_ref(part));
        check("a snapshot of one byte repeated", &|| drop(forge.read_snapshot(&snapshot)));
        check("a head", &|| assert!(!fuzzing::head(part) || part[0] == 0));
        check("a card", &|| assert!(!fuzzing::card(part) || part[0] == 0));
        check("a bundle", &|| assert!(!fuzzing::bundle(part) || part[0] == 0));
    }
    // What is lawful and as large as may be is read within the same bound, and takes enough of it
    // to show that the counting works.
    let body = body_of(&lawful());
    let segment = forge.segment(&body);
    drop(body);
    let mut columns = lawful();
    columns[WRITERS] = vec![1; 16];
    let snapshot = forge.snapshot(&[vec![0; 36], body_of(&columns)]);
    drop(columns);
    let (workspace, keys, device) = (&fuzzing::WORKSPACE, forge.keys(), forge.device());
    let file = std::iter::once(segment.as_slice());
    let pack = sync::pack::write(file, workspace, keys, device, &Dice::new(1)).unwrap().0;
    let files = [("segment", &segment), ("pack", &pack), ("snapshot", &snapshot)];
    for (what, file) in files {
        let reading = taken(|| match what {
            "segment" => forge.read_segment(file).unwrap(),
            "pack" => forge.read_pack(file).unwrap(),
            _ => forge.read_snapshot(file).unwrap(),
        });
        assert!((30 * MIB..=MOST).contains(&reading), "a {what} took {} KiB", reading / 1024);
        most = most.max(reading);
    }
    println!("at most {} KiB", most / 1024);
}

/// A long text and many registers.
fn lawful() -> Columns {
    const COUNT: usize = 40_000;
    let mut columns = changes(COUNT, SET);
    columns[REGISTERS] = vec![1; COUNT];
    columns[SHAPES] = [shape(1, 11 * MIB), vec![NULL; COUNT - 1]].concat();
    columns[TEXTS] = vec![b'x'; 11 * MIB];
    columns
}
