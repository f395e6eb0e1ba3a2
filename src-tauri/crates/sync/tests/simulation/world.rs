//! Workstations with real databases around one share, and what was noted of what they did.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use domain::kinds::{self, organisation, person};
use domain::{FieldId, Kind, KindId, Op, RecordId, Stamp, UnixMillis, Value, WriterId};
use store::{Action, Author, Decision, Part, Purpose, Store, UndoError, VersionVector};
use sync::engine::{CycleReport, Demand, Problem};
use sync::medium::sim::{Dice, SimShare, Standing, Weather};

use crate::oracle::{FROM_FILE, Identity, Sight, told};
use crate::script::{Script, Step, What};
use crate::station::{Planted, Station};
use crate::surroundings::{Clock, DAY};

/// What a history is about.
pub static KINDS: &[&Kind] = &[&kinds::ORGANISATION, &kinds::PERSON];

/// The registers that histories write.
const FIELDS: [(KindId, FieldId); 5] = [
    (kinds::PERSON.id, person::LAST_NAME),
    (kinds::PERSON.id, person::EMAIL),
    (kinds::PERSON.id, person::NOTES),
    (kinds::ORGANISATION.id, organisation::NAME),
    (kinds::ORGANISATION.id, organisation::NOTES),
];
/// How many records of each kind there are.
const RECORDS: u8 = 4;
/// The most workstations.
const MOST_STATIONS: usize = 7;
/// Beyond so many rounds, workstations that still have something to tell never come to rest.
const MOST_ROUNDS: usize = 150;

/// What went wrong, for whoever reads it.
pub type Verdict = Result<(), String>;

/// Something that a person or a file said.
#[derive(Debug, Clone)]
pub struct Noted {
    /// Where.
    pub at: usize,
    /// Whether the only database that knew of it was lost before anybody else was told.
    pub may_be_lost: bool,
}

/// A registration file.
#[derive(Clone)]
pub struct File {
    pub content: [u8; 32],
    pub declared: Stamp,
    pub ops: Vec<Op>,
}

/// Everything of one history.
pub struct World {
    pub folder: PathBuf,
    pub template: PathBuf,
    pub share: SimShare,
    pub stations: Vec<Station>,
    pub files: Vec<File>,
    pub planted: Planted,
    /// What was said.
    pub noted: BTreeMap<Identity, Noted>,
    /// What whoever said it had been told of everything.
    pub sights: HashMap<Identity, Sight>,
    /// Cycles so far.
    pub cycles: u64,
    /// Crashes so far.
    pub crashes: u64,
    copy: Option<usize>,
    acts: usize,
}

fn set(kind: KindId, record: RecordId, field: FieldId, value: String) -> Op {
    Op::Set { kind, record, values: vec![(field, Value::from(value.as_str()))] }
}

fn record(number: u8) -> RecordId {
    RecordId::from_bytes([number + 1; 16])
}

fn file(dice: &mut Dice, number: u8) -> File {
    let mut content = [number; 32];
    content[..8].copy_from_slice(&dice.roll().to_le_bytes());
    let mut ops = Vec::new();
    for of in 0..RECORDS {
        if dice.is_hit(500) {
            for (kind, field) in FIELDS.into_iter().take(3) {
                let value = format!("{FROM_FILE}{number} {}", field.0);
                ops.push(set(kind, record(of), field, value));
            }
        }
    }
    let early = Stamp::at(UnixMillis(1_000 + i64::from(number)));
    let declared = if dice.is_hit(500) { early } else { Stamp::default() };
    File { content, declared, ops }
}

impl World {
    /// Workstations that have joined one share, in fair weather.
    pub async fn begin(
        script: &Script,
        folder: &Path,
        template: &Path,
        planted: Planted,
    ) -> Result<World, String> {
        let mut dice = Dice(script.seed);
        let share = SimShare::new(script.seed, UnixMillis(1_700_000_000_000));
        share.put_foreign(
            "workspace.json",
            br#"{"format":1,"id":"00000000000000000000000000000000"}"#,
        );
        let mut world = World {
            folder: folder.to_owned(),
            template: template.to_owned(),
            share,
            stations: Vec::new(),
            files: (1..=3).map(|number| file(&mut dice, number)).collect(),
            planted,
            noted: BTreeMap::new(),
            sights: HashMap::new(),
            cycles: 0,
            crashes: 0,
            copy: None,
            acts: 0,
        };
        for _ in 0..script.stations {
            world.join(&mut dice).await?;
        }
        Ok(world)
    }

