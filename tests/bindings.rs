//! The types and commands that the screens are compiled against, exported from Rust.
//!
//! `cargo xtask bindings` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use specta_typescript::Typescript;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/ipc/bindings.ts");

#[test]
fn the_exported_bindings_are_those_of_the_commands() {
    let header =
        "// Generated from the commands of the window by `cargo xtask bindings`; do not edit.\n";
    let registry = kumppani::registry!(tauri::Wry);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bindings.ts");
    registry.export(Typescript::default().header(header), &path).unwrap();
    let exported = std::fs::read_to_string(&path).unwrap();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        #[expect(clippy::disallowed_methods, reason = "a generated source file, under git")]
        std::fs::write(PATH, &exported).unwrap();
    }
    let kept = std::fs::read_to_string(PATH).unwrap();
    assert!(kept == exported, "{PATH} is stale; run `cargo xtask bindings`");
}
