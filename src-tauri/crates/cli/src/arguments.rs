//! The words of the command line; stable once published.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The partnership register, events and paper of a university, from the command line.
#[derive(Debug, Parser)]
#[command(name = "kumppani-cli", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// The folder of the workspace; the current folder unless given
    #[arg(long, global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// Print JSON on standard output; progress and messages go to standard error
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub verb: Verb,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make a workspace
    Init(Init),
    /// Make a whole sample workspace in DIR: an event, registrations, printed paper
    Demo {
        /// The folder, which must be empty or not there yet
        dir: PathBuf,
    },
    /// Any record of the register
    Record {
        /// What to do with records
        #[command(subcommand)]
        verb: RecordVerb,
    },
    /// What was done to a record, newest first
    History {
        /// Its kind, such as `person`
        kind: String,
        /// Its id
        id: String,
    },
    /// Take an action back, wherever nobody has worked on since
    Undo {
        /// The action, as `history` and the other verbs print it
        change: String,
    },
    /// Recognise and read registration files without touching any workspace
    Read {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Take registration files in
    Import(Import),
    /// Follow the watched folder and take in what arrives
    Watch {
        /// Look once, take in what is there, and stop
        #[arg(long)]
        once: bool,
    },
    /// Print paper
    Print(Print),
    /// Records whose words begin with those of TEXT
    Search {
        /// The words
        text: String,
    },
    /// Write a whole copy of the workspace to a file that must not exist yet
    Backup {
        /// The file
        file: PathBuf,
    },
    /// Make the workspace out of a backup, as a new workstation
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Send what was done here to the share and take in what colleagues did, every 15 seconds
    Sync(Sync),
    /// Look everything over: the database, the clock, the share and every file on it
    Doctor,
    /// What waits for a decision
    Findings,
    /// Decide a finding
    Decide {
        /// The finding, as `findings` names it
        finding: String,
        /// The change of the side to take, as `findings` shows it, or keep or delete
        choice: String,
    },
    /// Erase for good, wherever the workspace is shared
    Erase {
        /// What is erased
        #[command(subcommand)]
        what: Erase,
    },
    /// Write an invitation to the share to a file, and print the code to tell by another way
    Invite {
        /// The file, which must not exist yet
        file: PathBuf,
    },
    /// Remove a workstation from the share
    RemoveWorkstation {
        /// Its id, as `sync status` prints it
        id: String,
    },
    /// Set the passphrase by which colleagues join: KUMPPANI_PASSPHRASE, or what is typed
    SetPassphrase,
    /// Put back on the share what it has lost and this workstation still has
    Republish,
    /// Leave the share; the workspace stays as it is
    Leave,
}

/// How the share is looked through.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Sync {
    /// Once, and stop
    #[arg(long)]
    pub once: bool,
    /// Something about the share
    #[command(subcommand)]
    pub verb: Option<SyncVerb>,
}

/// What can be asked of the share.
#[derive(Debug, Subcommand)]
pub enum SyncVerb {
    /// How things stood at the last look, without asking the share
    Status,
}

/// What can be erased.
#[derive(Debug, Subcommand)]
pub enum Erase {
    /// A person: every record about the person, every mention elsewhere, now and in the past
    Person {
        /// The person's id
        id: String,
        /// The person's name, to erase without being asked
        #[arg(long, value_name = "NAME")]
        confirm: Option<String>,
        /// Say what would be erased and change nothing
        #[arg(long, conflicts_with = "confirm")]
        preview: bool,
    },
}

/// What a new workspace is told.
#[derive(Debug, Args)]
pub struct Init {
    /// Its name
    #[arg(long, default_value = "Kumppani")]
    pub name: String,
    /// The institution of this workstation
    #[arg(long, default_value = "")]
    pub institution: String,
    /// Who works here, as written into the history
    #[arg(long, default_value = "")]
    pub user: String,
    /// The folder that form tools drop registrations into
    #[arg(long, value_name = "DIR")]
    pub inbox: Option<PathBuf>,
    /// The folder to share the workspace in: found if it is empty, joined if a workspace is there.
    /// The passphrase is KUMPPANI_PASSPHRASE, or what is typed
    #[arg(long, value_name = "DIR")]
    pub share: Option<PathBuf>,
    /// Join by a colleague's invitation; the code is KUMPPANI_INVITATION_CODE, or what is typed
    #[arg(long, value_name = "FILE", requires = "share")]
    pub invitation: Option<PathBuf>,
}