    /// One more workstation.
    pub async fn join(&mut self, dice: &mut Dice) -> Result<usize, String> {
        let number = self.stations.len();
        let clock = Clock::draw(dice, self.share.now());
        let station = Station::join(self, number, clock, dice.roll()).await?;
        self.stations.push(station);
        Ok(number)
    }

    /// Carries out a step.
    pub async fn step(&mut self, step: &Step) -> Verdict {
        self.share.advance(step.pause);
        self.share.reseed(step.seed);
        let mut dice = Dice(step.seed);
        let present: Vec<usize> =
            (0..self.stations.len()).filter(|at| !self.stations[*at].has_left).collect();
        let at = present[step.at % present.len()];
        match step.what {
            What::Edit => self.edit(at, &mut dice).await?,
            What::Delete => {
                let (kind, _) = FIELDS[dice.below(FIELDS.len())];
                let record = record(dice.below(RECORDS.into()) as u8);
                self.act(at, vec![Op::Delete { kind, record }]).await?;
            }
            What::Touch => {
                let (kind, _) = FIELDS[dice.below(FIELDS.len())];
                let record = record(dice.below(RECORDS.into()) as u8);
                self.act(at, vec![Op::Touch { kind, record }]).await?;
            }
            What::Undo => self.undo(at, &mut dice).await?,
            What::Import => {
                let file = self.files[dice.below(self.files.len())].clone();
                self.import(at, &file).await?;
            }
            What::Decide => self.decide(at, &mut dice).await?,
            What::Cycle(mille) => {
                self.share.set_weather(Weather::foul(mille));
                self.cycle(at, Demand::default()).await?;
            }
            What::Struck(trouble) => {
                self.share.set_weather(Weather::fair().with(trouble, 400));
                self.cycle(at, Demand::now()).await?;
            }
            What::Crash(operation) => {
                self.share.set_weather(Weather::foul(10));
                self.stations[at].medium.crash_at(operation);
                self.cycle(at, Demand::now()).await?;
                self.stations[at].medium.revive();
            }
            What::Reopen => self.stations[at].reopen().await?,
            What::Away => {
                self.stations[at].medium.set_away(true);
                self.cycle(at, Demand::now()).await?;
                self.stations[at].medium.set_away(false);
            }
            What::Empty => self.cycle_on(at, Standing::Empty).await?,
            What::Foreign => self.cycle_on(at, Standing::Foreign).await?,
            What::ReadOnly => {
                self.share.set_read_only(true);
                self.cycle(at, Demand::now()).await?;
                self.share.set_read_only(false);
            }
            What::KeepShare => self.copy = Some(self.share.keep_copy()),
            What::RollBackShare => {
                if let Some(copy) = self.copy {
                    self.share.roll_back(copy);
                }
            }
            What::KeepDatabase => self.stations[at].keep_copy().await?,
            What::PutBack => self.put_back(at, false).await?,
            What::Restore => self.put_back(at, true).await?,
            What::Clone => self.clone_station(at, &mut dice).await?,
            What::Join => {
                if self.stations.len() < MOST_STATIONS {
                    self.share.set_weather(Weather::fair());
                    self.join(&mut dice).await?;
                }
            }
            What::Leave => self.leave(at, present.len()).await?,
            What::Days => self.share.advance((1 + dice.below(40)) as i64 * DAY),
            What::Clock => {
                let clock = Clock::draw(&mut dice, self.share.now());
                self.stations[at].ambient.set_clock(clock);
            }
        }
        Ok(())
    }

    async fn cycle_on(&mut self, at: usize, standing: Standing) -> Verdict {
        self.share.stand(standing);
        let cycled = self.cycle(at, Demand::now()).await;
        self.share.stand(Standing::Home);
        cycled.map(drop)
    }

    /// A cycle of a workstation; none if it crashed on the way, after which it is open again.
    pub async fn cycle(
        &mut self,
        at: usize,
        demand: Demand,
    ) -> Result<Option<CycleReport>, String> {
        self.cycles += 1;
        let report = self.stations[at].cycle(demand).await?;
        self.crashes += u64::from(report.is_none());
        Ok(report)
    }

