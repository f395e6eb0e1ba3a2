//! From what was seen of the machine to what is done about it: a pure function.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Purpose;
use super::needs::{NEEDS, Need};

/// The kinds of system that are prepared differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Debian, Ubuntu and others with dpkg and apt.
    Debian,
    /// Any other Linux.
    OtherLinux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

/// What was seen of a machine.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Which way of preparing applies.
    pub system: System,
    /// True where packages may be installed without asking anyone.
    pub root: bool,
    /// Names of the needs that are met.
    pub present: BTreeSet<&'static str>,
    /// True when node_modules was installed from the lock file as it is now.
    pub npm_current: bool,
}

/// What is to be done, or what keeps it from being done.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Plan {
    /// What a person has to see to first; when there is any, nothing is done.
    pub lacks: Vec<Lack>,
    /// Debian packages to install.
    pub packages: Vec<&'static str>,
    /// True when the npm packages are to be installed.
    pub npm: bool,
}

/// Something missing that is not installed for the user.
#[derive(Debug, PartialEq, Eq)]
pub struct Lack {
    /// What it is and why it is needed.
    pub what: String,
    /// A command to type or a place to get it from.
    pub get: String,
}

impl Plan {
    /// The message for a machine that a person has to see to.
    pub fn refusal(&self) -> String {
        let mut text = "This machine lacks something, and nothing was installed:\n".to_owned();
        for lack in &self.lacks {
            let _ = write!(text, "\n  {}\n    get it: {}\n", lack.what, lack.get);
        }
        text.push_str("\nThen run the same command again.");
        text
    }
}

/// Decides what is to be done so that `machine` serves `purpose`.
pub fn plan(machine: &Machine, purpose: Purpose) -> Plan {
    let missing: Vec<&Need> = NEEDS
        .iter()
        .filter(|need| need.on.contains(&machine.system))
        .filter(|need| need.from <= purpose && !machine.present.contains(need.name))
        .collect();
    let (packages, others): (Vec<&Need>, Vec<&Need>) =
        missing.into_iter().partition(|need| need.is_package());
    let mut lacks: Vec<Lack> = others.into_iter().map(own_lack).collect();
    let mut install = Vec::new();
    match machine.system {
        System::Debian if machine.root => install = names(&packages),
        System::Debian if !packages.is_empty() => lacks.push(apt_lack(&packages)),
        _ => lacks.extend(packages.into_iter().map(foreign_lack)),
    }
    if !lacks.is_empty() {
        return Plan { lacks, ..Plan::default() };
    }
    Plan { lacks, packages: install, npm: !machine.npm_current }
}

fn names(needs: &[&Need]) -> Vec<&'static str> {
    needs.iter().map(|need| need.name).collect()
}

fn own_lack(need: &Need) -> Lack {
    Lack { what: need.what.to_owned(), get: need.get.to_owned() }
}

fn apt_lack(packages: &[&Need]) -> Lack {
    let what: Vec<&str> = packages.iter().map(|need| need.what).collect();
    Lack {
        what: what.join("\n  "),
        get: format!(
            "sudo apt-get update && sudo apt-get install --no-install-recommends {}",
            names(packages).join(" ")
        ),
    }
}

