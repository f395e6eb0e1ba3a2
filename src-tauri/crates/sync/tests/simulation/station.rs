//! One workstation: its database, its programs, its clock and its keychain.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Kind, UnixMillis, WriterId};
use store::{Store, VersionVector};
use sync::Ambient;
use sync::engine::{Cancel, CycleReport, Demand, Engine, Identity, Opener};
use sync::keys::Cost;
use sync::medium::sim::{Dice, SimMedium};

use crate::mortal::mortal;
use crate::oracle::Sight;
use crate::safe::SimSafe;
use crate::surroundings::{Clock, SimAmbient};
use crate::world::{KINDS, Names, Verdict, World, learn};

/// The passphrase of every simulated workspace.
pub const PASSPHRASE: &str = "nine steady herons wade";

/// A rule that is broken on purpose, to see that it would be noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Planted {
    pub merging: Option<store::Fault>,
    pub sharing: Option<sync::engine::Fault>,
}

pub struct Station {
    pub number: usize,
    pub medium: SimMedium,
    pub ambient: Arc<SimAmbient>,
    pub store: Store,
    pub engine: Engine<SimMedium>,
    /// Every name it has had.
    pub names: Names,
    pub has_left: bool,
    /// Copies of its database.
    pub copies: Vec<PathBuf>,
    /// What it has been told.
    pub told: Sight,
    vector: VersionVector,
    safe: Arc<SimSafe>,
    home: PathBuf,
    machine: String,
    planted: Planted,
    kinds: &'static [&'static Kind],
}

impl Station {
    /// A new computer, which founds the share if it is the first and else joins.
    pub async fn join(
        world: &World,
        number: usize,
        clock: Clock,
        seed: u64,
    ) -> Result<Station, String> {
        let medium = world.share.desk();
        let ambient = Arc::new(SimAmbient::new(world.share.clone(), clock, seed));
        let safe = Arc::new(SimSafe::default());
        let home = world.folder.join(number.to_string());
        std::fs::create_dir_all(&home).map_err(text)?;
        let path = home.join("workspace.db");
        let machine = format!("computer {number}");
        let identity = identity(&machine);
        let (store, engine) = if number == 0 {
            let mut writer = [0; 16];
            ambient.fill_random(&mut writer);
            let store = open_template(&world.template, &path, WriterId(writer)).await?;
            let engine = Engine::found(
                medium.clone(),
                store.clone(),
                safe.clone(),
                ambient.clone(),
                identity,
                PASSPHRASE,
            );
            (store, engine.await.map_err(text)?)
        } else {
            let opener = Opener::Passphrase(PASSPHRASE.to_owned());
            let joining = Engine::join(medium.clone(), safe.clone(), ambient.clone(), opener).await;
            let joining = joining.map_err(text)?;
            let store = open_template(&world.template, &path, joining.new.writer).await?;
            let engine = joining.engine(store.clone(), identity).await.map_err(text)?;
            (store, engine)
        };
        let mut station = Station {
            number,
            medium,
            ambient,
            names: Names::from([store.workspace().writer]),
            store,
            engine,
            has_left: false,
            copies: Vec::new(),
            told: Sight::new(),
            vector: VersionVector::new(),
            safe,
            home,
            machine,
            planted: world.planted,
            kinds: KINDS,
        };
        station.plant().await;
        station.learn().await?;
        Ok(station)
    }

    /// A copy of a whole computer, which knows nothing of being one.
    pub async fn clone_of(
        world: &mut World,
        of: usize,
        number: usize,
        clock: Clock,
        dice: &mut Dice,
    ) -> Result<Station, String> {
        let original = &world.stations[of];
        let home = world.folder.join(number.to_string());
        std::fs::create_dir_all(&home).map_err(text)?;
        let path = home.join("workspace.db");
        original.store.backup(&path).await.map_err(text)?;
        copy_folder(&original.home.join("segments"), &home.join("segments"))?;
        // Every other copy comes to a computer of another name.
        let machine =
            if dice.is_hit(500) { original.machine.clone() } else { format!("computer {number}") };
        let medium = world.share.desk();
        let seed = dice.roll();
        let ambient = Arc::new(SimAmbient::new(world.share.clone(), clock, seed));
        let safe = Arc::new(original.safe.copied());
        let store = Store::open_knowing(&path, original.kinds).await.map_err(text)?;
        let engine =
            open(medium.clone(), store.clone(), safe.clone(), ambient.clone(), &machine).await?;
        let mut station = Station {
            number,
            medium,
            ambient,
            names: original.names.clone(),
            store,
            engine,
            has_left: false,
            copies: Vec::new(),
            told: Sight::new(),
            vector: VersionVector::new(),
            safe,
            home,
            machine,
            planted: original.planted,
            kinds: original.kinds,
        };
        station.plant().await;
        station.learn().await?;
        Ok(station)
    }

