//! One segment, from wherever it can be had: the archive, the share, a pack, a colleague's copy.
//! Nothing is believed because of where it lies.

use std::collections::BTreeSet;

use domain::WriterId;

use super::archive::{Archive, Kept};
use super::memory::Memory;
use super::publish::MOST_SEGMENT;
use super::report::Problem;
use super::shelves::file_problem;
use super::{Inner, Secrets, SyncError};
use crate::keys::{VerifyingKey, WorkspaceId};
use crate::names::{Mark, ShareName, mark};
use crate::segment::{self, Segment};
use crate::{FileError, Medium, MediumError, pack};

/// The most bytes of a pack.
pub(super) const MOST_PACK: u64 = 1 << 30;

/// A segment that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) writer: WriterId,
    pub(super) number: u64,
    /// The hash of the one before it.
    pub(super) previous: [u8; 32],
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Fetched {
    /// It is there and true.
    Segment(Box<Segment>),
    /// It is not to be had now.
    Nothing,
}

/// What a segment is checked against.
#[derive(Clone)]
struct Check {
    wanted: Wanted,
    workspace: WorkspaceId,
    secrets: std::sync::Arc<Secrets>,
    verifying: std::collections::BTreeMap<WriterId, VerifyingKey>,
}

/// Why a file does not hold the segment.
#[derive(Debug)]
enum Refused {
    Medium(MediumError),
    File(FileError),
    /// It is true, but follows another one than the one that is here.
    OtherChain,
}

impl<M: Medium + 'static> Inner<M> {
    /// Fetches a segment and keeps it in the archive.
    pub(super) async fn fetch(
        &self,
        memory: &mut Memory,
        wanted: Wanted,
    ) -> Result<Fetched, SyncError> {
        let now = self.ambient.now();
        let Wanted { writer, number, .. } = wanted;
        if memory.forks.get(&writer).is_some_and(|from| *from <= number) {
            return Ok(Fetched::Nothing);
        }
        let lent: BTreeSet<ShareName> = memory
            .shelves
            .values()
            .flat_map(|shelf| &shelf.copies)
            .filter(|name| matches!(name, ShareName::Copy { of, .. } if *of == writer))
            .copied()
            .collect();
        let Some(shelf) = memory.shelves.get(&writer) else { return Ok(Fetched::Nothing) };
        let sources = shelf.sources(number, &lent);
        let singles = shelf.segments.get(&number).map_or(0, BTreeSet::len);
        let verifying =
            memory.cards.iter().map(|(writer, card)| (*writer, card.verifying)).collect();
        let (secrets, workspace) = (self.secrets(), self.workspace_id());
        let check = Check { wanted, workspace, secrets, verifying };
        if singles < 2
            && let Some(found) = self.held(memory, &check).await?
        {
            return Ok(Fetched::Segment(Box::new(found)));
        }
        let mut found: Vec<Segment> = Vec::new();
        for name in sources {
            let path = name.to_string();
            let is_single = matches!(name, ShareName::Segment { .. });
            if (!found.is_empty() && !is_single) || !memory.may_try(&path, now) {
                continue;
            }
            match self.shared(&check, name).await? {
                Ok(segment) => {
                    memory.troubles.remove(&path);
                    if matches!(name, ShareName::Pack { .. }) {
                        self.note_ahead(memory, writer, number).await?;
                    }
                    found.push(segment);
                }
                Err(Refused::Medium(error @ MediumError::Unreachable { .. })) => {
                    return Err(error.into());
                }
                // A listing that lags, or a file that was packed meanwhile.
                Err(Refused::Medium(MediumError::Missing { .. })) => {}
                Err(Refused::Medium(error)) => memory.failed(&path, Problem::of(&error), now),
                Err(Refused::File(error)) => {
                    memory.failed(&path, file_problem(writer, &path, &error), now);
                }
                Err(Refused::OtherChain) if is_single => {
                    memory.forks.insert(writer, number);
                    return Ok(Fetched::Nothing);
                }
                Err(Refused::OtherChain) => {
                    memory.failed(&path, file_problem(writer, &path, &FileError::WrongName), now);
                }
            }
        }
        let is_fork = found.windows(2).any(|pair| {
            pair[0].hash != pair[1].hash
                && pair.iter().all(|segment| segment.head.stands_for.is_none())
        });
        if is_fork {
            memory.forks.insert(writer, number);
            return Ok(Fetched::Nothing);
        }
        let first = found.into_iter().next();
        Ok(first.map_or(Fetched::Nothing, |segment| Fetched::Segment(Box::new(segment))))
    }

    /// What is held and was not taken in: before the program was stopped, or out of a pack.
    async fn held(&self, memory: &Memory, check: &Check) -> Result<Option<Segment>, SyncError> {
        let Wanted { writer, number, .. } = check.wanted;
        let ahead = memory.ahead.get(&writer).into_iter().flatten();
        let kept: Vec<Kept> = ahead.filter(|kept| kept.number == number).cloned().collect();
        if kept.is_empty() {
            return Ok(None);
        }
        let (archive, check) = (self.archive.clone(), check.clone());
        self.apart(move || check.among(&archive, &kept)).await
    }

    /// Notes what the archive has of a workstation beyond what was taken in.
    pub(super) async fn note_ahead(
        &self,
        memory: &mut Memory,
        writer: WriterId,
        after: u64,
    ) -> Result<(), SyncError> {
        let archive = self.archive.clone();
        let mut kept = self.apart(move || archive.of(writer)).await??;
        kept.retain(|kept| kept.number > after);
        memory.ahead.insert(writer, kept);
        Ok(())
    }

    /// Reads a segment from the share and keeps it. Of a pack all segments are kept, so that it is
    /// opened once.
    async fn shared(
        &self,
        check: &Check,
        name: ShareName,
    ) -> Result<Result<Segment, Refused>, SyncError> {
        let (archive, check) = (self.archive.clone(), check.clone());
        let ambient = self.ambient.clone();
        self.ask(move |medium| match name {
            ShareName::Pack { .. } => {
                let bytes = match medium.read(&name.to_string(), MOST_PACK) {
                    Ok(bytes) => bytes,
                    Err(error) => return Ok(Err(Refused::Medium(error))),
                };
                if let Err(refused) = check.unpack(&bytes, &archive, &*ambient)? {
                    return Ok(Err(refused));
                }
                let mut kept = archive.of(check.wanted.writer)?;
                kept.retain(|kept| kept.number == check.wanted.number);
                let found = check.among(&archive, &kept);
                Ok(found.ok_or(Refused::File(FileError::WrongName)))
            }
            _ => {
                let bytes = match medium.read(&name.to_string(), MOST_SEGMENT) {
                    Ok(bytes) => bytes,
                    Err(error) => return Ok(Err(Refused::Medium(error))),
                };
                match check.read(&bytes, named_mark(&name)) {
                    Ok(segment) => {
                        let Wanted { writer, number, .. } = check.wanted;
                        archive.keep(writer, number, &segment.hash, &bytes, false)?;
                        Ok(Ok(segment))
                    }
                    Err(refused) => Ok(Err(refused)),
                }
            }
        })
        .await?
    }
}

