//! A share in memory that lies, forgets, tears and vanishes as shares do, the same way for the same
//! seed; for tests.
//!
//! Every workstation has a desk, its own view of the share. Time is what the simulation says. A desk
//! can be told to crash at one of its next operations: the thread unwinds out of it with [`Crash`],
//! before or after the operation had its effect, and nothing of the program runs on.

mod inner;
mod ledger;
#[cfg(test)]
mod tests;
mod trouble;

pub use ledger::{Deed, Tally, What};
pub use trouble::{Dice, Doing, Trouble, Weather};

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::UnixMillis;

use super::{Entry, Medium, MediumError};
use inner::{Desk, Files, Inner, Kept, denied, unreachable};

/// What unwinds out of an operation at which a desk crashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crash;

/// How the share stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is there.
    Home,
    /// Its root is not there.
    Gone,
    /// Its root is there with nothing in it.
    Empty,
    /// Another workspace's share is there.
    Foreign,
}

/// A share in memory; clones are the same share.
#[derive(Debug, Clone)]
pub struct SimShare(Arc<Mutex<Inner>>);

/// One workstation's view of a [`SimShare`]; clones are the same view.
#[derive(Debug, Clone)]
pub struct SimMedium {
    share: SimShare,
    desk: usize,
}

impl SimShare {
    /// A new, empty share whose weather is fair.
    pub fn new(seed: u64, now: UnixMillis) -> SimShare {
        SimShare(Arc::new(Mutex::new(Inner {
            now: now.0,
            dice: Dice(seed),
            weather: Weather::fair(),
            standing: Standing::Home,
            is_read_only: false,
            files: Files::new(),
            foreign: Files::new(),
            copies: Vec::new(),
            desks: Vec::new(),
            deeds: Vec::new(),
            struck: BTreeMap::new(),
        })))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A view of the share for one more workstation.
    pub fn desk(&self) -> SimMedium {
        let mut inner = self.inner();
        inner.desks.push(Desk::default());
        SimMedium { share: self.clone(), desk: inner.desks.len() - 1 }
    }

    /// The time.
    pub fn now(&self) -> UnixMillis {
        UnixMillis(self.inner().now)
    }

    /// Lets time pass; what was to happen to files meanwhile has happened.
    pub fn advance(&self, millis: i64) {
        let mut inner = self.inner();
        inner.now += millis;
        let now = inner.now;
        inner.files.retain(|_, kept| match kept.fate.take_if(|(at, _)| *at <= now) {
            None => true,
            Some((_, None)) => false,
            Some((_, Some(bytes))) => {
                kept.bytes = bytes;
                true
            }
        });
    }

    /// Changes what befalls operations from now on.
    pub fn set_weather(&self, weather: Weather) {
        self.inner().weather = weather;
    }

    /// Ends every trouble: the weather is fair, and nothing that was to happen to files happens.
    pub fn clear_up(&self) {
        let mut inner = self.inner();
        inner.weather = Weather::fair();
        for kept in inner.files.values_mut() {
            kept.fate = None;
        }
    }

    /// Begins chance anew, so that what befalls from now on follows from `seed` alone.
    pub fn reseed(&self, seed: u64) {
        self.inner().dice = Dice(seed);
    }

    /// Changes how the share stands as a whole.
    pub fn stand(&self, standing: Standing) {
        let mut inner = self.inner();
        inner.standing = standing;
    }

    /// Puts a file on the share that stands in this one's place when it is [`Standing::Foreign`].
    pub fn put_foreign(&self, path: &str, bytes: &[u8]) {
        let kept = Kept { bytes: bytes.into(), made_at: 0, fate: None };
        self.inner().foreign.insert(path.to_owned(), kept);
    }

    /// Forbids or allows writing to everybody.
    pub fn set_read_only(&self, is_read_only: bool) {
        self.inner().is_read_only = is_read_only;
    }

    /// Keeps a copy of everything, to roll back to; its number.
    pub fn keep_copy(&self) -> usize {
        let mut inner = self.inner();
        let copy = inner.files.clone();
        inner.copies.push(copy);
        inner.copies.len() - 1
    }

    /// Puts the share back to a copy: newer files go, removed ones come back.
    pub fn roll_back(&self, copy: usize) {
        let mut inner = self.inner();
        if let Some(files) = inner.copies.get(copy).cloned() {
            inner.files = files;
        }
    }

    /// The files of the share, whatever stands in its place, with their bytes.
    pub fn files(&self) -> BTreeMap<String, Arc<[u8]>> {
        let inner = self.inner();
        inner.files.iter().map(|(path, kept)| (path.clone(), kept.bytes.clone())).collect()
    }

    /// Alters or makes a file behind everybody's back, as a user or a disk does; `None` removes it.
    pub fn meddle(&self, path: &str, bytes: Option<Vec<u8>>) {
        let mut inner = self.inner();
        match bytes {
            Some(bytes) => {
                let kept = Kept { bytes: bytes.into(), made_at: inner.now, fate: None };
                inner.files.insert(path.to_owned(), kept);
            }
            None => drop(inner.files.remove(path)),
        }
    }

    /// Everything that was done, in order.
    pub fn deeds(&self) -> Vec<Deed> {
        self.inner().deeds.clone()
    }

    /// How often what befell an operation.
    pub fn struck(&self) -> BTreeMap<Trouble, u64> {
        self.inner().struck.clone()
    }
}

impl SimMedium {
    /// The share.
    pub fn share(&self) -> &SimShare {
        &self.share
    }

