//! Passphrases and codes: from the environment or typed without being shown, never an argument,
//! which every program of the computer could read.

use std::io::IsTerminal;

use crate::output::Failure;

const PASSPHRASE: &str = "KUMPPANI_PASSPHRASE";
const CODE: &str = "KUMPPANI_INVITATION_CODE";

/// The passphrase of a share that there is.
pub fn passphrase() -> Result<String, Failure> {
    secret(PASSPHRASE, "passphrase of the share")
}

/// A new passphrase; where it is typed, it is typed twice.
pub fn new_passphrase() -> Result<String, Failure> {
    let first = secret(PASSPHRASE, "new passphrase of the share")?;
    if std::env::var_os(PASSPHRASE).is_none() && secret(PASSPHRASE, "once more")? != first {
        return Err(Failure::Usage("the two passphrases differ; try again".to_owned()));
    }
    Ok(first)
}

/// The code of an invitation.
pub fn code() -> Result<String, Failure> {
    secret(CODE, "code of the invitation")
}

fn secret(variable: &str, what: &str) -> Result<String, Failure> {
    if let Ok(given) = std::env::var(variable) {
        return Ok(given);
    }
    if std::io::stdin().is_terminal()
        && let Ok(typed) = rpassword::prompt_password(format!("{what}: "))
    {
        return Ok(typed);
    }
    Err(Failure::Usage(format!("the {what} is needed: set {variable}, or run it in a terminal")))
}
