use super::*;
use crate::medium::contract::keeps_the_contract;

/// A share, and what must live as long as it.
type Held = (Box<dyn Medium>, Box<dyn std::any::Any>);

/// An operator works on a runtime, which a test must keep.
fn operator(operator: opendal::Operator) -> (Operator, tokio::runtime::Runtime) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let _entered = runtime.enter();
    let operator = Operator::new(operator).unwrap();
    (operator, runtime)
}

fn memory() -> (OpendalMedium, tokio::runtime::Runtime) {
    let (operator, runtime) =
        operator(opendal::Operator::new(opendal::services::Memory::default()).unwrap());
    (OpendalMedium::new(operator), runtime)
}

fn folder() -> (OpendalMedium, (tokio::runtime::Runtime, tempfile::TempDir)) {
    let folder = tempfile::tempdir().unwrap();
    let service = opendal::services::Fs::default().root(folder.path().to_str().unwrap());
    let (operator, runtime) = operator(opendal::Operator::new(service).unwrap());
    (OpendalMedium::new(operator), (runtime, folder))
}

fn held<T: 'static>((medium, rest): (OpendalMedium, T)) -> Held {
    (Box::new(medium), Box::new(rest))
}

mod in_memory {
    use super::*;
    keeps_the_contract!(held(memory()));
}

mod in_a_folder {
    use super::*;
    keeps_the_contract!(held(folder()));
}

mod where_the_service_writes_over_files {
    use super::*;

    fn careful<T>((mut medium, rest): (OpendalMedium, T)) -> (OpendalMedium, T) {
        medium.makes_new_only = false;
        (medium, rest)
    }

    keeps_the_contract!(held(careful(memory())));

    mod in_a_folder {
        use super::*;
        keeps_the_contract!(held(careful(folder())));
    }
}

#[test]
fn both_services_of_the_tests_are_asked_to_make_new_files_only() {
    assert!(memory().0.makes_new_only && folder().0.makes_new_only);
}

#[test]
fn no_path_leaves_the_share() {
    let (medium, _runtime) = memory();
    for path in ["../x", "a/../../x", "/etc/x", "a//b", "c:x", "a\\b", "a/", ""] {
        assert!(matches!(medium.create(path, b""), Err(MediumError::Io { .. })), "{path}");
    }
}

#[test]
fn what_opendal_says_is_sorted_by_what_can_be_done() {
    let sorted = |error: Error| of("reading", "x", error);
    let plain = |kind| sorted(Error::new(kind, "said"));
    assert!(matches!(plain(ErrorKind::NotFound), MediumError::Missing { .. }));
    assert!(matches!(plain(ErrorKind::AlreadyExists), MediumError::AlreadyThere { .. }));
    assert!(matches!(plain(ErrorKind::PermissionDenied), MediumError::Denied { .. }));
    assert!(matches!(plain(ErrorKind::RateLimited), MediumError::Unreachable { .. }));
    assert!(matches!(plain(ErrorKind::Unexpected), MediumError::Io { .. }));
    let passing = Error::new(ErrorKind::Unexpected, "said").set_temporary();
    assert!(matches!(sorted(passing), MediumError::Unreachable { .. }));
    let full = io::Error::from(io::ErrorKind::StorageFull);
    let full = Error::new(ErrorKind::Unexpected, "said").set_source(full);
    assert!(matches!(sorted(full), MediumError::Full { .. }));
}
