//! What the command line prints: text for people or JSON for programs, never both on one stream.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::json;

/// Why a verb was not carried out.
#[derive(Debug)]
pub enum Failure {
    /// The program refused or failed, and says why.
    Refused(app::Error),
    /// Some of several files were not taken in; each has said why itself.
    Some,
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
        let Failure::Refused(error) = failure else { return };
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