    /// Does something at a workstation, and notes it with what it had been told.
    async fn act(&mut self, at: usize, ops: Vec<Op>) -> Verdict {
        let action = Action::edit(self.actor(), self.stations[at].now(), ops);
        self.do_at(at, |store| async move {
            store.act(action).await.map(drop).map_err(|error| error.to_string())
        })
        .await
    }

    async fn edit(&mut self, at: usize, dice: &mut Dice) -> Verdict {
        let (kind, field) = FIELDS[dice.below(FIELDS.len())];
        let record = record(dice.below(RECORDS.into()) as u8);
        let value = format!("person {}", self.acts + 1);
        self.act(at, vec![set(kind, record, field, value.clone())]).await?;
        let kept = self.stations[at].store.record(kind, record).await;
        let kept = kept.map_err(|error| error.to_string())?;
        let shown = kept.as_ref().and_then(|kept| kept.value(field).text());
        if shown == Some(&value) {
            Ok(())
        } else {
            Err(format!("I4: an edit did not stick, {shown:?} stands instead of {value}"))
        }
    }

    async fn import(&mut self, at: usize, file: &File) -> Verdict {
        let author = Author::File { content: file.content, declared: file.declared };
        let parts = vec![Part { author, ops: file.ops.clone() }];
        let (actor, now) = (self.actor(), self.stations[at].now());
        let action = Action { actor, purpose: Purpose::Import, now, parts };
        self.do_at(at, |store| async move {
            store.act(action).await.map(drop).map_err(|error| error.to_string())
        })
        .await
    }

    async fn undo(&mut self, at: usize, dice: &mut Dice) -> Verdict {
        let recent = self.stations[at].store.recent_actions(4).await;
        let recent = recent.map_err(|error| error.to_string())?;
        if recent.is_empty() {
            return Ok(());
        }
        let action = recent[dice.below(recent.len())].id;
        let (actor, now) = (self.actor(), self.stations[at].now());
        self.do_at(at, |store| async move {
            match store.undo(action, &actor, now).await {
                Ok(_) | Err(UndoError::Refused { .. }) => Ok(()),
                Err(UndoError::Store(error)) => Err(error.to_string()),
            }
        })
        .await
    }

    async fn decide(&mut self, at: usize, dice: &mut Dice) -> Verdict {
        let conflicts = self.stations[at].store.conflicts(u32::MAX).await;
        let conflicts = conflicts.map_err(|error| error.to_string())?;
        if conflicts.is_empty() {
            return Ok(());
        }
        let conflict = &conflicts[dice.below(conflicts.len())];
        let side = conflict.sides[dice.below(conflict.sides.len())].change;
        let choice = [Decision::Take(side), Decision::Keep, Decision::Delete][dice.below(3)];
        let (kind, record, register) = (conflict.kind, conflict.record, conflict.register);
        let (actor, now) = (self.actor(), self.stations[at].now());
        self.do_at(at, |store| async move {
            let decided = store.decide(kind, record, register, choice, &actor, now).await;
            decided.map(drop).map_err(|error| error.to_string())
        })
        .await
    }

    fn actor(&mut self) -> String {
        self.acts += 1;
        format!("act {}", self.acts)
    }

    async fn do_at<F: Future<Output = Verdict>>(
        &mut self,
        at: usize,
        does: impl FnOnce(Store) -> F,
    ) -> Verdict {
        let station = &mut self.stations[at];
        station.learn().await?;
        let before = station.told.clone();
        does(station.store.clone()).await?;
        station.learn().await?;
        for identity in station.told.difference(&before) {
            let noted = Noted { at, may_be_lost: false };
            self.noted.entry(identity.clone()).or_insert(noted);
            let sight = self.sights.entry(identity.clone()).or_default();
            sight.extend(before.iter().cloned());
        }
        Ok(())
    }

    async fn put_back(&mut self, at: usize, properly: bool) -> Verdict {
        if self.stations[at].copies.is_empty() {
            return Ok(());
        }
        self.stations[at].learn().await?;
        let before = self.stations[at].told.clone();
        self.stations[at].put_back(properly).await?;
        self.stations[at].learn().await?;
        let gone: Vec<Identity> = before.difference(&self.stations[at].told).cloned().collect();
        self.lose(at, gone).await
    }

