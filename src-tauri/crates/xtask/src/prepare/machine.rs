//! Looks at the machine, changing nothing.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use anyhow::bail;

use super::needs::{NEEDS, Need, Seen};
use super::npm;
use super::plan::{Machine, System};
use crate::house::House;
use crate::steps::works;

/// Sees which system this is, and which needs are met.
pub fn look(house: &House) -> anyhow::Result<Machine> {
    let system = system()?;
    let packages = match system {
        System::Debian => debian_packages(),
        _ => BTreeSet::new(),
    };
    let present = NEEDS
        .iter()
        .filter(|need| need.on.contains(&system))
        .filter(|need| match system {
            System::Debian if need.is_package() => packages.contains(need.name),
            _ => seen(need),
        })
        .map(|need| need.name)
        .collect();
    Ok(Machine {
        system,
        root: printed("id", &["-u"]).is_some_and(|id| id.trim() == "0"),
        present,
        npm_current: npm::is_current(house),
    })
}

fn system() -> anyhow::Result<System> {
    match std::env::consts::OS {
        "linux" => {
            let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
            Ok(if is_debian_like(&release) { System::Debian } else { System::OtherLinux })
        }
        "macos" => Ok(System::MacOs),
        "windows" => Ok(System::Windows),
        other => bail!("Kumppani is built on Linux, macOS and Windows; this machine runs {other}"),
    }
}

/// Reads /etc/os-release: Debian itself, or a system that names Debian as its model.
fn is_debian_like(release: &str) -> bool {
    release
        .lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(key, _)| matches!(*key, "ID" | "ID_LIKE"))
        .flat_map(|(_, value)| value.trim().trim_matches('"').split_whitespace())
        .any(|name| name == "debian" || name == "ubuntu")
}

fn debian_packages() -> BTreeSet<String> {
    let names = NEEDS.iter().filter(|need| need.is_package()).map(|need| need.name);
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\\n"])
        .args(names)
        .output();
    // It ends with 1 when any package is unknown, and still lists the others.
    output.map(|output| installed(&String::from_utf8_lossy(&output.stdout))).unwrap_or_default()
}

/// The installed packages in a listing of `name status` lines.
fn installed(listing: &str) -> BTreeSet<String> {
    listing
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, status)| *status == "installed")
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn seen(need: &Need) -> bool {
    match need.seen {
        Seen::Program(program, words) => works(Command::new(program).args(words)),
        Seen::Node(least) => printed("node", &["--version"])
            .and_then(|version| major(&version))
            .is_some_and(|major| major >= least),
        Seen::Library(name) => works(Command::new("pkg-config").args(["--exists", name])),
        Seen::OnPath(program) => on_path(program),
        Seen::MsvcTools => has_msvc_tools(),
        Seen::WebView2 => has_webview2(),
    }
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The major version in what `node --version` prints.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn has_msvc_tools() -> bool {
    if cfg!(target_env = "gnu") {
        return true;
    }
    let programs = std::env::var_os("ProgramFiles(x86)").map(PathBuf::from).unwrap_or_default();
    let vswhere = programs.join(r"Microsoft Visual Studio\Installer\vswhere.exe");
    let words =
        ["-products", "*", "-requires", "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"];
    let arm = ["-products", "*", "-requires", "Microsoft.VisualStudio.Component.VC.Tools.ARM64"];
    [words, arm].iter().any(|words| {
        Command::new(&vswhere)
            .args(words)
            .args(["-property", "installationPath"])
            .output()
            .is_ok_and(|output| !output.stdout.trim_ascii().is_empty())
    })
}

/// The keys are those that Microsoft's page on distributing WebView2 names: for all users on a
/// 64-bit Windows, and for the current user.
fn has_webview2() -> bool {
    const CLIENT: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    [r"HKLM\SOFTWARE\WOW6432Node", r"HKCU\Software"].iter().any(|hive| {
        works(Command::new("reg").args(["query", &format!(r"{hive}\{CLIENT}"), "/v", "pv"]))
    })
}

fn printed(program: &str, words: &[&str]) -> Option<String> {
    let output = Command::new(program).args(words).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_kin_are_recognised() {
        for (release, debian) in [
            ("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n", true),
            ("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n", true),
            ("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", true),
            ("NAME=Fedora\nID=fedora\nHOME_URL=https://debian.example\n", false),
            ("NAME=\"openSUSE\"\nID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n", false),
            ("", false),
        ] {
            assert_eq!(is_debian_like(release), debian, "{release}");
        }
    }

    #[test]
    fn a_removed_or_half_installed_package_does_not_count() {
        let listing = "xvfb installed\ndbus config-files\nbuild-essential half-configured\n";
        assert_eq!(installed(listing), BTreeSet::from(["xvfb".to_owned()]));
    }

    #[test]
    fn node_tells_its_major_version() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v24.9.0"), Some(24));
        assert_eq!(major("command not found"), None);
    }

    #[test]
    fn a_program_that_is_not_there_is_not_seen() {
        assert!(!on_path("kumppani-has-no-program-of-this-name"));
        assert!(on_path(if cfg!(windows) { "cmd.exe" } else { "sh" }));
    }
}
