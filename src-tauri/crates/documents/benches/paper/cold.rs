//! Jobs in processes of their own: what a person waits for who asks for paper once.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use documents::pdf::{SeparateFiles, write_batch, write_document};
use documents::{Fonts, lay_out_certificates, lay_out_programme};
use domain::Language;

use crate::{contents, sample};

/// How often each job is run.
pub const TIMES: usize = 11;

/// A job carried out.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// From the start of the process to its end.
    pub wall: Duration,
    /// What it spent on the core, which is less where the core has other work too.
    pub core: Option<Duration>,
    /// Of the file or files.
    pub bytes: u64,
    /// The most memory that the process ever held, in kibibytes; 0 where the system does not say.
    pub kibibytes: u64,
}

impl Run {
    /// The time on the core, or where the system does not say from start to end, in milliseconds.
    pub fn milliseconds(self) -> f64 {
        self.core.unwrap_or(self.wall).as_secs_f64() * 1e3
    }

    /// The memory in megabytes.
    pub fn megabytes(self) -> f64 {
        self.kibibytes as f64 * 1024.0 / 1e6
    }
}

/// Carries out a job in this process, which was started for it.
pub fn work(job: &str, out: &str) {
    let fonts = Fonts::shipped();
    let edition = sample::edition(Language::Fi);
    let lay_out = |count| lay_out_certificates(&contents::certificates(count), &edition, &fonts);
    let bytes = match job {
        "certificates" => write_batch(&lay_out(1_000), fonts.book()).unwrap(),
        "certificates-2000" => write_batch(&lay_out(2_000), fonts.book()).unwrap(),
        "files" => {
            let batch = lay_out(1_000);
            let files = SeparateFiles::new(&batch, fonts.book()).unwrap();
            // Disks differ; the files are made, and the last one is kept.
            (0..1_000).fold(Vec::new(), |_, index| files.file(index).unwrap())
        }
        programme => {
            let sessions = programme.strip_prefix("programme-").unwrap().parse().unwrap();
            let document = lay_out_programme(&contents::programme(sessions), &edition, &fonts);
            write_document(&document, fonts.book()).unwrap()
        }
    };
    std::fs::write(out, bytes).unwrap();
    println!("{} {}", peak(), on_core().map_or(0, |time| time.as_nanos()));
}

/// What this process has spent on a core so far, where the system says it.
pub fn on_core() -> Option<Duration> {
    // Linux brings the figure up to date when the core changes hands.
    std::thread::yield_now();
    let said = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    said.split_ascii_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The most memory that this process ever held, in kibibytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_ascii_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Runs a job of ours.
pub fn own(job: &str, folder: &Path) -> Run {
    let out = folder.join(format!("{job}.pdf"));
    let mut command = on_one_core(&std::env::current_exe().unwrap());
    command.arg("--job").arg(job).arg(&out);
    measured(&mut command, &out, TIMES).unwrap()
}

/// A command that the system keeps on one core, where it can.
pub fn on_one_core(program: &Path) -> Command {
    let can = Command::new("taskset").arg("-V").output().is_ok_and(|said| said.status.success());
    if !can {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", "0"]).arg(program);
    command
}

/// Runs a command some times, which prints the memory that it took in kibibytes and the time on
/// the core in nanoseconds; the medians of the times.
pub fn measured(command: &mut Command, out: &Path, times: usize) -> Result<Run, String> {
    let (mut walls, mut cores) = (Vec::with_capacity(times), Vec::with_capacity(times));
    let mut kibibytes = 0;
    for _ in 0..times {
        let begun = Instant::now();
        let said = command.output().map_err(|error| error.to_string())?;
        walls.push(begun.elapsed());
        if !said.status.success() {
            let error = String::from_utf8_lossy(&said.stderr);
            return Err(error.lines().last().unwrap_or("it failed").to_owned());
        }
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let mut numbers = said.split_ascii_whitespace().filter_map(|word| word.parse().ok());
        kibibytes = numbers.next().unwrap_or(0);
        cores.push(Duration::from_nanos(numbers.next().unwrap_or(0)));
    }
    walls.sort();
    cores.sort();
    let core = Some(cores[times / 2]).filter(|core| !core.is_zero());
    let bytes = std::fs::metadata(out).map_err(|error| error.to_string())?.len();
    Ok(Run { wall: walls[times / 2], core, bytes, kibibytes })
}

/// The folder that everything is built in.
pub fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(3).unwrap().to_owned()
}
