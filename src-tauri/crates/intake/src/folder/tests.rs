use proptest::prelude::*;

use super::*;

const SECOND: Duration = Duration::from_secs(1);

fn entry(path: &str, size: u64, modified: i64) -> Entry {
    Entry { path: path.into(), size, modified: Some(modified), is_link: false }
}

fn folder() -> Folder {
    Folder::new(Patience::LOCAL, [])
}

fn settled(folder: &mut Folder, listing: &[Entry], seconds: u32) -> Vec<(String, bool)> {
    let observation = folder.observe(listing, SECOND * seconds);
    observation
        .settled
        .into_iter()
        .map(|file| (file.path.to_string_lossy().into_owned(), file.last_chance))
        .collect()
}

#[test]
fn a_file_is_taken_after_two_equal_looks_a_settle_time_apart() {
    let mut folder = folder();
    assert_eq!(folder.observe(&[entry("a.csv", 5, 1)], SECOND).growing, [PathBuf::from("a.csv")]);
    assert!(settled(&mut folder, &[entry("a.csv", 5, 1)], 2).is_empty());
    assert_eq!(settled(&mut folder, &[entry("a.csv", 5, 1)], 3), [("a.csv".to_owned(), false)]);
    assert!(settled(&mut folder, &[entry("a.csv", 5, 1)], 9).is_empty());
}

#[test]
fn a_growing_file_is_waited_for() {
    let mut folder = folder();
    for second in 0..20 {
        let listing = [entry("a.csv", 5 + u64::from(second), 1)];
        assert!(settled(&mut folder, &listing, second).is_empty());
    }
    assert!(folder.is_waiting());
    assert_eq!(settled(&mut folder, &[entry("a.csv", 24, 1)], 30).len(), 1);
}

#[test]
fn a_file_that_keeps_its_size_but_not_its_time_is_waited_for() {
    let mut folder = folder();
    assert!(settled(&mut folder, &[entry("a.csv", 5, 1)], 0).is_empty());
    assert!(settled(&mut folder, &[entry("a.csv", 5, 2)], 5).is_empty());
}

#[test]
fn locks_downloads_under_way_and_hidden_files_are_not_even_mentioned() {
    let noise = [
        "~$lista.xlsx",
        ".~lock.lista.csv#",
        "lista.csv.tmp",
        "lista.csv.crdownload",
        "lista.partial",
        ".DS_Store",
        "._lista.csv",
        ".done/lista.csv",
        "desktop.ini",
        "Thumbs.db",
        "lista.csv~",
        "syksy/~$lista.xlsx",
    ];
    for path in noise {
        let observation = folder().observe(&[entry(path, 5, 1)], SECOND);
        assert_eq!(observation, Observation::default(), "{path}");
    }
}

#[test]
fn files_of_other_kinds_and_links_are_named_once() {
    let mut folder = folder();
    let link = Entry { is_link: true, ..entry("linkki.csv", 5, 1) };
    let listing = [entry("kuva.png", 5, 1), entry("LISTA.CSV", 5, 1), link];
    let first = folder.observe(&listing, SECOND);
    assert_eq!(
        first.left_alone,
        [
            (PathBuf::from("kuva.png"), LeftAlone::UnknownKind),
            (PathBuf::from("linkki.csv"), LeftAlone::Link),
        ]
    );
    assert_eq!(first.growing, [PathBuf::from("LISTA.CSV")]);
    assert!(folder.observe(&listing, SECOND * 2).left_alone.is_empty());
    let touched = [entry("kuva.png", 6, 2)];
    assert!(folder.observe(&touched, SECOND * 3).left_alone.is_empty());
}

#[test]
fn a_file_without_a_byte_is_given_time_to_get_some() {
    let mut folder = folder();
    let listing = [entry("a.csv", 0, 1)];
    for second in 0..60 {
        assert!(settled(&mut folder, &listing, second).is_empty());
    }
    assert_eq!(settled(&mut folder, &listing, 60), [("a.csv".to_owned(), true)]);
}

