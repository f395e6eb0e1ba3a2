//! What every medium keeps to, as tests that each of them runs.

/// Makes the tests; the expression makes an empty share as `Box<dyn Medium>`, with what must live
/// as long as it.
macro_rules! keeps_the_contract {
    ($share:expr) => {
        use crate::medium::{Entry, Medium, MediumError};

        #[allow(unused_variables, reason = "what comes with a share only has to live")]
        fn with_share(test: impl FnOnce(&dyn Medium)) {
            let (share, kept) = $share;
            test(&*share);
        }

        fn names(share: &dyn Medium, folder: &str) -> Vec<String> {
            let mut names: Vec<String> =
                share.list(folder).unwrap().into_iter().map(|entry| entry.name).collect();
            names.sort();
            names
        }

        #[test]
        fn a_file_is_there_whole_under_its_name_alone() {
            with_share(|share| {
                share.create("w/ab/s/0/1.seg", b"bytes").unwrap();
                assert_eq!(share.read("w/ab/s/0/1.seg", 5).unwrap(), b"bytes");
                let file = Entry { name: "1.seg".into(), size: 5, is_folder: false };
                assert_eq!(share.list("w/ab/s/0").unwrap(), [file]);
            });
        }

        #[test]
        fn a_folder_is_listed_without_what_is_further_below() {
            with_share(|share| {
                for path in ["workspace.json", "w/ab/s/0/1.seg", "w/ab/card", "wide"] {
                    share.create(path, b"x").unwrap();
                }
                assert_eq!(names(share, ""), ["w", "wide", "workspace.json"]);
                assert_eq!(names(share, "w/ab"), ["card", "s"]);
                let folder = Entry { name: "0".into(), size: 0, is_folder: true };
                assert_eq!(share.list("w/ab/s").unwrap(), [folder]);
            });
        }

        #[test]
        fn a_file_that_is_there_is_never_written_over() {
            with_share(|share| {
                share.create("heads/a", b"first").unwrap();
                for other in [&b"second"[..], b"first", b""] {
                    let refused = share.create("heads/a", other).unwrap_err();
                    assert!(
                        matches!(&refused, MediumError::AlreadyThere { path } if path == "heads/a"),
                        "{refused:?}"
                    );
                }
                assert_eq!(share.read("heads/a", 100).unwrap(), b"first");
                assert_eq!(names(share, "heads"), ["a"]);
            });
        }

        #[test]
        fn an_empty_file_is_a_file() {
            with_share(|share| {
                share.create("w/ab/q/x", b"").unwrap();
                assert_eq!(names(share, "w/ab/q"), ["x"]);
                assert_eq!(share.read("w/ab/q/x", 0).unwrap(), b"");
                assert!(matches!(share.create("w/ab/q/x", b""), Err(MediumError::AlreadyThere { .. })));
            });
        }

        #[test]
        fn a_missing_folder_is_empty_and_a_missing_file_is_missing() {
            with_share(|share| {
                assert_eq!(share.list("w/none/s").unwrap(), []);
                assert!(matches!(share.read("w/x", 9), Err(MediumError::Missing { path }) if path == "w/x"));
                share.create("a", b"x").unwrap();
                assert!(matches!(share.read("w/x", 9), Err(MediumError::Missing { .. })));
            });
        }

        #[test]
        fn what_was_removed_is_gone_and_can_be_removed_again() {
            with_share(|share| {
                share.remove("w/x").unwrap();
                share.create("w/x", b"1").unwrap();
                share.create("w/y", b"2").unwrap();
                share.remove("w/x").unwrap();
                share.remove("w/x").unwrap();
                assert_eq!(names(share, "w"), ["y"]);
                share.create("w/x", b"3").unwrap();
                assert_eq!(share.read("w/x", 9).unwrap(), b"3");
            });
        }

        #[test]
        fn a_file_above_the_limit_is_not_read() {
            with_share(|share| {
                share.create("a", &[0; 11]).unwrap();
                let refused = share.read("a", 10);
                assert!(
                    matches!(refused, Err(MediumError::TooLarge { size: 11, limit: 10, .. })),
                    "{refused:?}"
                );
                assert_eq!(share.read("a", 11).unwrap(), [0; 11]);
            });
        }

        #[test]
        fn a_share_that_is_there_answers() {
            with_share(|share| {
                share.probe().unwrap();
                share.create("a", b"x").unwrap();
                share.probe().unwrap();
            });
        }
    };
}

pub(crate) use keeps_the_contract;
