//! The project's own commands: `cargo xtask run`, `cargo xtask test` and what they are made of.
//!
//! It must never know the product's rules or data: it starts other programs, and nothing in the
//! product depends on it. Start reading at [`prepare`]; `run`, `test` and the others say in a few
//! lines which programs they start, in which order.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod arguments;
mod bench;
mod bindings;
mod display;
mod house;
mod lint;
mod prepare;
mod run;
mod simulate;
mod steps;
mod test;

use std::process::ExitCode;

use arguments::{HELP, Order};
use house::House;
use prepare::Purpose;

fn main() -> ExitCode {
    let order = match arguments::parse(std::env::args().skip(1)) {
        Ok(order) => order,
        Err(wrong) => {
            eprintln!("{wrong}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match carry_out(order) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(order: Order) -> anyhow::Result<()> {
    let house = House::find()?;
    match order {
        Order::Help => {
            println!("{HELP}");
            Ok(())
        }
        Order::Prepare => prepare::prepare(&house, Purpose::Test),
        Order::Run { window } => run::run(&house, window),
        Order::Test { keep_going } => test::test(&house, keep_going),
        Order::Bench { rest } => bench::bench(&house, &rest),
        Order::Simulate { seeds, from } => simulate::simulate(&house, seeds, from),
        Order::Bindings => bindings::bindings(&house),
        Order::Lint => lint::lint(&house),
    }
}
