use super::*;
use crate::scene::{Scene, WORKSPACE, WRITER, scene};

impl Scene {
    fn secrets(&self) -> Secrets {
        let bundle = Bundle {
            workspace: WORKSPACE,
            name: "Yrityskumppanuudet".into(),
            id_key: Zeroizing::new([0x1D; 32]),
            keys: self.keys.clone(),
        };
        Secrets { bundle, device: self.device.clone() }
    }
}

fn same(one: &Secrets, other: &Secrets) -> bool {
    one.bundle == other.bundle && one.device.to_bytes() == other.device.to_bytes()
}

fn keeps(vault: &dyn Vault) {
    let secrets = scene().secrets();
    let other = WriterId([8; 16]);
    assert!(vault.load(WRITER).unwrap().is_none());
    assert_eq!(vault.witness(WRITER).unwrap(), None);
    vault.save(WRITER, &secrets).unwrap();
    vault.set_witness(WRITER, 7).unwrap();
    vault.set_witness(WRITER, 8).unwrap();
    assert!(same(&vault.load(WRITER).unwrap().unwrap(), &secrets));
    assert_eq!(vault.witness(WRITER).unwrap(), Some(8));
    assert!(vault.load(other).unwrap().is_none());
    vault.forget(other).unwrap();
    vault.forget(WRITER).unwrap();
    assert!(vault.load(WRITER).unwrap().is_none());
    assert_eq!(vault.witness(WRITER).unwrap(), None);
}

/// A keychain that takes nothing longer than Windows does.
struct Narrow(MemorySafe);

impl Safe for Narrow {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.0.get(name)
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        if secret.len() > 256 {
            return Err(VaultError::Keychain { attempt: "a trial", why: "too long".into() });
        }
        self.0.put(name, secret)
    }

    fn drop(&self, name: &str) -> Result<(), VaultError> {
        self.0.drop(name)
    }

    fn whereabouts(&self) -> Whereabouts {
        Whereabouts::Keychain
    }
}

#[test]
fn secrets_are_kept_found_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    keeps(&MemorySafe::default());
    keeps(&FolderSafe::new(folder.path().join("keys"), String::new()));
    let both = Both {
        keychain: Narrow(MemorySafe::default()),
        folder: FolderSafe::new(folder.path().join("both"), String::new()),
    };
    keeps(&both);
}

#[test]
fn what_a_keychain_refuses_goes_to_a_file_and_comes_back_when_it_fits() {
    let folder = tempfile::tempdir().unwrap();
    let keychain = MemorySafe::default();
    let both = Both {
        keychain: Narrow(keychain.clone()),
        folder: FolderSafe::new(folder.path().into(), String::new()),
    };
    let mut secrets = scene().secrets();
    both.save(WRITER, &secrets).unwrap();
    assert!(keychain.load(WRITER).unwrap().is_some());
    for _ in 0..9 {
        secrets.bundle.keys.rotate(&crate::scene::Counter::from(90));
    }
    both.save(WRITER, &secrets).unwrap();
    assert!(same(&both.load(WRITER).unwrap().unwrap(), &secrets));
    assert!(both.folder.load(WRITER).unwrap().is_some());
    secrets.bundle.keys.forget_before(10);
    both.save(WRITER, &secrets).unwrap();
    assert!(same(&both.load(WRITER).unwrap().unwrap(), &secrets));
    assert!(both.folder.load(WRITER).unwrap().is_none());
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let safe = FolderSafe::new(folder.path().into(), String::new());
    safe.save(WRITER, &scene().secrets()).unwrap();
    safe.save(WRITER, &scene().secrets()).unwrap();
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_half_written_file_of_before_is_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let safe = FolderSafe::new(folder.path().into(), String::new());
    let beside = folder.path().join(format!("{}.secret", keys_name(WRITER))).with_extension("tmp");
    std::fs::File::create(&beside).unwrap();
    safe.save(WRITER, &scene().secrets()).unwrap();
    assert!(same(&safe.load(WRITER).unwrap().unwrap(), &scene().secrets()));
    assert!(!beside.exists());
}

#[test]
fn damaged_secrets_and_those_of_a_newer_version_are_told_apart() {
    let safe = MemorySafe::default();
    let bytes = scene().secrets().to_bytes();
    for length in 0..bytes.len() {
        safe.put(&keys_name(WRITER), &bytes[..length]).unwrap();
        assert!(matches!(safe.load(WRITER), Err(VaultError::Damaged)), "{length}");
    }
    let mut newer = bytes.to_vec();
    newer[0] = 2;
    safe.put(&keys_name(WRITER), &newer).unwrap();
    assert!(matches!(safe.load(WRITER), Err(VaultError::NewerFormat)));
    safe.put(&witness_name(WRITER), &[1, 2]).unwrap();
    assert!(matches!(safe.witness(WRITER), Err(VaultError::Damaged)));
}

#[test]
fn where_there_is_no_keychain_files_take_over_and_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(folder.path().into());
    match vault.whereabouts() {
        Whereabouts::Keychain => assert!(KeychainSafe::probe().is_ok()),
        Whereabouts::Folder { folder: place, reason } => {
            assert_eq!(place, folder.path());
            assert!(reason.contains("keychain"), "{reason}");
            keeps(vault.as_ref());
        }
        Whereabouts::Memory => panic!("a workstation must not forget its keys"),
    }
}
