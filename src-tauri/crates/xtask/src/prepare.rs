//! What this machine lacks, and how it comes by it.
//!
//! [`machine`] looks, [`plan`] decides (a pure function), and this file carries the plan out.
//! Only on Debian and its kin, as root, is anything installed outside the checkout; everywhere
//! else the missing things are named, each with the way to get it.

mod machine;
mod needs;
mod npm;
mod plan;

use std::process::Command;

use anyhow::{Context, bail};

use crate::house::House;
use crate::steps::must;
use plan::Plan;

/// What the machine is prepared for; each includes the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To compile the app and its screens.
    Build,
    /// To run every test as well, also those in the real window.
    Test,
}

/// Brings the machine to where `purpose` can be carried out, or says what is missing.
pub fn prepare(house: &House, purpose: Purpose) -> anyhow::Result<()> {
    let machine = machine::look(house)?;
    let plan = plan::plan(&machine, purpose);
    if !plan.lacks.is_empty() {
        bail!("{}", plan.refusal());
    }
    carry_out(&plan, house)
}

fn carry_out(plan: &Plan, house: &House) -> anyhow::Result<()> {
    if !plan.packages.is_empty() {
        eprintln!("This machine lacks {}.", plan.packages.join(", "));
        must(&mut apt_get(&["update"]))?;
        let mut install = apt_get(&["install", "--yes", "--no-install-recommends"]);
        must(install.args(&plan.packages)).context("the packages above could not be installed")?;
    }
    if plan.npm {
        npm::install(house)?;
    }
    Ok(())
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(["--quiet", "--option=DPkg::Lock::Timeout=300"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
