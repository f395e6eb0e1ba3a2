//! What a command answers when it could not do its work: a code and what its wording names. The
//! screens own all wording, in three languages.

use std::collections::HashMap;

use serde::Serialize;
use specta::Type;

/// Why a command could not do its work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CommandError {
    /// The code that the screens have wording for.
    pub code: String,
    /// What the wording names: fields, paths, reasons.
    pub details: HashMap<String, String>,
}

/// What a command answers.
pub type Answer<T> = Result<T, CommandError>;

impl From<app::Error> for CommandError {
    fn from(error: app::Error) -> CommandError {
        let details = error.details().into_iter().map(|(name, text)| (name.to_owned(), text));
        CommandError { code: error.code().to_owned(), details: details.collect() }
    }
}
