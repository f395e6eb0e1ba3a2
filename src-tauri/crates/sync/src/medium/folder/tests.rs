use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use super::*;

fn folder() -> (tempfile::TempDir, FolderMedium) {
    let folder = tempfile::tempdir().unwrap();
    let medium = FolderMedium::pausing(folder.path(), |_| {});
    (folder, medium)
}

fn names(medium: &FolderMedium, folder: &str) -> Vec<String> {
    let mut names: Vec<String> =
        medium.list(folder).unwrap().into_iter().map(|entry| entry.name).collect();
    names.sort();
    names
}

mod as_every_medium {
    use super::*;
    use crate::medium::contract::keeps_the_contract;

    fn share() -> (Box<dyn Medium>, tempfile::TempDir) {
        let (folder, medium) = folder();
        (Box::new(medium), folder)
    }

    keeps_the_contract!(share());
}

#[test]
fn what_a_stopped_program_left_is_written_anew() {
    let (folder, medium) = folder();
    fs::create_dir(folder.path().join("heads")).unwrap();
    fs::write(folder.path().join("heads/a.tmp"), b"ha").unwrap();
    medium.create("heads/a", b"half").unwrap();
    assert_eq!(medium.read("heads/a", 100).unwrap(), b"half");
    assert_eq!(names(&medium, "heads"), ["a"]);
}

#[test]
fn a_root_that_is_gone_is_unreachable_and_is_never_made_again() {
    let (folder, medium) = folder();
    medium.create("heads/a", b"x").unwrap();
    fs::remove_dir_all(folder.path()).unwrap();
    let away = |result: Result<(), MediumError>| {
        assert!(matches!(result, Err(MediumError::Unreachable { .. })), "{result:?}");
    };
    away(medium.probe());
    away(medium.list("heads").map(drop));
    away(medium.list("").map(drop));
    away(medium.read("heads/a", 9).map(drop));
    away(medium.create("heads/b", b"x"));
    away(medium.create("c", b"x"));
    away(medium.remove("heads/a"));
    assert!(!folder.path().exists());
}

#[test]
fn what_systems_leave_in_folders_is_not_listed() {
    let (folder, medium) = folder();
    for noise in ["~$x.seg", "._x.seg", ".DS_Store", "desktop.ini", "Thumbs.db"] {
        fs::write(folder.path().join(noise), b"").unwrap();
    }
    medium.create("x.seg", b"").unwrap();
    assert_eq!(names(&medium, ""), ["x.seg"]);
}

#[test]
fn no_path_leaves_the_share() {
    let (_folder, medium) = folder();
    for path in ["../x", "a/../../x", "/etc/x", "a//b", "c:x", "a\\b"] {
        assert!(matches!(medium.create(path, b""), Err(MediumError::Io { .. })), "{path}");
    }
}

#[test]
fn a_step_is_tried_again_for_two_and_a_half_seconds_while_windows_holds_the_file() {
    for code in [5, 32, 33, 1175] {
        let waited = Arc::new(Mutex::new(Duration::ZERO));
        let sum = waited.clone();
        let mut medium = FolderMedium::pausing("/", move |pause| *sum.lock().unwrap() += pause);
        medium.is_passing = |error| matches!(error.raw_os_error(), Some(5 | 32 | 33 | 1175));
        let tries = AtomicU32::new(0);
        let refused = medium.patiently(|| -> io::Result<()> {
            tries.fetch_add(1, Ordering::Relaxed);
            Err(io::Error::from_raw_os_error(code))
        });
        assert_eq!(refused.unwrap_err().raw_os_error(), Some(code));
        assert_eq!(tries.load(Ordering::Relaxed), TRIES);
        assert_eq!(*waited.lock().unwrap(), Duration::from_millis(2_550));
        tries.store(0, Ordering::Relaxed);
        let done = medium.patiently(|| match tries.fetch_add(1, Ordering::Relaxed) {
            2 => Ok(7),
            _ => Err(io::Error::from_raw_os_error(code)),
        });
        assert_eq!(done.unwrap(), 7);
    }
}

#[test]
fn a_disk_that_cannot_promise_is_believed_and_one_that_fails_is_not() {
    const EIO: i32 = 5;
    for code in [22, 25] {
        let answer = || Err(io::Error::from_raw_os_error(code));
        assert!(tolerant(answer(), answer).is_ok());
        assert!(tolerant(answer(), || Err(io::Error::from_raw_os_error(EIO))).is_err());
    }
    let unsupported = || Err(ErrorKind::Unsupported.into());
    assert!(tolerant(unsupported(), unsupported).is_ok());
    assert!(tolerant(Err(io::Error::from_raw_os_error(EIO)), || Ok(())).is_err());
}

#[test]
fn what_the_system_says_is_sorted_by_what_can_be_done() {
    let sorted = |kind: ErrorKind| MediumError::of("reading", "x", kind.into());
    assert!(matches!(sorted(ErrorKind::StorageFull), MediumError::Full { .. }));
    assert!(matches!(sorted(ErrorKind::QuotaExceeded), MediumError::Full { .. }));
    assert!(matches!(sorted(ErrorKind::PermissionDenied), MediumError::Denied { .. }));
    assert!(matches!(sorted(ErrorKind::ReadOnlyFilesystem), MediumError::Denied { .. }));
    assert!(matches!(sorted(ErrorKind::NotFound), MediumError::Missing { .. }));
    assert!(matches!(sorted(ErrorKind::TimedOut), MediumError::Unreachable { .. }));
    assert!(matches!(sorted(ErrorKind::StaleNetworkFileHandle), MediumError::Unreachable { .. }));
    assert!(matches!(sorted(ErrorKind::Other), MediumError::Io { .. }));
}
