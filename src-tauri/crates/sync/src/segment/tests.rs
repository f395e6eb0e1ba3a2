use super::*;
use crate::scene::{Counter, WORKSPACE, action, heading, scene};

#[test]
fn what_was_sealed_is_read_back() {
    let scene = scene();
    let bytes = scene.seal(&heading());
    let segment = scene.open(&bytes).unwrap();
    assert_eq!(segment.actions, [action()]);
    assert_eq!(segment.seen, VersionVector::from([(WriterId([5; 16]), 77)]));
    assert_eq!(segment.head, peek(&bytes).unwrap());
    assert_eq!((segment.head.first_change, segment.head.own_changes), (41, 2));
    assert_eq!(segment.hash, hash(&bytes).unwrap());
}

#[test]
fn no_text_of_a_segment_is_to_be_read_on_the_share() {
    let bytes = scene().seal(&heading());
    for text in ["Metso", "Aino"] {
        assert!(!bytes.windows(text.len()).any(|window| window == text.as_bytes()));
    }
}

#[test]
fn a_segment_cut_off_anywhere_is_incomplete() {
    let scene = scene();
    let bytes = scene.seal(&heading());
    for length in 0..bytes.len() {
        let error = scene.open(&bytes[..length]).unwrap_err();
        assert!(matches!(error, SegmentError::TooShort { have, .. } if have == length as u64));
    }
}

#[test]
fn every_flipped_bit_is_found() {
    let scene = scene();
    let bytes = scene.seal(&heading());
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(scene.open(&damaged).is_err(), "bit {bit}");
        assert!(hash(&damaged).is_err(), "bit {bit}");
    }
}

#[test]
fn zeros_anywhere_are_found() {
    let scene = scene();
    let bytes = scene.seal(&heading());
    for from in 0..bytes.len() {
        for length in [1, 8, 64, bytes.len()] {
            let mut damaged = bytes.clone();
            let to = (from + length).min(bytes.len());
            damaged[from..to].fill(0);
            assert!(damaged == bytes || scene.open(&damaged).is_err(), "{from}..{to}");
        }
    }
}

#[test]
fn bytes_behind_the_end_are_found() {
    let scene = scene();
    let mut bytes = scene.seal(&heading());
    bytes.push(0);
    assert!(matches!(scene.open(&bytes), Err(SegmentError::DamagedBody { .. })));
}

#[test]
fn another_key_another_epoch_another_workspace_and_another_author_are_told_apart() {
    let scene = scene();
    let bytes = scene.seal(&heading());
    let verify = scene.device.verifying();
    let stranger = Counter::from(77);
    let other_keys = WorkspaceKeys::generate(&stranger);
    let other_device = DeviceKeys::generate(&stranger);
    assert_eq!(decode(&bytes, &WORKSPACE, &other_keys, &verify), Err(SegmentError::WrongKey));
    assert_eq!(decode(&bytes, &[8; 16], &scene.keys, &verify), Err(SegmentError::WrongWorkspace));
    assert_eq!(
        decode(&bytes, &WORKSPACE, &scene.keys, &other_device.verifying()),
        Err(SegmentError::BadSignature)
    );
    let mut rotated = scene.keys.clone();
    rotated.rotate(&scene.chance);
    assert!(decode(&bytes, &WORKSPACE, &rotated, &verify).is_ok());
    rotated.forget_before(2);
    assert_eq!(
        decode(&bytes, &WORKSPACE, &rotated, &verify),
        Err(SegmentError::UnknownEpoch { epoch: 1 })
    );
}

#[test]
fn sealing_anew_under_another_key_keeps_hash_and_signature() {
    let mut scene = scene();
    let bytes = scene.seal(&heading());
    scene.keys.rotate(&scene.chance);
    let again = reseal(&bytes, &WORKSPACE, &scene.keys, &scene.chance).unwrap();
    scene.keys.forget_before(2);
    let segment = scene.open(&again).unwrap();
    assert_eq!(segment.head.epoch, 2);
    assert_eq!(segment.actions, [action()]);
    assert_eq!(hash(&again), hash(&bytes));
}

#[test]
fn a_newer_format_is_no_damage() {
    let scene = scene();
    let mut newer = scene.seal(&heading());
    newer[4] = 2;
    assert!(matches!(scene.open(&newer), Err(SegmentError::NewerFormat { .. })));
}

#[test]
fn a_segment_that_stands_for_another_says_so() {
    let scene = scene();
    let issued_by = Some(WriterId([6; 16]));
    let heading = Heading { stands_for: Some([4; 32]), issued_by, ..heading() };
    let segment = scene.open(&scene.seal(&heading)).unwrap();
    assert_eq!((segment.head.stands_for, segment.head.issued_by), (Some([4; 32]), issued_by));
}
