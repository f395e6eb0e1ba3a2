//! The files of the checkout, and rules about any file.

use std::path::{Path, PathBuf};

/// A text file of the checkout.
pub struct File {
    /// Where it lies, from the root, with `/` on every system.
    pub path: String,
    pub text: String,
}

impl File {
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    pub fn ending(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
    }
}

/// Files that a program wrote; they are committed, marked, and may be long.
const GENERATED: &[&str] = &["ui/src/ipc/bindings.ts"];

const CODE: &[&str] = &["rs", "ts", "tsx", "css", "sql", "mjs", "html"];

const MOST_LINES: usize = 500;

/// Folders that are made, not written.
const MADE: &[&str] = &[
    "target",
    "node_modules",
    "dist",
    "gen",
    ".git",
    "permissions",
    "samples",
];

/// Every text file that is written by people, or generated and committed.
pub fn checkout() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if !MADE.contains(&name.as_str()) {
                    open.push(entry.path());
                }
            } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
                files.push(File {
                    path: from_root(root, entry.path()),
                    text,
                });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn from_root(root: &Path, path: PathBuf) -> String {
    let below = path.strip_prefix(root).unwrap();
    below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

pub fn too_long(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| CODE.contains(&file.ending()) && !GENERATED.contains(&file.path.as_str()))
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(file, lines)| {
            format!(
                "{} has {lines} lines: which two ideas does it hold?",
                file.path
            )
        })
        .collect()
}

pub fn hidden_modules(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.name() == "mod.rs")
        .map(|file| format!("{}: name it after its folder, beside the folder", file.path))
        .collect()
}

pub fn unmarked(files: &[File]) -> Vec<String> {
    GENERATED
        .iter()
        .filter_map(|path| match files.iter().find(|file| file.path == *path) {
            None => Some(format!("{path} is missing")),
            Some(file) if is_marked(&file.text) => None,
            Some(_) => Some(format!(
                "{path} does not say in its first lines that it is generated"
            )),
        })
        .collect()
}

fn is_marked(text: &str) -> bool {
    text.lines()
        .take(5)
        .any(|line| line.to_lowercase().contains("generated"))
}

/// The database remembers a checksum of every migration: a carriage return would change it.
pub fn foreign_line_ends(files: &[File], attributes: &str) -> Vec<String> {
    let mut found: Vec<String> = files
        .iter()
        .filter(|file| file.ending() == "sql" && file.text.contains('\r'))
        .map(|file| format!("{} has carriage returns", file.path))
        .collect();
    if !attributes
        .lines()
        .any(|line| line.trim() == "*.sql text eol=lf")
    {
        found.push(".gitattributes lets git change the line ends of *.sql".to_owned());
    }
    found
}

pub fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn the_walk_finds_this_file_and_leaves_out_what_is_made() {
    let files = checkout();
    assert!(files.iter().any(|file| file.path == "tests/tidy/files.rs"));
    assert!(!files.iter().any(|file| file.path.starts_with("target/")));
    assert!(
        !files
            .iter()
            .any(|file| file.path.contains("/node_modules/"))
    );
}

#[test]
fn a_file_of_five_hundred_and_one_lines_is_too_long() {
    let long = "x\n".repeat(501);
    assert_eq!(
        too_long(&[file("a.rs", &long), file("b.rs", &"x\n".repeat(500))]).len(),
        1
    );
    assert_eq!(
        too_long(&[file("notes.md", &long), file(GENERATED[0], &long)]),
        Vec::<String>::new()
    );
}

#[test]
fn a_mod_rs_is_found() {
    assert_eq!(
        hidden_modules(&[file("src/flow/mod.rs", ""), file("src/model.rs", "")]).len(),
        1
    );
}

#[test]
fn a_generated_file_without_a_mark_is_found() {
    assert_eq!(
        unmarked(&[file(GENERATED[0], "export const x = 1")]).len(),
        1
    );
    assert_eq!(
        unmarked(&[file(GENERATED[0], "// Generated by the bindings test.\n")]).len(),
        0
    );
    assert_eq!(unmarked(&[]).len(), 1);
}

#[test]
fn carriage_returns_in_a_migration_are_found() {
    let attributes = "*.sql text eol=lf\n";
    assert_eq!(
        foreign_line_ends(&[file("m/1.sql", "a\r\n")], attributes).len(),
        1
    );
    assert_eq!(
        foreign_line_ends(&[file("m/1.sql", "a\n")], attributes).len(),
        0
    );
    assert_eq!(
        foreign_line_ends(&[file("m/1.sql", "a\n")], "* text=auto\n").len(),
        1
    );
}
