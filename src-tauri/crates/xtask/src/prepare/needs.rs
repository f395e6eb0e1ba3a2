//! The list of what building and testing need from a machine.

use super::Purpose;
use super::plan::System;

/// One thing that must be on the machine.
#[derive(Debug)]
pub struct Need {
    /// Its name: on Debian the package's.
    pub name: &'static str,
    /// What it is, in words that tell why it is needed.
    pub what: &'static str,
    /// The first purpose that needs it.
    pub from: Purpose,
    /// The systems that need it.
    pub on: &'static [System],
    /// How its presence is seen.
    pub seen: Seen,
    /// How to come by it, where no package list says so.
    pub get: &'static str,
}

/// How the presence of a thing is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A program starts and ends well with these words.
    Program(&'static str, &'static [&'static str]),
    /// Node, of this major version or a later one.
    Node(u32),
    /// pkg-config knows the library. On Debian the package manager is asked instead.
    Library(&'static str),
    /// The package manager knows; elsewhere the program is in the PATH.
    OnPath(&'static str),
    /// Visual Studio's installer names an installation with the C++ tools.
    MsvcTools,
    /// The registry names a version of the WebView2 runtime.
    WebView2,
}

impl Need {
    /// Tells whether Debian's packages bring it; the rest is got in other ways there, too.
    pub fn is_package(&self) -> bool {
        matches!(self.seen, Seen::Library(_) | Seen::OnPath(_))
    }
}

const EVERYWHERE: &[System] = &[System::Debian, System::OtherLinux, System::MacOs, System::Windows];
const LINUX: &[System] = &[System::Debian, System::OtherLinux];

/// Everything, in the order in which it is named to people.
///
/// Linux packages are those that the app links or the tests start; what only a release bundle
/// needs is not here. `libwebkit2gtk-4.1-dev` brings GTK 3, libsoup 3 and D-Bus with it.
pub const NEEDS: &[Need] = &[
    Need {
        name: "node",
        what: "Node 20 or later, with npm, for the screens",
        from: Purpose::Build,
        on: EVERYWHERE,
        seen: Seen::Node(20),
        get: "install the LTS version from https://nodejs.org",
    },
    Need {
        name: "npm",
        what: "npm, for the screens",
        from: Purpose::Build,
        on: EVERYWHERE,
        seen: Seen::Program(if cfg!(windows) { "npm.cmd" } else { "npm" }, &["--version"]),
        get: "it comes with Node from https://nodejs.org; on Debian it is the package npm",
    },
    Need {
        name: "rustfmt",
        what: "rustfmt, which checks the formatting",
        from: Purpose::Test,
        on: EVERYWHERE,
        seen: Seen::Program("cargo", &["fmt", "--version"]),
        get: "rustup component add rustfmt",
    },
    Need {
        name: "build-essential",
        what: "a C compiler and linker, also for the bundled SQLite",
        from: Purpose::Build,
        on: LINUX,
        seen: Seen::OnPath("cc"),
        get: "",
    },
    Need {
        name: "libwebkit2gtk-4.1-dev",
        what: "WebKitGTK 4.1, which draws the window",
        from: Purpose::Build,
        on: LINUX,
        seen: Seen::Library("webkit2gtk-4.1"),
        get: "",
    },
    Need {
        name: "xvfb",
        what: "Xvfb, the screen on which the window is tested",
        from: Purpose::Test,
        on: LINUX,
        seen: Seen::OnPath("Xvfb"),
        get: "",
    },
    Need {
        name: "dbus",
        what: "a session bus for the window under test",
        from: Purpose::Test,
        on: LINUX,
        seen: Seen::OnPath("dbus-run-session"),
        get: "",
    },
    Need {
        name: "webkit2gtk-driver",
        what: "WebKitWebDriver, which clicks and types in the window",
        from: Purpose::Test,
        on: LINUX,
        seen: Seen::OnPath("WebKitWebDriver"),
        get: "",
    },
    Need {
        name: "poppler-utils",
        what: "pdftotext, which reads back what was printed",
        from: Purpose::Test,
        on: LINUX,
        seen: Seen::OnPath("pdftotext"),
        get: "",
    },
    Need {
        name: "poppler",
        what: "pdftotext, which reads back what was printed",
        from: Purpose::Test,
        on: &[System::MacOs],
        seen: Seen::Program("pdftotext", &["-v"]),
        get: "brew install poppler",
    },
    Need {
        name: "poppler",
        what: "pdftotext, which reads back what was printed",
        from: Purpose::Test,
        on: &[System::Windows],
        seen: Seen::Program("pdftotext", &["-v"]),
        get: "winget install oschwartz10612.Poppler",
    },
    Need {
        name: "xcode",
        what: "the Xcode command line tools: compiler, linker, system headers",
        from: Purpose::Build,
        on: &[System::MacOs],
        seen: Seen::Program("xcode-select", &["-p"]),
        get: "xcode-select --install",
    },
    Need {
        name: "msvc",
        what: "the Microsoft C++ build tools",
        from: Purpose::Build,
        on: &[System::Windows],
        seen: Seen::MsvcTools,
        get: "winget install Microsoft.VisualStudio.2022.BuildTools, then choose “Desktop development with C++” in its installer",
    },
    Need {
        name: "webview2",
        what: "the WebView2 runtime, which draws the window",
        from: Purpose::Build,
        on: &[System::Windows],
        seen: Seen::WebView2,
        get: "winget install Microsoft.EdgeWebView2Runtime",
    },
];