#[test]
fn a_file_that_looks_cut_off_is_offered_again_and_at_last_as_it_is() {
    let mut folder = folder();
    let listing = [entry("a.csv", 5, 1)];
    let mut offers = Vec::new();
    for second in 0..100 {
        for (path, last_chance) in settled(&mut folder, &listing, second) {
            offers.push((second, last_chance));
            if last_chance {
                folder.took(Path::new(&path), [1; 32]);
            } else {
                folder.unfinished(Path::new(&path), SECOND * second);
            }
        }
    }
    assert_eq!(offers.last(), Some(&(60, true)));
    assert!(offers.len() > 10 && offers[..offers.len() - 1].iter().all(|(_, last)| !last));
    assert!(!folder.is_waiting());
}

#[test]
fn the_same_bytes_are_new_only_once() {
    let mut folder = Folder::new(Patience::LOCAL, [[9; 32]]);
    let listing = [entry("a (1).csv", 5, 1), entry("a.csv", 5, 1), entry("old.csv", 5, 1)];
    folder.observe(&listing, SECOND);
    assert_eq!(folder.observe(&listing, SECOND * 4).settled.len(), 3);
    assert!(folder.took(Path::new("a.csv"), [1; 32]));
    assert!(!folder.took(Path::new("a (1).csv"), [1; 32]));
    assert!(!folder.took(Path::new("old.csv"), [9; 32]));
}

#[test]
fn a_share_that_comes_back_is_not_announced_again() {
    let mut folder = folder();
    let listing = [entry("a.csv", 5, 1)];
    folder.observe(&listing, SECOND);
    assert_eq!(settled(&mut folder, &listing, 4).len(), 1);
    folder.took(Path::new("a.csv"), [1; 32]);

    assert_eq!(folder.observe(&[], SECOND * 5), Observation::default());
    assert_eq!(folder.observe(&listing, SECOND * 50), Observation::default());
    assert_eq!(folder.observe(&listing, SECOND * 90), Observation::default());
}

#[test]
fn a_file_saved_again_under_its_name_is_looked_at_again() {
    let mut folder = folder();
    folder.observe(&[entry("a.csv", 5, 1)], SECOND);
    settled(&mut folder, &[entry("a.csv", 5, 1)], 4);
    folder.took(Path::new("a.csv"), [1; 32]);

    folder.observe(&[entry("a.csv", 7, 2)], SECOND * 5);
    assert_eq!(settled(&mut folder, &[entry("a.csv", 7, 2)], 8).len(), 1);
    assert!(folder.took(Path::new("a.csv"), [2; 32]));
}

proptest! {
    /// Whatever a folder shows, no file is offered that changed within the settle time, and none
    /// twice without having changed in between.
    #[test]
    fn only_settled_files_are_offered_and_each_state_once(
        looks in prop::collection::vec((0_u32..5, prop::collection::vec((0_usize..3, 1_u64..3, 0_i64..3), 0..3)), 1..40)
    ) {
        let names = ["a.csv", "b.xlsx", "c.txt"];
        let (mut folder, mut now) = (folder(), 0);
        let mut last: BTreeMap<String, (u64, i64, u32, bool)> = BTreeMap::new();
        for (pause, files) in looks {
            now += pause;
            let mut files: Vec<_> =
                files.into_iter().map(|(name, size, time)| (names[name], size, time)).collect();
            files.dedup_by_key(|file| file.0);
            files.sort_unstable();
            files.dedup_by_key(|file| file.0);
            for &(name, size, time) in &files {
                let known = last.entry(name.to_owned()).or_insert((size, time, now, false));
                if (known.0, known.1) != (size, time) {
                    *known = (size, time, now, false);
                }
            }
            let listing: Vec<_> =
                files.iter().map(|&(name, size, time)| entry(name, size, time)).collect();
            for (path, _) in settled(&mut folder, &listing, now) {
                let known = last.get_mut(&path).unwrap();
                prop_assert!(now - known.2 >= 2);
                prop_assert!(!std::mem::replace(&mut known.3, true));
            }
        }
    }
}
