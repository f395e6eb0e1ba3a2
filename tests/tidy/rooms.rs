//! What the Rust sources of a room may say.

use crate::files::File;
#[cfg(test)]
use crate::files::file;

/// Words that have no place in the product code of a room, with the reason.
struct Ban {
    rooms: &'static [&'static str],
    words: &'static [&'static str],
    why: &'static str,
}

const DOMAIN: &str = "src-tauri/crates/domain/src/";
const DOCUMENTS: &str = "src-tauri/crates/documents/src/";
const EXCHANGE: &str = "src-tauri/crates/exchange/src/";
const INTAKE: &str = "src-tauri/crates/intake/src/";
const APP: &str = "src-tauri/crates/app/src/";
const CLI: &str = "src-tauri/crates/cli/src/";
const STORE: &str = "src-tauri/crates/store/src/";
const WINDOW: &str = "src-tauri/src/";

const BANS: &[Ban] = &[
    Ban {
        rooms: &[DOMAIN, DOCUMENTS],
        words: &["std::fs", "std::net", "std::env", "std::process", "tokio::"],
        why: "a pure function of its arguments",
    },
    Ban {
        rooms: &[DOMAIN, DOCUMENTS, EXCHANGE],
        words: &["async fn", "async move", ".await"],
        why: "nothing here waits",
    },
    Ban {
        rooms: &[DOMAIN, DOCUMENTS, EXCHANGE, STORE, INTAKE, APP, CLI, WINDOW],
        words: &["SystemTime::now", "Utc::now", "Local::now"],
        why: "time is an argument",
    },
    Ban {
        rooms: &[DOMAIN, DOCUMENTS, EXCHANGE, APP],
        words: &["Instant::now"],
        why: "time is an argument",
    },
    Ban {
        rooms: &[DOMAIN, DOCUMENTS, EXCHANGE, INTAKE, APP, CLI, WINDOW],
        words: &["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE FROM", "\"PRAGMA ", "sqlx::"],
        why: "only the store speaks SQL",
    },
];

/// The one file that asks the system's clock; everything else is handed the time.
const CLOCK: &str = "src-tauri/crates/app/src/environment.rs";

const LONGEST_COMMAND: usize = 10;

pub fn forbidden_words(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for ban in BANS {
        for file in files.iter().filter(|file| is_product(&file.path, ban.rooms)) {
            for (number, line) in product_lines(&file.text) {
                let banned =
                    |word: &&&str| line.contains(**word) && !is_the_clock(&file.path, word);
                if let Some(word) = ban.words.iter().find(banned) {
                    found.push(format!("{}:{number} says `{word}`: {}", file.path, ban.why));
                }
            }
        }
    }
    found
}

fn is_the_clock(path: &str, word: &str) -> bool {
    path == CLOCK && word == "SystemTime::now"
}

/// Tells whether a file is product code of one of the rooms: not a file of tests.
fn is_product(path: &str, rooms: &[&str]) -> bool {
    path.ends_with(".rs")
        && rooms.iter().any(|room| path.starts_with(room))
        && !path.ends_with("/tests.rs")
        && !path.contains("/tests/")
}

/// The numbered lines of a source up to its module of tests, without comments.
fn product_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut before = "";
    text.lines()
        .enumerate()
        .take_while(move |(_, line)| {
            let tests_begin =
                before == "#[cfg(test)]" && line.starts_with("mod ") && line.ends_with('{');
            before = line;
            !tests_begin
        })
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

pub fn is_crate_root(path: &str) -> bool {
    let Some((folder, name)) = path.rsplit_once('/') else {
        return false;
    };
    let crate_folder = folder == "src-tauri/src"
        || (folder.starts_with("src-tauri/crates/") && folder.matches('/').count() == 3);
    crate_folder && folder.ends_with("/src") && matches!(name, "lib.rs" | "main.rs")
}

/// A crate with a library opens with it; a `main.rs` beside a `lib.rs` needs no page of its own.
pub fn silent_doors(crates: &[&File]) -> Vec<String> {
    let has_library = |path: &str| {
        let library = path.replace("main.rs", "lib.rs");
        crates.iter().any(|file| file.path == library)
    };
    crates
        .iter()
        .filter(|file| file.path.ends_with("lib.rs") || !has_library(&file.path))
        .filter(|file| !opening(&file.text).contains("must never know"))
        .map(|file| format!("{} does not begin by saying what it must never know", file.path))
        .collect()
}

/// The doc-comment at the head of a file, as one line.
fn opening(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}

