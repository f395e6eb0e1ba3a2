use domain::{UnixMillis, WriterId};
use zeroize::Zeroizing;

use super::*;
use crate::file_error::FileError;
use crate::scene::{Counter, Scene, WORKSPACE, WRITER, scene};

const CHEAP: Cost = Cost::TRIFLING;

impl Scene {
    fn bundle(&self) -> Bundle {
        Bundle {
            workspace: WORKSPACE,
            name: "Yrityskumppanuudet".into(),
            id_key: Zeroizing::new([0x1D; 32]),
            keys: self.keys.clone(),
        }
    }

    fn wrap(&self, wrap_for: WrapFor<'_>) -> Vec<u8> {
        wrap(&self.bundle(), wrap_for, 2, WRITER, &self.device, &self.chance)
    }
}

#[test]
fn the_passphrase_opens_and_another_does_not() {
    let scene = scene();
    let bytes = scene.wrap(WrapFor::Passphrase("Käpy ja kirves", CHEAP));
    let opened = unwrap(&bytes, Unwrap::Passphrase("Käpy ja kirves")).unwrap();
    assert_eq!(opened.bundle, scene.bundle());
    assert_eq!(opened.verify(&scene.device.verifying()), Ok(()));
    // The same letters, as another keyboard composes them.
    assert!(unwrap(&bytes, Unwrap::Passphrase("Ka\u{308}py ja kirves")).is_ok());
    for wrong in ["", "käpy ja kirves", "Käpy ja kirves "] {
        assert_eq!(unwrap(&bytes, Unwrap::Passphrase(wrong)), Err(FileError::WrongKey));
    }
}

#[test]
fn a_file_for_a_workstation_opens_for_it_alone() {
    let scene = scene();
    let own = DeviceKeys::generate(&Counter::from(50));
    let other = DeviceKeys::generate(&Counter::from(60));
    let bytes = scene.wrap(WrapFor::Device(&own.sealing()));
    assert_eq!(unwrap(&bytes, Unwrap::Device(&own)).unwrap().bundle, scene.bundle());
    assert_eq!(unwrap(&bytes, Unwrap::Device(&other)), Err(FileError::WrongKey));
    assert_eq!(unwrap(&bytes, Unwrap::Passphrase("x")), Err(FileError::WrongKey));
    let name = peek_keys(&bytes).unwrap().name();
    let id = device_mark(&own.sealing());
    assert_eq!(name, Some(crate::names::ShareName::Key { id, number: 2 }));
}

#[test]
fn an_invitation_opens_with_its_code_however_it_is_typed() {
    let scene = scene();
    let code = InvitationCode::generate(&Counter::from(33));
    let bytes = scene.wrap(WrapFor::Invitation(&code, CHEAP));
    let typed = code.to_string().to_lowercase().replace('-', " ");
    let typed: InvitationCode = typed.parse().unwrap();
    assert_eq!(unwrap(&bytes, Unwrap::Invitation(&typed)).unwrap().bundle, scene.bundle());
    let other = InvitationCode::generate(&Counter::from(34));
    assert_eq!(unwrap(&bytes, Unwrap::Invitation(&other)), Err(FileError::WrongKey));
    assert_eq!(peek_keys(&bytes).unwrap().name(), None);
}

#[test]
fn what_is_no_code_is_refused() {
    for text in ["", "7K2M-90QX-4TBC", "7K2M-90QX-4TBC-W3HVX", "7K2M-90QX-4TBC-W3HU", "ÄÄÄÄ-ÄÄÄÄ"]
    {
        assert!(text.parse::<InvitationCode>().is_err(), "{text}");
    }
    let code: InvitationCode = "o1l0-90qx-4tbc-w3hv".parse().unwrap();
    assert_eq!(code.to_string(), "0110-90QX-4TBC-W3HV");
}

#[test]
fn keys_that_a_stranger_wrapped_are_not_believed() {
    let scene = scene();
    let stranger = DeviceKeys::generate(&Counter::from(70));
    let wrap_for = WrapFor::Device(&scene.device.sealing());
    let bytes = wrap(&scene.bundle(), wrap_for, 1, WRITER, &stranger, &scene.chance);
    let opened = unwrap(&bytes, Unwrap::Device(&scene.device)).unwrap();
    assert_eq!(opened.verify(&scene.device.verifying()), Err(FileError::BadSignature));
}

#[test]
fn damage_anywhere_in_a_file_of_keys_is_found() {
    let scene = scene();
    let own = DeviceKeys::generate(&Counter::from(50));
    for bytes in
        [scene.wrap(WrapFor::Passphrase("x", CHEAP)), scene.wrap(WrapFor::Device(&own.sealing()))]
    {
        let open = |bytes: &[u8]| match peek_keys(bytes)?.wrapped {
            Wrapped::Device(_) => unwrap(bytes, Unwrap::Device(&own)),
            _ => unwrap(bytes, Unwrap::Passphrase("x")),
        };
        assert!(open(&bytes).is_ok());
        for length in 0..bytes.len() {
            assert!(matches!(open(&bytes[..length]), Err(FileError::TooShort { .. })));
        }
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&damaged).is_err(), "bit {bit}");
        }
    }
}

#[test]
fn nobody_is_made_to_pay_more_than_the_bound() {
    use crate::wire::{Reader, put_number};
    let read = |numbers: [u64; 3]| {
        let mut bytes = Vec::new();
        numbers.iter().for_each(|number| put_number(&mut bytes, *number));
        stretch::Cost::read(&mut Reader::new(&bytes)).is_ok()
    };
    assert!(read([64 * 1024, 3, 1]) && read([8, 1, 1]));
    for wrong in [
        [1 << 20, 3, 1],
        [1 << 33, 3, 1],
        [65_536, 11, 1],
        [65_536, 3, 5],
        [65_536, 0, 1],
        [7, 1, 1],
    ] {
        assert!(!read(wrong), "{wrong:?}");
    }
}

#[test]
fn keys_never_show_in_debug_output() {
    let scene = scene();
    let shown = format!("{:?} {:?} {:?}", scene.keys, scene.device, scene.bundle());
    assert!(!shown.contains("1, 1, 1") && !shown.contains("29, 29"), "{shown}");
}

#[test]
fn an_epoch_is_forgotten_only_when_a_later_one_is_written_under() {
    let mut keys = WorkspaceKeys::generate(&Counter::from(1));
    assert_eq!(keys.forget_before(9), 0);
    assert_eq!(keys.rotate(&Counter::from(2)), 2);
    assert_eq!((keys.forget_before(2), keys.current()), (1, 2));
    let earlier = WorkspaceKeys::generate(&Counter::from(1));
    keys.learn(&earlier);
    assert_eq!((keys.epochs().collect::<Vec<_>>(), keys.current()), (vec![1, 2], 2));
}

#[test]
fn a_time_is_no_secret() {
    let scene = scene();
    let head = peek_keys(&scene.wrap(WrapFor::Passphrase("x", CHEAP))).unwrap();
    assert_eq!((head.issued_by, head.number), (WriterId([0xA1; 16]), 2));
    assert_eq!(head.made_at, UnixMillis(1_790_000_002_000));
}
