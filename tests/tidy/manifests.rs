//! What the manifests may say: the arrows between the rooms, and who may use which tool.

use std::collections::BTreeSet;

use crate::files::File;
#[cfg(test)]
use crate::files::file;

/// Which rooms each room may know. `testkit` may be used in the tests of any room but `domain`,
/// on which it stands, and of `xtask`, which knows nothing of the product.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("exchange", &["domain"]),
    ("documents", &["domain"]),
    ("intake", &["domain", "exchange"]),
    ("sync", &["domain", "store"]),
    ("app", &["domain", "store", "exchange", "documents", "intake", "sync"]),
    ("cli", &["domain", "app"]),
    ("kumppani", &["app"]),
    ("testkit", &["domain", "store"]),
    ("xtask", &[]),
    ("fuzz", &["sync"]),
];

/// Which dependency kinds a manifest names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Workspace,
    Normal,
    Dev,
    Build,
}

/// One dependency as a manifest writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    pub kind: Kind,
    pub name: String,
    /// True when it says no more than that the workspace knows it.
    pub inherited: bool,
}

/// What these rules read of a Cargo.toml.
#[derive(Debug)]
pub struct Manifest {
    pub path: String,
    pub package: String,
    pub dependencies: Vec<Dependency>,
    pub takes_lints: bool,
}

impl Manifest {
    /// Reads a manifest as this house writes it: one dependency a line, or a section of its own.
    pub fn read(file: &File) -> Self {
        let mut manifest = Self {
            path: file.path.clone(),
            package: String::new(),
            dependencies: Vec::new(),
            takes_lints: false,
        };
        let mut section = "";
        for line in file.text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            if let Some(header) = line.strip_prefix('[') {
                section = header.trim_end_matches(']');
                if let Some((above, name)) = section.rsplit_once('.')
                    && let Some(kind) = kind(above)
                {
                    manifest.dependencies.push(Dependency {
                        kind,
                        name: name.to_owned(),
                        inherited: false,
                    });
                }
            } else if let Some((key, value)) = line.split_once('=') {
                manifest.take(section, key.trim(), value.trim());
            }
        }
        manifest
    }

    fn take(&mut self, section: &str, key: &str, value: &str) {
        if section == "package" && key == "name" {
            self.package = value.trim_matches('"').to_owned();
        }
        if section == "lints" && key == "workspace" && value == "true" {
            self.takes_lints = true;
        }
        let Some(kind) = kind(section) else { return };
        let (written, rest) = key.split_once('.').unwrap_or((key, ""));
        let renamed = value.split_once("package = \"").and_then(|(_, name)| name.split('"').next());
        self.dependencies.push(Dependency {
            kind,
            name: renamed.unwrap_or(written).to_owned(),
            inherited: rest == "workspace" || value.contains("workspace = true"),
        });
    }

    /// The names of its dependencies of one kind.
    pub fn names(&self, wanted: Kind) -> BTreeSet<String> {
        self.dependencies
            .iter()
            .filter(|dependency| dependency.kind == wanted)
            .map(|dependency| dependency.name.clone())
            .collect()
    }

    /// All but itself: a crate may take itself into its tests, with features that only they use.
    fn others(&self) -> impl Iterator<Item = &Dependency> {
        self.used()
            .filter(|dependency| dependency.kind != Kind::Dev || dependency.name != self.package)
    }

    fn used(&self) -> impl Iterator<Item = &Dependency> {
        self.dependencies.iter().filter(|dependency| dependency.kind != Kind::Workspace)
    }
}

fn kind(section: &str) -> Option<Kind> {
    match section.rsplit('.').next()? {
        "dependencies" if section == "workspace.dependencies" => Some(Kind::Workspace),
        "dependencies" => Some(Kind::Normal),
        "dev-dependencies" => Some(Kind::Dev),
        "build-dependencies" => Some(Kind::Build),
        _ => None,
    }
}

fn is_room(name: &str) -> bool {
    ARROWS.iter().any(|(room, _)| *room == name)
}

pub fn wrong_arrows(manifests: &[Manifest]) -> Vec<String> {
    let mut found = Vec::new();
    for manifest in manifests {
        let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| *room == manifest.package) else {
            found.push(format!("{}: the plan has no room `{}`", manifest.path, manifest.package));
            continue;
        };
        for dependency in manifest.others().filter(|dependency| is_room(&dependency.name)) {
            let in_tests = dependency.kind == Kind::Dev
                && dependency.name == "testkit"
                && !matches!(manifest.package.as_str(), "domain" | "xtask");
            if !in_tests && !allowed.contains(&dependency.name.as_str()) {
                found.push(format!("{} must not know {}", manifest.package, dependency.name));
            }
        }
    }
    found
}

/// Tools that belong to one room, and those that some rooms must do without.
pub fn borrowed_tools(manifests: &[Manifest]) -> Vec<String> {
    let mut found = Vec::new();
    for manifest in manifests {
        for Dependency { name, .. } in manifest.used() {
            let room = manifest.package.as_str();
            let why = match name.as_str() {
                tool if tool.starts_with("tauri") && room != "kumppani" => {
                    "only the window names Tauri"
                }
                tool if tool.starts_with("sqlx") && room != "store" => "only the store names sqlx",
                "tokio" | "futures" | "notify" | "tempfile" if room == "domain" => {
                    "the domain knows no files and nothing async"
                }
                "tokio" | "futures" | "notify" if room == "documents" => {
                    "paper is a pure function of its book"
                }
                "printpdf" | "lopdf" | "subsetter" if room != "documents" => {
                    "only documents write PDF"
                }
                "calamine" if room != "exchange" => "only exchange reads file formats",
                _ => continue,
            };
            found.push(format!("{room} names {name}: {why}"));
        }
    }
    found
}