fn foreign_lack(need: &Need) -> Lack {
    Lack {
        what: need.what.to_owned(),
        get: format!("your distribution's package for what Debian calls {}", need.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(system: System) -> Machine {
        Machine { system, root: false, present: BTreeSet::new(), npm_current: false }
    }

    fn with(mut machine: Machine, names: &[&'static str]) -> Machine {
        machine.present.extend(names);
        machine
    }

    fn ready(system: System) -> Machine {
        let mut machine = bare(system);
        machine.present = NEEDS.iter().map(|need| need.name).collect();
        machine.npm_current = true;
        machine
    }

    const TOOLS: &[&str] = &["node", "npm", "rustfmt"];

    #[test]
    fn a_bare_debian_as_root_gets_its_packages_and_the_npm_ones() {
        let machine = Machine { root: true, ..with(bare(System::Debian), TOOLS) };
        let plan = plan(&machine, Purpose::Test);
        assert_eq!(plan.lacks, []);
        assert!(plan.npm);
        assert_eq!(
            plan.packages,
            [
                "build-essential",
                "libwebkit2gtk-4.1-dev",
                "xvfb",
                "dbus",
                "webkit2gtk-driver",
                "poppler-utils"
            ]
        );
    }

    #[test]
    fn building_asks_for_nothing_that_only_tests_use() {
        let machine = Machine { root: true, ..with(bare(System::Debian), TOOLS) };
        assert_eq!(
            plan(&machine, Purpose::Build).packages,
            ["build-essential", "libwebkit2gtk-4.1-dev"]
        );
    }

    #[test]
    fn only_what_is_missing_is_installed() {
        let mut machine = Machine { root: true, ..ready(System::Debian) };
        machine.present.remove("xvfb");
        let plan = plan(&machine, Purpose::Test);
        assert_eq!(plan, Plan { packages: vec!["xvfb"], ..Plan::default() });
    }

    #[test]
    fn a_machine_that_has_everything_is_left_alone() {
        for system in [System::Debian, System::OtherLinux, System::MacOs, System::Windows] {
            assert_eq!(plan(&ready(system), Purpose::Test), Plan::default(), "{system:?}");
        }
    }

    #[test]
    fn changed_npm_packages_are_installed_anew_on_every_system() {
        for system in [System::Debian, System::OtherLinux, System::MacOs, System::Windows] {
            let machine = Machine { npm_current: false, ..ready(system) };
            assert!(plan(&machine, Purpose::Build).npm, "{system:?}");
        }
    }

    #[test]
    fn debian_without_root_is_told_one_line_to_type() {
        let plan = plan(&with(bare(System::Debian), TOOLS), Purpose::Build);
        assert_eq!(plan.packages, Vec::<&str>::new());
        assert_eq!(plan.lacks.len(), 1);
        assert!(
            plan.lacks[0]
                .get
                .ends_with("--no-install-recommends build-essential libwebkit2gtk-4.1-dev"),
            "{}",
            plan.refusal()
        );
    }

    #[test]
    fn other_systems_are_never_installed_upon_even_as_root() {
        for system in [System::OtherLinux, System::MacOs, System::Windows] {
            let plan = plan(&Machine { root: true, ..bare(system) }, Purpose::Test);
            assert_eq!(plan.packages, Vec::<&str>::new(), "{system:?}");
            assert!(!plan.npm, "{system:?}");
            assert!(!plan.lacks.is_empty(), "{system:?}");
        }
    }

    #[test]
    fn a_lack_that_needs_a_person_stops_everything_else() {
        let machine = Machine { root: true, ..with(bare(System::Debian), &["npm", "rustfmt"]) };
        let plan = plan(&machine, Purpose::Test);
        assert_eq!(plan.packages, Vec::<&str>::new());
        assert!(plan.refusal().contains("https://nodejs.org"));
    }

    #[test]
    fn windows_and_macos_are_told_their_own_tools() {
        for (system, words) in [
            (
                System::Windows,
                ["Microsoft.VisualStudio.2022.BuildTools", "Microsoft.EdgeWebView2Runtime"],
            ),
            (System::MacOs, ["xcode-select --install", "brew install poppler"]),
        ] {
            let refusal = plan(&with(bare(system), TOOLS), Purpose::Test).refusal();
            for word in words {
                assert!(refusal.contains(word), "{system:?}: {refusal}");
            }
            assert!(!refusal.contains("apt"), "{system:?}: {refusal}");
        }
    }

    #[test]
    fn what_no_package_brings_says_how_to_come_by_it() {
        for need in NEEDS {
            assert_eq!(need.is_package(), need.get.is_empty(), "{}", need.name);
        }
    }
}
