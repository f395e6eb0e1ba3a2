//! Who belongs to a workspace: cards, invitations, removal, and the keys that follow from it.

use std::collections::BTreeSet;

use domain::WriterId;

use super::memory::Memory;
use super::report::{Cancel, Demand, Problem, SyncError};
use super::shelves::MOST_CARD;
use super::start::{MOST_KEYS, key_files};
use super::{Engine, Inner, Secrets, gather};
use crate::card::Card;
use crate::keys::{Bundle, DeviceKeys, InvitationCode, Unwrap, WrapFor, device_mark, unwrap, wrap};
use crate::names::ShareName;
use crate::plan::{Shelf, has_passed};
use crate::{Medium, MediumError};

/// What somebody needs to join without knowing the passphrase.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// A file, to be handed over in any way.
    pub bytes: Vec<u8>,
    /// A code, to be told in another way.
    pub code: InvitationCode,
}

/// The own card is read back so often: every hour, or, since clocks stand still, in so many cycles.
const CARD_READ_EVERY: i64 = 3_600_000;
const CARD_READ_CYCLES: u64 = 40;

/// The note of workstations that this one has removed.
const REMOVED: &str = "removed workstations";
const LEFT: &str = "left the workspace";
const PREDECESSOR: &str = "workstation before";
/// The note of the epoch that this workstation began and hands out.
const ROTATED: &str = "epoch begun here";

impl<M: Medium + 'static> Engine<M> {
    /// Makes an invitation with the keys of now. Whoever has both halves can join until the keys
    /// are rotated.
    ///
    /// # Errors
    ///
    /// When the work is interrupted.
    pub async fn invite(&self) -> Result<Invitation, SyncError> {
        let inner = &*self.inner;
        let cost = inner.identity.cost;
        let (bundle, secrets, ambient) = (inner.bundle(), inner.secrets(), inner.ambient.clone());
        let own = inner.own();
        inner
            .apart(move || {
                let code = InvitationCode::generate(&*ambient);
                let wrap_for = WrapFor::Invitation(&code, cost);
                let bytes = wrap(&bundle, wrap_for, 1, own, &secrets.device, &*ambient);
                Invitation { bytes, code }
            })
            .await
    }

    /// Removes a workstation: nobody takes in what it writes from now on, and it cannot read what
    /// others write. The passphrase must be set anew, since who sat there may know it.
    ///
    /// # Errors
    ///
    /// [`SyncError::Store`] and failures of the vault. The share learns of it with the next cycle.
    pub async fn remove_device(&self, writer: WriterId) -> Result<(), SyncError> {
        let inner = &*self.inner;
        let mut removed = inner.noted_removed().await?;
        if writer == inner.own() || !removed.insert(writer) {
            return Ok(());
        }
        let bytes: Vec<u8> = removed.iter().flat_map(|writer| writer.0).collect();
        inner.store.set_note(REMOVED, &bytes).await?;
        self.rotate().await
    }

    /// Begins a new epoch of keys; the next cycles hand it out to every workstation that belongs.
    ///
    /// # Errors
    ///
    /// Failures of the vault.
    pub async fn rotate(&self) -> Result<(), SyncError> {
        self.inner.begin_epoch().await
    }

    /// Leaves: tells colleagues what they do not have yet and that nothing more will come, and
    /// forgets the keys. The database stays as it is.
    ///
    /// # Errors
    ///
    /// [`SyncError::NotTold`] if the share could not be reached; nothing is forgotten then.
    pub async fn leave(&self) -> Result<(), SyncError> {
        let inner = &*self.inner;
        inner.store.set_note(LEFT, &[1]).await?;
        let report = self.cycle_with(Demand::now(), &mut |_| {}, &Cancel::default()).await?;
        let is_told =
            inner.memory.lock().await.cards.get(&inner.own()).is_some_and(|card| card.left);
        if !report.reached || report.waiting > 0 || !is_told {
            inner.store.set_note(LEFT, &[]).await?;
            return Err(SyncError::NotTold);
        }
        let (vault, own) = (inner.vault.clone(), inner.own());
        Ok(inner.apart(move || vault.forget(own)).await??)
    }

    /// Publishes again what this workstation has and the share lacks, of all workstations; how many
    /// segments that were.
    ///
    /// # Errors
    ///
    /// When the share cannot be written.
    pub async fn republish_missing(&self) -> Result<u32, SyncError> {
        let inner = &*self.inner;
        let report = self.cycle_with(Demand::now(), &mut |_| {}, &Cancel::default()).await?;
        if !report.reached {
            return Err(SyncError::NotTold);
        }
        let mut memory = inner.memory.lock().await;
        memory.must_check_own = true;
        let mut lent = report.published;
        let places = inner.store.places().await?;
        for (writer, place) in places {
            let Some(shelf) = memory.shelves.get(&writer) else { continue };
            let is_lent = |number: u64| {
                let copies = memory.shelves.values().flat_map(|shelf| &shelf.copies);
                copies.into_iter().any(|name| {
                    matches!(name, ShareName::Copy { of, number: nth, .. }
                        if *of == writer && *nth == number)
                })
            };
            let gone: Vec<u64> = (1..=place.segment)
                .filter(|number| !shelf.has(*number) && !is_lent(*number))
                .collect();
            for number in gone {
                lent += u32::from(inner.lend_one(writer, number).await?);
            }
        }
        Ok(lent)
    }
}