    /// The number of this desk, from 0.
    pub fn number(&self) -> usize {
        self.desk
    }

    /// What this desk has done.
    pub fn tally(&self) -> Tally {
        self.share.inner().desks[self.desk].tally
    }

    /// Crashes at the `operation`th operation from now, from 1.
    pub fn crash_at(&self, operation: u32) {
        self.share.inner().desks[self.desk].crashes_in = Some(operation);
    }

    /// Whether it has crashed and not been revived.
    pub fn has_crashed(&self) -> bool {
        self.share.inner().desks[self.desk].has_crashed
    }

    /// Starts the program again after a crash, or calls off one that has not come.
    pub fn revive(&self) {
        let desk = &mut self.share.inner().desks[self.desk];
        (desk.has_crashed, desk.crashes_in) = (false, None);
    }

    /// Takes the share away from this desk alone, or gives it back.
    pub fn set_away(&self, is_away: bool) {
        self.share.inner().desks[self.desk].is_away = is_away;
    }

    /// Carries out an operation, with whatever befalls it; unwinds where the desk crashes.
    fn operate<T>(
        &self,
        doing: Doing,
        path: &str,
        mut effect: impl FnMut(&mut Inner, Option<Trouble>) -> Result<T, MediumError>,
    ) -> Result<T, MediumError> {
        let mut inner = self.share.inner();
        inner.count(self.desk, doing);
        if inner.crashes_now(self.desk) {
            // Before, after, or in the middle: what is being made is still under its other name.
            match inner.dice.below(3) {
                0 => {}
                1 => drop(inner.reach(self.desk, path).and_then(|()| effect(&mut inner, None))),
                _ if doing == Doing::Create && inner.reach(self.desk, path).is_ok() => {
                    inner.keep(&format!("{path}.tmp"), (&b"unfinished"[..]).into());
                }
                _ => {}
            }
            drop(inner);
            std::panic::resume_unwind(Box::new(Crash));
        }
        inner.reach(self.desk, path)?;
        let Inner { weather, dice, .. } = &mut *inner;
        let trouble = weather.strike(doing, dice);
        if let Some(trouble) = trouble {
            *inner.struck.entry(trouble).or_default() += 1;
        }
        match trouble {
            Some(Trouble::Unreachable) => Err(unreachable(path)),
            Some(Trouble::Denied) => Err(MediumError::of(doing.name(), path, denied())),
            Some(Trouble::Busy) => {
                let code = [32, 33, 1175][inner.dice.below(3)];
                let source = io::Error::other(format!("the file is in use ({code})"));
                Err(MediumError::Io { attempt: doing.name(), path: path.to_owned(), source })
            }
            trouble => effect(&mut inner, trouble),
        }
    }
}

impl Medium for SimMedium {
    fn list(&self, folder: &str) -> Result<Vec<Entry>, MediumError> {
        self.operate(Doing::List, folder, |inner, trouble| {
            Ok(inner.listing(self.desk, folder, trouble))
        })
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, MediumError> {
        self.operate(Doing::Read, path, |inner, trouble| inner.bytes(path, limit, trouble))
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<(), MediumError> {
        self.operate(Doing::Create, path, |inner, trouble| {
            inner.make(self.desk, path, bytes, trouble)
        })
    }

    fn remove(&self, path: &str) -> Result<(), MediumError> {
        self.operate(Doing::Remove, path, |inner, _| {
            if inner.is_read_only {
                let source = io::ErrorKind::ReadOnlyFilesystem.into();
                return Err(MediumError::of("removing", path, source));
            }
            if !inner.is_hidden() && inner.shown().remove(path).is_some() {
                inner.note(self.desk, path, What::Removed);
            }
            Ok(())
        })
    }

    fn probe(&self) -> Result<(), MediumError> {
        self.operate(Doing::Probe, "", |_, _| Ok(()))
    }
}