    /// Notes that what nobody else was told of may be gone.
    async fn lose(&mut self, at: usize, gone: Vec<Identity>) -> Verdict {
        let mut others = BTreeSet::new();
        for (other, station) in self.stations.iter_mut().enumerate() {
            if other != at && !station.has_left {
                station.learn().await?;
                others.extend(station.told.iter().cloned());
            }
        }
        for identity in gone.into_iter().filter(|identity| !others.contains(identity)) {
            if let Some(noted) = self.noted.get_mut(&identity) {
                noted.may_be_lost = true;
            }
        }
        Ok(())
    }

    async fn clone_station(&mut self, at: usize, dice: &mut Dice) -> Verdict {
        if self.stations.len() >= MOST_STATIONS {
            return Ok(());
        }
        let number = self.stations.len();
        let clock = Clock::draw(dice, self.share.now());
        let station = Station::clone_of(self, at, number, clock, dice).await?;
        self.stations.push(station);
        Ok(())
    }

    async fn leave(&mut self, at: usize, present: usize) -> Verdict {
        if present < 3 {
            return Ok(());
        }
        self.share.set_weather(Weather::fair());
        if self.cycle(at, Demand::now()).await?.is_none() {
            return Ok(());
        }
        self.stations[at].learn().await?;
        self.stations[at].leave().await?;
        self.stations[at].has_left = true;
        // A share that is put back to before this would lack a card that nobody can write again.
        self.copy = None;
        let knew: Vec<Identity> = self.stations[at].told.iter().cloned().collect();
        self.lose(at, knew).await
    }

    /// Faults stop, and everybody cycles until nobody has anything to tell.
    pub async fn come_to_rest(&mut self) -> Verdict {
        self.share.clear_up();
        self.share.set_read_only(false);
        self.share.stand(Standing::Home);
        let mut quiet = 0;
        let mut last = Vec::new();
        for round in 0..MOST_ROUNDS {
            // Now and then a day passes, so that what is looked at again a day later is.
            self.share.advance(if round % 4 == 3 { 26 * DAY / 24 } else { DAY / 16 });
            last.clear();
            let mut is_quiet = true;
            for at in 0..self.stations.len() {
                if self.stations[at].has_left {
                    continue;
                }
                let Some(report) = self.cycle(at, Demand::now()).await? else {
                    return Err("a crash in fair weather".into());
                };
                // What is gone from the share is given back when somebody asks for it.
                if report.problems.iter().any(|one| matches!(one, Problem::Rollback { .. })) {
                    is_quiet &= self.stations[at].republish().await? == 0;
                }
                is_quiet &= report.sealed + report.published + report.received_segments == 0
                    && report.waiting + report.behind == 0
                    && report.reincarnated.is_none();
                last.push(report);
            }
            quiet = if is_quiet { quiet + 1 } else { 0 };
            if quiet == 5 {
                return Ok(());
            }
        }
        let last: Vec<String> = last.iter().map(summary).collect();
        Err(format!("I5: workstations never come to rest; their last cycles: {last:#?}"))
    }

    /// Ends every program.
    pub async fn close(&self) {
        for station in &self.stations {
            station.store.close().await;
        }
    }
}

/// A report in one line.
fn summary(report: &CycleReport) -> String {
    let name = |problem: &Problem| {
        let all = format!("{problem:?}");
        let end = all.find(" { ").unwrap_or(all.len());
        let path = all.find("path: ").map_or("", |at| &all[at..]);
        format!("{} {}", &all[..end], path.trim_end_matches(" }"))
    };
    format!(
        "reached {}, sealed {}, published {}, received {}, waiting {}, behind {}, reincarnated {}, problems {:?}",
        report.reached,
        report.sealed,
        report.published,
        report.received_segments,
        report.waiting,
        report.behind,
        report.reincarnated.is_some(),
        report.problems.iter().map(name).collect::<Vec<_>>()
    )
}

/// What a workstation has been told, kept up with its log.
pub async fn learn(store: &Store, vector: &mut VersionVector, all: &mut Sight) -> Verdict {
    let log = store.changes_since(vector, u32::MAX).await.map_err(|error| error.to_string())?;
    all.extend(told(&log));
    *vector = store.version_vector().await.map_err(|error| error.to_string())?;
    Ok(())
}

/// Every name that a workstation has had.
pub type Names = BTreeSet<WriterId>;