impl<M: Medium + 'static> Inner<M> {
    /// Begins a new epoch of keys.
    pub(super) async fn begin_epoch(&self) -> Result<(), SyncError> {
        let secrets = self.secrets();
        let mut keys = secrets.keys.clone();
        let epoch = keys.rotate(&*self.ambient);
        let device = secrets.device.clone();
        self.keep_secrets(Secrets { keys, device }).await?;
        Ok(self.store.set_note(ROTATED, &epoch.to_le_bytes()).await?)
    }

    /// Everything that makes somebody a member.
    pub(super) fn bundle(&self) -> Bundle {
        let workspace = self.workspace();
        Bundle {
            workspace: workspace.id,
            name: workspace.name,
            id_key: workspace.key.into(),
            keys: self.secrets().keys.clone(),
        }
    }

    async fn noted_removed(&self) -> Result<BTreeSet<WriterId>, SyncError> {
        let noted = self.store.note(REMOVED).await?.unwrap_or_default();
        let ids = noted.chunks_exact(16).filter_map(|id| Some(WriterId(id.try_into().ok()?)));
        Ok(ids.collect())
    }

    /// Whether a colleague has removed this workstation.
    pub(super) fn is_removed(&self, memory: &Memory) -> bool {
        gather::removed(memory).contains(&self.own())
    }

    /// Goes on as the writer that the database has now, with keys of its own.
    pub(super) async fn begin_as(&self, before: Option<WriterId>) -> Result<(), SyncError> {
        let secrets = self.secrets();
        if let Some(before) = before {
            self.store.set_note(PREDECESSOR, &before.0).await?;
        }
        let (keys, device) = (secrets.keys.clone(), DeviceKeys::generate(&*self.ambient));
        self.keep_secrets(Secrets { keys, device }).await
    }

    /// Says who this workstation is, if that is not what its last card says.
    pub(super) async fn tell_card(&self, memory: &mut Memory) -> Result<(), SyncError> {
        let own = self.own();
        if !memory.cards.contains_key(&own)
            && let Some(shelf) = memory.shelves.get(&own).cloned()
        {
            self.read_card(memory, own, &shelf).await?;
        }
        let last = memory.cards.get(&own);
        let predecessor = self.store.note(PREDECESSOR).await?;
        // Colleagues take a card of a number only once.
        let numbered = self.store.note(&format!("number of the card of {own}")).await?;
        let numbered = numbered.and_then(|note| note.try_into().ok()).map_or(0, u32::from_le_bytes);
        let secrets = self.secrets();
        let card = Card {
            writer: own,
            number: last.map_or(0, |card| card.number).max(numbered) + 1,
            made_at: self.now(),
            name: self.identity.name.clone(),
            machine: self.identity.machine.clone(),
            version: self.identity.version.clone(),
            verifying: secrets.device.verifying(),
            sealing: secrets.device.sealing(),
            predecessor: predecessor.and_then(|id| Some(WriterId(id.try_into().ok()?))),
            left: self.store.note(LEFT).await?.is_some_and(|left| !left.is_empty()),
            removed: self.noted_removed().await?,
        };
        let epoch = secrets.keys.current().to_le_bytes();
        let is_of_epoch = self.store.note("epoch of the card").await? == Some(epoch.to_vec());
        let is_same = last.is_some_and(|last| {
            Card { number: last.number, made_at: last.made_at, ..card.clone() } == *last
        });
        if is_same && is_of_epoch && !memory.must_tell_card {
            return Ok(());
        }
        let workspace = self.workspace_id();
        let (bytes, name) =
            card.seal(&workspace, &secrets.keys, &secrets.device, &*self.ambient)?;
        let path = name.to_string();
        let note = format!("number of the card of {own}");
        self.store.set_note(&note, &card.number.to_le_bytes()).await?;
        self.ask(move |medium| medium.create(&path, &bytes)).await??;
        self.store.set_note("epoch of the card", &epoch).await?;
        self.store.set_note(&format!("key {own}"), card.verifying.as_bytes()).await?;
        memory.cards.insert(own, card);
        (memory.must_tell_card, memory.card_read) = (false, None);
        Ok(())
    }

    /// Looks whether the card that was written last is still on the share, and reads it back now and
    /// then: without it colleagues believe nothing that this workstation writes. Those before go.
    pub(super) async fn check_card(
        &self,
        memory: &mut Memory,
        shelf: &Shelf,
    ) -> Result<(), SyncError> {
        let Some(card) = memory.cards.get(&self.own()).cloned() else { return Ok(()) };
        let is_last = |name: &&ShareName| matches!(name, ShareName::Card { number, .. } if *number == card.number);
        let Some(name) = shelf.cards.iter().find(is_last).copied() else {
            memory.must_tell_card = true;
            return Ok(());
        };
        let now = self.now();
        let is_lately_read = memory.card_read.is_some_and(|(at, cycle)| {
            !has_passed(at, now, CARD_READ_EVERY) && memory.cycles - cycle < CARD_READ_CYCLES
        });
        if is_lately_read {
            return Ok(());
        }
        let path = name.to_string();
        let bytes = match self.ask(move |medium| medium.read(&path, MOST_CARD)).await? {
            Err(error @ MediumError::Unreachable { .. }) => return Err(error.into()),
            read => read.unwrap_or_default(),
        };
        let secrets = self.secrets();
        if Card::open(&bytes, &name, &self.workspace_id(), &secrets.keys).is_err() {
            memory.must_tell_card = true;
            return Ok(());
        }
        memory.card_read = Some((now, memory.cycles));
        for old in shelf.cards.iter().filter(|old| **old != name) {
            let path = old.to_string();
            self.ask(move |medium| medium.remove(&path)).await??;
        }
        Ok(())
    }

    /// Looks for keys that were handed out to this workstation, where a file shows that there are
    /// some.
    pub(super) async fn learn_keys(&self, memory: &mut Memory) -> Result<(), SyncError> {
        let lacks = memory
            .troubles
            .values()
            .any(|trouble| matches!(trouble.problem, Problem::UnknownKey { .. }));
        if memory.cycles > 0 && !lacks {
            return Ok(());
        }
        let secrets = self.secrets();
        let id = device_mark(&secrets.device.sealing());
        let files = self
            .ask(move |medium| {
                let numbers = key_files(medium, id)?;
                let read =
                    |number| medium.read(&ShareName::Key { id, number }.to_string(), MOST_KEYS);
                Ok::<_, crate::MediumError>(numbers.into_iter().map(read).collect::<Vec<_>>())
            })
            .await??;
        let mut keys = secrets.keys.clone();
        let removed = gather::removed(memory);
        for bytes in files.into_iter().flatten() {
            let Ok(opened) = unwrap(&bytes, Unwrap::Device(&secrets.device)) else { continue };
            let issuer = opened.head.issued_by;
            let Some(pinned) = self.pinned(issuer).await? else { continue };
            if opened.verify(&pinned).is_ok()
                && !removed.contains(&issuer)
                && opened.bundle.workspace == self.workspace_id()
            {
                keys.learn(&opened.bundle.keys);
            }
        }
        if keys != secrets.keys {
            let device = secrets.device.clone();
            self.keep_secrets(Secrets { keys, device }).await?;
            memory
                .troubles
                .retain(|_, trouble| !matches!(trouble.problem, Problem::UnknownKey { .. }));
        }
        Ok(())
    }

    /// Hands the epoch that was begun here to every workstation that belongs and has not got it.
    pub(super) async fn hand_out_keys(&self, memory: &mut Memory) -> Result<(), SyncError> {
        let secrets = self.secrets();
        let current = secrets.keys.current();
        if self.store.note(ROTATED).await? != Some(current.to_le_bytes().to_vec()) {
            return Ok(());
        }
        if self.store.note("epoch of the passphrase").await? != Some(current.to_le_bytes().to_vec())
        {
            memory.problems.insert(Problem::NoPassphrase);
        }
        let removed = gather::removed(memory);
        let own = self.own();
        let cards: Vec<Card> = memory
            .cards
            .values()
            .filter(|card| card.writer != own && !card.left && !removed.contains(&card.writer))
            .cloned()
            .collect();
        for card in cards {
            let handed = format!("epoch handed to {}", card.writer);
            if self.store.note(&handed).await? == Some(current.to_le_bytes().to_vec()) {
                continue;
            }
            let id = device_mark(&card.sealing);
            let number =
                self.ask(move |medium| key_files(medium, id)).await??.last().copied().unwrap_or(0)
                    + 1;
            let wrap_for = WrapFor::Device(&card.sealing);
            let bytes =
                wrap(&self.bundle(), wrap_for, number, own, &secrets.device, &*self.ambient);
            let path = ShareName::Key { id, number }.to_string();
            self.ask(move |medium| medium.create(&path, &bytes)).await??;
            self.store.set_note(&handed, &current.to_le_bytes()).await?;
        }
        Ok(())
    }
}
