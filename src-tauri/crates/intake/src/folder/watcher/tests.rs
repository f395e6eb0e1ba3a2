use std::fs;
use std::path::Path;

use super::*;
use crate::folder::Patience;

const LIST: &str = "Etunimi;Sukunimi;Sähköposti\nMaija;Mallila;maija.mallila@example.fi\n";

struct Watched {
    folder: tempfile::TempDir,
    events: mpsc::Receiver<Event>,
}

fn watch(taken: &[FileHash]) -> Watched {
    let folder = tempfile::tempdir().unwrap();
    let events = start(folder.path(), taken);
    Watched { folder, events }
}

fn start(root: &Path, taken: &[FileHash]) -> mpsc::Receiver<Event> {
    let (sender, events) = mpsc::channel(16);
    let options = WatcherOptions { hints: false, largest: 1 << 20, ..WatcherOptions::default() };
    let folder = Folder::new(Patience::LOCAL, taken.iter().copied());
    tokio::spawn(Watcher::new(root.to_owned(), folder, options).run(sender));
    events
}

impl Watched {
    fn write(&self, name: &str, content: &str) {
        fs::write(self.folder.path().join(name), content).unwrap();
    }

    async fn next(&mut self) -> Event {
        tokio::time::timeout(Duration::from_secs(300), self.events.recv()).await.unwrap().unwrap()
    }

    async fn nothing_for(&mut self, seconds: u64) -> bool {
        tokio::time::timeout(Duration::from_secs(seconds), self.events.recv()).await.is_err()
    }
}

fn growing(name: &str) -> Event {
    Event::Growing { path: name.into() }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_dropped_in_is_told_once_with_its_bytes() {
    let mut watched = watch(&[]);
    watched.write("lista.csv", LIST);
    assert_eq!(watched.next().await, growing("lista.csv"));
    let Event::Ready { path, bytes, hash } = watched.next().await else { panic!("not ready") };
    assert_eq!((path.as_path(), &*bytes), (Path::new("lista.csv"), LIST.as_bytes()));
    assert_eq!(hash, *blake3::hash(LIST.as_bytes()).as_bytes());

    watched.write("kopio.csv", LIST);
    assert_eq!(watched.next().await, growing("kopio.csv"));
    assert!(watched.nothing_for(300).await);
}

#[tokio::test(start_paused = true)]
async fn what_lay_there_while_the_program_was_closed_is_told_unless_it_was_taken_before() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("vanha.csv"), LIST).unwrap();
    fs::write(folder.path().join("uusi.csv"), format!("{LIST}Aino;Aalto;aino.aalto@example.fi\n"))
        .unwrap();
    let events = start(folder.path(), &[*blake3::hash(LIST.as_bytes()).as_bytes()]);
    let mut watched = Watched { folder, events };

    assert_eq!(watched.next().await, growing("uusi.csv"));
    assert_eq!(watched.next().await, growing("vanha.csv"));
    let Event::Ready { path, .. } = watched.next().await else { panic!("not ready") };
    assert_eq!(path, Path::new("uusi.csv"));
    assert!(watched.nothing_for(300).await);
}

#[tokio::test(start_paused = true)]
async fn a_folder_that_goes_away_and_comes_back_is_said_once_each_and_forgets_nothing() {
    let mut watched = watch(&[]);
    watched.write("lista.csv", LIST);
    assert_eq!(watched.next().await, growing("lista.csv"));
    assert!(matches!(watched.next().await, Event::Ready { .. }));

    let away = watched.folder.path().with_extension("away");
    fs::rename(watched.folder.path(), &away).unwrap();
    assert_eq!(watched.next().await, Event::Unreachable { why: io::ErrorKind::NotFound });
    assert!(watched.nothing_for(60).await);
    fs::rename(&away, watched.folder.path()).unwrap();
    assert_eq!(watched.next().await, Event::Reachable);
    assert!(watched.nothing_for(300).await);
}

#[tokio::test(start_paused = true)]
async fn a_cut_off_file_is_waited_for_and_at_last_told_as_it_is() {
    let mut watched = watch(&[]);
    watched.write("lista.csv", "Etunimi;Sukunimi;Sähköposti\nMaija;Mall");
    assert_eq!(watched.next().await, growing("lista.csv"));
    assert!(watched.nothing_for(55).await);
    assert!(matches!(watched.next().await, Event::Ready { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_file_beyond_the_limit_is_left_alone_in_the_end() {
    let mut watched = watch(&[]);
    watched.write("suuri.csv", &LIST.repeat(40_000));
    assert_eq!(watched.next().await, growing("suuri.csv"));
    let left = Event::LeftAlone { path: "suuri.csv".into(), why: LeftAlone::Unreadable };
    assert_eq!(watched.next().await, left);
}

#[tokio::test(start_paused = true)]
async fn closing_the_receiver_stops_the_watcher() {
    let folder = tempfile::tempdir().unwrap();
    let (sender, events) = mpsc::channel(1);
    let options = WatcherOptions { hints: false, ..WatcherOptions::default() };
    let known = Folder::new(Patience::LOCAL, []);
    let running = tokio::spawn(Watcher::new(folder.path().to_owned(), known, options).run(sender));
    drop(events);
    tokio::time::timeout(Duration::from_secs(60), running).await.unwrap().unwrap();
}
