//! What must hold in the end, whatever happened: each invariant by its name.

use std::collections::{BTreeMap, BTreeSet};

use domain::FieldId;
use store::{RecordQuery, RemoteBatch, Store, VersionVector};
use sync::medium::sim::{Dice, What as Did};
use sync::names::ShareName;

use crate::oracle::{Collisions, Everything, Identity, Shown, told};
use crate::world::{KINDS, Verdict, World};

impl World {
    /// Everything that must hold once all is told.
    pub async fn check(&mut self) -> Verdict {
        self.i1_same_segments_same_state().await?;
        self.i3_state_is_what_the_oracle_says().await?;
        self.i5_nothing_committed_is_lost().await?;
        self.i11_what_collided_is_found_everywhere_and_nothing_else().await?;
        self.i8_files_are_never_altered_and_removed_by_their_owner_only()?;
        self.i10_nothing_is_written_where_the_share_is_not()?;
        self.i2_hearing_everything_again_changes_nothing().await?;
        self.i9_whoever_joins_late_sees_the_same().await
    }

    fn present(&self) -> impl Iterator<Item = (usize, &crate::station::Station)> {
        self.stations.iter().enumerate().filter(|(_, station)| !station.has_left)
    }

    async fn i1_same_segments_same_state(&self) -> Verdict {
        let mut first = None;
        for (at, station) in self.present() {
            let digest = station.store.state_digest().await.map_err(text)?;
            if *first.get_or_insert(digest) != digest {
                return Err(format!("I1: workstation {at} sees something else than the first"));
            }
        }
        Ok(())
    }

    async fn everything(&self) -> Result<Everything, String> {
        let mut everything = Everything::default();
        for (_, station) in self.present() {
            everything.add(&log(&station.store).await?);
        }
        Ok(everything)
    }

    async fn i3_state_is_what_the_oracle_says(&self) -> Verdict {
        let expected = self.everything().await?.shown(&self.sights);
        for (at, station) in self.present() {
            let found = shown(&station.store).await?;
            if found != expected {
                let differs = |of: &Shown, other: &Shown| {
                    of.iter()
                        .filter(|(id, values)| other.get(*id) != Some(values))
                        .map(|(id, values)| format!("{id:?} {values:?}"))
                        .collect::<Vec<_>>()
                };
                return Err(format!(
                    "I3: the oracle says {:?}, workstation {at} shows {:?}",
                    differs(&expected, &found),
                    differs(&found, &expected)
                ));
            }
        }
        Ok(())
    }

    async fn i5_nothing_committed_is_lost(&self) -> Verdict {
        for (at, station) in self.present() {
            let known = told(&log(&station.store).await?);
            let lost = self
                .noted
                .iter()
                .find(|(identity, noted)| !noted.may_be_lost && !known.contains(*identity));
            if let Some((identity, noted)) = lost {
                return Err(format!(
                    "I5/I12: workstation {at} was never told {identity:?}, done at {}",
                    noted.at
                ));
            }
        }
        Ok(())
    }

    async fn i11_what_collided_is_found_everywhere_and_nothing_else(&self) -> Verdict {
        let everything = self.everything().await?;
        let shown = everything.shown(&self.sights);
        let expected = everything.collisions(&self.sights, &shown);
        for (at, station) in self.present() {
            let conflicts = station.store.conflicts(u32::MAX).await.map_err(text)?;
            let found = conflicts
                .iter()
                .map(|one| (one.kind, one.record, one.register.map(|register| register.0)));
            let found: Collisions = found.collect();
            if found != expected {
                let missing: Vec<_> = expected.difference(&found).collect();
                let invented: Vec<_> = found.difference(&expected).collect();
                return Err(format!(
                    "I11: workstation {at} does not find {missing:?} and invents {invented:?}"
                ));
            }
        }
        Ok(())
    }