pub fn own_ways(manifests: &[Manifest]) -> Vec<String> {
    let mut found = Vec::new();
    for manifest in manifests {
        for dependency in manifest.others().filter(|dependency| !dependency.inherited) {
            found.push(format!(
                "{}: {} does not come through the workspace",
                manifest.path, dependency.name
            ));
        }
        if !manifest.takes_lints {
            found.push(format!("{} does not take the lints of the workspace", manifest.path));
        }
    }
    found
}

pub fn unused(root: &Manifest, manifests: &[Manifest]) -> Vec<String> {
    let used: BTreeSet<&str> = manifests
        .iter()
        .flat_map(Manifest::used)
        .map(|dependency| dependency.name.as_str())
        .collect();
    let declared = root.names(Kind::Workspace);
    let in_vain = declared.iter().filter(|name| !used.contains(name.as_str()));
    in_vain.map(|name| format!("the workspace declares {name}, which no room uses")).collect()
}

pub fn unexplained(declared: &BTreeSet<String>, architecture: &str) -> Vec<String> {
    declared
        .iter()
        .filter(|name| !is_room(name) && !architecture.contains(&format!("`{name}`")))
        .map(|name| format!("ARCHITECTURE.md does not say why `{name}` is there"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(package: &str, rest: &str) -> Manifest {
        let text =
            format!("[package]\nname = \"{package}\"\n\n[lints]\nworkspace = true\n\n{rest}");
        Manifest::read(&file("Cargo.toml", &text))
    }

    #[test]
    fn a_manifest_is_read_in_every_way_of_writing_a_dependency() {
        let read = manifest(
            "app",
            "[dependencies]\ndomain.workspace = true\nserde = { workspace = true }\n# tokio = \"1\"\n\
             pdf = { version = \"1\", package = \"printpdf\" }\n\
             [target.'cfg(windows)'.dependencies]\nwinreg = \"1\"\n\
             [dev-dependencies.testkit]\npath = \"../testkit\"\n[build-dependencies]\ncc.workspace = true\n",
        );
        assert_eq!(read.package, "app");
        assert!(read.takes_lints);
        let normal: Vec<String> = read.names(Kind::Normal).into_iter().collect();
        assert_eq!(normal, ["domain", "printpdf", "serde", "winreg"]);
        assert_eq!(read.names(Kind::Dev), BTreeSet::from(["testkit".to_owned()]));
        assert_eq!(read.names(Kind::Build), BTreeSet::from(["cc".to_owned()]));
    }

    #[test]
    fn an_arrow_against_the_plan_is_found() {
        let backwards = manifest("domain", "[dependencies]\nstore.workspace = true\n");
        assert_eq!(wrong_arrows(&[backwards]), ["domain must not know store"]);
        let around = manifest("cli", "[dependencies]\nstore = { workspace = true }\n");
        assert_eq!(wrong_arrows(&[around]), ["cli must not know store"]);
        let unplanned = manifest("utils", "");
        assert_eq!(wrong_arrows(&[unplanned]).len(), 1);
    }

    #[test]
    fn testkit_is_for_tests_alone() {
        let in_tests = manifest("app", "[dev-dependencies]\ntestkit.workspace = true\n");
        assert_eq!(wrong_arrows(&[in_tests]), Vec::<String>::new());
        let in_product = manifest("app", "[dependencies]\ntestkit.workspace = true\n");
        assert_eq!(wrong_arrows(&[in_product]), ["app must not know testkit"]);
    }

    #[test]
    fn a_crate_may_take_itself_into_its_tests_only() {
        let itself = "store = { path = \".\", features = [\"faults\"] }\n";
        let tests = manifest("store", &format!("[dev-dependencies]\n{itself}"));
        let product = manifest("store", &format!("[dependencies]\n{itself}"));
        assert_eq!(wrong_arrows(&[tests]), Vec::<String>::new());
        assert_eq!(wrong_arrows(&[product]), ["store must not know store"]);
    }

    #[test]
    fn a_tool_in_the_wrong_room_is_found() {
        for (room, tool) in [
            ("app", "tauri"),
            ("cli", "tauri-plugin-dialog"),
            ("kumppani", "sqlx"),
            ("domain", "tokio"),
            ("app", "lopdf"),
        ] {
            let wrong = manifest(room, &format!("[dependencies]\n{tool}.workspace = true\n"));
            assert_eq!(borrowed_tools(&[wrong]).len(), 1, "{room} with {tool}");
        }
        let right =
            manifest("store", "[dependencies]\nsqlx.workspace = true\ntokio.workspace = true\n");
        assert_eq!(borrowed_tools(&[right]), Vec::<String>::new());
    }

    #[test]
    fn a_dependency_past_the_workspace_and_missing_lints_are_found() {
        assert_eq!(own_ways(&[manifest("app", "[dependencies]\nserde = \"1\"\n")]).len(), 1);
        let lax = Manifest::read(&file("Cargo.toml", "[package]\nname = \"app\"\n"));
        assert_eq!(own_ways(&[lax]).len(), 1);
    }

    #[test]
    fn a_dependency_that_nobody_uses_or_explains_is_found() {
        let root = manifest("kumppani", "[workspace.dependencies]\nserde = \"1\"\nrayon = \"1\"\n");
        let app = manifest("app", "[dependencies]\nserde.workspace = true\n");
        let declared = root.names(Kind::Workspace);
        assert_eq!(unexplained(&declared, "`serde` reads and writes.").len(), 1);
        assert_eq!(unused(&root, &[app]), ["the workspace declares rayon, which no room uses"]);
    }
}
