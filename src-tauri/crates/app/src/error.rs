//! Why a use-case could not be carried out, with a code that the screens have wording for.

mod sharing;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use domain::{Field, Label, RecordId};

/// Why a use-case could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No workspace is open.
    #[error("no workspace is open; make one or open one first")]
    NoWorkspace,
    /// There is no workspace at the place named.
    #[error("there is no workspace in {0}; `init` makes one")]
    NotAWorkspace(PathBuf),
    /// There is no such record.
    #[error("there is no {kind} {id}; {}", where_to_look(kind))]
    NotFound {
        /// The kind asked for.
        kind: String,
        /// What was asked for.
        id: String,
    },
    /// A value cannot be understood.
    #[error("{field}: {message}")]
    Invalid {
        /// The field, by its name in code.
        field: String,
        /// What people call the field, where its kind declares it.
        label: Option<&'static Label>,
        /// What was written there.
        value: String,
        /// Why it is refused, as a code.
        reason: String,
        /// Why it is refused, in English.
        message: String,
    },
    /// A workspace may not lie there.
    #[error("{message}")]
    UnsafeLocation {
        /// The folder.
        path: PathBuf,
        /// `network` or `cloud`.
        reason: String,
        /// What is wrong and what to do, in English.
        message: String,
    },
    /// A folder or a file cannot be reached.
    #[error("cannot {attempt} {path}: {source}", path = path.display())]
    Disk {
        /// What was attempted, as a verb.
        attempt: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file of that name is there already and would be lost.
    #[error("{0} exists already; choose another name or remove it first")]
    FileExists(PathBuf),
    /// The person stopped it.
    #[error("stopped before anything was written")]
    Cancelled,
    /// Nobody has an attendance, so there is nothing to certify.
    #[error("nobody is marked present at {event}; mark who was there, then print certificates")]
    NobodyPresent {
        /// The event's name.
        event: String,
    },
    /// Nobody is registered, so there is nobody to list.
    #[error("nobody is registered to {event}; take registrations in, then print")]
    NobodyRegistered {
        /// The event's name.
        event: String,
    },
    /// Something is not done because a rule forbids it.
    #[error("{message}")]
    Refused {
        /// The rule, as a code.
        reason: &'static str,
        /// What the wording names.
        details: BTreeMap<&'static str, String>,
        /// What is wrong and what to do, in English.
        message: String,
    },
    /// A registration file does not say which event it is for.
    #[error("{file} does not say which event it is for; name it with --event CODE")]
    EventUnknown {
        /// The file's name.
        file: String,
    },
    /// An action cannot be undone.
    #[error("cannot undo {action}: {message}")]
    UndoRefused {
        /// The action.
        action: String,
        /// Why, as a code.
        reason: String,
        /// Why, in English.
        message: String,
    },
    /// The workspace was written by a newer version, or is damaged.
    #[error("the workspace cannot be read: {0}")]
    Damaged(String),
    /// The shared drive cannot be used as was asked.
    #[error("{message}")]
    Sharing {
        /// What is wrong, as a code.
        code: &'static str,
        /// The folder of the share, or a file on it.
        path: Option<PathBuf>,
        /// What is wrong and what to do, in English.
        message: String,
    },
    /// The database refused.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The paper could not be written.
    #[error("the paper could not be written: {0}")]
    Paper(#[from] documents::pdf::PdfError),
}

/// What shows a person what there is of a kind.
fn where_to_look(kind: &str) -> String {
    match kind {
        "file" => "`watch --once` says which files of the watched folder were seen".to_owned(),
        "finding" => "`findings` lists those that wait for a decision".to_owned(),
        "workstation" => "`sync status` lists them with their ids".to_owned(),
        kind => format!("`record list {kind}` lists those that there are"),
    }
}

impl From<crate::files::FolderError> for Error {
    fn from(error: crate::files::FolderError) -> Error {
        Error::Disk { attempt: "write the folder", path: error.path, source: error.source }
    }
}

impl Error {
    /// A disk error that says what was attempted on what.
    pub fn disk(attempt: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Disk { attempt, path: path.to_owned(), source }
    }

    /// There is no record `id` of `kind`.
    pub fn not_found(kind: &str, id: RecordId) -> Error {
        Error::NotFound { kind: kind.to_owned(), id: id.to_string() }
    }

    /// A declared field has no value, or would lose it, and must have one.
    pub(crate) fn missing(field: &'static Field) -> Error {
        Error::refused_value(field, "", "required", "must be given")
    }

    /// What was written in a declared field is none of its values.
    pub(crate) fn refused_value(
        field: &'static Field,
        value: &str,
        reason: &str,
        message: impl Into<String>,
    ) -> Error {
        Error::Invalid {
            field: field.name.to_owned(),
            label: Some(&field.label),
            value: value.to_owned(),
            reason: reason.to_owned(),
            message: message.into(),
        }
    }

    /// The code that the screens have wording for.
    pub fn code(&self) -> &'static str {
        match self {
            Error::NoWorkspace => "no_workspace",
            Error::NotAWorkspace(_) => "not_a_workspace",
            Error::NotFound { .. } => "not_found",
            Error::Invalid { .. } => "invalid",
            Error::UnsafeLocation { .. } => "unsafe_location",
            Error::Disk { .. } => "disk",
            Error::FileExists(_) => "file_exists",
            Error::Cancelled => "cancelled",
            Error::NobodyPresent { .. } => "nobody_present",
            Error::NobodyRegistered { .. } => "nobody_registered",
            Error::Refused { .. } => "refused",
            Error::EventUnknown { .. } => "event_unknown",
            Error::UndoRefused { .. } => "undo_refused",
            Error::Damaged(_) => "damaged",
            Error::Sharing { code, .. } => code,
            Error::Store(_) | Error::Paper(_) => "internal",
        }
    }

    /// What the wording names: fields, paths, reasons.
    pub fn details(&self) -> BTreeMap<&'static str, String> {
        let path = |path: &Path| path.display().to_string();
        match self {
            Error::NotAWorkspace(at) | Error::FileExists(at) => {
                BTreeMap::from([("path", path(at))])
            }
            Error::NotFound { kind, id } => {
                BTreeMap::from([("kind", kind.clone()), ("id", id.clone())])
            }
            Error::Invalid { field, label, value, reason, .. } => {
                let mut details = BTreeMap::from([
                    ("field", field.clone()),
                    ("value", value.clone()),
                    ("reason", reason.clone()),
                ]);
                if let Some(label) = label {
                    details.extend([
                        ("label_fi", label.fi.to_owned()),
                        ("label_sv", label.sv.to_owned()),
                        ("label_en", label.en.to_owned()),
                    ]);
                }
                details
            }
            Error::UnsafeLocation { path: at, reason, .. } => {
                BTreeMap::from([("path", path(at)), ("reason", reason.clone())])
            }
            Error::Disk { attempt, path: at, source } => BTreeMap::from([
                ("attempt", (*attempt).to_owned()),
                ("path", path(at)),
                ("reason", format!("{:?}", source.kind())),
            ]),
            Error::NobodyPresent { event } | Error::NobodyRegistered { event } => {
                BTreeMap::from([("event", event.clone())])
            }
            Error::Refused { reason, details, .. } => {
                let mut details = details.clone();
                details.insert("reason", (*reason).to_owned());
                details
            }
            Error::EventUnknown { file } => BTreeMap::from([("file", file.clone())]),
            Error::UndoRefused { action, reason, .. } => {
                BTreeMap::from([("action", action.clone()), ("reason", reason.clone())])
            }
            Error::Damaged(reason) => BTreeMap::from([("reason", reason.clone())]),
            Error::Sharing { path: at, .. } => at.iter().map(|at| ("path", path(at))).collect(),
            Error::NoWorkspace | Error::Cancelled | Error::Store(_) | Error::Paper(_) => {
                BTreeMap::new()
            }
        }
    }
}
