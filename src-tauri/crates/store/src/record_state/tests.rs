use domain::WriterId;

use super::*;

fn writers() -> Writers {
    let mut writers = Writers::default();
    for id in [3, 1, 2] {
        writers.push(WriterId([id; 16]), 0);
    }
    writers
}

fn set(writer: u32, sequence: u64, class: Class, stamp: u64) -> Winner {
    Winner {
        register: 1,
        class,
        stamp: Stamp(stamp),
        writer,
        sequence,
        foreign: false,
        covered: false,
    }
}

#[test]
fn a_register_goes_by_class_then_stamp_then_writer_then_sequence() {
    let writers = writers();
    let ascending = [
        set(0, 9, Class::Import, 900),
        set(1, 1, Class::Person, 5),
        set(1, 2, Class::Person, 5),
        set(0, 1, Class::Person, 5),
        set(1, 3, Class::Person, 6),
        set(2, 1, Class::Erasure, 1),
    ];
    for (low, first) in ascending.iter().enumerate() {
        for second in &ascending[low + 1..] {
            let mut state = RecordState::default();
            assert!(state.set(*first, &writers, Rules::LAWFUL));
            assert!(state.set(*second, &writers, Rules::LAWFUL));
            assert!(!state.set(*first, &writers, Rules::LAWFUL));
            assert_eq!(state.winner(1), Some(second));
        }
    }
}

#[test]
fn a_delete_covers_what_it_saw_and_nothing_else() {
    let mut writers = writers();
    let mut state = RecordState::default();
    state.set(set(0, 4, Class::Person, 1), &writers, Rules::LAWFUL);
    let seen = state.context(&writers);
    let mut unseen = state.clone();
    unseen.touch(1, 1, &writers);
    state.delete((1, 9), &seen, &mut writers, Rules::LAWFUL);
    unseen.delete((1, 9), &seen, &mut writers, Rules::LAWFUL);
    assert!(!state.is_visible());
    assert!(unseen.is_visible());
    state.touch(0, 5, &writers);
    assert!(state.is_visible(), "a later touch brings the record back");
}

#[test]
fn a_delete_that_comes_before_what_it_saw_holds() {
    let mut writers = writers();
    let mut state = RecordState::default();
    let seen = [ChangeId { writer: WriterId([9; 16]), sequence: 2 }];
    state.delete((1, 9), &seen, &mut writers, Rules::LAWFUL);
    let late = writers.number(WriterId([9; 16]));
    state.set(set(late, 2, Class::Person, 1), &writers, Rules::LAWFUL);
    assert!(!state.is_visible());
    state.set(set(late, 3, Class::Person, 1), &writers, Rules::LAWFUL);
    assert!(state.is_visible());
}

#[test]
fn a_touch_alone_shows_nothing() {
    let mut state = RecordState::default();
    state.touch(0, 1, &writers());
    assert!(state.is_alive());
    assert!(!state.is_visible());
}

#[test]
fn a_state_is_read_back_as_written() {
    let mut writers = writers();
    let mut state = RecordState::default();
    for (register, stamp) in [(40_000, 0), (2, 1 << 60), (7, 127), (8, 128)] {
        let change =
            Winner { register, foreign: register == 2, ..set(2, stamp + 1, Class::Person, stamp) };
        state.set(change, &writers, Rules::LAWFUL);
    }
    let unseen = set(1, 4, Class::Person, 1 << 50);
    state.set(unseen, &writers, Rules::LAWFUL);
    state.set(Winner { writer: 0, ..unseen }, &writers, Rules::LAWFUL);
    state.delete((1, 9), &state.context(&writers), &mut writers, Rules::LAWFUL);
    assert_eq!((state.contended().len(), state.is_contested()), (1, true));
    let bytes = state.encode();
    assert_eq!(RecordState::decode(&bytes), Some(state));
    for length in 0..bytes.len() {
        assert_eq!(RecordState::decode(&bytes[..length]), None, "cut to {length} bytes");
    }
}

#[test]
fn the_time_of_creation_is_the_earliest_that_is_known() {
    let writers = writers();
    let mut state = RecordState::default();
    for (sequence, stamp) in [(1, 0), (2, 50), (3, 20), (4, 30)] {
        state.set(set(0, sequence, Class::Person, stamp), &writers, Rules::LAWFUL);
    }
    assert_eq!(state.dates(), (Stamp(20), Stamp(50)));
}
