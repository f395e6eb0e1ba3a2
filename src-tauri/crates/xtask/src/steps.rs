//! One step after another, each with its time, and a table at the end.

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// Steps carried out so far.
pub struct Steps {
    keep_going: bool,
    done: Vec<Done>,
}

struct Done {
    name: &'static str,
    time: Duration,
    passed: bool,
}

impl Steps {
    /// Begins a list; with `keep_going`, a failed step does not stop the later ones.
    pub fn new(keep_going: bool) -> Self {
        Self { keep_going, done: Vec::new() }
    }

    /// Changes whether a failed step stops the later ones.
    pub fn keep_going(&mut self, keep_going: bool) {
        self.keep_going = keep_going;
    }

    /// Carries out one step and prints its time. The error says that the list stops here.
    pub fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        eprintln!("\n── {name}");
        let begun = Instant::now();
        let outcome = work();
        let time = begun.elapsed();
        let passed = outcome.is_ok();
        if let Err(error) = &outcome {
            eprintln!("{error:#}");
        }
        eprintln!("── {name}: {} in {}", verdict(passed), seconds(time));
        self.done.push(Done { name, time, passed });
        match outcome {
            Err(_) if !self.keep_going => self.finish(),
            _ => Ok(()),
        }
    }

    /// Prints the table; the error names the steps that failed.
    pub fn finish(&self) -> anyhow::Result<()> {
        eprint!("\n{}", self.table());
        let failed: Vec<&str> =
            self.done.iter().filter(|done| !done.passed).map(|done| done.name).collect();
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        Ok(())
    }

    fn table(&self) -> String {
        let width = self.done.iter().map(|done| done.name.chars().count()).max().unwrap_or(0);
        let mut table = String::new();
        for done in &self.done {
            let _ = writeln!(
                table,
                "  {:<width$}  {:<6}  {:>9}",
                done.name,
                verdict(done.passed),
                seconds(done.time)
            );
        }
        let total: Duration = self.done.iter().map(|done| done.time).sum();
        let _ = writeln!(table, "  {:<width$}  {:<6}  {:>9}", "together", "", seconds(total));
        table
    }
}

/// Runs a program to its end; the error says which one failed, and how.
pub fn must(command: &mut Command) -> anyhow::Result<()> {
    let line = written(command);
    eprintln!("$ {line}");
    let status = command
        .status()
        .with_context(|| format!("cannot start `{line}`: is it installed and in the PATH?"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Tells whether a program starts and ends well, showing nothing of what it prints.
pub fn works(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// The command as one would type it.
pub fn written(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut line =
        program.file_stem().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

fn verdict(passed: bool) -> &'static str {
    if passed { "ok" } else { "FAILED" }
}

/// A time as `4.2 s`, and from a minute on as `3 min 04 s`.
pub fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(60) {
        return format!("{:.1} s", time.as_secs_f64());
    }
    format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_stops_the_list() {
        let mut steps = Steps::new(false);
        steps.step("first", || Ok(())).unwrap();
        let stopped = steps.step("second", || bail!("broken")).unwrap_err();
        assert_eq!(stopped.to_string(), "failed: second");
    }

    #[test]
    fn keeping_going_carries_out_the_later_steps_and_still_fails_at_the_end() {
        let mut steps = Steps::new(true);
        steps.step("first", || bail!("broken")).unwrap();
        steps.step("second", || Ok(())).unwrap();
        assert_eq!(steps.finish().unwrap_err().to_string(), "failed: first");
        assert!(steps.table().contains("second"));
    }

    #[test]
    fn a_list_without_failure_ends_well() {
        let mut steps = Steps::new(false);
        steps.step("only", || Ok(())).unwrap();
        assert!(steps.finish().is_ok());
    }

    #[test]
    fn a_program_that_fails_is_named() {
        let mut command = Command::new("cargo");
        command.arg("no-such-verb-of-cargo").stderr(std::process::Stdio::null());
        let error = must(&mut command).unwrap_err().to_string();
        assert!(error.starts_with("`cargo no-such-verb-of-cargo` ended with"), "{error}");
    }

    #[test]
    fn times_are_written_for_people() {
        assert_eq!(seconds(Duration::from_millis(4_240)), "4.2 s");
        assert_eq!(seconds(Duration::from_secs(184)), "3 min 04 s");
    }
}
