use super::*;
use crate::scene::{Counter, Scene, WORKSPACE, WRITER, action_of, scene};

fn head() -> SnapshotHead {
    SnapshotHead {
        writer: WRITER,
        number: 4,
        made_at: UnixMillis(1_790_000_000_000),
        epoch: 1,
        schema_version: 12,
        changes: 8,
        places: BTreeMap::from([
            (WRITER, Place { segment: 9, hash: [1; 32] }),
            (WriterId([5; 16]), Place { segment: 70_000, hash: [2; 32] }),
        ]),
        versions: VersionVector::from([(WRITER, 18), (WriterId([0xF1; 16]), 2_000)]),
        state_digest: [3; 32],
    }
}

fn batches(texts: &[&str]) -> Vec<RemoteBatch> {
    let batch = |(number, text): (u64, &&str)| RemoteBatch {
        source: WRITER,
        seen: VersionVector::from([(WriterId([5; 16]), number)]),
        place: Some(Place { segment: number, hash: [number as u8; 32] }),
        actions: vec![action_of(2 * number, text)],
    };
    (1..).zip(texts).map(batch).collect()
}

impl Scene {
    fn snapshot(&self, parts: &[Vec<RemoteBatch>]) -> Vec<u8> {
        let mut writer =
            SnapshotWriter::begin(&head(), &WORKSPACE, &self.keys, &self.chance).unwrap();
        for part in parts {
            writer.add(part.clone()).unwrap();
        }
        writer.finish(&self.device).0
    }

    fn load(&self, bytes: &[u8]) -> Result<(SnapshotHead, Vec<Vec<RemoteBatch>>), FileError> {
        let mut snapshot = open(bytes, &WORKSPACE, &self.keys, &self.device.verifying())?;
        let mut parts = Vec::new();
        while let Some(part) = snapshot.next_batches()? {
            parts.push(part);
        }
        Ok((snapshot.head().clone(), parts))
    }
}

#[test]
fn a_snapshot_is_read_back_as_written() {
    let scene = scene();
    let parts = [batches(&["Metso", "Kone"]), batches(&["Valmet"])];
    let bytes = scene.snapshot(&parts);
    assert_eq!(scene.load(&bytes), Ok((head(), parts.to_vec())));
    assert_eq!(scene.load(&scene.snapshot(&[])), Ok((head(), Vec::new())));
    let text = b"Metso";
    assert!(!bytes.windows(text.len()).any(|window| window == text));
}

#[test]
fn what_does_not_fit_a_part_is_cut_and_says_the_same() {
    let scene = scene();
    let large = "x".repeat(5 << 20);
    let whole = batches(&[&large, "Kone", &large]);
    let (_, parts) = scene.load(&scene.snapshot(std::slice::from_ref(&whole))).unwrap();
    assert!(parts.len() > 1);
    assert_eq!(parts.concat(), whole);
}

#[test]
fn a_batch_that_is_cut_is_seen_at_first_and_in_place_at_last() {
    let mut whole = batches(&["Metso"]);
    let mut next = action_of(4, "Kone");
    next.id = action_of(40, "").id;
    whole[0].actions.push(next);
    let (first, second) = halves(whole.clone()).unwrap();
    assert_eq!((&first[0].seen, first[0].place), (&whole[0].seen, None));
    assert_eq!((second[0].seen.len(), second[0].place), (0, whole[0].place));
    let (first, second) = halves(first).unwrap();
    let actions = [&first[0].actions[0], &second[0].actions[0]];
    assert_eq!(actions.map(|action| action.id), [whole[0].actions[0].id; 2]);
    let changes = actions.map(|action| action.changes.clone()).concat();
    assert_eq!(changes, whole[0].actions[0].changes);
    assert!(halves(first).is_err());
    assert!(halves(Vec::new()).is_err());
}

#[test]
fn damage_anywhere_in_a_snapshot_is_found() {
    let scene = scene();
    let bytes = scene.snapshot(&[batches(&["Metso"]), batches(&["Kone"])]);
    for length in 0..bytes.len() {
        assert!(matches!(scene.load(&bytes[..length]), Err(FileError::TooShort { .. })));
    }
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(scene.load(&damaged).is_err(), "bit {bit}");
        assert!(hash(&damaged).is_err(), "bit {bit}");
    }
}

#[test]
fn a_snapshot_of_a_stranger_or_of_another_workspace_is_refused() {
    let scene = scene();
    let bytes = scene.snapshot(&[batches(&["Metso"])]);
    let (keys, verify) = (&scene.keys, scene.device.verifying());
    let stranger = Counter::from(77);
    let refused = |workspace, keys: &_, verify: &_| {
        open(&bytes, workspace, keys, verify).map(|_| ()).unwrap_err()
    };
    let other = DeviceKeys::generate(&stranger).verifying();
    assert_eq!(refused(&WORKSPACE, keys, &other), FileError::BadSignature);
    assert_eq!(refused(&[8; 16], keys, &verify), FileError::WrongWorkspace);
    let other = WorkspaceKeys::generate(&stranger);
    assert_eq!(refused(&WORKSPACE, &other, &verify), FileError::WrongKey);
}

/// Builds a file of parts by hand, as somebody with all keys might.
fn parts(scene: &Scene) -> Vec<u8> {
    scene.snapshot(&[batches(&["Metso"]), batches(&["Kone"]), batches(&["Valmet"])])
}

#[test]
fn parts_that_were_swapped_repeated_or_left_out_do_not_open() {
    use crate::sealing::{SIGNATURE, TRAILER};
    use ed25519_dalek::Signer;
    let scene = scene();
    let bytes = parts(&scene);
    let head_length = usize::from(u16::from_le_bytes([bytes[6], bytes[7]]));
    let mut pieces: Vec<&[u8]> = Vec::new();
    let mut rest = &bytes[head_length..bytes.len() - SIGNATURE - TRAILER];
    while !rest.is_empty() {
        let length = 8 + u32::from_le_bytes(rest[..4].try_into().unwrap()) as usize;
        pieces.push(&rest[..length]);
        rest = &rest[length..];
    }
    assert_eq!(pieces.len(), 4);
    let signed_again = |order: &[usize]| {
        let mut file = bytes[..head_length].to_vec();
        order.iter().for_each(|piece| file.extend_from_slice(pieces[*piece]));
        let total = (file.len() + SIGNATURE + TRAILER) as u64;
        file[8..16].copy_from_slice(&total.to_le_bytes());
        let checksum = crc32fast::hash(&file[..head_length - 4]);
        file[head_length - 4..head_length].copy_from_slice(&checksum.to_le_bytes());
        let hash = *blake3::hash(&file).as_bytes();
        let message = [KIND.signed, &WORKSPACE, &hash].concat();
        file.extend_from_slice(&scene.device.signing().sign(&message).to_bytes());
        crate::sealing::close(&mut file);
        file
    };
    assert!(scene.load(&signed_again(&[0, 1, 2, 3])).is_ok());
    for order in [&[0, 2, 1, 3][..], &[0, 1, 1, 2, 3], &[0, 1, 3], &[0, 1, 2], &[0, 1, 2, 3, 3]] {
        assert!(scene.load(&signed_again(order)).is_err(), "{order:?}");
    }
}