fn named_mark(name: &ShareName) -> Option<Mark> {
    match name {
        ShareName::Segment { mark, .. }
        | ShareName::Reissue { mark, .. }
        | ShareName::Copy { mark, .. } => Some(*mark),
        _ => None,
    }
}

impl Check {
    /// Opens bytes as the segment that is wanted.
    fn read(&self, bytes: &[u8], named: Option<Mark>) -> Result<Segment, Refused> {
        let Wanted { writer, number, previous } = self.wanted;
        let refused = Refused::File;
        let head = segment::peek(bytes).map_err(refused)?;
        // What is cut off or altered is told as such before anybody's key is looked for.
        segment::hash(bytes).map_err(refused)?;
        let signer = head.issued_by.unwrap_or(head.writer);
        let verify = self.verifying.get(&signer).ok_or(Refused::File(FileError::BadSignature))?;
        let keys = &self.secrets.keys;
        let segment = segment::decode(bytes, &self.workspace, keys, verify).map_err(refused)?;
        let is_named = named.is_none_or(|named| named == mark(&segment.hash));
        if segment.head.writer != writer || segment.head.number != number || !is_named {
            return Err(Refused::File(FileError::WrongName));
        }
        // Every segment but the first follows one, so nothing lawful is passed over here.
        let is_passed_over = cfg!(feature = "faults") && number > 1 && previous == [0; 32];
        if segment.head.previous != previous && !is_passed_over {
            return Err(Refused::OtherChain);
        }
        Ok(segment)
    }

    /// The wanted one among what the archive has.
    fn among(&self, archive: &Archive, kept: &[Kept]) -> Option<Segment> {
        let read = kept.iter().filter_map(|kept| archive.read(kept));
        read.filter_map(|bytes| self.read(&bytes, None).ok()).next()
    }

    /// Keeps every segment of a pack that its workstation signed.
    fn unpack(
        &self,
        bytes: &[u8],
        archive: &Archive,
        ambient: &dyn crate::Ambient,
    ) -> Result<Result<(), Refused>, SyncError> {
        let writer = self.wanted.writer;
        let Some(verify) = self.verifying.get(&writer) else {
            return Ok(Err(Refused::File(FileError::BadSignature)));
        };
        let keys = &self.secrets.keys;
        let mut opened = match pack::open(bytes, &self.workspace, keys, verify) {
            Ok(opened) => opened,
            Err(error) => return Ok(Err(Refused::File(error))),
        };
        loop {
            match opened.next_segment() {
                Ok(None) => return Ok(Ok(())),
                Ok(Some(packed)) if packed.head().number >= self.wanted.number => {
                    let bytes = packed.seal(keys, ambient)?;
                    archive.keep(writer, packed.head().number, &packed.hash(), &bytes, false)?;
                }
                Ok(Some(_)) => {}
                Err(error) => return Ok(Err(Refused::File(error))),
            }
        }
    }
}
