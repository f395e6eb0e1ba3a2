//! `kumppani-cli`: the use-cases of the program without a window, for IT staff, scheduled jobs and
//! tests.
//!
//! It must never know Tauri, nor decide anything that the facade decides. Exit code 0 is done, 1
//! refused or failed with a message that says what to do, 2 wrong usage. Start reading at
//! [`arguments`].

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod arguments;
mod output;
mod verbs;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::output::Output;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = Output::new(arguments.json);
    match verbs::carry_out(arguments, &output).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            failure.exit_code()
        }
    }
}
