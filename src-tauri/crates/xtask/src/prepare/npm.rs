//! The npm packages of the screens.
//!
//! After `npm ci` the lock file is copied into node_modules; as long as the copy equals the
//! lock file, the packages are current and npm, which takes seconds to find that out, is not asked.

use std::path::Path;

use anyhow::Context;

use crate::house::House;
use crate::steps::must;

const STAMP: &str = "node_modules/.installed-from.json";

/// Tells whether the packages were installed from the lock file as it is now.
pub fn is_current(house: &House) -> bool {
    same(&house.ui().join("package-lock.json"), &house.ui().join(STAMP))
}

/// Installs exactly what the lock file names. npm's warnings are about the Node that runs npm; what
/// is installed runs with the Node that is installed with it.
pub fn install(house: &House) -> anyhow::Result<()> {
    must(&mut house.npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    let (lock, stamp) = (house.ui().join("package-lock.json"), house.ui().join(STAMP));
    std::fs::copy(&lock, &stamp)
        .with_context(|| format!("cannot copy {} to {}", lock.display(), stamp.display()))?;
    Ok(())
}

fn same(one: &Path, other: &Path) -> bool {
    match (std::fs::read(one), std::fs::read(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_equal_files_are_the_same_and_a_missing_one_never_is() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (manifest, other) = (here.join("Cargo.toml"), here.join("src/main.rs"));
        assert!(same(&manifest, &manifest));
        assert!(!same(&manifest, &other));
        assert!(!same(&manifest, &here.join("no-such-file")));
        assert!(!same(&here.join("no-such-file"), &here.join("no-such-file")));
    }
}