    fn i8_files_are_never_altered_and_removed_by_their_owner_only(&self) -> Verdict {
        let mut made: BTreeMap<String, [u8; 32]> = BTreeMap::new();
        for deed in self.share.deeds() {
            let station = self.stations.iter().find(|one| one.medium.number() == deed.desk);
            let is_own = |path: &str| {
                let name = path.trim_end_matches(".tmp").parse::<ShareName>().ok();
                let owner = name.map(|name| name.owner());
                match owner {
                    Some(Some(owner)) => station.is_none_or(|one| one.names.contains(&owner)),
                    // What belongs to all is made by anybody and removed by nobody.
                    Some(None) => !matches!(deed.what, Did::Removed),
                    None => false,
                }
            };
            if !matches!(deed.what, Did::Refused(_)) && !is_own(&deed.path) {
                return Err(format!("I8: somebody else's file was touched: {deed:?}"));
            }
            if let Did::Made(hash) = deed.what
                && made.insert(deed.path.clone(), hash).is_some_and(|before| before != hash)
            {
                return Err(format!("I8: one name was given to two contents: {deed:?}"));
            }
        }
        Ok(())
    }

    fn i10_nothing_is_written_where_the_share_is_not(&self) -> Verdict {
        match self.share.deeds().into_iter().find(|deed| !deed.is_home) {
            Some(deed) => Err(format!("I10: written to a share that is not ours: {deed:?}")),
            None => Ok(()),
        }
    }

    async fn i2_hearing_everything_again_changes_nothing(&self) -> Verdict {
        let stores: Vec<&Store> = self.present().map(|(_, station)| &station.store).collect();
        let [one, other, ..] = &stores[..] else { return Ok(()) };
        let before = one.state_digest().await.map_err(text)?;
        let own = one.workspace().writer;
        let mut actions = log(other).await?;
        for action in &mut actions {
            action.changes.retain(|change| change.id.writer != own);
        }
        actions.retain(|action| !action.changes.is_empty());
        let source = other.workspace().writer;
        let batch = RemoteBatch { source, seen: VersionVector::new(), place: None, actions };
        one.receive(vec![batch]).await.map_err(text)?;
        if one.state_digest().await.map_err(text)? == before {
            Ok(())
        } else {
            Err("I2: hearing everything again changed something".into())
        }
    }

    async fn i9_whoever_joins_late_sees_the_same(&mut self) -> Verdict {
        let expected = match self.present().next() {
            Some((_, station)) => station.store.state_digest().await.map_err(text)?,
            None => return Ok(()),
        };
        let late = self.join(&mut Dice(7)).await?;
        self.come_to_rest().await?;
        if self.stations[late].store.state_digest().await.map_err(text)? == expected {
            return Ok(());
        }
        let known = told(&log(&self.stations[late].store).await?);
        let of_first = match self.present().next() {
            Some((_, station)) => told(&log(&station.store).await?),
            None => BTreeSet::new(),
        };
        let missing: Vec<&Identity> = of_first.difference(&known).take(3).collect();
        Err(format!("I9: whoever joins late lacks {missing:?}"))
    }
}

/// What a workstation knows.
pub async fn log(store: &Store) -> Result<Vec<store::LoggedAction>, String> {
    store.changes_since(&VersionVector::new(), u32::MAX).await.map_err(text)
}

/// What a workstation shows.
pub async fn shown(store: &Store) -> Result<Shown, String> {
    let mut shown = Shown::new();
    for kind in KINDS {
        let records = store.records(kind.id, RecordQuery::default()).await.map_err(text)?;
        for record in records {
            let texts = record
                .values
                .iter()
                .filter_map(|(field, value)| Some((*field, value.text()?.to_owned())));
            let texts: BTreeMap<FieldId, String> = texts.collect();
            shown.insert((kind.id, record.id), texts);
        }
    }
    Ok(shown)
}

fn text(error: store::StoreError) -> String {
    format!("{error}: {error:?}")
}
