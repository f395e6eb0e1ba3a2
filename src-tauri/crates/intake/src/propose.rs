//! From what a file says and what is known to the changes that are proposed.
//!
//! The changes of the file itself follow from the file, the event and the workspace's key alone,
//! so that they are the same on every workstation. What is concluded from it (this row is that
//! person) follows from [`Known`] too, and is the workstation's own word.

mod known;
mod people;
mod registrations;
#[cfg(test)]
mod tests;

use domain::kinds;
use domain::{Op, RecordId};

use crate::fold::organisation_key;
use crate::{Mapping, ProblemCode, ProfileName, ReadFile, RowProblem};

pub use self::known::{Known, KnownOrganisation, KnownPerson, KnownRegistration, Wanted};
use self::people::Matcher;
use self::registrations::{Differing, emptied, registration_ids, values_of};

/// Raised whenever the same bytes are read into something else, so that two workstations with
/// different versions do not speak as one writer.
pub const IMPORTER_VERSION: u32 = 1;

/// What registrations are taken into.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The event.
    pub event: RecordId,
    /// The workspace's key, under which ids are derived.
    pub key: [u8; 32],
}

/// The changes that are proposed, and what they come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// What the file says, whole: the same on every workstation.
    pub file_ops: Vec<Op>,
    /// What this workstation concludes.
    pub match_ops: Vec<Op>,
    /// What it comes to, in rows.
    pub counts: Counts,
    /// What a person should know or decide.
    pub problems: Vec<RowProblem>,
}

/// What an import comes to, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Registrations that were not there.
    pub new: u32,
    /// Registrations that say something else now.
    pub changed: u32,
    /// Registrations that say the same.
    pub unchanged: u32,
    /// Rows set aside with a reason.
    pub set_aside: u32,
    /// New registrations of people who were known.
    pub people_known: u32,
    /// New registrations of people who are new in the register.
    pub people_new: u32,
    /// New registrations of whom it is not clear who they are.
    pub people_unclear: u32,
}

/// The identity of a file's changes: everything that they follow from, besides the workspace.
pub fn identity(
    file_hash: &[u8; 32],
    profile: ProfileName,
    event: RecordId,
    mapping: Option<&Mapping>,
) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(file_hash);
    hasher.update(&IMPORTER_VERSION.to_le_bytes());
    hasher.update(event.as_bytes());
    hasher.update(profile.as_str().as_bytes());
    if let Some(mapping) = mapping {
        hasher.update(&mapping.fingerprint());
    }
    *hasher.finalize().as_bytes()
}

/// What must be looked up for a file.
pub fn wanted(file: &ReadFile, target: &Target) -> Wanted {
    let mut wanted = Wanted::default();
    for row in &file.rows {
        wanted.emails.extend(row.email.clone());
        wanted.business_ids.extend(row.business_id.clone());
        wanted.organisations.extend(row.organisation.as_deref().map(organisation_key));
    }
    wanted.registrations.extend(registration_ids(file, target));
    wanted
}

/// Proposes changes; taking the same file twice proposes nothing new.
///
/// An empty cell erases nothing that is known of the same person: a file says its rows whole, so
/// where a later, narrower export would empty a field, the workstation says it again.
pub fn propose(file: &ReadFile, known: &Known, target: &Target) -> Proposal {
    let mut proposal = Proposal { problems: file.problems.clone(), ..Proposal::default() };
    let mut matcher = Matcher::new(known, target);
    let mut kept = Vec::new();
    for (row, id) in file.rows.iter().zip(registration_ids(file, target)) {
        let values = values_of(row, file.profile, target);
        let before = known.registrations.get(&id);
        match before {
            None => proposal.counts.new += 1,
            Some(before) => {
                let emptied = emptied(row, &values, before);
                let differing = Differing::of(&values, before, &emptied);
                if let Some(field) = differing.edited {
                    let name =
                        kinds::REGISTRATION.field_by_id(field).map_or("", |field| field.name);
                    proposal.problems.push(RowProblem::new(row.row, ProblemCode::EditKept, name));
                }
                let counts = &mut proposal.counts;
                *(if differing.changed { &mut counts.changed } else { &mut counts.unchanged }) += 1;
                if !emptied.is_empty() {
                    let kind = kinds::REGISTRATION.id;
                    kept.push(Op::Set { kind, record: id, values: emptied });
                }
            }
        }
        proposal.file_ops.push(Op::Set { kind: kinds::REGISTRATION.id, record: id, values });
        matcher.conclude(row, id, before, &mut proposal);
    }
    // A file that says nothing new is not taken in and empties nothing.
    if proposal.counts.new + proposal.counts.changed > 0 {
        proposal.match_ops.extend(kept);
    }
    let set_aside = proposal.problems.iter().filter(|problem| {
        matches!(problem.code, ProblemCode::NobodyNamed | ProblemCode::RowShifted)
    });
    proposal.counts.set_aside = u32::try_from(set_aside.count()).unwrap_or(u32::MAX);
    proposal
}
