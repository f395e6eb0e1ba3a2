//! What the command line prints: text for people or JSON for programs, never both on one stream.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::json;

/// Why a verb was not carried out.
#[derive(Debug)]
pub enum Failure {
    /// The program refused or failed, and says why.
    Refused(app::Error),
    /// The words contradict each other, which the grammar of the command line cannot say.
    Usage(String),
    /// Some of several files were not taken in; each has said why itself.
    Some,
}

impl Failure {
    /// 1 for a refusal, 2 for wrong usage.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Failure::Usage(_) => ExitCode::from(2),
            Failure::Refused(_) | Failure::Some => ExitCode::FAILURE,
        }
    }
}

impl<E: Into<app::Error>> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::Refused(error.into())
    }
}

/// Where the answer goes.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
}

impl Output {
    /// JSON on standard output if `json`, else text.
    pub fn new(json: bool) -> Output {
        Output { json }
    }

    /// The answer of a verb: `value` for programs, or what `text` makes of it for people.
    pub fn answer<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) {
        let line = if self.json {
            serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string())
        } else {
            text(value)
        };
        let line = line.trim_end();
        if !line.is_empty() {
            print(&mut io::stdout().lock(), line);
        }
    }

    /// Something to know meanwhile, on standard error.
    pub fn progress(&self, line: &str) {
        print(&mut io::stderr().lock(), line);
    }

    /// Why the verb was not carried out.
    pub fn failure(&self, failure: &Failure) {
        let error = match failure {
            Failure::Refused(error) => error,
            Failure::Usage(message) => {
                return print(&mut io::stderr().lock(), &format!("kumppani-cli: {message}"));
            }
            Failure::Some => return,
        };
        if self.json {
            let answer = json!({
                "error": {
                    "code": error.code(),
                    "details": error.details(),
                    "message": error.to_string(),
                }
            });
            print(&mut io::stdout().lock(), &format!("{answer:#}"));
        }
        print(&mut io::stderr().lock(), &format!("kumppani-cli: {error}"));
    }
}

/// Prints a line; a reader that went away (`… | head`) is no failure of ours.
fn print(stream: &mut impl Write, line: &str) {
    drop(writeln!(stream, "{line}"));
}