pub fn long_commands(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| is_product(&file.path, &[WINDOW])) {
        let lines: Vec<&str> = file.text.lines().collect();
        for (index, _) in
            lines.iter().enumerate().filter(|(_, line)| line.starts_with("#[tauri::command"))
        {
            let length = body_length(&lines[index..]);
            if length > LONGEST_COMMAND {
                found.push(format!(
                    "{}:{} is a command of {length} lines: its work belongs into `app`",
                    file.path,
                    index + 1
                ));
            }
        }
    }
    found
}

/// The lines between the line that opens a top-level function's body and the brace that ends it.
fn body_length(lines: &[&str]) -> usize {
    let opens = lines.iter().position(|line| line.ends_with('{'));
    let ends = lines.iter().position(|line| *line == "}");
    match (opens, ends) {
        (Some(opens), Some(ends)) if ends > opens => ends - opens - 1,
        _ => 0,
    }
}

#[test]
fn a_clock_in_the_domain_is_found_and_named() {
    let text = "fn a() {\n    let t = std::time::SystemTime::now();\n}\n";
    let found = forbidden_words(&[file("src-tauri/crates/domain/src/a.rs", text)]);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("src-tauri/crates/domain/src/a.rs:2 says `SystemTime::now`"),
        "{found:?}"
    );
}

#[test]
fn one_file_alone_may_ask_the_clock() {
    let asks = "fn now() { std::time::SystemTime::now(); }\n";
    assert_eq!(forbidden_words(&[file(CLOCK, asks)]).len(), 0);
    assert_eq!(forbidden_words(&[file("src-tauri/crates/cli/src/main.rs", asks)]).len(), 1);
    assert_eq!(forbidden_words(&[file(CLOCK, "fn now() { chrono::Utc::now(); }\n")]).len(), 1);
}

#[test]
fn each_room_has_its_own_bans() {
    let sql = "const ALL: &str = \"SELECT * FROM event\";\n";
    assert_eq!(forbidden_words(&[file("src-tauri/crates/app/src/a.rs", sql)]).len(), 1);
    assert_eq!(forbidden_words(&[file("src-tauri/src/commands.rs", sql)]).len(), 1);
    assert_eq!(forbidden_words(&[file("src-tauri/crates/store/src/a.rs", sql)]).len(), 0);
    let files = "fn a() { std::fs::read(\"x\"); }\n";
    assert_eq!(forbidden_words(&[file("src-tauri/crates/documents/src/a.rs", files)]).len(), 1);
    assert_eq!(forbidden_words(&[file("src-tauri/crates/intake/src/a.rs", files)]).len(), 0);
}

#[test]
fn tests_and_comments_may_say_anything() {
    let text =
        "// std::fs is for others\nfn a() {}\n\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
    assert_eq!(forbidden_words(&[file("src-tauri/crates/domain/src/a.rs", text)]).len(), 0);
    assert_eq!(
        forbidden_words(&[file("src-tauri/crates/domain/src/a/tests.rs", "use std::fs;")]).len(),
        0
    );
    let after = "#[cfg(test)]\nmod tests;\nuse std::fs;\n";
    assert_eq!(forbidden_words(&[file("src-tauri/crates/domain/src/a.rs", after)]).len(), 1);
}

#[test]
fn a_crate_that_does_not_say_what_it_must_never_know_is_found() {
    let silent = file("src-tauri/crates/store/src/lib.rs", "//! The database.\n\nmod a;\n");
    let spoken = file(
        "src-tauri/crates/intake/src/lib.rs",
        "//! The watched folder. It must\n//! never know SQL.\n\nmod a;\n",
    );
    assert_eq!(silent_doors(&[&silent, &spoken]).len(), 1);
    let late = file("src-tauri/crates/app/src/lib.rs", "mod a;\n//! It must never know SQL.\n");
    assert_eq!(silent_doors(&[&late]).len(), 1);
    let lone = file("src-tauri/crates/cli/src/main.rs", "fn main() {}\n");
    assert_eq!(silent_doors(&[&lone]).len(), 1);
}

#[test]
fn crate_roots_are_told_from_other_files() {
    assert!(is_crate_root("src-tauri/crates/cli/src/main.rs"));
    assert!(is_crate_root("src-tauri/src/lib.rs"));
    assert!(!is_crate_root("src-tauri/crates/cli/src/verbs/main.rs"));
    assert!(!is_crate_root("src-tauri/build.rs"));
}

#[test]
fn a_command_of_eleven_lines_is_found() {
    let command = |lines: usize| {
        let body = "    work();\n".repeat(lines);
        format!(
            "#[tauri::command]\n#[specta::specta]\npub async fn a(\n    b: u32,\n) -> u32 {{\n{body}}}\n\nfn c() {{\n}}\n"
        )
    };
    assert_eq!(long_commands(&[file("src-tauri/src/commands.rs", &command(10))]).len(), 0);
    assert_eq!(long_commands(&[file("src-tauri/src/commands.rs", &command(11))]).len(), 1);
}