    pub fn now(&self) -> UnixMillis {
        self.ambient.now()
    }

    /// One cycle; none if it crashed in the middle, after which the program runs again.
    pub async fn cycle(&mut self, demand: Demand) -> Result<Option<CycleReport>, String> {
        let engine = self.engine.clone();
        let cycle = async move { engine.cycle_with(demand, &mut |_| {}, &Cancel::default()).await };
        match mortal(self.medium.clone(), cycle).await {
            Some(report) => {
                let report = report.map_err(|error| {
                    format!("workstation {}: a cycle failed: {error}: {error:?}", self.number)
                })?;
                self.store = self.engine.store().clone();
                self.names.insert(self.store.workspace().writer);
                Ok(Some(report))
            }
            None => {
                self.medium.revive();
                self.reopen().await?;
                Ok(None)
            }
        }
    }

    /// Ends the program and begins it again on the same database.
    pub async fn reopen(&mut self) -> Verdict {
        self.store.close().await;
        self.engine.store().close().await;
        self.start().await
    }

    async fn start(&mut self) -> Verdict {
        let path = self.home.join("workspace.db");
        self.store = Store::open_knowing(&path, self.kinds).await.map_err(text)?;
        let (medium, store) = (self.medium.clone(), self.store.clone());
        let (safe, ambient) = (self.safe.clone(), self.ambient.clone());
        self.engine = open(medium, store, safe, ambient, &self.machine).await?;
        self.store = self.engine.store().clone();
        self.names.insert(self.store.workspace().writer);
        self.plant().await;
        Ok(())
    }

    /// Keeps a copy of the database.
    pub async fn keep_copy(&mut self) -> Verdict {
        let copy = self.home.join(format!("copy-{}.db", self.copies.len()));
        self.store.backup(&copy).await.map_err(text)?;
        self.copies.push(copy);
        Ok(())
    }

    /// Puts the database back to its last copy: `properly` as the program restores a backup, else
    /// as somebody copies a file.
    pub async fn put_back(&mut self, properly: bool) -> Verdict {
        let Some(copy) = self.copies.last().cloned() else { return Ok(()) };
        self.store.close().await;
        self.engine.store().close().await;
        let path = self.home.join("workspace.db");
        for ending in ["db", "db-wal", "db-shm"] {
            drop(std::fs::remove_file(path.with_extension(ending)));
        }
        if properly {
            let mut writer = [0; 16];
            self.ambient.fill_random(&mut writer);
            let store = Store::restore_knowing(&copy, &path, WriterId(writer), self.kinds).await;
            store.map_err(text)?.close().await;
        } else {
            std::fs::copy(&copy, &path).map_err(text)?;
        }
        self.told.clear();
        self.vector.clear();
        self.start().await
    }

    pub async fn leave(&mut self) -> Verdict {
        self.engine.leave().await.map_err(text)
    }

    /// Gives back to the share what it has lost; how many segments.
    pub async fn republish(&self) -> Result<u32, String> {
        self.engine.republish_missing().await.map_err(text)
    }

    /// Keeps up with what the workstation has been told.
    pub async fn learn(&mut self) -> Verdict {
        learn(&self.store, &mut self.vector, &mut self.told).await
    }

    async fn plant(&self) {
        if let Some(fault) = self.planted.merging {
            self.store.plant(fault).await;
        }
        if let Some(fault) = self.planted.sharing {
            self.engine.plant(fault);
        }
    }
}

async fn open(
    medium: SimMedium,
    store: Store,
    safe: Arc<SimSafe>,
    ambient: Arc<SimAmbient>,
    machine: &str,
) -> Result<Engine<SimMedium>, String> {
    Engine::open(medium, store, safe, ambient, identity(machine)).await.map_err(text)
}

fn identity(machine: &str) -> Identity {
    Identity {
        name: machine.to_owned(),
        machine: machine.to_owned(),
        version: "1.0".into(),
        cost: Cost::TRIFLING,
    }
}

/// A database of the workspace, copied because making its tables anew takes long.
async fn open_template(template: &Path, path: &Path, writer: WriterId) -> Result<Store, String> {
    Store::restore_knowing(template, path, writer, KINDS).await.map_err(text)
}

fn copy_folder(from: &Path, to: &Path) -> Verdict {
    if !from.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(to).map_err(text)?;
    for entry in std::fs::read_dir(from).map_err(text)? {
        let entry = entry.map_err(text)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target).map_err(text)?;
        }
    }
    Ok(())
}

fn text<E: std::error::Error>(error: E) -> String {
    format!("{error}: {error:?}")
}
