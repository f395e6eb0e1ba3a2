//! Others of the field, from PyPI, given the same content.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cold::{Run, measured, on_one_core, target};
use crate::contents;

/// How often each job of others is run; they are slow.
pub const TIMES: usize = 3;

/// The others, and the scripts that set paper with them.
pub const SCRIPTS: [(&str, &str); 2] =
    [("Typst", "with_typst.py"), ("ReportLab (no tags)", "with_reportlab.py")];

const PACKAGES: [&str; 2] = ["typst", "reportlab"];

/// A Python that has the others, and the content for them.
pub struct Peers {
    python: PathBuf,
    folder: PathBuf,
}

impl Peers {
    /// Installs the others below the folder that everything is built in, unless they are there,
    /// and puts the content for them; `sessions` are those of the programme's second day.
    ///
    /// # Errors
    /// With the reason where there is no Python, or nothing can be installed.
    pub fn ready(folder: &Path, sessions: usize) -> Result<Peers, String> {
        let place = target().join("peers");
        let programs = if cfg!(windows) { "Scripts" } else { "bin" };
        let python = place.join(programs).join("python");
        let imports = format!("import {}", PACKAGES.join(", "));
        if run(Command::new(&python).args(["-c", &imports])).is_err() {
            println!("  (installing {} below {})", PACKAGES.join(" and "), place.display());
            run(Command::new("python3").args(["-m", "venv"]).arg(&place))?;
            run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
            run(Command::new(&python).args(["-c", &imports]))?;
        }
        contents::put(folder, sessions);
        for template in ["certificates.typ", "programme.typ"] {
            let copied = std::fs::copy(here("benches/peers").join(template), folder.join(template));
            copied.map_err(|error| error.to_string())?;
        }
        Ok(Peers { python, folder: folder.to_owned() })
    }

    /// Runs a job with a script.
    ///
    /// # Errors
    /// With the last thing that it said, where it failed.
    pub fn run(&self, script: &str, job: &str) -> Result<Run, String> {
        let out = self.folder.join(format!("{job}-{script}.pdf"));
        let mut command = on_one_core(&self.python);
        command.arg(here("benches/peers").join(script)).arg(job);
        command.arg(&self.folder).arg(here("fonts")).arg(&out);
        measured(&mut command, &out, TIMES)
    }
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn run(command: &mut Command) -> Result<(), String> {
    let said = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if said.status.success() {
        return Ok(());
    }
    let error = String::from_utf8_lossy(&said.stderr);
    Err(format!("{command:?}: {}", error.lines().last().unwrap_or("failed")))
}
