//! Where the packages of the lock files come from: the public registries, and nowhere else.

const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

pub fn foreign_cargo_sources(lock: &str) -> Vec<String> {
    values(lock, "source = ").filter(|source| *source != CRATES).map(say).collect()
}

pub fn foreign_npm_sources(lock: &str) -> Vec<String> {
    values(lock, "\"resolved\": ").filter(|source| !source.starts_with(NPM)).map(say).collect()
}

fn values<'a>(lock: &'a str, key: &'a str) -> impl Iterator<Item = &'a str> {
    lock.lines()
        .filter_map(move |line| line.trim().strip_prefix(key))
        .map(|value| value.trim_end_matches(',').trim_matches('"'))
}

fn say(source: &str) -> String {
    format!("a package comes from {source}")
}

#[test]
fn a_package_from_elsewhere_is_found() {
    let crates = format!("[[package]]\nname = \"a\"\nsource = \"{CRATES}\"\n");
    assert_eq!(foreign_cargo_sources(&crates), Vec::<String>::new());
    let git = "source = \"git+https://example.org/a#1234\"\n";
    assert_eq!(foreign_cargo_sources(&format!("{crates}{git}")).len(), 1);

    let npm = format!("  \"resolved\": \"{NPM}react/-/react-19.tgz\",\n");
    assert_eq!(foreign_npm_sources(&npm), Vec::<String>::new());
    assert_eq!(foreign_npm_sources("  \"resolved\": \"https://mirror.example/a.tgz\",").len(), 1);
}
