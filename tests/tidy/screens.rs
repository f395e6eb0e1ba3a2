//! What the sources of the screens may import from where.

use crate::files::File;
#[cfg(test)]
use crate::files::file;

const SCREENS: &str = "ui/src/";

pub fn wrong_imports(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| is_script(file)) {
        let Some(from) = file.path.strip_prefix(SCREENS) else {
            continue;
        };
        for import in imports(&file.text) {
            if let Some(why) = why_wrong(from, &resolved(from, import)) {
                found.push(format!("{} imports {import}: {why}", file.path));
            }
        }
    }
    found
}

fn is_script(file: &File) -> bool {
    matches!(file.ending(), "ts" | "tsx" | "mts")
}

/// Says what is wrong with `from` importing `to`; both are paths below `ui/src`, except that
/// packages keep their names.
fn why_wrong(from: &str, to: &str) -> Option<&'static str> {
    let room = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
    let feature = |path: &str| path.strip_prefix("features/").map(room);
    if to.starts_with("@tauri-apps/") && room(from) != "ipc" {
        return Some("only ipc/ speaks to the window");
    }
    if room(from) == "components" && matches!(room(to).as_str(), "features" | "ipc") {
        return Some("components take data, they do not fetch it");
    }
    if room(from) == "ipc" && matches!(room(to).as_str(), "features" | "components") {
        return Some("ipc/ knows no screens");
    }
    match (feature(from), feature(to)) {
        (Some(own), Some(other)) if own != other && is_inside_a_feature(to) => {
            Some("what lies inside another feature is its own affair")
        }
        _ => None,
    }
}

/// True for `features/events/grid`, false for `features/events` and its `index`.
fn is_inside_a_feature(path: &str) -> bool {
    let inside = path.splitn(3, '/').nth(2).unwrap_or_default();
    !matches!(inside, "" | "index" | "index.ts" | "index.tsx")
}

/// What a script imports: every string after `from`, `import` or `import(`.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for word in ["from ", "import ", "import(", "mock("] {
        for (at, _) in text.match_indices(word) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|sign| sign.is_alphanumeric() || sign == '\'' || sign == '"') {
                continue;
            }
            let rest = &text[at + word.len()..];
            let Some(quote) = rest.chars().next().filter(|sign| matches!(sign, '\'' | '"')) else {
                continue;
            };
            found.extend(rest[1..].split(quote).next().filter(|name| !name.contains('\n')));
        }
    }
    found
}

/// A relative import as a path below `ui/src`; a package by its name.
fn resolved(from: &str, import: &str) -> String {
    if let Some(below) = import.strip_prefix("@/").or_else(|| import.strip_prefix("~/")) {
        return below.to_owned();
    }
    if !import.starts_with('.') {
        return import.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_way_to_import_is_read() {
    let text = "import { a } from '@tauri-apps/api/core';\nimport \"./style.css\";\nexport * from './b';\n\
                const c = await import('../c');\nvi.mock('@tauri-apps/api/event');\nconst d = 'not from ';\n";
    let mut found = imports(text);
    found.sort_unstable();
    assert_eq!(
        found,
        ["../c", "./b", "./style.css", "@tauri-apps/api/core", "@tauri-apps/api/event"]
    );
}

#[test]
fn relative_imports_are_followed_to_where_they_lead() {
    assert_eq!(resolved("features/events/list.tsx", "../people/row"), "features/people/row");
    assert_eq!(resolved("components/grid.tsx", "./cell"), "components/cell");
    assert_eq!(resolved("app.tsx", "@/ipc"), "ipc");
    assert_eq!(resolved("app.tsx", "react"), "react");
}

#[test]
fn an_import_past_the_plan_is_found() {
    for (from, import, wrong) in [
        ("features/events/list.tsx", "@tauri-apps/api/core", true),
        ("ipc/client.ts", "@tauri-apps/api/core", false),
        ("components/grid.tsx", "../ipc/bindings", true),
        ("components/grid.tsx", "../features/events", true),
        ("components/grid.tsx", "./cell", false),
        ("features/events/list.tsx", "../people/row", true),
        ("features/events/list.tsx", "../people", false),
        ("features/events/list.tsx", "./row", false),
        ("features/events/list.tsx", "../../components/grid", false),
        ("ipc/client.ts", "../features/events", true),
    ] {
        let script = file(&format!("ui/src/{from}"), &format!("import x from '{import}';\n"));
        assert_eq!(wrong_imports(&[script]).len(), usize::from(wrong), "{from} imports {import}");
    }
}
