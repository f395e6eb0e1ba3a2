use super::*;
use crate::scene::{Counter, Scene, WORKSPACE, scene};
use crate::segment::Heading;

fn texts(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("Vierailu {number}")).collect()
}

impl Scene {
    fn pack(&self, files: &[Vec<u8>]) -> Result<Vec<u8>, PackError> {
        let files = files.iter().map(Vec::as_slice);
        write(files, &WORKSPACE, &self.keys, &self.device, &self.chance).map(|(bytes, _)| bytes)
    }

    fn unpack(&self, bytes: &[u8]) -> Result<Vec<PackedSegment>, FileError> {
        let mut pack = open(bytes, &WORKSPACE, &self.keys, &self.device.verifying())?;
        let mut segments = Vec::new();
        while let Some(segment) = pack.next_segment()? {
            segments.push(segment);
        }
        Ok(segments)
    }
}

#[test]
fn segments_come_out_of_a_pack_as_they_went_in() {
    let scene = scene();
    for from in [1, 7] {
        let files = scene.chain(from, &texts(30));
        let bytes = scene.pack(&files).unwrap();
        assert!(bytes.len() < files.iter().map(Vec::len).sum::<usize>() / 2);
        assert_eq!((peek(&bytes).unwrap().from, peek(&bytes).unwrap().to), (from, from + 29));
        let segments = scene.unpack(&bytes).unwrap();
        assert_eq!(segments.len(), files.len());
        for (segment, file) in segments.iter().zip(&files) {
            let verify = scene.device.verifying();
            assert_eq!(segment.read(&verify), scene.open(file));
        }
    }
}

#[test]
fn a_segment_of_a_pack_can_be_a_file_of_its_own_again() {
    let mut scene = scene();
    let files = scene.chain(1, &texts(3));
    let bytes = scene.pack(&files).unwrap();
    let segments = scene.unpack(&bytes).unwrap();
    scene.keys.rotate(&scene.chance);
    for (segment, file) in segments.iter().zip(&files) {
        let again = segment.seal(&scene.keys, &scene.chance).unwrap();
        assert_eq!(segment::hash(&again), segment::hash(file));
        assert_eq!(scene.open(&again).unwrap().actions, scene.open(file).unwrap().actions);
    }
}

#[test]
fn a_pack_of_more_than_one_part_is_read_part_by_part() {
    let scene = scene();
    let texts: Vec<String> = (0..5).map(|part| part.to_string().repeat(3 << 20)).collect();
    let files = scene.chain(1, &texts);
    let bytes = scene.pack(&files).unwrap();
    assert_eq!(scene.unpack(&bytes).unwrap().len(), 5);
}

#[test]
fn a_segment_issued_again_keeps_its_place_in_a_pack() {
    let scene = scene();
    let mut files = scene.chain(1, &texts(4));
    let original = segment::hash(&files[1]).unwrap();
    let head = segment::peek(&files[1]).unwrap();
    let heading = Heading {
        number: 2,
        previous: head.previous,
        stands_for: Some(original),
        ..crate::scene::heading()
    };
    files[1] = scene.seal(&heading);
    let segments = scene.unpack(&scene.pack(&files).unwrap()).unwrap();
    assert_eq!(segments[1].head().stands_for, Some(original));
    assert_eq!(segments[2].head().previous, original);
}

#[test]
fn only_segments_that_follow_each_other_are_packed() {
    let scene = scene();
    let files = scene.chain(1, &texts(4));
    let gap = [files[0].clone(), files[2].clone()];
    assert!(matches!(scene.pack(&gap), Err(PackError::Disordered { expected: 2, found: 3, .. })));
    let other = [files[0].clone(), scene.chain(2, &texts(1))[0].clone()];
    assert!(matches!(scene.pack(&other), Err(PackError::Disordered { expected: 2, found: 2, .. })));
    assert_eq!(scene.pack(&[]), Err(PackError::Nothing));
    let mut damaged = files;
    *damaged[1].last_mut().unwrap() ^= 1;
    assert!(matches!(scene.pack(&damaged), Err(PackError::Unreadable(_))));
}

#[test]
fn damage_anywhere_in_a_pack_is_found() {
    let scene = scene();
    let bytes = scene.pack(&scene.chain(1, &texts(2))).unwrap();
    for length in 0..bytes.len() {
        assert!(matches!(scene.unpack(&bytes[..length]), Err(FileError::TooShort { .. })));
    }
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(scene.unpack(&damaged).is_err(), "bit {bit}");
        assert!(hash(&damaged).is_err(), "bit {bit}");
    }
}

#[test]
fn a_pack_of_a_stranger_and_a_segment_that_a_colleague_forged_are_refused() {
    let scene = scene();
    let stranger = DeviceKeys::generate(&Counter::from(77));
    let bytes = scene.pack(&scene.chain(1, &texts(2))).unwrap();
    let result = open(&bytes, &WORKSPACE, &scene.keys, &stranger.verifying()).map(|_| ());
    assert_eq!(result, Err(FileError::BadSignature));
    // A colleague who knows the workspace's key packs under its own name what nobody else signed.
    let segments = scene.unpack(&bytes).unwrap();
    assert_eq!(segments[0].read(&stranger.verifying()), Err(FileError::BadSignature));
}