/// What can be done with records.
#[derive(Debug, Subcommand)]
pub enum RecordVerb {
    /// Every record of a kind, sorted by id
    List {
        /// The kind, such as `organisation`
        kind: String,
    },
    /// One record
    Show {
        /// The kind
        kind: String,
        /// The id
        id: String,
    },
    /// Create a record
    Add {
        /// The kind
        kind: String,
        /// Fields as people write them, such as `business_id=2285733-9`
        #[arg(value_name = "FIELD=VALUE", value_parser = field)]
        fields: Vec<(String, String)>,
    },
    /// Write fields of a record; an empty value empties the field
    Set {
        /// The kind
        kind: String,
        /// The id
        id: String,
        /// Fields as people write them
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = field)]
        fields: Vec<(String, String)>,
    },
    /// Delete a record
    Delete {
        /// The kind
        kind: String,
        /// The id
        id: String,
    },
}

/// Which files are taken in, and how.
#[derive(Debug, Args)]
pub struct Import {
    /// The files
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The event, by its code, where the files do not say it
    #[arg(long, value_name = "CODE")]
    pub event: Option<String>,
    /// The form tool, where it is not recognised rightly
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Say what would come of it and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What is printed, and where to.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("subject").required(true))]
pub struct Print {
    /// The sheet
    pub paper: PaperName,
    /// The event, by its code; for a brief each organisation registered, for a report its project
    #[arg(long, value_name = "CODE", group = "subject")]
    pub event: Option<String>,
    /// The organisation of a brief, by its id, business id or name
    #[arg(long, value_name = "ID", group = "subject")]
    pub organisation: Option<String>,
    /// The project of a report, by its code
    #[arg(long, value_name = "CODE", group = "subject")]
    pub project: Option<String>,
    /// The language of the paper, fi, sv or en, or two of them beside each other, such as fi+en
    #[arg(long, value_name = "LANG", default_value = "fi", value_parser = languages)]
    pub lang: (String, Option<String>),
    /// The label sheet of badges
    #[arg(long, value_name = "STOCK")]
    pub stock: Option<String>,
    /// Labels of the first sheet that were used before
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub used_cells: u32,
    /// Print the back of badges as the front
    #[arg(long)]
    pub both_sides: bool,
    /// What there is a signature list of
    #[arg(long, value_enum, default_value = "day")]
    pub per: PerName,
    /// Empty lines that a list of people ends with
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub blank_lines: u32,
    /// Certificates: a file a person, into the folder PATH
    #[arg(long, conflicts_with = "zip")]
    pub separate: bool,
    /// Certificates: a file a person and all in one, packed together; also where PATH ends in .zip
    #[arg(long)]
    pub zip: bool,
    /// The file to write; of a programme also one that ends in .html or .ics
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
}

/// A sheet that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperName {
    /// The programme, A4
    Programme,
    /// The programme on one page, A4
    OnePage,
    /// The programme as a folded booklet, A5
    Booklet,
    /// Certificates for those present, A4
    Certificates,
    /// Badges for those who are coming, on label sheets
    Badges,
    /// Name tents for those who are coming, A4 folded
    Tents,
    /// Lists to be signed
    Attendance,
    /// The list by which people are let in
    CheckIn,
    /// Door signs, one a room and day
    Signs,
    /// The card of a campus walk
    Route,
    /// The brief for a visit to a company
    Brief,
    /// The report on a project's indicators
    Report,
}

/// What there is a signature list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PerName {
    /// Each day
    Day,
    /// Each session
    Session,
    /// Each day and each session
    Both,
}

/// `fi`, or `fi+en`.
fn languages(text: &str) -> Result<(String, Option<String>), String> {
    let codes: Vec<&str> = text.split('+').collect();
    let known = |code: &&str| ["fi", "sv", "en"].contains(code);
    match codes.as_slice() {
        [one] if known(one) => Ok(((*one).to_owned(), None)),
        [one, other] if known(one) && known(other) && one != other => {
            Ok(((*one).to_owned(), Some((*other).to_owned())))
        }
        _ => Err("a language is fi, sv or en, two of them are written as fi+en".to_owned()),
    }
}

fn field(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(format!("“{text}” is no field=value")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn paper_is_in_one_language_or_in_two() {
        assert_eq!(languages("sv"), Ok(("sv".to_owned(), None)));
        assert_eq!(languages("fi+en"), Ok(("fi".to_owned(), Some("en".to_owned()))));
        for wrong in ["", "de", "fi+", "fi+fi", "fi+sv+en", "FI"] {
            assert!(languages(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_field_may_hold_an_equals_sign() {
        assert_eq!(field("notes=a=b"), Ok(("notes".to_owned(), "a=b".to_owned())));
        assert!(field("=x").is_err());
        assert!(field("name").is_err());
    }
}
